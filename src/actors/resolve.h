// A phrase by itself, with what is known of its surroundings -> who.
#pragma once

#include <string_view>

#include "actors/actors.h"
#include "actors/lexicon.h"

namespace entente::actors {

// The country that a text names most, the first of equals; of empty code where it names none. Linear.
Actor country_of(const Lexicon& lexicon, std::string_view text);

// Who `phrase` names at `date`; `context` (a sentence, a country's name) helps with what the phrase leaves open. Linear.
Resolved resolve(const Lexicon& lexicon, std::string_view phrase, std::string_view context, Period date);

}  // namespace entente::actors
