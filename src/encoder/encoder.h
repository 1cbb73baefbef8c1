// text -> states: a native int8 runtime for small BERT-style sentence encoders.
//
//   auto encoder = encoder::Encoder::load("models/minilm.entente");
//   const auto pieces = (*encoder)->pieces("Rebels left the city.");
//   const auto states = (*encoder)->encode({{pieces ids, positions}});
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"
#include "entente/text.h"

namespace entente::encoder {

// A piece of a word as the encoder reads it: its row in the vocabulary and its bytes of the text.
struct Piece {
  std::uint32_t id = 0;
  Span span;

  friend bool operator==(const Piece&, const Piece&) = default;
};

// What is encoded together. The first `text` pieces see one another; behind them stand groups of `group` pieces, which see the
// text and their own group: questions about the text that it does not know of.
struct Sequence {
  std::vector<std::uint32_t> ids;        // rows of the vocabulary
  std::vector<std::uint32_t> positions;  // a position each
  std::size_t text = 0;
  std::size_t group = 0;
};

// A dense layer of a head over the encoder's states; GELU where asked. Rows in, rows out.
struct Head {
  std::size_t inputs = 0, outputs = 0;
  std::size_t index = 0;  // the encoder's own
};

// Immutable, over a memory-mapped file; shared by threads, each call on one thread. A sequence's states are the same bytes
// whatever stands beside it, on any number of threads, and on any processor with FMA.
class Encoder {
 public:
  // Maps a file written by import_encoder. Fails, naming the file, where it is missing, truncated, damaged or of another version.
  static Result<std::shared_ptr<const Encoder>> load(const std::filesystem::path& file);
  virtual ~Encoder() = default;

  // WordPiece over BERT's uncased normalisation (Devlin et al. 2019), without [CLS] and [SEP]. Linear in the text.
  virtual std::vector<Piece> pieces(std::string_view text) const = 0;
  virtual std::uint32_t cls() const = 0;
  virtual std::uint32_t sep() const = 0;

  virtual std::size_t width() const = 0;
  virtual std::size_t positions() const = 0;  // a sequence's positions are below this

  // The last layer's states, width() floats a piece, of all sequences one after the other. Ids and positions out of range count
  // as [UNK] and 0. Cost: linear in pieces, and in pieces times the text of their own sequence.
  virtual std::vector<float> encode(std::span<const Sequence> sequences) const = 0;

  // encode() where a sequence's first state tells whether its others are wanted: `wanted` takes the number of a sequence and the
  // first states of some from that one on, and says yes or no to each. States that are not wanted are those of a layer before;
  // an eighth of their cost is saved.
  using Wanted = std::function<std::vector<bool>(std::size_t sequence, std::span<const float> firsts)>;
  virtual std::vector<float> encode(std::span<const Sequence> sequences, const Wanted& wanted) const = 0;

  // The mean of a text's states, of length 1: sentences of like meaning have a like direction. Texts are cut at positions().
  virtual std::vector<float> embed(std::span<const std::string_view> texts) const = 0;

  // A head's dense layer by name ("coder.trunk"), if the file has it; its rows of inputs -> outputs.
  virtual const Head* head(std::string_view name) const = 0;
  virtual std::vector<float> apply(const Head& head, std::span<const float> rows, bool gelu) const = 0;

  // The settings that came with the heads (coder.json); empty where none.
  virtual std::string_view settings() const = 0;
};

// Converts a model folder as Hugging Face's libraries write it (config.json of a BertModel, vocab.txt, model.safetensors, and
// coder.json where there are heads) to the one file that load() maps, with weights in int8. Fails, naming the file and what it
// lacks; `to` is then left as it was.
Result<void> import_encoder(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace entente::encoder
