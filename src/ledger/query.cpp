#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "ledger/parties.h"
#include "ledger/store.h"

namespace entente::ledger {
namespace {

std::optional<Count> read_count(const Query& row, int column) {
  if (row.null(column)) return {};
  return Count{static_cast<long>(row.integer(column)), row.text(column + 1)};
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Levenshtein distance; `a` and `b` are names, cut to 64 bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  a = a.substr(0, 64), b = b.substr(0, 64);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
      corner = above;
    }
  }
  return row[b.size()];
}

}  // namespace

// Empty where the two make no pair.
PairKey pair_key(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return {};
  return a < b ? PairKey{a, b} : PairKey{b, a};
}

Evidence evidence_of(const Entry& e, const PairKey& key) {
  return {e.id,        e.source == key.first,
          e.type,      e.status,
          e.goldstein, e.confidence,
          e.date,      e.article_date,
          e.quad,      ties_told(e.cameo, e.trigger, e.sentence)};
}

Entry read_entry(const Query& row) {
  Entry e;
  int i = 0;
  for (std::string* field :
       {&e.id, &e.page, &e.page_file, &e.page_url, &e.page_title, &e.page_date, &e.article_date, &e.source, &e.target,
        &e.source_text, &e.target_text, &e.source_actor, &e.target_actor, &e.type, &e.mode, &e.cameo, &e.status})
    *field = row.text(i++);
  e.quad = static_cast<int>(row.integer(i++));
  e.goldstein = row.real(i++);
  for (std::string* field : {&e.date, &e.date_how, &e.place}) *field = row.text(i++);
  for (std::optional<Count>* field : {&e.killed, &e.injured, &e.size}) *field = read_count(row, i), i += 2;
  for (std::string* field : {&e.sentence, &e.trigger, &e.speaker, &e.speaker_actor}) *field = row.text(i++);
  e.confidence = row.real(i++);
  for (std::string* field : {&e.why, &e.report, &e.repeats}) *field = row.text(i++);
  return e;
}

std::optional<Entry> Store::machine_entry(const std::string& id) {
  Query row = db_.query("select " ENTENTE_ENTRY_COLUMNS "where e.id = ?");
  row.bind(id);
  if (!row.step()) return {};
  return read_entry(row);
}

// The one entry or page whose id begins so; `id` itself where it is one or none does.
Result<std::string> Store::whole_id(const std::string& id) {
  constexpr std::size_t kNamed = 8;
  const std::string last = id + "\U0010ffff";
  Query rows = db_.query(
      "select id from entries where id between ?1 and ?2 union select entry from corrections where entry between ?1 and ?2 "
      "union select id from pages where id between ?1 and ?2 order by 1");
  rows.bind(id).bind(last);
  std::vector<std::string> found;
  while (!id.empty() && found.size() <= kNamed && rows.step()) found.push_back(rows.text(0));
  if (found.empty() || found.front() == id) return id;
  if (found.size() == 1) return found.front();
  const std::string more = found.size() > kNamed ? " and others" : "";
  found.resize(std::min(found.size(), kNamed));
  return fail(fmt::format("{}: several ids begin with \"{}\": {}{}; write more of it", file_, id, fmt::join(found, ", "), more));
}

