#include "page/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "page/wording.h"

namespace entente::page {
namespace {

struct Token {
  std::size_t begin, end;
  int number = -1;  // its value and
  int digits = 0;   // how many digits, for a number ("27", "27th", "2021")
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

// The value of a digit of the Latin, Arabic, Persian, Devanagari or Bengali script at the front of the text, with its bytes; -1
// for another character.
int digit_at(std::string_view text, std::size_t& size) {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  size = 1;
  if (byte(0) < 0x80) return is_digit(text[0]) ? text[0] - '0' : -1;
  size = 2;
  if (byte(0) == 0xd9 && byte(1) >= 0xa0 && byte(1) <= 0xa9) return static_cast<int>(byte(1) - 0xa0);
  if (byte(0) == 0xdb && byte(1) >= 0xb0 && byte(1) <= 0xb9) return static_cast<int>(byte(1) - 0xb0);
  size = 3;
  if (byte(0) != 0xe0) return -1;
  if (byte(1) == 0xa5 && byte(2) >= 0xa6 && byte(2) <= 0xaf) return static_cast<int>(byte(2) - 0xa6);
  if (byte(1) == 0xa7 && byte(2) >= 0xa6 && byte(2) <= 0xaf) return static_cast<int>(byte(2) - 0xa6);
  return -1;
}

// Bytes of a sign that parts words, beyond ASCII: dashes, bullets, quotes, the commas of other scripts. 0 if there is none.
std::size_t sign_at(std::string_view text) {
  if (text.size() < 2 || static_cast<unsigned char>(text[0]) < 0x80) return 0;
  for (const std::string_view sign :
       {"\u00a0", "\u00ab", "\u00b7", "\u00bb", "\u060c", "\u061b", "\u0964", "\uff0c", "\uff1a", "\uff5c", "\uff08", "\uff09"})
    if (text.starts_with(sign)) return sign.size();
  return text.starts_with("\xe2\x80") || text.starts_with("\xe3\x80") ? 3 : 0;
}

// Words and numbers; the sign between two tokens is looked up in the text.
std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t sign = sign_at(line.substr(i));
    if (sign > 0 || !is_word(line[i])) {
      i += std::max<std::size_t>(sign, 1);
      continue;
    }
    Token token{i, i};
    std::size_t size = 0;
    if (digit_at(line.substr(i), size) >= 0) {
      token.number = 0;
      for (int digit = 0; i < line.size() && (digit = digit_at(line.substr(i), size)) >= 0; i += size)
        if (++token.digits <= 4) token.number = token.number * 10 + digit;
      const std::string suffix = ascii_lower(line.substr(i, 2));
      if ((suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "er") &&
          (i + 2 >= line.size() || !is_word(line[i + 2])))
        i += 2;
      if (line.substr(i, 2) == "\u00ba") i += 2;
    } else {
      while (i < line.size() && is_word(line[i]) && digit_at(line.substr(i), size) < 0 && sign_at(line.substr(i)) == 0) ++i;
      if (line.substr(i, 1) == "-" && i + 1 < line.size() && ascii_lower(line.substr(i, 6)) == "-feira") i += 6;
    }
    token.end = i;
    tokens.push_back(token);
  }
  return tokens;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::string iso(int year, int month, int day) {
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return "";
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

class Reader {
 public:
  Reader(std::string_view line, const Cues& cues, DateOrder order)
      : line_(line), cues_(cues), order_(order), tokens_(tokens_of(line)) {}

  std::vector<PrintedDate> read() {
    std::vector<PrintedDate> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      std::size_t used = 0;
      std::string date = numeric(i, used);
      if (date.empty()) date = named(i, used);
      if (date.empty()) date = year_first(i, used);
      if (date.empty()) {
        ++i;
        continue;
      }
      PrintedDate printed{std::move(date), tokens_[i].begin, tokens_[i + used - 1].end, false};
      if (i > 0 && tokens_[i - 1].number < 0 && month(i - 1) == 0 && gap(i - 1).size() <= 3) {
        printed.begin = tokens_[i - 1].begin;
        printed.weekday = true;
      }
      found.push_back(std::move(printed));
      i += used;
    }
    return found;
  }

 private:
  std::string_view word(std::size_t i) const { return line_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin); }
  std::string_view gap(std::size_t i) const {  // between token i and the next
    return line_.substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
  }
  int month(std::size_t i) const { return i < tokens_.size() && tokens_[i].number < 0 ? cues_.calendar(word(i)) : -1; }
  int number(std::size_t i, int most_digits) const {
    return i < tokens_.size() && tokens_[i].digits > 0 && tokens_[i].digits <= most_digits ? tokens_[i].number : -1;
  }
  int year(std::size_t i) const { return i < tokens_.size() && tokens_[i].digits == 4 ? tokens_[i].number : -1; }
  // A year of four digits, or the last of "28.09.19", no version and no part of a longer number.
  int short_year(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].digits != 2 || tokens_[i - 1].digits != 2 || tokens_[i - 2].digits != 2) return year(i);
    const auto beside = [](char c) { return is_digit(c) || c == '.' || c == '-' || c == '/' || c == 'v'; };
    const std::size_t begin = tokens_[i - 2].begin, end = tokens_[i].end;
    if (begin > 0 && beside(line_[begin - 1])) return -1;
    if (end + 1 < line_.size() && beside(line_[end]) && is_digit(line_[end + 1])) return -1;
    const int n = tokens_[i].number;
    return n >= 95 ? 1900 + n : n < 40 ? 2000 + n : -1;
  }
  bool near(std::size_t i) const { return gap(i).size() <= 3 && gap(i).find('\n') == std::string_view::npos; }

  // Three numbers with the same sign between them.
  std::string numeric(std::size_t i, std::size_t& used) const {
    if (i + 2 >= tokens_.size() || tokens_[i].number < 0 || tokens_[i + 1].number < 0 || tokens_[i + 2].number < 0) return "";
    const std::string_view sign = gap(i);
    if ((sign != "-" && sign != "/" && sign != "." && sign != ". ") || gap(i + 1) != sign) return "";
    used = 3;
    if (year(i) > 0 && number(i + 1, 2) > 0 && number(i + 2, 2) > 0)
      return iso(year(i), tokens_[i + 1].number, tokens_[i + 2].number);
    const int a = number(i, 2), b = number(i + 1, 2), y = short_year(i + 2);
    if (a < 0 || b < 0 || y < 0) return "";
    if (sign[0] == '.' || sign == "-" || a > 12 || a == b || (b <= 12 && order_ == DateOrder::DayFirst)) return iso(y, b, a);
    return b > 12 || order_ == DateOrder::MonthFirst ? iso(y, a, b) : "";  // 03/04/2021 may be March or April
  }

  // A month's name with the day before or after it.
  std::string named(std::size_t i, std::size_t& used) const {
    if (month(i) > 0 && number(i + 1, 2) > 0 && near(i) && year(i + 2) > 0 && near(i + 1)) {
      used = 3;
      return iso(year(i + 2), month(i), tokens_[i + 1].number);
    }
    if (number(i, 2) <= 0) return "";
    std::size_t at = i + 1;
    if (at >= tokens_.size() || !near(i)) return "";
    if (is_of(at)) ++at;
    const int m = month(at);
    if (m <= 0 || at + 1 >= tokens_.size() || !near(at)) return "";
    std::size_t y = at + 1;
    if (is_of(y)) ++y;
    if (year(y) <= 0) return "";
    used = y + 1 - i;
    return iso(year(y), m, tokens_[i].number);
  }
  // "2020年2月19日", "2020년 2월 19일", "2020. február 19."
  std::string year_first(std::size_t i, std::size_t& used) const {
    if (year(i) <= 0 || i + 2 >= tokens_.size() || !near(i)) return "";
    const auto is = [this](std::size_t at, std::string_view a, std::string_view b) {
      return at < tokens_.size() && (word(at).starts_with(a) || word(at).starts_with(b));
    };
    if (is(i + 1, "\u5e74", "\ub144") && number(i + 2, 2) > 0 && is(i + 3, "\u6708", "\uc6d4") && number(i + 4, 2) > 0 &&
        is(i + 5, "\u65e5", "\uc77c")) {
      used = 6;
      return iso(year(i), tokens_[i + 2].number, tokens_[i + 4].number);
    }
    if (month(i + 1) <= 0 || !near(i + 1) || number(i + 2, 2) <= 0) return "";
    used = 3;
    return iso(year(i), month(i + 1), tokens_[i + 2].number);
  }
  bool is_of(std::size_t i) const {
    return i < tokens_.size() && (word(i) == "de" || word(i) == "of" || word(i) == "del" || word(i) == "do" || word(i) == "d");
  }

  std::string_view line_;
  const Cues& cues_;
  const DateOrder order_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<PrintedDate> dates_in(std::string_view line, const Cues& cues, DateOrder order) {
  // Most lines hold no digit, of no script.
  const bool digits =
      std::any_of(line.begin(), line.end(), [](char c) { return is_digit(c) || c == '\xd9' || c == '\xdb' || c == '\xe0'; });
  return digits ? Reader(line, cues, order).read() : std::vector<PrintedDate>{};
}

