// The dependency parser: a non-monotonic arc-eager system that also finds sentences, and pseudo-projective labels undone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nlp/transition.h"

namespace entente::nlp {

struct ParseTree {
  std::vector<std::uint32_t> heads;  // a root is its own head
  std::vector<std::string_view> labels;
  std::vector<char> sentence_starts;
};

enum ArcEagerMove : std::uint32_t { kShift, kReduce, kLeft, kRight, kBreak, kArcEagerMoves };
inline constexpr std::size_t kArcEagerPlaces = 8;

// `is_space` tells white-space tokens, `first_starts_sentence` is Pieces'. Linear in tokens.
ParseTree parse_arcs(const TransitionModel& model, const Matrix& vectors, const std::vector<char>& is_space,
                     bool first_starts_sentence);

// Nivre & Nilsson (2005), head encoding: an arc labelled X||Y moves to the first descendant of its head with label Y,
// breadth-first; then sentences are where the trees' leftmost tokens are.
void deprojectivize(ParseTree& tree, const std::vector<char>& is_space);

}  // namespace entente::nlp
