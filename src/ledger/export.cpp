#include <fmt/format.h>

#include "ledger/store.h"

namespace entente::ledger {

Result<std::size_t> Store::export_jsonl(std::ostream& out) {
  return guarded("export", [&]() -> Result<std::size_t> {
    const Words said = words();
    std::size_t count = 0;
    Query rows = db_.query("select " ENTENTE_ENTRY_COLUMNS "order by e.page, e.event, e.source, e.target, e.id");
    while (rows.step()) {
      Entry entry = read_entry(rows);
      if (const auto found = said.find(entry.id); found != said.end()) apply_words(entry, found->second);
      out << to_json(entry) << '\n';
      if (!out) return fail(fmt::format("{}: export: the output took no more after {} entries", file_, count));
      ++count;
    }
    return count;
  });
}

}  // namespace entente::ledger
