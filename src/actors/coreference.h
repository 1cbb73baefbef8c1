// Names in short, descriptions and pronouns -> the actor meant before.
#pragma once

#include <vector>

#include "actors/found.h"

namespace entente::actors {

// Gives the mentions of a document that name nobody by themselves their actor, and adds those of pronouns. `found` is in text
// order before and after. Linear but for a bounded window back.
void corefer(const Doc& doc, const Lexicon& lexicon, Period date, std::vector<Found>& found);

}  // namespace entente::actors
