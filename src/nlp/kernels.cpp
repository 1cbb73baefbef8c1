#include "nlp/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "nlp/rounded.h"

// Highway compiles what lies between its markers once for each vector unit: AVX-512, AVX2, SSSE3 and none on x86-64.
#define HWY_DISABLED_TARGETS (HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nlp/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace entente::nlp {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using F = hn::CappedTag<float, kGroup>;
using I = hn::RebindToSigned<F>;
using V = hn::VFromD<F>;
using W = hn::VFromD<I>;

// Rows whose sums a product holds in registers: with one input's weights they fill 16 or 32. Products of pairs need room to be
// added.
template <class Weight>
constexpr std::size_t tile_rows(std::size_t pieces) {
  return (HWY_TARGET <= HWY_AVX3 && sizeof(Weight) == 4 ? 24 : 12) / pieces;
}
constexpr std::size_t kBlock = 64;  // rows that are rounded at a time

// One row's share of a product: an input times the weights of every plane.
template <std::size_t P, std::size_t R>
HWY_INLINE void add(const V& x, const V (&w)[P], V* HWY_RESTRICT sums) {
  sums[R * P] = hn::MulAdd(x, w[0], sums[R * P]);
  sums[R * P + 1] = hn::MulAdd(x, w[1], sums[R * P + 1]);
  if constexpr (P > 2) sums[R * P + 2] = hn::MulAdd(x, w[2], sums[R * P + 2]);
}

template <std::size_t P, std::size_t R, class D>
HWY_INLINE void clear(D d, hn::VFromD<D>* HWY_RESTRICT sums) {
  sums[R * P] = hn::Zero(d);
  sums[R * P + 1] = hn::Zero(d);
  if constexpr (P > 2) sums[R * P + 2] = hn::Zero(d);
}

// Where the rows of one tile come from, as they are or rounded.
struct Exact {
  const float* in;
  std::size_t width;
  std::size_t inputs;
};

// The sums of sizeof...(R) rows for one vector of columns of each plane.
template <std::size_t P, std::size_t... R>
HWY_INLINE void products(std::index_sequence<R...>, const Exact& rows, const float* HWY_RESTRICT w, V* HWY_RESTRICT out) {
  const F f;
  const float* HWY_RESTRICT in = rows.in;
  const std::size_t width = rows.width;
  V sums[sizeof...(R) * P];
  (clear<P, R>(f, sums), ...);
  for (std::size_t k = 0; k < rows.inputs; ++k, ++in, w += P * kGroup) {
    V weights[P];
    weights[0] = hn::LoadU(f, w);
    weights[1] = hn::LoadU(f, w + kGroup);
    if constexpr (P > 2) weights[2] = hn::LoadU(f, w + 2 * kGroup);
    (add<P, R>(hn::Set(f, in[R * width]), weights, sums), ...);
  }
  for (std::size_t i = 0; i < sizeof...(R) * P; ++i) out[i] = sums[i];
}

// The sums of sizeof...(R) rows of each of two inputs, with weights of their own that lie side by side.
template <std::size_t P, std::size_t... R>
HWY_INLINE void add_both(std::index_sequence<R...>, const float* HWY_RESTRICT first, const float* HWY_RESTRICT second,
                         std::size_t width, const float* HWY_RESTRICT w, V* HWY_RESTRICT of_first, V* HWY_RESTRICT of_second) {
  const F f;
  V a[sizeof...(R) * P], b[sizeof...(R) * P];
  for (std::size_t i = 0; i < sizeof...(R) * P; ++i) a[i] = of_first[i], b[i] = of_second[i];
  for (std::size_t k = 0; k < width; ++k, ++first, ++second, w += 2 * P * kGroup) {
    V weights[P];
    for (std::size_t p = 0; p < P; ++p) weights[p] = hn::LoadU(f, w + p * kGroup);
    (add<P, R>(hn::Set(f, first[R * width]), weights, a), ...);
    for (std::size_t p = 0; p < P; ++p) weights[p] = hn::LoadU(f, w + (P + p) * kGroup);
    (add<P, R>(hn::Set(f, second[R * width]), weights, b), ...);
  }
  for (std::size_t i = 0; i < sizeof...(R) * P; ++i) of_first[i] = a[i], of_second[i] = b[i];
}

