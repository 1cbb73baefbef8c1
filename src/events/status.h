// Whether an event is told as fact: tense, modals, negation, conditions, denial.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "entente/records.h"
#include "events/lexicon.h"
#include "events/triggers.h"

namespace entente::events {

// One of happened, ongoing, past, planned, threatened, called-for, denied, negated, hypothetical.
std::string status_of(const Tree& tree, const Lexicon& lexicon, const Candidate& candidate);

constexpr std::array<std::string_view, 9> kStatuses = {"happened",   "ongoing", "past",    "planned",     "threatened",
                                                       "called-for", "denied",  "negated", "hypothetical"};

// What the grammar around an event's first word says of whether it happened, with the rules' own status: what the trees judge by.
constexpr std::size_t kStatusSigns = 69;
std::array<float, kStatusSigns> status_signs(const Tree& tree, const Lexicon& lexicon, const Event& event);

// The status of an event that has its trigger, type, quad, speaker and the rules' status: that of Lexicon::statuses, trees fitted
// on events that were read one by one (training/coder/status.py); the rules' own where these are surer (a denial, a threat,
// history, what is called for, a verb that is negated, a refusal made) or there are no trees.
std::string judged_status(const Tree& tree, const Lexicon& lexicon, const Event& event);

}  // namespace entente::events
