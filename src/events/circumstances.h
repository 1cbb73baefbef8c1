// When, where and with how many dead, injured or taking part an event happened.
#pragma once

#include "events/events.h"
#include "events/triggers.h"

namespace entente::events {

// Where an act is put by a preposition, nearest to its words first; else what it is aimed at. The event's type and code are known.
std::optional<PlaceRef> place_of(const Tree& tree, const Context& context, const Candidate& candidate, Range sentence,
                                 const Event& event);

// Gives an event whose type, roles and status are known its date (an expression of time that belongs to its words, else the
// article's day), its place, where it has none, and its numbers; what was long before the article is past. Linear in the sentence's expressions of time
// and places.
void add_circumstances(const Tree& tree, const Lexicon& lexicon, const Context& context, const Candidate& candidate,
                       Range sentence, Event& event);

}  // namespace entente::events
