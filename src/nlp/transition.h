// Scores the actions of a transition system from a few tokens of its state.
//
// After spaCy's TransitionBasedParser.v2: token vectors pass a linear layer; each token is multiplied once with the weights of
// each place it may take in a state; a state's hidden layer is the maxout of a sum of such rows; a linear layer scores the
// actions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/gemm.h"
#include "nlp/tok2vec.h"

namespace entente::nlp {

struct Action {
  std::uint32_t move;
  std::string_view label;
};

class TransitionModel {
 public:
  // Sections `name`.shape and `name`.weights. The system's states have `places` tokens, its actions moves below `moves`.
  static Result<TransitionModel> load(const ModelFile& file, const std::string& name, Gemm gemm, std::size_t inputs,
                                      std::size_t places, std::uint32_t moves);

  const std::vector<Action>& actions() const { return actions_; }

 private:
  friend class TransitionScorer;

  Gemm gemm_ = nullptr;
  std::size_t inputs_ = 0;  // width of the token vectors
  std::size_t reduced_ = 0;
  std::size_t places_ = 0;
  std::size_t hidden_ = 0;
  std::size_t pieces_ = 0;
  std::vector<Action> actions_;
  const float* reduce_ = nullptr;  // packed, inputs x reduced
  const float* reduce_bias_ = nullptr;
  const float* lower_ = nullptr;  // packed, reduced x places * pieces * hidden
  const float* padding_ = nullptr;
  const float* lower_bias_ = nullptr;
  const float* upper_ = nullptr;  // packed, hidden x actions
  const float* upper_bias_ = nullptr;
};

// One document's scores. Memory is a few hundred bytes a token and a window of precomputed rows.
class TransitionScorer {
 public:
  TransitionScorer(const TransitionModel& model, const Matrix& vectors);

  // Scores of all actions for a state with `tokens` (one a place, negative where there is none). Valid until the next call.
  const float* score(std::span<const std::int32_t> tokens);

  // The best action among those whose `valid` is set; the first of equals; -1 where none is valid.
  std::int32_t best(std::span<const std::int32_t> tokens, std::span<const char> valid);

 private:
  const float* precomputed(std::size_t token, std::size_t place);

  const TransitionModel& model_;
  std::size_t row_;  // floats a token: places * pieces * hidden; each place's are whole panels
  Matrix reduced_;
  std::vector<float> window_;   // rows of the latest tokens, as a ring
  std::size_t filled_ = 0;      // tokens whose rows have been computed
  std::vector<float> old_row_;  // one place's floats of a token that the window has left
  std::vector<float> unmaxed_, hidden_, scores_;
};

}  // namespace entente::nlp
