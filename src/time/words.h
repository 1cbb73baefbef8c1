// The English words of the calendar.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace entente::time {

enum class Unit { kHour, kDay, kWeek, kMonth, kYear, kDecade, kCentury };

template <std::size_t N>
constexpr bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <class T, std::size_t N>
constexpr const T* look_up(std::string_view word, const std::array<std::pair<std::string_view, T>, N>& table) {
  for (const auto& [key, value] : table)
    if (key == word) return &value;
  return nullptr;
}

// All words below are in lower case; abbreviations stand without their full stop.
constexpr std::array<std::pair<std::string_view, unsigned>, 24> kMonths = {{
    {"january", 1},   {"february", 2}, {"march", 3},     {"april", 4},     {"may", 5},  {"june", 6}, {"july", 7}, {"august", 8},
    {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12}, {"jan", 1},  {"feb", 2},  {"mar", 3},  {"apr", 4},
    {"jun", 6},       {"jul", 7},      {"aug", 8},       {"sep", 9},       {"sept", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
}};

// 0 is Sunday, as in std::chrono::weekday.
constexpr std::array<std::pair<std::string_view, unsigned>, 7> kWeekdays = {{
    {"sunday", 0},
    {"monday", 1},
    {"tuesday", 2},
    {"wednesday", 3},
    {"thursday", 4},
    {"friday", 5},
    {"saturday", 6},
}};

constexpr std::array<std::pair<std::string_view, Unit>, 16> kUnits = {{
    {"minute", Unit::kHour},
    {"minutes", Unit::kHour},
    {"hour", Unit::kHour},
    {"hours", Unit::kHour},
    {"day", Unit::kDay},
    {"days", Unit::kDay},
    {"week", Unit::kWeek},
    {"weeks", Unit::kWeek},
    {"month", Unit::kMonth},
    {"months", Unit::kMonth},
    {"year", Unit::kYear},
    {"years", Unit::kYear},
    {"decade", Unit::kDecade},
    {"decades", Unit::kDecade},
    {"century", Unit::kCentury},
    {"centuries", Unit::kCentury},
}};

// First months of meteorological seasons of the northern hemisphere.
constexpr std::array<std::pair<std::string_view, unsigned>, 5> kSeasons = {{
    {"spring", 3},
    {"summer", 6},
    {"autumn", 9},
    {"fall", 9},
    {"winter", 12},
}};

constexpr std::array<std::pair<std::string_view, int>, 30> kNumbers = {{
    {"a", 1},          {"an", 1},        {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},
    {"five", 5},       {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},
    {"eleven", 11},    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},
    {"fifty", 50},     {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"hundred", 100},
}};

constexpr std::array<std::pair<std::string_view, unsigned>, 8> kOrdinals = {{
    {"first", 1},
    {"second", 2},
    {"third", 3},
    {"fourth", 4},
    {"1st", 1},
    {"2nd", 2},
    {"3rd", 3},
    {"4th", 4},
}};

// Months that a year's quarter and half have.
constexpr std::array<std::pair<std::string_view, unsigned>, 2> kPartsOfYear = {{{"quarter", 3}, {"half", 6}}};

// Words before a season's name that make it a time.
constexpr std::array<std::string_view, 9> kBeforeSeason = {"in",     "since", "until", "during", "by",
                                                           "before", "after", "early", "late"};

// Feasts with a day of their own, by their words.
struct Feast {
  std::array<std::string_view, 4> words;  // empty behind the last
  unsigned month;
  unsigned day;
};
constexpr std::array<Feast, 7> kFeasts = {{
    {{"new", "year", "'s", "day"}, 1, 1},
    {{"new", "year", "’s", "day"}, 1, 1},
    {{"new", "year", "'s", "eve"}, 12, 31},
    {{"new", "year", "’s", "eve"}, 12, 31},
    {{"christmas", "eve", "", ""}, 12, 24},
    {{"christmas", "day", "", ""}, 12, 25},
    {{"valentine", "'s", "day", ""}, 2, 14},
}};

// -1 the one before, 0 this one, +1 the one after.
constexpr std::array<std::pair<std::string_view, int>, 8> kShifts = {{
    {"last", -1},
    {"past", -1},
    {"previous", -1},
    {"this", 0},
    {"current", 0},
    {"next", 1},
    {"coming", 1},
    {"following", 1},
}};

// Days that a whole event is called after; the noun that follows tells the event from the day.
struct NamedDay {
  unsigned month;
  unsigned day;
  std::string_view noun;  // how it begins
  std::string_view date;
};
constexpr std::array<NamedDay, 4> kNamedDays = {{
    {9, 11, "attack", "2001-09-11"},
    {9, 11, "terror", "2001-09-11"},
    {9, 11, "hijack", "2001-09-11"},
    {10, 7, "attack", "2023-10-07"},
}};

constexpr std::array<std::string_view, 6> kEarlyLate = {"early", "earlier", "late", "later", "mid", "mid-"};
constexpr std::array<std::string_view, 7> kPartOf = {"end", "beginning", "start", "middle", "half", "close", "outset"};
constexpr std::array<std::string_view, 6> kPartsOfDay = {"morning", "afternoon", "evening", "night", "noon", "midnight"};
constexpr std::array<std::string_view, 6> kVagueCounts = {"few", "several", "some", "many", "couple", "recent"};
constexpr std::array<std::string_view, 5> kClosing = {",", ".", ";", ")", "”"};
constexpr std::array<std::string_view, 6> kTo = {"to", "until", "till", "through", "-", "–"};

// Words before a number of four digits that make it no year.
constexpr std::array<std::string_view, 18> kNumbered = {"resolution", "no.",     "number", "#",    "$",     "flight",
                                                        "article",    "section", "page",   "room", "route", "highway",
                                                        "brigade",    "unit",    "€",      "£",    "us$",   "least"};
// Words after which a number of four digits is a year even where the tagger of entities did not see one.
constexpr std::array<std::string_view, 11> kBeforeYear = {"in",  "since", "until", "during", "late",  "early",
                                                          "mid", "mid-",  "(",     "by",     "before"};
// Words before a weekday's name that make it a feast's, or any such day.
constexpr std::array<std::string_view, 9> kHolidayWords = {"every", "each", "black",  "good", "bloody",
                                                           "super", "ash",  "easter", "palm"};

}  // namespace entente::time
