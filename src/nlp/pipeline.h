// The model's parts, loaded and put together.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "nlp/lemmatizer.h"
#include "nlp/lexicon.h"
#include "nlp/nlp.h"
#include "nlp/ruler.h"
#include "nlp/tok2vec.h"
#include "nlp/tokenizer.h"
#include "nlp/transition.h"

namespace entente::nlp {

// Tags by a linear layer over token vectors.
struct Tagger {
  std::vector<std::string_view> labels;
  const float* weights = nullptr;  // packed
  const float* bias = nullptr;

  static Result<Tagger> load(const ModelFile& file, std::size_t inputs);
  // The best tag of each row; the first of equals.
  std::vector<std::string_view> tag(const Matrix& vectors, Gemm gemm) const;
};

class Pipeline final : public Model {
 public:
  static Result<std::shared_ptr<const Pipeline>> load(std::shared_ptr<const ModelFile> file);

  Doc parse(std::string_view text) const override;
  Doc parse_paragraphs(std::string_view text) const override;

 private:
  // Appends the parse of a part of the text to doc; spans count from the text's begin, subtrees are not linked.
  void append(std::string_view text, Span part, Doc& doc) const;
  void append_piece(std::string_view text, Span piece_span, Doc& doc) const;

  Pipeline(std::shared_ptr<const ModelFile> file, Gemm gemm, Vocabulary vocabulary, Tokenizer tokenizer, Tok2Vec shared,
           Tok2Vec entities)
      : file_(std::move(file)),
        gemm_(gemm),
        vocabulary_(std::move(vocabulary)),
        tokenizer_(std::move(tokenizer)),
        shared_vectors_(std::move(shared)),
        entity_vectors_(std::move(entities)) {}

  std::shared_ptr<const ModelFile> file_;  // keeps mapped what the other parts point into
  Gemm gemm_;
  Vocabulary vocabulary_;
  Tokenizer tokenizer_;
  Tok2Vec shared_vectors_;  // the tagger's and the parser's
  Tok2Vec entity_vectors_;
  Tagger tagger_;
  TransitionModel parser_;
  TransitionModel entities_;
  Ruler ruler_;
  Lemmatizer lemmatizer_;
};

}  // namespace entente::nlp
