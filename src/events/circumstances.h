// When, where and with how many dead, injured or taking part an event happened.
#pragma once

#include "events/events.h"
#include "events/triggers.h"

namespace entente::events {

// Where an act is put by a preposition, nearest to its words first; else what it is aimed at. The event's type and code are
// known.
std::optional<PlaceRef> place_of(const Tree& tree, const Context& context, const Candidate& candidate, Range sentence,
                                 const Event& event);

// Dates an event that has its article's day as some time up to it.
void leave_open(Event& event);

// Whether a day is more than a year before the article's: what happened then is told as its background.
bool is_history(const std::optional<Dated>& date, const std::optional<Dated>& article);

// Gives an event whose type, roles and status are known its date (an expression of time that belongs to its words, else the
// article's day, left open where the expression has no date: "a day after the vote"), its place, where it has none, and its
// numbers; what was long before the article is past. Linear in the sentence's expressions of time and places.
void add_circumstances(const Tree& tree, const Lexicon& lexicon, const Context& context, const Candidate& candidate,
                       Range sentence, Event& event);

}  // namespace entente::events
