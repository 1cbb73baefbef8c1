#include "statements/speaker.h"

#include <algorithm>

namespace entente::statements {
namespace {

constexpr std::uint32_t kNeighbourReach = 5;
constexpr int kMaxDepth = 64;  // of the tree within a noun phrase
// Who brings words about does not say them: "the raid spurred calls for talks".
constexpr std::string_view kCauses[] = {"spur",  "spark", "trigger", "provoke", "prompt", "draw",   "fuel",   "ignite",
                                        "cause", "raise", "face",    "receive", "ignore", "reject", "dismiss"};
constexpr int kMaxClimb = 6;  // clauses climbed in search of a subject; more is no longer one sentence's sense

// "May told parliament": the parser may take the name for a helping verb, which a past tense has not.
bool is_name_as_helper(const Doc& doc, std::uint32_t at) {
  const Token& token = doc.tokens[at];
  const char first = doc.str(at).front();
  return token.dep == "aux" && first >= 'A' && first <= 'Z' && (token.tag == "NNP" || token.tag == "MD") &&
         doc.tokens[token.head].tag == "VBD";
}

bool is_subject(const Doc& doc, std::uint32_t at) {
  const std::string_view dep = doc.tokens[at].dep;
  return dep == "nsubj" || dep == "nsubjpass" || dep == "csubj" || dep == "expl" || is_name_as_helper(doc, at);
}

// A relative pronoun stands for the noun that its clause modifies: the phrase then begins there.
Range with_antecedent(const Doc& doc, const Tree& tree, std::uint32_t verb, std::uint32_t subject) {
  const Token& v = doc.tokens[verb];
  const std::string_view tag = doc.tokens[subject].tag;
  if (v.dep == "relcl" && (tag == "WP" || tag == "WDT") && v.head < subject) return {doc.tokens[v.head].left, subject + 1};
  return tree.phrase(subject);
}

}  // namespace

std::uint32_t head_of(const Doc& doc, Range phrase) {
  std::uint32_t at = phrase.first;
  for (int climbed = 0; climbed < kMaxDepth; ++climbed) {
    const std::uint32_t up = doc.tokens[at].head;
    if (up == at || !phrase.contains(up)) break;
    at = up;
  }
  return at;
}

bool is_passive(const Doc& doc, const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string_view dep = doc.tokens[c].dep;
    if (dep == "nsubjpass" || dep == "auxpass" || dep == "agent") return true;
    if (dep == "aux" || dep == "nsubj") return false;
  }
  const Token& v = doc.tokens[verb];
  return v.tag == "VBN" && (v.dep == "acl" || v.dep == "amod" || v.dep == "advcl");
}

std::optional<Range> agent_of(const Doc& doc, const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb)) {
    const Token& by = doc.tokens[c];
    if (by.dep != "agent") continue;
    for (const std::uint32_t o : tree.children(c))
      if (doc.tokens[o].dep == "pobj") return tree.phrase(o);
  }
  return std::nullopt;
}

std::optional<Range> subject_of(const Doc& doc, const Tree& tree, std::uint32_t verb) {
  std::uint32_t at = verb;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    for (const std::uint32_t c : tree.children(at))
      if (is_subject(doc, c)) return with_antecedent(doc, tree, at, c);
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

std::optional<Range> owner_of(const Doc& doc, const Tree& tree, std::uint32_t noun) {
  for (const std::uint32_t c : tree.children(noun)) {
    const Token& t = doc.tokens[c];
    if (t.dep == "poss") return tree.phrase(c);
    if (t.dep == "prep" && (t.lemma == "by" || t.lemma == "from"))
      for (const std::uint32_t o : tree.children(c))
        if (doc.tokens[o].dep == "pobj") return tree.phrase(o);
  }
  const Token& t = doc.tokens[noun];
  if (t.head == noun) return std::nullopt;
  const bool caused = std::find(std::begin(kCauses), std::end(kCauses), doc.tokens[t.head].lemma) != std::end(kCauses);
  if (t.dep == "dobj" && caused) return std::nullopt;
  if (t.dep == "dobj" || t.dep == "attr") return subject_of(doc, tree, t.head);
  if (t.dep == "pobj" && doc.tokens[t.head].dep == "prep") return subject_of(doc, tree, doc.tokens[t.head].head);
  return std::nullopt;
}

std::optional<Range> neighbour_of(const Doc& doc, const Tree& tree, std::uint32_t verb) {
  const auto nominal = [&](std::uint32_t t) {
    const std::string_view pos = doc.tokens[t].pos;
    return pos == "NOUN" || pos == "PROPN" || pos == "PRON" || pos == "NUM";
  };
  const Range& sentence = doc.sentence_of(verb);
  // Up to the head of the phrase, on the same side of the verb.
  const auto whole = [&](std::uint32_t t) {
    for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
      const std::uint32_t up = doc.tokens[t].head;
      if (up == t || !nominal(up) || (up < verb) != (t < verb)) break;
      t = up;
    }
    Range range = tree.phrase(t);
    if (t < verb) range.last = std::min(range.last, verb);
    if (t > verb) range.first = std::max(range.first, verb + 1);
    return range;
  };
  for (std::uint32_t t = verb; t > sentence.first && t + kNeighbourReach > verb; --t) {
    const std::string_view pos = doc.tokens[t - 1].pos;
    if (nominal(t - 1)) return whole(t - 1);
    if (pos != "ADV" && pos != "AUX" && pos != "PART") break;
  }
  for (std::uint32_t t = verb + 1; t < sentence.last && t < verb + kNeighbourReach; ++t) {
    const std::string_view pos = doc.tokens[t].pos;
    if (nominal(t)) return whole(t);
    if (pos != "DET" && pos != "ADJ") break;
  }
  return std::nullopt;
}

}  // namespace entente::statements
