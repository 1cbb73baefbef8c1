// Days and stretches of days, as offices and texts are dated.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente::actors {

// First and last day as numbers yyyymmdd, both inside; unknown ends are 0 and kOpen.
struct Period {
  static constexpr int kOpen = 99999999;
  int first = 0;
  int last = kOpen;
  bool rough = false;  // a guess: what a text itself says of somebody counts more

  bool known() const { return first != 0 || last != kOpen; }
  bool overlaps(Period other) const { return first <= other.last && other.first <= last; }
  // The days that two periods share, roughly; 0 where they do not overlap.
  int shared_days(Period other) const;
};

// "2021-08-27", "2021-08", "2021", an interval of two of them, or a day written out ("1 July 2021"). What cannot be read, and the
// empty text, is a period with both ends unknown.
Period parse_period(std::string_view text);

// The latest year of `within` that a text names in digits and not as one to come ("by 2025"); nothing where it names none.
// Linear.
std::optional<Period> latest_year_in(std::string_view text, Period within);

// "2021-01-20" of 20210120.
std::string iso_date(int day);

// The same day `years` later (or earlier); open ends stay open.
int add_years(int day, int years);

}  // namespace entente::actors
