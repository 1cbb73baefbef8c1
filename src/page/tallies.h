// What single words told of the blocks they were met in, counted over many pages.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::page {

// How much more likely than others a block is of the article's text where a word stands: the logarithm of the odds' ratio, 0 for
// words that say nothing. Immutable.
class Tally {
 public:
  // Rows of word and value. False where the row has another form.
  bool add(std::string_view row);

  // To be called some time before of(), which then need not wait for memory.
  void prepare(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

  float of(std::uint64_t hash) const {
    for (std::size_t at = hash & mask_; slots_[at].sign != 0; at = (at + 1) & mask_)
      if (slots_[at].sign == sign_of(hash)) return slots_[at].value;
    return 0;
  }

 private:
  struct Slot {
    std::uint32_t sign = 0;  // the upper half of the word's hash; 0: free
    float value = 0;
  };
  static std::uint32_t sign_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1; }

  static constexpr std::size_t kSlots = 1 << 14;  // twice the words of the largest table
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  std::size_t mask_ = kSlots - 1, used_ = 0;
};

constexpr std::uint64_t kHashPrime = 0x100000001b3;  // of FNV-1a, 64 bits
constexpr std::uint64_t kHashBasis = 0xcbf29ce484222325;

// Calls `take(begin, end, hash)` for each word of a line: runs of letters, and of all beyond ASCII; the hash is of the lower-case
// word.
template <class F>
void each_word(std::string_view text, F&& take) {
  for (std::size_t i = 0; i < text.size();) {
    const auto letter = [&](std::size_t at) {
      const auto c = static_cast<unsigned char>(text[at]);
      return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    };
    if (!letter(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::uint64_t hash = kHashBasis;
    for (; i < text.size() && letter(i); ++i) {
      auto c = static_cast<unsigned char>(text[i]);
      if (c >= 'A' && c <= 'Z') c |= 0x20;
      hash = (hash ^ c) * kHashPrime;
    }
    if (!take(begin, i, hash)) return;
  }
}

// The same for the words of an attribute's value, which are split where a capital follows a small letter, too.
template <class F>
void each_name(std::string_view value, F&& take) {
  constexpr std::size_t kLongest = 512;
  value = value.substr(0, kLongest);
  for (std::size_t i = 0; i < value.size();) {
    const auto small = [&](std::size_t at) { return value[at] >= 'a' && value[at] <= 'z'; };
    const auto capital = [&](std::size_t at) { return value[at] >= 'A' && value[at] <= 'Z'; };
    if (!small(i) && !capital(i)) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::uint64_t hash = kHashBasis;
    for (; i < value.size() && (small(i) || capital(i)) && (i == begin || !capital(i) || !small(i - 1)); ++i)
      hash = (hash ^ static_cast<unsigned char>(value[i] | 0x20)) * kHashPrime;
    take(begin, i, hash);
  }
}

}  // namespace entente::page
