#include "events/doers.h"

#include <algorithm>

namespace entente::events {
namespace {

// What a verb has another do; nobody does anything by most.
Bidding bidding_by(const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb))
    if (Bidding bidding = bidding_of(tree, c); bidding.verb == verb) return bidding;
  return {};
}

bool has_any(const Tree& tree, Span words, const std::vector<std::uint32_t>& heads) {
  return std::any_of(heads.begin(), heads.end(), [&](std::uint32_t h) { return words.overlaps(tree.token(h).span); });
}

void leave_out(const Tree& tree, std::vector<Role>& roles, const std::vector<std::uint32_t>& heads) {
  std::erase_if(roles, [&](const Role& role) { return has_any(tree, role.span, heads); });
}

// The clause between two coordinated verbs whose subject is not the second's: "Iran leave" of "demanded that Iran leave and
// imposed sanctions".
std::uint32_t clause_before(const Tree& tree, std::uint32_t verb) {
  if (tree.token(verb).dep != "conj" || tree.token(verb).tag == "VB" || tree.has_child(verb, "nsubj") || tree.is_passive(verb))
    return kNoToken;
  for (const std::uint32_t c : tree.children(tree.token(verb).head))
    if (c < verb && tree.token(c).tag == "VB" && is_one_of(tree.token(c).dep, {"ccomp", "xcomp"}) && tree.has_child(c, "nsubj"))
      return c;
  return kNoToken;
}

// Of "wants Iran to attack Oman" what "wants" tells, unless its words name the deed that is asked for ("ordered the army to
// attack").
void ask_doers(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, const Bidding& bidding, Event& event) {
  const bool names_deed = event.trigger.contains(tree.token(bidding.deed).span);
  if (names_deed && event.status == "called-for" && event.type != "REQUEST") {
    leave_out(tree, event.source, slot(tree, bidding.verb, "subj"));
    if (event.source.empty()) event.source = roles_of(tree, lexicon, mentions, bidding.doers);
    return;
  }
  leave_out(tree, event.source, bidding.doers);
  std::erase_if(event.target, [&](const Role& role) {
    const std::uint32_t head = noun_of(tree, role.span);
    return head != kNoToken && head > bidding.deed && tree.below(head, bidding.deed);
  });
  if (event.target.empty()) event.target = roles_of(tree, lexicon, mentions, bidding.doers);
}

}  // namespace

void give_to_doers(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event) {
  const std::uint32_t word = tree.token_at(event.trigger);
  if (word == kNoToken) return;
  const auto have = [&](const std::vector<std::uint32_t>& doers, const std::vector<std::uint32_t>& others) {
    leave_out(tree, event.source, others);
    if (event.source.empty()) event.source = roles_of(tree, lexicon, mentions, doers);
  };
  const std::uint32_t clause_verb = verb_above(tree, word), verb = clause_verb == kNoToken ? word : clause_verb;
  if (const Bidding above = bidding_of(tree, word); above.verb != kNoToken) {
    have(tree.is_passive(above.deed) ? std::vector<std::uint32_t>() : above.doers, slot(tree, above.verb, "subj"));
  } else if (const std::uint32_t clause = clause_before(tree, verb); clause != kNoToken) {
    have(slot(tree, verb, "subj"), slot(tree, clause, "subj"));
  } else if (const Bidding own = bidding_by(tree, word); own.verb != kNoToken) {
    ask_doers(tree, lexicon, mentions, own, event);
  }
}

void leave_out_mediators(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event) {
  const std::uint32_t word = tree.token_at(event.trigger);
  if (word == kNoToken) return;
  if (tree.is_noun(word)) {  // "brokered a truce", "a truce brokered by", "hosted talks between"
    const bool of_others = prep_object(tree, word, "between") != kNoToken;
    for (const std::uint32_t verb : {link_of(tree, word).governor, tree.child(word, "acl")})
      if (verb != kNoToken && (tree.in_class(verb, "mediating") || (of_others && tree.in_class(verb, "hosting"))))
        leave_out(tree, event.source, slot(tree, verb, "subj"));
    return;
  }
  if (!tree.in_class(word, "mediating")) return;
  std::vector<Role> firsts;  // before "and" whom it has for a target
  for (const Role& target : event.target)
    if (const std::uint32_t head = noun_of(tree, target.span); head != kNoToken && tree.token(head).dep == "conj")
      if (const auto first = role_of(tree, lexicon, mentions, tree.token(head).head)) firsts.push_back(*first);
  for (const Role& first : firsts) {
    const auto met = [&](const Role& role) { return role.span.overlaps(first.span); };
    if (std::none_of(event.target.begin(), event.target.end(), met) &&
        std::none_of(event.source.begin(), event.source.end(), met))
      event.target.insert(event.target.begin(), first);
  }
}

}  // namespace entente::events
