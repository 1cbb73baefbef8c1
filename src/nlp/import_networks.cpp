#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "nlp/arc_eager.h"
#include "nlp/gemm.h"
#include "nlp/import.h"
#include "nlp/ner.h"
#include "nlp/pack.h"
#include "nlp/tok2vec.h"

namespace entente::nlp {
namespace {

constexpr std::array<std::string_view, 6> kFeatureNames = {"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"};
static_assert(kFeatureNames.size() == static_cast<std::size_t>(Feature::kCount));

void append(std::vector<float>& to, const std::vector<float>& values) { to.insert(to.end(), values.begin(), values.end()); }

// Rows (output, piece) of `width` outputs become (piece, output): the pieces of all outputs one after another.
std::vector<float> pieces_first(const std::vector<float>& values, std::size_t outputs, std::size_t pieces) {
  const std::size_t row = values.size() / (outputs * pieces);
  std::vector<float> out(values.size());
  for (std::size_t o = 0; o < outputs; ++o)
    for (std::size_t p = 0; p < pieces; ++p)
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>((o * pieces + p) * row), row,
                  out.begin() + static_cast<std::ptrdiff_t>((p * outputs + o) * row));
  return out;
}

// The columns [first, first + count) of a matrix with `stride` columns.
std::vector<float> columns(const std::vector<float>& matrix, std::size_t stride, std::size_t first, std::size_t count) {
  std::vector<float> out;
  out.reserve(matrix.size() / stride * count);
  for (std::size_t at = first; at < matrix.size(); at += stride)
    out.insert(out.end(), matrix.begin() + static_cast<std::ptrdiff_t>(at),
               matrix.begin() + static_cast<std::ptrdiff_t>(at + count));
  return out;
}

// rows x inputs times the transpose of outputs x inputs.
std::vector<float> product(const float* rows, std::size_t count, const std::vector<float>& weights, std::size_t outputs) {
  const std::size_t inputs = weights.size() / outputs;
  const std::size_t stride = padded_outputs(outputs);
  const std::vector<float> packed = pack_weights(weights, outputs, inputs);
  std::vector<float> padded(count * stride);
  best_gemm()(rows, inputs, count, inputs, packed.data(), stride, padded.data(), stride);
  return columns(padded, stride, 0, outputs);
}

Result<void> embedding_columns(const Network& network, const std::string& file, Stream& shape) {
  const auto columns = network.attribute("extract_features", 0, "columns");
  if (columns->type != msgpack::type::ARRAY || columns->via.array.size != network.count("hashembed"))
    return fail(fmt::format("{}: its embeddings are not one a feature; en_core_web_md 3.8 is read", file));
  shape.u32(columns->via.array.size);
  for (std::uint32_t i = 0; i < columns->via.array.size; ++i) {
    const std::string_view name = text_of(columns->via.array.ptr[i]);
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), name);
    if (known == kFeatureNames.end()) return fail(fmt::format("{}: unknown feature {}; en_core_web_md 3.8 is read", file, name));
    const auto table = network.parameter("hashembed", i, "E", {0, 0});
    if (!table) return tl::unexpected(table.error());
    shape.u32(static_cast<std::size_t>(known - kFeatureNames.begin()));
    shape.u32(number_of(network.attribute("hashembed", i, "seed").get()));
    shape.u32(table->shape[0]);
  }
  return {};
}

Result<void> maxout_tail(const Network& network, std::size_t nth, std::size_t width, std::size_t pieces,
                         std::vector<float>& weights) {
  const auto bias = network.parameter("maxout", nth, "b", {width, pieces});
  if (!bias) return tl::unexpected(bias.error());
  append(weights, pieces_first(bias->values, width, pieces));
  for (const std::string_view name : {"G", "b"}) {
    const auto norm = network.parameter("layernorm", nth, name, {width});
    if (!norm) return tl::unexpected(norm.error());
    append(weights, norm->values);
  }
  return {};
}

// Static vectors as rows x width floats of a NumPy file.
Result<Tensor> read_vectors(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto wrong = [&] { return fail(fmt::format("{}: no two-dimensional float32 array of NumPy", path.string())); };
  if (bytes->size() < 10 || !bytes->starts_with("\x93NUMPY\x01")) return wrong();
  const std::size_t header = static_cast<unsigned char>((*bytes)[8]) + 256U * static_cast<unsigned char>((*bytes)[9]);
  const std::string about = bytes->substr(10, header);
  const std::size_t open = about.find("'shape': (");
  if (open == std::string::npos || about.find("'<f4'") == std::string::npos ||
      about.find("'fortran_order': False") == std::string::npos)
    return wrong();
  Tensor out;
  out.shape = {0, 0};
  if (std::sscanf(about.c_str() + open, "'shape': (%zu, %zu)", &out.shape[0], &out.shape[1]) != 2) return wrong();
  const std::size_t data = 10 + header;
  if (out.shape[1] == 0 || out.shape[0] > (1U << 24) || out.shape[1] > (1U << 12) ||
      bytes->size() != data + out.shape[0] * out.shape[1] * sizeof(float))
    return wrong();
  out.values.resize(out.shape[0] * out.shape[1]);
  std::memcpy(out.values.data(), bytes->data() + data, bytes->size() - data);
  return out;
}

