#include "statements/table.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace entente::statements {
namespace {

template <class Number>
bool parse(std::string_view text, Number& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

bool number(std::string_view text, double& to) { return parse(text, to); }
bool number(std::string_view text, int& to) { return parse(text, to); }

Result<void> read_lines(const std::filesystem::path& file, const std::function<bool(std::string_view)>& take) {
  std::ifstream in(file);
  if (!in) return fail(fmt::format("cannot read {}: is the knowledge folder complete?", file.string()));
  std::size_t n = 0;
  for (std::string line; std::getline(in, line);) {
    ++n;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    if (!take(line)) return fail(fmt::format("{}:{}: not in the table's form: correct the line", file.string(), n));
  }
  return {};
}

Result<void> read_table(const std::filesystem::path& file, const std::function<bool(const Row&)>& take) {
  Row row;
  return read_lines(file, [&](std::string_view rest) {
    row.clear();
    for (;;) {
      const std::size_t tab = rest.find('\t');
      row.push_back(rest.substr(0, tab));
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    return take(row);
  });
}

}  // namespace entente::statements
