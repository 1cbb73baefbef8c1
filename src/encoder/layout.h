// How an encoder lies in its model file: what import writes and load reads.
#pragma once

#include <string>

#include "encoder/kernels.h"
#include "nlp/model_file.h"

namespace entente::encoder {

inline constexpr std::uint32_t kFormat = 1;

struct Shape {
  std::uint32_t layers = 0, width = 0, heads = 0, inner = 0, positions = 0, words = 0;

  // True for dimensions that the kernels can do, within bounds that no small encoder passes.
  bool sound() const {
    return layers > 0 && layers <= 48 && width > 0 && width <= 2048 && width % kPanel == 0 && heads > 0 && width % heads == 0 &&
           width / heads % 16 == 0 && inner > 0 && inner <= 8192 && inner % kPanel == 0 && positions >= 8 && positions <= 8192 &&
           words > 0 && words <= 1u << 20;
  }
};

// A dense layer's sections: NAME.w packed weights, NAME.f scales and biases, NAME.s sums of an output's weights.
inline std::string layer_name(std::size_t layer, const char* part) { return std::to_string(layer) + "." + part; }

Result<Dense> read_dense(const nlp::ModelFile& file, const std::string& name, std::size_t inputs, std::size_t outputs);

}  // namespace entente::encoder
