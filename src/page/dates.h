// Dates as sites print them, in metadata and in addresses. Full dates only: a day, a month and a year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/cues.h"

namespace entente::page {

struct PrintedDate {
  std::string iso;                 // YYYY-MM-DD
  std::size_t begin = 0, end = 0;  // bytes of the text searched, a day of the week before it included
  bool weekday = false;
};

// Which of two numbers below 13 the day is.
enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst };

// The dates that stand in a line: "Friday, August 27, 2021", "27 Aug. 2021", "27. August 2021", "27 de agosto de 2021",
// "2021-08-27", "27.08.2021", "08/27/2021" where only one reading is possible or `order` decides, "27.08.21". Linear.
std::vector<PrintedDate> dates_in(std::string_view line, const Cues& cues, DateOrder order = DateOrder::Unknown);

// The date of a machine-readable value: ISO 8601 with or without a time, or any printed form; empty if none.
std::string date_of_value(std::string_view value, const Cues& cues, DateOrder order = DateOrder::Unknown);

// The value as a time of ISO 8601, "2021-08-27T06:15:00+02:00", its zone kept; empty where it gives no time of day.
std::string time_of_value(std::string_view value);

// The date in an address such as /2021/08/27/ or /2021-08-27-title; empty if it names no full date.
std::string date_of_url(std::string_view url);

// True if nothing but the date, a time of day and separators stands in the line.
bool is_date_alone(std::string_view line, const PrintedDate& date);

// The date at the head of an agency's first paragraph, "KABUL, Aug. 27, 2021 (Agency) - ..."; no value where there is none.
std::optional<PrintedDate> dateline_of(std::string_view paragraph, const Cues& cues);

}  // namespace entente::page
