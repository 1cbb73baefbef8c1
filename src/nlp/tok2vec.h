// Words to context-sensitive vectors: hash embeddings mixed by a maxout layer, then a stack of window convolutions.
//
// After spaCy's MultiHashEmbed.v2 and MaxoutWindowEncoder.v2 with window 1. The mixing layer is linear in the embeddings up to
// its maxout, so import_model multiplies each embedding table by its part of that layer; a word's mix is then a sum of rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nlp/gemm.h"
#include "nlp/lexicon.h"
#include "nlp/tokenizer.h"

namespace entente::nlp {

// What a column of hash embeddings is keyed by; the numbers are those of the model file.
enum class Feature : std::uint32_t { kNorm, kPrefix, kSuffix, kShape, kSpaceAfter, kIsSpace, kCount };

// Row-major rows of `width` floats.
struct Matrix {
  std::size_t width = 0;
  std::vector<float> values;

  std::size_t rows() const { return width == 0 ? 0 : values.size() / width; }
  const float* row(std::size_t i) const { return values.data() + i * width; }
  float* row(std::size_t i) { return values.data() + i * width; }
};

// Hands out a section of floats piece by piece; null past its end.
class Floats {
 public:
  explicit Floats(std::span<const float> values) : left_(values) {}
  const float* take(std::size_t count);
  bool ok() const { return ok_; }
  bool exhausted() const { return ok_ && left_.empty(); }

 private:
  std::span<const float> left_;
  bool ok_ = true;
};

class Tok2Vec {
 public:
  // Sections `name`.shape, `name`.weights and `name`.vectors of the file.
  static Result<Tok2Vec> load(const ModelFile& file, const std::string& name, Gemm gemm);

  std::size_t width() const { return width_; }
  // One row a token. Linear in tokens.
  Matrix encode(const std::vector<Piece>& tokens, const Lexicon& lexicon) const;

 private:
  struct Column {
    Feature feature;
    std::uint32_t seed;
    std::uint32_t rows;
    const float* table;  // rows x pieces * width
  };
  struct Layer {
    const float* weights;  // packed
    const float* bias;     // pieces * width, the pieces of all outputs one after another
    const float* gain;     // width
    const float* shift;    // width
  };

  Matrix embed(const std::vector<Piece>& tokens, const Lexicon& lexicon, std::vector<std::uint32_t>& row_of_token) const;
  void activate(const Layer& layer, float* unmaxed, float* out) const;

  Gemm gemm_ = nullptr;
  std::size_t width_ = 0;
  std::size_t pieces_ = 0;
  std::vector<Column> columns_;
  Layer mix_{};  // its weights are those of the static vectors
  std::vector<Layer> layers_;
  std::span<const float> vectors_;
};

}  // namespace entente::nlp