#if HWY_TARGET != HWY_SCALAR

using S = hn::Repartition<std::int16_t, I>;
using H = hn::VFromD<S>;

struct Rounded {
  const std::int16_t* in;
  const float* scale;  // of each row
  std::size_t width;
  std::size_t segments;
  std::size_t exact;  // products whose sum is
};

// sums plus, in each lane, the products of two neighbours.
HWY_INLINE W add_pairs(const H& x, const H& w, const W& sums) {
  const I i;
  W odd = hn::Zero(i);
  const W even = hn::ReorderWidenMulAccumulate(i, x, w, hn::Zero(i), odd);
  return hn::Add(sums, hn::RearrangeToOddPlusEven(even, odd));
}

template <std::size_t P, std::size_t R>
HWY_INLINE void add(const H& x, const H (&w)[P], W* HWY_RESTRICT sums) {
  sums[R * P] = add_pairs(x, w[0], sums[R * P]);
  sums[R * P + 1] = add_pairs(x, w[1], sums[R * P + 1]);
  if constexpr (P > 2) sums[R * P + 2] = add_pairs(x, w[2], sums[R * P + 2]);
}

template <std::size_t P, std::size_t R>
HWY_INLINE void add_scaled(const W* HWY_RESTRICT sums, const V& scale, V* HWY_RESTRICT out) {
  const F f;
  out[R * P] = hn::MulAdd(hn::ConvertTo(f, sums[R * P]), scale, out[R * P]);
  out[R * P + 1] = hn::MulAdd(hn::ConvertTo(f, sums[R * P + 1]), scale, out[R * P + 1]);
  if constexpr (P > 2) out[R * P + 2] = hn::MulAdd(hn::ConvertTo(f, sums[R * P + 2]), scale, out[R * P + 2]);
}

HWY_INLINE H pair(const std::int16_t* HWY_RESTRICT at) {
  std::int32_t both;
  std::memcpy(&both, at, sizeof both);
  return hn::BitCast(S(), hn::Set(I(), both));
}

// Sums of as many products as are exact are scaled and added up as floats.
template <std::size_t P, std::size_t... R>
HWY_INLINE void products(std::index_sequence<R...>, const Rounded& rows, const std::int16_t* HWY_RESTRICT w,
                         V* HWY_RESTRICT out) {
  const F f;
  const I i;
  const S s;
  const std::size_t width = rows.width;
  (clear<P, R>(f, out), ...);
  for (std::size_t segment = 0; segment < rows.segments; ++segment) {
    const std::int16_t* HWY_RESTRICT in = rows.in + segment * width;
    for (std::size_t first = 0; first < width; first += rows.exact) {
      W sums[sizeof...(R) * P];
      (clear<P, R>(i, sums), ...);
      const std::size_t last = HWY_MIN(width, first + rows.exact);
      for (std::size_t k = first; k < last; k += 2, in += 2, w += P * 2 * kGroup) {
        H weights[P];
        weights[0] = hn::LoadU(s, w);
        weights[1] = hn::LoadU(s, w + 2 * kGroup);
        if constexpr (P > 2) weights[2] = hn::LoadU(s, w + 4 * kGroup);
        (add<P, R>(pair(in + R * width), weights, sums), ...);
      }
      (add_scaled<P, R>(sums, hn::Set(f, rows.scale[R + segment]), out), ...);
    }
  }
}

HWY_INLINE Rounded from_row(const Rounded& rows, std::size_t row) {
  return {rows.in + row * rows.width, rows.scale + row, rows.width, rows.segments, rows.exact};
}

