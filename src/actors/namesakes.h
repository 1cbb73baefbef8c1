// Places of one name in several countries: which a text means.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "actors/lexicon.h"

namespace entente::actors {

// The countries of which a text speaks.
class Setting {
 public:
  Setting() = default;
  // Counts what names only one place. `hits` are the dictionary's in `words`. Linear.
  Setting(const Lexicon& lexicon, std::string_view text, const Words& words, const std::vector<Match>& hits);

  bool speaks_of(std::string_view country) const { return countries_.contains(country); }

  // The entry that a name means here, `entry` itself or one of the same words: another city where the text speaks more than twice
  // as often of its country, a region in place of a country where the text names more towns around it than inside of the country
  // and hardly speaks of others, a capital's namesake only where the text says of what country it is. Constant time.
  std::uint32_t meant(const Lexicon& lexicon, std::uint32_t entry) const;

 private:
  struct Votes {
    int all = 0;
    int inside = 0;  // for a country: of its people, capital and places
    int places = 0;  // for a region of it: of its places only
  };

  Votes votes(std::string_view country) const;
  bool beats(const Entry& first, std::string_view country, std::string_view other) const;

  std::map<std::string, Votes, std::less<>> countries_;
  std::map<std::uint32_t, std::uint32_t> told_;  // capitals' names -> the place of that name: "Tripoli, Lebanon"
};

}  // namespace entente::actors
