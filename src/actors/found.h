// A mention on its way, with what coreference needs to know of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/phrase.h"
#include "entente/doc.h"
#include "entente/records.h"

namespace entente::actors {

// What kind of word a mention without a name hangs on.
enum class Pronoun : std::uint8_t { none, he, she, they, it, i, we };

struct Found {
  Mention mention;
  Range tokens;            // the noun phrase without its "of"-phrase
  std::uint32_t head = 0;  // its head token
  std::uint32_t person = kNobody;
  std::string office;
  Pronoun pronoun = Pronoun::none;
  bool role = false;          // a role noun decided, no name
  bool land = false;          // "the country": nothing by itself
  std::uint8_t several = 0;   // "both countries", "the three leaders": how many are meant; as nothing
  std::vector<Actor> others;  // of several, all but the first
  bool other = false;         // a phrase of no actor: it only keeps pronouns from reaching past it
  bool former = false;
  bool definite = false;  // begins with "the", "this", "that", "its" ...
  bool plural = false;
  bool named = false;   // a name decides: it can be an antecedent by itself
  bool nested = false;  // a modifier inside of another phrase
  bool common = false;  // a body that many countries have: "the Senate"
  bool desk = false;    // from where a correspondent tells what happens elsewhere: a dateline of Geneva
  char gender = ' ';    // f, m, or unknown

  bool known() const { return !mention.actor.code.empty() || (named && !mention.actor.name.empty()); }
};

}  // namespace entente::actors
