#include "nlp/tok2vec.h"

#include <algorithm>

#include "nlp/hash.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kBlock = 64;  // rows a step; their activations stay in the first cache
constexpr std::size_t kMostPieces = 3;
constexpr std::size_t kMostLayers = 32;
constexpr std::size_t kKeys = 4;  // rows of a table that a feature's embedding is the sum of

std::uint64_t feature_of(Feature feature, std::uint64_t norm, bool space_after, const Lexeme& lexeme) {
  switch (feature) {
    case Feature::kNorm:
      return norm != 0 ? norm : lexeme.norm;
    case Feature::kPrefix:
      return lexeme.prefix;
    case Feature::kSuffix:
      return lexeme.suffix;
    case Feature::kShape:
      return lexeme.shape;
    case Feature::kSpaceAfter:
      return space_after ? 1 : 0;
    case Feature::kIsSpace:
      return lexeme.is_space ? 1 : 0;
    case Feature::kLower:
      return lexeme.lower_id;
    case Feature::kOrth:
      return lexeme.orth;
    case Feature::kCount:
      break;
  }
  return 0;
}

}  // namespace

Layer Floats::dense(std::size_t width, std::size_t outputs) {
  Layer made;
  made.width = width;
  made.pieces = kDensePieces;
  made.outputs = padded_dense(outputs) / kDensePieces;
  made.weights = take(made.inputs() * made.columns());
  return made;
}

const float* Floats::take(std::size_t count) {
  if (count > left_.size()) {
    ok_ = false;
    return nullptr;
  }
  const float* out = left_.data();
  left_ = left_.subspan(count);
  return out;
}

Result<Tok2Vec> Tok2Vec::load(const ModelFile& file, const std::string& name, Precision precision) {
  const auto shape = file.section(name + ".shape");
  if (!shape) return tl::unexpected(shape.error());
  const auto weights = file.array<float>(name + ".weights");
  if (!weights) return tl::unexpected(weights.error());

  Cursor cursor(*shape);
  Tok2Vec out;
  out.width_ = cursor.u32();
  out.pieces_ = cursor.u32();
  const std::size_t depth = cursor.u32();
  out.window_ = cursor.u32();
  const bool has_vectors = cursor.u32() != 0;
  const std::size_t segments = 2 * out.window_ + 1;
  if (out.width_ == 0 || out.width_ > kMostWidth || out.pieces_ < 2 || out.pieces_ > kMostPieces || depth == 0 ||
      depth > kMostLayers || out.window_ == 0 || segments > kMostSegments)
    return file.damaged(name);
  const std::size_t stride = padded(out.width_), hidden = stride * out.pieces_;
  if (has_vectors) {
    const auto vectors = file.array<float>(name + ".vectors");
    if (!vectors) return tl::unexpected(vectors.error());
    if (vectors->size() % stride != 0) return file.damaged(name);
    out.vectors_ = *vectors;
  }

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
  const auto norm = [&] {
    Norm made{};
    made.gain = floats.take(stride);
    made.shift = floats.take(stride);
    return made;
  };
  if (has_vectors) out.static_ = floats.dense(stride, hidden);
  out.mix_bias_ = floats.take(hidden);
  out.mix_norm_ = norm();
  out.parts_ = floats.dense(stride, segments * hidden);
  out.parts_bias_ = floats.take(hidden);
  out.parts_norm_ = norm();
  for (std::size_t i = 1; i < depth; ++i) {
    Convolution made;
    made.layer.segments = segments;
    made.layer.width = stride;
    made.layer.outputs = stride;
    made.layer.pieces = out.pieces_;
    made.layer.weights = floats.take(made.layer.inputs() * made.layer.columns());
    made.layer.bias = floats.take(hidden);
    made.norm = norm();
    out.layers_.push_back(made);
  }
  if (!cursor.ok() || !floats.exhausted()) return file.damaged(name);
  if (has_vectors) round_weights(out.static_, precision);
  round_weights(out.parts_, precision);
  for (Convolution& layer : out.layers_) {
    round_weights(layer.layer, precision);
    pair_rows(layer.layer);
  }
  return out;
}

Encoder::Encoder(const Tok2Vec& model, std::size_t kinds)
    : model_(model),
      stride_(padded(model.width_)),
      about_size_(stride_ + model.parts_.columns()),
      by_space_(std::any_of(model.columns_.begin(), model.columns_.end(),
                            [](const auto& column) { return column.feature == Feature::kSpaceAfter; })),
      zeros_(std::max(stride_ * model.pieces_, model.parts_.columns()), 0.0f),
      sums_(kBlock * std::max(model.static_.columns(), std::size_t{1})),
      maxed_(kBlock * stride_) {
  about_.reserve(kinds * about_size_);
}

void Encoder::forget() {
  kinds_.clear();
  first_kind_.clear();
  learnt_ = 0;
}

std::uint32_t Encoder::kind_of(const Piece& piece) {
  if (piece.lexeme >= first_kind_.size()) first_kind_.resize(piece.lexeme + 1, kNone);
  const bool space_after = by_space_ && piece.space_after;
  std::uint32_t& first = first_kind_[piece.lexeme];
  for (std::uint32_t kind = first; kind != kNone; kind = kinds_[kind].next)
    if (kinds_[kind].norm == piece.norm && kinds_[kind].space_after == space_after) return kind;
  kinds_.push_back({piece.lexeme, piece.norm, space_after, first});
  return first = static_cast<std::uint32_t>(kinds_.size() - 1);
}

