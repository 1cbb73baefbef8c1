#include "statements/cues.h"

#include "knowledge/tables.h"

namespace entente::statements {
namespace {

std::uint64_t key(std::string_view lemma, char pos) { return knowledge::hash_of(lemma) + static_cast<unsigned char>(pos); }

}  // namespace

Result<Cues> Cues::load(const Knowledge& knowledge) {
  Cues cues;
  const auto read =
      knowledge::read_table(knowledge, "cues.tsv", 3, [&](const knowledge::Row& row, const knowledge::Line&) -> std::string {
        if (row[0].empty() || row[1].size() != 1 || row[2].empty() ||
            std::string_view("vnarp").find(row[1]) == std::string_view::npos)
          return "columns lemma, part of speech (v, n, a, r or p) and class expected";
        if (std::string& of = cues.classes_[key(row[0], row[1][0])]; of.empty()) of = row[2];
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return cues;
}

std::string_view Cues::word_class(std::string_view lemma, char pos) const {
  const std::string* found = classes_.find(key(lemma, pos));
  return found == nullptr ? std::string_view() : *found;
}

}  // namespace entente::statements
