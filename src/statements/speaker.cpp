#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr int kMaxClimb = 6;  // clauses climbed in search of a subject; more is no longer one sentence's sense

bool is_subject(std::string_view dep) { return dep == "nsubj" || dep == "nsubjpass" || dep == "csubj" || dep == "expl"; }

// A relative pronoun stands for the noun that its clause modifies: the phrase then begins there.
Range with_antecedent(const Doc& doc, std::uint32_t verb, std::uint32_t subject) {
  const Token& v = doc.tokens[verb];
  const std::string_view tag = doc.tokens[subject].tag;
  if (v.dep == "relcl" && (tag == "WP" || tag == "WDT") && v.head < subject) return {doc.tokens[v.head].left, subject + 1};
  return phrase(doc, subject);
}

}  // namespace

Range phrase(const Doc& doc, std::uint32_t token) {
  Range range = doc.subtree(token);
  while (range.last > token + 1 && (doc.tokens[range.last - 1].pos == "PUNCT" || doc.tokens[range.last - 1].is_space))
    --range.last;
  while (range.first < token && (doc.tokens[range.first].pos == "PUNCT" || doc.tokens[range.first].is_space)) ++range.first;
  return range;
}

bool is_passive(const Doc& doc, const Children& children, std::uint32_t verb) {
  for (const std::uint32_t c : children.of(verb)) {
    const std::string_view dep = doc.tokens[c].dep;
    if (dep == "nsubjpass" || dep == "auxpass" || dep == "agent") return true;
  }
  const Token& v = doc.tokens[verb];
  return v.tag == "VBN" && (v.dep == "acl" || v.dep == "amod");
}

std::optional<Range> agent_of(const Doc& doc, const Children& children, std::uint32_t verb) {
  for (const std::uint32_t c : children.of(verb)) {
    const Token& by = doc.tokens[c];
    if (by.dep != "agent") continue;
    for (const std::uint32_t o : children.of(c))
      if (doc.tokens[o].dep == "pobj") return phrase(doc, o);
  }
  return std::nullopt;
}

std::optional<Range> subject_of(const Doc& doc, const Children& children, std::uint32_t verb) {
  std::uint32_t at = verb;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    for (const std::uint32_t c : children.of(at))
      if (is_subject(doc.tokens[c].dep)) return with_antecedent(doc, at, c);
    const Token& t = doc.tokens[at];
    if (t.head == at) return std::nullopt;
    const Token& head = doc.tokens[t.head];
    const bool nominal = head.pos == "NOUN" || head.pos == "PROPN" || head.pos == "PRON";
    if (t.dep == "acl" || t.dep == "relcl") return Range{head.left, at > head.left ? std::max(t.head + 1, head.left + 1) : at};
    if (t.dep == "pcomp" || t.dep == "prep" || (nominal && t.dep == "conj")) {
      at = t.head;
      continue;
    }
    if (nominal) return std::nullopt;
    at = t.head;
  }
  return std::nullopt;
}

std::optional<Range> owner_of(const Doc& doc, const Children& children, std::uint32_t noun) {
  for (const std::uint32_t c : children.of(noun)) {
    const Token& t = doc.tokens[c];
    if (t.dep == "poss") return phrase(doc, c);
    if (t.dep == "prep" && (t.lemma == "by" || t.lemma == "from"))
      for (const std::uint32_t o : children.of(c))
        if (doc.tokens[o].dep == "pobj") return phrase(doc, o);
  }
  const Token& t = doc.tokens[noun];
  if (t.head == noun) return std::nullopt;
  if (t.dep == "dobj" || t.dep == "attr") return subject_of(doc, children, t.head);
  if (t.dep == "pobj" && doc.tokens[t.head].dep == "prep") return subject_of(doc, children, doc.tokens[t.head].head);
  return std::nullopt;
}

}  // namespace entente::statements
