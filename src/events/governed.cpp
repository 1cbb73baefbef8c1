#include "events/governed.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr int kMaxSteps = 6;

template <typename Is>
bool any_child(const Tree& tree, std::uint32_t at, Is is) {
  return std::any_of(tree.children(at).begin(), tree.children(at).end(), is);
}

bool is_negated(const Tree& tree, std::uint32_t verb) { return tree.has_child(verb, "neg"); }

bool has_any_auxiliary(const Tree& tree, std::uint32_t verb, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has_auxiliary(tree, verb, word); });
}

// "If it collapses", "unless he drops plans".
bool is_condition(const Tree& tree, std::uint32_t verb) {
  const std::uint32_t mark = tree.child(verb, "mark");
  return mark != kNoToken && is_one_of(tree.lower(mark), {"if", "unless"});
}

// "No plans", "cancelled plans", "efforts failed", "does not plan", "failed to prevent", "nobody prevented", "could have
// prevented".
bool is_undone(const Tree& tree, std::uint32_t at) {
  const std::uint32_t head = tree.token(at).head;
  const std::string_view dep = tree.token(at).dep;
  if (says_no(tree, at) || is_negated(tree, at)) return true;
  if (is_one_of(dep, {"dobj", "nsubjpass"}) && tree.in_class(head, "averting") && !is_condition(tree, head)) return true;
  if (dep == "nsubj" && tree.in_class(head, "unfulfilled") && !tree.has_child(head, "xcomp")) return true;
  if (link_of(tree, at).name == "inf" && tree.in_class(head, "unfulfilled") && !is_negated(tree, head)) return true;
  if (has_any_auxiliary(tree, at, {"could", "should"}) && has_auxiliary(tree, at, "have")) return true;
  return any_child(tree, at, [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, {"nsubj", "nsubjpass"}) && says_none(tree, c);
  });
}

// "Ends on Friday".
bool is_dated(const Tree& tree, std::uint32_t verb) {
  const std::uint32_t day = prep_object(tree, verb, "on");
  return day != kNoToken && tree.token(day).ent_type == "DATE";
}

// "Will prevent", "may refuse", "if it collapses", "vowed to cancel", "expires on Friday"; not "managed to prevent".
bool is_ahead(const Tree& tree, std::uint32_t verb) {
  if (tree.token(verb).tag == "VBZ" && is_dated(tree, verb)) return true;
  if (is_condition(tree, verb)) return true;
  if (has_any_auxiliary(tree, verb, {"will", "'ll", "’ll", "shall", "could", "might", "may", "can", "should", "would"}))
    return true;
  return has_auxiliary(tree, verb, "to") && !has_auxiliary(tree, verb, "have") &&
         !tree.in_class(tree.token(verb).head, "managing");
}

// "Planned", "having planned", "helped plan"; not "plans", "is planning".
bool is_past(const Tree& tree, std::uint32_t verb) {
  const std::string_view tag = tree.token(verb).tag;
  if (tag == "VBD" || tag == "VBN") return !is_ahead(tree, verb);
  if (tag == "VBG") return !has_any_auxiliary(tree, verb, {"is", "are", "be", "was", "were", "been"});
  return tag == "VB" && tree.in_class(tree.token(verb).head, "managing");
}

// "Carried out its plan".
bool is_fulfilled(const Tree& tree, std::uint32_t plan) {
  const std::uint32_t verb = tree.token(plan).head;
  return is_one_of(tree.token(plan).dep, {"dobj", "nsubjpass"}) && tree.in_class(verb, "fulfilling") && is_past(tree, verb);
}

// "A debunked claim", "falsely claims".
bool called_false(const Tree& tree, std::uint32_t at) {
  return any_child(tree, at, [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, {"advmod", "amod"}) && tree.in_class(c, "falsehood");
  });
}

// "Is false", "proved untrue", "is not true", "debunked", "denied": what a verb says of its clause or of the claim that holds it,
// by how that hangs on the verb.
bool says_false(const Tree& tree, std::uint32_t verb, std::string_view as) {
  const bool negated = is_negated(tree, verb);
  if (tree.in_class(verb, "debunk")) return !negated && is_one_of(as, {"dobj", "nsubjpass", "ccomp"});
  if (tree.in_class(verb, "denial")) return !negated && is_one_of(as, {"dobj", "nsubjpass"});
  if (!is_one_of(as, {"nsubj", "ccomp", "csubj"})) return false;
  return any_child(tree, verb, [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, {"acomp", "attr", "oprd"}) &&
           (negated ? tree.lemma(c) == "true" : tree.in_class(c, "falsehood"));
  });
}

// "Years", "a month": how long, not when.
bool is_stretch(const Tree& tree, std::uint32_t noun) {
  if (!is_one_of(tree.lemma(noun), {"day", "week", "month", "year", "decade"})) return false;
  return tree.token(noun).tag == "NNS" || any_child(tree, noun, [&](std::uint32_t c) { return tree.lower(c) == "a"; });
}

// "Is due to be signed", "was scheduled for May": what is said so of a noun is still to come; not the attack "intended for
// soldiers".
bool awaits(const Tree& tree, std::uint32_t verb) {
  std::uint32_t due = tree.in_class(verb, "expecting") ? verb : tree.child(verb, "acomp");
  if (due == kNoToken || !tree.in_class(due, "expecting")) return false;
  const std::uint32_t act = tree.child(due, "xcomp");
  if (act != kNoToken) return tree.in_class(act, "bringing");
  const std::uint32_t when = prep_object(tree, due, "for");
  return when != kNoToken && is_one_of(tree.token(when).ent_type, {"DATE", "TIME"}) && !is_stretch(tree, when);
}

