// How likely each candidate is to attribute something to somebody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/knowledge.h"
#include "entente/result.h"
#include "forest/forest.h"
#include "knowledge/by_hash.h"
#include "statements/candidates.h"
#include "statements/cues.h"
#include "statements/quoted.h"

namespace entente::statements {

// How often something was seen, and how often it then attributed its content to somebody.
struct Tally {
  int said = 0;
  int seen = 0;
};

// knowledge/cues.tsv, cue_counts.tsv and cue_forest.tsv: shares of what was counted, and gradient-boosted trees over them
// (Friedman 2001). Immutable.
class Model {
 public:
  // Fails, naming file and line, on what it cannot read.
  static Result<Model> load(const Knowledge& knowledge);

  // The probability, 0..1, of every candidate; `all` is in the order of the cues. Linear in candidates.
  std::vector<double> probabilities(const Doc& doc, const Tree& tree, const QuoteMap& map,
                                    const std::vector<Candidate>& all) const;

 private:
  Tally tally(std::uint64_t hash) const;

  Cues cues_;
  knowledge::ByHash<Tally> counts_;
  forest::Forest forest_;
};

}  // namespace entente::statements
