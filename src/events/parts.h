// Who acts in a sentence and on whom, as the learned coder reads it, word by word.
#pragma once

#include <vector>

#include "entente/records.h"
#include "events/frames.h"
#include "events/learned.h"
#include "events/lexicon.h"
#include "events/roles.h"

namespace entente::events {

// A run of words that one role's probability holds together.
struct Part {
  Role role;
  std::uint32_t head = kNoToken;  // its head word
  double sum = 0;                 // of the probabilities of its words: how much of the sentence's role it carries
};

struct Parts {
  std::vector<Part> source, target;  // in text order
};

// Whether a word names where something is, "bombs in Pakistan": nobody who acts.
bool is_whereabouts(const Tree& tree, std::uint32_t head);

// The runs of a sentence whose words have at least the probability `least`, with the actors that stand there. Linear in its
// tokens and pieces.
Parts parts_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Range sentence, const Shares& shares,
               double least);

}  // namespace entente::events
