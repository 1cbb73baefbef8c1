// The model's parts, loaded and put together.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "entente/nlp.h"
#include "nlp/lemmatizer.h"
#include "nlp/lexicon.h"
#include "nlp/ruler.h"
#include "nlp/tok2vec.h"
#include "nlp/tokenizer.h"
#include "nlp/transition.h"

namespace entente::nlp {

class Worker;
struct Passage;

// Tags by a linear layer over token vectors.
struct Tagger {
  std::vector<std::string_view> labels;
  Layer layer;
  std::vector<float> bias;  // minus infinity where there is no label

  static Result<Tagger> load(const ModelFile& file, std::size_t width, Precision precision);
};

template <class Model>
struct Part {
  Model model;
  std::size_t vectors;  // index into Pipeline::vectors
};

class Pipeline final : public Model {
 public:
  static Result<std::shared_ptr<const Pipeline>> load(std::shared_ptr<const ModelFile> file, Precision precision);
  ~Pipeline() override;

  Doc parse(std::string_view text) const override;
  std::vector<Doc> parse(std::span<const std::string_view> texts) const override;
  Doc parse_paragraphs(std::string_view text) const override;

  // Immutable.
  std::shared_ptr<const ModelFile> file;  // keeps mapped what the other parts point into
  Vocabulary vocabulary;
  Tokenizer tokenizer;
  std::vector<Tok2Vec> vectors;
  // Parts that a model may lack, each with the vectors that it reads.
  std::optional<Part<Tagger>> tagger;
  std::optional<Part<TransitionModel>> parser;
  std::optional<Part<TransitionModel>> entities;
  std::optional<Ruler> ruler;
  std::optional<Lemmatizer> lemmatizer;

 private:
  Pipeline(std::shared_ptr<const ModelFile> mapped, Vocabulary words, Tokenizer splits);

  void run(std::span<const Passage> passages) const;
  std::unique_ptr<Worker> take_worker() const;
  void give_back(std::unique_ptr<Worker> worker) const;

  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Worker>> idle_;  // no more than threads that parsed at one time
};

}  // namespace entente::nlp
