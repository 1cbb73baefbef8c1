#include "time/resolve.h"

#include <cstdlib>

namespace entente::time {
namespace {

using namespace std::chrono;

// News names days to come without a year too; a month ahead is taken so, more is a year ago.
constexpr days kAhead{31};
constexpr days kMonthAhead{3};  // a month to come is seldom named without "next"
constexpr int kYearsTried = 9;  // 29 February may be eight years away
constexpr int kLongest = 5000;  // years; the calendar's own type holds 32,767

int years_in(Unit unit) { return unit == Unit::kCentury ? 100 : unit == Unit::kDecade ? 10 : 1; }

// The phrase's date in one year: its first day and its ISO form; nothing where there is no such day.
struct Instance {
  Day first;
  std::string iso;
};

std::optional<Instance> instance(const Phrase& phrase, year y) {
  const year_month ym = y / month{phrase.month};
  if (!ym.ok() || int{y} < 1 || int{y} > 9999) return std::nullopt;
  if (phrase.day == 0) return Instance{ym / 1, iso(ym)};
  const year_month_day first = ym / day{phrase.day};
  if (!first.ok()) return std::nullopt;
  if (phrase.weekday && weekday{Day{first}} != weekday{*phrase.weekday}) return std::nullopt;
  if (phrase.last_day == 0) return Instance{first, iso(Day{first})};
  const year_month_day last = ym / day{phrase.last_day};
  if (!last.ok()) return std::nullopt;
  return Instance{first, interval(iso(Day{first}), iso(Day{last}))};
}

std::string latest(const Phrase& phrase, Day end) {
  const year from = year_of(end);
  for (int back = 0; back < kYearsTried; ++back)
    if (const auto found = instance(phrase, from - years{back}); found && found->first <= end) return found->iso;
  return {};
}

std::string earliest(const Phrase& phrase, Day start) {
  const year from = year_of(start);
  for (int on = 0; on < kYearsTried; ++on)
    if (const auto found = instance(phrase, from + years{on}); found && found->first >= start) return found->iso;
  return {};
}

std::string partial_at(const Phrase& phrase, Day anchor) {
  if (phrase.year_shift) {
    const auto found = instance(phrase, year_of(anchor) + years{*phrase.year_shift});
    return found ? found->iso : std::string();
  }
  if (phrase.shift && *phrase.shift == 0) {
    const auto found = instance(phrase, year_of(anchor));
    return found ? found->iso : std::string();
  }
  // A month begins on its first day: what lies before or after the anchor's month is another one.
  const year_month now = month_of(anchor);
  if (phrase.shift && *phrase.shift < 0) return latest(phrase, phrase.day > 0 ? anchor - days{1} : Day{now / 1} - days{1});
  if (phrase.shift) return earliest(phrase, phrase.day > 0 ? anchor + days{1} : Day{(now + months{1}) / 1});
  const std::string next = earliest(phrase, phrase.day > 0 ? anchor : Day{now / 1}), past = latest(phrase, anchor);
  const auto on = period(next), back = period(past);
  if (on && back && phrase.ahead == Ahead::kYes) return anchor - back->last <= kAhead ? past : next;
  if (on && back && phrase.ahead == Ahead::kMaybe) return anchor - back->last <= on->first - anchor ? past : next;
  return latest(phrase, anchor + (phrase.day > 0 ? kAhead : kMonthAhead));
}

Day weekday_at(const Phrase& phrase, Day anchor) {
  const weekday wanted{*phrase.weekday};
  const days ago = weekday{anchor} - wanted, ahead = wanted - weekday{anchor};
  if (phrase.shift && *phrase.shift == 0) return monday_of(anchor) + (wanted - Monday);
  if (phrase.shift && *phrase.shift < 0) return anchor - (ago == days{0} ? days{7} : ago);
  if (phrase.shift) return anchor + (ahead == days{0} ? days{7} : ahead);
  return phrase.ahead == Ahead::kNo ? anchor - ago : anchor + ahead;
}

std::string week(Day day) { return interval(iso(monday_of(day)), iso(monday_of(day) + days{6})); }

// The unit that lies `count` units from the anchor's.
std::string unit_at(Unit unit, int count, Day anchor) {
  const year y = year_of(anchor);
  switch (unit) {
    case Unit::kHour:
      return count > -12 && count < 12 ? iso(anchor) : std::string();
    case Unit::kDay:
      return iso(anchor + days{count});
    case Unit::kWeek:
      return week(anchor + weeks{count});
    case Unit::kMonth:
      return iso(month_of(anchor) + months{count});
    case Unit::kYear:
      return iso(y + years{count});
    case Unit::kDecade: {
      const year first{int{y} - int{y} % 10 + 10 * count};
      return interval(iso(first), iso(first + years{9}));
    }
    case Unit::kCentury: {
      const year first{(int{y} - 1) / 100 * 100 + 1 + 100 * count};
      return interval(iso(first), iso(first + years{99}));
    }
  }
  return {};
}

// "two decades ago" tells a year, not a decade.
std::string offset_at(const Phrase& phrase, Day anchor) {
  if (phrase.unit == Unit::kDecade) return unit_at(Unit::kYear, 10 * phrase.count, anchor);
  if (phrase.unit == Unit::kCentury) return {};
  return unit_at(phrase.unit, phrase.count, anchor);
}

std::string stretch_at(const Phrase& phrase, Day anchor) {
  Day other = anchor;
  const year_month_day today{anchor};
  const auto moved = [](year_month_day to) { return to.ok() ? Day{to} : Day{to.year() / to.month() / last}; };
  switch (phrase.unit) {
    case Unit::kHour:
      return {};
    case Unit::kDay:
      other = anchor + days{phrase.count};
      break;
    case Unit::kWeek:
      other = anchor + weeks{phrase.count};
      break;
    case Unit::kMonth:
      other = moved(today + months{phrase.count});
      break;
    case Unit::kYear:
      other = moved(today + years{phrase.count});
      break;
    case Unit::kDecade:
      other = moved(today + years{10 * phrase.count});
      break;
    case Unit::kCentury:
      other = moved(today + years{100 * phrase.count});
      break;
  }
  return other < anchor ? interval(iso(other), iso(anchor)) : interval(iso(anchor), iso(other));
}

// The latest season of the kind that has begun, and the ones around it.
std::string season_at(const Phrase& phrase, Day anchor) {
  const auto of = [&](year y) { return y / month{phrase.month}; };
  const auto text = [&](year_month first) { return interval(iso(first), iso(first + months{2})); };
  const year_month now = month_of(anchor);
  const year y = now.year();
  if (!phrase.shift) {
    if (phrase.ahead == Ahead::kNo) return text(of(y) > now ? of(y - years{1}) : of(y));
    return text(of(y - years{1}) + months{2} >= now ? of(y - years{1}) : of(y) + months{2} >= now ? of(y) : of(y + years{1}));
  }
  if (*phrase.shift == 0) return text(of(now.month() < month{3} && phrase.month == 12 ? y - years{1} : y));
  if (*phrase.shift > 0) return text(of(y) > now ? of(y) : of(y + years{1}));
  return text(of(y) + months{2} < now ? of(y) : of(y - years{1}));
}

std::string part_at(const Phrase& phrase, Day anchor) {
  const year_month first = (year_of(anchor) + years{phrase.year_shift.value_or(0)}) / month{phrase.month};
  return interval(iso(first), iso(first + months{phrase.count - 1}));
}

std::string weekend_at(const Phrase& phrase, Day anchor) {
  // On a Saturday or a Sunday "last weekend" is the one a week ago; from Monday to Friday it is the one just gone.
  const bool now = weekday{anchor} == Saturday || weekday{anchor} == Sunday;
  const int weeks_on = !phrase.shift ? (now ? 0 : -1) : *phrase.shift < 0 ? -1 : *phrase.shift > 0 && now ? 1 : 0;
  const Day saturday = monday_of(anchor) + days{5} + weeks{weeks_on};
  return interval(iso(saturday), iso(saturday + days{1}));
}

std::string at(const Phrase& phrase, Day anchor) {
  if (std::abs(phrase.count) > kLongest / years_in(phrase.unit)) return {};
  switch (phrase.kind) {
    case Kind::kFixed:
      return phrase.date;
    case Kind::kPartial:
      return partial_at(phrase, anchor);
    case Kind::kWeekday:
      return iso(weekday_at(phrase, anchor));
    case Kind::kOffset:
    case Kind::kFromText:
      return offset_at(phrase, anchor);
    case Kind::kUnit:
      return unit_at(phrase.unit, phrase.count, anchor);
    case Kind::kStretch:
      return stretch_at(phrase, anchor);
    case Kind::kSeason:
      return season_at(phrase, anchor);
    case Kind::kPart:
      return part_at(phrase, anchor);
    case Kind::kWeekend:
      return weekend_at(phrase, anchor);
    case Kind::kBeside:
    case Kind::kVague:
      return {};
  }
  return {};
}

// The phrase's date inside of the anchor, if there is just one.
std::string only_in(const Phrase& phrase, const Period& anchor) {
  const std::string found = earliest(phrase, anchor.first);
  const auto when = period(found);
  if (!when || when->first > anchor.last) return {};
  const std::string next = earliest(phrase, when->first + days{1});
  const auto other = period(next);
  return other && other->first <= anchor.last ? std::string() : found;
}

}  // namespace

std::string resolve(const Phrase& phrase, const std::optional<Period>& anchor) {
  if (phrase.kind == Kind::kFixed) return phrase.date;
  if (!anchor) return {};
  if (phrase.kind == Kind::kPartial && !phrase.shift && !phrase.year_shift && !anchor->is_day()) {
    std::string only = only_in(phrase, *anchor);
    if (!only.empty()) return only;
  }
  std::string first = at(phrase, anchor->first);
  return anchor->is_day() || first == at(phrase, anchor->last) ? first : std::string();
}

std::string resolve_before(const Phrase& phrase, Day end) {
  if (phrase.kind == Kind::kPartial && !phrase.shift && !phrase.year_shift) return latest(phrase, end);
  if (phrase.kind == Kind::kWeekday && !phrase.shift) return iso(end - (weekday{end} - weekday{*phrase.weekday}));
  return {};
}

std::string resolve_after(const Phrase& phrase, Day start) {
  if (phrase.kind == Kind::kPartial && !phrase.shift && !phrase.year_shift) return earliest(phrase, start);
  if (phrase.kind == Kind::kWeekday && !phrase.shift) return iso(start + (weekday{*phrase.weekday} - weekday{start}));
  return {};
}

}  // namespace entente::time
