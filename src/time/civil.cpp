#include "time/civil.h"

#include <charconv>
#include <cstdio>

namespace entente::time {
namespace {

using namespace std::chrono;

bool digits(std::string_view text, int& to) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return std::from_chars(text.data(), text.data() + text.size(), to).ec == std::errc{};
}

std::optional<Period> date_period(std::string_view iso) {
  int y = 0, m = 0, d = 0;
  if (iso.size() < 4 || !digits(iso.substr(0, 4), y) || y < 1) return std::nullopt;
  if (iso.size() == 4) return Period{year{y} / January / 1, year{y} / December / 31};
  if (iso.size() < 7 || iso[4] != '-' || !digits(iso.substr(5, 2), m) || m < 1 || m > 12) return std::nullopt;
  const year_month month = year{y} / m;
  if (iso.size() == 7) return Period{month / 1, sys_days{month / last}};
  if (iso.size() < 10 || iso[7] != '-' || !digits(iso.substr(8, 2), d)) return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  const year_month_day day = month / d;
  if (!day.ok()) return std::nullopt;
  return Period{day, day};
}

bool writable(year y) { return int{y} >= 1 && int{y} <= 9999; }

}  // namespace

std::optional<Period> period(std::string_view iso) {
  const auto slash = iso.find('/');
  const auto first = date_period(iso.substr(0, slash));
  if (slash == std::string_view::npos || !first) return first;
  const auto last = date_period(iso.substr(slash + 1));
  if (!last || last->last < first->first) return std::nullopt;
  return Period{first->first, last->last};
}

std::string iso(year y) {
  if (!writable(y)) return {};
  char out[16];
  std::snprintf(out, sizeof out, "%04d", int{y});
  return out;
}

std::string iso(YearMonth month) {
  if (!month.ok() || !writable(month.year())) return {};
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u", int{month.year()}, unsigned{month.month()});
  return out;
}

std::string iso(Day day) {
  const year_month_day ymd{day};
  if (!writable(ymd.year())) return {};
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()});
  return out;
}

std::string interval(const std::string& first, const std::string& last) {
  return first.empty() || last.empty() ? std::string() : first + "/" + last;
}

year year_of(Day day) { return year_month_day{day}.year(); }

YearMonth month_of(Day day) {
  const year_month_day ymd{day};
  return ymd.year() / ymd.month();
}

Day monday_of(Day day) { return day - (weekday{day} - Monday); }

}  // namespace entente::time
