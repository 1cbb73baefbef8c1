// Who may play a role in a sentence's event, and how probably each does: boosted trees over what the learned coder reads of his
// words, how the grammar joins them with the event's, and which role the patterns give him. training/coder/parties.py fits them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "entente/records.h"
#include "events/learned.h"
#include "events/parts.h"
#include "forest/forest.h"

namespace entente::events {

inline bool known(const Actor& actor) { return !actor.code.empty() || !actor.name.empty(); }

// The actor's country or own code, without its sector.
inline std::string_view party(const Actor& actor) { return std::string_view(actor.code).substr(0, actor.code.find(' ')); }

inline Span words_of(const Role& role) { return role.span; }
inline Span words_of(const Part& part) { return part.role.span; }

// Whether some have words of some of the others.
template <class A, class B>
bool overlap(const std::vector<A>& some, const std::vector<B>& others) {
  return std::any_of(some.begin(), some.end(), [&](const A& a) {
    return std::any_of(others.begin(), others.end(), [&](const B& b) { return words_of(a).overlaps(words_of(b)); });
  });
}

// A sentence as the roles of one of its events are looked at.
struct Scene {
  const Tree& tree;
  const Lexicon& lexicon;
  const MentionIndex& mentions;
  const Learned& learned;
  Range sentence;
  const Reading& reading;  // of the sentence; one that was not read has no parties
  const Shares& shares;    // the roles in what the event's word tells
};

struct Party {
  static constexpr std::size_t kFeatures = 48;
  using Features = std::array<float, kFeatures>;

  Role role;
  std::uint32_t head = kNoToken;  // its head word
  std::array<bool, 2> in{};       // whether the event has it as source, and as target
  std::array<Features, 2> is{};   // what is known of it as source, and as target
};

// Whoever the event has in a role, whoever the model reads in one (his words as the model bounds them), and the known actors of
// the sentence, each once. Roles without words are left out.
std::vector<Party> parties_of(const Scene& scene, const Event& event);

// Casts an event by the trees: whoever plays a role with at least the probability `least`, the likeliest one where nobody does.
// Roles of other words than theirs stay; without trees, or where nothing is probable enough (1), all do. Linear in the sentence's
// tokens, parties and trees.
void choose_parties(const Scene& scene, const forest::Forest& trees, double least, Event& event);

}  // namespace entente::events
