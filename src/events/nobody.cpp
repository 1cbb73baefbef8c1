#include "events/nobody.h"

#include <algorithm>

#include "events/parties.h"

namespace entente::events {
namespace {

// Classes of those who do something.
constexpr std::string_view kWho[] = {"body", "people", "power", "captor"};

// Whether a line tells who does the deed and not the deed: "ally", "bomber".
bool names_doer(const Entry& entry) {
  return std::any_of(entry.source.begin(), entry.source.end(),
                     [](const std::string& slot) { return slot == "self" || slot == "is"; });
}

// Whether a noun names what is done, and no body ("opposition", "campaign").
bool is_deed(const Tree& tree, const Lexicon& lexicon, std::uint32_t noun) {
  if (tree.token(noun).pos == "PROPN" && tree.token(noun).ent_iob != 'O') return false;
  const std::vector<Entry>* lines = lexicon.entries(WordClass::noun, tree.lemma(noun));
  if (lines == nullptr || lexicon.in_class("body", tree.lemma(noun))) return false;
  return std::none_of(lines->begin(), lines->end(), names_doer) &&
         std::any_of(lines->begin(), lines->end(), [](const Entry& line) { return !line.discard; });
}

// Whether a noun is somebody's: "Israel's attack", "our demand", "Russian strikes", "government pledges".
bool is_somebodys(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, std::uint32_t noun) {
  const auto children = tree.children(noun);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    if (tree.token(c).dep == "poss") return true;
    if (!is_one_of(tree.token(c).dep, {"compound", "amod", "nmod"})) return false;
    if (tree.token(c).pos == "PROPN" || mentions.at(c) != nullptr) return true;
    return std::any_of(std::begin(kWho), std::end(kWho),
                       [&](std::string_view name) { return lexicon.in_class(name, tree.lemma(c)); });
  });
}

bool is_he(const Role& role, const Actor& actor) {
  return known(actor) && role.actor.code == actor.code && role.actor.name == actor.name;
}

bool any_is(const std::vector<Role>& roles, const Actor& actor) {
  return std::any_of(roles.begin(), roles.end(), [&](const Role& role) { return is_he(role, actor); });
}

bool any_meets(const std::vector<Role>& roles, Span words) {
  return std::any_of(roles.begin(), roles.end(), [&](const Role& role) { return role.span.overlaps(words); });
}

// An event's words and those of one side, as they are looked at.
struct Side {
  const Tree& tree;
  const Lexicon& lexicon;
  const MentionIndex& mentions;
  const Event& event;
  bool acts;
  const std::vector<Role>& own() const { return acts ? event.source : event.target; }
  const std::vector<Role>& others() const { return acts ? event.target : event.source; }
};

// "His visit" beside him, "he" beside his name.
bool stands_already(const Side& in, std::uint32_t head) {
  const bool is_pronoun = in.tree.token(head).pos == "PRON";
  const std::uint32_t owner = is_pronoun ? head : in.tree.child(head, "poss");
  if (owner == kNoToken || in.tree.token(owner).pos != "PRON") return false;
  const Mention* who = in.mentions.at(owner);
  if (who == nullptr) return false;
  const auto is_named_too = [&](const Role& role) {
    return is_he(role, who->actor) && !role.span.overlaps(in.tree.token(head).span) && noun_of(in.tree, role.span) < head;
  };
  return std::any_of(in.own().begin(), in.own().end(), is_named_too) || (!is_pronoun && any_is(in.others(), who->actor));
}

// Whoever is told what happened: "told the court that", "testified before the committee"; not "told the army to leave".
bool is_told(const Tree& tree, std::uint32_t trigger, std::uint32_t head) {
  const Token& token = tree.token(head);
  std::uint32_t verb = token.head;
  if (token.dep == "pobj" && is_one_of(tree.lower(verb), {"to", "before"}))
    verb = tree.token(verb).head;
  else if (!is_one_of(token.dep, {"dobj", "dative"}))
    return false;
  const auto children = tree.children(verb);
  return tree.in_class(verb, "telling") && tree.below(trigger, verb) &&
         std::none_of(children.begin(), children.end(), [&](std::uint32_t c) {
           return is_one_of(tree.token(c).dep, {"xcomp", "ccomp"}) && has_auxiliary(tree, c, "to");
         });
}

// Those who have the power to arrest, and states.
bool has_power(const Side& in, const Role& role, std::uint32_t head) {
  if (in.lexicon.in_class("power", in.tree.lemma(head))) return true;
  const std::string& sector = role.actor.sector;
  return known(role.actor) && sector != "OPP" && sector != "REB" && !in.lexicon.in_class("civil_sector", sector);
}

// The subject of a clause of time or reason around a passive that names no doer. Who kills where others are killed may well have
// killed them, and who polices where others are arrested has arrested them.
bool acts_around(const Side& in, const Role& role, std::uint32_t trigger, std::uint32_t head) {
  const Tree& tree = in.tree;
  if (in.event.type == "ASSAULT" || !tree.is_verb(trigger) || !tree.is_passive(trigger)) return false;
  if (!slot(tree, trigger, "by").empty() || has_power(in, role, head)) return false;
  while (tree.token(head).dep == "conj" && !tree.is_root(head)) head = tree.token(head).head;
  const std::uint32_t verb = tree.token(head).head;
  if (tree.token(head).dep != "nsubj" || tree.token(verb).dep != "advcl") return false;
  if (!tree.below(trigger, tree.token(verb).head) || tree.below(trigger, verb)) return false;
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, {"mark", "advmod"}) &&
           is_one_of(tree.lower(c), {"after", "when", "while", "as", "because", "since", "once", "before"});
  });
}

// The party that a role's words stand for; nothing where there is none.
std::optional<Role> party_of(const Side& in, const Role& role) {
  const Tree& tree = in.tree;
  const std::uint32_t head = noun_of(tree, role.span);
  if (head == kNoToken) return role;
  const std::uint32_t trigger = tree.token_at(in.event.trigger);
  if (in.acts && (is_told(tree, trigger, head) || acts_around(in, role, trigger, head))) return {};
  if (tree.token(head).pos == "PRON") return stands_already(in, head) ? std::nullopt : std::optional(role);
  const std::uint32_t noun = through_of(tree, head);
  const bool is_swapped = tree.token(noun).dep == "compound" && in.lexicon.in_class("swap", tree.lemma(tree.token(noun).head));
  const bool is_used = in.acts && in.lexicon.in_class("instrument", tree.lemma(noun));
  if (!is_swapped && !is_used && !is_deed(tree, in.lexicon, noun)) return role;
  if (stands_already(in, noun)) return {};
  if (known(role.actor) || is_somebodys(tree, in.lexicon, in.mentions, noun)) return role;
  const auto doer = slot(tree, noun, "by");
  if (doer.empty() || any_meets(in.own(), tree.token(doer.front()).span)) return {};
  return role_of(tree, in.lexicon, in.mentions, doer.front());
}

std::vector<Role> parties_of(const Side& in) {
  std::vector<Role> out;
  for (const Role& role : in.own())
    if (auto party = party_of(in, role)) out.push_back(*std::move(party));
  return out;
}

}  // namespace

void leave_out_nobody(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event) {
  if (tree.token_at(event.trigger) == kNoToken) return;
  auto source = parties_of({tree, lexicon, mentions, event, true});
  auto target = parties_of({tree, lexicon, mentions, event, false});
  if (source.empty() && target.empty()) return;
  event.source = std::move(source);
  event.target = std::move(target);
}

}  // namespace entente::events
