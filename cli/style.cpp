#include "style.h"

#include "fmt/format.h"

namespace entente::cli {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

std::size_t code_points(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

std::string Style::wrap(std::string_view s, std::string_view code) const {
  return on ? fmt::format("\033[{}m{}\033[0m", code, s) : std::string(s);
}

std::string fold(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t used = 0;  // code points on the present line; 0: the line is empty
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const std::size_t size = code_points(word);
    if (used > 0 && used + 1 + size > width) {
      out += '\n';
      used = 0;
    }
    if (used == 0) {
      out.append(indent, ' ');
      used = indent;
    } else {
      out += ' ';
      ++used;
    }
    out += word;
    used += size;
    at = end;
  }
  if (!out.empty()) out += '\n';
  return out;
}

std::string flat(std::string_view text) {
  std::string out = fold(text, 0, SIZE_MAX);
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace entente::cli
