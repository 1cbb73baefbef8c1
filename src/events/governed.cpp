#include "events/governed.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr int kMaxSteps = 6;

// A class of words that say the same of what hangs on them in one of these ways.
struct Governor {
  std::string_view words, links, status;
};

constexpr Governor kGovernors[] = {
    {"charging", "of for with", "hypothetical"},  // accused of attacking
    {"alleging", "that inf", "hypothetical"},     // is alleged to have attacked
    {"hearsay", "of that inf", "hypothetical"},   // rumours of an attack
    {"warning", "against", "hypothetical"},       // warned against attacking
    {"expecting", "inf", "planned"},              // is expected to attack
    {"hoping", "of for that", "hypothetical"},    // hopes of a truce
    {"proposing", "obj ing", "planned"},          // proposed a truce
    {"intention", "of for inf", "planned"},       // plans for an attack
    {"averting", "obj ing of inf", "negated"},    // ruled out attacking
    {"unfulfilled", "inf ing", "negated"},        // failed to attack
    {"clearing", "of", "negated"},                // cleared of killing
    {"inquiry", "into", "happened"},              // an inquiry into the attack
};

bool is_one_of(std::string_view word, std::string_view list) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
    if ((at == 0 || list[at - 1] == ' ') && (at + word.size() == list.size() || list[at + word.size()] == ' ')) return true;
  return false;
}

template <typename Is>
bool any_child(const Tree& tree, std::uint32_t at, Is is) {
  return std::any_of(tree.children(at).begin(), tree.children(at).end(), is);
}

// "No plans", "cancelled plans", "does not plan".
bool is_dropped(const Tree& tree, std::uint32_t plan) {
  return says_no(tree, plan) || tree.has_child(plan, "neg") || tree.in_class(tree.token(plan).head, "averting");
}

bool is_negated(const Tree& tree, std::uint32_t verb) { return tree.has_child(verb, "neg"); }

// "A debunked claim", "falsely claims".
bool called_false(const Tree& tree, std::uint32_t at) {
  return any_child(tree, at,
                   [&](std::uint32_t c) { return is_one_of(tree.token(c).dep, "advmod amod") && tree.in_class(c, "falsehood"); });
}

// "Is false", "proved untrue", "is not true", "debunked", "denied": what a verb says of its clause or of the claim that holds it,
// by how that hangs on the verb.
bool says_false(const Tree& tree, std::uint32_t verb, std::string_view as) {
  const bool negated = is_negated(tree, verb);
  if (tree.in_class(verb, "debunk")) return !negated && is_one_of(as, "dobj nsubjpass ccomp");
  if (tree.in_class(verb, "denial")) return !negated && is_one_of(as, "dobj nsubjpass");
  if (!is_one_of(as, "nsubj ccomp csubj")) return false;
  return any_child(tree, verb, [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, "acomp attr oprd") && (negated ? tree.lemma(c) == "true" : tree.in_class(c, "falsehood"));
  });
}

// "Is due to be signed", "was scheduled for May": what is said so of a noun is still to come.
bool awaits(const Tree& tree, std::uint32_t verb) {
  std::uint32_t due = tree.in_class(verb, "expecting") ? verb : tree.child(verb, "acomp");
  if (due == kNoToken || !tree.in_class(due, "expecting")) return false;
  const std::uint32_t act = tree.child(due, "xcomp");
  return act == kNoToken ? prep_object(tree, due, "for") != kNoToken : tree.in_class(act, "bringing");
}

// "Accused Iran of attacking" where the parse hangs the act on the accused.
bool charged_with(const Tree& tree, std::uint32_t at, const Link& link) {
  const std::uint32_t accused = link.governor;
  return link.name == "of" && tree.is_verb(at) && tree.token(accused).dep == "dobj" &&
         tree.in_class(tree.token(accused).head, "charging");
}

