#include "events/anaphora.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr std::uint32_t kReach = 2000;   // bytes of text between an event and the noun that points back at it
constexpr std::size_t kMostEvents = 24;  // looked back over

// The head word of a role's phrase: the first word that hangs on a word outside of it.
std::uint32_t head_of(const Tree& tree, Span phrase) {
  const auto& tokens = tree.doc().tokens;
  auto token = std::lower_bound(tokens.begin(), tokens.end(), phrase.begin,
                                [](const Token& t, std::uint32_t at) { return t.span.begin < at; });
  for (; token != tokens.end() && token->span.begin < phrase.end; ++token) {
    const auto at = static_cast<std::uint32_t>(token - tokens.begin());
    if (token->head == at || !phrase.contains(tokens[token->head].span)) return at;
  }
  return kNoToken;
}

bool plays(const std::vector<Role>& roles, const Actor& actor) {
  return std::any_of(roles.begin(), roles.end(), [&](const Role& r) { return r.actor.code == actor.code; });
}

// The latest event of one of the types that a known actor, none of `others`, is the source of.
const Event* antecedent(const std::vector<Event>& before, const std::vector<std::string>& types, std::uint32_t at,
                        const std::vector<Role>& others) {
  for (std::size_t back = 0; back < before.size() && back < kMostEvents; ++back) {
    const Event& event = before[before.size() - 1 - back];
    if (event.trigger.begin >= at) continue;
    if (at - event.trigger.begin > kReach) break;
    if (std::find(types.begin(), types.end(), event.type) == types.end()) continue;
    if (event.status == "negated" || event.status == "hypothetical" || event.source.empty()) continue;
    const Actor& who = event.source.front().actor;
    if (!who.code.empty() && !plays(others, who)) return &event;
  }
  return nullptr;
}

void point_back(const Tree& tree, const Lexicon& lexicon, const std::vector<Event>& before, std::vector<Role>& roles,
                const std::vector<Role>& others, Event& event) {
  for (Role& role : roles) {
    if (!role.actor.code.empty()) continue;
    const std::uint32_t head = head_of(tree, role.span);
    if (head == kNoToken) continue;
    const auto types = lexicon.anaphors.find(tree.lemma(head));
    if (types == lexicon.anaphors.end() || !points_back(tree, head)) continue;
    const Event* earlier = antecedent(before, types->second, role.span.begin, others);
    if (!earlier) continue;
    role.actor = earlier->source.front().actor;
    if (event.type == earlier->type && !event.place) event.place = earlier->place;
  }
}

void settle(const Lexicon& lexicon, const std::string& country, std::vector<Role>& roles, std::string_view otherwise) {
  for (Role& role : roles) {
    Actor& actor = role.actor;
    if (!actor.code.empty() || !actor.name.empty() || !actor.country.empty() || actor.kind != "group") continue;
    if (actor.sector.empty()) actor.sector = otherwise;
    if (!lexicon.in_class("civil_sector", actor.sector)) continue;
    actor.country = country;
    actor.code = country + " " + actor.sector;
  }
}

}  // namespace

bool points_back(const Tree& tree, std::uint32_t noun) {
  bool definite = false;
  for (const std::uint32_t c : tree.children(noun)) {
    const std::string_view dep = tree.token(c).dep;
    const std::string& word = tree.lower(c);
    if (dep == "det" && (word == "the" || word == "this" || word == "that" || word == "these" || word == "those"))
      definite = true;
    if (dep == "poss" || dep == "relcl" || dep == "acl" || (dep == "prep" && (word == "by" || word == "of"))) return false;
  }
  return definite;
}

void resolve_unnamed(const Tree& tree, const Lexicon& lexicon, const std::vector<Event>& before, Event& event) {
  point_back(tree, lexicon, before, event.target, event.source, event);
  point_back(tree, lexicon, before, event.source, event.target, event);
  if (!event.place || event.place->country.empty()) return;
  if (event.type == "ASSAULT" || event.type == "COERCE" || event.type == "AID")
    settle(lexicon, event.place->country, event.target, "");
  if (event.type == "PROTEST") settle(lexicon, event.place->country, event.source, "CVL");
}

}  // namespace entente::events