Result<void> import_tok2vec(const Network& network, const std::string& file, const Tensor& vectors, const std::string& name,
                            ModelFileWriter& out) {
  const auto mix = network.parameter("maxout", 0, "W", {0, 0, 0});
  if (!mix) return tl::unexpected(mix.error());
  const std::size_t width = mix->shape[0], pieces = mix->shape[1], inputs = mix->shape[2];
  const std::size_t tables = network.count("hashembed");
  const std::size_t depth = network.count("maxout") - 1;
  if (inputs != width * (tables + 1))
    return fail(fmt::format("{}: its embeddings are not one a feature and static vectors; en_core_web_md 3.8 is read", file));

  Stream shape;
  shape.u32(width);
  shape.u32(pieces);
  shape.u32(depth);
  if (const auto done = embedding_columns(network, file, shape); !done) return done;

  const std::vector<float> mixer = pieces_first(mix->values, width, pieces);
  std::vector<float> weights;
  for (std::size_t i = 0; i < tables; ++i) {
    const auto table = network.parameter("hashembed", i, "E", {0, width});
    if (!table) return tl::unexpected(table.error());
    append(weights, product(table->values.data(), table->shape[0], columns(mixer, inputs, i * width, width), width * pieces));
  }
  append(weights, pack_weights(columns(mixer, inputs, tables * width, width), width * pieces, width));
  if (const auto done = maxout_tail(network, 0, width, pieces, weights); !done) return done;
  for (std::size_t i = 1; i <= depth; ++i) {
    const auto window = network.parameter("maxout", i, "W", {width, pieces, 3 * width});
    if (!window) return tl::unexpected(window.error());
    append(weights, pack_weights(pieces_first(window->values, width, pieces), width * pieces, 3 * width));
    if (const auto done = maxout_tail(network, i, width, pieces, weights); !done) return done;
  }
  const auto projection = network.parameter("static_vectors", 0, "W", {width, vectors.shape[1]});
  if (!projection) return tl::unexpected(projection.error());
  out.add(name + ".shape", shape.bytes());
  out.array(name + ".weights", weights);
  out.array(name + ".vectors", product(vectors.values.data(), vectors.shape[0], projection->values, width));
  return {};
}

// Actions in the order of the network's outputs: by move, then by falling frequency, then by falling label.
Result<std::size_t> import_actions(const std::filesystem::path& path, Stream& shape) {
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  const auto* moves = get(pack->root(), "moves");
  const auto json = nlohmann::json::parse(moves == nullptr ? std::string_view() : text_of(*moves), nullptr, false);
  const auto wrong = [&] { return fail(fmt::format("{}: no transition system's actions", path.string())); };
  if (!json.is_object()) return wrong();
  struct Named {
    std::uint32_t move;
    std::int64_t frequency;
    std::string label;
  };
  std::vector<Named> actions;
  for (const auto& [move, labels] : json.items()) {
    if (move.size() != 1 || !labels.is_object()) return wrong();
    for (const auto& [label, frequency] : labels.items()) {
      if (!frequency.is_number_integer() || frequency.get<std::int64_t>() < 0) return wrong();
      actions.push_back({static_cast<std::uint32_t>(move[0] - '0'), frequency.get<std::int64_t>(), label});
    }
  }
  std::sort(actions.begin(), actions.end(), [](const Named& a, const Named& b) {
    if (a.move != b.move) return a.move < b.move;
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.label > b.label;
  });
  shape.u32(actions.size());
  for (const Named& action : actions) {
    shape.u32(action.move);
    shape.str(action.label);
  }
  return actions.size();
}