std::string date_of_value(std::string_view value, const Cues& cues, DateOrder order) {
  value = trim(value).substr(0, 100);
  const auto digits = [&value](std::size_t at, std::size_t count) {
    if (at + count > value.size()) return -1;
    int n = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (!is_digit(value[i])) return -1;
      n = n * 10 + (value[i] - '0');
    }
    return n;
  };
  const int year = digits(0, 4);
  if (year > 0 && value.size() >= 8) {
    const bool basic = is_digit(value[4]);
    const std::string date = basic ? iso(year, digits(4, 2), digits(6, 2)) : iso(year, digits(5, 2), digits(8, 2));
    if (!date.empty()) return date;
  }
  const auto found = dates_in(value, cues, order);
  return found.empty() ? "" : found.front().iso;
}

std::string time_of_value(std::string_view value) {
  value = trim(value);
  std::size_t at = 10;
  const auto two = [&](std::size_t i) { return i + 2 <= value.size() && is_digit(value[i]) && is_digit(value[i + 1]); };
  if (value.size() < 16 || value[4] != '-' || value[7] != '-' || !two(0) || !two(2) || !two(5) || !two(8)) return "";
  if ((value[at] != 'T' && value[at] != ' ') || !two(11) || value[13] != ':' || !two(14)) return "";
  std::string out = std::string(value.substr(0, 10)) + 'T' + std::string(value.substr(11, 5));
  at = 16;
  if (at < value.size() && value[at] == ':' && two(at + 1)) out += value.substr(at, 3), at += 3;
  if (at < value.size() && value[at] == '.')
    for (++at; at < value.size() && is_digit(value[at]);) ++at;
  while (at < value.size() && value[at] == ' ') ++at;
  if (at >= value.size()) return out;
  if (value[at] == 'Z') return out + 'Z';
  if ((value[at] != '+' && value[at] != '-') || !two(at + 1)) return out;
  const std::size_t minutes = at + 3 < value.size() && value[at + 3] == ':' ? at + 4 : at + 3;
  return out + std::string(value.substr(at, 3)) + ':' + (two(minutes) ? std::string(value.substr(minutes, 2)) : "00");
}

