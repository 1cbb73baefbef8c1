// The learned coder: what a small encoder, trained on coded sentences, says of a source, a target and a trigger in a sentence.
// models/coder/README.md says what it was trained on.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
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

// How the model's answers and the patterns are joined; fitted in training and kept in the model's file.
struct Blend {
  double model = 1, patterns = 0;         // exponents of the two distributions over types
  std::map<std::string, double> bias;     // by type
  std::map<std::string, double> weights;  // of an event's features, for its confidence; empty: not fitted
  double threshold = 0.5;                 // an event below it is left out
};

// Immutable; shared by threads.
class Learned {
 public:
  // Fails, naming the file, where it is missing, damaged, or an encoder without the coder's heads.
  static Result<std::shared_ptr<const Learned>> load(const std::filesystem::path& file);

  // An answer each, in order. Consecutive questions about one passage share its encoding; each costs three pieces more.
  // An answer is the same whatever else is asked.
  std::vector<Answer> ask(std::string_view text, const std::vector<Question>& questions) const;

  const Blend& types() const { return types_; }
  const Blend& events() const { return events_; }

 private:
  enum class Part { cls, mean, marker, span };
  struct Feature {
    Part part = Part::cls;
    std::size_t role = 0;  // 0 source, 1 target, 2 trigger
  };
  Result<void> read_settings();

  std::shared_ptr<const encoder::Encoder> encoder_;
  std::vector<Feature> features_;
  std::vector<std::uint32_t> markers_, absent_;  // pieces of the three roles; no markers where empty
  std::size_t most_pieces_ = 128;
  std::vector<std::string> types_labels_, directions_;
  double type_temperature_ = 1, direction_temperature_ = 1;
  const encoder::Head* trunk_ = nullptr;
  const encoder::Head* type_ = nullptr;
  const encoder::Head* direction_ = nullptr;
  Blend types_, events_;
};

}  // namespace entente::events
