#include "nlp/tok2vec.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "nlp/hash.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kBlock = 64;  // rows a product; their activations stay in the first cache
constexpr std::size_t kMostWidth = 1024;
constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kMostLayers = 32;
constexpr float kNormEpsilon = 1e-8f;

std::uint64_t feature_of(Feature feature, const Piece& piece, const Lexeme& lexeme) {
  switch (feature) {
    case Feature::kNorm:
      return piece.norm != 0 ? piece.norm : lexeme.norm;
    case Feature::kPrefix:
      return lexeme.prefix;
    case Feature::kSuffix:
      return lexeme.suffix;
    case Feature::kShape:
      return lexeme.shape;
    case Feature::kSpaceAfter:
      return piece.space_after ? 1 : 0;
    case Feature::kIsSpace:
      return lexeme.is_space ? 1 : 0;
    case Feature::kCount:
      break;
  }
  return 0;
}

// Sums in sixteen strands, so that the compiler may use vectors.
template <class Term>
float strand_sum(std::size_t count, Term term) {
  constexpr std::size_t kStrands = 16;
  float sums[kStrands] = {};
  std::size_t i = 0;
  for (; i + kStrands <= count; i += kStrands)
    for (std::size_t s = 0; s < kStrands; ++s) sums[s] += term(i + s);
  for (; i < count; ++i) sums[0] += term(i);
  for (std::size_t step = kStrands / 2; step > 0; step /= 2)
    for (std::size_t s = 0; s < step; ++s) sums[s] += sums[s + step];
  return sums[0];
}

}  // namespace

const float* Floats::take(std::size_t count) {
  if (count > left_.size()) {
    ok_ = false;
    return nullptr;
  }
  const float* out = left_.data();
  left_ = left_.subspan(count);
  return out;
}

Result<Tok2Vec> Tok2Vec::load(const ModelFile& file, const std::string& name, Gemm gemm) {
  const auto shape = file.section(name + ".shape");
  if (!shape) return tl::unexpected(shape.error());
  const auto weights = file.array<float>(name + ".weights");
  if (!weights) return tl::unexpected(weights.error());
  const auto vectors = file.array<float>(name + ".vectors");
  if (!vectors) return tl::unexpected(vectors.error());

  Cursor cursor(*shape);
  Tok2Vec out;
  out.gemm_ = gemm;
  out.width_ = cursor.u32();
  out.pieces_ = cursor.u32();
  const std::size_t depth = cursor.u32();
  if (out.width_ == 0 || out.width_ > kMostWidth || out.pieces_ == 0 || out.pieces_ > kMostPieces || depth > kMostLayers)
    return file.damaged(name);
  const std::size_t hidden = out.width_ * out.pieces_;
  if (hidden % kPanel != 0 || vectors->size() % out.width_ != 0) return file.damaged(name);
  out.vectors_ = *vectors;

  Floats floats(*weights);
  const std::uint32_t columns = cursor.count();
  for (std::uint32_t i = 0; i < columns; ++i) {
    Column column{};
    const std::uint32_t feature = cursor.u32();
    column.feature = static_cast<Feature>(feature);
    column.seed = cursor.u32();
    column.rows = cursor.u32();
    column.table = floats.take(column.rows * hidden);
    if (feature >= static_cast<std::uint32_t>(Feature::kCount) || column.rows == 0) return file.damaged(name);
    out.columns_.push_back(column);
  }
  const auto layer = [&](std::size_t inputs) {
    Layer made{};
    made.weights = floats.take(inputs * hidden);
    made.bias = floats.take(hidden);
    made.gain = floats.take(out.width_);
    made.shift = floats.take(out.width_);
    return made;
  };
  out.mix_ = layer(out.width_);
  for (std::size_t i = 0; i < depth; ++i) out.layers_.push_back(layer(3 * out.width_));
  if (!cursor.ok() || !floats.exhausted()) return file.damaged(name);
  return out;
}

// Bias, maxout and layer norm of one row.
void Tok2Vec::activate(const Layer& layer, float* unmaxed, float* out) const {
  const std::size_t hidden = width_ * pieces_;
  for (std::size_t i = 0; i < hidden; ++i) unmaxed[i] += layer.bias[i];
  std::copy_n(unmaxed, width_, out);
  for (std::size_t piece = 1; piece < pieces_; ++piece) {
    const float* from = unmaxed + piece * width_;
    for (std::size_t i = 0; i < width_; ++i) out[i] = std::max(out[i], from[i]);
  }
  const auto n = static_cast<float>(width_);
  const float mean = strand_sum(width_, [&](std::size_t i) { return out[i]; }) / n;
  const float variance = strand_sum(width_, [&](std::size_t i) { return (out[i] - mean) * (out[i] - mean); }) / n;
  const float scale = 1.0f / std::sqrt(variance + kNormEpsilon);
  for (std::size_t i = 0; i < width_; ++i) out[i] = (out[i] - mean) * scale * layer.gain[i] + layer.shift[i];
}

