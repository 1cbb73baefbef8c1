// Whether an event is told as fact: tense, modals, negation, conditions, denial.
#pragma once

#include <string>

#include "events/triggers.h"

namespace entente::events {

// One of happened, ongoing, past, planned, threatened, called-for, denied, negated, hypothetical.
std::string status_of(const Tree& tree, const Candidate& candidate);

}  // namespace entente::events
