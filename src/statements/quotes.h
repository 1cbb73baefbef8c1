// Passages between quotation marks.
#pragma once

#include <vector>

#include "entente/doc.h"

namespace entente::statements {

// One passage between quotation marks; it never leaves its paragraph.
struct Quote {
  Span span;                    // bytes of Doc::text, marks included
  Range tokens;                 // the tokens that lie in span
  std::uint32_t paragraph = 0;  // counted from 0
  bool closed = true;           // false: the paragraph ended before a closing mark came
  bool continues = false;       // the previous paragraph's quote was left open, and this one goes on with it
};

// The paragraphs of a document, as token ranges that tile Doc::tokens: a line breaks between two tokens only where one ends.
// Linear.
std::vector<Range> paragraphs(const Doc& doc);

// The quotes of a document in text order; they do not overlap: a quote within a quote belongs to the outer one. Knows straight
// and curly marks, double and single, '' and ``, and guillemets; apostrophes and inch marks open nothing. An opening mark without
// a closing one reaches to the end of its paragraph, where the next paragraph opens with a mark, or is dropped. Linear in the
// text.
std::vector<Quote> find_quotes(const Doc& doc, const std::vector<Range>& paragraphs);

}  // namespace entente::statements
