// Sixteen floats or integers at a time, in the compiler's vector types: one instruction with AVX-512, two with AVX2, four
// without. Functions here are always inlined, so that they take the instruction set of their caller; the same sums come out of
// each that fuses multiply and add.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace entente::encoder {

inline constexpr std::size_t kLanes = 16;

typedef float F16 __attribute__((vector_size(64)));
typedef float F8 __attribute__((vector_size(32)));
typedef float F4 __attribute__((vector_size(16)));
typedef std::int32_t I16 __attribute__((vector_size(64)));
typedef std::uint8_t B16 __attribute__((vector_size(16)));

#define ENTENTE_INLINE [[gnu::always_inline]] inline

ENTENTE_INLINE F16 load(const float* from) {
  F16 out;
  std::memcpy(&out, from, sizeof out);
  return out;
}
ENTENTE_INLINE I16 load(const std::int32_t* from) {
  I16 out;
  std::memcpy(&out, from, sizeof out);
  return out;
}
ENTENTE_INLINE void store(float* to, F16 value) { std::memcpy(to, &value, sizeof value); }
ENTENTE_INLINE F16 splat(float value) { return value - F16{}; }
ENTENTE_INLINE F16 max(F16 a, F16 b) { return a > b ? a : b; }
ENTENTE_INLINE F16 min(F16 a, F16 b) { return a < b ? a : b; }
ENTENTE_INLINE F16 to_floats(I16 value) { return __builtin_convertvector(value, F16); }

// Halves are joined until one float is left.
ENTENTE_INLINE float sum(F16 v) {
  const F8 a =
      __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  const F4 b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  return (b[0] + b[2]) + (b[1] + b[3]);
}
ENTENTE_INLINE float largest(F16 v) {
  const F8 low = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7),
           high = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  const F8 a = low > high ? low : high;
  const F4 first = __builtin_shufflevector(a, a, 0, 1, 2, 3), last = __builtin_shufflevector(a, a, 4, 5, 6, 7);
  const F4 b = first > last ? first : last;
  const float even = b[0] > b[2] ? b[0] : b[2], odd = b[1] > b[3] ? b[1] : b[3];
  return even > odd ? even : odd;
}

// e to the x, for x <= 0; a relative error of 2e-7. Cody and Waite's reduction and a Taylor polynomial.
ENTENTE_INLINE F16 exp_of_negative(F16 x) {
  constexpr float kRounder = 12582912.0f;  // 1.5 * 2^23: adding it leaves the rounded integer in the low bits
  x = max(x, splat(-87.0f));
  const F16 shifted = x * 1.44269504f + kRounder;
  const F16 n = shifted - kRounder;
  F16 r = x - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  F16 p = r * (1.0f / 720) + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  I16 bits;
  std::memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + 127) << 23;
  F16 scale;
  std::memcpy(&scale, &bits, sizeof scale);
  return p * scale;
}

}  // namespace entente::encoder
