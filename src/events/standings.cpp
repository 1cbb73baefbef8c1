#include "events/standings.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/parties.h"

namespace entente::events {
namespace {

constexpr std::size_t kMostTogether = 4;  // actors of one list that are paired
constexpr double kTogether = 0.5;         // how much of what a joint act is worth its doers' standing together is
constexpr double kHelped = 0.6;           // how much of a help the enmity to those against whom it helps is worth
constexpr double kCalledSo = 0.3;         // confidence in what a prefix says

bool is_told(const Event& event) {
  return event.status != "negated" && event.status != "hypothetical" && event.status != "denied";
}

// Who agrees to or threatens one thing together stands together. Not who strikes, condemns or praises: two enemies can do so to a
// third; nor who "accused each other".
bool is_joint(const Event& event, std::string_view text) {
  return (event.type == "AGREE" || event.type == "THREATEN") && event.source.size() > 1 && event.source.size() <= kMostTogether &&
         is_told(event) && !is_reciprocal(event.trigger.in(text));
}

// An event between two roles that follows from another one.
Event follows(const Lexicon& lexicon, const Event& from, const std::string& type, const Role& source, const Role& target,
              double worth) {
  Event event;
  give_type(lexicon, type, event);
  event.source = {source};
  event.target = {target};
  event.status = from.status == "ongoing" || from.status == "past" ? from.status : "happened";
  event.trigger = from.trigger;
  event.date = from.date;
  event.said_by = from.said_by;
  event.evidence = from.evidence;
  event.confidence = worth * from.confidence;
  return event;
}

bool strangers(const Role& a, const Role& b) {
  return !party(a.actor).empty() && !party(b.actor).empty() && party(a.actor) != party(b.actor);
}

void add_joint(const Lexicon& lexicon, std::string_view text, std::size_t told, std::vector<Event>& events) {
  for (std::size_t i = 0; i < told; ++i) {
    if (!is_joint(events[i], text)) continue;
    const Event joint = events[i];
    for (std::size_t a = 0; a < joint.source.size(); ++a)
      for (std::size_t b = a + 1; b < joint.source.size(); ++b) {
        if (!strangers(joint.source[a], joint.source[b])) continue;
        events.push_back(follows(lexicon, joint, "SUPPORT", joint.source[a], joint.source[b], kTogether));
        events.back().why = fmt::format("together in {}: {}", joint.type, joint.why);
      }
  }
}

// Adds that `source` stands against `target`, unless an event of the sentence says it already.
void add_against(const Lexicon& lexicon, const Event& from, const Role& source, const Role& target, std::vector<Event>& events) {
  if (source.span.overlaps(target.span) || party(target.actor).empty() || party(source.actor) == party(target.actor)) return;
  const bool said = std::any_of(events.begin(), events.end(), [&](const Event& e) {
    return e.quad > 2 && overlap(e.source, std::vector{source}) && overlap(e.target, std::vector{target});
  });
  if (said) return;
  events.push_back(follows(lexicon, from, "REJECT", source, target, kHelped));
  events.back().why = fmt::format("helped against: {}", from.why);
}

// "Supports Iraq against the militia", "helps Iraq to defeat the militia": the helper and the helped stand against it.
void add_helped(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, const std::vector<Candidate>& told,
                std::vector<Event>& events) {
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (events[i].quad > 2 || events[i].type == "CONSULT" || !is_told(events[i]) || events[i].source.empty()) continue;
    const Event help = events[i];
    for (const std::uint32_t word : told[i].chain)
      for (const std::uint32_t enemy : slot(tree, word, "against"))
        if (const auto role = role_of(tree, lexicon, mentions, enemy)) {
          for (const Role& source : help.source) add_against(lexicon, help, source, *role, events);
          for (const Role& target : help.target) add_against(lexicon, help, target, *role, events);
        }
    for (std::size_t j = 0; j < told.size(); ++j) {
      if (j == i || events[j].quad != 4 || events[j].source.empty()) continue;
      // "Helps Y to fight Z", "fights Z in support of Y".
      const bool for_help = tree.below(told[j].at, told[i].chain.front());
      if (!for_help && (tree.is_verb(told[i].at) || !tree.below(told[i].at, told[j].at))) continue;
      const Event fight = events[j];
      const bool by_helped = for_help && overlap(help.target, fight.source), by_helper = overlap(help.source, fight.source);
      for (const Role& enemy : fight.target) {
        if (by_helped)
          for (const Role& source : help.source) add_against(lexicon, help, source, enemy, events);
        if (by_helper)
          for (const Role& target : help.target) add_against(lexicon, help, target, enemy, events);
      }
    }
  }
}

// Whom a word names elsewhere in the document: in "pro-Assad" it is no mention of its own.
const Mention* named_elsewhere(const Context& context, std::string_view word) {
  for (const Mention& mention : context.mentions)
    if (!mention.actor.code.empty() && mention.head.in(context.doc.text) == word) return &mention;
  return nullptr;
}

void add_called(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                const TellerIndex& tellers, Range sentence, std::vector<Event>& events) {
  for (std::uint32_t t = sentence.first; t + 2 < sentence.last; ++t) {
    const bool with = lexicon.in_class("prefix_with", tree.lower(t));
    if ((!with && !lexicon.in_class("prefix_against", tree.lower(t))) || tree.lower(t + 1) != "-") continue;
    const std::uint32_t name = t + 2, noun = tree.token(name).head;
    if (noun <= name || noun >= sentence.last || !tree.is_noun(noun)) continue;
    const Mention* called = named_elsewhere(context, context.doc.str(name));
    if (!called) continue;
    const auto source = role_of(tree, lexicon, mentions, noun);
    if (!source) continue;
    if (!party(source->actor).empty() && party(source->actor) == party(called->actor)) continue;
    Event event;
    give_type(lexicon, with ? "SUPPORT" : "REJECT", event);
    event.source = {*source};
    event.target = {Role{tree.token(name).span, called->actor}};
    event.status = "ongoing";
    event.trigger = tree.token(t).span;
    event.date = context.article_date;
    event.said_by = tellers.of(event.trigger);
    event.evidence = trimmed(context.doc, sentence);
    event.confidence = kCalledSo;
    event.why = fmt::format("called \"{}-{}\" (knowledge/events/classes.tsv)", tree.lower(t), tree.lower(name));
    events.push_back(std::move(event));
  }
}

}  // namespace

void add_standings(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                   const TellerIndex& tellers, Range sentence, const std::vector<Candidate>& told, std::vector<Event>& events) {
  add_joint(lexicon, context.doc.text, told.size(), events);
  add_helped(tree, lexicon, mentions, told, events);
  add_called(tree, lexicon, context, mentions, tellers, sentence, events);
}

}  // namespace entente::events
