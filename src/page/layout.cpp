#include "page/layout.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kNarrowest = 40, kWidest = 110;  // columns at which texts are wrapped

bool is_wide(unsigned char lead) { return lead >= 0xe3 && lead <= 0xed; }  // ideographs, kana and Hangul take two columns

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    count += (c & 0xc0) == 0x80 ? 0 : is_wide(c) ? 2 : 1;
  }
  return count;
}

// The bytes of a bullet and the space after it; 0 without one. Letters are bullets only in an indented line.
std::size_t bullet(std::string_view line, bool indented) {
  constexpr std::array<std::string_view, 15> kBullets = {"* ", "+ ", "- ", "•", "●", "○", "□", "■",
                                                         "☆",  "★",  "▪",  "▫", "◦", "·", "‣"};
  for (const std::string_view mark : kBullets)
    if (line.substr(0, mark.size()) == mark) return line.size() - trim(line.substr(mark.size())).size();
  if (indented && (line.substr(0, 2) == "o " || line.substr(0, 2) == "# ")) return 2;
  return 0;
}

// "[12]", "12. ": the number, and past what it ends.
long number_at(std::string_view text, std::size_t at, char close, std::size_t& end) {
  end = at;
  long number = 0;
  while (end < text.size() && end < at + 7 && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
    number = number * 10 + (text[end++] - '0');
  if (end == at || end >= text.size() || text[end] != close) return -1;
  ++end;
  return number;
}

// The numbered addresses that lynx lists after a page; they are cut from `lines`.
std::vector<std::string> take_references(std::vector<std::string_view>& lines) {
  std::vector<std::string> urls;
  std::size_t head = lines.size();
  while (head > 0) {
    const std::string_view line = trim(lines[head - 1]);
    std::size_t end = 0;
    if (line == "References") break;
    const bool label = line.empty() || line.substr(0, 7) == "Visible" || line.substr(0, 6) == "Hidden";
    if (!label && number_at(line, 0, '.', end) < 0) return {};
    --head;
  }
  if (head == 0) return {};
  for (std::size_t i = head; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    std::size_t end = 0;
    const long number = number_at(line, 0, '.', end);
    if (number < 0) continue;
    if (static_cast<std::size_t>(number) == urls.size() + 1) urls.emplace_back(trim(line.substr(end)));
  }
  lines.resize(head - 1);
  return urls;
}

// Numbers of links: "[1]", "[2]" and so on, each the last one's successor but for a few that a tool leaves out.
class LinkNumbers {
 public:
  LinkNumbers(const std::vector<std::string_view>& lines, std::vector<std::string> urls) : urls_(std::move(urls)) {
    long next = 1;
    int met = 0;
    for (const std::string_view line : lines) {
      each(line, next, [&](std::size_t, std::size_t, long) { ++met; });
      if (met >= 3) break;
    }
    on_ = met >= 3 || !urls_.empty();
  }

  // The line without numbers; `url` is set where it begins with one.
  std::string without(std::string_view line, std::string& url) {
    if (!on_) return std::string(line);
    std::string out;
    std::size_t kept = 0;
    each(line, next_, [&](std::size_t begin, std::size_t end, long number) {
      out += line.substr(kept, begin - kept);
      kept = end;
      const auto index = static_cast<std::size_t>(number - 1);
      if (url.empty() && trim(out).empty() && index < urls_.size()) url = urls_[index];
    });
    return out.append(line.substr(kept));
  }

 private:
  template <class F>
  static void each(std::string_view line, long& next, F&& take) {
    for (std::size_t at = line.find('['); at != std::string_view::npos; at = line.find('[', at + 1)) {
      std::size_t end = 0;
      const long number = number_at(line, at + 1, ']', end);
      if (number < next || number > next + 3) continue;
      next = number + 1;
      take(at, end, number);
    }
  }

  std::vector<std::string> urls_;
  long next_ = 1;
  bool on_ = false;
};

// Pictures by their file names and fields of forms, as text browsers print them: "[logo.png]", "[      ]", "_____".
std::string without_fields(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::size_t open = std::min(line.find('['), line.size());
    out += line.substr(0, open);
    line.remove_prefix(open);
    if (line.empty()) break;
    const std::size_t close = line.substr(0, 120).find(']');
    const std::string_view inside = close == std::string_view::npos ? std::string_view{} : line.substr(1, close - 1);
    const std::size_t dot = inside.rfind('.');
    const bool picture = dot != std::string_view::npos && dot > 0 && inside.find(' ') == std::string_view::npos &&
                         inside.size() - dot >= 4 && inside.size() - dot <= 5;
    const bool field = close != std::string_view::npos && trim(inside).empty();
    const std::size_t skip = picture || field ? close + 1 : 1;
    if (skip == 1) out += '[';
    line.remove_prefix(skip);
  }
  for (std::size_t at; (at = out.find("____")) != std::string::npos;) {
    const std::size_t end = std::min(out.find_first_not_of('_', at), out.size());
    out.replace(at, end - at, " ");
  }
  return out;
}

