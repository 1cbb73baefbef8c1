// All that could be a statement.
#pragma once

#include <vector>

#include "statements/quoted.h"

namespace entente::statements {

// Every candidate of a document, by dependency frames and by quotes, in the order of the cues; contents with a long loose end
// also without it (frame "dobj~which"). n log n in candidates.
std::vector<Candidate> collect(const Doc& doc, const Tree& tree, const QuoteMap& map);

}  // namespace entente::statements
