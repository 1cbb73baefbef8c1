// What surrounds a candidate, as the model sees it: names that the tables count, and numbers.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "statements/candidates.h"
#include "statements/cues.h"
#include "statements/quoted.h"

namespace entente::statements {

inline constexpr std::size_t kWordKeys = 4;  // the first of the keys: of the cue in its frame
inline constexpr std::size_t kKeys = 19;
inline constexpr std::size_t kNumbers = 27;

// The family of a frame: direct, clause, infinitive, raising, object, around or colon.
std::string_view family_of(std::string_view frame);

// The keys of a candidate in the table of counts: "0 say v ccomp", "6 clause PERSON" ... Strings are reused. Constant time.
using Keys = std::array<std::string, kKeys>;
void word_keys(const Doc& doc, const Cues& cues, const Candidate& candidate, Keys& keys);
void context_keys(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& candidate, Keys& keys);

// Lengths, distances and borders of a candidate. Looks at a bounded number of tokens.
std::array<float, kNumbers> numbers(const Doc& doc, const Tree& tree, const QuoteMap& map, const Candidate& candidate);

}  // namespace entente::statements
