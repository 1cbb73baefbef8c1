// Who speaks inside of quotation marks, as far as the first person needs it.
#pragma once

#include <cstdint>
#include <vector>

#include "actors/found.h"

namespace entente::actors {

struct Quote {
  Span span;                        // with its marks
  std::uint32_t speaker = kNobody;  // token that is the subject of the verb of saying
};

// The quotes of a document in text order. A mark without a partner in its paragraph ends with the paragraph. Linear.
std::vector<Quote> find_quotes(const Doc& doc, const Lexicon& lexicon);

}  // namespace entente::actors
