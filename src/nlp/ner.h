// Named entities by a BILUO transition system.
#pragma once

#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "nlp/transition.h"

namespace entente::nlp {

enum BiluoMove : std::uint32_t { kMissing, kBegin, kIn, kLast, kUnit, kOut, kBiluoMoves };
inline constexpr std::size_t kBiluoPlaces = 3;

// No entity begins on white space or runs over a sentence start. Linear in tokens.
std::vector<Entity> find_entities(const TransitionModel& model, const Matrix& vectors, const std::vector<char>& is_space,
                                  const std::vector<char>& sentence_starts);

}  // namespace entente::nlp
