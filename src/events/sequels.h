// Sentences that tell something only with what the text told before: "Iran denied this", "the death toll rose to 33".
#pragma once

#include <vector>

#include "events/coder.h"

namespace entente::events {

// Adds to the events of a document, which are in text order, what such sentences tell. Who denies an accusation of the sentence
// before rejects whoever made it; a death toll is that of the last attack, and who died in "the attack" retells it; of several
// attacks each is by who made them ("conducted 23 strikes. One strike hit a depot"). Linear in tokens for a bounded look back.
void add_sequels(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                 std::vector<Event>& events);

}  // namespace entente::events