// Between the two as the machine or a correction has it; rejected ones too, in time order, those of one day as the pages tell
// them; none that repeats another.
std::vector<Entry> Store::entries_between(const PairKey& key) {
  std::vector<Entry> out;
  {
    Query rows = db_.query("select " ENTENTE_ENTRY_COLUMNS
                           "where ((source = ?1 and target = ?2) or (source = ?2 and target = ?1)) and e.repeats = '' "
                           "order by p.article_date, e.page, e.event, e.source, e.target");
    rows.bind(key.first).bind(key.second);
    while (rows.step()) out.push_back(read_entry(rows));
  }
  std::set<std::string> here;
  for (const Entry& e : out) here.insert(e.id);
  {
    Query rows = db_.query(
        "select " ENTENTE_ENTRY_COLUMNS
        "where e.id in (select coalesce(nullif(r.repeats, ''), r.id) from corrections c join entries r on r.id = c.entry "
        "where c.verdict = 'change')");
    while (rows.step())
      if (!here.contains(rows.text(0))) out.push_back(read_entry(rows));
  }
  const Words said = words();
  for (Entry& e : out)
    if (const auto found = said.find(e.id); found != said.end()) apply_words(e, found->second);
  std::erase_if(out, [&](const Entry& e) { return pair_key(e.source, e.target) != key; });
  std::vector<Evidence> evidence;
  for (const Entry& e : out) evidence.push_back(evidence_of(e, key));
  const Judgement judgement = judge(evidence);
  std::unordered_map<std::string, double> day;
  for (std::size_t i = 0; i < judgement.entries.size(); ++i) day.emplace(judgement.entries[i], judgement.days[i]);
  std::stable_sort(out.begin(), out.end(), [&](const Entry& x, const Entry& y) { return day.at(x.id) < day.at(y.id); });
  return out;
}

void Store::reload_pair(const PairKey& key) {
  std::vector<Evidence>& evidence = evidence_[key];
  evidence.clear();
  for (const Entry& e : entries_between(key))
    if (!rejected(e)) evidence.push_back(evidence_of(e, key));
  judge_pair(key);
}

void Store::judge_pair(const PairKey& key) {
  Judgement judgement = judge(evidence_[key]);
  if (judgement.counts) {
    judged_[key] = std::move(judgement);
    neighbours_[key.first].insert(key.second);
    neighbours_[key.second].insert(key.first);
  } else if (judged_.erase(key)) {
    neighbours_[key.first].erase(key.second);
    neighbours_[key.second].erase(key.first);
  }
}

void Store::refresh() {
  const auto version = db_.number("pragma data_version");
  if (version == data_version_) return;
  const Words said = words();
  evidence_.clear();
  {
    Query rows = db_.query(
        "select e.id, e.source, e.target, e.type, e.status, e.goldstein, e.confidence, e.date, p.article_date, "
        "e.quad, e.cameo, e.trigger, e.sentence from entries e join pages p on p.id = e.page where e.repeats = ''");
    while (rows.step()) {
      const std::string id = rows.text(0);
      if (said.contains(id)) continue;
      std::string source = rows.text(1), target = rows.text(2);
      const PairKey key = pair_key(source, target);
      if (key.first.empty()) continue;
      evidence_[key].push_back({id, source == key.first, rows.text(3), rows.text(4), rows.real(5), rows.real(6), rows.text(7),
                                rows.text(8), static_cast<int>(rows.integer(9)),
                                ties_told(rows.text(10), rows.text(11), rows.text(12))});
    }
  }
  for (const auto& [id, words_on_it] : said) {
    auto entry = machine_entry(id);
    if (!entry) continue;
    apply_words(*entry, words_on_it);
    const PairKey key = pair_key(entry->source, entry->target);
    if (!key.first.empty() && !rejected(*entry)) evidence_[key].push_back(evidence_of(*entry, key));
  }
  judged_.clear();
  neighbours_.clear();
  for (const auto& [key, unused] : evidence_) judge_pair(key);
  data_version_ = version;
}

std::string Store::name_of(const std::string& code) {
  if (const std::string_view people = party_words(code); !people.empty()) {  // many groups and people: named by their country
    const std::string country = code.substr(0, code.find(' ')), name = name_of(country);
    return name == country ? code : fmt::format("{} ({})", name, people);
  }
  if (const auto known = names_.find(code); known != names_.end()) return known->second;
  // The actor whose own code this is, then a country's state, then anything that stands for it but a person.
  Query row = db_.query(
      "select name from actors where ledger = ?1 and name != '' and (code = ?1 or kind != 'person') "
      "order by code = ?1 and kind != 'person' desc, kind = 'country' desc, kind = 'person', seen desc, name limit 1");
  row.bind(code);
  return row.step() ? row.text(0) : code;
}