// Rounds a row; returns what to multiply it with to get it back.
HWY_INLINE float round_row(const float* HWY_RESTRICT in, std::size_t width, float largest, std::int16_t* HWY_RESTRICT out) {
  const F f;
  const std::size_t lanes = hn::Lanes(f);
  V greatest = hn::Zero(f);
  for (std::size_t k = 0; k < width; k += lanes) greatest = hn::Max(greatest, hn::Abs(hn::LoadU(f, in + k)));
  const float most = hn::GetLane(hn::MaxOfLanes(f, greatest));
  const bool some = most > 0 && most < std::numeric_limits<float>::infinity();
  const V factor = hn::Set(f, some ? largest / most : 0.0f);
  for (std::size_t k = 0; k < width; k += lanes)
    hn::StoreU(hn::DemoteTo(hn::Rebind<std::int16_t, I>(), hn::NearestInt(hn::Mul(hn::LoadU(f, in + k), factor))),
               hn::Rebind<std::int16_t, I>(), out + k);
  return some ? most / largest : 0.0f;
}

#endif

// What becomes of a tile's sums.
struct Store {
  float* out;
  std::size_t stride;

  template <std::size_t P>
  HWY_INLINE void operator()(const V* sums, std::size_t row, std::size_t group, std::size_t lane) const {
    for (std::size_t p = 0; p < P; ++p) hn::StoreU(sums[p], F(), out + row * stride + (group * P + p) * kGroup + lane);
  }
};
struct Greatest {
  float* out;
  std::size_t stride;

  template <std::size_t P>
  HWY_INLINE void operator()(const V* sums, std::size_t row, std::size_t group, std::size_t lane) const {
    V greatest = hn::Max(sums[0], sums[1]);
    if constexpr (P > 2) greatest = hn::Max(greatest, sums[2]);
    hn::StoreU(greatest, F(), out + row * stride + group * kGroup + lane);
  }
};

HWY_INLINE Exact from_row(const Exact& rows, std::size_t row) { return {rows.in + row * rows.width, rows.width, rows.inputs}; }

template <std::size_t P, std::size_t R, class Rows, class Weight, class End>
HWY_INLINE std::size_t tiles(const Layer& layer, const Rows& rows, std::size_t row, std::size_t count, const Weight* w,
                             std::size_t group, std::size_t lane, const End& end) {
  const F f;
  const std::size_t column = group * P * kGroup + lane;
  for (; row + R <= count; row += R) {
    V sums[R * P];
    products<P>(std::make_index_sequence<R>(), from_row(rows, row), w, sums);
    for (std::size_t r = 0; r < R; ++r) {
      V* of_row = sums + r * P;
      for (std::size_t p = 0; p < P; ++p) {
        const V bias = layer.bias == nullptr ? hn::Zero(f) : hn::LoadU(f, layer.bias + column + p * kGroup);
        if constexpr (sizeof(Weight) == 2) {
          of_row[p] = hn::MulAdd(of_row[p], hn::LoadU(f, layer.scale + column + p * kGroup), bias);
        } else {
          of_row[p] = hn::Add(of_row[p], bias);
        }
      }
      end.template operator()<P>(of_row, row + r, group, lane);
    }
  }
  return row;
}

template <std::size_t P, class Rows, class Weight, class End>
HWY_INLINE void all_tiles(const Layer& layer, const Rows& rows, std::size_t count, const Weight* weights, const End& end) {
  constexpr std::size_t kPer = sizeof(Weight) == 2 ? 2 : 1;  // inputs are packed in pairs where they are multiplied in pairs
  for (std::size_t group = 0; group * kGroup < layer.outputs; ++group) {
    const Weight* of_group = weights + group * kGroup * P * layer.inputs();
    for (std::size_t lane = 0; lane < kGroup; lane += hn::Lanes(F())) {
      const Weight* w = of_group + lane * kPer;
      std::size_t row = tiles<P, tile_rows<Weight>(P)>(layer, rows, 0, count, w, group, lane, end);
      row = tiles<P, 4>(layer, rows, row, count, w, group, lane, end);
      tiles<P, 1>(layer, rows, row, count, w, group, lane, end);
    }
  }
}

// F(2, 3) of pairs of rows: with inputs x0 to x3 and weights g0 to g2, (x1 + x2) and (x2 - x1) times (g0 + g1 + g2) / 2 and
// (g0 - g1 + g2) / 2 give a sum and a difference, to which are added (x0 - x2) g0 and (x3 - x1) g2.
constexpr std::size_t kForms = 4;
constexpr std::size_t kPairs = 16;  // that are worked out at a time: their inputs stay in the first cache

