// The hash functions that the model's tables are keyed by.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace entente::nlp {

// MurmurHash64A (A. Appleby), little-endian. Linear in the text.
std::uint64_t murmur64(std::string_view bytes, std::uint64_t seed);

// The key of a string in the model's tables.
inline std::uint64_t string_hash(std::string_view text) { return murmur64(text, 1); }

// Four 32-bit keys of one 64-bit id, after MurmurHash3 x86 128 on a single word: the rows of a hash embedding are these modulo
// the table's rows.
std::array<std::uint32_t, 4> embedding_keys(std::uint64_t id, std::uint32_t seed);

}  // namespace entente::nlp
