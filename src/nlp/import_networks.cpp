#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "nlp/arc_eager.h"
#include "nlp/import.h"
#include "nlp/kernels.h"
#include "nlp/ner.h"
#include "nlp/pack.h"
#include "nlp/tok2vec.h"

namespace entente::nlp {
namespace {

constexpr std::array<std::string_view, 8> kFeatureNames = {"NORM",  "PREFIX",   "SUFFIX", "SHAPE",
                                                           "SPACY", "IS_SPACE", "LOWER",  "ORTH"};
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

// Rows of `width` floats with zeros up to padded(width).
std::vector<float> padded_rows(const std::vector<float>& values, std::size_t width) {
  std::vector<float> out;
  for (std::size_t at = 0; at < values.size(); at += width) {
    out.insert(out.end(), values.begin() + static_cast<std::ptrdiff_t>(at),
               values.begin() + static_cast<std::ptrdiff_t>(at + width));
    out.resize(out.size() + padded(width) - width, 0.0f);
  }
  return out;
}

// rows x inputs times the transpose of outputs x inputs.
std::vector<float> product(const std::vector<float>& rows, const std::vector<float>& weights, std::size_t outputs) {
  const std::size_t inputs = weights.size() / outputs, count = rows.size() / inputs, stride = padded_dense(outputs);
  const std::vector<float> packed = pack_dense(weights, outputs, 1, inputs), in = padded_rows(rows, inputs);
  Layer layer;
  layer.width = padded(inputs);
  layer.outputs = stride / kDensePieces;
  layer.pieces = kDensePieces;
  layer.weights = packed.data();
  std::vector<float> out(count * stride);
  dense(layer, in.data(), count, out.data(), stride);
  return columns(out, stride, 0, outputs);
}

// What lies between a model's input and its token vectors; composite layers' names are made of these.
constexpr std::array<std::string_view, 10> kVectorLayers = {"extract_features", "list2ragged", "ints-getitem", "hashembed",
                                                            "static_vectors",   "maxout",      "layernorm",    "dropout",
                                                            "expand_window",    "ragged2list"};
constexpr std::array<std::string_view, 8> kHeadLayers = {
    "tok2vec-listener", "tok2vec", "list2array", "linear", "parser_model", "precomputable_affine", "softmax", "noop"};

// Fails with the name of a layer that is not run.
Result<void> check_layers(const Network& network, const std::string& file) {
  for (const std::string_view name : network.names()) {
    if (name.find_first_of(">|(") != std::string_view::npos) continue;  // a composite
    if (std::find(kVectorLayers.begin(), kVectorLayers.end(), name) == kVectorLayers.end() &&
        std::find(kHeadLayers.begin(), kHeadLayers.end(), name) == kHeadLayers.end())
      return fail(fmt::format("{}: layer '{}' is not supported; {}", file, name, kReads));
  }
  return {};
}

Result<void> embedding_columns(const Network& network, const std::string& file, Stream& shape) {
  const auto columns = network.attribute("extract_features", 0, "columns");
  if (columns->type != msgpack::type::ARRAY || columns->via.array.size != network.count("hashembed"))
    return fail(fmt::format("{}: its embeddings are not one a feature; {}", file, kReads));
  shape.u32(columns->via.array.size);
  for (std::uint32_t i = 0; i < columns->via.array.size; ++i) {
    const std::string_view name = text_of(columns->via.array.ptr[i]);
    const auto known = std::find(kFeatureNames.begin(), kFeatureNames.end(), name);
    if (known == kFeatureNames.end()) return fail(fmt::format("{}: unknown feature {}; {}", file, name, kReads));
    const auto table = network.parameter("hashembed", i, "E", {0, 0});
    if (!table) return tl::unexpected(table.error());
    shape.u32(static_cast<std::size_t>(known - kFeatureNames.begin()));
    shape.u32(number_of(network.attribute("hashembed", i, "seed").get()));
    shape.u32(table->shape[0]);
  }
  return {};
}

// A maxout layer's bias, in planes or as pack_bias() has it, and the layer norm after it.
Result<void> maxout_tail(const Network& network, std::size_t nth, std::size_t width, std::size_t pieces, bool packed,
                         std::vector<float>& weights) {
  const auto bias = network.parameter("maxout", nth, "b", {width, pieces});
  if (!bias) return tl::unexpected(bias.error());
  const std::vector<float> planes = pieces_first(bias->values, width, pieces);
  append(weights, packed ? pack_bias(planes, width, pieces) : padded_rows(planes, width));
  for (const std::string_view name : {"G", "b"}) {
    const auto norm = network.parameter("layernorm", nth, name, {width});
    if (!norm) return tl::unexpected(norm.error());
    append(weights, padded_rows(norm->values, width));
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

Result<void> import_tok2vec(const Network& network, const std::string& file, const std::filesystem::path& vectors_file,
                            const std::string& name, ModelFileWriter& out) {
  const auto mix = network.parameter("maxout", 0, "W", {0, 0, 0});
  if (!mix) return tl::unexpected(mix.error());
  const std::size_t width = mix->shape[0], pieces = mix->shape[1], inputs = mix->shape[2];
  const std::size_t tables = network.count("hashembed");
  const std::size_t depth = network.count("maxout") - 1;
  const bool has_vectors = network.count("static_vectors") == 1;
  if (inputs != width * (tables + (has_vectors ? 1 : 0)) || depth == 0 || width > kMostWidth || pieces < 2 || pieces > 3)
    return fail(fmt::format("{}: a maxout layer of {} pieces, {} outputs and {} inputs is not supported; {}", file, pieces, width,
                            inputs, kReads));
  const std::size_t window = number_of(network.attribute("expand_window", 0, "window_size").get());
  const std::size_t segments = 2 * window + 1;
  if (window == 0 || segments > kMostSegments)
    return fail(fmt::format("{}: layer 'expand_window' of {} words on each side is not supported; {}", file, window, kReads));

  Stream shape;
  for (const std::size_t size : {width, pieces, depth, window, std::size_t{has_vectors}}) shape.u32(size);
  if (const auto done = embedding_columns(network, file, shape); !done) return done;

  // A table times its part of the mix; planes of a row are padded.
  const std::vector<float> mixer = pieces_first(mix->values, width, pieces);
  std::vector<float> weights;
  for (std::size_t i = 0; i < tables; ++i) {
    const auto table = network.parameter("hashembed", i, "E", {0, width});
    if (!table) return tl::unexpected(table.error());
    append(weights, padded_rows(product(table->values, columns(mixer, inputs, i * width, width), width * pieces), width));
  }
  // Planes of outputs become rows of a dense layer, each plane padded.
  const auto planes = [&](const std::vector<float>& of, std::size_t from) {
    std::vector<float> all(pieces * padded(width) * from, 0.0f);
    for (std::size_t p = 0; p < pieces; ++p)
      std::copy_n(of.begin() + static_cast<std::ptrdiff_t>(p * width * from), width * from,
                  all.begin() + static_cast<std::ptrdiff_t>(p * padded(width) * from));
    return all;
  };
  if (has_vectors)
    append(weights, pack_dense(planes(columns(mixer, inputs, tables * width, width), width), pieces * padded(width), 1, width));
  if (const auto done = maxout_tail(network, 0, width, pieces, false, weights); !done) return done;
  for (std::size_t i = 1; i <= depth; ++i) {
    const auto convolution = network.parameter("maxout", i, "W", {width, pieces, segments * width});
    if (!convolution) return tl::unexpected(convolution.error());
    const std::vector<float> ordered = pieces_first(convolution->values, width, pieces);
    if (i == 1) {
      std::vector<float> parts;
      for (std::size_t s = 0; s < segments; ++s)
        append(parts, planes(columns(ordered, segments * width, s * width, width), width));
      append(weights, pack_dense(parts, parts.size() / width, 1, width));
    } else {
      append(weights, pack(ordered, width, pieces, segments, width));
    }
    if (const auto done = maxout_tail(network, i, width, pieces, i > 1, weights); !done) return done;
  }
  out.add(name + ".shape", shape.bytes());
  out.array(name + ".weights", weights);
  if (!has_vectors) return {};
  const auto vectors = read_vectors(vectors_file);
  if (!vectors) return tl::unexpected(vectors.error());
  const auto projection = network.parameter("static_vectors", 0, "W", {width, vectors->shape[1]});
  if (!projection) return tl::unexpected(projection.error());
  out.array(name + ".vectors", padded_rows(product(vectors->values, projection->values, width), width));
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

  // A row is the planes of each place, one after another; planes are padded to whole panels, as the hidden layer is.
  const std::size_t narrow = reduce->shape[0], plane = padded_dense(hidden);
  const auto by_place = [&](const std::vector<float>& values) {
    const std::size_t row = values.size() / (places * hidden * pieces);
    std::vector<float> all(places * pieces * plane * row, 0.0f);
    for (std::size_t place = 0; place < places; ++place) {
      const auto first = values.begin() + static_cast<std::ptrdiff_t>(place * hidden * pieces * row);
      const auto ordered = pieces_first({first, first + static_cast<std::ptrdiff_t>(hidden * pieces * row)}, hidden, pieces);
      for (std::size_t p = 0; p < pieces; ++p)
        std::copy_n(ordered.begin() + static_cast<std::ptrdiff_t>(p * hidden * row), hidden * row,
                    all.begin() + static_cast<std::ptrdiff_t>((place * pieces + p) * plane * row));
    }
    return all;
  };
  const auto whole = [](std::vector<float> values, std::size_t size) {
    values.resize(size, 0.0f);
    return values;
  };
  const std::size_t sums = pieces * plane;
  const std::vector<float> rows = by_place(lower->values), pads = by_place(padding->values);
  std::vector<float> bias(sums, 0.0f);
  const std::vector<float> ordered_bias = pieces_first(lower_bias->values, hidden, pieces);
  for (std::size_t p = 0; p < pieces; ++p)
    std::copy_n(ordered_bias.begin() + static_cast<std::ptrdiff_t>(p * hidden), hidden,
                bias.begin() + static_cast<std::ptrdiff_t>(p * plane));
  std::vector<float> alone_bias = bias;
  for (std::size_t place = 1; place < places; ++place)
    for (std::size_t i = 0; i < sums; ++i) alone_bias[i] += pads[place * sums + i];
  // Layers read rows as wide as the layer before writes them.
  const auto widened = [&](const std::vector<float>& values, std::size_t from, std::size_t to) {
    std::vector<float> all;
    for (std::size_t at = 0; at < values.size(); at += from) {
      all.insert(all.end(), values.begin() + static_cast<std::ptrdiff_t>(at),
                 values.begin() + static_cast<std::ptrdiff_t>(at + from));
      all.resize(all.size() + to - from, 0.0f);
    }
    return all;
  };
  const std::size_t narrow_row = padded_dense(narrow);
  const std::vector<float> wide_rows = widened(rows, narrow, narrow_row);
  std::vector<float> weights = pack_dense(reduce->values, narrow, 1, reduce->shape[1]);
  append(weights, whole(reduce_bias->values, narrow_row));
  append(weights, pack_dense(wide_rows, places * sums, 1, narrow_row));
  append(weights, pads);
  append(weights, bias);
  append(weights, pack({wide_rows.begin(), wide_rows.begin() + static_cast<std::ptrdiff_t>(sums * narrow_row)}, plane, pieces, 1,
                       narrow_row));
  append(weights, pack_bias(alone_bias, plane, pieces));
  append(weights, pack_dense(widened(upper->values, hidden, plane), upper->shape[0], 1, plane));
  append(weights, upper_bias->values);
  out.add(name + ".shape", shape.bytes());
  out.array(name + ".weights", weights);
  return {};
}

Result<void> import_tagger(const std::filesystem::path& folder, const Network& network, ModelFileWriter& out) {
  const auto config = read_file(folder / "cfg");
  if (!config) return tl::unexpected(config.error());
  const auto json = nlohmann::json::parse(*config, nullptr, false);
  if (!json.is_object() || !json.contains("labels") || !json["labels"].is_array())
    return fail(fmt::format("{}: no labels", (folder / "cfg").string()));
  Stream labels;
  labels.u32(json["labels"].size());
  for (const auto& label : json["labels"]) labels.str(label.is_string() ? label.get<std::string>() : "");
  const auto softmax = network.parameter("softmax", 0, "W", {json["labels"].size(), 0});
  if (!softmax) return tl::unexpected(softmax.error());
  const auto bias = network.parameter("softmax", 0, "b", {json["labels"].size()});
  if (!bias) return tl::unexpected(bias.error());
  std::vector<float> weights = pack_dense(softmax->values, softmax->shape[0], 1, softmax->shape[1]);
  append(weights, bias->values);
  out.add("tagger.labels", labels.bytes());
  out.array("tagger.weights", weights);
  return {};
}

}  // namespace

Result<void> import_networks(const std::filesystem::path& model, const std::set<std::string>& components, ModelFileWriter& out) {
  const auto vectors = model / "vocab" / "vectors";
  for (const std::string name : {"tok2vec", "tagger", "parser", "ner"}) {
    if (!components.contains(name)) continue;
    const auto file = (model / name / "model").string();
    const auto network = Network::read(file);
    if (!network) return tl::unexpected(network.error());
    if (auto done = check_layers(*network, file); !done) return done;
    const bool own = network->count("extract_features") == 1;
    if (!own && !components.contains("tok2vec"))
      return fail(fmt::format("{}: has no token vectors of its own, and the pipeline no tok2vec; {}", file, kReads));
    if (own)
      if (auto done = import_tok2vec(*network, file, vectors, name == "tok2vec" ? name : name + ".tok2vec", out); !done)
        return done;
    if (name == "tagger")
      if (auto done = import_tagger(model / name, *network, out); !done) return done;
    if (name == "parser" || name == "ner")
      if (auto done = import_transitions(model / name, *network, name, out); !done) return done;
  }
  return {};
}

}  // namespace entente::nlp
