#include "events/sequels.h"

#include <algorithm>

#include "events/anaphora.h"
#include "events/circumstances.h"
#include "events/governed.h"
#include "events/numbers.h"
#include "events/parties.h"
#include "events/status.h"

namespace entente::events {
namespace {

constexpr std::uint32_t kReach = 2000;  // bytes of text between an attack and its toll
constexpr std::uint32_t kList = 5000;   // and between several attacks and each of them

bool is_same_party(const Actor& a, const Actor& b) { return !party(a).empty() && party(a) == party(b); }

bool has_party(const std::vector<Role>& roles, const Actor& actor) {
  return std::any_of(roles.begin(), roles.end(), [&](const Role& r) { return is_same_party(r.actor, actor); });
}

// "Denied this", "rejected the charge": what was said before; not "denied the claim that", "denied claims of".
std::uint32_t what_is_denied(const Tree& tree, std::uint32_t verb) {
  if (!tree.is_verb(verb) || !tree.in_class(verb, "denial") || tree.is_passive(verb)) return kNoToken;
  const std::uint32_t object = tree.child(verb, "dobj");
  if (object == kNoToken || object < verb) return kNoToken;
  if (tree.token(object).pos == "PRON") return is_one_of(tree.lower(object), {"this", "it", "that"}) ? object : kNoToken;
  if (!tree.in_class(object, "accusation")) return kNoToken;
  const auto says_more = [&](std::uint32_t c) { return is_one_of(tree.token(c).dep, {"prep", "acl", "relcl", "conj"}); };
  return std::any_of(tree.children(object).begin(), tree.children(object).end(), says_more) ? kNoToken : object;
}

// Who charged somebody, in words of an accusation or by telling what he did; nullptr where an event does not say.
const Actor* accuser_in(const Event& event, const Context& context, const Actor& denier) {
  const Actor* who = nullptr;
  if (event.type == "ACCUSE" && has_party(event.target, denier) && !event.source.empty()) {
    who = &event.source.front().actor;
  } else if (event.said_by && has_party(event.source, denier)) {
    const auto& speaker = context.statements[static_cast<std::size_t>(*event.said_by)].speaker;
    if (speaker) who = &speaker->actor;
  }
  return who && known(*who) && !is_same_party(*who, denier) ? who : nullptr;
}

// The event by which the denier was charged, in the sentence of the denial or the one before.
const Event* charge_before(const Context& context, const std::vector<Event>& events, std::uint32_t denial, const Actor& denier) {
  const std::uint32_t sentence = context.doc.tokens[denial].sentence;
  const std::uint32_t first = context.doc.span(context.doc.sentences[sentence > 0 ? sentence - 1 : 0]).begin;
  const Event* best = nullptr;
  for (auto event = events.rbegin(); event != events.rend() && event->evidence.end > first; ++event)
    if (event->trigger.begin >= first && event->trigger.end <= context.doc.tokens[denial].span.begin &&
        accuser_in(*event, context, denier) && (!best || (event->type == "ACCUSE" && best->type != "ACCUSE")))
      best = &*event;
  return best;
}

// The rejection that a denial tells; nothing where nobody is known to have charged the denier.
std::optional<Event> rejection(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                               const TellerIndex& tellers, const std::vector<Event>& events, std::uint32_t verb) {
  const std::uint32_t object = what_is_denied(tree, verb);
  if (object == kNoToken) return {};
  Candidate candidate;
  candidate.at = verb;
  candidate.chain = {verb};
  candidate.source = slot(tree, verb, "subj");
  Event event;
  event.source = roles_of(tree, lexicon, mentions, candidate.source);
  if (event.source.empty()) return {};
  const Event* charge = charge_before(context, events, verb, event.source.front().actor);
  event.status = status_of(tree, lexicon, candidate);
  if (charge == nullptr || !took_place(event.status)) return {};
  give_type(lexicon, "REJECT", event);
  const Span words = context.doc.span(noun_phrase(tree, object));
  event.target = {{words, *accuser_in(*charge, context, event.source.front().actor)}};
  event.trigger = context.doc.tokens[verb].span;
  event.said_by = tellers.of(event.trigger);
  const Range sentence = context.doc.sentence_of(verb);
  event.evidence = trimmed(context.doc, sentence);
  add_circumstances(tree, lexicon, context, candidate, sentence, event);
  event.confidence = charge->confidence;
  event.why = "denies what \"" + std::string(charge->trigger.in(context.doc.text)) + "\" tells";
  return event;
}

void add_rejection(Event rejection, std::vector<Event>& events) {
  auto at = events.end();
  for (; at != events.begin() && std::prev(at)->evidence.end > rejection.evidence.begin; --at) {
    Event& event = *std::prev(at);
    if (event.type != rejection.type || !event.trigger.overlaps(rejection.trigger)) continue;
    if (std::none_of(event.target.begin(), event.target.end(), [](const Role& r) { return known(r.actor); }))
      event.target = std::move(rejection.target);
    return;
  }
  while (at != events.end() && at->trigger.begin <= rejection.trigger.begin) ++at;
  events.insert(at, std::move(rejection));
}

// How many died by what is said of a toll: "the death toll rose to 33", "reached 33".
std::optional<Count> toll_at(const Tree& tree, const Lexicon& lexicon, std::uint32_t noun) {
  if (!tree.is_noun(noun) || tree.lemma(noun) != "toll") return {};
  const Token& token = tree.token(noun);
  const std::uint32_t verb = token.head;
  if (token.dep != "nsubj" || !tree.in_class(verb, "counting") || tree.has_child(verb, "neg")) return {};
  for (const std::uint32_t c : tree.children(verb))
    if (tree.token(c).tag == "MD") return {};  // "could rise to 50"
  for (const std::string_view name : {"to", "at"})
    if (const std::uint32_t number = prep_object(tree, verb, name); number != kNoToken)
      if (const auto count = count_of(tree, lexicon, number)) return count;
  for (const std::string_view name : {"dobj", "attr"})
    if (const std::uint32_t number = tree.child(verb, name); number != kNoToken)
      if (const auto count = count_of(tree, lexicon, number)) return count;
  return {};
}

// The attack that a toll is of: the last before it, where no disaster was told since.
Event* attack_before(const Tree& tree, std::vector<Event>& events, std::uint32_t toll) {
  const std::uint32_t at = tree.token(toll).span.begin;
  auto found = events.rbegin();
  while (found != events.rend() && found->evidence.begin + kReach > at &&
         (found->type != "ASSAULT" || !took_place(found->status) || found->trigger.end > at))
    ++found;
  if (found == events.rend() || found->evidence.begin + kReach <= at) return nullptr;
  for (std::uint32_t t = tree.token_at(found->trigger); t < toll; ++t)
    if (tree.in_class(t, "disaster")) return nullptr;
  return &*found;
}

// "Ten died in the attack", "the attack killed ten": the attack that is pointed at in the sentence in which nobody known kills.
bool points_at_attack(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  if (event.type != "ASSAULT" || !event.killed || !took_place(event.status)) return false;
  if (std::any_of(event.source.begin(), event.source.end(), [](const Role& r) { return known(r.actor); })) return false;
  const std::uint32_t word = tree.token_at(event.trigger), verb = verb_above(tree, word);
  const Range clause = tree.doc().subtree(verb == kNoToken ? word : verb);
  for (std::uint32_t t = clause.first; t < clause.last; ++t) {
    const auto types = lexicon.anaphors.find(tree.lemma(t));
    const bool is_attack = types != lexicon.anaphors.end() && types->second.front() == "ASSAULT";
    if (is_attack && tree.token(t).tag == "NN" && points_back(tree, t)) return true;
  }
  return false;
}

// Whose dead are told after it are the attack's.
void join_dead(const Tree& tree, const Lexicon& lexicon, std::vector<Event>& events) {
  for (Event& event : events) {
    if (!points_at_attack(tree, lexicon, event)) continue;
    Event* attack = attack_before(tree, events, tree.token_at(event.evidence));
    if (!attack || (attack->place && event.place && attack->place->name != event.place->name)) continue;
    event.retells = attack->retells.value_or(attack->id);
    if (!attack->killed) attack->killed = event.killed;
    if (!attack->injured) attack->injured = event.injured;
  }
}

// "One strike destroyed a tank": the noun of an attack, counted, that does what an event's verb tells; kNoToken where none does.
std::uint32_t counted_attack(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  if (event.type != "ASSAULT" || !event.source.empty()) return kNoToken;
  for (std::uint32_t t = tree.token_at(event.trigger); t < tree.size() && tree.token(t).span.begin < event.trigger.end; ++t)
    for (const std::uint32_t noun : slot(tree, t, "subj"))
      if (lexicon.in_class("attack", tree.lemma(noun)) && tree.has_child(noun, "nummod")) return noun;
  return kNoToken;
}

// What several attacks are called that an event tells of ("conducted 23 strikes"); empty where it tells of none.
std::string several_attacks(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  if (!took_place(event.status)) return {};
  for (std::uint32_t t = tree.token_at(event.trigger); t < tree.size() && tree.token(t).span.begin < event.trigger.end; ++t)
    if (tree.token(t).tag == "NNS" && lexicon.in_class("attack", tree.lemma(t))) return tree.lemma(t);
  return {};
}

// Who made several attacks made each that is told of then, until somebody else attacks.
void name_attackers(const Tree& tree, const Lexicon& lexicon, std::vector<Event>& events) {
  std::string name;
  std::vector<Role> attackers;
  std::uint32_t told = 0;  // where
  for (Event& event : events) {
    if (event.trigger.begin > told + kList) name.clear();
    if (const std::uint32_t noun = counted_attack(tree, lexicon, event); noun != kNoToken && tree.lemma(noun) == name) {
      const Span words = tree.doc().span(noun_phrase(tree, noun));
      for (const Role& role : attackers) event.source.push_back({words, role.actor});
    } else if (event.type == "ASSAULT" && !event.source.empty()) {
      const Actor& who = event.source.front().actor;
      const bool still = !attackers.empty() && attackers.front().actor.code == who.code && attackers.front().actor.name == who.name;
      if (std::string several = several_attacks(tree, lexicon, event); !several.empty() || !still) {
        name = std::move(several);
        attackers = event.source;
        told = event.trigger.begin;
      }
    }
  }
}

}  // namespace

void add_sequels(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                 std::vector<Event>& events) {
  const TellerIndex tellers(context.statements);
  for (std::uint32_t t = 0; t < tree.size(); ++t) {
    if (context.doc.sentence_of(t).size() > kMaxSentence) continue;
    if (auto event = rejection(tree, lexicon, context, mentions, tellers, events, t)) {
      add_rejection(*std::move(event), events);
    } else if (const auto dead = toll_at(tree, lexicon, t)) {
      Event* attack = attack_before(tree, events, t);
      if (attack && (!attack->killed || attack->killed->value < dead->value)) attack->killed = dead;
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) events[i].id = static_cast<int>(i);
  name_attackers(tree, lexicon, events);
  join_dead(tree, lexicon, events);
}

}  // namespace entente::events
