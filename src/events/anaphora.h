// Nouns that point back at events ("the strike", "that demand", "the attackers"), and whose people a place's people are.
#pragma once

#include <vector>

#include "entente/records.h"
#include "events/frames.h"
#include "events/lexicon.h"

namespace entente::events {

// "The strike", "that demand"; not "the strike by Iran" and not "the strike that hit the port", which say themselves what they
// are.
bool points_back(const Tree& tree, std::uint32_t noun);

// Gives the roles of `event` that nobody is named for their actor. "The Taliban condemned the bombing": the noun keeps its span
// and takes the actor of the latest event before that it can point at (knowledge/events/anaphors.tsv). "Killed ten civilians in
// Kabul": people of no country take the place's. `before` are the document's events so far. Cost: a bounded look back.
void resolve_unnamed(const Tree& tree, const Lexicon& lexicon, const std::vector<Event>& before, Event& event);

}  // namespace entente::events
