// Scores the actions of a transition system from a few tokens of its state.
//
// After spaCy's TransitionBasedParser.v2: token vectors pass a linear layer; each token is multiplied once with the weights of
// each place it may take in a state; a state's hidden layer is the maxout of a sum of such rows; a linear layer scores the
// actions.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "entente/nlp.h"
#include "nlp/kernels.h"
#include "nlp/model_file.h"

namespace entente::nlp {

struct Action {
  std::uint32_t move;
  std::string_view label;
};

// Immutable, shared by threads.
struct TransitionModel {
  std::size_t inputs = 0;  // floats of a token's vector, padded
  std::size_t places = 0;
  std::size_t hidden = 0;  // floats of a state's hidden layer, padded
  std::size_t pieces = 0;
  std::vector<Action> actions;

  Layer reduce;                       // token vector -> narrower vector
  Layer lower;                        // narrower vector -> a row of `sums` floats for each place
  const float* padding = nullptr;     // a row for each place without a token
  const float* lower_bias = nullptr;  // a row
  Layer alone;                        // narrower vector -> hidden layer of the state with no token but in its first place
  Layer upper;                        // hidden layer -> scores, without the bias
  std::vector<float> upper_bias;      // minus infinity where there is no action

  std::size_t sums() const { return hidden * pieces; }
  std::size_t scores() const { return upper.columns(); }
  // The bias with minus infinity in place of actions that `allowed` does not hold for.
  template <class Allowed>
  std::vector<float> masked(Allowed allowed) const;

  // Sections `name`.shape and `name`.weights. Token vectors have `width` floats; the system's states have `places` tokens, its
  // actions moves below `moves`.
  static Result<TransitionModel> load(const ModelFile& file, const std::string& name, Precision precision, std::size_t width,
                                      std::size_t places, std::uint32_t moves);
};

inline constexpr float kNever = -std::numeric_limits<float>::infinity();

template <class Allowed>
std::vector<float> TransitionModel::masked(Allowed allowed) const {
  std::vector<float> out = upper_bias;
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (!allowed(actions[i])) out[i] = kNever;
  return out;
}

}  // namespace entente::nlp
