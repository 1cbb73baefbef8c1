// phrases -> coordinates.
#pragma once

#include <memory>
#include <vector>

#include "entente/doc.h"
#include "entente/knowledge.h"
#include "entente/records.h"
#include "entente/result.h"

namespace entente::places {

// Cities and countries with coordinates (knowledge/places.tsv). Immutable; shared by threads.
class Gazetteer {
 public:
  static Result<std::shared_ptr<const Gazetteer>> load(const Knowledge& knowledge);
  virtual ~Gazetteer() = default;

  // The places a document names, in text order; a name shared by several places goes to the one that the document's other
  // places and population favour.
  virtual std::vector<PlaceRef> find(const Doc& doc) const = 0;
};

}  // namespace entente::places
