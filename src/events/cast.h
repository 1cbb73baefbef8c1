// Who acts in an event, and on whom, by what the learned coder reads of the event's own word.
#pragma once

#include <algorithm>
#include <vector>

#include "entente/records.h"
#include "events/learned.h"
#include "events/parts.h"

namespace entente::events {

inline bool known(const Actor& actor) { return !actor.code.empty() || !actor.name.empty(); }

inline Span words_of(const Role& role) { return role.span; }
inline Span words_of(const Part& part) { return part.role.span; }

// Whether some have words of some of the others.
template <class A, class B>
bool overlap(const std::vector<A>& some, const std::vector<B>& others) {
  return std::any_of(some.begin(), some.end(), [&](const A& a) {
    return std::any_of(others.begin(), others.end(), [&](const B& b) { return words_of(a).overlaps(words_of(b)); });
  });
}

std::vector<Role> roles_in(const std::vector<Part>& parts);

// The words of the role that carries the most of the sentence's; empty where there is none.
Span chief_of(const std::vector<Role>& roles, const Shares& shares, double (Shares::*share)(Span) const);

// Erases the roles whose words the model gives less than this of the role, of known actors less than a part of it; a target that
// acts too is a partner, and stays.
void erase_unread(std::vector<Role>& source, std::vector<Role>& target, const Shares& shares, double least);

// Turns the directions of a sentence's event, bounds its roles' words, fills, replaces and leaves out roles, by the roles in what
// its word tells.
void cast(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Range sentence, const Shares& shares,
          Event& event);

}  // namespace entente::events
