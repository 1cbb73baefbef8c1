// Whether an event is told as fact: tense, modals, negation, conditions, denial.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/records.h"
#include "events/lexicon.h"
#include "events/triggers.h"

namespace entente::events {

// One of happened, ongoing, past, planned, threatened, called-for, denied, negated, hypothetical.
std::string status_of(const Tree& tree, const Lexicon& lexicon, const Candidate& candidate);

constexpr std::array<std::string_view, 9> kStatuses = {"happened",   "ongoing", "past",    "planned",     "threatened",
                                                       "called-for", "denied",  "negated", "hypothetical"};

// What the grammar around an event's first word says of whether it happened, with the rules' own status.
constexpr std::size_t kStatusSigns = 69;
std::array<float, kStatusSigns> status_signs(const Tree& tree, const Lexicon& lexicon, const Event& event);

// What the learned coder's states of an event's words say of its status: a logistic regression (training/coder/status.py).
struct StatusHead {
  using LogShares = std::array<float, kStatuses.size()>;  // of the probabilities; all 0 where nothing is said

  // A row of status_head.tsv: a status, in the order of kStatuses, its bias and its weights. False where the row is another.
  bool add(std::string_view row);
  bool complete() const { return biases.size() == kStatuses.size(); }
  // `states` as Learned::states_of gives them; nothing is said of others, nor without weights.
  LogShares log_shares(std::span<const float> states) const;

  std::vector<float> weights, biases;
};

// What the trees judge by: the signs, then what the learned coder says.
constexpr std::size_t kStatusFeatures = kStatusSigns + kStatuses.size();

// The status of an event that has its trigger, type, quad, speaker and the rules' status: that of Lexicon::statuses, trees fitted
// on events that were read one by one (training/coder/status.py); the rules' own where these are surer (a denial, a threat,
// history, what is called for, a verb that is negated, a refusal made) or there are no trees. `read` is what the learned coder
// says besides.
std::string judged_status(const Tree& tree, const Lexicon& lexicon, const Event& event,
                          const StatusHead::LogShares& read = {});

}  // namespace entente::events
