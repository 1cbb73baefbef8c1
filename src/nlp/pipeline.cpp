#include "nlp/pipeline.h"

#include <algorithm>
#include <optional>

#include "nlp/import.h"
#include "nlp/passages.h"
#include "nlp/unicode.h"
#include "nlp/worker.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kMostLabels = 4096;

// A longer text is parsed in pieces: working memory is about a kilobyte a token.
constexpr std::size_t kLongestPiece = 1 << 18;

// The bytes of the first piece of a text: up to the end of a line, a sentence, a word or a code point.
std::size_t first_piece(std::string_view text) {
  if (text.size() <= kLongestPiece) return text.size();
  for (const std::string_view end : {"\n", ". ", " "}) {
    const std::size_t at = text.substr(0, kLongestPiece).rfind(end);
    if (at != std::string_view::npos && at > kLongestPiece / 2) return at + end.size();
  }
  std::size_t at = kLongestPiece;
  while ((static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return at;
}

// A copy with the same offsets where every byte that belongs to no code point is a question mark.
std::string repaired(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    decode(text, at, next);
    if (next == at + 1 && static_cast<unsigned char>(text[at]) >= 0x80) out[at] = '?';
    at = next;
  }
  return out;
}

// Makes `doc` one of this text; returns what is to be parsed: nothing, the text, or a copy whose bytes are code points.
std::string_view begin(std::string_view text, Doc& doc) {
  doc.text = text;
  if (text.size() >= UINT32_MAX) return {};
  return valid_utf8(text) ? text : std::string_view(doc.strings.emplace_back(repaired(text)));
}

// Adds the pieces that a part of a text is parsed in.
void cut(std::string_view text, Span span, Doc& doc, std::vector<Passage>& parts) {
  while (!span.empty()) {
    const auto size = static_cast<std::uint32_t>(first_piece(span.in(text)));
    parts.push_back({text, {span.begin, span.begin + size}, &doc});
    span.begin += size;
  }
}

}  // namespace

Result<Tagger> Tagger::load(const ModelFile& file, std::size_t width, Precision precision) {
  const auto labels = file.section("tagger.labels");
  if (!labels) return tl::unexpected(labels.error());
  const auto weights = file.array<float>("tagger.weights");
  if (!weights) return tl::unexpected(weights.error());
  Cursor cursor(*labels);
  Tagger out;
  out.labels.resize(cursor.count());
  for (auto& label : out.labels) label = cursor.str();
  if (!cursor.ok() || out.labels.empty() || out.labels.size() > kMostLabels) return file.damaged("tagger");
  Floats floats(*weights);
  out.layer = floats.dense(padded(width), out.labels.size());
  const float* bias = floats.take(out.labels.size());
  if (!floats.exhausted()) return file.damaged("tagger");
  out.bias.assign(out.layer.columns(), kNever);
  std::copy_n(bias, out.labels.size(), out.bias.begin());
  round_weights(out.layer, precision);
  return out;
}

Result<std::shared_ptr<const Pipeline>> Pipeline::load(std::shared_ptr<const ModelFile> file, Precision precision) {
  if (file->section("layout").value_or("") != kLayout) return file->damaged("layout");
  auto vocabulary = Vocabulary::load(*file);
  if (!vocabulary) return tl::unexpected(vocabulary.error());
  auto tokenizer = Tokenizer::load(*file, *vocabulary);
  if (!tokenizer) return tl::unexpected(tokenizer.error());
  const std::shared_ptr<Pipeline> out(new Pipeline(file, std::move(*vocabulary), std::move(*tokenizer)));
  std::optional<Error> error;
  const auto take = [&](auto&& made, auto& to) {
    if (made) to.emplace(std::move(*made));
    if (!made && !error) error = std::move(made.error());
  };
  const auto load_vectors = [&](const std::string& name) {
    std::optional<Tok2Vec> made;
    // No head hangs on the entities' own vectors, which lose little by less.
    const bool less = precision == Precision::kInt16 && name == "ner.tok2vec";
    take(Tok2Vec::load(*file, name, less ? Precision::kInt8 : precision), made);
    if (made) out->vectors.push_back(std::move(*made));
  };
  // A part without vectors of its own reads those of all.
  const auto load_part = [&](const std::string& name, auto& part, auto load) {
    if (!file->has(name + ".weights") || error) return;
    if (file->has(name + ".tok2vec.shape")) load_vectors(name + ".tok2vec");
    const std::size_t which = file->has(name + ".tok2vec.shape") ? out->vectors.size() - 1 : 0;
    if (out->vectors.empty() && !error) error = file->damaged(name).value();
    if (error) return;
    auto made = load(out->vectors[which].width());
    if (made) part = std::decay_t<decltype(*part)>{std::move(*made), which};
    if (!made) error = std::move(made.error());
  };
  if (file->has("tok2vec.shape")) load_vectors("tok2vec");
  load_part("tagger", out->tagger, [&](std::size_t width) { return Tagger::load(*file, width, precision); });
  load_part("parser", out->parser, [&](std::size_t width) {
    return TransitionModel::load(*file, "parser", precision, width, kArcEagerPlaces, kArcEagerMoves);
  });
  load_part("ner", out->entities,
            [&](std::size_t width) { return TransitionModel::load(*file, "ner", precision, width, kBiluoPlaces, kBiluoMoves); });
  if (out->tagger && file->has("ruler")) take(Ruler::load(*file, out->tagger->model.labels), out->ruler);
  if (file->has("lemmatizer")) take(Lemmatizer::load(*file), out->lemmatizer);
  if (!error && !out->tagger && !out->parser && !out->entities) error = file->damaged("pipeline").value();
  if (error) return tl::unexpected(*error);
  return out;
}

Pipeline::Pipeline(std::shared_ptr<const ModelFile> mapped, Vocabulary words, Tokenizer splits)
    : file(std::move(mapped)), vocabulary(std::move(words)), tokenizer(std::move(splits)) {}

Pipeline::~Pipeline() = default;

std::unique_ptr<Worker> Pipeline::take_worker() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto worker = std::move(idle_.back());
      idle_.pop_back();
      return worker;
    }
  }
  return std::make_unique<Worker>(*this);
}

void Pipeline::give_back(std::unique_ptr<Worker> worker) const {
  if (!worker->modest()) return;
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
}

std::vector<Doc> Pipeline::parse(std::span<const std::string_view> texts) const {
  std::vector<Doc> docs(texts.size());
  std::vector<Passage> parts;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (const auto text = begin(texts[i], docs[i]); !text.empty())
      cut(text, {0, static_cast<std::uint32_t>(text.size())}, docs[i], parts);
  run(parts);
  for (Doc& doc : docs) link(doc);
  return docs;
}

Doc Pipeline::parse(std::string_view text) const { return std::move(parse({&text, 1}).front()); }

Doc Pipeline::parse_paragraphs(std::string_view text) const {
  Doc doc;
  std::vector<Passage> parts;
  text = begin(text, doc);
  for (const Span passage : passages(text)) cut(text, passage, doc, parts);
  run(parts);
  link(doc);
  return doc;
}

void Pipeline::run(std::span<const Passage> parts) const {
  if (parts.empty()) return;
  auto worker = take_worker();
  worker->parse(parts);
  give_back(std::move(worker));
}

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& file, Precision precision) {
  auto mapped = ModelFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto pipeline = Pipeline::load(std::move(*mapped), precision);
  if (!pipeline) return tl::unexpected(pipeline.error());
  return *pipeline;
}

}  // namespace entente::nlp
