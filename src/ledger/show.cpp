#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "ledger/store.h"

namespace entente::ledger {
namespace {

using Json = nlohmann::ordered_json;

std::string pretty(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

Json json_of(const std::vector<Word>& words) {
  Json out = Json::array();
  for (const Word& word : words) {
    Json fields = Json::object();
    for (const auto& [name, value] : word.said.fields) fields[name] = value;
    out.push_back(
        {{"verdict", word.said.verdict}, {"fields", fields}, {"by", word.said.by}, {"note", word.said.note}, {"at", word.at}});
  }
  return out;
}

// The stored `code` record; null where it is none.
Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json(nullptr) : json;
}

Json page_json(const Query& row) {
  const char* names[] = {"id",           "sha256",           "file",  "url",   "site", "title", "page_date",
                         "article_date", "article_date_how", "added", "report"};
  Json out;
  int column = 0;
  for (const char* name : names) out[name] = row.text(column++);
  return out;
}

constexpr const char* kPage =
    "select id, sha256, file, url, site, title, page_date, article_date, article_date_how, added, report, code from pages where "
    "id = ?";

}  // namespace

std::optional<std::string> Store::show_entry(const std::string& id) {
  const auto machine = machine_entry(id);
  const auto said = words_on(id);
  if (!machine && said.empty()) return {};
  Json out = {{"kind", "entry"}, {"id", id}};
  out["corrections"] = json_of(said);
  if (!machine) {
    out["note"] = "the page has changed and no longer has this entry; what was said of it is kept";
    return pretty(out);
  }
  Entry corrected = *machine;
  corrected.carriers = carriers(corrected);
  apply_words(corrected, said);
  out["entry"] = ledger::json_of(corrected);
  if (!said.empty()) out["machine"] = ledger::json_of(*machine);
  {
    Query row = db_.query(
        "select s.id, s.speaker, s.speaker_actor, s.direct, s.content, e.event from entries e "
        "left join statements s on s.page = e.page and s.id = e.statement where e.id = ?");
    row.bind(id).step();
    out["statement"] = nullptr;
    if (!row.null(0))
      out["statement"] = {{"id", row.integer(0)},
                          {"speaker", row.text(1)},
                          {"speaker_actor", row.text(2)},
                          {"direct", row.integer(3) != 0},
                          {"content", row.text(4)}};
    const auto event = static_cast<std::size_t>(row.integer(5));
    Query page = db_.query(kPage);
    if (page.bind(machine->page).step()) {
      out["page"] = page_json(page);
      const Json code = parsed(page.text(11));
      if (code.is_object() && code.contains("events") && code["events"].is_array() && event < code["events"].size())
        out["event"] = code["events"][event];
    }
  }
  return pretty(out);
}

std::optional<std::string> Store::show_page(const std::string& id) {
  Query page = db_.query(kPage);
  if (!page.bind(id).step()) return {};
  Json out = {{"kind", "page"}};
  out.update(page_json(page));
  out["report_pages"] = pages_carrying(page.text(10));
  out["entries"] = Json::array();
  Query rows = db_.query("select id from entries where page = ? order by event, source, target, id");
  rows.bind(id);
  while (rows.step()) out["entries"].push_back(rows.text(0));
  out["code"] = parsed(page.text(11));
  return pretty(out);
}

Result<std::string> Store::show_actor(std::string_view id) {
  const auto code = resolve(id, "entry, page or actor");
  if (!code) return tl::unexpected(code.error());
  refresh();
  Json out = {{"kind", "actor"}, {"code", *code}, {"name", name_of(*code)}};
  out["names"] = Json::array();
  Query rows =
      db_.query("select code, name, country, sector, kind, seen from actors where ledger = ? order by seen desc, code, name");
  rows.bind(*code);
  while (rows.step())
    out["names"].push_back({{"code", rows.text(0)},
                            {"name", rows.text(1)},
                            {"country", rows.text(2)},
                            {"sector", rows.text(3)},
                            {"kind", rows.text(4)},
                            {"seen", rows.integer(5)}});
  out["pairs"] = Json::array();
  const auto pairs = pairs_of(*code);
  if (!pairs) return tl::unexpected(pairs.error());
  for (const Pair& pair : *pairs) out["pairs"].push_back(ledger::json_of(pair));
  return pretty(out);
}

Result<std::string> Store::show(std::string_view id) {
  return guarded("show", [&]() -> Result<std::string> {
    const auto whole = whole_id(std::string(id));
    if (!whole || *whole != id)  // an actor of this name is meant rather than an id that only begins so
      if (auto actor = show_actor(id)) return actor;
    if (!whole) return tl::unexpected(whole.error());
    if (auto entry = show_entry(*whole)) return *std::move(entry);
    if (auto page = show_page(*whole)) return *std::move(page);
    return show_actor(id);
  });
}

}  // namespace entente::ledger
