// The networks' arithmetic on one thread, for the vector unit that this processor has: AVX-512, AVX2 or the compiler's baseline,
// chosen at run time. Every row's result is the same whatever rows are computed with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "entente/nlp.h"

namespace entente::nlp {

// Rows of activations are whole groups of floats; what pads a row is zero.
inline constexpr std::size_t kGroup = 16;
constexpr std::size_t padded(std::size_t width) { return (width + kGroup - 1) / kGroup * kGroup; }

// Groups of columns that a product works on together; maxout layers have a group of each piece.
inline constexpr std::size_t kDensePieces = 2;
// Limits of a layer: kernels have its input on the stack.
inline constexpr std::size_t kMostWidth = 512;
inline constexpr std::size_t kMostSegments = 9;

// A linear layer. Its columns lie in `pieces` planes of `outputs` each (a dense layer has its even and odd groups for planes).
// Weights are packed: group by group of outputs, for each input the group's columns of every plane, side by side.
struct Layer {
  std::size_t segments = 1;  // rows of input, side by side in memory, that make up one input
  std::size_t width = 0;     // floats of such a row, padded
  std::size_t outputs = 0;   // of one plane, padded
  std::size_t pieces = 0;
  const float* weights = nullptr;
  const float* bias = nullptr;  // in the order of packed columns; null for none
  // Weights rounded to integers of at most `largest`, used instead where one of both is not null: in pairs of inputs, or bytes by
  // fours with the `offset` of each segment's columns (see rounded.h); and what to multiply a column with.
  const std::int16_t* words = nullptr;
  const std::int8_t* bytes = nullptr;
  const std::int32_t* offset = nullptr;
  const float* scale = nullptr;
  std::int32_t largest = 0;
  bool integer_products = false;      // the processor's instructions for them are used
  const float* paired = nullptr;      // where not null, used instead of `weights`; rows then come in pairs (see pair_rows)
  std::shared_ptr<const void> owner;  // of all these

  std::size_t inputs() const { return segments * width; }
  std::size_t columns() const { return outputs * pieces; }
  // The layer of `count` columns from `first` on of a dense layer; both are whole multiples of 32.
  Layer slice(std::size_t first, std::size_t count) const;
};

// Packs `weights` (rows of `inputs` floats, one a column of the first plane, then of the second, ...): each input row of
// `width` floats is padded, as each plane is.
std::vector<float> pack(const std::vector<float>& weights, std::size_t outputs, std::size_t pieces, std::size_t segments,
                        std::size_t width);
// The same for a layer that is no maxout.
std::vector<float> pack_dense(const std::vector<float>& weights, std::size_t outputs, std::size_t segments, std::size_t width);
constexpr std::size_t padded_dense(std::size_t outputs) {
  return (outputs + kDensePieces * kGroup - 1) / (kDensePieces * kGroup) * kDensePieces * kGroup;
}

// The bias of `outputs` columns of each plane, packed for pack()'s layer; a dense layer's bias keeps its order and is padded.
std::vector<float> pack_bias(const std::vector<float>& bias, std::size_t outputs, std::size_t pieces);

// Rounds the layer's weights to 13 bits (kInt16: an error of 1e-4) or 8 (kInt8: 4e-3); leaves it as it is for kFloat32. Without
// `integer_products` both are multiplied as 16-bit numbers; the sums are the same.
void round_weights(Layer& layer, Precision precision, bool integer_products);
void round_weights(Layer& layer, Precision precision);  // as this processor does it best

// Gives a maxout layer of three segments whose weights are not rounded the weights of F(2, 3), which works out two rows with two
// thirds of the products (Winograd 1980; Lavin & Gray 2016, arXiv:1509.09308). Its number of rows is then even,
// and a row's floats depend on whether it is the first of its pair. Other layers stay as they are. Costs 4/3 of the layer's
// memory.
void pair_rows(Layer& layer);

// out (rows of `stride` floats) = in times the weights, plus bias; columns in their order before packing. Input row r begins at
// in + r * width, so rows of several segments overlap.
void dense(const Layer& layer, const float* in, std::size_t rows, float* out, std::size_t stride);

// The same, and of each output the greatest piece; rows of `outputs` floats.
void maxout(const Layer& layer, const float* in, std::size_t rows, float* out);

// out = residual + layer norm of `in`, rows of padded(width) floats (Ba et al. 2016; variance over the row plus 1e-8). `residual`
// may be null, or out itself.
void normalize(const float* in, std::size_t rows, std::size_t width, const float* gain, const float* shift, const float* residual,
               float* out);

// `count` sums of `terms` rows each (pieces planes of `outputs` floats), then of each output the greatest piece.
void sum_maxout(const float* const* rows, std::size_t terms, std::size_t count, std::size_t outputs, std::size_t pieces,
                float* out);

// sum (size floats) of `terms` rows. `size` is whole groups.
void sum(const float* const* rows, std::size_t terms, std::size_t size, float* out);

// The index of the greatest of scores[i] + bias[i], the first of equals; -1 where none is above minus infinity. `size` is whole
// groups.
std::int32_t best(const float* scores, const float* bias, std::size_t size);

}  // namespace entente::nlp
