#include "events/joins.h"

#include <algorithm>
#include <vector>

#include "events/frames.h"

namespace entente::events {
namespace {

// What hangs on a verb.
struct Signs {
  bool finite_auxiliary = false, modal = false, auxiliary = false, subject = false, object = false;
};

std::vector<Signs> signs_of(const Doc& doc) {
  std::vector<Signs> out(doc.tokens.size());
  for (const Token& token : doc.tokens) {
    Signs& signs = out[token.head];
    const bool auxiliary = token.dep == "aux" || token.dep == "auxpass";
    signs.modal = signs.modal || (auxiliary && token.tag == "MD");
    signs.finite_auxiliary = signs.finite_auxiliary || (auxiliary && is_one_of(token.tag, {"VBD", "VBZ", "VBP"}));
    signs.auxiliary = signs.auxiliary || auxiliary;
    signs.object = signs.object || token.dep == "dobj";
    signs.subject = signs.subject || token.dep == "nsubj" || token.dep == "nsubjpass";
  }
  return out;
}

// The first of some that are coordinated.
std::uint32_t first_of(const Doc& doc, std::uint32_t verb) {
  for (int i = 0; i < 4 && doc.tokens[verb].dep == "conj"; ++i) verb = doc.tokens[verb].head;
  return verb;
}

// "Threatened", "has threatened"; "imposed" with an object and no auxiliary, which the tagger may take for a participle.
bool is_finite(const Token& verb, const Signs& signs) {
  const bool participle = verb.tag == "VBN" || verb.tag == "VBG";
  return is_one_of(verb.tag, {"VBD", "VBZ"}) || (participle && signs.finite_auxiliary) ||
         (verb.tag == "VBN" && signs.object && !signs.auxiliary);
}

}  // namespace

std::optional<Doc> rejoined(const Doc& doc) {
  const std::vector<Signs> signs = signs_of(doc);
  std::vector<std::uint32_t> wrong;
  for (std::uint32_t t = 0; t < doc.tokens.size(); ++t) {
    const Token& token = doc.tokens[t];
    if (token.dep != "conj" || signs[t].subject) continue;
    const Token& beside = doc.tokens[first_of(doc, token.head)];
    const Signs& its = signs[token.head];
    const bool base = doc.tokens[token.head].tag == "VB" && beside.tag == "VB" && !its.modal && !its.finite_auxiliary;
    const bool clause = is_one_of(beside.dep, {"ccomp", "xcomp"}) && doc.tokens[beside.head].tag.starts_with("VB");
    if (is_finite(token, signs[t]) && base && clause) wrong.push_back(t);
  }
  if (wrong.empty()) return {};
  Doc out;
  out.text = doc.text;
  out.tokens = doc.tokens;
  out.sentences = doc.sentences;
  out.entities = doc.entities;
  for (const std::uint32_t t : wrong) out.tokens[t].head = doc.tokens[first_of(doc, doc.tokens[t].head)].head;
  link(out);
  return out;
}

}  // namespace entente::events
