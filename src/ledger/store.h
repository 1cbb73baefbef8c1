// The ledger in SQLite: what the files of this room share. Users of the room include ledger.h.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/sql.h"
#include "ledger/stance.h"

namespace entente::ledger {

using PairKey = std::pair<std::string, std::string>;  // first < second
PairKey pair_key(std::string_view a, std::string_view b);

// A correction as it is kept.
struct Word {
  Correction said;
  std::string at;  // UTC, ISO 8601
};
using Words = std::unordered_map<std::string, std::vector<Word>>;  // by entry, oldest first

// The entry as the last word on it leaves it: its fields changed, `correction` filled.
void apply_words(Entry& entry, const std::vector<Word>& words);
bool rejected(const Entry& entry);

class Store final : public Ledger {
 public:
  Store(std::string file, int flags) : file_(std::move(file)), db_(file_, flags) {}

  Result<void> prepare(Mode mode);  // checks, creates or upgrades the schema

  Result<Change> add(const Coded& coded, std::string_view coded_json) override;
  Result<void> for_each_page(const std::function<void(std::string_view, std::string_view)>& visit) override;
  void know(std::map<std::string, std::string> names) override { names_ = std::move(names); }
  Result<std::string> actor(std::string_view name) override;
  Result<std::vector<Pair>> pairs() override;
  Result<std::vector<Pair>> pairs_of(std::string_view actor) override;
  Result<std::vector<Entry>> why(std::string_view a, std::string_view b) override;
  Result<std::optional<Pair>> pair(std::string_view a, std::string_view b) override;
  Result<std::string> show(std::string_view id) override;
  Result<Entry> correct(const Correction& correction) override;
  Result<std::size_t> export_jsonl(std::ostream& out) override;

 private:
  // Runs `body`, which may throw SqlError, and makes a message of what went wrong while `doing`.
  template <class F>
  auto guarded(std::string_view doing, F body) -> std::invoke_result_t<F> {
    try {
      return body();
    } catch (const SqlError& error) {
      return fail(explain(doing, error));
    }
  }
  std::string explain(std::string_view doing, const SqlError& error) const;

  // add.cpp
  std::map<std::string, PairKey> entries_of(const std::string& page);
  std::vector<std::string> remove_page(const std::string& page);

  // reports.cpp
  void find_reports();  // of a ledger that knows none
  bool sign_page(const std::string& page, std::string_view body, std::string_view text);
  void forget_signature(const std::string& page);
  std::vector<std::string> alike(const std::string& page, const std::set<std::string>& among);
  std::map<std::int64_t, std::string> clusters_like(const std::string& page);  // and the report of each
  std::int64_t new_cluster();
  void put_in_cluster(const std::string& page, std::int64_t cluster);
  std::vector<std::string> pages_carrying(const std::string& report);  // by age, the first one first
  // Both return the entries that began or ceased to repeat another; where a person corrected any, also those that repeat another
  // than before.
  std::vector<std::string> join_report(const std::string& page);  // a page that is new
  std::vector<std::string> regroup(std::set<std::string> pages);  // what is left of a report
  void name_report(const std::vector<std::string>& pages, std::vector<std::string>& changed);
  void tell_once(const std::string& report, const std::string& from, std::vector<std::string>& changed);
  std::string head_of(const std::string& entry);
  std::vector<Carrier> carriers(const Entry& entry);

  // query.cpp
  void refresh();                        // judges every pair again where another connection has written since
  void reload_pair(const PairKey& key);  // from the file
  void judge_pair(const PairKey& key);   // from evidence_
  Pair describe(const PairKey& key, const Judgement& judgement);
  std::vector<Pair> described(const std::vector<PairKey>& keys);  // in the order of pairs()
  void add_pages(Pair& pair);
  std::vector<Entry> entries_between(const PairKey& key);
  Result<std::string> resolve(std::string_view name, std::string_view sought = "actor");  // what an error calls it
  std::string name_of(const std::string& code);
  std::optional<Entry> machine_entry(const std::string& id);
  Result<std::string> whole_id(const std::string& id);

  // correct.cpp
  Words words();
  Words words_on_page(const std::string& page);
  std::vector<Word> words_on(const std::string& entry);
  Result<std::string> checked(const std::string& field, const std::string& value);

  // show.cpp
  std::optional<std::string> show_entry(const std::string& id);
  std::optional<std::string> show_page(const std::string& id);
  Result<std::string> show_actor(std::string_view id);

  std::string file_;
  Database db_;
  std::map<std::string, std::string> names_;  // of codes, as the dictionaries have them
  // What the file holds as of data_version_; brought up to date by this connection's own writes.
  std::map<PairKey, std::vector<Evidence>> evidence_;
  std::map<PairKey, Judgement> judged_;
  std::map<std::string, std::set<std::string>> neighbours_;
  std::int64_t data_version_ = -1;
};

// The columns of an entry, joined with its page, in the order that read_entry() reads.
#define ENTENTE_ENTRY_COLUMNS                                                                                             \
  "e.id, e.page, p.file, p.url, p.title, p.page_date, p.article_date, e.source, e.target, e.source_text, e.target_text, " \
  "e.source_actor, e.target_actor, e.type, e.mode, e.cameo, e.status, e.quad, e.goldstein, e.date, e.date_how, e.place, " \
  "e.killed, e.killed_bound, e.injured, e.injured_bound, e.size, e.size_bound, e.sentence, e.trigger, e.speaker, "        \
  "e.speaker_actor, e.confidence, e.why, p.report, e.repeats from entries e join pages p on p.id = e.page "
Entry read_entry(const Query& row);
Evidence evidence_of(const Entry& entry, const PairKey& key);

nlohmann::ordered_json json_of(const Entry& entry);
nlohmann::ordered_json json_of(const Pair& pair);
std::string now();  // UTC, ISO 8601

}  // namespace entente::ledger