HWY_INLINE void transform(const float* HWY_RESTRICT in, std::size_t pairs, std::size_t width, float* HWY_RESTRICT out) {
  const F f;
  const std::size_t form = pairs * width;
  for (std::size_t r = 0; r < pairs; ++r, in += 2 * width, out += width)
    for (std::size_t k = 0; k < width; k += hn::Lanes(f)) {
      const V x0 = hn::LoadU(f, in + k), x1 = hn::LoadU(f, in + width + k);
      const V x2 = hn::LoadU(f, in + 2 * width + k), x3 = hn::LoadU(f, in + 3 * width + k);
      hn::StoreU(hn::Add(x1, x2), f, out + k);
      hn::StoreU(hn::Sub(x2, x1), f, out + form + k);
      hn::StoreU(hn::Sub(x0, x2), f, out + 2 * form + k);
      hn::StoreU(hn::Sub(x3, x1), f, out + 3 * form + k);
    }
}

template <std::size_t P, std::size_t R, class End>
HWY_INLINE std::size_t paired_tiles(const Layer& layer, const float* forms, std::size_t pair, std::size_t pairs,
                                    const float* HWY_RESTRICT w, std::size_t group, std::size_t lane, const End& end) {
  const F f;
  const std::size_t width = layer.width, form = pairs * width, column = group * P * kGroup + lane;
  for (; pair + R <= pairs; pair += R) {
    const float* in = forms + pair * width;
    V first[R * P], second[R * P];
    for (std::size_t i = 0; i < R * P; ++i) first[i] = second[i] = hn::Zero(f);
    add_both<P>(std::make_index_sequence<R>(), in, in + form, width, w, first, second);
    for (std::size_t i = 0; i < R * P; ++i) {
      const V bias = hn::LoadU(f, layer.bias + column + i % P * kGroup), sum = first[i], other = second[i];
      first[i] = hn::Add(hn::Add(sum, other), bias);
      second[i] = hn::Add(hn::Sub(sum, other), bias);
    }
    add_both<P>(std::make_index_sequence<R>(), in + 2 * form, in + 3 * form, width, w + 2 * P * kGroup * width, first, second);
    for (std::size_t r = 0; r < R; ++r) {
      end.template operator()<P>(first + r * P, 2 * (pair + r), group, lane);
      end.template operator()<P>(second + r * P, 2 * (pair + r) + 1, group, lane);
    }
  }
  return pair;
}

template <std::size_t P, class End>
HWY_INLINE void apply_paired(const Layer& layer, const float* in, std::size_t rows, End end) {
  constexpr std::size_t kRows = tile_rows<float>(P) / 2;
  HWY_ALIGN float forms[kForms * kPairs * kMostWidth];
  for (std::size_t first = 0; first < rows; first += 2 * kPairs, end.out += 2 * kPairs * end.stride) {
    const std::size_t pairs = HWY_MIN(2 * kPairs, rows - first) / 2;
    transform(in + first * layer.width, pairs, layer.width, forms);
    for (std::size_t group = 0; group * kGroup < layer.outputs; ++group)
      for (std::size_t lane = 0; lane < kGroup; lane += hn::Lanes(F())) {
        const float* w = layer.paired + group * kGroup * P * kForms * layer.width + lane;
        const std::size_t pair = paired_tiles<P, kRows>(layer, forms, 0, pairs, w, group, lane, end);
        paired_tiles<P, 1>(layer, forms, pair, pairs, w, group, lane, end);
      }
  }
}

template <std::size_t P, class End>
HWY_INLINE void apply(const Layer& layer, const float* in, std::size_t rows, End end) {
  for (std::size_t first = 0; first < rows; first += kBlock, end.out += kBlock * end.stride) {
    const std::size_t count = HWY_MIN(kBlock, rows - first);
    const float* block = in + first * layer.width;
#if HWY_TARGET != HWY_SCALAR
    if (layer.words != nullptr) {
      HWY_ALIGN std::int16_t rounded[(kBlock + kMostSegments) * kMostWidth];
      HWY_ALIGN float scale[kBlock + kMostSegments];
      for (std::size_t r = 0; r < count + layer.segments - 1; ++r)
        scale[r] = round_row(block + r * layer.width, layer.width, static_cast<float>(layer.largest), rounded + r * layer.width);
      all_tiles<P>(layer, Rounded{rounded, scale, layer.width, layer.segments, exact_terms(layer.largest)}, count, layer.words,
                   end);
      continue;
    }
#endif
    all_tiles<P>(layer, Exact{block, layer.width, layer.inputs()}, count, layer.weights, end);
  }
}

