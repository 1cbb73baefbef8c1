// The words that report speech, belief and intent.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "entente/knowledge.h"
#include "entente/result.h"

namespace entente::statements {

// knowledge/cues.tsv.
class Cues {
 public:
  // Fails, naming file and line, on what it cannot read.
  static Result<Cues> load(const Knowledge& knowledge);

  // The class of a word ("speech", "belief", ...), empty for a word that is in no class. `pos` is v, n, a, r or p.
  std::string_view word_class(std::string_view lemma, char pos) const;

 private:
  std::unordered_map<std::string, std::string> classes_;  // "lemma pos" -> class
};

}  // namespace entente::statements
