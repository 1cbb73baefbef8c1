// Rounded layers on processors with AVX-512 VNNI. The library that the other kernels are written with has no name for its
// instructions, so these are the compiler's.
#include "nlp/rounded.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>
#include <cstring>
#include <limits>

#define ENTENTE_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")))

namespace entente::nlp {
namespace {

constexpr std::size_t kBlock = 64;  // rows that are rounded at a time

// Rounded rows of activations: bytes have 128 added, which the offsets of a layer's columns take off again.
template <class Input>
struct Rows {
  const Input* in;
  const float* scale;  // of each row
  std::size_t width;
  std::size_t segments;
};

// The weights of a group of columns.
struct Group {
  const void* weights;
  const std::int32_t* offset;
  const float* scale;
  const float* bias;
};

ENTENTE_VNNI inline __m512i add_products(__m512i sums, __m512i x, __m512i w, std::uint8_t) {
  return _mm512_dpbusd_epi32(sums, x, w);
}
ENTENTE_VNNI inline __m512i add_products(__m512i sums, __m512i x, __m512i w, std::int16_t) {
  return _mm512_dpwssd_epi32(sums, x, w);
}

// sums (R rows of P vectors) = begin + `count` inputs of R rows, `width` apart, times the weights. A function of its own, so that
// its sums, and nothing else, stay in registers.
template <std::size_t R, std::size_t P, class Input>
[[gnu::noinline]] ENTENTE_VNNI void add_up(const Input* in, std::size_t width, std::size_t count, const char* weights,
                                           const std::int32_t* begin, std::int32_t* to) {
  constexpr std::size_t kJoined = 4 / sizeof(Input), kStep = 64;  // inputs that are multiplied together; bytes of their weights
  __m512i sums[R][P];
#pragma GCC unroll 8
  for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 3
    for (std::size_t p = 0; p < P; ++p) sums[r][p] = _mm512_loadu_si512(begin + p * kGroup);
  for (const Input* const end = in + count; in != end; in += kJoined, weights += P * kStep) {
    __m512i w[P];
#pragma GCC unroll 3
    for (std::size_t p = 0; p < P; ++p) w[p] = _mm512_loadu_si512(weights + p * kStep);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < R; ++r) {
      int joined;
      std::memcpy(&joined, in + r * width, sizeof joined);
      const __m512i x = _mm512_set1_epi32(joined);
#pragma GCC unroll 3
      for (std::size_t p = 0; p < P; ++p) sums[r][p] = add_products(sums[r][p], x, w[p], Input());
    }
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < R; ++r)
#pragma GCC unroll 3
    for (std::size_t p = 0; p < P; ++p) _mm512_store_si512(to + (r * P + p) * kGroup, sums[r][p]);
}

alignas(64) constexpr std::int32_t kZeros[3 * kGroup] = {};

// The outputs of R rows for a group of P planes, handed to `end` by row.
template <std::size_t R, std::size_t P, class Input, class End>
ENTENTE_VNNI inline void tile(const Rows<Input>& rows, std::size_t row, const Group& group, std::size_t columns, const End& end) {
  constexpr std::size_t kSide = P * kGroup;
  constexpr std::size_t kExact = exact_terms(sizeof(Input) == 1 ? kLargestOf8Bits : kLargestOf13Bits);
  const auto* weights = static_cast<const char*>(group.weights);
  const std::int32_t* offset = group.offset;
  alignas(64) std::int32_t sums[R * kSide];
  alignas(64) float out[R * kSide];
  bool first_sums = true;
  for (std::size_t segment = 0; segment < rows.segments; ++segment) {
    const Input* in = rows.in + (row + segment) * rows.width;
    for (std::size_t first = 0; first < rows.width; first += kExact) {
      const std::size_t count = std::min(kExact, rows.width - first);
      add_up<R, P>(in + first, rows.width, count, weights, offset == nullptr ? kZeros : offset, sums);
      weights += count * kSide * sizeof(Input);
      for (std::size_t r = 0; r < R; ++r) {
        const __m512 scale = _mm512_set1_ps(rows.scale[row + r + segment]);
#pragma GCC unroll 3
        for (std::size_t p = 0; p < P; ++p) {
          const std::size_t at = r * kSide + p * kGroup;
          const __m512 before = first_sums ? _mm512_setzero_ps() : _mm512_load_ps(out + at);
          _mm512_store_ps(out + at, _mm512_fmadd_ps(_mm512_cvtepi32_ps(_mm512_load_si512(sums + at)), scale, before));
        }
      }
      first_sums = false;
    }
    if (offset != nullptr) offset += kSide;
  }
  __m512 scale[P], bias[P];
#pragma GCC unroll 3
  for (std::size_t p = 0; p < P; ++p) {
    scale[p] = _mm512_loadu_ps(group.scale + p * kGroup);
    bias[p] = group.bias == nullptr ? _mm512_setzero_ps() : _mm512_loadu_ps(group.bias + p * kGroup);
  }
  for (std::size_t r = 0; r < R; ++r) {
    __m512 of_row[P];
#pragma GCC unroll 3
    for (std::size_t p = 0; p < P; ++p)
      of_row[p] = _mm512_fmadd_ps(_mm512_load_ps(out + r * kSide + p * kGroup), scale[p], bias[p]);
    end.template operator()<P>(of_row, row + r, columns);
  }
}

struct Store {
  float* out;
  std::size_t stride;

