// Words that name events, matched against the lexicon, and the operators above them ("vow to", "refuse", "call for").
#pragma once

#include <string>
#include <vector>

#include "events/frames.h"
#include "events/lexicon.h"

namespace entente::events {

// A possible event: its words, type and the head tokens of its arguments.
struct Candidate {
  std::uint32_t at = kNoToken;        // the outermost word: "vowed" in "vowed to strike"
  std::vector<std::uint32_t> chain;   // all words that name it, from the inside out
  std::vector<const Entry*> entries;  // the lexicon line of each word of the chain
  std::string type, mode, cameo;
  std::string status;  // given by an operator or by a future tense; empty: read off the verb
  std::vector<std::uint32_t> source, target;
  std::string source_slot, target_slot;
  bool composed = false;  // an operator or a future tense changed the type
  bool aside = false;     // told only as the argument of another event
};

// Whether one of the words that name it is of a class.
bool names_any(const Tree& tree, const Lexicon& lexicon, const Candidate& c, std::string_view word_class);

// Whether a word's object is "each other", "one another" or what is each other's.
bool reciprocal_object(const Tree& tree, std::uint32_t at);

// The lexicon line that fits a word here; nullptr where none.
const Entry* match(const Tree& tree, const Lexicon& lexicon, std::uint32_t at);

// Whether a word tells no event because of what does it: "floods killed".
bool nobody_acts(const Tree& tree, const Lexicon& lexicon, std::uint32_t at);

// The candidates of one sentence in text order. Linear in the sentence's tokens for bounded phrase sizes.
std::vector<Candidate> candidates(const Tree& tree, const Lexicon& lexicon, Range sentence);

}  // namespace entente::events
