// Who is no party to an event though his words stand where a party's do.
#pragma once

#include "events/events.h"
#include "events/lexicon.h"
#include "events/roles.h"

namespace entente::events {

// Takes from the roles of an event
// - what is done ("a rape allegation", "the prisoner swap" with its "prisoner") and, of who acts, what is only used ("planes"):
//   where it has a doer ("an attack by rebels") he is the party, where a name stands before it ("Israel's attack") it stays;
// - what is the other side's own ("his visit"), and the pronoun beside the name that it stands for;
// - of who acts, whoever is told of it ("testified before the committee", "told the court that") and, of a passive without a
//   doer, who does something else around it ("were arrested after protesters disrupted a show").
// One that would be left with nobody keeps its roles.
void leave_out_nobody(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event);

}  // namespace entente::events
