// Names in short, descriptions and pronouns -> the actor meant before.
#pragma once

#include <string_view>
#include <vector>

#include "actors/found.h"

namespace entente::actors {

// Gives the mentions of a document that name nobody by themselves their actor. `mentions` are in text order, with pronouns and
// lands among it; those that stay without an actor are taken out. `publisher` is the country of who published the document, empty
// where unknown. Linear but for a bounded window back.
void corefer(const Doc& doc, const Lexicon& lexicon, Period date, std::string_view publisher, std::vector<Found>& mentions);

}  // namespace entente::actors
