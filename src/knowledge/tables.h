// Tab-separated tables with `#` comments.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/knowledge.h"
#include "entente/result.h"

namespace entente::knowledge {

using Row = std::vector<std::string_view>;

struct Line {
  std::string where() const;  // "knowledge/events/verbs.tsv:12"

  std::string_view file;
  std::size_t number = 0;  // from 1
  bool own = false;        // of the user's ontology
};

// The bytes of files, for tables that keep views of them.
using Texts = std::vector<std::unique_ptr<const std::string>>;

// Calls `take` with each row of a table's files that is not empty and no comment; missing columns are added up to `columns`.
// `take` returns an empty string, or what is wrong with the row and what to do. Comment lines go to `comment` without their mark.
// What `take` is given lasts until it returns, the rows as long as `kept` where the files' bytes go there. Fails, naming file and
// line. Linear in the files' size.
Result<void> read_table(const Knowledge& knowledge, std::string_view table, std::size_t columns,
                        const std::function<std::string(const Row&, const Line&)>& take,
                        const std::function<void(std::string_view)>& comment = {}, Texts* kept = nullptr);

// Calls `take` with each part of a text; an empty text has none.
template <class Take>
void each_part(std::string_view text, char separator, Take take) {
  if (text.empty()) return;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    take(text.substr(at, end - at));
    if (end == std::string_view::npos) return;
    at = end + 1;
  }
}

std::vector<std::string_view> parts(std::string_view text, char separator);

}  // namespace entente::knowledge
