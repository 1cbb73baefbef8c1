#include "nlp/pipeline.h"

#include <algorithm>

#include "nlp/arc_eager.h"
#include "nlp/ner.h"
#include "nlp/unicode.h"

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

// One past the blank line that begins after the newline at `at` and all white space behind it; `at` where there is none.
std::size_t after_blank_lines(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) ++end;
  if (end == text.size() || text[end] != '\n') return at;
  std::size_t next = end;
  while (next < text.size() && is_space(decode(text, next, next))) end = next;
  return end;
}

}  // namespace

Result<Tagger> Tagger::load(const ModelFile& file, std::size_t inputs) {
  const auto labels = file.section("tagger.labels");
  if (!labels) return tl::unexpected(labels.error());
  const auto weights = file.array<float>("tagger.weights");
  if (!weights) return tl::unexpected(weights.error());
  Cursor cursor(*labels);
  Tagger out;
  out.labels.resize(cursor.count());
  for (auto& label : out.labels) label = cursor.str();
  Floats floats(*weights);
  out.weights = floats.take(inputs * padded_outputs(out.labels.size()));
  out.bias = floats.take(out.labels.size());
  if (!cursor.ok() || out.labels.empty() || out.labels.size() > kMostLabels || !floats.exhausted()) return file.damaged("tagger");
  return out;
}

std::vector<std::string_view> Tagger::tag(const Matrix& vectors, Gemm gemm) const {
  constexpr std::size_t kBlock = 64;
  const std::size_t stride = padded_outputs(labels.size());
  std::vector<float> scores(kBlock * stride);
  std::vector<std::string_view> out(vectors.rows());
  for (std::size_t first = 0; first < out.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, out.size() - first);
    gemm(vectors.row(first), vectors.width, count, vectors.width, weights, stride, scores.data(), stride);
    for (std::size_t r = 0; r < count; ++r) {
      float* row = scores.data() + r * stride;
      for (std::size_t i = 0; i < labels.size(); ++i) row[i] += bias[i];
      out[first + r] = labels[static_cast<std::size_t>(std::max_element(row, row + labels.size()) - row)];
    }
  }
  return out;
}

Result<std::shared_ptr<const Pipeline>> Pipeline::load(std::shared_ptr<const ModelFile> file) {
  const Gemm gemm = best_gemm();
  auto vocabulary = Vocabulary::load(*file);
  if (!vocabulary) return tl::unexpected(vocabulary.error());
  auto tokenizer = Tokenizer::load(*file, *vocabulary);
  if (!tokenizer) return tl::unexpected(tokenizer.error());
  auto shared = Tok2Vec::load(*file, "tok2vec", gemm);
  if (!shared) return tl::unexpected(shared.error());
  auto own = Tok2Vec::load(*file, "ner.tok2vec", gemm);
  if (!own) return tl::unexpected(own.error());
  const std::shared_ptr<Pipeline> out(
      new Pipeline(file, gemm, std::move(*vocabulary), std::move(*tokenizer), std::move(*shared), std::move(*own)));
  auto tagger = Tagger::load(*file, out->shared_vectors_.width());
  if (!tagger) return tl::unexpected(tagger.error());
  out->tagger_ = std::move(*tagger);
  auto parser = TransitionModel::load(*file, "parser", gemm, out->shared_vectors_.width(), kArcEagerPlaces, kArcEagerMoves);
  if (!parser) return tl::unexpected(parser.error());
  out->parser_ = std::move(*parser);
  auto entities = TransitionModel::load(*file, "ner", gemm, out->entity_vectors_.width(), kBiluoPlaces, kBiluoMoves);
  if (!entities) return tl::unexpected(entities.error());
  out->entities_ = std::move(*entities);
  auto ruler = Ruler::load(*file);
  if (!ruler) return tl::unexpected(ruler.error());
  out->ruler_ = std::move(*ruler);
  auto lemmatizer = Lemmatizer::load(*file);
  if (!lemmatizer) return tl::unexpected(lemmatizer.error());
  out->lemmatizer_ = std::move(*lemmatizer);
  return out;
}

