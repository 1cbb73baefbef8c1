#include "events/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "events/days.h"
#include "events/status.h"
#include "knowledge/tables.h"
#include "statements/table.h"

namespace entente::events {
namespace {

constexpr double kOwnPrior = 0.02;  // of a type of the user's: about the rarest of PLOVER's
constexpr int kMaxClasses = 4;      // classes inside of one another

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The pieces that are not empty, without blanks around them.
std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t at = text.find(by);
    if (const std::string_view piece = trimmed(text.substr(0, at)); !piece.empty()) out.emplace_back(piece);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

double to_double(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

}  // namespace

// Fills a Lexicon table by table; the first error ends the reading. Of two lines for the same thing the earlier one counts, so a
// user's own come before the built-in ones.
class LexiconReader {
 public:
  LexiconReader(const Knowledge& knowledge, Lexicon& to) : knowledge_(knowledge), to_(to) {}

  Result<void> read() {
    for (const OwnType& type : knowledge_.types()) to_.types[type.name] = {type.quad, type.cameo, kOwnPrior, true};
    each("types.tsv", 4, [this](const Row& row) -> std::string {
      if (row[0].empty() || row[1].size() != 1 || row[1][0] < '1' || row[1][0] > '4')
        return "type, quad (1 to 4), CAMEO code and prior share expected";
      to_.types.try_emplace(row[0], TypeFacts{row[1][0] - '0', row[2], to_double(row[3]), line_.own});
      return {};
    });
    each("cameo.tsv", 5, [this](const Row& row) -> std::string {
      to_.cameo_.try_emplace(row[0], Lexicon::CameoFacts{to_double(row[1]), !row[1].empty(), row[2], row[3], split(row[4], '|')});
      return row[2].empty() ? std::string() : unknown_type(row[2]);
    });
    each("classes.tsv", 2, [this](const Row& row) -> std::string {
      for (std::string& word : split(row[1], ' ')) class_words_[row[0]].push_back(std::move(word));
      return {};
    });
    for (const auto& [name, words] : class_words_) spell_out(words, to_.classes[name], 0);
    each("numbers.tsv", 2, [this](const Row& row) -> std::string {
      to_.numbers.try_emplace(row[0], std::strtol(row[1].c_str(), nullptr, 10));
      return {};
    });
    each("bounds.tsv", 2, [this](const Row& row) -> std::string {
      to_.bounds.try_emplace(row[0], row[1]);
      return {};
    });
    each("ops.tsv", 4, [this](const Row& row) -> std::string {
      to_.ops.try_emplace(row[0], Operator{split(row[1], '|'), split(row[2], '|'), row[3]});
      return {};
    });
    each("compose.tsv", 5, [this](const Row& row) -> std::string {
      if (!to_.ops.contains(row[0])) return unknown_operator(row[0]);
      for (const std::string& inner : split(row[1], '|'))
        to_.compositions_[row[0]].try_emplace(inner, Composition{row[2], row[3], row[4]});
      return row[2].empty() ? std::string() : unknown_type(row[2]);
    });
    each("governors.tsv", 6, [this](const Row& row) { return governor(row); });
    each("anaphors.tsv", 2, [this](const Row& row) -> std::string {
      const auto types = split(row[1], '|');
      if (types.empty()) return "a noun and types, parted by |, expected";
      for (const std::string& type : types)
        if (std::string wrong = unknown_type(type); !wrong.empty()) return wrong;
      to_.anaphors.try_emplace(row[0], types);
      return {};
    });
    each("confidence.tsv", 2, [this](const Row& row) -> std::string {
      if (row[1].empty()) return "a name and a weight expected";
      to_.weights_.try_emplace(row[0], to_double(row[1]));
      return {};
    });
    each("blend.tsv", 2, [this](const Row& row) { return blend_setting(row); });
    each("discards.tsv", 1, [this](const Row& row) -> std::string {
      to_.discards.push_back(split(row[0], ' '));
      return {};
    });
    for (const char* file : {"idioms.tsv", "verbs.tsv", "nouns.tsv", "adjectives.tsv"})
      each(file, 7, [this](const Row& row) { return entry(row, false); });
    each("converted.tsv", 7, [this](const Row& row) { return entry(row, true); });
    if (!done_) return done_;
    for (auto* table : {&to_.verbs_, &to_.nouns_, &to_.adjectives_})
      for (auto& [lemma, entries] : *table)
        // The user's own lines first, then the more specific ones; among equals the order of the files stands.
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
          if (a.own != b.own) return a.own;
          if (a.fallback != b.fallback) return b.fallback;
          return a.with.size() > b.with.size();
        });
    return {};
  }

