// Whose a deed is where another wants it, orders it, makes it possible or brings its parties together.
#pragma once

#include "events/roles.h"

namespace entente::events {

// "Wants Iran to attack Oman": the deed is Iran's and not his who wants it, and whom it is done to is not whom he asks. "Demands
// that Iran leave and imposes sanctions": these are not Iran's.
void give_to_doers(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event);

// "Egypt brokered a truce between Israel and Hamas": the truce is not Egypt's, and it mediates between both.
void leave_out_mediators(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event);

}  // namespace entente::events