// Works out the vectors and parts of kinds that are new.
void Encoder::learn(const Lexicon& lexicon) {
  if (about_.size() < kinds_.size() * about_size_) about_.resize(kinds_.size() * about_size_);
  const std::size_t hidden = stride_ * model_.pieces_, known_vectors = model_.vectors_.size() / stride_;
  const bool has_vectors = model_.static_.weights != nullptr;
  const std::size_t per = kKeys * model_.columns_.size() + (has_vectors ? 2 : 1);
  std::vector<float>& inputs = maxed_;  // of the static vectors
  for (; learnt_ < kinds_.size();) {
    const std::size_t count = std::min(kBlock, kinds_.size() - learnt_);
    if (has_vectors) {
      for (std::size_t r = 0; r < count; ++r) {
        const std::uint32_t row = lexicon.at(kinds_[learnt_ + r].lexeme).vector;
        std::copy_n(row < known_vectors ? model_.vectors_.data() + row * stride_ : zeros_.data(), stride_,
                    inputs.data() + r * stride_);
      }
      dense(model_.static_, inputs.data(), count, sums_.data(), model_.static_.columns());
    }
    terms_.clear();
    for (std::size_t r = 0; r < count; ++r) {
      const Kind& kind = kinds_[learnt_ + r];
      for (const Tok2Vec::Column& column : model_.columns_) {
        const std::uint64_t id = feature_of(column.feature, kind.norm, kind.space_after, lexicon.at(kind.lexeme));
        for (const std::uint32_t key : embedding_keys(id, column.seed))
          terms_.push_back(column.table + key % column.rows * hidden);
      }
      if (has_vectors) terms_.push_back(sums_.data() + r * model_.static_.columns());
      terms_.push_back(model_.mix_bias_);
    }
    sum_maxout(terms_.data(), per, count, stride_, model_.pieces_, maxed_.data());
    normalize(maxed_.data(), count, model_.width_, model_.mix_norm_.gain, model_.mix_norm_.shift, nullptr, maxed_.data());
    for (std::size_t r = 0; r < count; ++r) std::copy_n(maxed_.data() + r * stride_, stride_, about(learnt_ + r));
    dense(model_.parts_, maxed_.data(), count, about(learnt_) + stride_, about_size_);
    learnt_ += count;
  }
}

void Encoder::encode(std::span<const Pieces> texts, const Lexicon& lexicon) {
  // As in training, a text lies between rows of zeros that every layer transforms, one for each token of context. A text's
  // vectors do not depend on what lies beyond them, so one gap serves two texts.
  const std::size_t window = model_.window_, gap = window * (model_.layers_.size() + 1), segments = 2 * window + 1;
  const std::size_t hidden = stride_ * model_.pieces_;
  first_rows_.clear();
  kind_of_row_.assign(window + gap + gap % 2, kNone);
  for (const Pieces& text : texts) {
    first_rows_.push_back(kind_of_row_.size() - window);
    for (const Piece& piece : text.tokens) kind_of_row_.push_back(kind_of(piece));
    // The next text begins at an even row too: a row's floats may depend on which of a pair it is.
    kind_of_row_.insert(kind_of_row_.end(), gap + (gap + text.tokens.size()) % 2, kNone);
  }
  rows_ = kind_of_row_.size() - window;
  kind_of_row_.insert(kind_of_row_.end(), window, kNone);
  learn(lexicon);

  for (auto* buffer : {&now_, &next_})
    if (buffer->size() < (rows_ + 2 * window) * stride_) buffer->resize((rows_ + 2 * window) * stride_);
  const auto at = [&](std::vector<float>& buffer, std::size_t row) { return buffer.data() + (window + row) * stride_; };
  for (std::size_t first = 0; first < rows_; first += kBlock) {
    const std::size_t count = std::min(kBlock, rows_ - first);
    terms_.clear();
    for (std::size_t r = first; r < first + count; ++r) {
      for (std::size_t s = 0; s < segments; ++s) {
        const std::uint32_t kind = kind_of_row_[r + s];
        terms_.push_back(kind == kNone ? zeros_.data() : about(kind) + stride_ + s * hidden);
      }
      terms_.push_back(model_.parts_bias_);
      const std::uint32_t kind = kind_of_row_[r + window];
      std::copy_n(kind == kNone ? zeros_.data() : about(kind), stride_, at(now_, r));
    }
    sum_maxout(terms_.data(), segments + 1, count, stride_, model_.pieces_, maxed_.data());
    normalize(maxed_.data(), count, model_.width_, model_.parts_norm_.gain, model_.parts_norm_.shift, at(now_, first),
              at(now_, first));
  }
  for (const Tok2Vec::Convolution& layer : model_.layers_) {
    for (std::size_t first = 0; first < rows_; first += kBlock) {
      const std::size_t count = std::min(kBlock, rows_ - first);
      maxout(layer.layer, at(now_, first) - window * stride_, count, maxed_.data());
      normalize(maxed_.data(), count, model_.width_, layer.norm.gain, layer.norm.shift, at(now_, first), at(next_, first));
    }
    now_.swap(next_);
  }
}

}  // namespace entente::nlp
