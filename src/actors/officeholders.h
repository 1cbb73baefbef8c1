// The dates of a text by the offices that it gives people.
#pragma once

#include <optional>
#include <string_view>

#include "actors/lexicon.h"
#include "entente/page.h"

namespace entente::actors {

// The interval in which the most of those whom the text calls by an office held it, with a line of evidence each, in reading
// order.
std::optional<Dated> date_by_officeholders(const Lexicon& lexicon, std::string_view text);

}  // namespace entente::actors
