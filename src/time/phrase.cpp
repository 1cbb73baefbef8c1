#include "time/phrase.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "time/civil.h"

namespace entente::time {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of `size` digits at `at`; -1 where there are fewer, or more.
int digits_at(std::string_view text, std::size_t at, std::size_t size) {
  if (at + size > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + size; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return at + size < text.size() && is_digit(text[at + size]) ? -1 : value;
}

std::string day_date(int y, unsigned m, unsigned d) {
  const std::chrono::year_month_day ymd{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
  return y > 0 && ymd.ok() ? iso(Day{ymd}) : std::string();
}

// "15", "15th", "3rd" as a day of a month; 0 for anything else.
unsigned day_number(std::string_view word) {
  if (word.size() > 2 && (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th")))
    word.remove_suffix(2);
  if (word.empty() || word.size() > 2) return 0;
  const int value = digits_at(word, 0, word.size());
  return value >= 1 && value <= 31 ? static_cast<unsigned>(value) : 0;
}

// "15-20" as days of a month.
bool day_range(std::string_view word, unsigned& first, unsigned& last) {
  auto dash = word.find('-');
  std::size_t width = 1;
  if (dash == std::string_view::npos) {
    dash = word.find("–");
    width = 3;
  }
  if (dash == std::string_view::npos) return false;
  first = day_number(word.substr(0, dash));
  last = day_number(word.substr(dash + width));
  return first > 0 && last > first;
}

Phrase fixed(Range tokens, std::string date) {
  Phrase phrase;
  phrase.tokens = tokens;
  phrase.kind = Kind::kFixed;
  phrase.date = std::move(date);
  return phrase;
}

}  // namespace

int number_of(std::string_view word) {
  if (const int* value = look_up(word, kNumbers)) return *value;
  return word.empty() || word.size() > 4 ? -1 : digits_at(word, 0, word.size());
}

Reader::Reader(const Doc& doc) : doc_(doc), lower_(doc.text) {
  for (char& c : lower_) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  unsigned month = 0;
  for (std::uint32_t t = 0; t < size(); ++t)
    if (label(t) == "PERSON" && doc_.tokens[t].ent_iob == 'I' && is_month(t, month)) surnames_ |= 1u << month;
}

std::string_view Reader::word(std::uint32_t t) const { return t < size() ? doc_.tokens[t].span.in(lower_) : std::string_view(); }

std::string_view Reader::after(std::uint32_t from, std::uint32_t t) const {
  if (t >= size()) return {};
  const std::uint32_t begin = doc_.tokens[from].span.end, end = doc_.tokens[t].span.begin;
  if (end < begin || end - begin > 200) return {};
  const std::string_view gap = Span{begin, end}.in(doc_.text);
  return std::count(gap.begin(), gap.end(), '\n') > 1 ? std::string_view() : word(t);
}

bool Reader::in_name(std::uint32_t t) const {
  constexpr std::array<std::string_view, 8> kNames = {"PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "NORP", "GPE"};
  return one_of(label(t), kNames);
}

std::optional<Phrase> Reader::at(std::uint32_t t) const {
  using Try = std::optional<Phrase> (Reader::*)(std::uint32_t) const;
  constexpr Try kTries[] = {
      &Reader::figures, &Reader::month_first,    &Reader::day_first,    &Reader::decade,          &Reader::century,
      &Reader::year,    &Reader::season_of_year, &Reader::part_of_year, &Reader::feast,           &Reader::weekday,
      &Reader::shifted, &Reader::counted,        &Reader::deictic,      &Reader::beside_an_event, &Reader::season};
  for (const Try attempt : kTries) {
    std::optional<Phrase> phrase = (this->*attempt)(t);
    if (!phrase) continue;
    if (phrase->kind == Kind::kPartial || phrase->kind == Kind::kWeekday || phrase->kind == Kind::kSeason)
      phrase->ahead = ahead(t, phrase->kind != Kind::kWeekday);
    // "October 2, 2016, Sunday"
    const std::uint32_t last = phrase->tokens.last;
    if (phrase->day > 0 && after(t, last) == "," && look_up(after(t, last + 1), kWeekdays)) phrase->tokens.last += 2;
    return phrase;
  }
  return std::nullopt;
}

// Dates in figures may be several tokens, so they are read from the text.
std::optional<Phrase> Reader::figures(std::uint32_t t) const {
  const std::uint32_t begin = doc_.tokens[t].span.begin;
  const std::string_view text = doc_.text.substr(begin, 12);
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  if (begin > 0 && (std::isalnum(static_cast<unsigned char>(doc_.text[begin - 1])) ||
                    std::string_view("-/.,$").find(doc_.text[begin - 1]) != std::string_view::npos))
    return std::nullopt;
  std::string date;
  std::size_t length = 0;
  const auto dash_at = [&](std::size_t i) {
    return i < text.size() && text[i] == '-' ? std::size_t{1} : text.substr(std::min(i, text.size())).starts_with("–") ? 3 : 0;
  };
  const int y = digits_at(text, 0, 4);
  if (y >= 1000 && dash_at(4) > 0) {
    const std::size_t dash = dash_at(4);
    const int m = digits_at(text, 5, 2), d = digits_at(text, 8, 2);
    const int last4 = digits_at(text, 4 + dash, 4), last2 = digits_at(text, 4 + dash, 2);
    if (dash == 1 && m >= 1 && m <= 12 && text.size() > 7 && text[7] == '-' && d > 0) {
      date = day_date(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
      length = 10;
    } else if (last4 > y && last4 < 2200 && y >= 1200) {
      date = interval(iso(std::chrono::year{y}), iso(std::chrono::year{last4}));
      length = 8 + dash;
    } else if (last2 > y % 100 && y >= 1200) {
      date = interval(iso(std::chrono::year{y}), iso(std::chrono::year{y - y % 100 + last2}));
      length = 6 + dash;
    }
  } else {
    const std::size_t first_size = text.size() > 1 && is_digit(text[1]) ? 2 : 1;
    const int a = digits_at(text, 0, first_size);
    const char sep = first_size < text.size() ? text[first_size] : ' ';
    if (a > 0 && (sep == '/' || sep == '.')) {
      const std::size_t second = first_size + 1;
      const std::size_t second_size = second + 1 < text.size() && is_digit(text[second + 1]) ? 2 : 1;
      const int b = digits_at(text, second, second_size);
      const std::size_t third = second + second_size + 1;
      const int full = third <= text.size() && third > 0 && text[third - 1] == sep ? digits_at(text, third, 4) : -1;
      if (b > 0 && full >= 1000) {
        length = third + 4;
        const auto first = static_cast<unsigned>(a), next = static_cast<unsigned>(b);
        if (a > 12 || sep == '.')
          date = day_date(full, next, first);
        else if (b > 12 || a == b)
          date = day_date(full, first, next);
        else
          date = iso(std::chrono::year{full});  // day and month cannot be told apart
      } else if (a == 9 && b == 11 && sep == '/' && (third - 1 >= text.size() || text[third - 1] != '/')) {
        length = 4;
        date = "2001-09-11";
      }
    }
  }
  if (date.empty()) return std::nullopt;
  if (begin + length < doc_.text.size() && std::isalnum(static_cast<unsigned char>(doc_.text[begin + length])) &&
      doc_.text[begin + length] != 'T')
    return std::nullopt;
  std::uint32_t last = t + 1;
  while (last < size() && doc_.tokens[last].span.begin < begin + length) ++last;
  return fixed({t, last}, std::move(date));
}

bool Reader::is_month(std::uint32_t t, unsigned& month) const {
  if (t >= size() || !std::isupper(static_cast<unsigned char>(doc_.str(t).front()))) return false;
  std::string_view name = word(t);
  if (name.ends_with('.')) name.remove_suffix(1);
  const unsigned* found = look_up(name, kMonths);
  if (found) month = *found;
  return found != nullptr;
}

// The year after a month or a day, with or without a comma; also "of last year".
void Reader::add_year(std::uint32_t t, Phrase& phrase) const {
  const std::uint32_t last = phrase.tokens.last;
  const std::uint32_t which = after(t, last) == "of" ? last + 1 : last;
  if (const int* shift = look_up(after(t, which), kShifts); shift && after(t, which + 1) == "year") {
    phrase.tokens.last = which + 2;
    phrase.year_shift = *shift;
    return;
  }
  const std::uint32_t same = after(t, which) == "the" && after(t, which + 1) == "same" ? which + 1 : which;
  if ((same > which || after(t, which) == "that") && after(t, same + 1) == "year") {
    phrase.tokens.last = same + 2;
    phrase.year_shift = 0;
    phrase.from_text = true;
    return;
  }
  std::uint32_t at = last;
  if (after(t, at) == "," || after(t, at) == "of") ++at;
  const std::string_view figure = after(t, at);
  const int y = figure.size() == 4 ? number_of(figure) : -1;
  if (y < 1000 || y > 2200) return;
  if (at > last && phrase.day == 0 && label(at) != "DATE") return;
  const bool counts = doc_.tokens[at].dep == "nummod" && doc_.tokens[doc_.tokens[at].head].tag == "NNS" && label(at) != "DATE";
  if (counts && doc_.tokens[at].head > at) return;
  phrase.tokens.last = at + 1;
  phrase.kind = Kind::kFixed;
  if (phrase.day == 0)
    phrase.date = iso(YearMonth{std::chrono::year{y}, std::chrono::month{phrase.month}});
  else if (phrase.last_day == 0)
    phrase.date = day_date(y, phrase.month, phrase.day);
  else
    phrase.date = interval(day_date(y, phrase.month, phrase.day), day_date(y, phrase.month, phrase.last_day));
  if (phrase.date.empty()) phrase.kind = Kind::kVague;  // 30 February
}

std::optional<Phrase> Reader::month_first(std::uint32_t t) const {
  Phrase phrase;
  phrase.kind = Kind::kPartial;
  phrase.tokens = {t, t + 1};
  if (!is_month(t, phrase.month)) return std::nullopt;
  const std::string_view next = after(t, t + 1);
  const bool dated = label(t) == "DATE";
  if (phrase.month == 5 && next == "day") {
    phrase.day = 1;
    phrase.tokens.last = t + 2;
    add_year(t, phrase);
    return phrase;
  }
  // "In May 13 people died": the number belongs to the noun behind it.
  const bool counts = t + 1 < size() && doc_.tokens[t + 1].dep == "nummod" && doc_.tokens[t + 1].head > t + 1 &&
                      label(t + 1) != "DATE" && doc_.tokens[doc_.tokens[t + 1].head].tag == "NNS";
  if (!counts && day_range(next, phrase.day, phrase.last_day)) {
    phrase.tokens.last = t + 2;
  } else if (const unsigned day = counts ? 0 : day_number(next)) {
    phrase.day = day;
    phrase.tokens.last = t + 2;
    const unsigned until = one_of(after(t, t + 2), kTo) ? day_number(after(t, t + 3)) : 0;
    unsigned other = 0;
    if (until > day && !is_month(t + 4, other)) {
      phrase.last_day = until;
      phrase.tokens.last = t + 4;
    }
  }
  add_year(t, phrase);
  if (phrase.kind != Kind::kPartial || phrase.year_shift) return phrase;
  if (phrase.day > 0) {
    for (const NamedDay& named : kNamedDays)
      if (named.month == phrase.month && named.day == phrase.day && phrase.last_day == 0 &&
          after(t, phrase.tokens.last).starts_with(named.noun))
        return fixed(phrase.tokens, std::string(named.date));
    return phrase;
  }
  // A month alone may be a person, a verb or an ordinary word.
  constexpr std::array<std::string_view, 14> kBefore = {"in",   "since", "by",   "until", "during", "of",    "early",
                                                        "late", "mid",   "mid-", "from",  "before", "after", "between"};
  constexpr std::array<std::string_view, 12> kOfTime = {"in",  "since", "until", "during", "early", "late",
                                                        "mid", "mid-",  "last",  "next",   "this",  "between"};
  constexpr std::array<std::string_view, 4> kParties = {"nsubj", "nsubjpass", "dobj", "dative"};
  if (in_name(t) || !doc_.tokens[t].tag.starts_with("NNP")) return std::nullopt;
  const std::string_view before = t > 0 ? word(t - 1) : std::string_view();
  const bool of_time = one_of(before, kOfTime);
  if (!dated && !of_time && !one_of(before, kBefore)) return std::nullopt;
  if (!of_time && (surnames_ >> phrase.month & 1u)) return std::nullopt;
  // "Telephoned May", "May told parliament", where the tagger may take the name for a helping verb.
  const std::string_view dep = doc_.tokens[t].dep;
  if (!of_time && phrase.month == 5 && (one_of(dep, kParties) || dep == "aux")) return std::nullopt;
  return phrase;
}

std::optional<Phrase> Reader::day_first(std::uint32_t t) const {
  Phrase phrase;
  phrase.kind = Kind::kPartial;
  const std::string_view first = word(t);
  if (!std::isdigit(static_cast<unsigned char>(first.empty() ? ' ' : first[0]))) return std::nullopt;
  std::uint32_t at = t + 1;
  if (!day_range(first, phrase.day, phrase.last_day)) {
    phrase.day = day_number(first);
    if (phrase.day == 0) return std::nullopt;
    phrase.last_day = one_of(after(t, at), kTo) || after(t, at) == "and" ? day_number(after(t, at + 1)) : 0;
    if (after(t, at) == "and" && phrase.last_day != phrase.day + 1) phrase.last_day = 0;  // "12 and 15 April" are two days
    if (phrase.last_day > phrase.day)
      at += 2;
    else
      phrase.last_day = 0;
  }
  if (after(t, at) == "of") ++at;
  if (after(t, at).empty() || !is_month(at, phrase.month)) return std::nullopt;
  // "killed 27 May 3": the month's own day comes after it.
  if (day_number(after(t, at + 1)) > 0 && label(t) != "DATE") return std::nullopt;
  if (in_name(at) && phrase.month == 5) return std::nullopt;
  phrase.tokens = {t, at + 1};
  add_year(t, phrase);
  return phrase;
}

bool Reader::is_year(std::uint32_t t) const {
  const std::string_view figure = word(t);
  const int y = figure.size() == 4 ? number_of(figure) : -1;
  if (y < 1000 || y > 2199) return false;
  constexpr std::array<std::string_view, 10> kNone = {"MONEY", "PERCENT", "QUANTITY", "LAW",     "PERSON",
                                                      "ORG",   "PRODUCT", "FAC",      "ORDINAL", "WORK_OF_ART"};
  if (one_of(label(t), kNone)) return false;
  const Token& token = doc_.tokens[t];
  const std::string_view before = t > 0 ? word(t - 1) : std::string_view();
  if (one_of(before, kNumbered)) return false;
  const bool dated = label(t) == "DATE" || label(t) == "EVENT";
  // "1948 people" counts; "the 2003 elections" and "Iraq's 2010 elections" do not.
  const Token* next = t + 1 < size() ? &doc_.tokens[t + 1] : nullptr;
  const std::string_view following = after(t, t + 1);
  if (following == "%" || following == "percent") return false;
  const bool plural = next && token.dep == "nummod" && token.head > t && doc_.tokens[token.head].tag.ends_with("S");
  const bool owned = before == "the" || before == "'s" || before == "’s" || (t > 0 && doc_.tokens[t - 1].tag == "PRP$");
  if (plural && !owned && !(dated && y % 100 != 0 && one_of(before, kBeforeYear))) return false;
  if (dated) return true;
  if (y < 1900) return false;
  return one_of(before, kBeforeYear) || (owned && token.dep == "nummod" && token.head > t);
}

// "from 2017 to 2021", "between 2017 and 2021": also where the tagger of entities saw mere numbers.
std::optional<Phrase> Reader::years_from_to(std::uint32_t t) const {
  constexpr std::array<std::string_view, 4> kFrom = {"from", "of", "during", "("};
  const std::string_view from = word(t), joiner = after(t, t + 1), to = after(t, t + 2);
  if (from.size() != 4 || to.size() != 4 || t == 0) return std::nullopt;
  const int first = number_of(from), last = number_of(to);
  if (first < 1500 || last > 2199 || last <= first) return std::nullopt;
  const std::string_view before = word(t - 1);
  const bool until = (joiner == "to" || joiner == "until" || joiner == "through") && one_of(before, kFrom);
  if (!until && !(joiner == "and" && before == "between")) return std::nullopt;
  const Token& end = doc_.tokens[t + 2];
  if (end.dep == "nummod" && end.head > t + 2 && doc_.tokens[end.head].tag == "NNS")
    return std::nullopt;  // "2017 to 2021 people"
  constexpr std::array<std::string_view, 3> kNone = {"MONEY", "PERCENT", "QUANTITY"};
  if (one_of(label(t), kNone) || one_of(label(t + 2), kNone)) return std::nullopt;
  return fixed({t, t + 3}, interval(std::string(from), std::string(to)));
}

std::optional<Phrase> Reader::year(std::uint32_t t) const {
  const std::string_view own = word(t);
  if (own.size() == 8 && own.starts_with("mid-") && number_of(own.substr(4)) >= 1000)
    return fixed({t, t + 1}, std::string(own.substr(4)));
  if (auto years = years_from_to(t)) return years;
  if (!is_year(t)) return std::nullopt;
  return fixed({t, t + 1}, std::string(own));
}

// "the 1990s", "the '90s", "the mid-1980s".
std::optional<Phrase> Reader::decade(std::uint32_t t) const {
  std::string own(word(t));
  if (own.starts_with("mid-")) own.erase(0, 4);
  std::uint32_t last = t + 1;
  if ((own == "'" || own == "’") && word(t + 1).size() == 3 && doc_.tokens[t].span.end == doc_.tokens[last].span.begin)
    own += word(last++);
  int y = -1;
  if (own.size() == 5 && own[4] == 's')
    y = digits_at(own, 0, 4);
  else if (own.ends_with('s') && (own.starts_with('\'') || own.starts_with("’"))) {
    const std::size_t skip = own.starts_with('\'') ? 1 : 3;
    if (own.size() == skip + 3) y = digits_at(own, skip, 2);
    if (y >= 0) y += y >= 30 ? 1900 : 2000;
  }
  if (y < 1000 || y > 2199 || y % 10 != 0) return std::nullopt;
  const bool whole_century = y % 100 == 0 && y < 2000;  // "the 1800s"
  return fixed({t, last}, interval(iso(std::chrono::year{y}), iso(std::chrono::year{y + (whole_century ? 99 : 9)})));
}

std::optional<Phrase> Reader::century(std::uint32_t t) const {
  const std::string_view own = word(t);
  if (own.size() < 3 || own.size() > 4 || !is_digit(own[0])) return std::nullopt;
  const int n = static_cast<int>(day_number(own));
  if (n < 1 || n > 21 || is_digit(own.back())) return std::nullopt;
  const std::uint32_t noun = after(t, t + 1) == "-" ? t + 2 : t + 1;
  if (after(t, noun) != "century") return std::nullopt;
  return fixed({t, noun + 1}, interval(iso(std::chrono::year{n * 100 - 99}), iso(std::chrono::year{n * 100})));
}

// "summer of 2014", "summer 2014"; a winter lies in two years, so that only its year is told.
std::optional<Phrase> Reader::season_of_year(std::uint32_t t) const {
  const unsigned* month = look_up(word(t), kSeasons);
  if (!month) return std::nullopt;
  const std::uint32_t at = after(t, t + 1) == "of" ? t + 2 : t + 1;
  const std::string_view figure = after(t, at);
  const int y = figure.size() == 4 ? number_of(figure) : -1;
  if (y < 1000 || y > 2199) return std::nullopt;
  const std::chrono::year of{y};
  if (*month == 12) return fixed({t, at + 1}, iso(of));
  return fixed({t, at + 1}, interval(iso(of / std::chrono::month{*month}), iso(of / std::chrono::month{*month + 2})));
}

// "first quarter of 2018", "second half of the year", "third quarter of last year".
std::optional<Phrase> Reader::part_of_year(std::uint32_t t) const {
  const unsigned* nth = look_up(word(t), kOrdinals);
  const unsigned* months = nth ? look_up(after(t, t + 1), kPartsOfYear) : nullptr;
  if (!months || *nth * *months > 12) return std::nullopt;
  const std::uint32_t at = after(t, t + 2) == "of" ? t + 3 : t + 2;
  const unsigned first = (*nth - 1) * *months + 1;
  const std::string_view figure = after(t, at);
  if (const int y = figure.size() == 4 ? number_of(figure) : -1; y >= 1000 && y < 2200) {
    const std::chrono::year of{y};
    return fixed({t, at + 1}, interval(iso(of / std::chrono::month{first}), iso(of / std::chrono::month{first + *months - 1})));
  }
  const int* shift = look_up(figure, kShifts);
  if (at == t + 2 || (!shift && figure != "the") || after(t, at + 1) != "year") return std::nullopt;
  Phrase phrase;
  phrase.tokens = {t, at + 2};
  phrase.kind = Kind::kPart;
  phrase.month = first;
  phrase.count = static_cast<int>(*months);
  phrase.year_shift = shift ? *shift : 0;
  return phrase;
}

// "New Year's Day", "Christmas Eve 2014".
std::optional<Phrase> Reader::feast(std::uint32_t t) const {
  for (const Feast& feast : kFeasts) {
    std::uint32_t last = t;
    while (last - t < feast.words.size() && !feast.words[last - t].empty() &&
           (last == t ? word(t) : after(t, last)) == feast.words[last - t])
      ++last;
    if (last - t < feast.words.size() && !feast.words[last - t].empty()) continue;
    Phrase phrase;
    phrase.tokens = {t, last};
    phrase.kind = Kind::kPartial;
    phrase.month = feast.month;
    phrase.day = feast.day;
    add_year(t, phrase);
    return phrase;
  }
  return std::nullopt;
}

}  // namespace entente::time
