// From candidates and quotes to statements.
#pragma once

#include <optional>
#include <vector>

#include "entente/doc.h"
#include "statements/candidates.h"
#include "statements/cues.h"
#include "statements/quotes.h"

namespace entente::statements {

// A statement over tokens, before it gets its actors.
struct Draft {
  std::optional<Range> speaker;
  std::optional<Range> cue;
  std::vector<Span> content;  // bytes, in text order
  bool direct = false;
};

// Chooses the frames that attribute something, joins quotes to them, and hands the quotes that are left to whoever spoke last.
// Drafts are in text order. n log n in candidates.
std::vector<Draft> resolve(const Doc& doc, const Cues& cues, std::vector<Candidate> candidates, const std::vector<Quote>& quotes,
                           const std::vector<Range>& paragraphs);

}  // namespace entente::statements
