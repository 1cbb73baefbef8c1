// Where a word could attribute something to somebody: cue, speaker and content by dependency frames.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/doc.h"

namespace entente::statements {

// The dependency tree from above, and where punctuation ends. Linear to build; every question takes constant time.
class Tree {
 public:
  explicit Tree(const Doc& doc);

  // The children of a token in text order, the first 64 of them: nobody writes more, and what follows stays linear.
  std::span<const std::uint32_t> children(std::uint32_t token) const;

  // The range without the punctuation and white space at its ends; empty where there is nothing else.
  Range trim(Range range) const;

  // The trimmed subtree of a token.
  Range phrase(std::uint32_t token) const { return trim(doc_.subtree(token)); }

 private:
  const Doc& doc_;
  std::vector<std::uint32_t> start_, items_;
  std::vector<std::uint32_t> word_from_;   // per token: the first word at or after it
  std::vector<std::uint32_t> word_until_;  // per token: one past the last word before it
};

// A word with what it would say in one of its frames.
struct Candidate {
  std::uint32_t cue = 0;
  std::string frame;             // "ccomp", "dobj", "prep:about", "subj+xcomp", "up:parataxis", ...
  Range cue_tokens;              // the cue with its particle or preposition
  std::optional<Range> speaker;  // tokens of the noun phrase that is said to say it
  std::vector<Range> content;    // in text order, not empty
  bool direct = false;           // at least part of the content is between quotation marks
};

// The cue's word class letter (v, n, a, r, or p for a colon), 0 for a token that is no cue in any frame.
char cue_pos(const Token& token);

// All candidates of a document by cue in text order, several frames of one cue included. Linear in the tokens.
std::vector<Candidate> candidates(const Doc& doc, const Tree& tree);

}  // namespace entente::statements
