#include "actors/dateline.h"

namespace entente::actors {
namespace {

constexpr std::uint32_t kWords = 9;  // of the longest dateline

// Whether what stands behind a word ends a dateline.
bool ends_dateline(std::string_view gap) {
  if (gap.starts_with(")") || gap.starts_with(",")) gap.remove_prefix(1);
  for (const std::string_view dash : {" - ", " -- ", " \u2013 ", " \u2014 ", "\u2014"})
    if (gap.starts_with(dash)) return true;
  return false;
}

}  // namespace

std::vector<Span> datelines(std::string_view text, const Words& words) {
  std::vector<Span> out;
  const auto count = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t first = 0; first < count; ++first) {
    const std::uint32_t before = first == 0 ? 0 : words[first - 1].span.end;
    if (first > 0 && text.substr(before, words[first].span.begin - before).find('\n') == std::string_view::npos) continue;
    bool bracket = false;
    for (std::uint32_t w = first; w + 1 < count && w - first < kWords && words[w].capital; ++w) {
      const std::uint32_t end = words[w].span.end;
      const std::string_view gap = text.substr(end, words[w + 1].span.begin - end);
      if (ends_dateline(gap) || (bracket && words[first].upper && gap == ") ")) {
        out.push_back({words[first].span.begin, end});
        break;
      }
      if (gap.find_first_of(":;!?\n\"") != std::string_view::npos) break;
      bracket = bracket || gap.ends_with('(');
    }
  }
  return out;
}

bool in_parentheses(std::string_view text, const Words& words, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t begin = words[first].span.begin, end = words[last - 1].span.end;
  return begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')';
}

}  // namespace entente::actors