Result<void> import_transitions(const std::filesystem::path& folder, const Network& network, const std::string& name,
                                ModelFileWriter& out) {
  // The layers come in the order of the network's graph: the output layer first, then the one that narrows the token vectors.
  const auto upper = network.parameter("linear", 0, "W", {0, 0});
  if (!upper) return tl::unexpected(upper.error());
  const auto upper_bias = network.parameter("linear", 0, "b", {upper->shape[0]});
  if (!upper_bias) return tl::unexpected(upper_bias.error());
  const auto reduce = network.parameter("linear", 1, "W", {0, 0});
  if (!reduce) return tl::unexpected(reduce.error());
  const auto reduce_bias = network.parameter("linear", 1, "b", {reduce->shape[0]});
  if (!reduce_bias) return tl::unexpected(reduce_bias.error());
  const auto lower = network.parameter("precomputable_affine", 0, "W", {0, upper->shape[1], 0, reduce->shape[0]});
  if (!lower) return tl::unexpected(lower.error());
  const std::size_t places = lower->shape[0], hidden = lower->shape[1], pieces = lower->shape[2];
  const auto lower_bias = network.parameter("precomputable_affine", 0, "b", {hidden, pieces});
  if (!lower_bias) return tl::unexpected(lower_bias.error());
  const auto padding = network.parameter("precomputable_affine", 0, "pad", {1, places, hidden, pieces});
  if (!padding) return tl::unexpected(padding.error());

  Stream shape;
  for (const std::size_t size : {reduce->shape[1], reduce->shape[0], places, hidden, pieces}) shape.u32(size);
  const auto actions = import_actions(folder / "moves", shape);
  if (!actions) return tl::unexpected(actions.error());
  if (*actions != upper->shape[0])
    return fail(fmt::format("{}: {} actions where the network scores {}", folder.string(), *actions, upper->shape[0]));

  const auto by_place = [&](const std::vector<float>& values) {
    const auto size = static_cast<std::ptrdiff_t>(values.size() / places);
    std::vector<float> all;
    for (std::size_t place = 0; place < places; ++place) {
      const auto first = values.begin() + static_cast<std::ptrdiff_t>(place) * size;
      append(all, pieces_first({first, first + size}, hidden, pieces));
    }
    return all;
  };
  std::vector<float> weights = pack_weights(reduce->values, reduce->shape[0], reduce->shape[1]);
  append(weights, reduce_bias->values);
  append(weights, pack_weights(by_place(lower->values), places * hidden * pieces, reduce->shape[0]));
  append(weights, by_place(padding->values));
  append(weights, pieces_first(lower_bias->values, hidden, pieces));
  append(weights, pack_weights(upper->values, upper->shape[0], hidden));
  append(weights, upper_bias->values);
  out.add(name + ".shape", shape.bytes());
  out.array(name + ".weights", weights);
  return {};
}

Result<void> import_tagger(const std::filesystem::path& folder, ModelFileWriter& out) {
  const auto config = read_file(folder / "cfg");
  if (!config) return tl::unexpected(config.error());
  const auto json = nlohmann::json::parse(*config, nullptr, false);
  if (!json.is_object() || !json.contains("labels") || !json["labels"].is_array())
    return fail(fmt::format("{}: no labels", (folder / "cfg").string()));
  Stream labels;
  labels.u32(json["labels"].size());
  for (const auto& label : json["labels"]) labels.str(label.is_string() ? label.get<std::string>() : "");
  const auto network = Network::read(folder / "model");
  if (!network) return tl::unexpected(network.error());
  const auto softmax = network->parameter("softmax", 0, "W", {json["labels"].size(), 0});
  if (!softmax) return tl::unexpected(softmax.error());
  const auto bias = network->parameter("softmax", 0, "b", {json["labels"].size()});
  if (!bias) return tl::unexpected(bias.error());
  std::vector<float> weights = pack_weights(softmax->values, softmax->shape[0], softmax->shape[1]);
  append(weights, bias->values);
  out.add("tagger.labels", labels.bytes());
  out.array("tagger.weights", weights);
  return {};
}

}  // namespace

Result<void> import_networks(const std::filesystem::path& model, ModelFileWriter& out) {
  const auto path = [&](const char* part) { return model / part / "model"; };
  const auto vectors = read_vectors(model / "vocab" / "vectors");
  if (!vectors) return tl::unexpected(vectors.error());
  const auto shared = Network::read(path("tok2vec"));
  if (!shared) return tl::unexpected(shared.error());
  const auto parser = Network::read(path("parser"));
  if (!parser) return tl::unexpected(parser.error());
  const auto entities = Network::read(path("ner"));
  if (!entities) return tl::unexpected(entities.error());
  if (auto done = import_tagger(model / "tagger", out); !done) return done;
  if (auto done = import_transitions(model / "parser", *parser, "parser", out); !done) return done;
  if (auto done = import_transitions(model / "ner", *entities, "ner", out); !done) return done;
  if (auto done = import_tok2vec(*shared, path("tok2vec").string(), *vectors, "tok2vec", out); !done) return done;
  return import_tok2vec(*entities, path("ner").string(), *vectors, "ner.tok2vec", out);
}

}  // namespace entente::nlp
