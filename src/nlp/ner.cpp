#include "nlp/ner.h"

#include <array>

namespace entente::nlp {

std::vector<Entity> find_entities(const TransitionModel& model, const Matrix& vectors, const std::vector<char>& is_space,
                                  const std::vector<char>& sentence_starts) {
  const auto& actions = model.actions();
  const auto length = static_cast<std::uint32_t>(vectors.rows());
  TransitionScorer scorer(model, vectors);
  std::vector<char> valid(actions.size());
  std::vector<Entity> out;
  bool open = false;
  std::uint32_t first = 0;
  std::string_view label;
  for (std::uint32_t token = 0; token < length; ++token) {
    const bool goes_on = token + 1 < length && !sentence_starts[token + 1];
    const std::array<char, kBiluoMoves> moves = {
        0, !open && goes_on && !is_space[token], open && goes_on, open, !open && !is_space[token], !open};
    for (std::size_t i = 0; i < actions.size(); ++i) {
      const auto [move, of] = actions[i];
      const bool labelled = move == kOut || !of.empty();
      const bool same = (move != kIn && move != kLast) || of == label;
      valid[i] = moves[move] && labelled && same;
    }
    const auto at = static_cast<std::int32_t>(token);
    const auto since = static_cast<std::int32_t>(first);
    const std::array<std::int32_t, kBiluoPlaces> places = {at, open ? since : -1, open ? at - 1 : -1};
    const std::int32_t best = scorer.best(places, valid);
    if (best < 0) break;
    const Action& action = actions[static_cast<std::size_t>(best)];
    switch (action.move) {
      case kBegin:
        open = true;
        first = token;
        label = action.label;
        break;
      case kLast:
        open = false;
        out.push_back({{first, token + 1}, label});
        break;
      case kUnit:
        out.push_back({{token, token + 1}, action.label});
        break;
      default:
        break;
    }
  }
  return out;
}

}  // namespace entente::nlp
