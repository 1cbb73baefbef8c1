// A model folder with made-up weights, as Hugging Face's libraries write one, and the same model computed in floats.
#pragma once

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "encoder/encoder.h"
#include "folder.h"

namespace entente::encoder {

class ModelFolder {
 public:
  static constexpr std::size_t kWidth = 128, kHeads = 4, kInner = 256, kLayers = 2, kPositions = 64;

  ModelFolder() {
    for (const char* piece : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "reb", "##el",   "##s",     "left", "cafe",
                              "city",  ",",     ".",     "[",     "]",   "sep", "\u56fd", "strasse", "o",    "##'"})
      words_.emplace_back(piece);
    add("embeddings.word_embeddings.weight", {words_.size(), kWidth}, 0.5f);
    add("embeddings.position_embeddings.weight", {kPositions, kWidth}, 0.2f);
    add("embeddings.token_type_embeddings.weight", {2, kWidth}, 0.1f);
    add_norm("embeddings.LayerNorm");
    for (std::size_t i = 0; i < kLayers; ++i) {
      const std::string layer = "encoder.layer." + std::to_string(i) + ".";
      for (const char* part : {"attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"})
        add_dense(layer + part, kWidth, kWidth);
      add_norm(layer + "attention.output.LayerNorm");
      add_dense(layer + "intermediate.dense", kInner, kWidth);
      add_dense(layer + "output.dense", kWidth, kInner);
      add_norm(layer + "output.LayerNorm");
    }
    write();
  }

  const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path model() const { return folder_ / "model.entente"; }
  void remove(const std::string& tensor) { tensors_.erase(tensor), write(); }
  void add_dense(const std::string& name, std::size_t outputs, std::size_t inputs) {
    add(name + ".weight", {outputs, inputs}, 1.0f / std::sqrt(static_cast<float>(inputs)));
    add(name + ".bias", {outputs}, 0.1f);
  }

