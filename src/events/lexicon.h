// The words that name events (knowledge/events/), loaded into plain structs. knowledge/events/README.md describes the files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/knowledge.h"
#include "entente/result.h"
#include "events/frames.h"
#include "forest/forest.h"

namespace entente::events {

enum class WordClass : std::uint8_t { verb, noun, adjective };

// A condition on a trigger's surroundings: a grammatical slot that must be filled, if `words` is not empty by one of them.
struct Condition {
  std::string slot;     // subj obj iobj mod prt inf ing that, or a preposition
  WordSet words;        // lemmas in lower case, classes spelled out; empty: anything
  bool deep = false;    // the word may stand anywhere in the phrase, not only as its head
  bool absent = false;  // the slot must not be filled so
};

// One line of the lexicon.
struct Entry {
  std::string lemma;
  WordClass word_class = WordClass::verb;
  std::vector<Condition> with;
  std::string type;  // a PLOVER type; empty for a pure operator
  std::string op;    // an operator of ops.tsv that acts on the event this word governs; empty where none
  std::string mode;
  std::string cameo;
  std::vector<std::string> source;  // slots, the first that is filled wins
  std::vector<std::string> target;
  std::vector<std::string> links;  // how an operator may govern the event it acts on; empty: the operator's own
  bool mutual = false;             // several subjects do it to one another
  bool discard = false;            // the word names no event here
  bool known = false;              // an event only between two known actors
  bool fallback = false;           // carried over from another dictionary: weaker
  bool own = false;                // of the user's ontology: tried first
  std::string where;               // "knowledge/events/verbs.tsv:12", or the line of the user's own file
};

// How an operator ("vow", "refuse", "accuse of") acts on the event it governs.
struct Operator {
  std::vector<std::string> links;    // obj inf ing that subj or prepositions
  std::vector<std::string> targets;  // where the new event's target comes from: own, source, target (of the governed event)
  std::string status;                // status given to the governed event where the type stays
};

// What a class of words says of whether what hangs on it took place ("accused of attacking": hypothetical).
struct Governor {
  std::string words;               // a class
  bool is_verb = false;            // only as a verb
  std::vector<std::string> links;  // how what it governs hangs on it: obj inf ing that subj whom or prepositions
  std::string governed;            // a class of what it governs; empty: any
  std::string status;
  std::string undone, ahead;  // where the word above is itself not done ("no plans"), or still to come ("may refuse")
};

// What an operator makes of an event of some type.
struct Composition {
  std::string type;  // empty: the governed event's own
  std::string mode;
  std::string cameo;
};

struct TypeFacts {
  int quad = 0;
  std::string cameo;  // the type's general CAMEO code
  double prior = 0;   // share of the type among coded events
  bool own = false;   // of the user's ontology
};

// How the learned coder's answers and the patterns make a sentence's events: blend.tsv, fitted for the model that is shipped with
// it.
struct EventBlend {
  std::map<std::string, double, std::less<>> weights;  // of an event's features, for its confidence; empty: not fitted
  double threshold = 0.5;                              // an event below it is left out
  double further = 0;                                  // the same of all but a sentence's likeliest
  double least_role = 0.5;                             // the probability from which a word belongs to a role
  double pair_role = 0;                                // a pair is no event where the model gives one of them less of the role
  double party = 1;     // the probability from which somebody plays a role; from 1 on roles stay as they are found
  double tells = 0.5;   // a sentence that is less sure to tell an event has none but the patterns'
  double neutral = 1;   // a sentence that is surer than this to tell no event has none
  double pair = 2;      // two actors whom no event joins have one from this probability on
  double word = 2;      // a word that tells an event with this probability and that none stands for is one
  double rival = 0;     // an event below this part of one between the same words is left out
  double contrary = 1;  // the same of one of the other sign that the same word tells
  double united = 0;    // whether events that tell one deed are made one
};

struct Lexicon {
  // Reads every table of events/. Fails naming file and line.
  static Result<Lexicon> load(const Knowledge& knowledge);

  // Entries of a lemma (lower case), in the order in which they are tried; nullptr where none.
  const std::vector<Entry>* entries(WordClass word_class, std::string_view lemma) const;
  // What `op` makes of `type`; nothing where it does not act on it.
  std::optional<Composition> compose(std::string_view op, std::string_view type) const;
  bool in_class(std::string_view name, std::string_view word) const;
  int quad(std::string_view type) const;
  // A type's place among those that are not the user's own, by name; their number for others.
  std::size_t place_of(std::string_view type) const;
  double weight(std::string_view feature) const;   // in confidence.tsv; 0 where it has no line
  double goldstein(std::string_view cameo) const;  // a code without a value of its own takes its parent's
  std::vector<std::string> contexts(std::string_view cameo) const;
  std::string mode(std::string_view cameo) const;

  std::map<std::string, TypeFacts, std::less<>> types;
  std::map<std::string, Operator, std::less<>> ops;
  WordClasses classes;
  std::vector<Governor> governors;  // the first that fits says it
  EventBlend blend;
  forest::Forest statuses;  // whether an event happened, of kStatusFeatures numbers (status.h); none: the rules say it
  forest::Forest days;  // whether an undated event was before its article's day, of kDaySigns numbers (days.h); none: nothing was
  std::map<std::string, long, std::less<>> numbers;                       // number words
  std::map<std::string, std::string, std::less<>> bounds;                 // "at least" -> bound
  std::map<std::string, std::vector<std::string>, std::less<>> anaphors;  // noun -> types of the event that it points back at
  std::vector<std::vector<std::string>> discards;  // phrases, as lower-case words, whose sentence tells no event

 private:
  struct CameoFacts {
    double goldstein = 0;
    bool has_goldstein = false;
    std::string type, mode;
    std::vector<std::string> contexts;
  };
  friend class LexiconReader;
  const CameoFacts* cameo_facts(std::string_view code) const;

  std::unordered_map<std::string, std::vector<Entry>, WordHash, std::equal_to<>> verbs_, nouns_, adjectives_;
  std::map<std::string, std::map<std::string, Composition, std::less<>>, std::less<>> compositions_;
  std::map<std::string, CameoFacts, std::less<>> cameo_;
  std::map<std::string, double, std::less<>> weights_;
};

}  // namespace entente::events
