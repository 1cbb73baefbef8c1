// The learned coder: what a small encoder, trained on coded sentences, says of a source, a target and a trigger in a sentence.
// models/coder/README.md says what it was trained on.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "encoder/encoder.h"
#include "entente/result.h"
#include "entente/text.h"

namespace entente::events {

// A question about a passage of a text; an empty span is one that nobody names. Spans are bytes of the whole text.
struct Question {
  Span passage;
  Span source, target, trigger;
};

struct Answer {
  std::map<std::string, double> type;  // the 16 types and "none" -> probability; sums to 1
  double forward = 0;                  // log of how much more likely the source acts than the target

  double event() const;                               // the probability that this is any event
  double type_given_event(const std::string&) const;  // of a type, if it is one
  const std::string& best() const;                    // the likeliest type but "none"
};

// How probably each piece of a passage is of who acts, and of whom it is done to.
struct Shares {
  struct Piece {
    Span span;  // bytes of the whole text
    double source = 0, target = 0;
  };
  std::vector<Piece> all;  // in text order

  // The mean of a role's probability over the pieces of a span; 0 where there is none.
  double source(Span) const;
  double target(Span) const;
};

// What joins a source to a target, either of which may be empty.
struct Bond {
  double type = 0;     // the probability of an event of the type that was asked for
  double event = 0;    // of any event
  double forward = 0;  // as in Answer
};

// What the model makes of a passage that it is asked nothing about.
struct Reading {
  std::array<double, 5> quad{};  // neutral, then the four quads -> probability; sums to 1
  double tells = 1;              // the probability that it tells an event at all
  Shares roles;                  // the roles of whatever it tells
  std::vector<float> told;       // for each piece the probability that it tells an event of each of the model's types
  std::vector<float> states;     // of [CLS] and the pieces
  std::vector<float> keys;       // of the pieces, as shares_of() asks them
};

// Words that tell an event of a type.
struct Telling {
  Span span;
  std::string type;
};

// A range of an encoding's states.
struct Rows {
  std::size_t first = 0, last = 0;
  bool empty() const { return first == last; }
};

// How the two distributions over types are joined where spans are given; in the model's file, as all that is fitted.
struct TypeBlend {
  double model = 1, patterns = 0;      // exponents
  std::map<std::string, double> bias;  // by type
};

// Immutable; shared by threads.
class Learned {
 public:
  // Fails, naming the file, where it is missing, damaged, or an encoder without the coder's heads.
  static Result<std::shared_ptr<const Learned>> load(const std::filesystem::path& file);

  // An answer each, in order. Consecutive questions about one passage share its encoding; each costs three pieces more.
  // An answer is the same whatever else is asked.
  std::vector<Answer> ask(std::string_view text, const std::vector<Question>& questions) const;

  // True where the model has the heads that read() and answer() need.
  bool reads() const { return plain_ != nullptr; }
  // Whether a passage's words are of interest, by what its reading says of it as a whole.
  using Wanted = std::function<bool(std::size_t passage, const Reading& reading)>;
  // A reading each; passages are bytes of the text. One encoding a passage; a reading that is not wanted has no pieces.
  std::vector<Reading> read(std::string_view text, const std::vector<Span>& passages, const Wanted& wanted = {}) const;
  // What a source does to a target (either may be empty) by a passage's reading; costs no encoding.
  Answer answer(const Reading& reading, Span source, Span target) const;
  // The same of many pairs (source, target) and one type, much cheaper. A type that the model does not know has the probability
  // 0.
  std::vector<Bond> bonds(const Reading& reading, const std::vector<std::pair<Span, Span>>& pairs, const std::string& type) const;
  // The roles in the event that the words of a span tell, alone; nothing where no piece of the reading is among them.
  Shares shares_of(const Reading& reading, Span teller) const;
  // The mean state of the pieces of a span, then that of [CLS]; nothing where no piece of the reading is among them.
  std::vector<float> states_of(const Reading& reading, Span span) const;
  // How probably a word of a span tells an event of a type; 0 where there is none.
  double told(const Reading& reading, Span span, const std::string& type) const;
  // The piece that tells an event of a type most probably; empty where the reading has none.
  Span teller(const Reading& reading, const std::string& type) const;
  // The runs of words that tell an event of one type with at least a probability, in text order.
  std::vector<Telling> tellings(const Reading& reading, double least) const;
  // How far a reading's quads allow a type: their probabilities, summed.
  double quads_of(const Reading& reading, const std::string& type) const;

  const TypeBlend& types() const { return types_; }

 private:
  enum class Part { cls, mean, marker, span };
  struct Feature {
    Part part = Part::cls;
    std::size_t role = 0;  // 0 source, 1 target, 2 trigger
  };
  struct Passage {
    encoder::Sequence sequence;  // [CLS], the pieces, [SEP]
    std::vector<encoder::Piece> pieces;
  };
  Passage passage(std::string_view text, Span span) const;
  void add_mean(std::span<const float> states, Rows rows, float* out) const;
  std::size_t index_of(const std::string& type) const;  // among the labels; their number where it is none
  Result<void> read_settings();
  Result<void> read_plain(const nlohmann::json& settings);
  std::vector<float> plain_inputs(const Reading& reading, std::span<const std::pair<Span, Span>> pairs) const;
  double forward_of(const float* directions) const;
  std::vector<Answer> answers(std::span<const float> inputs, const encoder::Head& trunk, const encoder::Head& type,
                              const encoder::Head* direction) const;

  std::shared_ptr<const encoder::Encoder> encoder_;
  std::vector<Feature> features_;
  std::vector<std::uint32_t> markers_, absent_;  // pieces of the three roles; no markers where empty
  std::size_t most_pieces_ = 128;
  std::vector<std::string> types_labels_, directions_;
  double type_temperature_ = 1, direction_temperature_ = 1;
  const encoder::Head* trunk_ = nullptr;
  const encoder::Head* type_ = nullptr;
  const encoder::Head* direction_ = nullptr;
  const encoder::Head* plain_ = nullptr;
  const encoder::Head* plain_type_ = nullptr;
  const encoder::Head* plain_direction_ = nullptr;
  const encoder::Head* quad_ = nullptr;
  const encoder::Head* roles_ = nullptr;
  const encoder::Head* triggers_ = nullptr;
  const encoder::Head* tells_ = nullptr;
  const encoder::Head* teller_ = nullptr;
  const encoder::Head* part_ = nullptr;
  std::map<std::string, std::vector<std::size_t>> quads_;  // type -> the quads that it may stand in
  TypeBlend types_;
};

}  // namespace entente::events
