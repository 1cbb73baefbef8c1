// A parsed document -> all mentions of actors.
#pragma once

#include <vector>

#include "actors/lexicon.h"
#include "actors/period.h"
#include "entente/doc.h"
#include "entente/records.h"

namespace entente::actors {

// Names, descriptions and pronouns in text order (of two that begin together the longer first), ids 0..n-1. Linear in tokens.
std::vector<Mention> find_mentions(const Lexicon& lexicon, const Doc& doc, Period date);

}  // namespace entente::actors