  template <std::size_t P>
  ENTENTE_VNNI inline void operator()(const __m512* sums, std::size_t row, std::size_t group) const {
    for (std::size_t p = 0; p < P; ++p) _mm512_storeu_ps(out + row * stride + (group * P + p) * kGroup, sums[p]);
  }
};

struct Greatest {
  float* out;
  std::size_t stride;

  template <std::size_t P>
  ENTENTE_VNNI inline void operator()(const __m512* sums, std::size_t row, std::size_t group) const {
    __m512 greatest = _mm512_max_ps(sums[0], sums[1]);
    if constexpr (P > 2) greatest = _mm512_max_ps(greatest, sums[2]);
    _mm512_storeu_ps(out + row * stride + group * kGroup, greatest);
  }
};

ENTENTE_VNNI inline void store_rounded(__m512i rounded, std::uint8_t* out) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm512_cvtepi32_epi8(_mm512_add_epi32(rounded, _mm512_set1_epi32(128))));
}
ENTENTE_VNNI inline void store_rounded(__m512i rounded, std::int16_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm512_cvtepi32_epi16(rounded));
}

// Rounds a row; returns what to multiply it with to get it back.
template <class Input>
ENTENTE_VNNI inline float round_row(const float* in, std::size_t width, float largest, Input* out) {
  __m512 greatest = _mm512_setzero_ps();
  for (std::size_t k = 0; k < width; k += kGroup) greatest = _mm512_max_ps(greatest, _mm512_abs_ps(_mm512_loadu_ps(in + k)));
  const float most = _mm512_reduce_max_ps(greatest);
  const bool some = most > 0 && most < std::numeric_limits<float>::infinity();
  const __m512 factor = _mm512_set1_ps(some ? largest / most : 0.0f);
  for (std::size_t k = 0; k < width; k += kGroup)
    store_rounded(_mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(in + k), factor)), out + k);
  return some ? most / largest : 0.0f;
}

template <std::size_t P, class Input, class End>
ENTENTE_VNNI inline void apply(const Layer& layer, const void* weights, const float* in, std::size_t rows, End end) {
  constexpr std::size_t kRows = 8;  // their sums are 24 or 16 of 32 registers
  const std::size_t side = P * kGroup, bytes = side * layer.inputs() * sizeof(Input);
  alignas(64) Input rounded[(kBlock + kMostSegments) * kMostWidth];
  alignas(64) float scale[kBlock + kMostSegments];
  for (std::size_t first = 0; first < rows; first += kBlock, end.out += kBlock * end.stride) {
    const std::size_t count = std::min(kBlock, rows - first);
    for (std::size_t r = 0; r < count + layer.segments - 1; ++r)
      scale[r] =
          round_row(in + (first + r) * layer.width, layer.width, static_cast<float>(layer.largest), rounded + r * layer.width);
    const Rows<Input> all{rounded, scale, layer.width, layer.segments};
    for (std::size_t g = 0; g * kGroup < layer.outputs; ++g) {
      const Group group{static_cast<const char*>(weights) + g * bytes,
                        layer.offset == nullptr ? nullptr : layer.offset + g * side * layer.segments, layer.scale + g * side,
                        layer.bias == nullptr ? nullptr : layer.bias + g * side};
      std::size_t row = 0;
      for (; row + kRows <= count; row += kRows) tile<kRows, P>(all, row, group, g, end);
      if (row + 4 <= count) tile<4, P>(all, row, group, g, end), row += 4;
      if (row + 2 <= count) tile<2, P>(all, row, group, g, end), row += 2;
      if (row < count) tile<1, P>(all, row, group, g, end);
    }
  }
}

template <std::size_t P, class End>
ENTENTE_VNNI inline void apply(const Layer& layer, const float* in, std::size_t rows, const End& end) {
  if (layer.bytes != nullptr) {
    apply<P, std::uint8_t>(layer, layer.bytes, in, rows, end);
  } else {
    apply<P, std::int16_t>(layer, layer.words, in, rows, end);
  }
}

ENTENTE_VNNI void dense_here(const Layer& layer, const float* in, std::size_t rows, const Store& end) {
  apply<kDensePieces>(layer, in, rows, end);
}
ENTENTE_VNNI void maxout_here(const Layer& layer, const float* in, std::size_t rows, const Greatest& end) {
  if (layer.pieces == 2) {
    apply<2>(layer, in, rows, end);
  } else {
    apply<3>(layer, in, rows, end);
  }
}

}  // namespace

bool has_integer_products() {
  static const bool has = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  return has;
}

void integer_dense(const Layer& layer, const float* in, std::size_t rows, float* out, std::size_t stride) {
  dense_here(layer, in, rows, {out, stride});
}
void integer_maxout(const Layer& layer, const float* in, std::size_t rows, float* out) {
  maxout_here(layer, in, rows, {out, layer.outputs});
}

}  // namespace entente::nlp

#else

namespace entente::nlp {

bool has_integer_products() { return false; }
void integer_dense(const Layer&, const float*, std::size_t, float*, std::size_t) {}
void integer_maxout(const Layer&, const float*, std::size_t, float*) {}

}  // namespace entente::nlp

#endif