void Pipeline::append(std::string_view text, Span part, Doc& doc) const {
  while (!part.empty()) {
    const auto size = static_cast<std::uint32_t>(first_piece(part.in(text)));
    append_piece(text, {part.begin, part.begin + size}, doc);
    part.begin += size;
  }
}

void Pipeline::append_piece(std::string_view text, Span piece_span, Doc& doc) const {
  text = piece_span.in(text);
  Doc part;  // tokens, sentences and entities of this text alone
  part.strings.swap(doc.strings);
  Lexicon lexicon(vocabulary_, part.strings);
  const Pieces pieces = tokenizer_.tokenize(text, lexicon);
  const auto count = static_cast<std::uint32_t>(pieces.tokens.size());
  part.tokens.resize(count);
  std::vector<char> is_space(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Piece& piece = pieces.tokens[i];
    part.tokens[i].span = piece.span;
    part.tokens[i].space_after = piece.space_after;
    part.tokens[i].is_space = lexicon.at(piece.lexeme).is_space;
    is_space[i] = part.tokens[i].is_space;
  }

  ParseTree tree;
  {
    const Matrix vectors = shared_vectors_.encode(pieces.tokens, lexicon);
    const auto tags = tagger_.tag(vectors, gemm_);
    for (std::uint32_t i = 0; i < count; ++i) part.tokens[i].tag = tags[i];
    tree = parse_arcs(parser_, vectors, is_space, pieces.first_starts_sentence);
  }
  for (std::uint32_t i = 0; i < count; ++i) part.tokens[i].dep = tree.labels[i];
  ruler_.apply(part, pieces.tokens, lexicon);
  lemmatizer_.apply(part, pieces.tokens, lexicon);
  const auto entities = find_entities(entities_, entity_vectors_.encode(pieces.tokens, lexicon), is_space, tree.sentence_starts);

  const auto base = static_cast<std::uint32_t>(doc.tokens.size());
  for (const Entity& entity : entities) {
    for (std::uint32_t i = entity.tokens.first; i < entity.tokens.last; ++i) {
      part.tokens[i].ent_type = entity.label;
      part.tokens[i].ent_iob = i == entity.tokens.first ? 'B' : 'I';
    }
    doc.entities.push_back({{base + entity.tokens.first, base + entity.tokens.last}, entity.label});
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Token& token = part.tokens[i];
    token.span.begin += piece_span.begin;
    token.span.end += piece_span.begin;
    token.head = base + tree.heads[i];
    doc.tokens.push_back(token);
    if (i == 0 || tree.sentence_starts[i]) doc.sentences.push_back({base + i, base + i});
    doc.sentences.back().last = base + i + 1;
  }
  doc.strings.swap(part.strings);
}

Doc Pipeline::parse(std::string_view text) const {
  Doc doc;
  doc.text = text;
  if (text.empty() || text.size() >= UINT32_MAX) return doc;
  if (!valid_utf8(text)) text = doc.strings.emplace_back(repaired(text));
  append(text, {0, static_cast<std::uint32_t>(text.size())}, doc);
  link(doc);
  return doc;
}

Doc Pipeline::parse_paragraphs(std::string_view text) const {
  Doc doc;
  doc.text = text;
  if (text.empty() || text.size() >= UINT32_MAX) return doc;
  if (!valid_utf8(text)) text = doc.strings.emplace_back(repaired(text));
  Span paragraph;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::size_t next = at == text.size() ? at + 1 : text[at] == '\n' ? after_blank_lines(text, at) : at;
    if (next == at) continue;
    paragraph.end = static_cast<std::uint32_t>(at);
    if (!all_space(paragraph.in(text))) append(text, paragraph, doc);
    paragraph.begin = static_cast<std::uint32_t>(std::min(next, text.size()));
    at = next - 1;
  }
  link(doc);
  return doc;
}

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& file) {
  auto mapped = ModelFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto pipeline = Pipeline::load(std::move(*mapped));
  if (!pipeline) return tl::unexpected(pipeline.error());
  return *pipeline;
}

}  // namespace entente::nlp