// What the governor says of a word that hangs on it; empty where nothing.
std::string_view said_of(const Tree& tree, std::uint32_t at, const Link& link) {
  const std::uint32_t governor = link.governor;
  if (link.name == "without" || (link.name == "of" && tree.lemma(governor) == "short")) return "negated";
  if (tree.in_class(at, "truce") && tree.in_class(governor, "breaking") &&
      !(link.name == "subj" && tree.has_child(governor, "dobj")))
    return is_negated(tree, governor) ? "" : "negated";
  if (tree.in_class(at, "truce") && tree.in_class(governor, "talk") && is_one_of(link.name, "on about over for"))
    return "hypothetical";
  if (!tree.is_verb(at) && is_one_of(link.name, "subj obj") && awaits(tree, governor)) return "planned";
  if (charged_with(tree, at, link)) return "hypothetical";
  if (tree.in_class(governor, "escaping") && link.name == "obj") return tree.in_class(at, "penalty") ? "negated" : "";
  for (const Governor& g : kGovernors) {
    if (!tree.in_class(governor, g.words) || !is_one_of(link.name, g.links)) continue;
    if (g.status == "planned" && is_dropped(tree, governor)) return "negated";
    if (g.status == "negated" && is_negated(tree, governor)) return g.words == "averting" ? "hypothetical" : "";
    return g.status;
  }
  return "";
}

// Whether what is said of a governor holds of what hangs on it: "is accused of carrying out the attack" of the attack, "refused
// to condemn the attack" not.
bool passes_on(const Tree& tree, const Link& link) {
  if (link.name == "comp") return true;
  if (!tree.is_verb(link.governor)) return link.name == "of";
  return is_one_of(link.name, "obj inf ing") &&
         (tree.in_class(link.governor, "bringing") || tree.in_class(link.governor, "intent"));
}

}  // namespace

bool says_no(const Tree& tree, std::uint32_t noun) {
  return any_child(tree, noun, [&](std::uint32_t c) { return tree.token(c).dep == "det" && tree.lower(c) == "no"; });
}

bool told_as_false(const Tree& tree, std::uint32_t at) {
  const std::uint32_t head = tree.token(at).head;
  const std::string_view dep = tree.token(at).dep;
  if (!is_one_of(dep, "ccomp acl csubj relcl") || head == at) return false;
  if (dep == "relcl" && !tree.has_child(at, "mark")) return false;  // "the claim that he made"
  if (tree.is_verb(head)) {
    const std::uint32_t claim = tree.child(head, "nsubj");  // "a false claim says that"
    return called_false(tree, head) || says_false(tree, head, dep) ||
           (dep == "ccomp" && claim != kNoToken && tree.in_class(claim, "news") && called_false(tree, claim));
  }
  if (!tree.in_class(head, "news")) return false;
  const std::uint32_t above = tree.token(head).head;
  return called_false(tree, head) || (tree.is_verb(above) && says_false(tree, above, tree.token(head).dep));
}

std::string_view governed_status(const Tree& tree, std::uint32_t at) {
  const bool has_doer = prep_object(tree, at, "by") != kNoToken;
  for (int i = 0; i < kMaxSteps; ++i) {
    const Link link = link_of(tree, at);
    if (link.governor == kNoToken) return "";
    std::string_view status = said_of(tree, at, link);
    if (status == "hypothetical" && tree.in_class(link.governor, "hearsay")) {
      const std::uint32_t above = tree.token(link.governor).head;
      if (called_false(tree, link.governor) || (tree.is_verb(above) && says_false(tree, above, tree.token(link.governor).dep)))
        return "denied";
    } else if (status == "hypothetical" && has_doer && tree.in_class(link.governor, "charging")) {
      return "";  // "blamed Iran for the attack by the militia"
    }
    if (!status.empty()) return status;
    if (!passes_on(tree, link)) return "";
    at = link.governor;
  }
  return "";
}

}  // namespace entente::events
