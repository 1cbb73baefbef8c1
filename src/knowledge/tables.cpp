#include "knowledge/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace entente::knowledge {
namespace {

// One file of a table.
Result<void> read_file(const Knowledge::Table& file, std::size_t columns,
                       const std::function<std::string(const Row&, const Line&)>& take,
                       const std::function<void(std::string_view)>& comment) {
  std::ifstream in(file.file, std::ios::binary);
  if (!in) return fail(fmt::format("{}: cannot be read; is the knowledge folder complete?", file.file.string()));
  std::ostringstream buffer;
  buffer << in.rdbuf();
  const std::string bytes = std::move(buffer).str();
  std::size_t number = 0;
  for (std::string_view line : parts(bytes, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#')) {
      if (comment) comment(line.substr(1));
      continue;
    }
    if (line.empty()) continue;
    Row row = parts(line, '\t');
    if (row.size() > columns)
      return fail(fmt::format("{}:{}: {} columns, at most {} expected: take out the tabs that are too many", file.file.string(),
                              number, row.size(), columns));
    row.resize(columns);
    const std::string wrong = take(row, {file.shown, number, file.own});
    if (!wrong.empty()) return fail(fmt::format("{}:{}: {}", file.file.string(), number, wrong));
  }
  return {};
}

}  // namespace

std::string Line::where() const { return fmt::format("{}:{}", file, number); }

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  if (text.empty()) return out;
  out.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), separator)) + 1);
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    out.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

Result<void> read_table(const Knowledge& knowledge, std::string_view table, std::size_t columns,
                        const std::function<std::string(const Row&, const Line&)>& take,
                        const std::function<void(std::string_view)>& comment) {
  for (const Knowledge::Table& file : knowledge.files(table))
    if (auto done = read_file(file, columns, take, comment); !done) return done;
  return {};
}

}  // namespace entente::knowledge
