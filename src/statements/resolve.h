// From candidates and quotes to statements.
#pragma once

#include <optional>
#include <vector>

#include "entente/doc.h"
#include "statements/candidates.h"
#include "statements/quoted.h"

namespace entente::statements {

// A statement over tokens, before it gets its actors.
struct Draft {
  std::optional<Range> speaker;
  std::optional<Range> cue;    // absent for a bare quote
  std::vector<Range> content;  // in text order
  bool direct = false;
};

// Chooses what attributes something: of each cue its likeliest frame, of overlapping contents the likelier and longer. A
// paragraph that is all quote and nobody's goes to the speaker of the paragraph before, else to the one that the next begins
// with. Drafts are in text order. n log n in candidates. `probabilities` are the candidates'.
std::vector<Draft> resolve(const Doc& doc, const Tree& tree, const QuoteMap& map, const std::vector<Candidate>& candidates,
                           const std::vector<double>& probabilities);

}  // namespace entente::statements
