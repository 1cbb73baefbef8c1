#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "encoder/encoder.h"
#include "encoder/layout.h"
#include "encoder/safetensors.h"
#include "encoder/wordpiece.h"
#include "nlp/pack.h"

namespace entente::encoder {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// Rows of int8 with one scale each: the largest weight of a row becomes 127.
struct Rows {
  std::vector<std::int8_t> values;
  std::vector<float> scales;
};

Rows to_bytes(const std::vector<float>& weights, std::size_t width) {
  Rows out;
  out.values.resize(weights.size());
  for (std::size_t first = 0; first < weights.size(); first += width) {
    float most = 0;
    for (std::size_t i = 0; i < width; ++i) most = std::max(most, std::fabs(weights[first + i]));
    const float scale = most > 0 ? most / 127.0f : 1.0f;
    out.scales.push_back(scale);
    for (std::size_t i = 0; i < width; ++i) {
      const float rounded = std::nearbyint(weights[first + i] / scale);
      out.values[first + i] =
          std::isnan(rounded) ? std::int8_t{0} : static_cast<std::int8_t>(std::clamp(rounded, -127.0f, 127.0f));
    }
  }
  return out;
}

void write_dense(nlp::ModelFileWriter& out, const std::string& name, const Tensor& weight, const Tensor& bias) {
  const std::size_t outputs = weight.shape[0], inputs = weight.shape[1], all = padded(outputs);
  const Rows rows = to_bytes(weight.values, inputs);
  std::vector<std::int8_t> packed(all * inputs, 0);
  std::vector<float> floats(2 * all, 0.0f);
  std::vector<std::int32_t> sums(all, 0);
  for (std::size_t n = 0; n < outputs; ++n) {
    floats[n] = rows.scales[n];
    floats[all + n] = bias.values[n];
    for (std::size_t k = 0; k < inputs; ++k) {
      const std::int8_t w = rows.values[n * inputs + k];
      packed[n / kPanel * kPanel * inputs + k / 4 * 4 * kPanel + n % kPanel * 4 + k % 4] = w;
      sums[n] += w;
    }
  }
  out.array(name + ".w", packed);
  out.array(name + ".f", floats);
  out.array(name + ".s", sums);
}

class Importer {
 public:
  explicit Importer(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> run(const fs::path& to) {
    for (const auto step : {&Importer::config, &Importer::vocabulary, &Importer::embeddings, &Importer::layers, &Importer::heads})
      if (auto done = (this->*step)(); !done) return done;
    return out_.write(to);
  }

 private:
  Result<void> config() {
    const fs::path path = folder_ / "config.json";
    const auto text = nlp::read_file(path);
    if (!text) return tl::unexpected(text.error());
    const Json config = Json::parse(*text, nullptr, false);
    if (!config.is_object()) return fail(fmt::format("{}: no JSON object", path.string()));
    for (const auto& [field, expected] :
         {std::pair{"model_type", "bert"}, {"hidden_act", "gelu"}, {"position_embedding_type", "absolute"}})
      if (config.contains(field) && config[field] != expected)
        return fail(fmt::format("{}: {} is {} where \"{}\" is read", path.string(), field, config[field].dump(), expected));
    for (const auto& [field, number] : {std::pair{"num_hidden_layers", &shape_.layers},
                                        {"hidden_size", &shape_.width},
                                        {"num_attention_heads", &shape_.heads},
                                        {"intermediate_size", &shape_.inner},
                                        {"max_position_embeddings", &shape_.positions},
                                        {"vocab_size", &shape_.words}}) {
      if (!config.contains(field) || !config[field].is_number_unsigned() || config[field].get<std::uint64_t>() > UINT32_MAX)
        return fail(fmt::format("{}: {} is no number", path.string(), field));
      *number = config[field].get<std::uint32_t>();
    }
    if (!shape_.sound())
      return fail(
          fmt::format("{}: sizes that are not supported (hidden and intermediate sizes are multiples of 64, head sizes of 16)",
                      path.string()));
    nlp::Stream stream;
    for (const std::uint32_t number :
         {kFormat, shape_.layers, shape_.width, shape_.heads, shape_.inner, shape_.positions, shape_.words})
      stream.u32(number);
    out_.add("encoder.shape", stream.bytes());
    auto weights = Safetensors::read(folder_ / "model.safetensors");
    if (!weights) return tl::unexpected(weights.error());
    weights_ = *std::move(weights);
    prefix_ = weights_.contains("bert.embeddings.LayerNorm.weight") ? "bert." : "";
    return {};
  }

  Result<void> vocabulary() {
    const fs::path path = folder_ / "vocab.txt";
    const auto text = nlp::read_file(path);
    if (!text) return tl::unexpected(text.error());
    const auto words = WordPiece::read(*text);
    if (!words) return fail(fmt::format("{}: {}", path.string(), words.error().message));
    if (words->size() != shape_.words)
      return fail(fmt::format("{}: {} pieces where config.json says {}", path.string(), words->size(), shape_.words));
    out_.add("encoder.vocabulary", *text);
    return {};
  }

  Result<void> embeddings() {
    const std::size_t width = shape_.width;
    const auto words = get("embeddings.word_embeddings.weight", {shape_.words, width});
    if (!words) return tl::unexpected(words.error());
    auto positions = get("embeddings.position_embeddings.weight", {shape_.positions, width});
    if (!positions) return tl::unexpected(positions.error());
    const auto types = get("embeddings.token_type_embeddings.weight", {0, width});
    if (!types) return tl::unexpected(types.error());
    // There is one segment, so that its embedding is part of each position's.
    for (std::size_t i = 0; i < positions->values.size(); ++i) positions->values[i] += types->values[i % width];
    const Rows rows = to_bytes(words->values, width);
    out_.array("encoder.words", rows.values);
    out_.array("encoder.words.scale", rows.scales);
    out_.array("encoder.positions", positions->values);
    return norm("encoder.norm", "embeddings.LayerNorm");
  }

  Result<void> layers() {
    const std::size_t width = shape_.width;
    for (std::size_t i = 0; i < shape_.layers; ++i) {
      const std::string layer = fmt::format("encoder.layer.{}.", i);
      Tensor weight{{3 * width, width}, {}}, bias{{3 * width}, {}};
      for (const char* part : {"query", "key", "value"}) {
        auto w = get(layer + "attention.self." + part + ".weight", {width, width});
        if (!w) return tl::unexpected(w.error());
        auto b = get(layer + "attention.self." + part + ".bias", {width});
        if (!b) return tl::unexpected(b.error());
        // A query's dot products are divided by the root of their length.
        const float scale = std::string_view(part) == "query" ? 1.0f / std::sqrt(float(width / shape_.heads)) : 1.0f;
        for (const float v : w->values) weight.values.push_back(v * scale);
        for (const float v : b->values) bias.values.push_back(v * scale);
      }
      write_dense(out_, layer_name(i, "qkv"), weight, bias);
      for (const auto& [name, part, outputs, inputs] : {std::tuple{"out", "attention.output.dense", width, width},
                                                        {"up", "intermediate.dense", std::size_t{shape_.inner}, width},
                                                        {"down", "output.dense", width, std::size_t{shape_.inner}}})
        if (auto done = dense(layer_name(i, name), layer + part, outputs, inputs); !done) return done;
      if (auto done = norm(layer_name(i, "norm1"), layer + "attention.output.LayerNorm"); !done) return done;
      if (auto done = norm(layer_name(i, "norm2"), layer + "output.LayerNorm"); !done) return done;
    }
    return {};
  }

  // Every pair of tensors coder.NAME.weight and coder.NAME.bias.
  Result<void> heads() {
    nlp::Stream table;
    std::vector<std::string> names;
    for (const std::string& name : weights_.names())
      if (name.starts_with("coder.") && name.ends_with(".weight")) names.push_back(name.substr(0, name.size() - 7));
    table.u32(names.size());
    for (const std::string& name : names) {
      const auto weight = weights_.tensor(name + ".weight", {0, 0});
      if (!weight) return tl::unexpected(weight.error());
      const auto bias = weights_.tensor(name + ".bias", {weight->shape[0]});
      if (!bias) return tl::unexpected(bias.error());
      if (weight->shape[1] % kPanel != 0 || name.size() > 28)
        return fail(fmt::format("{}: tensor {}: a head's inputs are a multiple of 64 and its name has 28 letters at most",
                                folder_.string(), name));
      write_dense(out_, name, *weight, *bias);
      table.str(name);
      table.u32(weight->shape[1]);
      table.u32(weight->shape[0]);
    }
    out_.add("encoder.heads", table.bytes());
    std::error_code error;
    if (!fs::exists(folder_ / "coder.json", error)) {
      out_.add("encoder.settings", "");
      return {};
    }
    const auto settings = nlp::read_file(folder_ / "coder.json");
    if (!settings) return tl::unexpected(settings.error());
    if (!Json::parse(*settings, nullptr, false).is_object())
      return fail(fmt::format("{}: no JSON object", (folder_ / "coder.json").string()));
    out_.add("encoder.settings", *settings);
    return {};
  }

  Result<Tensor> get(const std::string& name, const std::vector<std::size_t>& shape) const {
    return weights_.tensor(prefix_ + name, shape);
  }

  Result<void> dense(const std::string& to, const std::string& name, std::size_t outputs, std::size_t inputs) {
    const auto weight = get(name + ".weight", {outputs, inputs});
    if (!weight) return tl::unexpected(weight.error());
    const auto bias = get(name + ".bias", {outputs});
    if (!bias) return tl::unexpected(bias.error());
    write_dense(out_, to, *weight, *bias);
    return {};
  }

  Result<void> norm(const std::string& to, const std::string& name) {
    const auto gain = get(name + ".weight", {shape_.width});
    if (!gain) return tl::unexpected(gain.error());
    const auto shift = get(name + ".bias", {shape_.width});
    if (!shift) return tl::unexpected(shift.error());
    std::vector<float> both = gain->values;
    both.insert(both.end(), shift->values.begin(), shift->values.end());
    out_.array(to, both);
    return {};
  }

  fs::path folder_;
  Shape shape_;
  std::string prefix_;
  Safetensors weights_;
  nlp::ModelFileWriter out_;
};

}  // namespace

Result<void> import_encoder(const fs::path& from, const fs::path& to) { return Importer(from).run(to); }

}  // namespace entente::encoder
