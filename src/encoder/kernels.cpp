#include "encoder/kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "encoder/products.h"
#include "encoder/vector.h"

namespace entente::encoder {
namespace {

constexpr float kNormEpsilon = 1e-12f;
constexpr std::size_t kQueries = 4;  // rows that attention works on at a time
constexpr float kUnseen = -1e30f;
constexpr std::size_t kChains = 4;  // a row's extremes are sought in so many parts at once: none waits for the one before

// x times the normal distribution's integral, which a polynomial gives within 6e-5 of GELU's exact value (a byte's step is 1e-2).
ENTENTE_INLINE F16 gelu_of(F16 x) {
  constexpr float kEdge = 4.5f;
  const F16 z = min(max(x, splat(-kEdge)), splat(kEdge));
  const F16 t = z * z;
  F16 p = t * 3.036394696e-11f + -3.314639300e-09f;
  p = p * t + 1.590989456e-07f;
  p = p * t + -4.451714968e-06f;
  p = p * t + 8.142500770e-05f;
  p = p * t + -1.037590294e-03f;
  p = p * t + 9.585199524e-03f;
  p = p * t + -6.598465047e-02f;
  p = p * t + 3.987126040e-01f;
  const F16 share = z * p + 0.5f;
  return x * share;
}

ENTENTE_INLINE void quantize_rows(const float* x, std::size_t rows, std::size_t width, std::uint8_t* bytes, RowScale* scales) {
  for (std::size_t r = 0; r < rows; ++r, x += width, bytes += width) {
    F16 low[kChains] = {}, high[kChains] = {};
    for (std::size_t i = 0; i < width; i += kChains * kLanes)
      for (std::size_t c = 0; c < kChains && i + c * kLanes < width; ++c) {
        const F16 v = load(x + i + c * kLanes);
        low[c] = min(low[c], v);
        high[c] = max(high[c], v);
      }
    for (std::size_t c = 1; c < kChains; ++c) {
      low[0] = min(low[0], low[c]);
      high[0] = max(high[0], high[c]);
    }
    const float least = -largest(-low[0]), range = largest(high[0]) - least;
    const bool some = range > 0 && range < std::numeric_limits<float>::infinity();  // a damaged model's numbers may be neither
    const float scale = some ? range / 255.0f : 1.0f;
    const float inverse = 1.0f / scale;
    const auto zero = some ? static_cast<std::int32_t>(-least * inverse + 0.5f) : 0;
    scales[r] = {scale, zero};
    const float offset = static_cast<float>(zero) + 0.5f;  // what is cut off below rounds to the nearest
    for (std::size_t i = 0; i < width; i += kLanes) {
      const F16 v = min(max(load(x + i) * inverse + offset, F16{}), splat(255.0f));
      const B16 out = __builtin_convertvector(__builtin_convertvector(v, I16), B16);
      std::memcpy(bytes + i, &out, sizeof out);
    }
  }
}

template <Products products>
ENTENTE_INLINE void dense_rows(const Dense& layer, const std::uint8_t* bytes, const RowScale* scales, std::size_t rows, bool gelu,
                               float* out) {
  alignas(64) std::int32_t sums[kTile * kPanel];
  for (std::size_t panel = 0; panel < layer.outputs; panel += kPanel) {
    const std::int8_t* weights = layer.weights + panel * layer.inputs;
    for (std::size_t first = 0; first < rows; first += kTile) {
      const std::size_t count = std::min(kTile, rows - first);
      products(bytes + first * layer.inputs, layer.inputs, count, layer.inputs, weights, sums);
      for (std::size_t v = 0; v < kPanel; v += kLanes) {
        const I16 column = load(layer.sum + panel + v);
        const F16 scale = load(layer.scale + panel + v), bias = load(layer.bias + panel + v);
        for (std::size_t r = 0; r < count; ++r) {
          const RowScale row = scales[first + r];
          const F16 exact = to_floats(load(sums + r * kPanel + v) - column * row.zero);
          const F16 y = exact * (scale * row.scale) + bias;
          store(out + (first + r) * layer.outputs + panel + v, gelu ? gelu_of(y) : y);
        }
      }
    }
  }
}

ENTENTE_INLINE void normalize_rows(float* x, const float* y, std::size_t rows, std::size_t width, const float* gain,
                                   const float* shift) {
  for (std::size_t r = 0; r < rows; ++r, x += width) {
    F16 total{};
    for (std::size_t i = 0; i < width; i += kLanes) {
      F16 v = load(x + i);
      if (y != nullptr) v += load(y + r * width + i);
      store(x + i, v);
      total += v;
    }
    const auto n = static_cast<float>(width);
    const float mean = sum(total) / n;
    F16 squares{};
    for (std::size_t i = 0; i < width; i += kLanes) {
      const F16 v = load(x + i) - mean;
      squares = v * v + squares;
    }
    const float scale = 1.0f / std::sqrt(sum(squares) / n + kNormEpsilon);
    for (std::size_t i = 0; i < width; i += kLanes) {
      const F16 v = (load(x + i) - mean) * scale;
      store(x + i, v * load(gain + i) + load(shift + i));
    }
  }
}

// One head of a sequence. Its keys lie transposed in blocks of sixteen, first the text's, then one block for each group.
struct AttentionHead {
  const float* queries;  // the first row's, as are the values; `stride` floats from a row to the next
  const float* values;
  std::size_t stride, size;
  float* keys;    // block x size x 16
  float* scores;  // kQueries x block x 16
};

// Rows that queries see together: one block of keys.
struct Seen {
  std::size_t block, first, count;  // its rows begin at `first`
};

// Four by four keys are transposed at a time; a head's size is a multiple of that.
ENTENTE_INLINE void fill_block(const float* keys, std::size_t stride, std::size_t count, std::size_t size, float* out) {
  std::size_t j = 0;
  for (; j + 4 <= count; j += 4, keys += 4 * stride)
    for (std::size_t d = 0; d < size; d += 4) {
      F4 row[4];
      for (std::size_t r = 0; r < 4; ++r) std::memcpy(&row[r], keys + r * stride + d, sizeof row[r]);
      const F4 low = __builtin_shufflevector(row[0], row[2], 0, 4, 1, 5),
               high = __builtin_shufflevector(row[0], row[2], 2, 6, 3, 7);
      const F4 low_odd = __builtin_shufflevector(row[1], row[3], 0, 4, 1, 5),
               high_odd = __builtin_shufflevector(row[1], row[3], 2, 6, 3, 7);
      row[0] = __builtin_shufflevector(low, low_odd, 0, 4, 1, 5);
      row[1] = __builtin_shufflevector(low, low_odd, 2, 6, 3, 7);
      row[2] = __builtin_shufflevector(high, high_odd, 0, 4, 1, 5);
      row[3] = __builtin_shufflevector(high, high_odd, 2, 6, 3, 7);
      for (std::size_t r = 0; r < 4; ++r) std::memcpy(out + (d + r) * kLanes + j, &row[r], sizeof row[r]);
    }
  for (; j < count; ++j, keys += stride)
    for (std::size_t d = 0; d < size; ++d) out[d * kLanes + j] = keys[d];
}

// s[b][r] = the products of four queries with the keys of block b, `apart` floats from one block to the next.
template <std::size_t Blocks>
ENTENTE_INLINE void multiply_keys(const float* keys, std::size_t apart, const float* const (&q)[kQueries], std::size_t size,
                                  F16 (&s)[Blocks][kQueries]) {
  for (std::size_t d = 0; d < size; ++d)
    for (std::size_t b = 0; b < Blocks; ++b) {
      const F16 k = load(keys + b * apart + d * kLanes);
      for (std::size_t r = 0; r < kQueries; ++r) s[b][r] = k * q[r][d] + s[b][r];
    }
}

// `count` rows from `first` on, which see `text` rows and those of `own`. `Abreast` blocks of keys are worked on at a time: as
// many as have their sums in registers.
template <std::size_t Abreast>
ENTENTE_INLINE void attend_rows(const AttentionHead& head, std::size_t first, std::size_t count, std::size_t text, Seen own,
                                float* out, std::size_t out_stride) {
  const std::size_t text_blocks = (text + kLanes - 1) / kLanes, blocks = text_blocks + (own.count > 0 ? 1 : 0);
  const auto seen_in = [&](std::size_t i) {
    return i == text_blocks ? own : Seen{i, i * kLanes, std::min(kLanes, text - i * kLanes)};
  };
  const float* q[kQueries];  // where there are fewer rows, the last stands for the rest
  for (std::size_t r = 0; r < kQueries; ++r) q[r] = head.queries + (first + std::min(r, count - 1)) * head.stride;
  const I16 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  F16 best[kQueries];
  for (F16& v : best) v = splat(kUnseen);
  const auto take = [&](std::size_t i, const F16(&s)[kQueries]) {
    const Seen seen = seen_in(i);
    for (std::size_t r = 0; r < kQueries; ++r) {
      const F16 score = seen.count < kLanes ? (lane < static_cast<std::int32_t>(seen.count) ? s[r] : splat(kUnseen)) : s[r];
      best[r] = max(best[r], score);
      store(head.scores + (r * blocks + i) * kLanes, score);
    }
  };
  const std::size_t block = head.size * kLanes;
  std::size_t done = 0;
  for (; done + Abreast <= text_blocks; done += Abreast) {
    F16 s[Abreast][kQueries] = {};
    multiply_keys<Abreast>(head.keys + done * block, block, q, head.size, s);
    for (std::size_t b = 0; b < Abreast; ++b) take(done + b, s[b]);
  }
  for (; done < blocks; ++done) {
    F16 s[1][kQueries] = {};
    multiply_keys<1>(head.keys + seen_in(done).block * block, block, q, head.size, s);
    take(done, s[0]);
  }
  float top[kQueries], share[kQueries];
  F16 total[kQueries] = {};
  for (std::size_t r = 0; r < kQueries; ++r) top[r] = largest(best[r]);
  for (std::size_t i = 0; i < blocks; ++i)
    for (std::size_t r = 0; r < kQueries; ++r) {
      float* const scores = head.scores + (r * blocks + i) * kLanes;
      const F16 p = exp_of_negative(load(scores) - top[r]);
      store(scores, p);
      total[r] += p;
    }
  for (std::size_t r = 0; r < kQueries; ++r) share[r] = 1.0f / sum(total[r]);
  for (std::size_t d = 0; d < head.size; d += kLanes) {
    F16 even[kQueries] = {}, odd[kQueries] = {};
    for (std::size_t i = 0; i < blocks; ++i) {
      const Seen seen = seen_in(i);
      const float* values = head.values + seen.first * head.stride + d;
      const float* scores = head.scores + i * kLanes;
      std::size_t j = 0;
      for (; j + 2 <= seen.count; j += 2) {
        const F16 v = load(values + j * head.stride), w = load(values + (j + 1) * head.stride);
        for (std::size_t r = 0; r < kQueries; ++r) {
          even[r] = v * scores[r * blocks * kLanes + j] + even[r];
          odd[r] = w * scores[r * blocks * kLanes + j + 1] + odd[r];
        }
      }
      if (j < seen.count)
        for (std::size_t r = 0; r < kQueries; ++r)
          even[r] = load(values + j * head.stride) * scores[r * blocks * kLanes + j] + even[r];
    }
    for (std::size_t r = 0; r < count; ++r) store(out + (first + r) * out_stride + d, (even[r] + odd[r]) * share[r]);
  }
}

template <std::size_t Abreast>
ENTENTE_INLINE void attend_heads(const Attention& a, float* out, std::vector<float>& scratch) {
  const std::size_t size = a.head_size, width = a.heads * size, stride = 3 * width;
  const std::size_t text_blocks = (a.text + kLanes - 1) / kLanes;
  const std::size_t groups = a.group > 0 ? (a.rows - a.text) / a.group : 0;
  const std::size_t blocks = text_blocks + groups;
  if (const std::size_t most = blocks * size * kLanes + kQueries * (text_blocks + 1) * kLanes; scratch.size() < most)
    scratch.resize(most);
  for (std::size_t h = 0; h < a.heads; ++h) {
    const float* queries = a.states + h * size;
    const AttentionHead head{queries, queries + 2 * width, stride, size, scratch.data(), scratch.data() + blocks * size * kLanes};
    const auto fill = [&](Seen seen) {
      fill_block(queries + width + seen.first * stride, stride, seen.count, size, head.keys + seen.block * size * kLanes);
    };
    for (std::size_t i = 0; i < text_blocks; ++i) fill({i, i * kLanes, std::min(kLanes, a.text - i * kLanes)});
    for (std::size_t r = 0; r < a.text; r += kQueries)
      attend_rows<Abreast>(head, r, std::min(kQueries, a.text - r), a.text, {}, out + h * size, width);
    for (std::size_t g = 0; g < groups; ++g) {
      const Seen own{text_blocks + g, a.text + g * a.group, a.group};
      fill(own);
      for (std::size_t i = 0; i < a.group; i += kQueries)
        attend_rows<Abreast>(head, own.first + i, std::min(kQueries, a.group - i), a.text, own, out + h * size, width);
    }
  }
}

// The same four functions for an instruction set, each with all of the above inlined.
#define ENTENTE_KERNELS(SET, TARGET, ABREAST)                                                                                 \
  TARGET void quantize_##SET(const float* x, std::size_t rows, std::size_t width, std::uint8_t* bytes, RowScale* scales) {    \
    quantize_rows(x, rows, width, bytes, scales);                                                                             \
  }                                                                                                                           \
  TARGET void dense_##SET(const Dense& layer, const std::uint8_t* bytes, const RowScale* scales, std::size_t rows, bool gelu, \
                          float* out) {                                                                                       \
    dense_rows<products_##SET>(layer, bytes, scales, rows, gelu, out);                                                        \
  }                                                                                                                           \
  TARGET void normalize_##SET(float* x, const float* y, std::size_t rows, std::size_t width, const float* gain,               \
                              const float* shift) {                                                                           \
    normalize_rows(x, y, rows, width, gain, shift);                                                                           \
  }                                                                                                                           \
  TARGET void attend_##SET(const Attention& a, float* out, std::vector<float>& scratch) {                                     \
    attend_heads<ABREAST>(a, out, scratch);                                                                                   \
  }                                                                                                                           \
  constexpr Kernels k_##SET{#SET, quantize_##SET, dense_##SET, normalize_##SET, attend_##SET};

ENTENTE_KERNELS(plain, , 1)
#if defined(__x86_64__)
ENTENTE_KERNELS(avx2, ENTENTE_AVX2, 1)
ENTENTE_KERNELS(avx512, ENTENTE_AVX512, 2)
#endif

}  // namespace

std::vector<Kernels> kernels() {
  std::vector<Kernels> out;
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq"))
    out.push_back(k_avx512);
  if (avx2) out.push_back(k_avx2);
#endif
  out.push_back(k_plain);
  return out;
}

}  // namespace entente::encoder
