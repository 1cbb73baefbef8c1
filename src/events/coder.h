// The parts that the coder's two questions share.
#pragma once

#include "events/events.h"
#include "events/lexicon.h"
#include "events/roles.h"
#include "events/triggers.h"

namespace entente::events {

// Sentences of more tokens are no prose (tables, lists without full stops) and are left out, which keeps the work linear.
constexpr std::uint32_t kMaxSentence = 400;

// Whether two words of one doer tell one act and its harm: "killed 13 and wounded 40", "shelled a town, killing 3", "killed 13 in
// clashes".
bool is_one_act(const Tree& tree, const Lexicon& lexicon, std::uint32_t first, std::uint32_t then);

// True where a listed phrase says that the sentence is about sport, markets or the stage.
bool is_discarded(const Tree& tree, const Lexicon& lexicon, Range sentence);

// A sentence without the blanks around it.
Span trimmed(const Doc& doc, Range sentence);

// Which statement a word stands in: the innermost piece of content that holds it.
class TellerIndex {
 public:
  explicit TellerIndex(const std::vector<Statement>& statements);
  std::optional<int> of(Span word) const;

 private:
  std::vector<std::pair<Span, int>> pieces_;  // by begin
};

// The coder by the lexicon's patterns; where it does not judge, its events have the status that the rules say.
Result<std::shared_ptr<const Coder>> load_patterns(const Knowledge& knowledge, bool judges);

// Gives an event a type of the lexicon with what follows from it: general code, mode, contexts, quad and Goldstein value.
void give_type(const Lexicon& lexicon, const std::string& type, Event& event);

// The events of one sentence, without ids. `before` are those of the sentences before it.
std::vector<Event> events_of(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                             const TellerIndex& tellers, Range sentence, const std::vector<Event>& before, bool judge);

Classified classify_spans(const Lexicon& lexicon, const Doc& doc, Span source, Span target);

// One event for each deed: of those of a sentence that have the same type and parties, as far as both name them, and all took
// place or have one status the likeliest stays, with what the others know besides; so too of types under which one act is told
// (withdrawing is giving in) where one word tells one far more surely. `events` of a sentence stand together.
void unite(const Tree& tree, const Lexicon& lexicon, std::vector<Event>& events);

}  // namespace entente::events
