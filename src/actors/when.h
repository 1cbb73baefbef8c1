// The days in which the people of a text hold the offices that it knows them by.
#pragma once

#include "actors/lexicon.h"
#include "actors/period.h"
#include "entente/doc.h"

namespace entente::actors {

// `date`, that of the text, where it is known to a year; else a rough guess, the latest that fits: the latest year that the text
// names, the last year of `date`, or the last campaign in which several of those whom a text about an election names ran. `date`
// itself where nothing is known, or where the text names somebody who came into office long after the guess. Linear.
Period offices_at(const Lexicon& lexicon, const Doc& doc, Period date);

// Whether the text tells of an election, by several of its words, one of which no other text has.
bool is_of_election(const Lexicon& lexicon, const Doc& doc);

}  // namespace entente::actors
