// The words that report speech, belief and intent.
#pragma once

#include <string>
#include <string_view>

#include "entente/knowledge.h"
#include "entente/result.h"
#include "knowledge/by_hash.h"

namespace entente::statements {

// knowledge/cues.tsv.
class Cues {
 public:
  // Fails, naming file and line, on what it cannot read.
  static Result<Cues> load(const Knowledge& knowledge);

  // The class of a word ("speech", "belief", ...), empty for a word that is in no class. `pos` is v, n, a, r or p.
  std::string_view word_class(std::string_view lemma, char pos) const;

 private:
  knowledge::ByHash<std::string> classes_;  // by lemma and part of speech
};

}  // namespace entente::statements
