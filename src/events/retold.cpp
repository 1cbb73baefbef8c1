#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "events/coder.h"
#include "events/events.h"
#include "events/parties.h"

namespace entente::events {
namespace {

constexpr std::size_t kLookBack = 40;  // events that are compared with a new one
constexpr double kUnsure = 0.8;        // of the likelier one's confidence, from which a word may tell of two types
constexpr std::size_t kLead = 3;       // sentences of a body in which a headline's events are told in full

// The word before a trigger makes it one that is known already: "the strike", "that visit", "its attack".
bool is_known_already(const Doc& doc, Span trigger) {
  const auto at = std::lower_bound(doc.tokens.begin(), doc.tokens.end(), trigger.begin,
                                   [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
  if (at == doc.tokens.begin() || at == doc.tokens.end() || (at->pos != "NOUN" && at->pos != "PROPN")) return false;
  const Token& before = *std::prev(at);
  return before.tag == "PRP$" || before.tag == "POS" ||
         is_one_of(doc.str(static_cast<std::uint32_t>(at - doc.tokens.begin() - 1)),
                   {"the", "The", "this", "This", "that", "That"});
}

// Two without a code are the same if their words are: "12 soldiers".
bool same_actor(const Doc& doc, const Role& a, const Role& b) {
  return a.actor.code == b.actor.code && (!a.actor.code.empty() || a.span.in(doc.text) == b.span.in(doc.text));
}

// Whether a side tells of the same actors: one at least is the same, and the later telling has no name that is new.
bool same_side(const Doc& doc, const std::vector<Role>& earlier, const std::vector<Role>& later) {
  const auto known = [&](const Role& role) {
    return std::any_of(earlier.begin(), earlier.end(), [&](const Role& r) { return same_actor(doc, r, role); });
  };
  return std::any_of(later.begin(), later.end(), known) &&
         std::all_of(later.begin(), later.end(), [&](const Role& role) { return role.actor.code.empty() || known(role); });
}

enum class Agreement { conflict, unknown, same };

template <class T, class Equal>
Agreement compare(const std::optional<T>& a, const std::optional<T>& b, Equal equal) {
  if (!a || !b) return Agreement::unknown;
  return equal(*a, *b) ? Agreement::same : Agreement::conflict;
}

// Whether `later` tells `earlier` again. Their types, statuses and actors are the same, nothing that both say differs, and
// either the later one points back or something that both say agrees: the day, the place, the dead. Words are told apart more
// strictly than deeds: who accuses twice has accused twice.
bool is_retold(const Doc& doc, const std::string& article_date, const Event& earlier, const Event& later) {
  if (earlier.type != later.type || earlier.status != later.status) return false;
  if (!earlier.mode.empty() && !later.mode.empty() && earlier.mode != later.mode) return false;
  if (!same_side(doc, earlier.source, later.source) || !same_side(doc, earlier.target, later.target)) return false;
  const auto own_date = [&](const Event& e) {  // the article's own day, or one before, says nothing of the event
    return e.date && e.date->date != article_date && !e.date->date.starts_with("../") ? e.date : std::nullopt;
  };
  const auto counts = [](const Count& a, const Count& b) { return a.value == b.value; };
  int same = 0;
  for (const Agreement one :
       {compare(own_date(earlier), own_date(later), [](const Dated&a, const Dated&b) { return a.date == b.date; }),
        compare(earlier.place, later.place, [](const PlaceRef&a, const PlaceRef&b) { return a.name == b.name; }),
        compare(earlier.killed, later.killed, counts), compare(earlier.injured, later.injured, counts),
        compare(earlier.size, later.size, counts)}) {
    if (one == Agreement::conflict) return false;
    same += one == Agreement::same;
  }
  if (is_known_already(doc, later.trigger)) return true;
  const bool deed = later.quad == 2 || later.quad == 4;
  return same > 0 && (deed || earlier.trigger.in(doc.text) == later.trigger.in(doc.text));
}

// Where the lead of a text ends whose body begins here.
std::uint32_t end_of_lead(const Doc& doc, std::uint32_t body) {
  std::size_t told = 0;
  for (const Range sentence : doc.sentences)
    if (sentence.size() > 0 && doc.span(sentence).begin >= body && ++told == kLead) return doc.span(sentence).end;
  return static_cast<std::uint32_t>(doc.text.size());
}

// Headlines name countries where leads name their armies: a side tells of the same if it shares a country, or a group of its own
// code, and the lead names none that is new.
bool same_countries(const std::vector<Role>& headline, const std::vector<Role>& lead) {
  const auto known = [&](const Role& role) {
    return std::any_of(headline.begin(), headline.end(), [&](const Role& r) { return party(r.actor) == party(role.actor); });
  };
  if (headline.empty()) return lead.empty();
  return std::any_of(lead.begin(), lead.end(), [&](const Role& role) { return !party(role.actor).empty() && known(role); }) &&
         std::all_of(lead.begin(), lead.end(), [&](const Role& role) { return party(role.actor).empty() || known(role); });
}

// Whether a sentence of the lead tells in full what the headline has told.
bool is_headline_of(const Event& headline, const Event& lead) {
  if (headline.type != lead.type || !(took_place(headline.status) ? took_place(lead.status) : headline.status == lead.status))
    return false;
  if (!headline.mode.empty() && !lead.mode.empty() && headline.mode != lead.mode) return false;
  if (headline.killed && lead.killed && headline.killed->value != lead.killed->value) return false;
  return !headline.source.empty() && same_countries(headline.source, lead.source) && same_countries(headline.target, lead.target);
}

// Types under which one act is told: giving in by withdrawing, coercing by punishing.
bool is_akin(std::string_view a, std::string_view b) {
  constexpr std::pair<std::string_view, std::string_view> kAkin[] = {{"CONCEDE", "RETREAT"}, {"COERCE", "SANCTION"}};
  return std::any_of(std::begin(kAkin), std::end(kAkin), [&](const auto& two) {
    return (a == two.first && b == two.second) || (a == two.second && b == two.first);
  });
}

// Whether one word, or a noun and the verb that it hangs on ("imposed sanctions"), tells one of two events far more surely.
bool is_surer_of_one(const Tree& tree, const Event& a, const Event& b) {
  const std::uint32_t one = tree.token_at(a.trigger), other = tree.token_at(b.trigger);
  if (one == kNoToken || other == kNoToken) return false;
  const auto hangs = [&](std::uint32_t noun, std::uint32_t verb) {
    return tree.is_noun(noun) && tree.is_verb(verb) && tree.token(noun).head == verb;
  };
  return (a.trigger.overlaps(b.trigger) || hangs(one, other) || hangs(other, one)) &&
         std::min(a.confidence, b.confidence) < kUnsure * std::max(a.confidence, b.confidence);
}

// Whether two events of a sentence are one deed. What has no scores stands beside the deeds from which it follows.
bool is_one_deed(const Tree& tree, const Lexicon& lexicon, const Event& a, const Event& b) {
  if (a.scores.empty() || b.scores.empty()) return false;
  if (a.type != b.type && !(is_akin(a.type, b.type) && is_surer_of_one(tree, a, b))) return false;
  if (a.status != b.status && !(took_place(a.status) && took_place(b.status))) return false;
  const bool source = overlap(a.source, b.source), target = overlap(a.target, b.target);
  if (a.type == "ASSAULT" && source && is_one_act(tree, lexicon, tree.token_at(a.trigger), tree.token_at(b.trigger))) return true;
  return (source || a.source.empty() || b.source.empty()) && (target || a.target.empty() || b.target.empty()) &&
         (source || target);
}

// What `other` knows of the same deed besides.
void add_to(Event& event, const Event& other) {
  for (const auto side : {&Event::source, &Event::target})
    for (const Role& role : other.*side) {
      const std::vector<Role> one = {role};
      if (!overlap(event.source, one) && !overlap(event.target, one)) (event.*side).push_back(role);
    }
  const auto take = [](auto& own, const auto& others) {
    if (!own) own = others;
  };
  take(event.place, other.place);
  take(event.killed, other.killed);
  take(event.injured, other.injured);
  take(event.size, other.size);
}

}  // namespace

void unite(const Tree& tree, const Lexicon& lexicon, std::vector<Event>& events) {
  for (std::size_t i = 0; i < events.size(); ++i)
    for (std::size_t k = i + 1; k < events.size() && events[k].evidence == events[i].evidence;) {
      if (!is_one_deed(tree, lexicon, events[i], events[k])) {
        ++k;
        continue;
      }
      if (events[k].confidence > events[i].confidence) std::swap(events[i], events[k]);
      if (events[i].type == events[k].type) add_to(events[i], events[k]);
      events.erase(events.begin() + static_cast<std::ptrdiff_t>(k));
    }
}

void mark_retold(const Doc& doc, const std::optional<Dated>& article_date, std::uint32_t body, std::vector<Event>& events) {
  const std::string day = article_date ? article_date->date : std::string();
  for (std::size_t i = 0; i < events.size(); ++i)
    for (std::size_t back = 1; back <= std::min(i, kLookBack); ++back) {
      const Event& earlier = events[i - back];
      if (earlier.evidence == events[i].evidence || !is_retold(doc, day, earlier, events[i])) continue;
      events[i].retells = earlier.retells.value_or(earlier.id);
      break;
    }
  const std::uint32_t lead = end_of_lead(doc, body);
  for (const Event& headline : events) {
    if (headline.evidence.end > body) break;
    if (headline.retells) continue;
    const auto told = std::find_if(events.begin(), events.end(), [&](const Event& e) {
      return e.evidence.begin >= body && e.evidence.end <= lead && !e.retells && is_headline_of(headline, e);
    });
    if (told != events.end()) told->retells = headline.id;
  }
  // What retells an event that itself retells is the first one's.
  for (Event& event : events)
    while (event.retells && events[static_cast<std::size_t>(*event.retells)].retells)
      event.retells = events[static_cast<std::size_t>(*event.retells)].retells;
}

}  // namespace entente::events