void Dense(const Layer& layer, const float* in, std::size_t rows, float* out, std::size_t stride) {
  apply<kDensePieces>(layer, in, rows, Store{out, stride});
}

template <std::size_t P>
HWY_INLINE void maxout_of(const Layer& layer, const float* in, std::size_t rows, float* out) {
  const Greatest end{out, layer.outputs};
  layer.paired != nullptr ? apply_paired<P>(layer, in, rows, end) : apply<P>(layer, in, rows, end);
}

void Maxout(const Layer& layer, const float* in, std::size_t rows, float* out) {
  layer.pieces == 2 ? maxout_of<2>(layer, in, rows, out) : maxout_of<3>(layer, in, rows, out);
}

void Normalize(const float* HWY_RESTRICT in, std::size_t rows, std::size_t width, const float* HWY_RESTRICT gain,
               const float* HWY_RESTRICT shift, const float* residual, float* out) {
  constexpr float kEpsilon = 1e-8f;
  const F f;
  const std::size_t lanes = hn::Lanes(f);
  const std::size_t stride = padded(width);
  const auto n = static_cast<float>(width);
  for (std::size_t r = 0; r < rows; ++r, in += stride, out += stride) {
    V total = hn::Zero(f);
    for (std::size_t i = 0; i < stride; i += lanes) total = hn::Add(total, hn::LoadU(f, in + i));
    const V mean = hn::Set(f, hn::GetLane(hn::SumOfLanes(f, total)) / n);
    V squares = hn::Zero(f);
    for (std::size_t i = 0; i < width; i += lanes) {
      V off = hn::Sub(hn::LoadU(f, in + i), mean);
      if (i + lanes > width) off = hn::IfThenElseZero(hn::FirstN(f, width - i), off);
      squares = hn::MulAdd(off, off, squares);
    }
    const float variance = hn::GetLane(hn::SumOfLanes(f, squares)) / n;
    const V scale = hn::Set(f, 1.0f / std::sqrt(variance + kEpsilon));
    for (std::size_t i = 0; i < stride; i += lanes) {
      V value = hn::MulAdd(hn::Mul(hn::Sub(hn::LoadU(f, in + i), mean), scale), hn::LoadU(f, gain + i), hn::LoadU(f, shift + i));
      if (residual != nullptr) value = hn::Add(value, hn::LoadU(f, residual + i));
      hn::StoreU(value, f, out + i);
    }
    if (residual != nullptr) residual += stride;
  }
}

HWY_INLINE V sum_at(const float* const* rows, std::size_t terms, std::size_t at) {
  const F f;
  V sum = hn::LoadU(f, rows[0] + at);
  for (std::size_t t = 1; t < terms; ++t) sum = hn::Add(sum, hn::LoadU(f, rows[t] + at));
  return sum;
}

// The sums of N vectors of each plane, from the `at`th output on. A row is read to its end before the next, as it lies in memory.
template <std::size_t N, std::size_t... I>
HWY_INLINE void sums_at(std::index_sequence<I...>, const float* const* rows, std::size_t terms, std::size_t outputs,
                        std::size_t at, V* HWY_RESTRICT out) {
  const F f;
  const auto from = [&](std::size_t term, std::size_t i) {
    return hn::LoadU(f, rows[term] + i / N * outputs + at + i % N * hn::Lanes(f));
  };
  V sums[sizeof...(I)];
  ((sums[I] = from(0, I)), ...);
  for (std::size_t t = 1; t < terms; ++t) ((sums[I] = hn::Add(sums[I], from(t, I))), ...);
  ((out[I] = sums[I]), ...);
}

