// Dates of the civil calendar and their ISO 8601 forms.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace entente::time {

using Day = std::chrono::sys_days;
using YearMonth = std::chrono::year_month;

// The days that a date or an interval covers, both ends included.
struct Period {
  Day first;
  Day last;

  bool is_day() const { return first == last; }
};

// "2021-08-27" (a time after it is dropped), "2021-08", "2021" or two of these around '/'; nothing for anything else.
std::optional<Period> period(std::string_view iso);

// ISO 8601 calendar dates; empty outside of the years 1 to 9999.
std::string iso(Day day);
std::string iso(YearMonth month);
std::string iso(std::chrono::year year);
// "first/last"; empty where one of them is.
std::string interval(const std::string& first, const std::string& last);

std::chrono::year year_of(Day day);
YearMonth month_of(Day day);
// The Monday of the day's week (ISO 8601).
Day monday_of(Day day);

}  // namespace entente::time
