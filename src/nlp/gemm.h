// Single-precision matrix products for the network's narrow layers, on one thread.
#pragma once

#include <cstddef>
#include <vector>

namespace entente::nlp {

// Weights are packed in panels of 32 outputs: panel p holds, for each input, its weights to outputs 32p..32p+31.
inline constexpr std::size_t kPanel = 32;
constexpr std::size_t padded_outputs(std::size_t outputs) { return (outputs + kPanel - 1) / kPanel * kPanel; }

// Packs `weights` (outputs x inputs, row-major) into inputs * padded_outputs(outputs) floats; padding is zero.
std::vector<float> pack_weights(const std::vector<float>& weights, std::size_t outputs, std::size_t inputs);

// c (rows x outputs, stride ldc) = a (rows x inputs, stride lda) times the packed weights. `outputs` is a multiple of kPanel.
// Rows of a may overlap. The same row gives the same floats whatever the number of rows.
using Gemm = void (*)(const float* a, std::size_t lda, std::size_t rows, std::size_t inputs, const float* packed,
                      std::size_t outputs, float* c, std::size_t ldc);

// The fastest product this processor runs: AVX-512, AVX2 with FMA, or plain C++.
Gemm best_gemm();

}  // namespace entente::nlp
