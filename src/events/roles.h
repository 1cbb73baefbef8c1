// Argument words -> ROLEs: the mention that stands there, or the noun phrase itself.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "entente/records.h"
#include "events/frames.h"
#include "events/lexicon.h"

namespace entente::events {

// A document's mentions by the token of their head word.
class MentionIndex {
 public:
  MentionIndex(const Doc& doc, const std::vector<Mention>& mentions);
  // The mention whose head is this token, the widest where there are several; nullptr where none.
  const Mention* at(std::uint32_t token) const { return by_head_[token]; }
  // Who else is named by the same words: the other of "both countries"; nullptr where nobody.
  const Mention* second_at(std::uint32_t token) const {
    const auto found = seconds_.find(token);
    return found == seconds_.end() ? nullptr : found->second;
  }
  // The last mention before `token`, from `first` on, that names its actor in words of its own; nullptr where none. At most
  // the sentence's tokens.
  const Mention* named_before(std::uint32_t token, std::uint32_t first) const;

 private:
  std::vector<const Mention*> by_head_;
  std::unordered_map<std::uint32_t, const Mention*> seconds_;
};

// The noun that the other words of a phrase hang on; kNoToken where there is none.
std::uint32_t noun_of(const Tree& tree, Span words);

// The noun phrase of a head word: what stands before it and its "of", without clauses.
Range noun_phrase(const Tree& tree, std::uint32_t head);

// Who a head word stands for, with the whole noun phrase as its words. A thing that somebody owns or makes ("Iran's proposal")
// has its owner for an actor; a phrase that is nobody's has an actor of empty code. A pronoun stands for the name before it in
// its sentence. Nothing for unresolved pronouns.
std::optional<Role> role_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, std::uint32_t head);

// The roles of head words, each span once.
std::vector<Role> roles_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions,
                           const std::vector<std::uint32_t>& heads);

// "Azerbaijani and Armenian forces", "the leaders of Serbia and Kosovo", "both countries": a plural phrase that several share
// stands for each of them. Those after the first play the same role, or, with all others of the source, are acted on where nobody
// else is and `mutual` words tell the event.
void share_out(const Tree& tree, const MentionIndex& mentions, bool mutual, Event& event);

// Who is acted on is named by all that is his: the words of each target go on to the end of their phrase ("civilians in the
// north"), to what tells who a person is ("of Bolivia", ", leader of the party") or to the thing by which its owner is meant
// ("Iran's proposal"), not into the source's words. Who is coordinated with a target is one too.
void complete(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event);

}  // namespace entente::events
