#include "nlp/transition.h"

#include <algorithm>

namespace entente::nlp {
namespace {

constexpr std::size_t kBlock = 128;       // tokens precomputed at a time
constexpr std::size_t kWindow = 4096;     // tokens whose rows are kept; a whole number of blocks
constexpr std::size_t kMostSize = 4096;   // of any layer
constexpr std::size_t kMostSums = 16384;  // floats a token that are precomputed

}  // namespace

Result<TransitionModel> TransitionModel::load(const ModelFile& file, const std::string& name, Gemm gemm, std::size_t inputs,
                                              std::size_t places, std::uint32_t moves) {
  const auto shape = file.section(name + ".shape");
  if (!shape) return tl::unexpected(shape.error());
  const auto weights = file.array<float>(name + ".weights");
  if (!weights) return tl::unexpected(weights.error());

  Cursor cursor(*shape);
  TransitionModel out;
  out.gemm_ = gemm;
  out.inputs_ = cursor.u32();
  out.reduced_ = cursor.u32();
  out.places_ = cursor.u32();
  out.hidden_ = cursor.u32();
  out.pieces_ = cursor.u32();
  if (out.inputs_ != inputs || out.places_ != places || out.reduced_ == 0 || out.hidden_ == 0 || out.pieces_ == 0 ||
      std::max({out.reduced_, out.hidden_, out.pieces_}) > kMostSize || places * out.hidden_ * out.pieces_ > kMostSums ||
      out.hidden_ * out.pieces_ % kPanel != 0)
    return file.damaged(name);
  const std::uint32_t actions = cursor.count();
  for (std::uint32_t i = 0; i < actions; ++i) {
    const std::uint32_t move = cursor.u32();
    out.actions_.push_back({move, cursor.str()});
    if (move >= moves) return file.damaged(name);
  }
  const std::size_t sums = out.hidden_ * out.pieces_;
  Floats floats(*weights);
  out.reduce_ = floats.take(inputs * padded_outputs(out.reduced_));
  out.reduce_bias_ = floats.take(out.reduced_);
  out.lower_ = floats.take(out.reduced_ * places * sums);
  out.padding_ = floats.take(places * sums);
  out.lower_bias_ = floats.take(sums);
  out.upper_ = floats.take(out.hidden_ * padded_outputs(actions));
  out.upper_bias_ = floats.take(actions);
  if (!cursor.ok() || actions == 0 || actions > kMostSize || !floats.exhausted()) return file.damaged(name);
  return out;
}

TransitionScorer::TransitionScorer(const TransitionModel& model, const Matrix& vectors)
    : model_(model),
      row_(model.places_ * model.hidden_ * model.pieces_),
      window_(std::min(kWindow, (vectors.rows() + kBlock - 1) / kBlock * kBlock) * row_),
      old_row_(model.hidden_ * model.pieces_),
      unmaxed_(model.hidden_ * model.pieces_),
      hidden_(model.hidden_),
      scores_(padded_outputs(model.actions_.size())) {
  const std::size_t stride = padded_outputs(model.reduced_);
  reduced_ = {stride, std::vector<float>(vectors.rows() * stride)};
  model.gemm_(vectors.values.data(), vectors.width, vectors.rows(), model.inputs_, model.reduce_, stride, reduced_.values.data(),
              stride);
  for (std::size_t t = 0; t < vectors.rows(); ++t)
    for (std::size_t i = 0; i < model.reduced_; ++i) reduced_.row(t)[i] += model.reduce_bias_[i];
}

const float* TransitionScorer::precomputed(std::size_t token, std::size_t place) {
  const std::size_t offset = place * model_.hidden_ * model_.pieces_;
  while (token >= filled_) {
    const std::size_t count = std::min(kBlock, reduced_.rows() - filled_);
    model_.gemm_(reduced_.row(filled_), reduced_.width, count, model_.reduced_, model_.lower_, row_,
                 window_.data() + filled_ % kWindow * row_, row_);
    filled_ += count;
  }
  if (token + kWindow >= filled_) return window_.data() + token % kWindow * row_ + offset;
  model_.gemm_(reduced_.row(token), reduced_.width, 1, model_.reduced_, model_.lower_ + offset * model_.reduced_, unmaxed_.size(),
               old_row_.data(), unmaxed_.size());
  return old_row_.data();
}

const float* TransitionScorer::score(std::span<const std::int32_t> tokens) {
  const std::size_t sums = unmaxed_.size();
  std::fill(unmaxed_.begin(), unmaxed_.end(), 0.0f);
  for (std::size_t place = 0; place < tokens.size(); ++place) {
    const float* row =
        tokens[place] < 0 ? model_.padding_ + place * sums : precomputed(static_cast<std::size_t>(tokens[place]), place);
    for (std::size_t i = 0; i < sums; ++i) unmaxed_[i] += row[i];
  }
  for (std::size_t i = 0; i < sums; ++i) unmaxed_[i] += model_.lower_bias_[i];
  std::copy_n(unmaxed_.begin(), hidden_.size(), hidden_.begin());
  for (std::size_t piece = 1; piece < model_.pieces_; ++piece) {
    const float* from = unmaxed_.data() + piece * hidden_.size();
    for (std::size_t i = 0; i < hidden_.size(); ++i) hidden_[i] = std::max(hidden_[i], from[i]);
  }
  model_.gemm_(hidden_.data(), hidden_.size(), 1, hidden_.size(), model_.upper_, scores_.size(), scores_.data(), scores_.size());
  for (std::size_t i = 0; i < model_.actions_.size(); ++i) scores_[i] += model_.upper_bias_[i];
  return scores_.data();
}

std::int32_t TransitionScorer::best(std::span<const std::int32_t> tokens, std::span<const char> valid) {
  const float* scores = score(tokens);
  std::int32_t best = -1;
  for (std::size_t i = 0; i < valid.size(); ++i)
    if (valid[i] && (best < 0 || scores[i] > scores[best])) best = static_cast<std::int32_t>(i);
  return best;
}

}  // namespace entente::nlp
