#include "nlp/rounded.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace entente::nlp {
namespace {

struct Weights {
  std::vector<std::int16_t> words;
  std::vector<std::int8_t> bytes;
  std::vector<std::int32_t> offset;
  std::vector<float> scale;
};

}  // namespace

void round_weights(Layer& layer, Precision precision, bool integer_products) {
  if (precision == Precision::kFloat32) return;
  layer.largest = precision == Precision::kInt16 ? kLargestOf13Bits : kLargestOf8Bits;
  const bool as_bytes = precision == Precision::kInt8 && integer_products;
  const std::size_t inputs = layer.inputs(), side = layer.pieces * kGroup, joined = as_bytes ? 4 : 2;
  auto made = std::make_shared<Weights>();
  made->scale.resize(layer.columns());
  if (as_bytes) {
    made->bytes.resize(inputs * layer.columns());
    made->offset.resize(layer.segments * layer.columns());
  } else {
    made->words.resize(inputs * layer.columns());
  }
  for (std::size_t column = 0; column < layer.columns(); ++column) {
    const std::size_t first = column / side * side, group = first * inputs, at = column % side;
    const float* weights = layer.weights + group + at;
    float most = 0;
    for (std::size_t k = 0; k < inputs; ++k) most = std::max(most, std::abs(weights[k * side]));
    const bool some = most > 0 && most < std::numeric_limits<float>::infinity();
    const float largest = static_cast<float>(layer.largest);
    made->scale[column] = some ? most / largest : 0;
    for (std::size_t k = 0; k < inputs; ++k) {
      const long rounded = some ? std::lrint(weights[k * side] * (largest / most)) : 0;
      const std::size_t to = group + k / joined * joined * side + at * joined + k % joined;
      if (as_bytes) {
        made->bytes[to] = static_cast<std::int8_t>(rounded);
        made->offset[first * layer.segments + k / layer.width * side + at] -= 128 * static_cast<std::int32_t>(rounded);
      } else {
        made->words[to] = static_cast<std::int16_t>(rounded);
      }
    }
  }
  layer.words = as_bytes ? nullptr : made->words.data();
  layer.bytes = as_bytes ? made->bytes.data() : nullptr;
  layer.offset = as_bytes ? made->offset.data() : nullptr;
  layer.scale = made->scale.data();
  layer.integer_products = integer_products;
  layer.owner = std::move(made);
}

void round_weights(Layer& layer, Precision precision) { round_weights(layer, precision, has_integer_products()); }

}  // namespace entente::nlp
