// How sure the coder is of an event: the chance that a person who codes its sentence writes down this type.
#pragma once

#include <string>

#include "entente/records.h"
#include "events/frames.h"
#include "events/lexicon.h"
#include "events/triggers.h"

namespace entente::events {

// Where in its sentence a word stands: main, told (what somebody says), purpose, aside (other adverbial clauses), relative or
// other; a noun stands where its verb stands, with "noun " before.
std::string clause_of(const Tree& tree, std::uint32_t at);

// A sum over what is known of the event, through a logistic function: knowledge/events/confidence.tsv holds the weights, which
// training/confidence/fit makes from sentences that people have coded. Between 0 and 1.
double confidence_of(const Tree& tree, const Lexicon& lexicon, const Candidate& candidate, const Event& event);

}  // namespace entente::events
