#include <algorithm>

#include "events/triggers.h"

namespace entente::events {
namespace {

bool fits(const WordSet& words, const Tree& tree, std::uint32_t at) {
  return words.empty() || words.contains(tree.lemma(at)) || words.contains(tree.lower(at));
}

// The head of a phrase, what its "of" counts, and (deep) the words before it, its owner and its apposition.
bool phrase_fits(const Condition& condition, const Tree& tree, std::uint32_t head) {
  if (fits(condition.words, tree, head) || fits(condition.words, tree, through_of(tree, head))) return true;
  const std::uint32_t inner = through_of(tree, head);
  for (const std::uint32_t c : tree.children(inner)) {
    const std::string_view dep = tree.token(c).dep;
    if ((dep == "compound" || (condition.deep && is_one_of(dep, {"amod", "poss", "appos"}))) && fits(condition.words, tree, c))
      return true;
    if (condition.deep && dep == "prep")
      if (const std::uint32_t object = tree.child(c, "pobj"); object != kNoToken && fits(condition.words, tree, object))
        return true;
  }
  return false;
}

bool clause_fits(const Condition& condition, const Tree& tree, std::uint32_t at) {
  for (const std::uint32_t c : tree.children(at)) {
    const Token& token = tree.token(c);
    const bool infinitive = has_auxiliary(tree, c, "to");
    if (condition.slot == "inf" && infinitive &&
        (token.dep == "xcomp" || token.dep == "ccomp" || token.dep == "acl" || token.dep == "advcl") &&
        fits(condition.words, tree, c))
      return true;
    if (condition.slot == "ing" && token.tag == "VBG" && (token.dep == "xcomp" || token.dep == "ccomp" || token.dep == "pcomp") &&
        fits(condition.words, tree, c))
      return true;
    if (condition.slot == "must" && token.dep == "ccomp")
      for (const std::uint32_t a : tree.children(c))
        if (tree.token(a).dep == "aux" && (tree.lower(a) == "must" || tree.lower(a) == "should")) return true;
    if (condition.slot == "that" && token.dep == "ccomp" && !infinitive && fits(condition.words, tree, c)) return true;
  }
  return false;
}

bool holds(const Condition& condition, const Tree& tree, std::uint32_t at) {
  if (const std::size_t bar = condition.slot.find('|'); bar != std::string::npos) {  // "over|near": one of them is filled
    Condition first = condition, others = condition;
    first.slot.resize(bar);
    others.slot.erase(0, bar + 1);
    return holds(first, tree, at) || holds(others, tree, at);
  }
  if (condition.slot == "prt") {
    for (const std::uint32_t c : tree.children(at)) {
      const std::string_view dep = tree.token(c).dep;
      if ((dep == "prt" || dep == "prep" || dep == "advmod" || dep == "dative") && condition.words.contains(tree.lower(c)))
        return true;
    }
    return false;
  }
  if (condition.slot == "inf" || condition.slot == "ing" || condition.slot == "that" || condition.slot == "must")
    return clause_fits(condition, tree, at);
  if (condition.slot == "mod") {
    for (const std::uint32_t c : tree.children(at)) {
      const std::string_view dep = tree.token(c).dep;
      if ((dep == "amod" || dep == "compound" || dep == "nmod" || dep == "nummod") && fits(condition.words, tree, c)) return true;
    }
    return false;
  }
  if (condition.slot == "attr") {
    for (const std::uint32_t c : tree.children(at)) {
      const std::string_view dep = tree.token(c).dep;
      if ((dep == "attr" || dep == "acomp" || dep == "oprd") && fits(condition.words, tree, c)) return true;
    }
    return false;
  }
  if (condition.slot == "passive") return tree.is_passive(at);
  if (condition.slot == "under") return tree.token(at).dep == "pobj" && condition.words.contains(tree.lower(tree.token(at).head));
  if (condition.slot == "gov") {
    std::uint32_t up = tree.token(at).head;
    if (tree.token(at).dep == "pobj") up = tree.token(up).head;
    return up != at && fits(condition.words, tree, up);
  }
  for (const std::uint32_t head : slot(tree, at, condition.slot))
    if (tree.token(head).ent_type != "DATE" && tree.token(head).ent_type != "TIME" && phrase_fits(condition, tree, head))
      return true;
  if (!condition.words.empty()) return false;
  const std::uint32_t clause = prep_object(tree, at, condition.slot);  // "from listing"
  return clause != kNoToken && tree.token(clause).dep == "pcomp";
}

// The line that fits a word, be it one that says that it tells nothing.
const Entry* line_of(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  const Token& token = tree.token(at);
  WordClass word_class;
  if (token.pos == "VERB" || token.pos == "AUX") {
    if (token.dep == "aux" || token.dep == "auxpass") return nullptr;
    if (tree.is_attributive(at)) {  // "US-backed", not "war-torn"
      const std::vector<std::uint32_t> doer = slot(tree, at, "by");
      if (doer.empty() || tree.token(doer.front()).pos != "PROPN") return nullptr;
    }
    word_class = WordClass::verb;
  } else if (token.pos == "NOUN" || (token.pos == "PROPN" && token.ent_iob == 'O')) {
    word_class = WordClass::noun;
  } else if (token.pos == "ADJ" || token.pos == "ADP" || token.pos == "ADV") {
    word_class = WordClass::adjective;
  } else {
    return nullptr;
  }
  const std::vector<Entry>* entries = lexicon.entries(word_class, tree.lemma(at));
  if (!entries && word_class == WordClass::noun) entries = lexicon.entries(word_class, tree.lower(at));
  if (!entries) return nullptr;
  for (const Entry& entry : *entries)
    if (std::all_of(entry.with.begin(), entry.with.end(), [&](const Condition& c) { return holds(c, tree, at) != c.absent; }))
      return &entry;
  return nullptr;
}

}  // namespace

const Entry* match(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  const Entry* line = line_of(tree, lexicon, at);
  return line && !line->discard ? line : nullptr;
}

bool nobody_acts(const Tree& tree, const Lexicon& lexicon, std::uint32_t at) {
  const Entry* line = line_of(tree, lexicon, at);
  return line && line->discard &&
         std::any_of(line->with.begin(), line->with.end(), [](const Condition& c) { return c.slot == "subj"; });
}

}  // namespace entente::events