  void write() const {
    nlohmann::json config = {{"model_type", "bert"},         {"hidden_act", "gelu"},
                             {"num_hidden_layers", kLayers}, {"hidden_size", kWidth},
                             {"intermediate_size", kInner},  {"num_attention_heads", kHeads},
                             {"vocab_size", words_.size()},  {"max_position_embeddings", kPositions}};
    std::ofstream(folder_ / "config.json") << config;
    std::ofstream vocabulary(folder_ / "vocab.txt");
    for (const std::string& word : words_) vocabulary << word << '\n';
    nlohmann::json table;
    std::string bytes;
    for (const auto& [name, tensor] : tensors_) {
      table[name] = {
          {"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {bytes.size(), bytes.size() + 4 * tensor.values.size()}}};
      bytes.append(reinterpret_cast<const char*>(tensor.values.data()), 4 * tensor.values.size());
    }
    const std::string header = table.dump();
    const std::uint64_t size = header.size();
    std::ofstream out(folder_ / "model.safetensors", std::ios::binary);
    out.write(reinterpret_cast<const char*>(&size), sizeof size);
    out << header << bytes;
  }

  // The states of one sequence, computed straight from the definition of BERT.
  std::vector<double> states(const Sequence& s) const {
    const std::size_t n = s.ids.size();
    std::vector<double> x(n * kWidth);
    for (std::size_t r = 0; r < n; ++r)
      for (std::size_t d = 0; d < kWidth; ++d)
        x[r * kWidth + d] = at("embeddings.word_embeddings.weight", s.ids[r] * kWidth + d) +
                            at("embeddings.position_embeddings.weight", s.positions[r] * kWidth + d) +
                            at("embeddings.token_type_embeddings.weight", d);
    norm(x, "embeddings.LayerNorm");
    for (std::size_t i = 0; i < kLayers; ++i) {
      const std::string layer = "encoder.layer." + std::to_string(i) + ".";
      const auto q = dense(x, layer + "attention.self.query", kWidth), k = dense(x, layer + "attention.self.key", kWidth),
                 v = dense(x, layer + "attention.self.value", kWidth);
      std::vector<double> context(n * kWidth, 0.0);
      const std::size_t size = kWidth / kHeads;
      for (std::size_t h = 0; h < kHeads; ++h)
        for (std::size_t r = 0; r < n; ++r) {
          std::vector<double> p(n, 0.0);
          double total = 0;
          for (std::size_t j = 0; j < n; ++j) {
            const bool own = r >= s.text && j >= s.text && (r - s.text) / s.group == (j - s.text) / s.group;
            if (j >= s.text && !own) continue;
            double dot = 0;
            for (std::size_t d = 0; d < size; ++d) dot += q[r * kWidth + h * size + d] * k[j * kWidth + h * size + d];
            total += p[j] = std::exp(dot / std::sqrt(static_cast<double>(size)));
          }
          for (std::size_t j = 0; j < n; ++j)
            for (std::size_t d = 0; d < size; ++d)
              context[r * kWidth + h * size + d] += p[j] / total * v[j * kWidth + h * size + d];
        }
      join(x, dense(context, layer + "attention.output.dense", kWidth), layer + "attention.output.LayerNorm");
      auto inner = dense(x, layer + "intermediate.dense", kInner);
      for (double& value : inner) value *= 0.5 * (1 + std::erf(value / std::sqrt(2.0)));
      join(x, dense(inner, layer + "output.dense", kWidth), layer + "output.LayerNorm");
    }
    return x;
  }

 private:
  struct Tensor {
    std::vector<std::size_t> shape;
    std::vector<float> values;
  };

  void add(const std::string& name, std::vector<std::size_t> shape, float spread) {
    std::size_t count = 1;
    for (const std::size_t side : shape) count *= side;
    std::normal_distribution<float> normal(0, spread);
    Tensor& tensor = tensors_[name] = {std::move(shape), std::vector<float>(count)};
    for (float& value : tensor.values) value = normal(random_);
  }
  void add_norm(const std::string& name) {
    add(name + ".weight", {kWidth}, 0.1f);
    for (float& value : tensors_[name + ".weight"].values) value += 1;
    add(name + ".bias", {kWidth}, 0.1f);
  }
  double at(const std::string& name, std::size_t i) const { return tensors_.at(name).values[i]; }
  std::vector<double> dense(const std::vector<double>& x, const std::string& name, std::size_t outputs) const {
    const auto& w = tensors_.at(name + ".weight");
    const std::size_t inputs = w.shape[1];
    std::vector<double> out(x.size() / inputs * outputs);
    for (std::size_t r = 0; r < x.size() / inputs; ++r)
      for (std::size_t o = 0; o < outputs; ++o) {
        double sum = at(name + ".bias", o);
        for (std::size_t i = 0; i < inputs; ++i) sum += x[r * inputs + i] * static_cast<double>(w.values[o * inputs + i]);
        out[r * outputs + o] = sum;
      }
    return out;
  }
  void norm(std::vector<double>& x, const std::string& name) const {
    for (std::size_t r = 0; r < x.size(); r += kWidth) {
      double mean = 0, squares = 0;
      for (std::size_t d = 0; d < kWidth; ++d) mean += x[r + d] / kWidth;
      for (std::size_t d = 0; d < kWidth; ++d) squares += (x[r + d] - mean) * (x[r + d] - mean) / kWidth;
      for (std::size_t d = 0; d < kWidth; ++d)
        x[r + d] = (x[r + d] - mean) / std::sqrt(squares) * at(name + ".weight", d) + at(name + ".bias", d);
    }
  }
  void join(std::vector<double>& x, const std::vector<double>& y, const std::string& name) const {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
    norm(x, name);
  }

  test::Folder folder_;
  std::vector<std::string> words_;
  std::map<std::string, Tensor> tensors_;
  std::mt19937 random_{7};
};

}  // namespace entente::encoder
