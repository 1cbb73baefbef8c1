#include "actors/quotes.h"

#include <algorithm>

namespace entente::actors {
namespace {

constexpr std::uint32_t kReach = 40;  // tokens around a quote in which its verb of saying stands

// Whether a paragraph ends between two tokens or in the second of them.
bool paragraph_before(const Doc& doc, std::uint32_t token) {
  if (token == 0) return true;
  const std::uint32_t from = doc.tokens[token - 1].span.end;
  const std::uint32_t to = doc.tokens[token].is_space ? doc.tokens[token].span.end : doc.tokens[token].span.begin;
  const std::string_view gap = to > from ? doc.text.substr(from, to - from) : std::string_view{};
  return std::count(gap.begin(), gap.end(), '\n') >= 2;
}

std::vector<Quote> spans(const Doc& doc) {
  std::vector<Quote> out;
  bool open = false;
  std::uint32_t begin = 0;
  for (std::uint32_t t = 0; t < doc.tokens.size(); ++t) {
    const Token& token = doc.tokens[t];
    const std::string_view word = doc.str(t);
    if (open && paragraph_before(doc, t)) {
      out.push_back({{begin, doc.tokens[t - 1].span.end}, kNobody});
      open = false;
    }
    const bool left = word == "\u201c" || word == "``", right = word == "\u201d" || word == "''", straight = word == "\"";
    if (!left && !right && !straight) continue;
    if (open && (right || straight)) {
      out.push_back({{begin, token.span.end}, kNobody});
      open = false;
    } else if (!open && (left || straight)) {
      open = true;
      begin = token.span.begin;
    }
  }
  if (open && !doc.tokens.empty()) out.push_back({{begin, doc.tokens.back().span.end}, kNobody});
  return out;
}

}  // namespace

std::vector<Quote> find_quotes(const Doc& doc, const Lexicon& lexicon) {
  std::vector<Quote> quotes = spans(doc);
  if (quotes.empty()) return quotes;
  const auto count = static_cast<std::uint32_t>(doc.tokens.size());
  std::vector<bool> inside(count, false);
  std::vector<std::uint32_t> subject(count, kNobody);
  std::size_t q = 0;
  for (std::uint32_t t = 0; t < count; ++t) {
    while (q < quotes.size() && quotes[q].span.end <= doc.tokens[t].span.begin) ++q;
    inside[t] = q < quotes.size() && quotes[q].span.begin <= doc.tokens[t].span.begin;
    const Token& token = doc.tokens[t];
    if (token.dep == "nsubj" && lexicon.is("say", hash_word(doc.tokens[token.head].lemma))) subject[token.head] = t;
  }
  for (Quote& quote : quotes) {
    const auto after =
        static_cast<std::uint32_t>(std::lower_bound(doc.tokens.begin(), doc.tokens.end(), quote.span.end,
                                                    [](const Token& t, std::uint32_t at) { return t.span.begin < at; }) -
                                   doc.tokens.begin());
    const auto before =
        static_cast<std::uint32_t>(std::lower_bound(doc.tokens.begin(), doc.tokens.end(), quote.span.begin,
                                                    [](const Token& t, std::uint32_t at) { return t.span.begin < at; }) -
                                   doc.tokens.begin());
    const auto says = [&](std::uint32_t t) { return !inside[t] && subject[t] != kNobody && !inside[subject[t]]; };
    for (std::uint32_t t = after; t < count && t < after + kReach && !paragraph_before(doc, t); ++t) {
      if (says(t)) {
        quote.speaker = subject[t];
        break;
      }
      if (t > after && !inside[t] && doc.tokens[t].sentence != doc.tokens[after].sentence) break;
    }
    if (quote.speaker != kNobody) continue;
    for (std::uint32_t t = before; t-- > 0 && before - t < kReach && !paragraph_before(doc, t + 1);)
      if (says(t)) {
        quote.speaker = subject[t];
        break;
      }
  }
  return quotes;
}

}  // namespace entente::actors
