// Days and stretches of days, as offices and texts are dated.
#pragma once

#include <string>
#include <string_view>

namespace entente::actors {

// First and last day as numbers yyyymmdd, both inside; unknown ends are 0 and kOpen.
struct Period {
  static constexpr int kOpen = 99999999;
  int first = 0;
  int last = kOpen;

  bool known() const { return first != 0 || last != kOpen; }
  bool overlaps(Period other) const { return first <= other.last && other.first <= last; }
};

// "2021-08-27", "2021-08", "2021", an interval of two of them, or a day written out ("1 July 2021"). What cannot be read, and the
// empty text, is a period with both ends unknown.
Period parse_period(std::string_view text);

// "2021-01-20" of 20210120.
std::string iso_date(int day);

// The same day `years` later (or earlier); open ends stay open.
int add_years(int day, int years);

}  // namespace entente::actors
