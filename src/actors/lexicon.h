// The dictionaries of knowledge/actors in memory: names, people with dated roles, role nouns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/period.h"
#include "actors/words.h"
#include "entente/knowledge.h"
#include "entente/records.h"
#include "entente/result.h"
#include "knowledge/by_hash.h"
#include "knowledge/tables.h"

namespace entente::actors {

enum class Kind : std::uint8_t {
  country,  // "France", an actor
  demonym,  // "French", "Syrians"
  capital,  // "Paris", its government where it acts, else a place
  seat,     // "the Kremlin", an actor of sector GOV
  place,    // a city or region
  body,     // an organisation, armed group, national institution or company: an actor
  person,   // by the full name
  surname,  // by the surname alone: counts only where the person is already known or in office
  role,     // a role noun: "soldiers", "foreign minister"
};

inline constexpr std::string_view kRest = " *";  // ends a name that runs on: "HMS *"

// A sector that holds in a period.
struct SectorTerm {
  Period period;
  std::string sector;
};

struct Body {
  Actor actor;
  std::vector<SectorTerm> terms;  // override actor.sector where one overlaps the date
};

// One office or post of a person.
struct Term {
  std::string_view country;  // ISO 3166 alpha-3, or an organisation's code
  std::string_view office;   // key, e.g. "president"; empty where only the sector is known
  std::string_view sector;
  Period period;
};

// Whether a term is of an office; a mere "leader" may hold any that leads a state.
bool holds(const Term& term, std::string_view office);

struct Person {
  std::string_view name;
  std::vector<Term> terms;  // ascending by first day
  char gender = ' ';        // f, m or unknown
  bool famous = false;      // of a table whose people are known by the family name alone

  bool held(std::string_view office) const;  // at any time
  bool led() const { return held("president") || held("prime minister"); }
};

struct RoleNoun {
  std::string sector;  // empty where the noun takes its sector from what stands before it ("spokesman")
  std::string office;  // key of a dated office, empty where none
  std::string kind;    // person | people | body | any | relation | nobody
  bool weak = false;   // an earlier role noun gives the sector ("army chief")
};

struct Entry {
  Kind kind = Kind::place;
  bool acronym : 1 = false;    // only in capitals: "US", "WHO"
  bool full : 1 = false;       // a person's own name, no alias
  bool own : 1 = false;        // of the user's ontology: before all others with the same words
  bool runs_on : 1 = false;    // only with a name behind it: "HMS"
  std::uint16_t capitals = 0;  // words of the name that begin with a capital, first word lowest bit; the text must have them too
  std::uint32_t index = 0;     // into the table of its kind
  std::uint32_t next = 0;      // the next entry with the same words; 0 none
};

// A dictionary hit over words [first, last).
struct Match {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t entry = 0;
};

class Lexicon {
 public:
  // Reads actors/. Fails, naming file and line, on what it cannot read.
  static Result<Lexicon> load(const Knowledge& knowledge);
  static Result<Lexicon> load_offices(const Knowledge& knowledge);  // nothing but role nouns with a dated office

  // The longest dictionary entry that begins at words[at] and ends by `limit`; entry 0 where none. Constant time: no name is
  // longer than kMaxWords.
  Match match(const Words& words, std::uint32_t at, std::uint32_t limit) const;

  // All entries over [0, words.size()), longest first from the left, none overlapping. Linear.
  std::vector<Match> matches(const Words& words) const;

  const Entry& entry(std::uint32_t index) const { return entries_[index]; }
  const Actor& country(std::uint32_t index) const { return countries_[index]; }
  const Actor* country_by_code(std::string_view code) const;
  const Actor* country_by_domain(std::string_view domain) const;  // "fr"; null for one that is used everywhere
  const Body& body(std::uint32_t index) const { return bodies_[index]; }
  const Body* body_by_code(std::string_view code) const;
  const Person& person(std::uint32_t index) const { return people_[index]; }
  const RoleNoun& role(std::uint32_t index) const { return roles_[index]; }
  // Who ever held an office.
  const std::vector<std::uint32_t>& holders(std::string_view country, std::string_view office) const;

  // In how many countries people of the tables bear a family name.
  std::uint32_t bearers(std::uint64_t word) const;

  // Whether a word (folded hash) belongs to a class of knowledge/actors/words.tsv ("former", "say").
  bool is(std::string_view word_class, std::uint64_t word) const;

  int as_of() const { return as_of_; }  // the last day that the people's table knows of

  static constexpr std::uint32_t kMaxWords = 10;

 private:
  friend class Loader;

  // What a name of these words is: its kind, index, `full` and `own`; the rest the name tells.
  void add_name(std::string_view name, const Words& words, Entry entry);
  // The person whose own name these words are.
  std::optional<std::uint32_t> person_in_full(const Words& words) const;
  // The person of "Boris N. Yeltsin", whom the tables have without the initial; 0 where there is none.
  std::uint32_t with_initial(const Words& words, std::uint32_t at, std::uint32_t limit) const;
  bool fits(const Entry& entry, const Words& words, std::uint32_t first, std::uint32_t last) const;

  // What names have of a word.
  struct InNames {
    std::uint16_t bearers = 0;  // countries in which it is a family name
    std::uint8_t longest = 0;   // words of the longest name that begins with it
  };

  static std::uint64_t office_key(std::string_view country, std::string_view office) {
    return hash_join(knowledge::hash_of(country), knowledge::hash_of(office));
  }
  static std::uint64_t class_key(std::string_view word_class, std::uint64_t word) {
    return hash_join(knowledge::hash_of(word_class), word);
  }

  std::vector<Entry> entries_{Entry{}};
  knowledge::ByHash<std::uint32_t> first_entry_;  // by the words' joined hash
  knowledge::ByHash<InNames> words_;
  std::vector<Actor> countries_;
  std::unordered_map<std::string, std::uint32_t> country_index_;
  std::unordered_map<std::string, std::uint32_t> country_by_domain_;
  std::vector<Body> bodies_;
  std::unordered_map<std::string, std::uint32_t> body_index_;
  knowledge::Texts texts_;  // that people's names and terms are views of
  std::vector<Person> people_;
  knowledge::ByHash<std::vector<std::uint32_t>> holders_;  // by country and office
  std::vector<RoleNoun> roles_;
  knowledge::Hashes classes_;  // of class and word
  int as_of_ = 0;
};

}  // namespace entente::actors
