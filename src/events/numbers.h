// Counts of people in noun phrases: "at least 60 Afghans", "more than 70,000", "two dozen rebels".
#pragma once

#include <optional>
#include <vector>

#include "entente/records.h"
#include "events/frames.h"
#include "events/lexicon.h"

namespace entente::events {

// How many a phrase counts; nothing where it says no number. Percentages, money, ages and dates are no counts.
std::optional<Count> count_of(const Tree& tree, const Lexicon& lexicon, std::uint32_t head);

// The sum over several phrases; its bound is the loosest of theirs. Nothing where no phrase has a number.
std::optional<Count> sum_of(const Tree& tree, const Lexicon& lexicon, const std::vector<std::uint32_t>& heads);

// Adds two counts as sum_of does.
Count add(const Count& a, const Count& b);

}  // namespace entente::events
