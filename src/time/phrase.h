// Words -> what they say of a date, before it is known of which day they are said.
#pragma once

#include <optional>
#include <string>

#include "entente/doc.h"
#include "time/words.h"

namespace entente::time {

enum class Kind {
  kFixed,    // `date` says it all
  kPartial,  // month, perhaps day (to last_day), perhaps weekday; the year is missing
  kWeekday,  // weekday
  kOffset,   // count units from the anchor: "two days ago", "tomorrow"
  kUnit,     // the unit `shift` from the anchor's: "last week"
  kStretch,  // the count units up to the anchor, or from it on: "the past two weeks"
  kSeason,   // month: its first
  kPart,     // count months from `month` on, of the year `year_shift` from the anchor's: "the first quarter of last year"
  kWeekend,
  kFromText,  // count units from the date named before: "two days later"
  kBeside,    // count units from what the words behind it tell: "a day after the vote"
  kVague,     // "recently", "years ago"
};

// What the verb above a phrase without a year says of it.
enum class Ahead { kNo, kMaybe, kYes };

struct Phrase {
  Range tokens;
  Kind kind = Kind::kVague;
  std::string date;
  unsigned month = 0;
  unsigned day = 0;
  unsigned last_day = 0;
  std::optional<unsigned> weekday;
  std::optional<int> shift;       // "last" -1, "this" 0, "next" +1
  std::optional<int> year_shift;  // of a kPartial: "March of last year" -1
  bool from_text = false;         // leans on the date named before, as kFromText does: "March of that year"
  Unit unit = Unit::kDay;
  int count = 0;
  Ahead ahead = Ahead::kNo;
};

// Reads one phrase that starts at a token of a document without white-space tokens. A call looks at a bounded number of tokens.
class Reader {
 public:
  explicit Reader(const Doc& doc);

  std::optional<Phrase> at(std::uint32_t token) const;

 private:
  // phrase.cpp: dates that name a month or a year, or are written in figures.
  std::optional<Phrase> figures(std::uint32_t t) const;
  std::optional<Phrase> month_first(std::uint32_t t) const;
  std::optional<Phrase> day_first(std::uint32_t t) const;
  std::optional<Phrase> year(std::uint32_t t) const;
  std::optional<Phrase> decade(std::uint32_t t) const;
  std::optional<Phrase> century(std::uint32_t t) const;
  std::optional<Phrase> season_of_year(std::uint32_t t) const;
  std::optional<Phrase> part_of_year(std::uint32_t t) const;
  std::optional<Phrase> feast(std::uint32_t t) const;
  std::optional<Phrase> years_from_to(std::uint32_t t) const;
  bool is_year(std::uint32_t t) const;
  bool is_month(std::uint32_t t, unsigned& month) const;
  void add_year(std::uint32_t t, Phrase& phrase) const;

  // relative.cpp: phrases that lean on the day they are said.
  std::optional<Phrase> weekday(std::uint32_t t) const;
  std::optional<Phrase> deictic(std::uint32_t t) const;
  std::optional<Phrase> season(std::uint32_t t) const;
  std::optional<Phrase> shifted(std::uint32_t t) const;
  std::optional<Phrase> counted(std::uint32_t t) const;
  std::optional<Phrase> beside_an_event(std::uint32_t t) const;
  bool is_beside(std::uint32_t t) const;  // "after" or "before"
  bool closes(std::uint32_t t) const;     // what ends a clause
  Ahead ahead(std::uint32_t t, bool promised) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(doc_.tokens.size()); }
  // In lower case; empty outside of the document and of `t`'s paragraph as seen from `from`.
  std::string_view word(std::uint32_t t) const;
  std::string_view after(std::uint32_t from, std::uint32_t t) const;
  std::string_view label(std::uint32_t t) const { return t < size() ? doc_.tokens[t].ent_type : std::string_view(); }
  bool in_name(std::uint32_t t) const;

  const Doc& doc_;
  std::string lower_;      // its text in lower case
  unsigned surnames_ = 0;  // a bit for each month that is a person's last name in the document: "Theresa May"
};

// The value of a number word or of up to four digits; -1 for anything else.
int number_of(std::string_view word);

}  // namespace entente::time
