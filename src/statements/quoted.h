// How quotation marks and dependency frames work together.
#pragma once

#include <vector>

#include "statements/candidates.h"
#include "statements/quotes.h"

namespace entente::statements {

// The quotes of a document and how they go on.
struct QuoteMap {
  QuoteMap(const Doc& doc, const Tree& tree, std::vector<Quote> found, std::vector<Range> parts);

  static constexpr std::uint32_t none = ~0u;

  std::vector<Range> paragraphs;
  std::vector<Quote> quotes;
  std::vector<std::uint32_t> of;    // per token: its quote, or none
  std::vector<std::uint32_t> next;  // per quote: the quote that goes on after it in the same speaker's words, or none
  std::vector<std::uint32_t> lead;  // per quote: the paragraph before it that the same cue reports, or none
  std::vector<bool> prepositional;  // per quote: its first word is a preposition
  std::vector<bool> untold;         // per quote: of whole sentences, with nobody in its last one who says it

  bool quoted(std::uint32_t token) const { return of[token] != none; }

  // True where a quote, or a part of one, lies in the tokens. Logarithmic.
  bool any_in(Range tokens) const;

  // True where the quote is a whole paragraph of at least a sentence, told by nobody in it.
  bool stands_alone(const Doc& doc, const Tree& tree, std::uint32_t quote) const;
};

// Adds to `all`, which is in the order of the cues, the verbs that stand next to a quote: frames "quote:after" (the verb
// follows), "quote:before" and "quote:colon"; ":up" for the verb that governs the nearest one, ":fragment" where the quote comes
// to no stop. n log n in candidates.
void add_quote_frames(const Doc& doc, const Tree& tree, const QuoteMap& map, std::vector<Candidate>& all);

// Widens contents that touch a quote to all of it and to the quotes that go on after it; marks them direct (their frame then ends
// in '"'). Drops candidates whose cue is itself quoted.
void join_quotes(const QuoteMap& map, std::vector<Candidate>& all);

}  // namespace entente::statements
