// Where a word could attribute something to somebody: cue, speaker and content by dependency frames.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/doc.h"

namespace entente::statements {

// The children of every token, in text order. Linear to build.
class Children {
 public:
  explicit Children(const Doc& doc);
  // Valid as long as this object.
  struct List {
    const std::uint32_t* first;
    const std::uint32_t* last;
    const std::uint32_t* begin() const { return first; }
    const std::uint32_t* end() const { return last; }
  };
  List of(std::uint32_t token) const;

 private:
  std::vector<std::uint32_t> start_, items_;
};

// A word with what it would say in one of its frames.
struct Candidate {
  std::uint32_t cue = 0;
  std::string frame;             // "ccomp", "dobj", "prep:about", "subj+xcomp", "up:parataxis", ...
  Range cue_tokens;              // the cue with its particle or preposition
  std::optional<Range> speaker;  // tokens of the noun phrase that is said to say it
  std::vector<Range> content;    // in text order, not empty
};

// The cue's word class letter (v, n, a, r), 0 for a token that is no cue in any frame.
char cue_pos(const Token& token);

// All candidates of a document by cue in text order, several frames of one cue included. Near linear in the tokens.
std::vector<Candidate> candidates(const Doc& doc, const Children& children);

}  // namespace entente::statements
