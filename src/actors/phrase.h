// One noun phrase -> the actor that it names: dictionary hits put together by their kinds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "actors/lexicon.h"
#include "actors/namesakes.h"

namespace entente::actors {

inline constexpr std::uint32_t kNobody = UINT32_MAX;
inline constexpr std::string_view kCandidate = "candidate";  // the office of who runs for one

// What a phrase says of who it stands for.
struct Reading {
  Actor actor;                     // code empty where no one is named: then at most sector and kind are known
  std::string how;                 // name | surname | demonym | capital | place | title: ... | role; empty where nothing was read
  std::string office;              // of its role noun, empty where none
  std::uint32_t person = kNobody;  // index of a person known to the dictionary
  std::uint32_t first = 0;         // words [first, decisive) are the hit that decided, where it is a name
  std::uint32_t decisive = 0;
  bool former = false;      // "former", "ex-"
  bool role = false;        // a role noun decided
  bool surname = false;     // only the surname is the person's
  Kind kind = Kind::place;  // of the hit that decided

  bool found() const { return !how.empty(); }
};

// Reads phrases at one date. Holds references only.
class Reader {
 public:
  // `as_written`: without a date a person counts as still in the office held last; otherwise only for some years after it.
  // `setting` tells places of one name apart.
  Reader(const Lexicon& lexicon, Period date, bool as_written = false, const Setting* setting = nullptr)
      : lexicon_(lexicon), date_(date), as_written_(as_written), setting_(setting) {}

  // Words [first, last): the modifiers and the head of one noun phrase, head last. `owner` is the actor of an "of"-phrase behind
  // it, or null. Linear in the words.
  Reading read(const Words& words, std::uint32_t first, std::uint32_t last, const Actor* owner = nullptr) const;

  // A person at the reader's date: in office the office's actor, afterwards sector ELI.
  Actor person_actor(std::uint32_t person) const;
  // The term in force at the reader's date, or null.
  const Term* term_at(std::uint32_t person) const;
  Actor body_actor(const Body& body) const;
  // The role noun that a body's name also is ("Congress", "Democratic Party"), null where the name is nobody else's.
  const RoleNoun* generic(const Words& words, const Reading& reading) const;
  // "American" of "Latin American", "West" of "West African": of a continent, and of no country.
  bool is_continental(const Words& words, const Match& match) const;
  // The only holder of an office at a known date; kNobody otherwise.
  std::uint32_t holder(std::string_view country, std::string_view office) const;

  const Lexicon& lexicon() const { return lexicon_; }
  Period date() const { return date_; }

 private:
  struct Items;

  bool in_force(const Term& term) const;  // at a known date
  Items collect(const Words& words, std::uint32_t first, std::uint32_t last) const;
  bool part_of_name(const Word& word, const Word& later) const;
  bool describes(const Words& words, const Match& match, std::uint32_t last) const;
  bool foreign(const Items& items, const Entry& entry) const;
  const Entry* role_of(std::uint32_t entry) const;
  Reading read_role(const Items& items, const Actor* owner) const;
  Reading read_name(const Items& items) const;
  bool beats(const RoleNoun& title, std::uint32_t person) const;
  Reading read_person(const Items& items, std::uint32_t person, bool surname) const;
  std::uint32_t by_surname(std::uint32_t entry, std::string_view office, std::string_view country, bool titled) const;
  Actor name_actor(const Entry& entry) const;

  const Lexicon& lexicon_;
  Period date_;
  bool as_written_ = false;
  const Setting* setting_ = nullptr;
};

// Rows of national bodies share one actor; the text's own words name which it is.
void name_national_body(Reading& reading, const Words& words, std::string_view text);

// Whether a sector is of offices that one leaves: who had one is a former official afterwards.
bool public_office(std::string_view sector);

// "USA GOV" of a country and a sector; the country alone where there is no sector.
std::string code_of(std::string_view country, std::string_view sector);

}  // namespace entente::actors
