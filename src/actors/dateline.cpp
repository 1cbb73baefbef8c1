#include "actors/dateline.h"

#include <algorithm>

#include "nlp/passages.h"

namespace entente::actors {

std::vector<Span> datelines(std::string_view text) {
  std::vector<Span> out;
  for (std::size_t begin = text.find_first_not_of(" \t\r\n"); begin != std::string_view::npos;) {
    if (const std::size_t told = nlp::dateline(text.substr(begin)); told > 0)
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + told)});
    begin = text.find_first_not_of(" \t\r\n", std::min(text.find('\n', begin), text.size()));
  }
  return out;
}

bool in_parentheses(std::string_view text, const Words& words, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t begin = words[first].span.begin, end = words[last - 1].span.end;
  return begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')';
}

}  // namespace entente::actors
