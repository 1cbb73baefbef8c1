// The encoder's inner loops, once for each instruction set, chosen at run time. A row's result never depends on the rows beside
// it, and the integer products are exact, so that batches, threads and processors with FMA all give the same floats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::encoder {

// Outputs are packed in panels of 64: a panel holds, for each four inputs, their 64 x 4 weights.
inline constexpr std::size_t kPanel = 64;
constexpr std::size_t padded(std::size_t count) { return (count + kPanel - 1) / kPanel * kPanel; }

// A dense layer in int8: weight = `weights` * `scale`, one scale an output. Views into the model's file.
struct Dense {
  std::size_t inputs = 0;   // a multiple of 64
  std::size_t outputs = 0;  // a multiple of 64; what pads it is zero
  const std::int8_t* weights = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
  const std::int32_t* sum = nullptr;  // of an output's weights
};

// How a row of floats became bytes: float = (byte - zero) * scale.
struct RowScale {
  float scale = 0;
  std::int32_t zero = 0;
};

// Queries, keys and values of one sequence and what each row may see. Rows from `text` on stand in groups of `group` rows: they
// see the text and their own group; the text sees itself.
struct Attention {
  const float* states = nullptr;  // rows x 3 * width: query, key, value
  std::size_t rows = 0, text = 0, group = 0;
  std::size_t heads = 0, head_size = 0;  // head_size is a multiple of 16
};

struct Kernels {
  std::string_view name;
  // Rows of `width` floats (a multiple of 16) to bytes, each row over its own range.
  void (*quantize)(const float* x, std::size_t rows, std::size_t width, std::uint8_t* bytes, RowScale* scales);
  // out (rows x outputs) = bytes (rows x inputs) times the weights, plus the bias; through GELU where asked.
  void (*dense)(const Dense& layer, const std::uint8_t* bytes, const RowScale* scales, std::size_t rows, bool gelu, float* out);
  // x = layer norm of x + y, row by row; y may be null.
  void (*normalize)(float* x, const float* y, std::size_t rows, std::size_t width, const float* gain, const float* shift);
  // Softmax attention of rows [first, last) to `out` (rows x width); `scratch` keeps its memory between calls.
  void (*attend)(const Attention& a, float* out, std::vector<float>& scratch);
};

// Those that this processor runs, the fastest first; never empty.
std::vector<Kernels> kernels();

}  // namespace entente::encoder
