#include "statements/quotes.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace entente::statements {
namespace {

enum class Side { open, close, either };

struct Mark {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool is_double = true;
  Side side = Side::either;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool starts_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80 || c == '$' || c == '[' ||
         c == '#' || c == '.';
}

// True where the byte before `at` ends a word, so that an apostrophe there cannot open a quote.
bool ends_word(std::string_view text, std::size_t begin, std::size_t at) {
  if (at <= begin) return false;
  const char c = text[at - 1];
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool has(std::string_view text, std::size_t at, std::string_view what) { return text.substr(at, what.size()) == what; }

// Which side a straight mark stands on, from the characters around it.
Side side_of(std::string_view text, std::size_t begin, std::size_t at, std::size_t size) {
  const std::size_t next = at + size;
  const bool space_before = at <= begin || is_space(text[at - 1]) || text[at - 1] == '(' || text[at - 1] == '[';
  const bool space_after = next >= text.size() || is_space(text[next]);
  if (space_before && !space_after) return Side::open;
  if (space_after && !space_before) return Side::close;
  const bool dash_before =
      at > begin && (text[at - 1] == '-' || (at >= begin + 3 && (has(text, at - 3, "\u2014") || has(text, at - 3, "\u2013"))));
  if (dash_before && starts_word(text, next)) return Side::either;
  return ends_word(text, begin, at) || !starts_word(text, next) ? Side::close : Side::either;
}

// The quotation mark at `at`, if one stands there.
std::optional<Mark> mark_at(std::string_view text, std::size_t begin, std::size_t at) {
  const auto make = [&](std::size_t size, bool is_double, Side side) {
    return Mark{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size), is_double, side};
  };
  switch (text[at]) {
    case '"':
      return make(1, true, side_of(text, begin, at, 1));
    case '`':
      return has(text, at, "``") ? std::optional(make(2, true, Side::open)) : std::nullopt;
    case '\'':
      if (has(text, at, "''")) return make(2, true, side_of(text, begin, at, 2));
      if (ends_word(text, begin, at) && starts_word(text, at + 1)) return std::nullopt;  // an apostrophe within a word
      return make(1, false, side_of(text, begin, at, 1));
    case '\xE2':
      if (has(text, at, "\u201C") || has(text, at, "\u201E")) return make(3, true, Side::open);
      if (has(text, at, "\u201D")) return make(3, true, Side::close);
      if (has(text, at, "\u2018")) return make(3, false, Side::open);
      if (has(text, at, "\u2019")) {
        if (ends_word(text, begin, at) && starts_word(text, at + 3)) return std::nullopt;
        return make(3, false, Side::close);
      }
      return std::nullopt;
    case '\xC2':
      if (has(text, at, "\u00AB")) return make(2, true, Side::open);
      if (has(text, at, "\u00BB")) return make(2, true, Side::close);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

// A single mark after an s may be a plural's apostrophe; it closes only where punctuation stands by it.
bool may_close_single(std::string_view text, std::size_t begin, const Mark& mark) {
  const char before = mark.begin > begin ? text[mark.begin - 1] : ' ';
  if (before != 's') return true;
  const std::size_t next = mark.begin + mark.size;
  return next >= text.size() || !is_space(text[next]);
}

class Scanner {
 public:
  Scanner(const Doc& doc, const std::vector<Range>& paragraphs) : doc_(doc), paragraphs_(paragraphs) {}

  std::vector<Quote> scan() {
    for (std::uint32_t p = 0; p < paragraphs_.size(); ++p) paragraph(p);
    for (Quote& q : out_) q.tokens = tokens_in(q.span);
    std::erase_if(out_, [](const Quote& q) { return q.tokens.size() == 0; });
    return std::move(out_);
  }

 private:
  bool opens_with_mark(std::uint32_t p) const {
    if (p >= paragraphs_.size()) return false;
    const Span span = doc_.span(paragraphs_[p]);
    std::size_t at = span.begin;
    while (at < span.end && is_space(doc_.text[at])) ++at;
    if (at >= span.end) return false;
    const auto mark = mark_at(doc_.text, at, at);
    return mark && mark->is_double && mark->side != Side::close;
  }

  void paragraph(std::uint32_t p) {
    const Span span = doc_.span(paragraphs_[p]);
    const std::string_view text = doc_.text.substr(0, span.end);
    Mark open;  // size 0: none
    bool first = true;
    for (std::size_t at = span.begin; at < span.end;) {
      const auto mark = mark_at(text, span.begin, at);
      if (!mark) {
        ++at;
        continue;
      }
      const bool can_open = mark->side != Side::close, can_close = mark->side != Side::open;
      if (open.size == 0 || (mark->is_double && !open.is_double)) {
        // A double mark within an open single one: the single one was an apostrophe.
        if (open.size != 0 && can_close && !can_open) open = {};
        if (can_open) open = *mark;
      } else if (mark->is_double == open.is_double) {
        if (can_close && (mark->is_double || may_close_single(text, span.begin, *mark))) {
          keep(p, {open.begin, mark->begin + mark->size}, true, first);
          open = {};
          first = false;
        } else if (can_open) {
          open = *mark;
        }
      }
      at += mark->size;
    }
    const bool goes_on = open.size != 0 && open.is_double && opens_with_mark(p + 1);
    if (goes_on) keep(p, {open.begin, span.end}, false, first);
    was_open_ = goes_on;
  }

  void keep(std::uint32_t p, Span span, bool closed, bool first) {
    Quote q;
    q.span = span;
    q.paragraph = p;
    q.closed = closed;
    q.continues = first && was_open_;
    out_.push_back(q);
  }

  Range tokens_in(Span span) const {
    const auto& tokens = doc_.tokens;
    const auto from = std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                                       [](const Token& t, std::uint32_t at) { return t.span.begin < at; });
    const auto to =
        std::lower_bound(from, tokens.end(), span.end, [](const Token& t, std::uint32_t at) { return t.span.end <= at; });
    return {static_cast<std::uint32_t>(from - tokens.begin()), static_cast<std::uint32_t>(to - tokens.begin())};
  }

  const Doc& doc_;
  const std::vector<Range>& paragraphs_;
  std::vector<Quote> out_;
  bool was_open_ = false;
};

}  // namespace

std::vector<Range> paragraphs(const Doc& doc) {
  std::vector<Range> out;
  const auto count = static_cast<std::uint32_t>(doc.tokens.size());
  std::uint32_t first = 0;
  for (std::uint32_t t = 1; t < count; ++t) {
    const std::uint32_t before = doc.tokens[t - 1].span.end;
    if (doc.text.substr(before, doc.tokens[t].span.begin - before).find('\n') == std::string_view::npos) continue;
    out.push_back({first, t});
    first = t;
  }
  if (count > first) out.push_back({first, count});
  return out;
}

std::vector<Quote> find_quotes(const Doc& doc, const std::vector<Range>& paragraphs) { return Scanner(doc, paragraphs).scan(); }

}  // namespace entente::statements