// One row for each kind of token that differs in the columns' features.
Matrix Tok2Vec::embed(const std::vector<Piece>& tokens, const Lexicon& lexicon, std::vector<std::uint32_t>& row_of_token) const {
  const bool by_space =
      std::any_of(columns_.begin(), columns_.end(), [](const Column& c) { return c.feature == Feature::kSpaceAfter; });
  struct Kind {
    std::uint32_t token;
    std::uint32_t next;  // another kind of the same lexeme
  };
  std::vector<Kind> kinds;
  std::vector<std::uint32_t> first_kind(lexicon.size(), kNone);
  row_of_token.resize(tokens.size());
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    const Piece& piece = tokens[t];
    std::uint32_t kind = first_kind[piece.lexeme];
    for (; kind != kNone; kind = kinds[kind].next) {
      const Piece& other = tokens[kinds[kind].token];
      if (other.norm == piece.norm && (!by_space || other.space_after == piece.space_after)) break;
    }
    if (kind == kNone) {
      kind = static_cast<std::uint32_t>(kinds.size());
      kinds.push_back({t, first_kind[piece.lexeme]});
      first_kind[piece.lexeme] = kind;
    }
    row_of_token[t] = kind;
  }

  const std::size_t hidden = width_ * pieces_;
  const std::size_t vector_rows = vectors_.size() / width_;
  const std::vector<float> zeros(width_, 0.0f);
  Matrix out{width_, std::vector<float>(kinds.size() * width_)};
  std::vector<float> inputs(kBlock * width_);
  std::vector<float> unmaxed(kBlock * hidden);
  for (std::size_t first = 0; first < kinds.size(); first += kBlock) {
    const std::size_t count = std::min(kBlock, kinds.size() - first);
    for (std::size_t r = 0; r < count; ++r) {
      const std::uint32_t row = lexicon.at(tokens[kinds[first + r].token].lexeme).vector;
      std::copy_n(row < vector_rows ? vectors_.data() + row * width_ : zeros.data(), width_, inputs.data() + r * width_);
    }
    gemm_(inputs.data(), width_, count, width_, mix_.weights, hidden, unmaxed.data(), hidden);
    for (std::size_t r = 0; r < count; ++r) {
      const Piece& piece = tokens[kinds[first + r].token];
      const Lexeme& lexeme = lexicon.at(piece.lexeme);
      float* sum = unmaxed.data() + r * hidden;
      for (const Column& column : columns_) {
        for (const std::uint32_t key : embedding_keys(feature_of(column.feature, piece, lexeme), column.seed)) {
          const float* row = column.table + (key % column.rows) * hidden;
          for (std::size_t i = 0; i < hidden; ++i) sum[i] += row[i];
        }
      }
      activate(mix_, sum, out.row(first + r));
    }
  }
  return out;
}

Matrix Tok2Vec::encode(const std::vector<Piece>& tokens, const Lexicon& lexicon) const {
  // As in training, the document lies between rows of zeros that every layer transforms, one for each token of context; one more
  // at each end is the edge that no layer sees past.
  const std::size_t pad = layers_.size() + 1;
  const std::size_t rows = tokens.size() + 2 * pad;
  Matrix out{width_, std::vector<float>(rows * width_, 0.0f)};
  {
    std::vector<std::uint32_t> kinds;
    const Matrix embedded = embed(tokens, lexicon, kinds);
    for (std::size_t t = 0; t < tokens.size(); ++t) std::copy_n(embedded.row(kinds[t]), width_, out.row(pad + t));
  }
  const std::size_t hidden = width_ * pieces_;
  Matrix window{width_, std::vector<float>((kBlock + 2) * width_)};  // a block's rows and their neighbours, before the layer
  std::vector<float> unmaxed(kBlock * hidden), activated(width_);
  for (const Layer& layer : layers_) {
    std::fill_n(window.row(0), width_, 0.0f);
    for (std::size_t first = 1; first + 1 < rows; first += kBlock) {
      const std::size_t count = std::min(kBlock, rows - 1 - first);
      std::copy_n(out.row(first), (count + 1) * width_, window.row(1));
      // A row's window is the three rows around it, which lie side by side.
      gemm_(window.row(0), width_, count, 3 * width_, layer.weights, hidden, unmaxed.data(), hidden);
      for (std::size_t r = 0; r < count; ++r) {
        activate(layer, unmaxed.data() + r * hidden, activated.data());
        float* row = out.row(first + r);
        for (std::size_t i = 0; i < width_; ++i) row[i] += activated[i];
      }
      std::copy_n(window.row(count), width_, window.row(0));
    }
  }
  std::copy(out.row(pad), out.row(pad) + tokens.size() * width_, out.values.begin());
  out.values.resize(tokens.size() * width_);
  return out;
}

}  // namespace entente::nlp
