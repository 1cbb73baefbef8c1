// Mentions that are names in short or explained by an apposition.
#pragma once

#include <vector>

#include "actors/found.h"

namespace entente::actors {

// "Khan" after (or, in headlines, before) "Imran Khan"; "the Movement for Order (MO)" and then "MO"; "Ana Ruiz, a Chilean
// diplomat". A surname that only the dictionary knows stays where its bearer is in office and the text is about the country.
void link_names(const Doc& doc, const Lexicon& lexicon, Period date, std::vector<Found>& found);

}  // namespace entente::actors
