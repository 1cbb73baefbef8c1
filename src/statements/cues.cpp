#include "statements/cues.h"

#include <fmt/format.h>

#include "knowledge/tables.h"

namespace entente::statements {

Result<Cues> Cues::load(const Knowledge& knowledge) {
  Cues cues;
  const auto read =
      knowledge::read_table(knowledge, "cues.tsv", 3, [&](const knowledge::Row& row, const knowledge::Line&) -> std::string {
        if (row[0].empty() || row[1].size() != 1 || row[2].empty() ||
            std::string_view("vnarp").find(row[1]) == std::string_view::npos)
          return "columns lemma, part of speech (v, n, a, r or p) and class expected";
        cues.classes_.try_emplace(fmt::format("{} {}", row[0], row[1]), row[2]);
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return cues;
}

std::string_view Cues::word_class(std::string_view lemma, char pos) const {
  const auto found = classes_.find(fmt::format("{} {}", lemma, pos));
  return found == classes_.end() ? std::string_view() : found->second;
}

}  // namespace entente::statements
