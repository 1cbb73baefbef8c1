// Words to context-sensitive vectors: hash embeddings mixed by a maxout layer, then a stack of window convolutions.
//
// After spaCy's MultiHashEmbed.v2 and MaxoutWindowEncoder.v2. The mixing layer is linear in the embeddings up to its maxout, so
// import_model multiplies each embedding table by its part of that layer; a word's mix is then a sum of rows. The first
// convolution is linear in the words of its window, so each word's part of every place is worked out once a word.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/nlp.h"
#include "nlp/kernels.h"
#include "nlp/lexicon.h"
#include "nlp/tokenizer.h"

namespace entente::nlp {

// What a column of hash embeddings is keyed by; the numbers are those of the model file.
enum class Feature : std::uint32_t { kNorm, kPrefix, kSuffix, kShape, kSpaceAfter, kIsSpace, kLower, kOrth, kCount };

// Hands out a section of floats piece by piece; null past its end.
class Floats {
 public:
  explicit Floats(std::span<const float> values) : left_(values) {}
  const float* take(std::size_t count);
  Layer dense(std::size_t width, std::size_t outputs);  // the next layer without maxout; its outputs padded, its bias not taken
  bool ok() const { return ok_; }
  bool exhausted() const { return ok_ && left_.empty(); }

 private:
  std::span<const float> left_;
  bool ok_ = true;
};

// Immutable, shared by threads.
class Tok2Vec {
 public:
  // Sections `name`.shape, `name`.weights and, where it has static vectors, `name`.vectors of the file.
  static Result<Tok2Vec> load(const ModelFile& file, const std::string& name, Precision precision);

  std::size_t width() const { return width_; }  // of a vector; rows of vectors are padded(width())

 private:
  friend class Encoder;

  struct Column {
    Feature feature;
    std::uint32_t seed;
    std::uint32_t rows;
    const float* table;  // rows of pieces * padded width
  };
  struct Norm {
    const float* gain;
    const float* shift;
  };
  struct Convolution {
    Layer layer;
    Norm norm;
  };

  std::size_t width_ = 0;
  std::size_t pieces_ = 0;
  std::size_t window_ = 0;  // words on each side
  std::vector<Column> columns_;
  Layer static_;  // the static vectors' part of the mix
  const float* mix_bias_ = nullptr;
  Norm mix_norm_{};
  Layer parts_;  // a word's part of each place of the first convolution's window
  const float* parts_bias_ = nullptr;
  Norm parts_norm_{};
  std::vector<Convolution> layers_;  // after the first
  std::span<const float> vectors_;
};

// One thread's work with a Tok2Vec: what it has learnt of words, and memory. Results do not depend on what came before.
class Encoder {
 public:
  // Memory for `kinds` of words is set aside at once, so that it need not be copied to grow; it is touched as they come.
  Encoder(const Tok2Vec& model, std::size_t kinds);

  // The vectors of the texts' tokens; first_row(i) tells where those of text i begin. Between the texts lie rows without meaning.
  // Valid until the next call. Linear in tokens.
  void encode(std::span<const Pieces> texts, const Lexicon& lexicon);

  std::size_t stride() const { return stride_; }
  std::size_t rows() const { return rows_; }
  std::size_t first_row(std::size_t text) const { return first_rows_[text]; }
  const float* row(std::size_t i) const { return now_.data() + (model_.window_ + i) * stride_; }

  // Words that are known; forget() is due when they are too many, and when the lexicon forgets.
  std::size_t known() const { return kinds_.size(); }
  void forget();

 private:
  struct Kind {  // of tokens that have the same embeddings
    std::uint32_t lexeme;
    std::uint64_t norm;
    bool space_after;
    std::uint32_t next;  // another kind of the same lexeme
  };

  std::uint32_t kind_of(const Piece& piece);
  void learn(const Lexicon& lexicon);
  float* about(std::size_t kind) { return about_.data() + kind * about_size_; }

  const Tok2Vec& model_;
  std::size_t stride_;
  std::size_t about_size_;  // floats a kind: its vector, then its parts
  bool by_space_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> first_kind_;  // by lexeme
  std::size_t learnt_ = 0;                 // kinds whose floats are there
  std::vector<float> about_;

  std::size_t rows_ = 0;
  std::vector<std::size_t> first_rows_;
  std::vector<std::uint32_t> kind_of_row_;
  std::vector<float> now_, next_;  // activations before and after a layer
  std::vector<float> zeros_, sums_, maxed_;
  std::vector<const float*> terms_;
};

}  // namespace entente::nlp
