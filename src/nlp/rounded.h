// Layers with weights rounded to small integers, whose sums of products are exact: the same on every processor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nlp/kernels.h"

namespace entente::nlp {

// What rounded numbers lie between; those of 8 bits are stored in 16 where the processor has no use for bytes.
inline constexpr std::int32_t kLargestOf13Bits = 4095;
inline constexpr std::int32_t kLargestOf8Bits = 127;

// How many products of such numbers surely add up to less than 32 bits; a layer's inputs are never more than allows 8 bits.
constexpr std::size_t exact_terms(std::int32_t largest) { return largest > kLargestOf8Bits ? 96 : kMostWidth; }

// Whether this processor multiplies and adds up small integers in one instruction (AVX-512 VNNI).
bool has_integer_products();

// The same as dense() and maxout() of a layer rounded for such a processor.
void integer_dense(const Layer& layer, const float* in, std::size_t rows, float* out, std::size_t stride);
void integer_maxout(const Layer& layer, const float* in, std::size_t rows, float* out);

}  // namespace entente::nlp