// "Accused Iran of attacking" where the parse hangs the act on the accused.
bool charged_with(const Tree& tree, std::uint32_t at, const Link& link) {
  const std::uint32_t accused = link.governor;
  return link.name == "of" && tree.is_verb(at) && tree.token(accused).dep == "dobj" &&
         tree.in_class(tree.token(accused).head, "charging");
}

// "The man who planned the attack": what is known took place.
bool known_plot(const Tree& tree, std::uint32_t at, const Link& link) {
  return link.name == "obj" && tree.in_class(link.governor, "plotting") && is_past(tree, link.governor) && is_definite(tree, at);
}

bool fits(const Governor& line, const Tree& tree, std::uint32_t at, const Link& link) {
  const std::uint32_t governor = link.governor;
  const auto hangs = [&](const std::string& name) {
    return name == link.name || (name == "whom" && bidding_of(tree, at).verb == governor);
  };
  return tree.in_class(governor, line.words) && std::any_of(line.links.begin(), line.links.end(), hangs) &&
         (!line.is_verb || tree.is_verb(governor)) && (line.governed.empty() || tree.in_class(at, line.governed)) &&
         !(link.name == "subj" && tree.has_child(governor, "dobj"));  // "the truce ended the fighting"
}

// What the governor says of a word that hangs on it; empty where nothing.
std::string_view said_of(const Tree& tree, const Lexicon& lexicon, std::uint32_t at, const Link& link) {
  if (link.name == "without") return "negated";
  if (!tree.is_verb(at) && is_one_of(link.name, {"subj", "obj"}) && awaits(tree, link.governor))
    return is_undone(tree, link.governor) ? "negated" : "planned";
  if (charged_with(tree, at, link)) return "hypothetical";
  const auto line = std::find_if(lexicon.governors.begin(), lexicon.governors.end(),
                                 [&](const Governor& l) { return fits(l, tree, at, link); });
  if (line == lexicon.governors.end()) return "";
  if (is_undone(tree, link.governor)) return line->undone;
  if (is_ahead(tree, link.governor)) return line->ahead;
  if (line->status == "planned" && (is_fulfilled(tree, link.governor) || known_plot(tree, at, link))) return "happened";
  return line->status;
}

// Whether what is said of a governor holds of what hangs on it: "is accused of carrying out the attack" of the attack, "refused
// to condemn the attack" not.
bool passes_on(const Tree& tree, const Link& link) {
  if (link.name == "comp") return true;
  if (!tree.is_verb(link.governor)) return link.name == "of";
  return is_one_of(link.name, {"obj", "inf", "ing"}) &&
         (tree.in_class(link.governor, "bringing") || tree.in_class(link.governor, "intent"));
}

// By what stands above it.
std::string_view by_governors(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  const bool has_doer = prep_object(tree, at, "by") != kNoToken;
  for (int i = 0; i < kMaxSteps; ++i) {
    const Link link = link_of(tree, at);
    if (link.governor == kNoToken) return "";
    std::string_view status = said_of(tree, lexicon, at, link);
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

// "If Iran has plans to attack"; not "if Iran, which plans to attack, ...".
bool under_condition(const Tree& tree, std::uint32_t at) {
  for (int i = 0; i < kMaxSteps && !tree.is_root(at) && tree.token(at).dep != "relcl"; ++i) {
    if (is_condition(tree, at)) return true;
    at = tree.token(at).head;
  }
  return false;
}

// "The alleged attack".
std::string_view by_modifiers(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  for (const std::uint32_t c : tree.children(at))
    if (tree.token(c).dep == "amod")
      if (const std::string_view status = said_of(tree, lexicon, at, {c, "mod"}); !status.empty()) return status;
  return "";
}

}  // namespace

bool says_no(const Tree& tree, std::uint32_t noun) {
  return any_child(tree, noun, [&](std::uint32_t c) { return tree.token(c).dep == "det" && tree.lower(c) == "no"; });
}

bool says_none(const Tree& tree, std::uint32_t subject) {
  if (is_one_of(tree.lower(subject), {"nobody", "none", "neither", "nothing"})) return true;
  return any_child(tree, subject, [&](std::uint32_t c) {
    return is_one_of(tree.token(c).dep, {"det", "preconj", "cc"}) && c < subject && is_one_of(tree.lower(c), {"no", "neither"});
  });
}

bool is_definite(const Tree& tree, std::uint32_t noun) {
  return any_child(tree, noun, [&](std::uint32_t c) {
    return tree.token(c).dep == "poss" || is_one_of(tree.lower(c), {"the", "this", "that", "these", "those"});
  });
}

bool told_as_false(const Tree& tree, std::uint32_t at) {
  const std::uint32_t head = tree.token(at).head;
  const std::string_view dep = tree.token(at).dep;
  if (!is_one_of(dep, {"ccomp", "acl", "csubj", "relcl"}) || head == at) return false;
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

std::string_view governed_status(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  const std::string_view above = by_governors(tree, lexicon, at);
  if (above == "planned" && under_condition(tree, at)) return "hypothetical";
  if (!above.empty() && above != "happened") return above;
  const std::string_view before = by_modifiers(tree, lexicon, at);  // "an inquiry into the alleged attack"
  return before.empty() ? above : before;
}

}  // namespace entente::events
