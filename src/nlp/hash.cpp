#include "nlp/hash.h"

#include <cstring>

namespace entente::nlp {

std::uint64_t murmur64(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kMultiplier = 0xc6a4a7935bd1e995ULL;
  constexpr int kShift = 47;
  std::uint64_t h = seed ^ (bytes.size() * kMultiplier);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t k;
    std::memcpy(&k, at, 8);
    k *= kMultiplier;
    k ^= k >> kShift;
    k *= kMultiplier;
    h ^= k;
    h *= kMultiplier;
  }
  if (left > 0) {
    std::uint64_t tail = 0;
    for (std::size_t i = 0; i < left; ++i) tail |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
    h ^= tail;
    h *= kMultiplier;
  }
  h ^= h >> kShift;
  h *= kMultiplier;
  h ^= h >> kShift;
  return h;
}

namespace {

std::uint64_t finish(std::uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

}  // namespace

std::array<std::uint32_t, 4> embedding_keys(std::uint64_t id, std::uint32_t seed) {
  constexpr std::uint64_t kBytes = 8;  // the length that the finaliser mixes in
  std::uint64_t h1 = id * 0x87c37b91114253d5ULL;
  h1 = (h1 << 31) | (h1 >> 33);
  h1 = (h1 * 0x4cf5ad432745937fULL) ^ seed ^ kBytes;
  std::uint64_t h2 = seed ^ kBytes;
  h1 += h2;
  h2 += h1;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 += h2;
  h2 += h1;
  return {static_cast<std::uint32_t>(h1), static_cast<std::uint32_t>(h1 >> 32), static_cast<std::uint32_t>(h2),
          static_cast<std::uint32_t>(h2 >> 32)};
}

}  // namespace entente::nlp
