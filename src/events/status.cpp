#include "events/status.h"

#include <algorithm>

namespace entente::events {
namespace {

struct Signs {
  bool negated = false, could = false, would = false, conditional = false, progressive = false, perfect = false, present = false,
       pluperfect = false, habitual = false, used_to = false, after = false, purpose = false, asked = false, thought = false;
};

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "for 20 years", "since 2014", "long": a state that lasts.
bool lasting(const Tree& tree, std::uint32_t at) {
  for (const std::uint32_t c : tree.children(at)) {
    const std::string& word = tree.lower(c);
    if (tree.token(c).dep == "advmod" && (word == "long" || word == "always" || word == "still")) return true;
    if (tree.token(c).dep != "prep" || !in(word, {"for", "since", "over"})) continue;
    const std::uint32_t object = tree.child(c, "pobj");
    if (object != kNoToken && tree.token(object).ent_type == "DATE") return true;
  }
  return false;
}

bool has_to(const Tree& tree, std::uint32_t verb) {
  const std::uint32_t aux = tree.child(verb, "aux");
  return aux != kNoToken && tree.lower(aux) == "to";
}

// "Is to leave"; who is to blame is blamed already, but not who is to blame another.
bool points_ahead(const Tree& tree, std::uint32_t verb) {
  return has_to(tree, verb) && !(tree.in_class(verb, "fault") && tree.child(verb, "dobj") == kNoToken);
}

// "Neither side", "no soldier", "nobody".
bool says_none(const Tree& tree, std::uint32_t subject) {
  if (in(tree.lower(subject), {"nobody", "none", "neither"})) return true;
  for (const std::uint32_t c : tree.children(subject))
    if (in(tree.token(c).dep, {"det", "preconj", "cc"}) && c < subject && in(tree.lower(c), {"no", "neither"})) return true;
  return false;
}

// "The attack", "Norway's attack": one that is known.
bool is_definite(const Tree& tree, std::uint32_t noun) {
  for (const std::uint32_t c : tree.children(noun))
    if (tree.token(c).dep == "poss" || in(tree.lower(c), {"the", "this", "that", "these", "those"})) return true;
  return false;
}

// Reads the signs of one verb's own auxiliaries and adverbs.
void read_verb(const Tree& tree, std::uint32_t verb, Signs& signs) {
  bool be = false, have = false, had = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string_view dep = tree.token(c).dep;
    const std::string& word = tree.lower(c);
    if (dep == "advmod" && word == "once" && c < verb) signs.used_to = true;
    if (dep == "neg" || word == "never" || (dep == "advmod" && word == "no")) signs.negated = true;
    if (dep == "mark" && in(word, {"if", "unless", "whether"})) signs.conditional = true;
    if ((dep == "nsubj" || dep == "nsubjpass") && says_none(tree, c)) signs.negated = true;
    if (dep != "aux" && dep != "auxpass") continue;
    if (in(word, {"could", "might", "may", "can", "should", "must"})) signs.could = true;
    if (in(word, {"would", "'d"})) signs.would = true;
    if (in(word, {"will", "shall", "'ll", "’ll"})) signs.purpose = true;
    if (in(word, {"is", "are", "'s", "'re", "am", "’s"})) be = true;
    if (in(word, {"has", "have", "'ve"})) have = true;
    if (word == "had") had = true;
    if (word == "used") signs.used_to = true;
  }
  const std::string_view tag = tree.token(verb).tag;
  if (tag == "VBG" && (be || have)) signs.progressive = true;
  if (have) signs.perfect = true;
  if (had) signs.pluperfect = true;
  if (!tree.is_passive(verb) && (tag == "VBZ" || tag == "VBP")) signs.present = true;
  if (lasting(tree, verb)) signs.habitual = true;
}

}  // namespace

