// records -> store: the ledger of who stands with whom, in one SQLite file (WAL, one transaction a page).
// The schema is documented in docs/ledger.md.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "entente/records.h"
#include "entente/result.h"

namespace entente::ledger {

struct Shift {
  std::string from;  // a stance
  std::string to;
  std::string at;  // ISO date or interval of the first entry after the turn
};

// A time in which a stance held.
struct Phase {
  std::string stance;
  double score = 0;   // at its end
  std::string since;  // ISO date or interval of the first entry that shows it
};

// What became of the ties between two states.
struct TieTurn {
  std::string become;  // "broken off", "restored" ...
  std::string at;      // ISO date or interval
  std::string entry;   // that tells it first
};

// Two actors, a < b by code.
struct Pair {
  std::string a, b;            // ledger codes: country ("USA") or organisation ("TALIBAN", "ISIS-K")
  std::string a_name, b_name;  // for people
  std::string stance;          // allied | friendly | mixed | strained | hostile | at-war
  double score = 0;            // -10..10
  std::string since;           // ISO date of the first entry of the present stance
  std::optional<Shift> shift;
  std::vector<Phase> history;  // in time order; the last one is the present
  std::vector<std::string> common_enemies;
  std::vector<std::string> common_friends;
  std::vector<std::string> entries;  // ids, in time order; of an entry that copies tell again only the first
  std::vector<std::string> pages;    // ids of all pages that tell them, copies too; filled by pairs() and pair()
  int retold = 0;                    // entries of copies that tell them again; filled with the pages
  std::vector<TieTurn> ties;         // in time order
  std::vector<std::string> enemy_names, friend_names;  // of the common ones, for people
};

// A page that carries the same report as an entry's own.
struct Carrier {
  std::string page, file, url, title, article_date;
  std::string entry;  // the entry there that tells the same; empty where the page leaves it out
};

// One line of the ledger: an event between one source and one target, with where it comes from.
struct Entry {
  std::string id;  // stable over re-reading an unchanged page
  std::string page;
  std::string page_file, page_url, page_title, page_date, article_date;
  std::string source, target;              // ledger codes
  std::string source_text, target_text;    // the words of the page
  std::string source_actor, target_actor;  // the full actor codes ("USA GOV")
  std::string type, mode, cameo, status;
  int quad = 0;
  double goldstein = 0;
  std::string date, date_how;
  std::string place;
  std::optional<Count> killed, injured, size;
  std::string sentence;  // the evidence, word for word, its line breaks as spaces; each sentence that tells it on a line of its own
  std::string trigger;
  std::string speaker;  // who tells it, empty: the page itself
  std::string speaker_actor;
  double confidence = 0;
  std::string why;
  std::string report;             // the id of the report's first page; the page's own where nobody else carries it
  std::string repeats;            // the entry of an earlier copy that this one tells again, and that counts in its place
  std::vector<Carrier> carriers;  // the other pages of the report; filled by why() and show()
  std::string correction;         // what a person said of it: "", "confirmed", "rejected", or "changed: field=value ..."
};

// What the `why` of an entry says where the deed weighs less for it.
inline constexpr std::string_view kDenied = "denied by its doer on this page";

// An entry of a page and an event that tells it, each by its id.
struct EventEntry {
  std::string entry;
  int event = 0;
};

// What reading one page changed.
struct Change {
  bool page_new = false, page_changed = false;  // both false: the page was known, nothing changed
  std::string page_id;
  std::string replaced;  // the file that a changed page was read from before, where that was another
  int entries_added = 0, entries_removed = 0, entries_total = 0;
  int entries_paired = 0;           // of those added: between two parties, so that they tell of a pair
  int entries_repeated = 0;         // of the total: those that another page told first
  std::string report;               // the id of the first page that carried this page's report
  int report_pages = 1;             // how many do
  std::vector<EventEntry> entries;  // all of the page, also where nothing changed
  std::vector<Pair> pairs;          // the pairs touched, as they stand now
};

// A person's word on an entry.
struct Correction {
  std::string entry;
  std::string verdict;                                      // confirm | reject | change
  std::vector<std::pair<std::string, std::string>> fields;  // for change: type, status, date, source, target ...
  std::string by, note;
};

enum class Mode { read, write };

class Ledger {
 public:
  // Opens, and in write mode creates or upgrades, the file. Fails with a message on a file that is no ledger, of a newer schema,
  // or in use.
  static Result<std::unique_ptr<Ledger>> open(const std::filesystem::path& file, Mode mode);
  virtual ~Ledger() = default;

  // Reads one page into the ledger in one transaction. The same page (same id, same bytes) changes nothing; an edited page (same
  // id) replaces its own entries; corrections stay. What a page tells again of a report that another carries, in the same or
  // nearly the same words, counts once. In whatever order pages come, the ledger holds the same. `coded_json` is the page's
  // `code` record, kept for show. Takes time in proportion to the page and to the pages of its report
  // that tell something of their own; to all of them where it comes before what they repeat.
  virtual Result<Change> add(const Coded& coded, std::string_view coded_json) = 0;

  // The name and the SHA-256 of the bytes that each page was read from, in no order.
  virtual Result<void> for_each_page(const std::function<void(std::string_view file, std::string_view sha256)>& visit) = 0;

  // The names of codes ("GBR": "United Kingdom"), before those of the pages: these may name only a person or an organ of theirs.
  virtual void know(std::map<std::string, std::string> names) = 0;

  // The ledger code of whom a name means: a code, a name in full, a person's surname, or a word of one group's name alone. An
  // error names those that are near it.
  virtual Result<std::string> actor(std::string_view name) = 0;

  // Those with the most entries first; of one actor, by code or name, or of all.
  virtual Result<std::vector<Pair>> pairs() = 0;
  virtual Result<std::vector<Pair>> pairs_of(std::string_view actor) = 0;
  // `a` and `b`: codes or names, in any order.
  virtual Result<std::vector<Entry>> why(std::string_view a, std::string_view b) = 0;
  virtual Result<std::optional<Pair>> pair(std::string_view a, std::string_view b) = 0;
  // An entry, page or actor by id, or by the beginning of an entry's or page's id that no other has, as JSON with all that is
  // known of it. Where several begin so, the error names them.
  virtual Result<std::string> show(std::string_view id) = 0;
  // The entry as the correction leaves it. Its id may be cut as for show().
  virtual Result<Entry> correct(const Correction& correction) = 0;
  // All entries as JSON Lines to `out`.
  virtual Result<std::size_t> export_jsonl(std::ostream& out) = 0;
};

// JSON of one pair as interface `ledger --json` prints it, and of one entry. No trailing newline.
std::string to_json(const Pair& pair);
std::string to_json(const Entry& entry);

}  // namespace entente::ledger
