#include "actors/period.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::actors {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool digit(char c) { return c >= '0' && c <= '9'; }

// The number at text[at], advancing; -1 where there is none.
int number(std::string_view text, std::size_t& at) {
  int value = 0;
  const std::size_t from = at;
  for (; at < text.size() && digit(text[at]) && at - from < 4; ++at) value = value * 10 + (text[at] - '0');
  return at == from ? -1 : value;
}

Period whole(int year, int month, int day) {
  if (year < 1000 || month > 12 || day > 31) return {};
  if (month <= 0) return {year * 10000 + 101, year * 10000 + 1231};
  if (day <= 0) return {year * 10000 + month * 100 + 1, year * 10000 + month * 100 + 31};
  return {year * 10000 + month * 100 + day, year * 10000 + month * 100 + day};
}

Period written_out(std::string_view text) {
  int day = 0, month = 0, year = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (digit(text[at])) {
      const int value = number(text, at);
      (value > 31 ? year : day) = value;
    } else {
      std::string word;
      for (; at < text.size() && !digit(text[at]) && text[at] != ' '; ++at) word += static_cast<char>(text[at] | 0x20);
      for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (word.starts_with(kMonths[m])) month = static_cast<int>(m) + 1;
      for (; at < text.size() && text[at] == ' ';) ++at;
    }
  }
  return whole(year, month, month ? day : 0);
}

Period one(std::string_view text) {
  std::size_t at = 0;
  const int year = number(text, at);
  if (at != 4) return written_out(text);
  int month = 0, day = 0;
  if (at + 1 < text.size() && text[at] == '-') month = number(text, ++at);
  if (at + 1 < text.size() && text[at] == '-') day = number(text, ++at);
  return whole(year, month, day);
}

}  // namespace

int Period::shared_days(Period other) const {
  const auto days = [](int day) { return day / 10000 * 372 + day / 100 % 100 * 31 + day % 100; };
  return overlaps(other) ? days(std::min(last, other.last)) - days(std::max(first, other.first)) + 1 : 0;
}

Period parse_period(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return text.empty() ? Period{} : one(text);
  const Period from = slash ? one(text.substr(0, slash)) : Period{};
  const Period to = slash + 1 < text.size() ? one(text.substr(slash + 1)) : Period{};
  return {from.first, to.last};
}

std::optional<Period> latest_year_in(std::string_view text, Period within) {
  const auto part_of_word = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : ' ';
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '$' || c == '%';
  };
  const auto part_of_number = [&](std::size_t at) {  // "2,016", "0.2016"
    return at + 1 < text.size() && (text[at] == ',' || text[at] == '.') && digit(text[at + 1]);
  };
  const auto to_come = [&](std::size_t from) {
    const std::string_view before = text.substr(0, from);
    return before.ends_with(" by ") || before.ends_with("By ") || before.ends_with(" until ") || before.ends_with(" through ");
  };
  const auto counts = [&](int year, std::size_t at) {  // "2000 soldiers"
    return year % 100 == 0 && at + 1 < text.size() && text[at] == ' ' && text[at + 1] >= 'a' && text[at + 1] <= 'z';
  };
  int latest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit(text[at])) continue;
    const std::size_t from = at;
    while (at < text.size() && digit(text[at])) ++at;
    if (at - from != 4 || (from > 0 && part_of_word(from - 1)) || part_of_word(at) || part_of_number(at)) continue;
    if (from > 1 && (text[from - 1] == ',' || text[from - 1] == '.') && digit(text[from - 2])) continue;
    std::size_t begin = from;
    const int year = number(text, begin);
    if (year <= latest || counts(year, at) || to_come(from)) continue;
    if (within.overlaps({year * 10000 + 101, year * 10000 + 1231})) latest = year;
  }
  if (latest == 0) return {};
  return Period{std::max(within.first, latest * 10000 + 101), std::min(within.last, latest * 10000 + 1231)};
}

std::string iso_date(int day) { return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100); }

int add_years(int day, int years) { return day == 0 || day == Period::kOpen ? day : day + years * 10000; }

}  // namespace entente::actors