 private:
  using Row = std::vector<std::string>;

  // Calls `take` with each row of a table; what it returns is wrong with the row.
  template <class Take>
  void each(const char* file, std::size_t columns, Take take) {
    if (!done_) return;
    done_ = knowledge::read_table(knowledge_, fmt::format("events/{}", file), columns,
                                  [&](const knowledge::Row& cells, const knowledge::Line& line) -> std::string {
                                    line_ = line;
                                    Row row;
                                    for (const std::string_view cell : cells) row.emplace_back(trimmed(cell));
                                    return take(row);
                                  });
  }

  std::string blend_setting(const Row& row) {
    static const std::map<std::string_view, double EventBlend::*, std::less<>> kSettings = {
        {"threshold", &EventBlend::threshold}, {"least_role", &EventBlend::least_role},
        {"tells", &EventBlend::tells},         {"neutral", &EventBlend::neutral},
        {"rival", &EventBlend::rival},         {"pair", &EventBlend::pair},
        {"pair_role", &EventBlend::pair_role}, {"word", &EventBlend::word},
        {"contrary", &EventBlend::contrary},   {"party", &EventBlend::party},
        {"further", &EventBlend::further},     {"united", &EventBlend::united}};
    constexpr std::string_view kWeight = "weight:";
    double value = 0;
    const char* end = row[1].data() + row[1].size();
    if (const auto read = std::from_chars(row[1].data(), end, value); read.ec != std::errc() || read.ptr != end)
      return fmt::format("{}: a number expected, not \"{}\"", row[0], row[1]);
    if (row[0].starts_with(kWeight)) {
      to_.blend.weights.try_emplace(row[0].substr(kWeight.size()), value);
      return {};
    }
    const auto setting = kSettings.find(row[0]);
    if (setting == kSettings.end()) return fmt::format("unknown setting {}", row[0]);
    if (settings_.insert(row[0]).second) to_.blend.*(setting->second) = value;
    return {};
  }

  // class, perhaps "v" | links | class of what it governs | status | status where it is not done | status where it is to come
  std::string governor(const Row& row) {
    const std::vector<std::string> words = split(row[0], ' ');
    if (words.empty() || words.size() > 2 || words.back() != (words.size() == 2 ? "v" : words[0]))
      return "a class of words, perhaps with v, expected: \"charging v\"";
    for (const std::string& name : {words[0], row[2]})
      if (!name.empty() && !to_.classes.contains(name)) return unknown_class_message(name);
    Governor line{words[0], words.size() == 2, split(row[1], '|'), row[2], row[3], row[4], row[5]};
    if (line.links.empty())
      return "how a word hangs on the class expected: obj, inf, ing, that, subj or prepositions, parted by |";
    for (std::string* status : {&line.undone, &line.ahead})
      if (status->empty()) *status = line.status;
    for (const std::string& status : {line.status, line.undone, line.ahead})
      if (std::find(kStatuses.begin(), kStatuses.end(), status) == kStatuses.end())
        return fmt::format("unknown status \"{}\": take one of {}", status, fmt::join(kStatuses, ", "));
    to_.governors.push_back(std::move(line));
    return {};
  }

  std::string unknown_type(const std::string& type) const {
    if (to_.types.contains(type)) return {};
    return fmt::format("unknown type {}: take one of knowledge/events/types.tsv, or name it under [types.{}] in ontology.toml",
                       type, type);
  }

  static std::string unknown_class_message(const std::string& name) {
    return fmt::format("unknown class {}: give its words in classes.tsv", name);
  }

