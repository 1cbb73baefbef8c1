// Which blocks of a page are the article's text.
#pragma once

#include <string_view>
#include <vector>

#include "entente/result.h"
#include "forest/forest.h"
#include "page/features.h"

namespace entente::page {

// The tables of models/pages.
struct JudgeTables {
  std::string_view attributes, words, blocks, context;
};

// Two forests of models/pages: one looks at each block and the elements around it, the other also at what the first makes of its
// surroundings. Immutable, shared by all threads.
class Judge {
 public:
  // The compiled-in forests, read on first use.
  static const Judge& compiled_in();

  // Fails, naming table and line, on what it cannot read.
  static Result<Judge> of(const JudgeTables& tables);

  // For what the first forest is given.
  Measurer measurer(const Parts& parts, const Cues& cues) const { return {parts, cues, tallies_}; }

  // How likely each block is the article's, 0..1. Linear in blocks.
  std::vector<float> chances(const Parts& parts, const Cues& cues) const;

 private:
  Tallies tallies_;
  forest::Forest blocks_, context_;
};

}  // namespace entente::page