Pair Store::describe(const PairKey& key, const Judgement& judgement) {
  Pair pair;
  pair.a = key.first;
  pair.b = key.second;
  pair.a_name = name_of(pair.a);
  pair.b_name = name_of(pair.b);
  pair.stance = judgement.stance;
  pair.score = judgement.score;
  pair.since = judgement.since;
  pair.shift = judgement.shift;
  pair.history = judgement.history;
  pair.ties = judgement.ties;
  pair.entries = judgement.entries;
  for (const std::string& other : neighbours_[pair.a]) {
    const auto a = judged_.find(pair_key(pair.a, other)), b = judged_.find(pair_key(pair.b, other));
    if (a == judged_.end() || b == judged_.end()) continue;
    if (is_against(a->second.stance) && is_against(b->second.stance)) {
      pair.common_enemies.push_back(other);
      pair.enemy_names.push_back(name_of(other));
    }
    if (is_with(a->second.stance) && is_with(b->second.stance)) {
      pair.common_friends.push_back(other);
      pair.friend_names.push_back(name_of(other));
    }
  }
  return pair;
}

// The pages of all entries that tell what the pair's entries do.
void Store::add_pages(Pair& pair) {
  std::set<std::string> heads(pair.entries.begin(), pair.entries.end()), pages;
  std::set<std::string> elsewhere = heads;  // brought to this pair by a correction
  const auto take = [&](Query&& rows) {
    while (rows.step()) {
      const std::string repeats = rows.text(1), entry = repeats.empty() ? rows.text(0) : repeats;
      if (!heads.contains(entry)) continue;
      elsewhere.erase(entry);
      pages.insert(rows.text(2));
      pair.retold += !repeats.empty();
    }
  };
  {
    Query between =
        db_.query("select id, repeats, page from entries where (source = ?1 and target = ?2) or (source = ?2 and target = ?1)");
    between.bind(pair.a).bind(pair.b);
    take(std::move(between));
  }
  for (const std::string& entry : std::set(elsewhere)) {
    Query own = db_.query("select id, repeats, page from entries where id = ?1 or repeats = ?1");
    own.bind(entry);
    take(std::move(own));
  }
  pair.pages.assign(pages.begin(), pages.end());
}

Result<std::string> Store::resolve(std::string_view name, std::string_view sought) {
  if (name.empty()) return fail(fmt::format("{}: no actor without a name; `entente ledger` lists who is known", file_));
  {
    Query row = db_.query(
        "select source from entries where source = ?1 collate nocase union select target from entries where target = ?1 collate "
        "nocase");
    if (row.bind(name).step()) return row.text(0);
  }
  {
    Query row = db_.query(
        "select ledger from actors where ledger != '' and (name = ?1 collate nocase or code = ?1 collate nocase or ledger = ?1 "
        "collate nocase) "
        "group by ledger order by sum(seen) desc, ledger limit 1");
    if (row.bind(name).step()) return row.text(0);
  }
  std::vector<std::pair<std::size_t, std::string>> near;
  std::set<std::string> bearers;  // people of this surname: "Putin"; a people or group of this name: "Houthi"
  std::set<std::string> sharers;  // who has it among the words of his name: "Brotherhood"
  bool state = false;             // among them a state: "Korea" and "Sudan" would be the wrong one where the other is not known
  const std::string wanted = folded(name);
  Query rows = db_.query("select distinct name, ledger, kind, country from actors where ledger != ''");
  while (rows.step()) {
    const std::string full = folded(rows.text(0));
    if (!party_words(rows.text(1)).empty() && folded(name_of(rows.text(1))) == wanted) bearers.insert(rows.text(1));
    if (full == wanted + "s" || (rows.text(2) == "person" && full.ends_with(' ' + wanted))) bearers.insert(rows.text(1));
    if (rows.text(2) != "person" && (' ' + full + ' ').find(' ' + wanted + ' ') != std::string::npos) {
      sharers.insert(rows.text(1));
      state |= rows.text(1) == rows.text(3);
    }
    for (const std::string& known : {rows.text(0), rows.text(1)}) {
      const std::string other = folded(known);
      if (known.empty()) continue;
      const bool part =
          wanted.size() >= 3 && (other.find(wanted) != std::string::npos || wanted.find(other) != std::string::npos);
      const std::size_t far = part ? 0 : distance(wanted, other);
      if (far <= std::max<std::size_t>(1, wanted.size() / 3)) near.emplace_back(far, known);
    }
  }
  if (bearers.size() == 1) return *bearers.begin();
  if (bearers.empty() && sharers.size() == 1 && !state) return *sharers.begin();
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  if (near.empty()) return fail(fmt::format("{}: no {} \"{}\"; `entente ledger` lists who is known", file_, sought, name));
  std::string list;
  for (std::size_t i = 0; i < std::min<std::size_t>(near.size(), 5); ++i) list += (i ? ", " : "") + near[i].second;
  return fail(fmt::format("{}: no {} \"{}\"; near it: {}", file_, sought, name, list));
}

