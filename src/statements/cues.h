// The words that report speech, belief and intent, and how often each does so in each of its frames.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "entente/result.h"

namespace entente::statements {

// How often something was seen, and how often it then attributed the frame's content to somebody.
struct Tally {
  double said = 0;
  double seen = 0;
};

// knowledge/cues.tsv, cue_counts.tsv and cue_contexts.tsv.
class Cues {
 public:
  // Fails, naming file and line, on what it cannot read.
  static Result<Cues> load(const std::filesystem::path& knowledge);

  // The class of a word ("speech", "belief", ...), empty for a word that is in no class. `pos` is v, n, a, r or p.
  std::string_view word_class(std::string_view lemma, char pos) const;

  // The share of cases, 0..1, in which the word in that frame attributes the frame's content. Unknown words fall back to their
  // class in the frame, then to the frame. Constant time.
  double probability(std::string_view lemma, char pos, std::string_view frame) const;

  // How far a context shifts the log odds in a family of frames; 0 where it is not known.
  double log_odds(std::string_view family, std::string_view context) const;

 private:
  std::unordered_map<std::string, std::string> classes_;  // "lemma pos" -> class
  std::unordered_map<std::string, Tally> counts_;         // "lemma pos frame", "@class pos frame" or "* pos frame"

  std::unordered_map<std::string, Tally> words_;  // "lemma pos" -> said in all its frames, and what its frames make one expect
  std::unordered_map<std::string, double> odds_;  // "family context" -> log odds

  double class_probability(std::string_view lemma, char pos, std::string_view frame) const;
  Tally count(std::string_view word, char pos, std::string_view frame) const;
  void sum_words();
  Result<void> read_classes(const std::filesystem::path& file);
  Result<void> read_counts(const std::filesystem::path& file);
  Result<void> read_contexts(const std::filesystem::path& file);
};

}  // namespace entente::statements
