#include "likeness/likeness.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace entente::likeness {
namespace {

constexpr std::uint32_t kEmpty = UINT32_MAX;

bool is_ideograph(unsigned char lead) { return lead >= 0xe3 && lead <= 0xe9; }  // U+3000-9FFF

// A space after each ideograph, which is a word by itself.
std::string spaced(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 4 / 3 + 1);
  while (!text.empty()) {
    const bool ideograph = is_ideograph(static_cast<unsigned char>(text[0]));
    const std::string_view piece = text.substr(0, ideograph ? 3 : 1);
    out += piece;
    if (ideograph) out += ' ';
    text.remove_prefix(piece.size());
  }
  return out;
}

// The words of a text, in lower case. Most of the time to sign a text goes here: hence no branch for a byte.
class Words {
 public:
  explicit Words(std::string_view text) : bytes_(text.size() + kPadding), edges_(new std::uint32_t[text.size() + kPadding]) {
    unsigned char all = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]), lower = static_cast<unsigned char>(c | 0x20);
      const bool letter = static_cast<unsigned char>(lower - 'a') < 26, digit = static_cast<unsigned char>(c - '0') < 10;
      bytes_[i] = letter ? lower : digit || c >= 0x80 ? c : 0;
      all |= c;
    }
    if (all >= 0x80) clear_symbols();
    find_edges(text.size());
  }

  std::size_t size() const { return count_; }

  std::uint64_t hash(std::size_t word) const {
    std::uint64_t hash = 0;
    for (std::uint32_t at = edges_[2 * word], end = edges_[2 * word + 1]; at < end; at += 16) {
      const std::uint32_t size = end - at;
      std::uint64_t piece[2];
      std::memcpy(piece, &bytes_[at], sizeof piece);
      if (size < 16) piece[1] &= size <= 8 ? 0 : ~(~std::uint64_t{0} << 8 * (size - 8));
      if (size < 8) piece[0] &= ~(~std::uint64_t{0} << 8 * size);
      hash = XXH3_64bits_withSeed(piece, sizeof piece, hash);  // of a constant size: far cheaper than of any
    }
    return hash;
  }

 private:
  static constexpr std::size_t kPadding = 80;  // zeros that may be read past the end

  // Of U+0080-00BF and U+2000-2FFF hardly any is a letter.
  void clear_symbols() {
    const unsigned char* const end = bytes_.data() + bytes_.size();
    for (const auto& [lead, length] : {std::pair{0xc2, 2}, std::pair{0xe2, 3}})
      for (unsigned char* at = bytes_.data();
           (at = static_cast<unsigned char*>(std::memchr(at, lead, static_cast<std::size_t>(end - at))));)
        for (int k = 0; k < length; ++k) *at++ = 0;
  }

  // 64 bytes at a time: the bits of a mask say which of them are letters, and those of its changes where words begin and end.
  void find_edges(std::size_t size) {
    constexpr std::uint64_t kLow = 0x7f7f7f7f7f7f7f7f, kGather = 0x0102040810204080;
    std::uint64_t before = 0;
    for (std::size_t at = 0; at <= size; at += 64) {
      std::uint64_t mask = 0;
      for (unsigned k = 0; k < 8; ++k) {
        std::uint64_t eight;
        std::memcpy(&eight, &bytes_[at + 8 * k], sizeof eight);
        const std::uint64_t letters = ((((eight & kLow) + kLow) | eight) & ~kLow) >> 7;
        mask |= (letters * kGather >> 56) << 8 * k;
      }
      for (std::uint64_t edges = mask ^ (mask << 1 | before); edges; edges &= edges - 1)
        edges_[count_++] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(edges));
      before = mask >> 63;
    }
    count_ /= 2;
  }

  std::vector<unsigned char> bytes_;        // zero where no word is
  std::unique_ptr<std::uint32_t[]> edges_;  // where each word begins and ends
  std::size_t count_ = 0;
};

// Each empty bin takes the value of a full one, drawn for it alike in all signatures.
void densify(Signature& signature) {
  const auto sparse = signature.minima;
  for (std::size_t bin = 0; bin < Signature::kBins; ++bin)
    for (std::uint64_t draw = 0; signature.minima[bin] == kEmpty; ++draw)
      signature.minima[bin] = sparse[XXH3_64bits_withSeed(&draw, sizeof draw, bin) % Signature::kBins];
}

Signature signature_of(const Words& words) {
  Signature signature;
  signature.minima.fill(kEmpty);
  std::uint64_t first = words.hash(0), second = words.hash(1);
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::uint64_t third = words.hash(i), shingle = first + std::rotl(second, 21) + std::rotl(third, 42);
    auto& minimum = signature.minima[shingle % Signature::kBins];
    minimum = std::min(minimum, static_cast<std::uint32_t>(shingle >> 32));
    first = second, second = third;
  }
  densify(signature);
  return signature;
}

}  // namespace

std::optional<Signature> sign(std::string_view text) {
  text = text.substr(0, kLongest);
  const bool ideographs =
      std::any_of(text.begin(), text.end(), [](char c) { return is_ideograph(static_cast<unsigned char>(c)); });
  const std::string words_apart = ideographs ? spaced(text) : std::string();
  const Words words(ideographs ? std::string_view(words_apart) : text);
  if (words.size() < kFewestWords) return {};
  return signature_of(words);
}

double likeness(const Signature& a, const Signature& b) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < Signature::kBins; ++i) same += a.minima[i] == b.minima[i];
  return static_cast<double>(same) / Signature::kBins;
}

std::array<std::uint64_t, kKeys> keys(const Signature& signature) {
  constexpr std::size_t kRows = 3;
  static_assert(kRows * kKeys <= Signature::kBins);
  std::array<std::uint64_t, kKeys> out{};
  for (std::size_t k = 0; k < kKeys; ++k)
    out[k] = XXH3_64bits_withSeed(&signature.minima[k * kRows], kRows * sizeof(std::uint32_t), k);
  return out;
}

}  // namespace entente::likeness
