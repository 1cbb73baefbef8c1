// Where articles say from where they were sent: "KYIV, Ukraine (Agency) - ".
#pragma once

#include <string_view>
#include <vector>

#include "actors/words.h"
#include "entente/text.h"

namespace entente::actors {

// The datelines at the beginnings of lines, in text order. Linear.
std::vector<Span> datelines(std::string_view text);

// Whether words [first, last) stand alone in parentheses.
bool in_parentheses(std::string_view text, const Words& words, std::uint32_t first, std::uint32_t last);

}  // namespace entente::actors