  static std::string unknown_operator(const std::string& op) {
    return fmt::format("unknown operator {}: take one of ops.tsv", op);
  }

  // The words of a class with those of the classes that it names with @. Classes may name one another.
  void spell_out(const std::vector<std::string>& words, WordSet& to, int depth) const {
    for (const std::string& word : words)
      if (word[0] != '@')
        to.insert(word);
      else if (const auto inner = class_words_.find(word.substr(1)); inner != class_words_.end() && depth < kMaxClasses)
        spell_out(inner->second, to, depth + 1);
  }

  // trigger | conditions | type[/operator] | mode | CAMEO | source > target | links
  std::string entry(const Row& row, bool fallback) {
    constexpr const char* kTrigger = "a trigger is a lemma, perhaps a particle, and v, n or a: \"pull out v\"";
    Entry entry;
    std::vector<std::string> trigger = split(row[0], ' ');
    if (trigger.size() < 2 || trigger.size() > 3) return kTrigger;
    if (trigger.back() == "v")
      entry.word_class = WordClass::verb;
    else if (trigger.back() == "n")
      entry.word_class = WordClass::noun;
    else if (trigger.back() == "a")
      entry.word_class = WordClass::adjective;
    else
      return kTrigger;
    entry.lemma = trigger[0];
    if (trigger.size() == 3) entry.with.push_back({"prt", {trigger[1]}, false, false});
    for (const std::string& text : split(row[1], ';')) {
      if (text == "known") {
        entry.known = true;
        continue;
      }
      entry.with.push_back(condition(text));
      if (const std::string name = unknown_class(text); !name.empty()) return unknown_class_message(name);
    }
    const std::size_t slash = row[2].find('/');
    entry.type = row[2].substr(0, slash);
    if (slash != std::string::npos) entry.op = row[2].substr(slash + 1);
    if (entry.type == "-") {
      entry.type.clear();
      entry.discard = true;
    }
    if (entry.type.empty() && entry.op.empty() && !entry.discard) return "a type, /operator or - expected in the third column";
    if (std::string wrong = entry.type.empty() ? "" : unknown_type(entry.type); !wrong.empty()) return wrong;
    if (!entry.op.empty() && !to_.ops.contains(entry.op)) return unknown_operator(entry.op);
    entry.mode = row[3];
    entry.cameo = row[4];
    if (entry.cameo.empty() && !entry.type.empty()) entry.cameo = to_.types[entry.type].cameo;
    if (entry.mode.empty()) entry.mode = to_.mode(entry.cameo);
    frame(row[5], entry);
    entry.links = split(row[6], '|');
    entry.fallback = fallback;
    entry.own = line_.own;
    entry.where = line_.where();
    auto& table = entry.word_class == WordClass::verb   ? to_.verbs_
                  : entry.word_class == WordClass::noun ? to_.nouns_
                                                        : to_.adjectives_;
    table[entry.lemma].push_back(std::move(entry));
    return {};
  }

  // The first class of a condition that has no words; empty where all have.
  std::string unknown_class(std::string_view text) const {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    for (const std::string& word : split(text.substr(colon + 1), '|'))
      if (word[0] == '@' && !to_.classes.contains(std::string_view(word).substr(1))) return word;
    return {};
  }

  void add_word(WordSet& words, const std::string& word) const {
    if (word[0] != '@')
      words.insert(word);
    else if (const auto found = to_.classes.find(std::string_view(word).substr(1)); found != to_.classes.end())
      words.insert(found->second.begin(), found->second.end());
  }

  Condition condition(std::string_view text) const {
    Condition out;
    if (text.front() == '!') {
      out.absent = true;
      text.remove_prefix(1);
    }
    const std::size_t colon = text.find(':');
    out.slot = text.substr(0, colon);
    if (out.slot.ends_with('*')) {
      out.deep = true;
      out.slot.pop_back();
    }
    if (colon != std::string_view::npos)
      for (const std::string& word : split(text.substr(colon + 1), '|')) add_word(out.words, word);
    return out;
  }

