#include "knowledge/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace entente::knowledge {
namespace {

// All that a file holds; nothing where it cannot be read.
std::optional<std::string> bytes_of(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream in(file, std::ios::binary);
  const std::uintmax_t size = in ? std::filesystem::file_size(file, error) : 0;
  if (!in || error) return std::nullopt;
  std::string bytes(size, '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  return bytes;
}

// One file of a table.
Result<void> read_rows(const Knowledge::Table& file, std::string_view bytes, std::size_t columns,
                       const std::function<std::string(const Row&, const Line&)>& take,
                       const std::function<void(std::string_view)>& comment) {
  Row row;
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#') && comment) comment(line.substr(1));
    if (line.empty() || line.starts_with('#')) continue;
    row.clear();
    each_part(line, '\t', [&](std::string_view cell) { row.push_back(cell); });
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
  each_part(text, separator, [&](std::string_view part) { out.push_back(part); });
  return out;
}

Result<void> read_table(const Knowledge& knowledge, std::string_view table, std::size_t columns,
                        const std::function<std::string(const Row&, const Line&)>& take,
                        const std::function<void(std::string_view)>& comment, Texts* kept) {
  for (const Knowledge::Table& file : knowledge.files(table)) {
    auto bytes = bytes_of(file.file);
    if (!bytes) return fail(fmt::format("{}: cannot be read; is the knowledge folder complete?", file.file.string()));
    auto text = std::make_unique<const std::string>(*std::move(bytes));
    if (auto done = read_rows(file, *text, columns, take, comment); !done) return done;
    if (kept) kept->push_back(std::move(text));
  }
  return {};
}

}  // namespace entente::knowledge
