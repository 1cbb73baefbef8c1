#include "actors/tables.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string>

namespace entente::actors {

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  if (text.empty()) return out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    out.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

Result<void> read_table(const std::filesystem::path& file, std::size_t columns,
                        const std::function<std::string(const Row&)>& take,
                        const std::function<void(std::string_view)>& comment) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(fmt::format("{}: cannot be read; is the knowledge folder complete?", file.string()));
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
      return fail(fmt::format("{}:{}: {} columns, at most {} expected", file.string(), number, row.size(), columns));
    row.resize(columns);
    if (const std::string wrong = take(row); !wrong.empty()) return fail(fmt::format("{}:{}: {}", file.string(), number, wrong));
  }
  return {};
}

}  // namespace entente::actors
