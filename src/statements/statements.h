// sentences -> who said what: direct, indirect and mixed quotes with speaker and cue.
#pragma once

#include <memory>
#include <vector>

#include "entente/doc.h"
#include "entente/knowledge.h"
#include "entente/records.h"
#include "entente/result.h"

namespace entente::statements {

// The words that report speech (knowledge/cues.tsv). Immutable; shared by threads.
class Finder {
 public:
  static Result<std::shared_ptr<const Finder>> load(const Knowledge& knowledge);
  virtual ~Finder() = default;

  // The statements of a document, in text order, ids 0..n-1. Speakers take their actor from `mentions`.
  virtual std::vector<Statement> find(const Doc& doc, const std::vector<Mention>& mentions) const = 0;
};

}  // namespace entente::statements
