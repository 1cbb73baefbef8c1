#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "ledger/store.h"

namespace entente::ledger {
namespace {

std::string* field_of(Entry& e, std::string_view name) {
  if (name == "type") return &e.type;
  if (name == "mode") return &e.mode;
  if (name == "cameo") return &e.cameo;
  if (name == "status") return &e.status;
  if (name == "date") return &e.date;
  if (name == "source") return &e.source;
  if (name == "target") return &e.target;
  if (name == "place") return &e.place;
  return nullptr;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return {};
  return value;
}

void set(Entry& e, const std::string& name, const std::string& value) {
  if (name == "goldstein") {
    e.goldstein = number_of(value).value_or(e.goldstein);
    return;
  }
  if (std::string* field = field_of(e, name)) *field = value;
  if (name == "date") e.date_how = "corrected";
  if (name != "type") return;
  // The machine's code, mode and weight belong to the type that it saw.
  const auto type = value_of(value);
  if (!type) return;
  e.quad = type->quad;
  e.goldstein = type->goldstein;
  e.mode.clear();
  e.cameo.clear();
}

Word read_word(const Query& row) {
  Word word;
  word.said.entry = row.text(0);
  word.said.verdict = row.text(1);
  const auto fields = nlohmann::ordered_json::parse(row.text(2), nullptr, false);
  if (fields.is_object())
    for (const auto& [name, value] : fields.items())
      if (value.is_string()) word.said.fields.emplace_back(name, value.get<std::string>());
  word.said.by = row.text(3);
  word.said.note = row.text(4);
  word.at = row.text(5);
  return word;
}

bool is_code(std::string_view text) {
  return text.size() >= 2 && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ' ';
         });
}

}  // namespace

// Changes add up, field by field; a confirmation or rejection sets aside what was said before it.
void apply_words(Entry& entry, const std::vector<Word>& words) {
  auto from = words.begin();
  entry.correction.clear();
  for (auto word = words.begin(); word != words.end(); ++word)
    if (word->said.verdict != "change") {
      from = word + 1;
      entry.correction = word->said.verdict == "reject" ? "rejected" : "confirmed";
    }
  std::vector<std::pair<std::string, std::string>> fields;
  for (; from != words.end(); ++from)
    for (const auto& [name, value] : from->said.fields) {
      std::erase_if(fields, [&, &key = name](const auto& field) { return field.first == key; });
      fields.emplace_back(name, value);
    }
  if (fields.empty()) return;
  // The type first: it brings a weight of its own, which a word on the weight overrides.
  std::stable_partition(fields.begin(), fields.end(), [](const auto& field) { return field.first == "type"; });
  entry.correction = "changed:";
  for (const auto& [name, value] : fields) {
    set(entry, name, value);
    entry.correction += fmt::format(" {}={}", name, value);
  }
}

bool rejected(const Entry& entry) { return entry.correction == "rejected"; }

// What is said of an entry holds for all that tell the same: it is kept under the first.
#define ENTENTE_WORDS                                                                                             \
  "select coalesce(nullif(e.repeats, ''), c.entry), c.verdict, c.fields, c.who, c.note, c.at from corrections c " \
  "left join entries e on e.id = c.entry "

Words Store::words() {
  Words out;
  Query rows = db_.query(ENTENTE_WORDS "order by c.id");
  while (rows.step()) out[rows.text(0)].push_back(read_word(rows));
  return out;
}

Words Store::words_on_page(const std::string& page) {
  Words out;
  Query rows = db_.query(
      ENTENTE_WORDS "where coalesce(nullif(e.repeats, ''), c.entry) in (select id from entries where page = ?) order by c.id");
  rows.bind(page);
  while (rows.step()) out[rows.text(0)].push_back(read_word(rows));
  return out;
}

std::vector<Word> Store::words_on(const std::string& entry) {
  std::vector<Word> out;
  const std::string head = head_of(entry);
  Query rows = db_.query(ENTENTE_WORDS "where c.entry = ?1 or e.repeats = ?1 order by c.id");
  rows.bind(head);
  while (rows.step()) out.push_back(read_word(rows));
  return out;
}

// The value as it is kept: a type in capitals, an actor by its ledger code.
Result<std::string> Store::checked(const std::string& field, const std::string& value) {
  Entry any;
  if (field != "goldstein" && !field_of(any, field))
    return fail(fmt::format(
        "no field \"{}\" to correct; there are type, mode, cameo, status, goldstein, date, source, target, place", field));
  if (field == "type") {
    std::string type = value;
    for (char& c : type)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!value_of(type))
      return fail(fmt::format(
          "type \"{}\" is none of PLOVER's 16: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT "
          "THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT",
          value));
    return type;
  }
  if (field == "status" && !is_status(value))
    return fail(fmt::format(
        "status \"{}\" is none of happened, ongoing, past, planned, threatened, called-for, denied, negated, hypothetical",
        value));
  if (field == "date" && !value.empty() && !day_of(value))
    return fail(fmt::format("date \"{}\": write it as 2021-08-27, 2021-08, 2021 or 2021-01-20/2022-04-10", value));
  if (field == "goldstein")
    if (const auto weight = number_of(value); !weight || !(*weight >= -10 && *weight <= 10))
      return fail(fmt::format("goldstein \"{}\": write a number from -10 to 10", value));
  if (field == "cameo" && !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return fail(fmt::format("cameo \"{}\": write a CAMEO code, as in 190", value));
  if ((field == "source" || field == "target") && !value.empty()) {
    const auto known = resolve(value);
    if (known || is_code(value)) return known.value_or(value);
    return tl::unexpected(known.error());
  }
  return value;
}

Result<Entry> Store::correct(const Correction& correction) {
  return guarded("correct", [&]() -> Result<Entry> {
    const auto refuse = [&](const std::string& why) {
      return fail(fmt::format("{}: entry {}: {}", file_, correction.entry, why));
    };
    const std::string& verdict = correction.verdict;
    if (verdict != "confirm" && verdict != "reject" && verdict != "change")
      return refuse(fmt::format("\"{}\" is no verdict; say confirm, reject or change", verdict));
    if ((verdict == "change") == correction.fields.empty())
      return refuse(verdict == "change" ? "a change names at least one field, as in type=ACCUSE" : "only a change takes fields");
    nlohmann::ordered_json fields = nlohmann::ordered_json::object();
    for (const auto& [name, value] : correction.fields) {
      const auto good = checked(name, value);
      if (!good) return refuse(good.error().message);
      fields[name] = *good;
    }
    const std::string kept = fields.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const std::string at = now();
    refresh();
    Transaction transaction(db_);
    const auto entry = whole_id(correction.entry);
    if (!entry) return tl::unexpected(entry.error());
    auto before = machine_entry(head_of(*entry));
    if (!before) return refuse("not in this ledger; `entente why A B` lists the ids of entries");
    const auto after = before;
    apply_words(*before, words_on(*entry));
    db_.query("insert into corrections (entry, verdict, fields, who, note, at) values (?, ?, ?, ?, ?, ?)")
        .bind(*entry)
        .bind(verdict)
        .bind(kept)
        .bind(correction.by)
        .bind(correction.note)
        .bind(at)
        .run();
    transaction.commit();
    Entry changed = *after;
    apply_words(changed, words_on(*entry));
    for (const PairKey& key : {pair_key(before->source, before->target), pair_key(changed.source, changed.target)})
      if (!key.first.empty()) reload_pair(key);
    return changed;
  });
}

}  // namespace entente::ledger
