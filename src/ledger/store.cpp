#include "ledger/store.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <ctime>
#include <system_error>
#include <thread>

namespace entente::ledger {
namespace {

constexpr std::int64_t kApplication = 0x656e746e;  // "entn"

// Script n brings a file from user_version n to n + 1. A script that has been released is never changed; a new one is added.
constexpr std::array<const char*, 3> kUpgrades = {R"sql(
create table pages (
  id text primary key, sha256 text not null, fingerprint text not null, file text not null, url text not null, site text not null,
  title text not null, page_date text not null, article_date text not null, article_date_how text not null,
  added text not null, code text not null);
create table statements (
  page text not null references pages on delete cascade, id integer not null, speaker text not null, speaker_actor text not null,
  direct integer not null, content text not null,
  primary key (page, id));
create table entries (
  id text primary key, page text not null references pages on delete cascade, event integer not null, statement integer,
  source text not null, target text not null, source_text text not null, target_text text not null,
  source_actor text not null, target_actor text not null,
  type text not null, mode text not null, cameo text not null, status text not null, quad integer not null, goldstein real not null,
  date text not null, date_how text not null, place text not null,
  killed integer, killed_bound text, injured integer, injured_bound text, size integer, size_bound text,
  sentence text not null, trigger text not null, speaker text not null, speaker_actor text not null,
  confidence real not null, why text not null,
  foreign key (page, statement) references statements (page, id));
create index entries_of_page on entries (page, event);
create index entries_of_pair on entries (source, target);
create table actors (
  code text not null, name text not null collate nocase, ledger text not null, country text not null, sector text not null,
  kind text not null, seen integer not null,
  primary key (code, name));
create index actors_by_name on actors (name);
create index actors_by_ledger on actors (ledger);
create table corrections (
  id integer primary key, entry text not null, verdict text not null check (verdict in ('confirm', 'reject', 'change')),
  fields text not null, who text not null, note text not null, at text not null);
create index corrections_of_entry on corrections (entry);
)sql",
                                                  R"sql(
alter table pages add column report text not null default '';
alter table entries add column repeats text not null default '';
create table signatures (
  id integer primary key, page text not null unique references pages on delete cascade, minima blob not null);
create table signature_keys (key integer not null, signature integer not null, primary key (key, signature)) without rowid;
create index pages_of_report on pages (report);
create index entries_told_again on entries (repeats) where repeats != '';
create index entries_first_told on entries (page) where repeats = '';
update pages set report = id;
)sql",
                                                  R"sql(
alter table signatures add column cluster integer not null default 0;
create temporary table clusters as
  select p.report as report, min(s.id) as cluster from signatures s join pages p on p.id = s.page group by p.report;
create unique index temp.cluster_of_report on clusters (report);
update signatures set cluster = (select c.cluster from pages p join clusters c on c.report = p.report where p.id = signatures.page);
drop table clusters;
create index signatures_of_cluster on signatures (cluster);
create table clustered_keys (
  key integer not null, cluster integer not null, signature integer not null, primary key (key, cluster, signature)) without rowid;
insert into clustered_keys select k.key, s.cluster, k.signature from signature_keys k join signatures s on s.id = k.signature;
drop table signature_keys;
alter table clustered_keys rename to signature_keys;
alter table pages add column news integer not null default 0;
update pages set news = (select count(*) from entries where page = pages.id and repeats = '');
create index pages_with_news on pages (report) where news > 0;
create trigger entry_comes after insert on entries when new.repeats = '' begin
  update pages set news = news + 1 where id = new.page;
end;
create trigger entry_told_again after update of repeats on entries when (old.repeats = '') != (new.repeats = '') begin
  update pages set news = news + (new.repeats = '') - (old.repeats = '') where id = new.page;
end;
)sql"};
constexpr std::int64_t kVersion = kUpgrades.size();
constexpr std::int64_t kReports = 1;           // the version before the one that knows of reports
constexpr std::chrono::seconds kPatience{20};  // long enough for any other writer: a page is written in milliseconds

// Turns a new file to write-ahead logging. Of two programs that do so at once SQLite turns one away without waiting for the
// other, whatever its busy_timeout says.
void write_ahead(Database& db) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  for (;;) try {
      return db.execute("pragma journal_mode = wal");
    } catch (const SqlError& error) {
      if (error.code != SQLITE_BUSY || std::chrono::steady_clock::now() > end) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc));
}

