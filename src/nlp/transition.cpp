#include "nlp/transition.h"

#include <algorithm>

#include "nlp/tok2vec.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kMostHidden = 1024;
constexpr std::size_t kMostActions = 4096;

}  // namespace

Result<TransitionModel> TransitionModel::load(const ModelFile& file, const std::string& name, Precision precision,
                                              std::size_t width, std::size_t places, std::uint32_t moves) {
  const auto shape = file.section(name + ".shape");
  if (!shape) return tl::unexpected(shape.error());
  const auto weights = file.array<float>(name + ".weights");
  if (!weights) return tl::unexpected(weights.error());

  Cursor cursor(*shape);
  TransitionModel out;
  const std::size_t inputs = cursor.u32(), reduced = cursor.u32();
  out.inputs = padded(inputs);
  out.places = cursor.u32();
  const std::size_t hidden = cursor.u32();
  out.pieces = cursor.u32();
  if (inputs != width || out.places != places || reduced == 0 || reduced > kMostWidth || hidden == 0 || hidden > kMostHidden ||
      padded_dense(hidden) > kMostWidth || out.pieces < 2 || out.pieces > 3)
    return file.damaged(name);
  out.hidden = padded_dense(hidden);
  const std::uint32_t actions = cursor.count();
  for (std::uint32_t i = 0; i < actions; ++i) {
    const std::uint32_t move = cursor.u32();
    out.actions.push_back({move, cursor.str()});
    if (move >= moves) return file.damaged(name);
  }
  if (!cursor.ok() || actions == 0 || actions > kMostActions) return file.damaged(name);

  Floats floats(*weights);
  out.reduce = floats.dense(out.inputs, reduced);
  out.reduce.bias = floats.take(out.reduce.columns());
  out.lower = floats.dense(out.reduce.columns(), places * out.sums());
  out.padding = floats.take(places * out.sums());
  out.lower_bias = floats.take(out.sums());
  out.alone.width = out.reduce.columns();
  out.alone.outputs = out.hidden;
  out.alone.pieces = out.pieces;
  out.alone.weights = floats.take(out.alone.inputs() * out.alone.columns());
  out.alone.bias = floats.take(out.alone.columns());
  out.upper = floats.dense(out.hidden, actions);
  const float* bias = floats.take(actions);
  if (!floats.exhausted()) return file.damaged(name);
  out.upper_bias.assign(out.scores(), kNever);
  std::copy_n(bias, actions, out.upper_bias.begin());
  for (Layer* layer : {&out.reduce, &out.lower, &out.alone, &out.upper}) round_weights(*layer, precision);
  return out;
}

}  // namespace entente::nlp
