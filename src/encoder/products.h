// Sums of byte products for one tile, exact in 32 bits: up to kTile rows of inputs times one panel of 64 outputs.
#pragma once

#include <cstdint>

#include "encoder/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__clang__)
#define ENTENTE_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")))
#else  // GCC halves its vectors unless told not to
#define ENTENTE_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,prefer-vector-width=512")))
#endif
#define ENTENTE_AVX2 __attribute__((target("avx2,fma")))
#endif

namespace entente::encoder {

inline constexpr std::size_t kTile = 6;

// sums (kTile x 64); rows beyond `rows` are left alone. `stride` bytes from one row of inputs to the next.
using Products = void (*)(const std::uint8_t* bytes, std::size_t stride, std::size_t rows, std::size_t inputs,
                          const std::int8_t* panel, std::int32_t* sums);

inline void products_plain(const std::uint8_t* bytes, std::size_t stride, std::size_t rows, std::size_t inputs,
                           const std::int8_t* panel, std::int32_t* sums) {
  for (std::size_t r = 0; r < rows; ++r) {
    std::int32_t* out = sums + r * kPanel;
    for (std::size_t n = 0; n < kPanel; ++n) out[n] = 0;
    for (std::size_t k = 0; k < inputs; k += 4) {
      const std::uint8_t* x = bytes + r * stride + k;
      const std::int8_t* w = panel + k * kPanel;
      for (std::size_t n = 0; n < kPanel; ++n)
        out[n] += x[0] * w[4 * n] + x[1] * w[4 * n + 1] + x[2] * w[4 * n + 2] + x[3] * w[4 * n + 3];
    }
  }
}

#if defined(__x86_64__)

inline int four_bytes(const std::uint8_t* at) {
  int out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}

// A function of its own, so that its sums and weights, and nothing else, stay in registers.
template <int Rows>
[[gnu::noinline]] ENTENTE_AVX512 inline void tile_avx512(const std::uint8_t* bytes, std::size_t stride, std::size_t inputs,
                                                         const std::int8_t* panel, std::int32_t* sums) {
  __m512i acc[Rows][4];
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) acc[r][v] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < inputs; k += 4) {
    __m512i w[4];
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) w[v] = _mm512_loadu_si512(panel + k * kPanel + 64 * v);
#pragma GCC unroll 6
    for (int r = 0; r < Rows; ++r) {
      const __m512i x = _mm512_set1_epi32(four_bytes(bytes + static_cast<std::size_t>(r) * stride + k));
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) acc[r][v] = _mm512_dpbusd_epi32(acc[r][v], x, w[v]);
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) _mm512_storeu_si512(sums + static_cast<std::size_t>(r) * kPanel + 16 * v, acc[r][v]);
}

ENTENTE_AVX512 inline void products_avx512(const std::uint8_t* bytes, std::size_t stride, std::size_t rows, std::size_t inputs,
                                           const std::int8_t* panel, std::int32_t* sums) {
  switch (rows) {
    case 6:
      return tile_avx512<6>(bytes, stride, inputs, panel, sums);
    case 5:
      return tile_avx512<5>(bytes, stride, inputs, panel, sums);
    case 4:
      return tile_avx512<4>(bytes, stride, inputs, panel, sums);
    case 3:
      return tile_avx512<3>(bytes, stride, inputs, panel, sums);
    case 2:
      return tile_avx512<2>(bytes, stride, inputs, panel, sums);
    default:
      return tile_avx512<1>(bytes, stride, inputs, panel, sums);
  }
}

// vpmaddubsw would saturate; even and odd bytes are multiplied as 16-bit numbers instead, which is exact.
template <int Rows>
ENTENTE_AVX2 inline void tile_avx2(const std::uint8_t* bytes, std::size_t stride, std::size_t inputs, const std::int8_t* panel,
                                   std::int32_t* sums) {
  const __m256i low = _mm256_set1_epi16(0xff);
  for (std::size_t quarter = 0; quarter < kPanel; quarter += 16) {
    __m256i acc[Rows][2];
#pragma GCC unroll 4
    for (int r = 0; r < Rows; ++r) acc[r][0] = acc[r][1] = _mm256_setzero_si256();
    for (std::size_t k = 0; k < inputs; k += 4) {
      const auto* w = reinterpret_cast<const __m256i*>(panel + k * kPanel + 4 * quarter);
      const __m256i w0 = _mm256_loadu_si256(w), w1 = _mm256_loadu_si256(w + 1);
      const __m256i even0 = _mm256_srai_epi16(_mm256_slli_epi16(w0, 8), 8), odd0 = _mm256_srai_epi16(w0, 8);
      const __m256i even1 = _mm256_srai_epi16(_mm256_slli_epi16(w1, 8), 8), odd1 = _mm256_srai_epi16(w1, 8);
#pragma GCC unroll 4
      for (int r = 0; r < Rows; ++r) {
        const __m256i x = _mm256_set1_epi32(four_bytes(bytes + static_cast<std::size_t>(r) * stride + k));
        const __m256i even = _mm256_and_si256(x, low), odd = _mm256_srli_epi16(x, 8);
        acc[r][0] = _mm256_add_epi32(acc[r][0], _mm256_add_epi32(_mm256_madd_epi16(even, even0), _mm256_madd_epi16(odd, odd0)));
        acc[r][1] = _mm256_add_epi32(acc[r][1], _mm256_add_epi32(_mm256_madd_epi16(even, even1), _mm256_madd_epi16(odd, odd1)));
      }
    }
#pragma GCC unroll 4
    for (int r = 0; r < Rows; ++r)
      for (int v = 0; v < 2; ++v)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + static_cast<std::size_t>(r) * kPanel + quarter + 8 * v), acc[r][v]);
  }
}

ENTENTE_AVX2 inline void products_avx2(const std::uint8_t* bytes, std::size_t stride, std::size_t rows, std::size_t inputs,
                                       const std::int8_t* panel, std::int32_t* sums) {
  std::size_t r = 0;
  for (; r + 3 <= rows; r += 3) tile_avx2<3>(bytes + r * stride, stride, inputs, panel, sums + r * kPanel);
  for (; r < rows; ++r) tile_avx2<1>(bytes + r * stride, stride, inputs, panel, sums + r * kPanel);
}

#endif

}  // namespace entente::encoder
