// A phrase and the day it is said -> an ISO 8601 date.
#pragma once

#include <optional>
#include <string>

#include "time/civil.h"
#include "time/phrase.h"

namespace entente::time {

// Empty where the phrase is vague, or where the days of `anchor` disagree on it. A month and day without a year is the only such
// day in the anchor where that spans years.
std::string resolve(const Phrase& phrase, const std::optional<Period>& anchor);

// A phrase without a year as the end, or the start, of a range whose other end is known: the last such date up to `end`, the
// first from `start` on. Empty where the phrase is of another kind.
std::string resolve_before(const Phrase& phrase, Day end);
std::string resolve_after(const Phrase& phrase, Day start);

}  // namespace entente::time
