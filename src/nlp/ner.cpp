#include "nlp/ner.h"

#include <algorithm>
#include <array>

namespace entente::nlp {
namespace {

constexpr std::size_t kBlock = 64;

}  // namespace

EntityFinder::EntityFinder(const TransitionModel& model)
    : model_(model), hidden_(kBlock * model.hidden), rows_(kBiluoPlaces * model.sums()), inside_scores_(model.scores()) {
  for (const bool goes_on : {false, true})
    for (const bool is_space : {false, true})
      outside_[goes_on][is_space] = model.masked([&](const Action& action) {
        if (action.move == kOut) return true;
        return !action.label.empty() && !is_space && (action.move == kUnit || (action.move == kBegin && goes_on));
      });
  for (const Action& of : model.actions) {
    if (of.move != kBegin || of.label.empty()) continue;
    inside_[of.label] = {model.masked([&](const Action& action) {
                           return (action.move == kIn || action.move == kLast) && action.label == of.label;
                         }),
                         model.masked([&](const Action& action) { return action.move == kLast && action.label == of.label; })};
  }
  for (std::size_t place = 0; place < kBiluoPlaces; ++place)
    lower_.push_back(model.lower.slice(place * model.sums(), model.sums()));
}

void EntityFinder::score(const Encoder& vectors) {
  const std::size_t rows = vectors.rows(), stride = model_.reduce.columns();
  if (reduced_.size() < rows * stride) reduced_.resize(rows * stride);
  if (scores_.size() < rows * model_.scores()) scores_.resize(rows * model_.scores());
  for (std::size_t first = 0; first < rows; first += kBlock) {
    const std::size_t count = std::min(kBlock, rows - first);
    dense(model_.reduce, vectors.row(first), count, reduced_.data() + first * stride, stride);
    maxout(model_.alone, reduced_.data() + first * stride, count, hidden_.data());
    dense(model_.upper, hidden_.data(), count, scores_.data() + first * model_.scores(), model_.scores());
  }
}

// The best action for the token of `row` while the entity that began at row `since` is open.
std::int32_t EntityFinder::inside(std::size_t row, std::size_t since, const std::vector<float>& mask) {
  const std::array<std::size_t, kBiluoPlaces> at = {row, since, row - 1};
  std::array<const float*, kBiluoPlaces + 1> terms{};
  for (std::size_t place = 0; place < kBiluoPlaces; ++place) {
    float* const out = rows_.data() + place * model_.sums();
    dense(lower_[place], reduced_.data() + at[place] * model_.reduce.columns(), 1, out, model_.sums());
    terms[place] = out;
  }
  terms.back() = model_.lower_bias;
  sum_maxout(terms.data(), terms.size(), 1, model_.hidden, model_.pieces, hidden_.data());
  dense(model_.upper, hidden_.data(), 1, inside_scores_.data(), model_.scores());
  return best(inside_scores_.data(), mask.data(), model_.scores());
}

void EntityFinder::find(std::size_t first, const std::vector<char>& is_space, const std::vector<char>& sentence_starts,
                        std::vector<Entity>& out) {
  const auto length = static_cast<std::uint32_t>(is_space.size());
  std::uint32_t since = 0;
  const Inside* open = nullptr;
  for (std::uint32_t token = 0; token < length; ++token) {
    const bool goes_on = token + 1 < length && !sentence_starts[token + 1];
    const std::size_t row = first + token;
    const std::int32_t found = open != nullptr ? inside(row, first + since, goes_on ? open->goes_on : open->ends)
                                               : best(scores_.data() + row * model_.scores(),
                                                      outside_[goes_on][is_space[token] != 0].data(), model_.scores());
    if (found < 0) break;
    const Action& action = model_.actions[static_cast<std::size_t>(found)];
    switch (action.move) {
      case kBegin:
        open = &inside_.at(action.label);
        since = token;
        break;
      case kLast:
        open = nullptr;
        out.push_back({{since, token + 1}, action.label});
        break;
      case kUnit:
        out.push_back({{token, token + 1}, action.label});
        break;
      default:
        break;
    }
  }
}

}  // namespace entente::nlp
