// One thread's work with a model: its memory, and what it has learnt of words.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "nlp/arc_eager.h"
#include "nlp/lemmatizer.h"
#include "nlp/ner.h"
#include "nlp/pipeline.h"

namespace entente::nlp {

// A text to parse: a part of a document's text.
struct Passage {
  std::string_view text;  // the document's, valid UTF-8
  Span span;
  Doc* doc;  // what its parse is appended to; subtrees are not linked
};

class Worker {
 public:
  explicit Worker(const Pipeline& model);

  // Appends each part's parse to its document, in order; a document's parts follow each other. Results do not depend on what else
  // is parsed.
  void parse(std::span<const Passage> parts);

  // Whether its memory is no larger than any page needs.
  bool modest() const { return modest_; }

 private:
  void parse_batch(std::span<const Passage> parts);
  void tag(const Encoder& vectors);
  void append(const Passage& part, std::size_t index);
  bool knows_much() const;
  void forget();

  const Pipeline& model_;
  Lexicon lexicon_;
  Splitter splitter_;
  std::vector<Encoder> encoders_;  // one for each of the model's vectors
  std::optional<ArcEager> parser_;
  std::optional<EntityFinder> entities_;
  std::optional<LemmaFinder> lemmas_;
  Ruler::Scratch ruler_;
  bool modest_ = true;
  const Doc* document_ = nullptr;  // the one whose strings lemmas_ knows

  // Of the batch, one a part.
  std::vector<Pieces> pieces_;
  std::vector<ParseTree> trees_;
  std::vector<std::int32_t> tags_;  // a row each, as the tagger's vectors have them
  std::vector<char> is_space_;
  std::vector<Entity> found_;
  std::vector<float> scores_;
};

}  // namespace entente::nlp
