// A parsed document -> all mentions of actors.
#pragma once

#include <string_view>
#include <vector>

#include "actors/lexicon.h"
#include "actors/period.h"
#include "entente/doc.h"
#include "entente/records.h"

namespace entente::actors {

// Names, descriptions and pronouns in text order (of two that begin together the longer first), ids 0..n-1. Linear in tokens.
// `home` is the country of who published the document, empty where unknown.
std::vector<Mention> find_mentions(const Lexicon& lexicon, const Doc& doc, Period date, std::string_view home);

}  // namespace entente::actors
