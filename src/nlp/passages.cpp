#include "nlp/passages.h"

#include <algorithm>

#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kLongestDateline = 100;  // bytes

struct Line {
  Span span;                              // without white space at its ends; empty for a blank line
  std::size_t width = 0, first_word = 0;  // code points
  bool is_small = false;                  // begins with a small letter
};

// Scripts without capitals begin nothing small.
bool is_small_letter(char32_t c) { return c < 0x250 && is_alpha(c) && !is_upper(c); }

Span without_blanks(std::string_view text, Span line) {
  std::size_t end = line.begin, last = line.begin;
  for (std::size_t at = line.begin; at < line.end; at = end) {
    if (is_space(decode(text, at, end))) {
      if (at == line.begin) line.begin = static_cast<std::uint32_t>(end);
    } else {
      last = end;
    }
  }
  return {line.begin, static_cast<std::uint32_t>(std::max<std::size_t>(last, line.begin))};
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Line line;
    line.span = without_blanks(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    const std::string_view words = line.span.in(text);
    if (std::size_t next = 0; !words.empty()) line.is_small = is_small_letter(decode(words, 0, next));
    line.width = code_points(words);
    line.first_word = code_points(words.substr(0, words.find(' ')));
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

// Whether most of what follows a line goes on with it: of wrapped lines three in four begin small.
bool is_wrapped(const std::vector<Line>& lines) {
  int follow = 0, small = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].span.empty() || lines[i - 1].span.empty()) continue;
    ++follow;
    small += lines[i].is_small;
  }
  return small * 4 >= follow && small > 0;
}

// The bytes of a dash that ends a dateline, with the blanks around it: " - ", " -- ", "- ", an em dash; 0 for none.
std::size_t dash_at(std::string_view text) {
  const std::size_t blank = text.starts_with(' ') ? 1 : 0;
  for (const std::string_view dash : {"--", "-", "\u2013", "\u2014"}) {
    const std::size_t end = blank + dash.size();
    if (!text.substr(blank).starts_with(dash)) continue;
    if (text.substr(end).starts_with(' ')) return end + 1;
    if (dash == "\u2014") return end;
  }
  return 0;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_other(char c) { return static_cast<unsigned char>(c) >= 0x80; }  // no ASCII
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_number(char c) { return c >= '0' && c <= '9'; }

// Whether words that are told from here can begin here: a capital, a number, a quotation mark, another script.
bool may_begin(std::string_view text) {
  return !text.empty() && (is_capital(text[0]) || is_number(text[0]) || text[0] == '"' || text[0] == '\'' || is_other(text[0]));
}

}  // namespace

// A place in capitals needs nothing beside it; another one does, or it would be any words before a dash.
std::size_t dateline(std::string_view line) {
  line = line.substr(0, kLongestDateline);
  const std::size_t capitals = std::min(line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), line.size());
  const bool in_capitals = capitals > 2 && (capitals == line.size() || !is_small(line[capitals]));
  bool marked = in_capitals, in_brackets = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool begins = at == 0 || line[at - 1] == ' ';
    if (in_brackets) {
      in_brackets = c != ')';
      continue;
    }
    if (begins && !is_capital(c) && !is_number(c) && c != '(' && !is_other(c)) return 0;
    if (at == 0) continue;
    if (const std::size_t dash = dash_at(line.substr(at)); dash > 0)
      return marked && may_begin(line.substr(at + dash)) && !(is_number(line[at - 1]) && is_number(line[at + dash])) ? at + dash
                                                                                                                     : 0;
    if (c == ':')
      return in_capitals && capitals > 3 && line.substr(at + 1).starts_with(' ') && may_begin(line.substr(at + 2)) ? at + 2 : 0;
    if (c == ';' || c == '!' || c == '?' || c == '"') return 0;
    in_brackets = c == '(';
    marked = marked || c == ',' || c == '(' || is_number(c);
  }
  return 0;
}

std::vector<Span> passages(std::string_view text) {
  std::vector<Span> out;
  const std::vector<Line> lines = lines_of(text);
  const bool wrapped = is_wrapped(lines);
  std::size_t widest = 0, block_end = 0;  // of the lines up to the next blank one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.span.empty()) continue;
    if (i >= block_end) {
      widest = 0;
      for (block_end = i; block_end < lines.size() && !lines[block_end].span.empty(); ++block_end)
        widest = std::max(widest, lines[block_end].width);
    }
    const std::size_t told = dateline(line.span.in(text));
    const bool follows = i > 0 && !lines[i - 1].span.empty() && told == 0;
    // A line that the next word would have fitted into was not broken for want of room.
    if (follows && (line.is_small || (wrapped && lines[i - 1].width + 1 + line.first_word > widest))) {
      out.back().end = line.span.end;
      continue;
    }
    const auto begin = line.span.begin + static_cast<std::uint32_t>(told);
    if (told > 0) out.push_back({line.span.begin, begin});
    out.push_back({begin, line.span.end});
  }
  return out;
}

}  // namespace entente::nlp
