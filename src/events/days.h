// Whether an event whose day nobody names is news of its article's day or told as what went before.
#pragma once

#include <array>

#include "entente/records.h"
#include "events/lexicon.h"
#include "events/status.h"

namespace entente::events {

// What tells it: the grammar of the event's words, where its sentence stands in the text, and the sentence's words of time.
constexpr std::size_t kDaySigns = kStatusSigns + 20;
std::array<float, kDaySigns> day_signs(const Tree& tree, const Lexicon& lexicon, const Event& event);

// True where Lexicon::days, trees fitted on events that were read one by one (training/coder/days.py), hold that it was earlier.
// False where there are no trees.
bool is_earlier(const Tree& tree, const Lexicon& lexicon, const Event& event);

}  // namespace entente::events
