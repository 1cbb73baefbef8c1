#include "nlp/worker.h"

#include <algorithm>

namespace entente::nlp {
namespace {

constexpr std::size_t kBatch = 1 << 14;      // bytes of text that are parsed together
constexpr std::size_t kBlock = 64;           // rows tagged at a time
constexpr std::size_t kMostWords = 1 << 14;  // that are remembered
constexpr std::size_t kMostKinds = 1 << 12;  // words whose vectors are: 4 kB each
constexpr std::size_t kModest = 1 << 16;     // bytes of a text

}  // namespace

Worker::Worker(const Pipeline& model) : model_(model), lexicon_(model.vocabulary), splitter_(model.tokenizer, lexicon_) {
  for (const Tok2Vec& vectors : model.vectors)
    encoders_.emplace_back(vectors, kMostKinds + kBatch / 8);  // the last batch may add a word in eight bytes
  if (model.tagger) scores_.resize(kBlock * model.tagger->model.layer.columns());
  if (model.parser) parser_.emplace(model.parser->model);
  if (model.entities) entities_.emplace(model.entities->model);
  if (model.lemmatizer) lemmas_.emplace(*model.lemmatizer);
}

bool Worker::knows_much() const {
  return splitter_.known() + lexicon_.size() > kMostWords ||
         std::any_of(encoders_.begin(), encoders_.end(), [](const Encoder& e) { return e.known() > kMostKinds; });
}

void Worker::forget() {
  lexicon_.forget();
  splitter_.forget();
  for (Encoder& encoder : encoders_) encoder.forget();
  if (lemmas_) lemmas_->forget();
}

void Worker::parse(std::span<const Passage> parts) {
  document_ = nullptr;
  for (std::size_t first = 0; first < parts.size();) {
    std::size_t bytes = parts[first].span.size(), last = first + 1;
    modest_ = modest_ && bytes <= kModest;
    while (last < parts.size() && bytes + parts[last].span.size() <= kBatch) bytes += parts[last++].span.size();
    parse_batch(parts.subspan(first, last - first));
    first = last;
    if (knows_much()) forget();
  }
}

void Worker::parse_batch(std::span<const Passage> parts) {
  if (pieces_.size() < parts.size()) {
    pieces_.resize(parts.size());
    trees_.resize(parts.size());
  }
  for (std::size_t i = 0; i < parts.size(); ++i) splitter_.split(parts[i].span.in(parts[i].text), pieces_[i]);
  const std::span<const Pieces> texts(pieces_.data(), parts.size());
  for (std::size_t v = 0; v < encoders_.size(); ++v) {
    Encoder& vectors = encoders_[v];
    vectors.encode(texts, lexicon_);
    if (model_.tagger && model_.tagger->vectors == v) tag(vectors);
    if (parser_ && model_.parser->vectors == v) parser_->parse(vectors, texts, {trees_.data(), parts.size()});
    if (entities_ && model_.entities->vectors == v) entities_->score(vectors);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) append(parts[i], i);
}

void Worker::tag(const Encoder& vectors) {
  const Tagger& tagger = model_.tagger->model;
  const std::size_t scores = tagger.layer.columns();
  if (tags_.size() < vectors.rows()) tags_.resize(vectors.rows());
  for (std::size_t first = 0; first < vectors.rows(); first += kBlock) {
    const std::size_t count = std::min(kBlock, vectors.rows() - first);
    dense(tagger.layer, vectors.row(first), count, scores_.data(), scores);
    for (std::size_t r = 0; r < count; ++r)
      tags_[first + r] = std::max(best(scores_.data() + r * scores, tagger.bias.data(), scores), 0);
  }
}

void Worker::append(const Passage& part, std::size_t index) {
  Doc& doc = *part.doc;
  const Pieces& pieces = pieces_[index];
  ParseTree& tree = trees_[index];
  const auto count = static_cast<std::uint32_t>(pieces.tokens.size());
  const auto base = static_cast<std::uint32_t>(doc.tokens.size());
  doc.tokens.resize(base + count);
  const std::span<Token> tokens(doc.tokens.data() + base, count);
  is_space_.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) is_space_[i] = lexicon_.at(pieces.tokens[i].lexeme).is_space;
  if (parser_) {
    deprojectivize(tree, is_space_);
  } else {  // one sentence, without arcs
    tree.sentence_starts.assign(count, 0);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Token& token = tokens[i];
    const Piece& piece = pieces.tokens[i];
    token.span = {part.span.begin + piece.span.begin, part.span.begin + piece.span.end};
    token.space_after = piece.space_after;
    token.is_space = is_space_[i] != 0;
    if (parser_) token.dep = tree.labels[i];
    token.head = base + (parser_ ? tree.heads[i] : i);
    if (i == 0 || tree.sentence_starts[i]) doc.sentences.push_back({base + i, base + i});
    doc.sentences.back().last = base + i + 1;
  }
  if (model_.tagger) {
    const std::span<const std::int32_t> tags(tags_.data() + encoders_[model_.tagger->vectors].first_row(index), count);
    for (std::uint32_t i = 0; i < count; ++i) tokens[i].tag = model_.tagger->model.labels[static_cast<std::size_t>(tags[i])];
    if (model_.ruler) model_.ruler->apply(tokens, pieces.tokens, tags, lexicon_, ruler_);
  }
  if (lemmas_) {
    if (document_ != part.doc) lemmas_->begin_document();
    document_ = part.doc;
    lemmas_->apply(part.span.in(part.text), tokens, pieces.tokens, lexicon_, doc.strings);
  }
  if (!entities_) return;
  found_.clear();
  entities_->find(encoders_[model_.entities->vectors].first_row(index), is_space_, tree.sentence_starts, found_);
  for (const Entity& entity : found_) {
    for (std::uint32_t i = entity.tokens.first; i < entity.tokens.last; ++i) {
      tokens[i].ent_type = entity.label;
      tokens[i].ent_iob = i == entity.tokens.first ? 'B' : 'I';
    }
    doc.entities.push_back({{base + entity.tokens.first, base + entity.tokens.last}, entity.label});
  }
}

}  // namespace entente::nlp
