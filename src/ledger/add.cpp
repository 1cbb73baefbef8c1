#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "ledger/parties.h"
#include "ledger/store.h"

namespace entente::ledger {
namespace {

// FNV-1a over parts kept apart by a byte that no text has, with a final mix. 64 bits: two of a million entries meet once in 40
// million ledgers.
class Hash {
 public:
  Hash& operator<<(std::string_view part) {
    for (const char c : part) byte(static_cast<unsigned char>(c));
    byte(0xff);
    return *this;
  }
  Hash& operator<<(double value) { return *this << std::string_view(fmt::format("{}", value)); }
  Hash& operator<<(std::int64_t value) { return *this << std::string_view(fmt::format("{}", value)); }
  Hash& operator<<(Span span) { return *this << std::int64_t{span.begin} << std::int64_t{span.end}; }
  Hash& operator<<(const Actor& actor) {
    return *this << actor.code << actor.name << actor.country << actor.sector << actor.kind;
  }

  std::string hex() const {
    std::uint64_t x = state_;
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return fmt::format("{:016x}", x ^ (x >> 33));
  }

 private:
  void byte(unsigned char b) { state_ = (state_ ^ b) * 0x100000001b3ULL; }
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

// Whether two names, each as it was given, are of one file: "a.txt", "./a.txt".
bool same_file(const std::string& one, const std::string& other) {
  std::error_code code;
  const auto whole = [&](const std::string& name) { return std::filesystem::absolute(name, code).lexically_normal(); };
  return one == other || whole(one) == whole(other);
}

std::string in(Span span, std::string_view text) { return span.begin < text.size() ? std::string(span.in(text)) : std::string(); }

// A sentence on one line: a line break divides two that tell one deed.
std::string on_one_line(Span span, std::string_view text) {
  std::string out = in(span, text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

// What a page is called: a title that only names the site is none.
const std::string& title_of(const Page& page) {
  return !page.headline.empty() && (page.title.empty() || page.title == page.site) ? page.headline : page.title;
}

struct Party {
  std::string code;
  const Role* role = nullptr;
};

// Each party of one side once, by its first mention. Where nobody is a party, one without code, for the first role.
std::vector<Party> parties(const std::vector<Role>& roles, Side side) {
  std::vector<Party> out;
  std::set<std::string> seen;
  for (const Role& role : roles) {
    std::string code = party(role.actor, side);
    if (!code.empty() && seen.insert(code).second) out.push_back({std::move(code), &role});
  }
  if (out.empty()) out.push_back({"", roles.empty() ? nullptr : &roles.front()});
  return out;
}

// The statement that tells an event; nullptr where the page does.
const Statement* statement_of(const Coded& coded, const Event& event) {
  if (!event.said_by || *event.said_by < 0 || static_cast<std::size_t>(*event.said_by) >= coded.statements.size()) return nullptr;
  return &coded.statements[static_cast<std::size_t>(*event.said_by)];
}

Entry entry_of(const Coded& coded, const Event& event, const Party& source, const Party& target) {
  const std::string& text = coded.page.text;
  Entry e;
  e.page = coded.page.id;
  e.source = source.code;
  e.target = target.code;
  if (source.role) e.source_text = in(source.role->span, text), e.source_actor = source.role->actor.code;
  if (target.role) e.target_text = in(target.role->span, text), e.target_actor = target.role->actor.code;
  e.type = event.type;
  e.mode = event.mode;
  e.cameo = event.cameo;
  e.status = event.status;
  e.quad = event.quad;
  e.goldstein = event.goldstein;
  if (event.date) e.date = event.date->date, e.date_how = event.date->how;
  if (event.place) e.place = event.place->name;
  e.killed = event.killed;
  e.injured = event.injured;
  e.size = event.size;
  e.sentence = on_one_line(event.evidence, text);
  e.trigger = in(event.trigger, text);
  const Statement* said = statement_of(coded, event);
  if (said && said->speaker) e.speaker = in(said->speaker->span, text), e.speaker_actor = said->speaker->actor.code;
  e.confidence = event.confidence;
  e.why = event.why;
  return e;
}

// More evidence for an entry: its event is told again, and perhaps dated where at first only the article was.
void add_telling(const Coded& coded, const Event& again, Entry& e) {
  const std::string day = coded.page.article_date ? coded.page.article_date->date : "";
  const bool is_open = e.date.empty() || e.date == day || e.date == "../" + day;
  if (again.date && is_open && (e.date.empty() || !again.date->date.starts_with("../")))
    e.date = again.date->date, e.date_how = again.date->how;
  e.sentence += "\n" + on_one_line(again.evidence, coded.page.text);
  e.confidence = std::max(e.confidence, again.confidence);
  if (!e.killed) e.killed = again.killed;
  if (!e.injured) e.injured = again.injured;
  if (!e.size) e.size = again.size;
  if (e.place.empty() && again.place) e.place = again.place->name;
}

// The entries of one page, with the event each comes from. An event that is told again is one entry with all its sentences.
struct Line {
  Entry entry;
  const Event* event;
  std::vector<int> also = {};  // ids of other events of the page that tell the same deed
};

// Whether two words are one or of one phrase: "imposed [new] sanctions".
bool one_phrase(Span a, Span b, const std::string& text) {
  constexpr std::uint32_t kBetween = 20;
  if (b.begin < a.begin) std::swap(a, b);
  if (b.begin < a.end) return true;
  const std::string between = in({a.end, b.begin}, text);
  return b.begin - a.end <= kBetween && between.find(',') == std::string::npos && between.find(" and ") == std::string::npos;
}

// Whether one word or phrase of a sentence tells of the same two, whatever the type: "imposed sanctions on".
bool one_deed(const Line& a, const Line& b, const std::string& text) {
  const Entry &x = a.entry, &y = b.entry;
  return !x.source.empty() && !x.target.empty() && x.source == y.source && x.target == y.target &&
         a.event->evidence == b.event->evidence && one_phrase(a.event->trigger, b.event->trigger, text);
}

// One line for each deed, the surest one. Quadratic in the lines of a sentence.
std::vector<Line> each_deed_once(std::vector<Line>&& lines, const std::string& text) {
  std::vector<Line> out;
  std::map<std::uint32_t, std::vector<std::size_t>> by_sentence;
  for (Line& line : lines) {
    std::vector<std::size_t>& here = by_sentence[line.event->evidence.begin];
    const auto same = std::find_if(here.begin(), here.end(), [&](std::size_t i) { return one_deed(out[i], line, text); });
    if (same == here.end()) {
      here.push_back(out.size());
      out.push_back(std::move(line));
      continue;
    }
    Line& kept = out[*same];
    if (line.entry.confidence > kept.entry.confidence) std::swap(kept, line);
    kept.also.push_back(line.event->id);
    kept.also.insert(kept.also.end(), line.also.begin(), line.also.end());
  }
  return out;
}

// A deed that its doer denies on the same page weighs half: the last one before the denial that others tell.
void weigh_denied(const Coded& coded, std::vector<Line>& lines) {
  const auto teller = [&](const Line& line) -> std::string {
    const Statement* said = statement_of(coded, *line.event);
    return said && said->speaker ? party(said->speaker->actor, Side::source) : "";
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Entry& denial = lines[i].entry;
    if (denial.source.empty() || (denial.status != "denied" && denial.status != "negated")) continue;
    const std::string denier = teller(lines[i]);  // nobody where the page itself says that the doer denied it
    if (denier != denial.source && !(denier.empty() && denial.status == "denied")) continue;
    for (std::size_t j = i; j-- > 0;) {
      Entry& deed = lines[j].entry;
      if (!took_place(deed.status) || deed.type != denial.type || deed.source != denial.source || teller(lines[j]) == deed.source)
        continue;
      if (!denial.target.empty() && deed.target != denial.target) continue;
      if (deed.why.find(kDenied) == std::string::npos) {
        deed.why += fmt::format("; {}: confidence {:.2f} before", kDenied, deed.confidence);
        deed.confidence /= 2;
      }
      break;
    }
  }
}

std::vector<Line> lines_of(const Coded& coded) {
  std::vector<Line> lines;
  std::map<std::string, int> times;  // how often the same words have been met on this page
  std::map<int, std::vector<const Event*>> retold;
  for (const Event& event : coded.events)
    if (event.retells) retold[*event.retells].push_back(&event);
  for (const Event& event : coded.events) {
    if (event.retells) continue;
    const auto sources = parties(event.source, Side::source), targets = parties(event.target, Side::target);
    const bool alone = sources.size() == 1 && targets.size() == 1;
    for (const Party& source : sources)
      for (const Party& target : targets) {
        if (!alone && source.code == target.code) continue;  // "both sides fought each other": nobody fights himself
        Entry e = entry_of(coded, event, source, target);
        // A side without code is told apart by its words.
        const std::string& from = e.source.empty() ? e.source_text : e.source;
        const std::string& to = e.target.empty() ? e.target_text : e.target;
        Hash hash;
        hash << e.page << e.type << from << to << in(event.evidence, coded.page.text) << e.status;
        if (const int again = times[hash.hex()]++) hash << std::int64_t{again};
        e.id = hash.hex();
        for (const Event* again : retold[event.id]) add_telling(coded, *again, e);
        lines.push_back({std::move(e), &event});
      }
  }
  weigh_denied(coded, lines);
  return each_deed_once(std::move(lines), coded.page.text);
}

// What the coder found, without the name of the file it was read from.
std::string fingerprint_of(const Coded& coded, const std::vector<Line>& lines) {
  const Page& page = coded.page;
  Hash hash;
  hash << page.source.sha256 << page.url << page.title << page.page_date << page.text;
  if (page.article_date) hash << page.article_date->date << page.article_date->how;
  for (const Mention& m : coded.mentions) hash << m.span << m.actor;
  for (const Statement& s : coded.statements) {
    hash << s.cue << std::int64_t{s.direct};
    if (s.speaker) hash << s.speaker->span << s.speaker->actor;
    for (const Span& piece : s.content) hash << piece;
  }
  for (const Line& line : lines) {
    const Entry& e = line.entry;
    hash << e.id << e.source_actor << e.target_actor << e.mode << e.cameo << e.goldstein << e.date << e.place << e.trigger
         << e.speaker << e.confidence << e.why << e.sentence;
    for (const auto& count : {e.killed, e.injured, e.size})
      if (count)
        hash << std::int64_t{count->value} << count->bound;
      else
        hash << "";
  }
  return hash.hex();
}

void bind_count(Query& row, const std::optional<Count>& count) {
  if (count)
    row.bind(std::int64_t{count->value}).bind(count->bound);
  else
    row.bind_null().bind_null();
}

void write_page(Database& db, const Coded& coded, std::string_view coded_json, const std::string& fingerprint) {
  const Page& page = coded.page;
  const Dated date = page.article_date.value_or(Dated{});
  const std::string added = now();
  db.query(
        "insert into pages (id, sha256, fingerprint, file, url, site, title, page_date, article_date, article_date_how, added, "
        "code, report) "
        "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?1)")
      .bind(page.id)
      .bind(page.source.sha256)
      .bind(fingerprint)
      .bind(page.source.file)
      .bind(page.url)
      .bind(page.site)
      .bind(title_of(page))
      .bind(page.page_date)
      .bind(date.date)
      .bind(date.how)
      .bind(added)
      .bind(coded_json)
      .run();
  for (std::size_t i = 0; i < coded.statements.size(); ++i) {
    const Statement& said = coded.statements[i];
    std::string content;
    for (const Span& piece : said.content) content += (content.empty() ? "" : " ... ") + in(piece, page.text);
    const std::string speaker = said.speaker ? in(said.speaker->span, page.text) : "";
    db.query("insert into statements (page, id, speaker, speaker_actor, direct, content) values (?, ?, ?, ?, ?, ?)")
        .bind(page.id)
        .bind(static_cast<std::int64_t>(i))
        .bind(speaker)
        .bind(said.speaker ? std::string_view(said.speaker->actor.code) : "")
        .bind(std::int64_t{said.direct})
        .bind(content)
        .run();
  }
}

void write_line(Database& db, const Coded& coded, const Line& line) {
  const Entry& e = line.entry;
  Query row = db.query(
      "insert into entries (id, page, event, statement, source, target, source_text, target_text, source_actor, target_actor, "
      "type, mode, cameo, status, quad, goldstein, date, date_how, place, killed, killed_bound, injured, injured_bound, size, "
      "size_bound, sentence, trigger, speaker, speaker_actor, confidence, why) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  row.bind(e.id).bind(e.page).bind(static_cast<std::int64_t>(line.event - coded.events.data()));
  if (statement_of(coded, *line.event))
    row.bind(std::int64_t{*line.event->said_by});
  else
    row.bind_null();
  row.bind(e.source).bind(e.target).bind(e.source_text).bind(e.target_text).bind(e.source_actor).bind(e.target_actor);
  row.bind(e.type).bind(e.mode).bind(e.cameo).bind(e.status).bind(std::int64_t{e.quad}).bind(e.goldstein);
  row.bind(e.date).bind(e.date_how).bind(e.place);
  bind_count(row, e.killed);
  bind_count(row, e.injured);
  bind_count(row, e.size);
  row.bind(e.sentence).bind(e.trigger).bind(e.speaker).bind(e.speaker_actor).bind(e.confidence).bind(e.why).run();
}

// Every name of every actor, so that people can ask by name.
void write_actors(Database& db, const Coded& coded) {
  std::map<std::pair<std::string, std::string>, std::pair<const Actor*, std::int64_t>> seen;
  const auto see = [&](const Actor& actor) {
    if (actor.code.empty() && actor.name.empty()) return;
    auto& [first, times] = seen[{actor.code, actor.name}];
    first = &actor;
    ++times;
  };
  for (const Mention& mention : coded.mentions) see(mention.actor);
  for (const Event& event : coded.events)
    for (const auto* roles : {&event.source, &event.target})
      for (const Role& role : *roles) see(role.actor);
  for (const auto& [key, value] : seen) {
    const auto& [actor, times] = value;
    const std::string side = party(*actor, Side::source);
    db.query(
          "insert into actors (code, name, ledger, country, sector, kind, seen) values (?, ?, ?, ?, ?, ?, ?) "
          "on conflict (code, name) do update set seen = seen + excluded.seen")
        .bind(actor->code)
        .bind(actor->name)
        .bind(side)
        .bind(actor->country)
        .bind(actor->sector)
        .bind(actor->kind)
        .bind(times)
        .run();
  }
}

}  // namespace

// The pair of every entry of a page; entries that make none have an empty key.
std::map<std::string, PairKey> Store::entries_of(const std::string& page) {
  std::map<std::string, PairKey> out;
  Query rows = db_.query("select id, source, target from entries where page = ?");
  rows.bind(page);
  while (rows.step()) out[rows.text(0)] = pair_key(rows.text(1), rows.text(2));
  return out;
}

// Takes a page out before it is written again. What is left of its report may be several. Returns the entries of other pages that
// began or ceased to repeat another.
std::vector<std::string> Store::remove_page(const std::string& page) {
  std::set<std::string> left;
  {
    Query rows = db_.query("select id from pages where report = (select report from pages where id = ?1) and id != ?1");
    rows.bind(page);
    while (rows.step()) left.insert(rows.text(0));
  }
  forget_signature(page);
  db_.query("delete from entries where page = ?").bind(page).run();
  db_.query("delete from pages where id = ?").bind(page).run();
  return regroup(std::move(left));
}

Result<Change> Store::add(const Coded& coded, std::string_view coded_json) {
  const std::string doing = fmt::format("page {}", coded.page.id);
  if (coded.page.id.empty()) return fail(fmt::format("{}: a page without id cannot be kept: give its record an \"id\"", file_));
  return guarded(doing, [&]() -> Result<Change> {
    const std::vector<Line> lines = lines_of(coded);
    const std::string fingerprint = fingerprint_of(coded, lines);
    refresh();
    Change change;
    change.page_id = coded.page.id;
    change.entries_total = static_cast<int>(lines.size());
    for (const Line& line : lines) {
      change.entries.push_back({line.entry.id, line.event->id});
      for (const int event : line.also) change.entries.push_back({line.entry.id, event});
    }

    Transaction transaction(db_);
    {
      Query known = db_.query("select fingerprint, file from pages where id = ?");
      change.page_new = !known.bind(coded.page.id).step();
      if (!change.page_new && known.text(0) == fingerprint) return change;
      if (!change.page_new && !same_file(known.text(1), coded.page.source.file)) change.replaced = known.text(1);
    }
    change.page_changed = !change.page_new;
    const auto before = entries_of(coded.page.id);
    std::vector<std::string> retold;  // entries of other pages too, that began or ceased to repeat another
    if (change.page_changed) retold = remove_page(coded.page.id);
    write_page(db_, coded, coded_json, fingerprint);
    for (const Line& line : lines) write_line(db_, coded, line);
    write_actors(db_, coded);
    if (sign_page(coded.page.id, in(coded.page.body, coded.page.text), coded.page.text))
      for (std::string& entry : join_report(coded.page.id)) retold.push_back(std::move(entry));
    transaction.commit();

    std::set<PairKey> touched, again;  // by this page; to be judged from the file
    std::set<std::string> after, repeating;
    for (const Line& line : lines) {
      const PairKey key = pair_key(line.entry.source, line.entry.target);
      after.insert(line.entry.id);
      touched.insert(key);
      if (before.contains(line.entry.id)) continue;
      ++change.entries_added;
      change.entries_paired += !key.first.empty();
    }
    for (const auto& [id, key] : before) touched.insert(key);
    for (const auto& [id, key] : before) change.entries_removed += !after.contains(id);
    {
      Query row = db_.query("select report, (select count(*) from pages q where q.report = p.report) from pages p where id = ?");
      row.bind(coded.page.id).step();
      change.report = row.text(0);
      change.report_pages = static_cast<int>(row.integer(1));
    }
    if (change.report_pages > 1) {
      Query rows = db_.query("select id from entries where page = ? and repeats != ''");
      rows.bind(coded.page.id);
      while (rows.step()) repeating.insert(rows.text(0));
    }
    change.entries_repeated = static_cast<int>(repeating.size());
    bool corrected = false;  // what was said of an entry may now hold for another
    for (const std::string& id : retold) {
      corrected |= !words_on(id).empty();
      if (after.contains(id)) continue;
      if (const auto entry = machine_entry(id)) again.insert(pair_key(entry->source, entry->target));
    }
    if (corrected) {
      data_version_ = -1;
      refresh();
    }
    const Words said = words_on_page(coded.page.id);
    for (const Line& line : lines) {
      Entry entry = line.entry;
      entry.article_date = coded.page.article_date ? coded.page.article_date->date : "";
      if (const auto found = said.find(entry.id); found != said.end()) apply_words(entry, found->second);
      const PairKey key = pair_key(entry.source, entry.target);
      touched.insert(key);
      if (change.page_new && !corrected && !key.first.empty() && !rejected(entry) && !repeating.contains(entry.id))
        evidence_[key].push_back(evidence_of(entry, key));
    }
    if (change.page_changed) again.insert(touched.begin(), touched.end());
    touched.erase(PairKey{});
    again.erase(PairKey{});
    if (!corrected) {
      for (const PairKey& key : touched)
        if (!again.contains(key)) judge_pair(key);
      for (const PairKey& key : again) reload_pair(key);
    }
    touched.insert(again.begin(), again.end());
    for (const PairKey& key : touched)
      if (const auto found = judged_.find(key); found != judged_.end()) change.pairs.push_back(describe(key, found->second));
    return change;
  });
}

}  // namespace entente::ledger
