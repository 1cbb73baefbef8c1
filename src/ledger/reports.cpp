// Pages that carry one report, and the entries that they tell again. What is kept is a function of the pages alone, in whatever
// order they came: two pages are alike or not by their texts; a report is all pages that are joined by likeness, over others or
// directly; it has the name of its first page by date.
#include <algorithm>
#include <cstring>
#include <iterator>
#include <unordered_set>

#include "ledger/retold.h"
#include "ledger/store.h"
#include "likeness/likeness.h"

namespace entente::ledger {
namespace {

using likeness::Signature;

constexpr std::size_t kBytes = sizeof(Signature::minima);

std::string_view bytes_of(const Signature& signature) { return {reinterpret_cast<const char*>(signature.minima.data()), kBytes}; }

std::optional<Signature> signature_in(std::string_view bytes) {
  Signature signature;
  if (bytes.size() != kBytes) return {};
  std::memcpy(signature.minima.data(), bytes.data(), kBytes);
  return signature;
}

std::optional<Signature> signature_of(Database& db, const std::string& page) {
  Query row = db.query("select minima from signatures where page = ?");
  return row.bind(page).step() ? signature_in(row.blob(0)) : std::nullopt;
}

bool is_alike(const Signature& own, std::string_view minima) {
  const auto other = signature_in(minima);
  return other && likeness::likeness(own, *other) >= likeness::kSameReport;
}

// SQLite's integers have a sign.
std::int64_t kept(std::uint64_t key) { return static_cast<std::int64_t>(key); }

// Columns and order of a report's entries for told_in().
#define ENTENTE_PLACE "(p.article_date = '', p.article_date, p.id)"
#define ENTENTE_TOLD                                                                                               \
  "e.id, p.id, e.source, e.source_text, e.target, e.target_text, e.type, e.status, e.date, e.sentence, e.repeats " \
  "from pages p join entries e on e.page = p.id where p.report = ? "
#define ENTENTE_TOLD_ORDER "order by p.article_date = '', p.article_date, p.id, e.event, e.source, e.target, e.id"

Told told_in(const Query& row) {
  Told told{row.text(0), row.text(1), "", row.text(6) + ' ' + row.text(7), row.text(8), row.text(9)};
  // A party by its code; a side without one by its words, which are no code's.
  for (const int side : {2, 4}) told.who += (row.text(side).empty() ? '"' + row.text(side + 1) : row.text(side)) + '>';
  return told;
}

// A page's place among those of its report.
struct Place {
  bool undated = false;
  std::string date, page;
  friend auto operator<=>(const Place&, const Place&) = default;
};

Place place_of(Database& db, const std::string& page) {
  Query row = db.query("select article_date from pages where id = ?");
  row.bind(page).step();
  const std::string date = row.text(0);
  return {date.empty(), date, page};
}

}  // namespace

// Signs the body, or the whole text where the body is too short for it; false where both are.
bool Store::sign_page(const std::string& page, std::string_view body, std::string_view text) {
  auto signature = likeness::sign(body);
  if (!signature) signature = likeness::sign(text);
  if (!signature) return false;
  const std::int64_t cluster = new_cluster();
  db_.query("insert into signatures (page, minima, cluster) values (?, ?, ?)")
      .bind(page)
      .bind_blob(bytes_of(*signature))
      .bind(cluster)
      .run();
  const std::int64_t id = db_.number("select last_insert_rowid()");
  for (const std::uint64_t key : likeness::keys(*signature))
    db_.query("insert or ignore into signature_keys (key, cluster, signature) values (?, ?, ?)")
        .bind(kept(key))
        .bind(cluster)
        .bind(id)
        .run();
  return true;
}

std::int64_t Store::new_cluster() { return db_.number("select coalesce(max(cluster), 0) + 1 from signatures"); }

void Store::put_in_cluster(const std::string& page, std::int64_t cluster) {
  Query row = db_.query("select id, minima, cluster from signatures where page = ?");
  if (!row.bind(page).step() || row.integer(2) == cluster) return;
  if (const auto signature = signature_in(row.blob(1)))
    for (const std::uint64_t key : likeness::keys(*signature))
      db_.query("update signature_keys set cluster = ? where key = ? and cluster = ? and signature = ?")
          .bind(cluster)
          .bind(kept(key))
          .bind(row.integer(2))
          .bind(row.integer(0))
          .run();
  db_.query("update signatures set cluster = ? where page = ?").bind(cluster).bind(page).run();
}

void Store::forget_signature(const std::string& page) {
  Query row = db_.query("select id, minima, cluster from signatures where page = ?");
  if (!row.bind(page).step()) return;
  if (const auto signature = signature_in(row.blob(1)))
    for (const std::uint64_t key : likeness::keys(*signature))
      db_.query("delete from signature_keys where key = ? and cluster = ? and signature = ?")
          .bind(kept(key))
          .bind(row.integer(2))
          .bind(row.integer(0))
          .run();
  db_.query("delete from signatures where page = ?").bind(page).run();
}

// Those of the pages that are like this one.
std::vector<std::string> Store::alike(const std::string& page, const std::set<std::string>& among) {
  std::vector<std::string> out;
  const auto own = signature_of(db_, page);
  if (!own) return out;
  std::unordered_set<std::int64_t> met;
  for (const std::uint64_t key : likeness::keys(*own)) {
    Query rows = db_.query("select signature from signature_keys where key = ?");
    rows.bind(kept(key));
    while (rows.step()) met.insert(rows.integer(0));
  }
  for (const std::int64_t id : met) {
    Query row = db_.query("select page, minima from signatures where id = ?");
    if (!row.bind(id).step() || !among.contains(row.text(0))) continue;
    if (is_alike(*own, row.blob(1))) out.push_back(row.text(0));
  }
  return out;
}

// The clusters of which a page is like this one, but for its own. Of each the pages are looked at until one is alike: of
// thousands of copies that is the first.
std::map<std::int64_t, std::string> Store::clusters_like(const std::string& page) {
  std::map<std::int64_t, std::string> found;
  const auto own = signature_of(db_, page);
  if (!own) return found;
  std::int64_t cluster = 0;
  std::unordered_set<std::int64_t> looked_at;
  const auto next_cluster = [&](std::uint64_t key) {
    Query row = db_.query("select cluster from signature_keys where key = ? and cluster > ? order by cluster limit 1");
    if (!row.bind(kept(key)).bind(cluster).step()) return false;
    cluster = row.integer(0);
    return true;
  };
  const auto look = [&](std::uint64_t key) {
    Query rows = db_.query("select signature from signature_keys where key = ? and cluster = ?");
    rows.bind(kept(key)).bind(cluster);
    while (rows.step()) {
      if (!looked_at.insert(rows.integer(0)).second) continue;
      Query row = db_.query("select s.page, p.report, s.minima from signatures s join pages p on p.id = s.page where s.id = ?");
      if (!row.bind(rows.integer(0)).step() || row.text(0) == page || !is_alike(*own, row.blob(2))) continue;
      found.emplace(cluster, row.text(1));
      return;
    }
  };
  for (const std::uint64_t key : likeness::keys(*own))
    for (cluster = 0; next_cluster(key);)
      if (!found.contains(cluster)) look(key);
  return found;
}

std::vector<std::string> Store::pages_carrying(const std::string& report) {
  std::vector<std::string> out;
  Query rows = db_.query("select id from pages where report = ? order by article_date = '', article_date, id");
  rows.bind(report);
  while (rows.step()) out.push_back(rows.text(0));
  return out;
}

std::vector<std::string> Store::join_report(const std::string& page) {
  std::vector<std::string> changed;
  const std::map<std::int64_t, std::string> clusters = clusters_like(page);
  if (clusters.empty()) return changed;
  const std::string& only = clusters.begin()->second;
  if (clusters.size() == 1 && place_of(db_, only) < place_of(db_, page)) {
    put_in_cluster(page, clusters.begin()->first);
    db_.query("update pages set report = ? where id = ?").bind(only).bind(page).run();
    tell_once(only, page, changed);
    return changed;
  }
  // All go where most of them are.
  std::vector<std::string> all{page};
  std::int64_t largest = 0;
  std::size_t most = 0;
  for (const auto& [cluster, report] : clusters) {
    std::vector<std::string> pages = pages_carrying(report);
    if (pages.size() > most) most = pages.size(), largest = cluster;
    std::move(pages.begin(), pages.end(), std::back_inserter(all));
  }
  for (const std::string& other : all) put_in_cluster(other, largest);
  name_report(all, changed);
  return changed;
}

std::vector<std::string> Store::regroup(std::set<std::string> pages) {
  std::vector<std::string> changed;
  for (bool first = true; !pages.empty(); first = false) {
    std::vector<std::string> joined{*pages.begin()};
    pages.erase(pages.begin());
    for (std::size_t i = 0; i < joined.size() && !pages.empty(); ++i)
      for (std::string& other : alike(joined[i], pages))
        if (pages.erase(other) > 0) joined.push_back(std::move(other));
    if (!first)  // the first part keeps the cluster
      for (const std::int64_t cluster = new_cluster(); const std::string& page : joined) put_in_cluster(page, cluster);
    name_report(joined, changed);
  }
  return changed;
}

// Makes one report of these pages.
void Store::name_report(const std::vector<std::string>& pages, std::vector<std::string>& changed) {
  Place first = place_of(db_, pages.front());
  for (const std::string& page : pages) first = std::min(first, place_of(db_, page));
  for (const std::string& page : pages)
    db_.query("update pages set report = ?1 where id = ?2 and report != ?1").bind(first.page).bind(page).run();
  tell_once(first.page, first.page, changed);
}

// Sets `repeats` of the report's entries from page `from` on; those before are right. Where the page itself tells nothing new,
// those after it are right too, so that most copies cost no look at the others.
void Store::tell_once(const std::string& report, const std::string& from, std::vector<std::string>& changed) {
  const Place start = place_of(db_, from);
  Retelling retelling;
  {
    Query heads = db_.query("select " ENTENTE_TOLD "and p.news > 0 and e.repeats = '' and " ENTENTE_PLACE
                            " < (?, ?, ?) " ENTENTE_TOLD_ORDER);
    heads.bind(report).bind(std::int64_t{start.undated}).bind(start.date).bind(start.page);
    while (heads.step()) retelling.add(told_in(heads));
  }
  struct Update {
    std::string entry, repeats;
    bool counts;  // from now on or no more
  };
  std::vector<Update> updates;
  bool news = false;
  const auto take = [&](Query&& rows) {
    while (rows.step()) {
      const Told told = told_in(rows);
      std::string repeats = retelling.next(told);
      news |= repeats.empty();
      const std::string before = rows.text(10);
      if (repeats == before) continue;
      const bool counts = repeats.empty() != before.empty();
      updates.push_back({told.id, std::move(repeats), counts});
    }
  };
  {
    Query own = db_.query("select " ENTENTE_TOLD "and p.id = ? " ENTENTE_TOLD_ORDER);
    own.bind(report).bind(from);
    take(std::move(own));
  }
  if (news) {
    Query later = db_.query("select " ENTENTE_TOLD "and " ENTENTE_PLACE " > (?, ?, ?) " ENTENTE_TOLD_ORDER);
    later.bind(report).bind(std::int64_t{start.undated}).bind(start.date).bind(start.page);
    take(std::move(later));
  }
  // What repeats another entry than before may stand under another word of a person's; where nobody said any, nothing changes.
  const bool words = db_.number("select exists (select 1 from corrections)") != 0;
  for (const Update& update : updates) {
    db_.query("update entries set repeats = ? where id = ?").bind(update.repeats).bind(update.entry).run();
    if (words || update.counts) changed.push_back(update.entry);
  }
}

void Store::find_reports() {
  std::vector<std::string> pages;
  {
    Query rows = db_.query("select id from pages order by id");
    while (rows.step()) pages.push_back(rows.text(0));
  }
  for (const std::string& page : pages) {
    std::string body, text;
    {
      // SQLite counts code points, as the record does.
      Query row = db_.query(
          "select json_extract(code, '$.text'), substr(json_extract(code, '$.text'), json_extract(code, '$.page.body.begin') + "
          "1, "
          "json_extract(code, '$.page.body.end') - json_extract(code, '$.page.body.begin')) "
          "from pages where id = ? and json_valid(code)");
      if (!row.bind(page).step()) continue;
      text = row.text(0), body = row.text(1);
    }
    if (sign_page(page, body, text)) join_report(page);
  }
}

// The entry that stands for this one.
std::string Store::head_of(const std::string& entry) {
  Query row = db_.query("select repeats from entries where id = ? and repeats != ''");
  return row.bind(entry).step() ? row.text(0) : entry;
}

// The other pages of the entry's report, the first one first.
std::vector<Carrier> Store::carriers(const Entry& entry) {
  std::vector<Carrier> out;
  const std::string& head = entry.repeats.empty() ? entry.id : entry.repeats;
  Query rows = db_.query(
      "select p.id, p.file, p.url, p.title, p.article_date, coalesce((select e.id from entries e where e.page = p.id and "
      "(e.id = ?1 or e.repeats = ?1) limit 1), '') from pages p where p.report = ?2 and p.id != ?3 "
      "order by p.article_date = '', p.article_date, p.id");
  rows.bind(head).bind(entry.report).bind(entry.page);
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
  return out;
}

}  // namespace entente::ledger
