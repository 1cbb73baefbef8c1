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

ENTENTE_INLINE float sum(F16 v) {
  for (std::size_t step = kLanes / 2; step > 0; step /= 2)
    for (std::size_t i = 0; i < step; ++i) v[i] += v[i + step];
  return v[0];
}
ENTENTE_INLINE float largest(F16 v) {
  for (std::size_t step = kLanes / 2; step > 0; step /= 2)
    for (std::size_t i = 0; i < step; ++i) v[i] = v[i] > v[i + step] ? v[i] : v[i + step];
  return v[0];
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
