#include "nlp/gemm.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace entente::nlp {
namespace {

void gemm_plain(const float* a, std::size_t lda, std::size_t rows, std::size_t inputs, const float* packed, std::size_t outputs,
                float* c, std::size_t ldc) {
  for (std::size_t panel = 0; panel < outputs; panel += kPanel) {
    const float* weights = packed + panel * inputs;
    for (std::size_t r = 0; r < rows; ++r) {
      float sums[kPanel] = {};
      for (std::size_t k = 0; k < inputs; ++k)
        for (std::size_t n = 0; n < kPanel; ++n) sums[n] += a[r * lda + k] * weights[k * kPanel + n];
      std::copy_n(sums, kPanel, c + r * ldc + panel);
    }
  }
}

#if defined(__x86_64__)

// One tile: `Rows` rows of one panel, its sums held in registers.
template <int Rows>
__attribute__((target("avx512f"))) void tile_avx512(const float* a, std::size_t lda, std::size_t inputs, const float* weights,
                                                    float* c, std::size_t ldc) {
  __m512 low[Rows], high[Rows];
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r) low[r] = high[r] = _mm512_setzero_ps();
  for (std::size_t k = 0; k < inputs; ++k) {
    const __m512 w0 = _mm512_loadu_ps(weights + k * kPanel);
    const __m512 w1 = _mm512_loadu_ps(weights + k * kPanel + 16);
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
      const __m512 x = _mm512_set1_ps(a[static_cast<std::size_t>(r) * lda + k]);
      low[r] = _mm512_fmadd_ps(x, w0, low[r]);
      high[r] = _mm512_fmadd_ps(x, w1, high[r]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r) {
    _mm512_storeu_ps(c + static_cast<std::size_t>(r) * ldc, low[r]);
    _mm512_storeu_ps(c + static_cast<std::size_t>(r) * ldc + 16, high[r]);
  }
}

template <int Rows>
__attribute__((target("avx2,fma"))) void tile_avx2(const float* a, std::size_t lda, std::size_t inputs, const float* weights,
                                                   float* c, std::size_t ldc) {
  __m256 sums[Rows][4];
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) sums[r][v] = _mm256_setzero_ps();
  for (std::size_t k = 0; k < inputs; ++k) {
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
      const __m256 x = _mm256_set1_ps(a[static_cast<std::size_t>(r) * lda + k]);
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) sums[r][v] = _mm256_fmadd_ps(x, _mm256_loadu_ps(weights + k * kPanel + 8 * v), sums[r][v]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) _mm256_storeu_ps(c + static_cast<std::size_t>(r) * ldc + 8 * v, sums[r][v]);
}

using Tile = void (*)(const float*, std::size_t, std::size_t, const float*, float*, std::size_t);

template <std::size_t Rows, Tile Full, Tile Single>
void gemm_tiled(const float* a, std::size_t lda, std::size_t rows, std::size_t inputs, const float* packed, std::size_t outputs,
                float* c, std::size_t ldc) {
  for (std::size_t panel = 0; panel < outputs; panel += kPanel) {
    const float* weights = packed + panel * inputs;
    std::size_t r = 0;
    for (; r + Rows <= rows; r += Rows) Full(a + r * lda, lda, inputs, weights, c + r * ldc + panel, ldc);
    for (; r < rows; ++r) Single(a + r * lda, lda, inputs, weights, c + r * ldc + panel, ldc);
  }
}

#endif

}  // namespace

std::vector<float> pack_weights(const std::vector<float>& weights, std::size_t outputs, std::size_t inputs) {
  std::vector<float> packed(padded_outputs(outputs) * inputs, 0.0f);
  for (std::size_t n = 0; n < outputs; ++n)
    for (std::size_t k = 0; k < inputs; ++k)
      packed[n / kPanel * kPanel * inputs + k * kPanel + n % kPanel] = weights[n * inputs + k];
  return packed;
}

Gemm best_gemm() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return gemm_tiled<8, tile_avx512<8>, tile_avx512<1>>;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return gemm_tiled<3, tile_avx2<3>, tile_avx2<1>>;
#endif
  return gemm_plain;
}

}  // namespace entente::nlp
