#include "statements/cues.h"

#include <fmt/format.h>

#include "statements/table.h"

namespace entente::statements {

Result<Cues> Cues::load(const std::filesystem::path& knowledge) {
  Cues cues;
  const auto read = read_table(knowledge / "cues.tsv", [&](const Row& row) {
    const bool fits = row.size() == 3 && !row[0].empty() && row[1].size() == 1 && !row[2].empty() &&
                      std::string_view("vnarp").find(row[1]) != std::string_view::npos;
    if (fits) cues.classes_[fmt::format("{} {}", row[0], row[1])] = row[2];
    return fits;
  });
  if (!read) return tl::unexpected(read.error());
  return cues;
}

std::string_view Cues::word_class(std::string_view lemma, char pos) const {
  const auto found = classes_.find(fmt::format("{} {}", lemma, pos));
  return found == classes_.end() ? std::string_view() : found->second;
}

}  // namespace entente::statements