template <std::size_t P, std::size_t N>
HWY_INLINE std::size_t sum_maxout_from(const float* const* rows, std::size_t terms, std::size_t outputs, std::size_t at,
                                       float* out) {
  const F f;
  for (const std::size_t step = N * hn::Lanes(f); at + step <= outputs; at += step) {
    V sums[P * N];
    sums_at<N>(std::make_index_sequence<P * N>(), rows, terms, outputs, at, sums);
    for (std::size_t n = 0; n < N; ++n) {
      V greatest = hn::Max(sums[n], sums[N + n]);
      if constexpr (P > 2) greatest = hn::Max(greatest, sums[2 * N + n]);
      hn::StoreU(greatest, f, out + at + n * hn::Lanes(f));
    }
  }
  return at;
}

template <std::size_t P>
HWY_INLINE void sum_maxout_of(const float* const* rows, std::size_t terms, std::size_t count, std::size_t outputs, float* out) {
  constexpr std::size_t kMost = HWY_TARGET <= HWY_AVX3 ? 6 : 3;  // whose sums are in registers
  for (std::size_t c = 0; c < count; ++c, rows += terms, out += outputs) {
    const std::size_t at = sum_maxout_from<P, kMost>(rows, terms, outputs, 0, out);
    sum_maxout_from<P, 1>(rows, terms, outputs, sum_maxout_from<P, 2>(rows, terms, outputs, at, out), out);
  }
}

void SumMaxout(const float* const* rows, std::size_t terms, std::size_t count, std::size_t outputs, std::size_t pieces,
               float* out) {
  pieces == 2 ? sum_maxout_of<2>(rows, terms, count, outputs, out) : sum_maxout_of<3>(rows, terms, count, outputs, out);
}

void Sum(const float* const* rows, std::size_t terms, std::size_t size, float* out) {
  const F f;
  for (std::size_t i = 0; i < size; i += hn::Lanes(f)) hn::StoreU(sum_at(rows, terms, i), f, out + i);
}

std::int32_t Best(const float* HWY_RESTRICT scores, const float* HWY_RESTRICT bias, std::size_t size) {
  const F f;
  const std::size_t lanes = hn::Lanes(f);
  V greatest = hn::Set(f, std::numeric_limits<float>::lowest());
  for (std::size_t i = 0; i < size; i += lanes)
    greatest = hn::Max(greatest, hn::Add(hn::LoadU(f, scores + i), hn::LoadU(f, bias + i)));
  const V most = hn::MaxOfLanes(f, greatest);
  for (std::size_t i = 0; i < size; i += lanes) {
    const auto at = hn::FindFirstTrue(f, hn::Eq(hn::Add(hn::LoadU(f, scores + i), hn::LoadU(f, bias + i)), most));
    if (at >= 0) return static_cast<std::int32_t>(i) + static_cast<std::int32_t>(at);
  }
  return -1;
}

}  // namespace HWY_NAMESPACE
}  // namespace entente::nlp
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace entente::nlp {

HWY_EXPORT(Dense);
HWY_EXPORT(Maxout);
HWY_EXPORT(Normalize);
HWY_EXPORT(SumMaxout);
HWY_EXPORT(Sum);
HWY_EXPORT(Best);

void dense(const Layer& layer, const float* in, std::size_t rows, float* out, std::size_t stride) {
  if (layer.integer_products) return integer_dense(layer, in, rows, out, stride);
  HWY_DYNAMIC_DISPATCH(Dense)(layer, in, rows, out, stride);
}
void maxout(const Layer& layer, const float* in, std::size_t rows, float* out) {
  if (layer.integer_products) return integer_maxout(layer, in, rows, out);
  HWY_DYNAMIC_DISPATCH(Maxout)(layer, in, rows, out);
}
void normalize(const float* in, std::size_t rows, std::size_t width, const float* gain, const float* shift, const float* residual,
               float* out) {
  HWY_DYNAMIC_DISPATCH(Normalize)(in, rows, width, gain, shift, residual, out);
}
void sum_maxout(const float* const* rows, std::size_t terms, std::size_t count, std::size_t outputs, std::size_t pieces,
                float* out) {
  HWY_DYNAMIC_DISPATCH(SumMaxout)(rows, terms, count, outputs, pieces, out);
}
void sum(const float* const* rows, std::size_t terms, std::size_t size, float* out) {
  HWY_DYNAMIC_DISPATCH(Sum)(rows, terms, size, out);
}
std::int32_t best(const float* scores, const float* bias, std::size_t size) {
  return HWY_DYNAMIC_DISPATCH(Best)(scores, bias, size);
}

std::vector<float> pack(const std::vector<float>& weights, std::size_t outputs, std::size_t pieces, std::size_t segments,
                        std::size_t width) {
  const std::size_t inputs = segments * width, row = segments * padded(width);
  std::vector<float> out(padded(outputs) * pieces * row, 0.0f);
  for (std::size_t p = 0; p < pieces; ++p)
    for (std::size_t o = 0; o < outputs; ++o)
      for (std::size_t k = 0; k < inputs; ++k)
        out[((o / kGroup * row + k / width * padded(width) + k % width) * pieces + p) * kGroup + o % kGroup] =
            weights[(p * outputs + o) * inputs + k];
  return out;
}

std::vector<float> pack_dense(const std::vector<float>& weights, std::size_t outputs, std::size_t segments, std::size_t width) {
  // Column c is in plane c / kGroup % kDensePieces.
  const std::size_t inputs = segments * width, half = padded_dense(outputs) / kDensePieces;
  std::vector<float> planes(padded_dense(outputs) * inputs, 0.0f);
  for (std::size_t c = 0; c < outputs; ++c) {
    const std::size_t plane = c / kGroup % kDensePieces, at = c / kGroup / kDensePieces * kGroup + c % kGroup;
    std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(c * inputs), inputs,
                planes.begin() + static_cast<std::ptrdiff_t>((plane * half + at) * inputs));
  }
  return pack(planes, half, kDensePieces, segments, width);
}

