// phrases -> dates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "entente/page.h"

namespace entente::time {

struct Expression {
  Range tokens;
  Span span;
  Dated when;  // how: stated | relative; evidence: the phrase. date is empty for a relative phrase without an anchor
};

// Every date expression of a document, in text order, resolved against `anchor` (an ISO date, an interval, or empty).
std::vector<Expression> find(const Doc& doc, std::string_view anchor);

}  // namespace entente::time
