// Where a text's sentences can begin anew, whatever a parser would say: paragraphs, lines by themselves, datelines.
#pragma once

#include <string_view>
#include <vector>

#include "entente/text.h"

namespace entente::nlp {

// The parts of a text to parse one by one, in order, without blank ones. A part ends at a blank line; at the end of a line,
// unless the next line goes on with it, as in a text that is wrapped; and behind an agency's dateline, which is a part of its
// own. Linear.
std::vector<Span> passages(std::string_view text);

// The bytes of the dateline that a line begins with, up to the words told from there: "KYIV, Sept. 18 (Agency) - ", "Lima, Peru
// -- ", "RIYADH: "; 0 for none. Constant time: no dateline is longer than a line of print.
std::size_t dateline(std::string_view line);

}  // namespace entente::nlp