std::vector<float> pack_bias(const std::vector<float>& bias, std::size_t outputs, std::size_t pieces) {
  std::vector<float> out(padded(outputs) * pieces, 0.0f);
  for (std::size_t p = 0; p < pieces; ++p)
    for (std::size_t o = 0; o < outputs; ++o) out[(o / kGroup * pieces + p) * kGroup + o % kGroup] = bias[p * outputs + o];
  return out;
}

void pair_rows(Layer& layer) {
  if (layer.segments != 3 || layer.words != nullptr || layer.bytes != nullptr) return;
  const std::size_t side = layer.pieces * kGroup, segment = layer.width * side, groups = layer.outputs / kGroup;
  auto made = std::make_shared<std::vector<float>>();
  made->reserve(groups * 4 * segment);
  for (std::size_t group = 0; group < groups; ++group) {
    const float* g0 = layer.weights + group * 3 * segment;
    const float *g1 = g0 + segment, *g2 = g1 + segment;
    for (std::size_t at = 0; at < segment; at += side) {
      for (std::size_t i = at; i < at + side; ++i) made->push_back((g0[i] + g1[i] + g2[i]) / 2);
      for (std::size_t i = at; i < at + side; ++i) made->push_back((g0[i] - g1[i] + g2[i]) / 2);
    }
    for (std::size_t at = 0; at < segment; at += side) {
      made->insert(made->end(), g0 + at, g0 + at + side);
      made->insert(made->end(), g2 + at, g2 + at + side);
    }
  }
  layer.paired = made->data();
  layer.owner = std::move(made);
}

Layer Layer::slice(std::size_t first, std::size_t count) const {
  Layer out = *this;
  out.outputs = count / pieces;
  out.weights += first * inputs();
  if (bias != nullptr) out.bias += first;
  if (words != nullptr) out.words += first * inputs();
  if (bytes != nullptr) out.bytes += first * inputs();
  if (offset != nullptr) out.offset += first * segments;
  if (scale != nullptr) out.scale += first;
  return out;
}

std::string_view vector_unit() {
  for (const auto& [target, name] : {std::pair{HWY_AVX3, "AVX-512"}, std::pair{HWY_AVX2, "AVX2"}})
    if ((hwy::SupportedTargets() & target) != 0) return name;
  return "baseline";
}

}  // namespace entente::nlp
#endif