std::string Store::explain(std::string_view doing, const SqlError& error) const {
  const char* advice = "";
  switch (error.code) {
    case SQLITE_NOTADB:
      advice = "it is not an entente ledger; name another file with --ledger";
      break;
    case SQLITE_FULL:
      advice = "the disk is full: make room and run the command again";
      break;
    case SQLITE_BUSY:
      advice = "another program holds the ledger: wait until it is done and try again";
      break;
    case SQLITE_READONLY:
      advice =
          "its folder cannot be written, and even reading makes files beside it: check the permissions, or copy it elsewhere";
      break;
    case SQLITE_CANTOPEN:
      advice = "it cannot be opened: check that the folder exists and may be written";
      break;
    case SQLITE_CORRUPT:
      advice = "the file is damaged: restore a copy, or read the pages again into a new ledger";
      break;
    case SQLITE_IOERR:
      advice = "the disk could not be read or written: check that it has room";
      break;
    default:
      break;
  }
  if (*advice) return fmt::format("{}: {}: {} ({})", file_, doing, advice, error.message);
  return fmt::format("{}: {}: {}", file_, doing, error.message);
}

Result<void> Store::prepare(Mode mode) {
  return guarded("open", [&]() -> Result<void> {
    db_.execute(fmt::format("pragma busy_timeout = {}; pragma foreign_keys = on; pragma synchronous = normal",
                            std::chrono::milliseconds(kPatience).count())
                    .c_str());
    if (mode == Mode::read) db_.execute("pragma query_only = on");
    const auto application = db_.number("pragma application_id");
    const bool blank = application == 0 && db_.number("select count(*) from sqlite_master") == 0;
    if (application != kApplication && !blank)
      return fail(
          fmt::format("{}: a SQLite file of another program, not an entente ledger; name another file with --ledger", file_));
    const auto version = db_.number("pragma user_version");
    if (version > kVersion)
      return fail(
          fmt::format("{}: a ledger of a newer version ({}; this program knows {}): update entente", file_, version, kVersion));
    if (mode == Mode::read) {
      if (blank) return fail(fmt::format("{}: an empty file; `entente read PAGE --ledger {}` begins a ledger", file_, file_));
      if (version < kVersion)
        return fail(
            fmt::format("{}: a ledger of version {}; run `entente read` on it once to bring it to {}", file_, version, kVersion));
      return {};
    }
    if (db_.read_only())
      return fail(fmt::format("{}: it cannot be written: check the permissions of the file and its folder", file_));
    write_ahead(db_);
    if (version == kVersion) return {};
    Transaction transaction(db_);
    // Another program may have done it while this one waited for the lock.
    const auto before = db_.number("pragma user_version");
    for (auto at = before; at < kVersion; ++at) db_.execute(kUpgrades[static_cast<std::size_t>(at)]);
    if (before <= kReports) find_reports();
    db_.execute(fmt::format("pragma application_id = {}; pragma user_version = {}", kApplication, kVersion).c_str());
    transaction.commit();
    return {};
  });
}

Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path& file, Mode mode) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    return fail(
        fmt::format("{}: a folder; --ledger names a file, as in --ledger {}", file.string(), (file / "entente.db").string()));
  if (mode == Mode::read && !std::filesystem::exists(file, error))
    return fail(fmt::format("{}: no such ledger; `entente read PAGE --ledger {}` makes it", file.string(), file.string()));
  // One that is opened only to be read cannot take away the write-ahead log's files when it is closed: prepare() forbids writing.
  const int flags = SQLITE_OPEN_READWRITE | (mode == Mode::write ? SQLITE_OPEN_CREATE : 0);
  try {
    auto store = std::make_unique<Store>(file.string(), flags);
    if (const auto ready = store->prepare(mode); !ready) return tl::unexpected(ready.error());
    return store;
  } catch (const SqlError& failure) {
    return fail(fmt::format("{}: cannot be opened ({}): check that the folder exists and that the file may be {}", file.string(),
                            failure.message, mode == Mode::read ? "read" : "written"));
  }
}

}  // namespace entente::ledger
