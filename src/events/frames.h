// Grammatical slots of a word (logical subject, object, prepositions, possessor ...) over a dependency parse in the labels of
// spaCy's English models (ClearNLP style).
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "entente/doc.h"

namespace entente::events {

constexpr std::uint32_t kNoToken = UINT32_MAX;

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};
using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;

// The lexicon's word classes by name.
using WordClasses = std::map<std::string, WordSet, std::less<>>;

// A document's parse with child lists and lower-cased lemmas. Built once a document; linear. Document and classes outlive it.
class Tree {
 public:
  Tree(const Doc& doc, const WordClasses& classes);

  const Doc& doc() const { return *doc_; }
  const Token& token(std::uint32_t at) const { return doc_->tokens[at]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(doc_->tokens.size()); }
  std::span<const std::uint32_t> children(std::uint32_t at) const {
    return {children_.data() + first_child_[at], children_.data() + first_child_[at + 1]};
  }
  const std::string& lemma(std::uint32_t at) const { return lemmas_[at]; }  // lower case
  const std::string& lower(std::uint32_t at) const { return lowers_[at]; }  // the word itself, lower case

  bool is_root(std::uint32_t at) const { return token(at).head == at; }
  bool has_child(std::uint32_t at, std::string_view dep) const { return child(at, dep) != kNoToken; }
  std::uint32_t child(std::uint32_t at, std::string_view dep) const;  // the first with the label; kNoToken where none
  bool is_verb(std::uint32_t at) const { return token(at).pos == "VERB" || token(at).pos == "AUX"; }
  bool is_noun(std::uint32_t at) const {
    return token(at).pos == "NOUN" || token(at).pos == "PROPN" || token(at).pos == "PRON" || token(at).pos == "NUM";
  }
  bool is_headline_passive(std::uint32_t at) const;  // "UN envoy killed": no doer, though it reads like one
  bool is_passive(std::uint32_t at) const;
  bool is_attributive(std::uint32_t at) const;  // "US-backed rebels": a participle before the noun that it is done to
  // `ancestor` is reached from `at` by heads (or is it).
  bool below(std::uint32_t at, std::uint32_t ancestor) const;

  // The first token that ends behind where the words begin; kNoToken where none does.
  std::uint32_t token_at(Span words) const;

  // The word's lemma, or a verb's with its particle ("rule_out"), stands in a class of the lexicon: "portion" (counts what
  // follows its "of"), "cause" (a subject brings it about without doing it), "vehicle" (speaks or acts for its maker), "perform"
  // (does what its object names).
  bool in_class(std::uint32_t at, std::string_view name) const;

 private:
  const Doc* doc_;
  const WordClasses* classes_;
  std::vector<std::uint32_t> children_, first_child_;  // of each token in turn, and where they begin
  std::vector<std::string> lemmas_, lowers_;
};

// The head tokens that fill a slot of `at`, conjuncts included, in text order; empty where none.
// Slots: subj (logical: a passive's by-agent), obj (logical: a passive's subject), iobj, poss, comp (compound and adjectival
// modifiers), by, above (the subject of the clause that an adverbial clause hangs on), between, self (the word itself), is (who
// is said to be it: "Iran is an ally", "Iran, an ally"), part (who takes part in it: "the forces in the fight", "helped Iraq in
// the fight"), or any preposition, of the word or of its object.
std::vector<std::uint32_t> slot(const Tree& tree, std::uint32_t at, std::string_view name);

// The place of a word in a list as a feature of trees; the list's size where it is not in it.
template <std::size_t N>
float place_in(const std::string_view (&list)[N], std::string_view word) {
  return static_cast<float>(std::find(std::begin(list), std::end(list), word) - std::begin(list));
}

// The verb of the clause in which a word stands; kNoToken where none is near.
std::uint32_t verb_above(const Tree& tree, std::uint32_t word);

// "each other", "one another" among some words.
bool is_reciprocal(std::string_view words);

// What several do together they do to one another.
bool is_mutual(std::string_view type);

// The word and its coordinated words.
std::vector<std::uint32_t> with_conjuncts(const Tree& tree, std::uint32_t at);

// Nouns that only count or portion what follows their "of" ("a series of", "dozens of"): the noun behind it; else the noun
// itself.
std::uint32_t through_of(const Tree& tree, std::uint32_t at);

// The object of a preposition child of `at` (or the preposition's own verb, "of killing"); kNoToken where none.
std::uint32_t prep_object(const Tree& tree, std::uint32_t at, std::string_view preposition);

// "To leave" and "to be left" have "to".
bool has_auxiliary(const Tree& tree, std::uint32_t verb, std::string_view word);

// How a word hangs on the word that governs it, past coordination and portion nouns ("a series of attacks").
struct Link {
  std::uint32_t governor = kNoToken;  // kNoToken where it hangs on none
  std::string name;                   // obj subj inf ing that purpose attr comp or a preposition
};
Link link_of(const Tree& tree, std::uint32_t at);

// "Wants X to attack", "ordered X to attack", "let X attack": what one has another do.
struct Bidding {
  std::uint32_t verb = kNoToken, deed = kNoToken;  // kNoToken where nobody is bidden
  std::vector<std::uint32_t> doers;
};
// The nearest that a word tells the deed of, past coordination, what is "to" be done in turn and what a verb only brings about
// ("wants X to carry out attacks"); verbs of the class "bidding". Bounded in steps.
Bidding bidding_of(const Tree& tree, std::uint32_t at);

}  // namespace entente::events