Result<void> Store::for_each_page(const std::function<void(std::string_view, std::string_view)>& visit) {
  return guarded("pages", [&]() -> Result<void> {
    Query rows = db_.query("select file, sha256 from pages");
    while (rows.step()) visit(rows.text(0), rows.text(1));
    return {};
  });
}

std::vector<Pair> Store::described(const std::vector<PairKey>& keys) {
  std::vector<Pair> out;
  for (const PairKey& key : keys) out.push_back(describe(key, judged_.at(key)));
  for (Pair& pair : out) add_pages(pair);
  std::stable_sort(out.begin(), out.end(), [](const Pair& x, const Pair& y) {
    if (x.entries.size() != y.entries.size()) return x.entries.size() > y.entries.size();
    return std::abs(x.score) > std::abs(y.score);
  });
  return out;
}

Result<std::string> Store::actor(std::string_view name) {
  return guarded("actor", [&] { return resolve(name); });
}

Result<std::vector<Pair>> Store::pairs() {
  return guarded("pairs", [&]() -> Result<std::vector<Pair>> {
    refresh();
    std::vector<PairKey> keys;
    for (const auto& [key, judgement] : judged_) keys.push_back(key);
    return described(keys);
  });
}

Result<std::vector<Pair>> Store::pairs_of(std::string_view actor) {
  return guarded("pairs", [&]() -> Result<std::vector<Pair>> {
    const auto code = resolve(actor);
    if (!code) return tl::unexpected(code.error());
    refresh();
    std::vector<PairKey> keys;
    for (const std::string& other : neighbours_[*code]) keys.push_back(pair_key(*code, other));
    return described(keys);
  });
}

Result<std::vector<Entry>> Store::why(std::string_view a, std::string_view b) {
  return guarded("why", [&]() -> Result<std::vector<Entry>> {
    const auto first = resolve(a), second = resolve(b);
    if (!first) return tl::unexpected(first.error());
    if (!second) return tl::unexpected(second.error());
    if (*first == *second) return fail(fmt::format("{}: \"{}\" and \"{}\" are one actor, {}; name two", file_, a, b, *first));
    std::vector<Entry> entries = entries_between(pair_key(*first, *second));
    for (Entry& entry : entries) entry.carriers = carriers(entry);
    return entries;
  });
}

Result<std::optional<Pair>> Store::pair(std::string_view a, std::string_view b) {
  return guarded("pair", [&]() -> Result<std::optional<Pair>> {
    const auto first = resolve(a), second = resolve(b);
    if (!first) return tl::unexpected(first.error());
    if (!second) return tl::unexpected(second.error());
    if (*first == *second) return fail(fmt::format("{}: \"{}\" and \"{}\" are one actor, {}; name two", file_, a, b, *first));
    refresh();
    const PairKey key = pair_key(*first, *second);
    const auto found = judged_.find(key);
    if (found == judged_.end()) return std::optional<Pair>();
    Pair pair = describe(key, found->second);
    add_pages(pair);
    return std::optional<Pair>(std::move(pair));
  });
}

}  // namespace entente::ledger
