// What the words that govern an event's make of it, whatever its tense.
#pragma once

#include <string_view>

#include "events/lexicon.h"

namespace entente::events {

// "Accused of attacking" (alleged: hypothetical), "no plans to attack" (negated), "plans for an attack" (planned), "denied claims
// of an attack" (denied), "an inquiry into the attack" (happened): the status of what a word tells, by the verbs and nouns above
// it (Lexicon::governors); empty where these say nothing. Bounded in steps.
std::string_view governed_status(const Tree& tree, const Lexicon& lexicon, std::uint32_t at);

// "No plans", "no soldier".
bool says_no(const Tree& tree, std::uint32_t noun);

// A subject of which nobody does it: "neither side", "no soldier", "nobody".
bool says_none(const Tree& tree, std::uint32_t subject);

// "The attack", "Norway's attack": one that is known.
bool is_definite(const Tree& tree, std::uint32_t noun);

// A clause that is told as untrue: "it is false that ...", "falsely claims that ...", "the false claim that ...", "the claim
// that ... is false".
bool told_as_false(const Tree& tree, std::uint32_t at);

}  // namespace entente::events
