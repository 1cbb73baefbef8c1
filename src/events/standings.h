// Pairs that stand together or against one another where no verb or noun says so: actors that do one thing together, those
// against whom somebody is helped, and what "pro-" and "anti-" say of those who are called so.
#pragma once

#include <vector>

#include "events/coder.h"

namespace entente::events {

// Adds the standings of a sentence to its events, which are told already; `told` are the candidates that they were made of.
// Linear in the sentence's tokens and events.
void add_standings(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                   const TellerIndex& tellers, Range sentence, const std::vector<Candidate>& told, std::vector<Event>& events);

}  // namespace entente::events
