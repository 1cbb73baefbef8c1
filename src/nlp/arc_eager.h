// The dependency parser: a non-monotonic arc-eager system that also finds sentences, and pseudo-projective labels undone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/tok2vec.h"
#include "nlp/transition.h"

namespace entente::nlp {

struct ParseTree {
  std::vector<std::uint32_t> heads;  // a root is its own head
  std::vector<std::string_view> labels;
  std::vector<char> sentence_starts;
};

enum ArcEagerMove : std::uint32_t { kShift, kReduce, kLeft, kRight, kBreak, kArcEagerMoves };
inline constexpr std::size_t kArcEagerPlaces = 8;

// One thread's parsing. Several texts are parsed at a time, a step each in turn, so that their states are scored together.
class ArcEager {
 public:
  explicit ArcEager(const TransitionModel& model);
  ~ArcEager();

  // The trees of the texts whose tokens' vectors are given; `trees` has as many elements, whose memory is used again. Linear in
  // tokens.
  void parse(const Encoder& vectors, std::span<const Pieces> texts, std::span<ParseTree> trees);

 private:
  struct Slot;

  void start(Slot& slot, const Encoder& vectors, const Pieces& text, std::size_t index);
  void finish(const Slot& slot, ParseTree& tree) const;

  const TransitionModel& model_;
  std::vector<std::vector<float>> masks_;  // by the set of moves allowed
  std::vector<Layer> lower_;               // of each place
  std::vector<std::unique_ptr<Slot>> slots_;
  std::vector<const float*> terms_;
  std::vector<float> hidden_, scores_;
};

// Nivre & Nilsson (2005), head encoding: an arc labelled X||Y moves to the first descendant of its head with label Y,
// breadth-first; then sentences are where the trees' leftmost tokens are.
void deprojectivize(ParseTree& tree, const std::vector<char>& is_space);

}  // namespace entente::nlp
