// A document -> the stretches of tokens that bear a place's name.
#pragma once

#include <span>
#include <vector>

#include "entente/doc.h"
#include "places/table.h"

namespace entente::places {

struct Match {
  Range tokens;                 // the name
  std::span<const Name> names;  // the places called so; not empty
  bool marked = true;           // the tagger of entities calls it a place
  bool province = false;        // "province", "governorate" ... follows: a region rather than the city of that name
};

// In text order, without overlaps. Linear in tokens.
std::vector<Match> matches(const Doc& doc, const Table& table);

}  // namespace entente::places
