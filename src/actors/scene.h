// A document with its mentions, as one looks back in it for whom a mention means.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/found.h"
#include "actors/quotes.h"

namespace entente::actors {

inline constexpr std::uint32_t kWindow = 100;       // mentions looked back over
inline constexpr std::uint32_t kDescriptions = 12;  // sentences that a description reaches back
inline constexpr std::uint32_t kPronouns = 2;       // sentences that a pronoun reaches back
inline constexpr std::string_view kUsa = "USA";

struct Scene {
  const Doc& doc;
  const Lexicon& lexicon;
  std::vector<Found>& found;           // in text order
  std::vector<std::uint32_t> by_head;  // of each token: the longest mention that hangs on it, kNobody where none
  std::vector<Quote> quotes;
  std::string main_country;  // where most of the text takes place; empty where it has no such country
  std::string subject;       // whose most of the actors and places are that the text names; empty where there is no such country
  std::string opening;       // of the first place that it names, where it does so at once
  std::string at_home;       // the subject, else the publisher's where the text names it or none
  bool names_usa = false;

  // `publisher` is the country of who published the document, empty where unknown. Linear.
  Scene(const Doc& document, const Lexicon& names, std::string_view publisher, std::vector<Found>& mentions);

  const Token& token(std::uint32_t i) const { return doc.tokens[found[i].head]; }
  std::uint32_t sentence(std::uint32_t i) const { return token(i).sentence; }
  bool word_is(std::uint32_t t, std::string_view word_class) const {
    return lexicon.is(word_class, hash_word(doc.tokens[t].lemma));
  }
  bool leads(const Found& one) const { return any_of(doc.tokens[one.head].dep, {"nsubj", "nsubjpass"}); }
  bool modifies(const Found& one) const;
  bool is_where(const Found& one) const;  // "in ..."
  bool is_place(const Found& one) const { return one.mention.actor.kind == "place" && !one.desk; }
  bool locative(const Found& one) const { return any_of(one.mention.actor.kind, {"place", "country"}) && is_where(one); }

  // The latest mention that `fits`, in reach; for a subject another subject near by first, a phrase of its own before a modifier.
  template <class Fits>
  std::uint32_t latest(std::uint32_t i, std::uint32_t sentences, Fits fits) const {
    const std::uint32_t other =
        leads(found[i]) ? latest_of(i, std::min(sentences, 1U), [&](const Found& f) { return leads(f) && fits(f); }) : kNobody;
    if (other != kNobody) return other;
    const std::uint32_t whole = latest_of(i, sentences, [&](const Found& f) { return !modifies(f) && fits(f); });
    return whole != kNobody ? whole : latest_of(i, sentences, fits);
  }

  template <class Fits>
  std::uint32_t latest_of(std::uint32_t i, std::uint32_t sentences, Fits fits) const {
    for (std::uint32_t back = 1; back <= kWindow && back <= i; ++back) {
      const std::uint32_t c = i - back;
      if (sentence(i) - sentence(c) > sentences) break;
      // Two phrases of one verb are two actors.
      const Token &one = token(i), &two = token(c);
      if (one.head == two.head && one.head != found[i].head && any_of(two.dep, {"nsubj", "dobj", "nsubjpass"}) &&
          one.dep != "poss")
        continue;
      if (found[c].known() && fits(found[c])) return c;
    }
    return kNobody;
  }
};

// A description that names nobody yet.
inline bool is_open(const Found& found) { return found.role && found.mention.actor.code.empty(); }

// Whether an actor has a code of its own, and none of a country and a sector.
bool own_code(const Actor& actor);

// Gives a mention the actor of another.
void take(Found& found, const Found& from, const char* how);

}  // namespace entente::actors