std::string date_of_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return "";
  url = url.substr(path, std::min(url.find_first_of("?#", path), url.size()) - path);
  for (std::size_t i = 0; i + 8 <= url.size(); ++i) {
    if (!is_digit(url[i]) || is_digit(url[i - (i > 0)])) continue;
    int part[3] = {0, 0, 0}, digits[3] = {0, 0, 0};
    std::size_t at = i;
    for (int k = 0; k < 3 && at < url.size(); ++k) {
      while (at < url.size() && is_digit(url[at]) && digits[k] < 5) part[k] = part[k] * 10 + (url[at++] - '0'), ++digits[k];
      if (k < 2 && at < url.size() && (url[at] == '/' || url[at] == '-' || url[at] == '_')) ++at;
    }
    if (digits[0] == 4 && digits[1] >= 1 && digits[1] <= 2 && digits[2] >= 1 && digits[2] <= 2)
      if (std::string date = iso(part[0], part[1], part[2]); !date.empty()) return date;
    if (digits[0] == 5) {  // 20210827: eight digits in one
      int n = 0;
      std::size_t count = 0;
      for (at = i; at < url.size() && is_digit(url[at]) && count < 9; ++at, ++count) n = n * 10 + (url[at] - '0');
      if (count == 8)
        if (std::string date = iso(n / 10000, n / 100 % 100, n % 100); !date.empty()) return date;
    }
  }
  return "";
}

bool is_date_alone(std::string_view line, const PrintedDate& date) {
  std::string rest(line.substr(0, date.begin));
  rest += ' ';
  rest += line.substr(date.end);
  int letters = 0;
  bool time = false;
  for (const char c : rest) {
    letters += std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
    time |= is_digit(c);
  }
  return letters <= (time ? 8 : 0);  // "06:15 GMT", "at 6.15 a.m."
}

std::optional<PrintedDate> dateline_of(std::string_view paragraph, const Cues& cues) {
  const std::string_view head = paragraph.substr(0, 120);
  for (const auto& date : dates_in(head, cues)) {
    const std::string_view place = trim(head.substr(0, date.begin));
    const bool capitals =
        place.empty() || (is_upper_or_digit(place) && word_count(place) <= 5 && place.find('.') == std::string_view::npos);
    const std::string_view after = head.substr(date.end, 30);
    const std::size_t stop = std::min(after.find('.'), after.size());
    const bool dash =
        std::min({after.find(" - "), after.find("--"), after.find("\u2013"), after.find("\u2014"), after.find(") -")}) < stop;
    if (date.begin <= 50 && capitals && dash) return date;
    // "Berlin, 24 April 2020. The ...", "(Berlin, 24 April 2020) The ..."
    const std::string_view sign = trim(head.substr(date.end)).substr(0, 1);
    if (place.ends_with(",") && word_count(place) <= 4 && date.begin <= 40 && is_upper_or_digit(place) &&
        (sign == "." || sign == ":" || sign == ")" || sign.empty()))
      return date;
  }
  return std::nullopt;
}

}  // namespace entente::page
