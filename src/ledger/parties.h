// Which side of the ledger an actor stands for.
#pragma once

#include <string>
#include <string_view>

#include "entente/records.h"

namespace entente::ledger {

enum class Side { source, target };

// A country for its state and organs ("USA GOV" -> "USA"); an organisation's or armed group's own code; a country for its people
// and their works, but only as a target. Empty for who is no party of the ledger.
std::string party(const Actor& actor, Side side);

// What to call a party that is a country's own but not its state, "rebels" for "SYR REB"; empty for every other code.
std::string_view party_words(std::string_view code);

}  // namespace entente::ledger