struct Raw {
  TextLine line;
  bool blank = false;
  std::size_t indent = 0, text_at = 0, width = 0, first_word = 0;  // columns
};

Raw raw_of(std::string_view line, LinkNumbers& numbers) {
  Raw raw;
  const std::size_t begin = line.find_first_not_of(" \t");
  raw.indent = begin == std::string_view::npos ? 0 : begin;
  raw.width = columns(line.substr(0, line.find_last_not_of(" \t\r") + 1));
  std::string_view rest = trim(line);
  const std::size_t mark = bullet(rest, raw.indent >= 3);
  raw.text_at = raw.indent + columns(rest.substr(0, mark));
  raw.line.is_item = mark > 0;
  rest.remove_prefix(mark);
  const bool wide = !rest.empty() && is_wide(static_cast<unsigned char>(rest[0]));
  raw.first_word = wide ? 2 : columns(rest.substr(0, rest.find(' ')));
  raw.line.text = collapse(without_fields(numbers.without(rest, raw.line.url)));
  raw.blank = raw.line.text.empty();
  return raw;
}

// Whether `line` may go on in the one before it: same text column, no bullet of its own.
bool may_go_on(const Raw& before, const Raw& line) {
  return !before.blank && !line.blank && !line.line.is_item && line.indent <= before.text_at && before.text_at <= line.indent + 3;
}

// The column at which most lines that go on were broken: each such line says that it fits and the next word would not. 0 where
// the text is not wrapped.
std::size_t wrap_column(const std::vector<Raw>& lines) {
  std::array<int, kWidest + 2> change{};
  int pairs = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Raw &before = lines[i - 1], &line = lines[i];
    if (!may_go_on(before, line) || before.width < kNarrowest - 10) continue;
    ++pairs;
    const std::size_t fits = std::max(before.width, kNarrowest),
                      breaks = std::min(before.width + 1 + line.first_word, kWidest + 1);
    if (fits >= breaks) continue;
    ++change[fits];
    --change[breaks];
  }
  int agree = 0, most = 0;
  std::size_t column = 0;
  for (std::size_t at = 0; at < change.size(); ++at) {
    agree += change[at];
    if (agree < most || agree == 0) continue;
    if (agree > most) most = agree, column = at;
  }
  return most * 2 >= pairs ? column : 0;
}

void append(std::string& to, const std::string& line) {
  const bool wide = is_wide(static_cast<unsigned char>(line[0])) && static_cast<unsigned char>(to.back()) >= 0x80;
  if (!wide) to += ' ';
  to += line;
}

}  // namespace

std::vector<TextLine> laid_out(std::string_view text) {
  std::vector<std::string_view> source = lines_of(text);
  std::vector<std::string> urls = take_references(source);
  LinkNumbers numbers(source, std::move(urls));
  std::vector<Raw> lines;
  lines.reserve(source.size());
  for (const std::string_view line : source) lines.push_back(raw_of(line, numbers));

  const std::size_t column = wrap_column(lines);
  const auto goes_on = [&](std::size_t i) {
    return column > 0 && may_go_on(lines[i - 1], lines[i]) && lines[i - 1].width <= column + 1 &&
           lines[i - 1].width + 1 + lines[i].first_word > column;
  };
  std::size_t within = 0, at_end = 0, small = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!goes_on(i)) continue;
    ++(ends_sentence(lines[i - 1].line.text) ? at_end : within);
    small += begins_with_capital(lines[i].line.text) ? 0 : 1;
  }
  // Most lines that go on begin small; those below a headline and in lists do not.
  const bool wrapped = small > 0 && small * 4 >= within && within >= 2 * at_end;

  std::vector<TextLine> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && wrapped && goes_on(i))
      append(out.back().text, lines[i].line.text);
    else
      out.push_back(std::move(lines[i].line));
  }
  return out;
}

}  // namespace entente::page