std::string status_of(const Tree& tree, const Candidate& candidate) {
  if (!candidate.status.empty()) return candidate.status;
  Signs signs;
  std::uint32_t at = candidate.at;
  // A noun takes its tense from the verb it depends on. It is itself asked for ("called for sanctions") or weighed ("mulled an
  // attack"), not what it only stands beside ("called for an inquiry into the attack").
  bool itself = true;
  for (int i = 0; i < 6 && !tree.is_verb(at) && !tree.is_root(at); ++i) {
    for (const std::uint32_t c : tree.children(at))
      if (tree.token(c).dep == "det" && tree.lower(c) == "no") signs.negated = true;
    const std::uint32_t head = tree.token(at).head;
    const std::string_view dep = tree.token(at).dep;
    if (itself && dep == "pobj" && tree.lower(head) == "for" && tree.in_class(tree.token(head).head, "appeal"))
      signs.asked = true;
    if (itself && dep == "dobj" && in(tree.lemma(head), {"demand", "request", "urge"})) signs.asked = true;
    if (itself && dep == "dobj" && tree.in_class(head, "thought") && !is_definite(tree, at)) signs.thought = true;
    itself = itself && dep == "conj";
    at = head;
  }
  const bool nominal = at != candidate.at;
  if (tree.is_verb(at)) read_verb(tree, at, signs);
  if (nominal) signs.present = signs.progressive = false;
  if (nominal && is_definite(tree, candidate.at)) signs.purpose = false;  // "the attack will hurt relations"
  for (const std::uint32_t t : candidate.chain)
    signs.progressive = signs.progressive || (tree.is_verb(t) && tree.in_class(t, "lasting"));
  // Clauses above: conditions and "after fighting" reach down.
  for (std::uint32_t up = at, i = 0; i < 4 && !tree.is_root(up); ++i) {
    const std::string_view dep = tree.token(up).dep;
    const std::uint32_t head = tree.token(up).head;
    if (dep == "pcomp" && in(tree.lower(head), {"after", "following", "since"})) signs.after = true;
    if (dep == "pcomp" && in(tree.lower(head), {"without"})) signs.negated = true;
    if ((dep == "acl" || dep == "advcl") && up == at && !nominal) signs.purpose = signs.purpose || points_ahead(tree, up);
    // "Asked Norway to leave", "called on Norway to leave"; not "was ordered to pay", "called a meeting to accuse Norway".
    if (in(dep, {"xcomp", "ccomp"}) && has_to(tree, up) && tree.in_class(head, "appeal") && !tree.is_passive(head))
      signs.asked = true;
    if (dep == "advcl" && has_to(tree, up) && tree.lemma(head) == "call" && prep_object(tree, head, "on") != kNoToken)
      signs.asked = true;
    if (dep == "xcomp" && tree.in_class(head, "thought") && !tree.is_passive(head)) signs.thought = true;
    if (dep != "conj" && dep != "xcomp" && dep != "advcl" && dep != "pcomp" && dep != "csubj") break;
    if (dep == "advcl")
      for (const std::uint32_t c : tree.children(up))
        if (tree.token(c).dep == "mark" && in(tree.lower(c), {"if", "unless"})) signs.conditional = true;
    if (dep == "conj" || dep == "xcomp" || dep == "csubj") {
      Signs above;
      if (tree.is_verb(head)) read_verb(tree, head, above);
      if (dep == "xcomp") signs.negated = signs.negated || above.negated;
      if (dep == "xcomp" && tree.lower(head) == "used") signs.used_to = true;
      if (dep == "xcomp" && tree.in_class(head, "unfulfilled")) signs.negated = true;
      if (dep == "xcomp" && (tree.in_class(head, "intent") || tree.lower(head) == "going")) signs.purpose = true;
      if (dep == "xcomp" && tree.in_class(head, "lasting")) signs.progressive = true;
      if (dep == "xcomp" && tree.lemma(head) == "be" && points_ahead(tree, up)) signs.purpose = true;
      signs.conditional = signs.conditional || above.conditional;
      signs.could = signs.could || above.could;
      const bool shared = dep == "xcomp" || !tree.has_child(up, "nsubj");  // "will arrest and deport"
      signs.purpose = signs.purpose || (shared && above.purpose);
    }
    up = head;
  }
  if (signs.negated) return "negated";
  if (signs.conditional || signs.could || signs.would || signs.thought) return "hypothetical";
  if (signs.asked) return "called-for";
  if (signs.purpose) return "planned";
  if (signs.used_to || (signs.after && (signs.habitual || lasting(tree, candidate.at)))) return "past";
  if (signs.progressive) return "ongoing";
  if (signs.perfect && signs.habitual) return "ongoing";
  if (signs.pluperfect || (nominal ? false : signs.after)) return "past";
  if (signs.present && candidate.chain.size() == 1) {
    // A headline's present tells what happened; a sentence's present, what goes on.
    const Range sentence = tree.doc().sentence_of(at);
    const std::string_view last = tree.doc().str(sentence.last - 1);
    if (last == "." || last == "\"" || last == "”") return "ongoing";
  }
  return "happened";
}

}  // namespace entente::events
