// A text as the dictionaries see it: words without case, accents and punctuation.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "entente/text.h"

namespace entente::actors {

struct Word {
  Span span;
  std::uint64_t hash = 0;  // of the word in lower case without accents
  bool capital = false;    // begins with a capital letter or a digit
  bool upper = false;      // has no small letter: "US", "K"
  bool number = false;     // begins with a digit
  bool joined = false;     // only a blank, a hyphen or an abbreviation's full stop parts it from the word before: names run on
  bool hyphen = false;     // a hyphen parts it from the word before
};

using Words = std::vector<Word>;

// Runs of letters and digits; the letters of "U.S." are one word. Linear.
Words split(std::string_view text);
void split(std::string_view text, Words& words);  // the same into memory that was used before

// Lower case, without accents; "ı" and other letters without a decomposition stay.
std::string fold(std::string_view word);

// Folded words joined by blanks, as titles and descriptions are compared.
std::string normal(std::string_view text);
std::string_view without_suffix(std::string_view name);  // "Ana Ruiz" of "Ana Ruiz Jr."
std::string last_word(std::string_view name);            // the last one, as normal() has it: of most names the family name

inline bool any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::uint64_t hash_word(std::string_view folded);
std::uint64_t hash_folded(std::string_view word);  // hash_word(fold(word))
inline std::uint64_t hash_join(std::uint64_t phrase, std::uint64_t word) {
  return (phrase ^ (word + 0x9e3779b97f4a7c15ULL + (phrase << 6) + (phrase >> 2))) * 0xff51afd7ed558ccdULL;
}
inline std::uint64_t hash_joined(const Words& words) {
  std::uint64_t hash = 0;
  for (const Word& word : words) hash = hash_join(hash, word.hash);
  return hash;
}

}  // namespace entente::actors