  static void frame(const std::string& text, Entry& entry) {
    std::string_view source = "subj", target = "obj";
    if (entry.word_class == WordClass::noun) {
      source = "poss|by|comp";
      target = "against|on|with|to|of";
    } else if (entry.word_class == WordClass::adjective) {
      target = "to|of|for|with";
    }
    const std::string_view all = text;
    if (const std::size_t at = all.find('>'); at != std::string_view::npos) {
      entry.mutual = at > 0 && all[at - 1] == '<';
      source = all.substr(0, entry.mutual ? at - 1 : at);
      target = all.substr(at + 1);
    }
    entry.source = split(source, '|');
    entry.target = split(target, '|');
  }

  const Knowledge& knowledge_;
  Lexicon& to_;
  std::map<std::string, std::vector<std::string>, std::less<>> class_words_;
  Result<void> done_;
  std::set<std::string, std::less<>> settings_;  // of blend.tsv, as far as read
  knowledge::Line line_;
};

Result<Lexicon> Lexicon::load(const Knowledge& knowledge) {
  Lexicon lexicon;
  if (auto done = LexiconReader(knowledge, lexicon).read(); !done) return tl::unexpected(done.error());
  const auto read = [&](const char* file, forest::Forest& trees, std::size_t signs) {
    return statements::read_lines(knowledge.folder() / file, [&](std::string_view line) { return trees.add(line, signs); });
  };
  if (const auto done = read("status_forest.tsv", lexicon.statuses, kStatusFeatures); !done) return tl::unexpected(done.error());
  if (const auto done = read("day_forest.tsv", lexicon.days, kDaySigns); !done) return tl::unexpected(done.error());
  if (lexicon.statuses.size() % kStatuses.size() != 0)
    return fail(fmt::format("{}: as many trees for each status expected", (knowledge.folder() / "status_forest.tsv").string()));
  return lexicon;
}

const std::vector<Entry>* Lexicon::entries(WordClass word_class, std::string_view lemma) const {
  const auto& table = word_class == WordClass::verb ? verbs_ : word_class == WordClass::noun ? nouns_ : adjectives_;
  const auto found = table.find(lemma);
  return found == table.end() ? nullptr : &found->second;
}

std::optional<Composition> Lexicon::compose(std::string_view op, std::string_view type) const {
  const auto table = compositions_.find(op);
  if (table == compositions_.end()) return {};
  for (const std::string& key : {std::string(type), fmt::format("Q{}", quad(type)), std::string("*")})
    if (const auto found = table->second.find(key); found != table->second.end()) return found->second;
  return {};
}

bool Lexicon::in_class(std::string_view name, std::string_view word) const {
  const auto found = classes.find(name);
  return found != classes.end() && found->second.contains(word);
}

int Lexicon::quad(std::string_view type) const {
  const auto found = types.find(type);
  return found == types.end() ? 0 : found->second.quad;
}

std::size_t Lexicon::place_of(std::string_view type) const {
  std::size_t place = 0;
  for (const auto& [name, facts] : types) {
    if (facts.own) continue;
    if (name == type) break;
    ++place;
  }
  return place;
}

double Lexicon::weight(std::string_view feature) const {
  const auto found = weights_.find(feature);
  return found == weights_.end() ? 0 : found->second;
}

const Lexicon::CameoFacts* Lexicon::cameo_facts(std::string_view code) const {
  for (; code.size() >= 2; code.remove_suffix(1))
    if (const auto found = cameo_.find(code); found != cameo_.end()) return &found->second;
  return nullptr;
}

double Lexicon::goldstein(std::string_view code) const {
  for (; code.size() >= 2; code.remove_suffix(1))
    if (const auto found = cameo_.find(code); found != cameo_.end() && found->second.has_goldstein)
      return found->second.goldstein;
  return 0;
}

std::vector<std::string> Lexicon::contexts(std::string_view code) const {
  const CameoFacts* facts = cameo_facts(code);
  return facts ? facts->contexts : std::vector<std::string>{};
}

std::string Lexicon::mode(std::string_view code) const {
  const CameoFacts* facts = cameo_facts(code);
  return facts ? facts->mode : std::string();
}

}  // namespace entente::events
