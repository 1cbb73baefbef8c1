#include "events/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace entente::events {
namespace {

std::vector<std::string> split(std::string_view text, char by, bool keep_empty = false) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t at = text.find(by);
    std::string_view piece = text.substr(0, at);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (keep_empty || !piece.empty()) out.emplace_back(piece);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

double to_double(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

}  // namespace

// Fills a Lexicon file by file; the first error ends the reading.
class LexiconReader {
 public:
  LexiconReader(std::filesystem::path folder, Lexicon& to) : folder_(std::move(folder)), to_(to) {}

  Result<void> read() {
    using Row = std::vector<std::string>;
    each("types.tsv", 4, [this](Row& row) {
      if (row[0].empty() || row[1].size() != 1) return false;
      to_.types[row[0]] = {row[1][0] - '0', row[2], to_double(row[3])};
      return true;
    });
    each("cameo.tsv", 5, [this](Row& row) {
      auto& facts = to_.cameo_[row[0]];
      facts.has_goldstein = !row[1].empty();
      facts.goldstein = to_double(row[1]);
      facts.type = row[2];
      facts.mode = row[3];
      facts.contexts = split(row[4], '|');
      return to_.types.contains(row[2]) || row[2].empty();
    });
    each("classes.tsv", 2, [this](Row& row) {
      for (const std::string& word : split(row[1], ' ')) add_to_class(to_.classes[row[0]], word);
      return true;
    });
    each("numbers.tsv", 2, [this](Row& row) {
      to_.numbers[row[0]] = std::strtol(row[1].c_str(), nullptr, 10);
      return true;
    });
    each("bounds.tsv", 2, [this](Row& row) {
      to_.bounds[row[0]] = row[1];
      return true;
    });
    each("ops.tsv", 4, [this](Row& row) {
      to_.ops[row[0]] = {split(row[1], '|'), split(row[2], '|'), row[3]};
      return true;
    });
    each("compose.tsv", 5, [this](Row& row) {
      if (!to_.ops.contains(row[0])) return false;
      for (const std::string& inner : split(row[1], '|')) to_.compositions_[row[0]][inner] = {row[2], row[3], row[4]};
      return row[2].empty() || to_.types.contains(row[2]);
    });
    each("anaphors.tsv", 2, [this](Row& row) {
      std::vector<std::string>& types = to_.anaphors[row[0]] = split(row[1], '|');
      return !types.empty() &&
             std::all_of(types.begin(), types.end(), [this](const std::string& t) { return to_.types.contains(t); });
    });
    each("confidence.tsv", 2, [this](Row& row) {
      to_.weights_[row[0]] = to_double(row[1]);
      return !row[1].empty();
    });
    each("discards.tsv", 1, [this](Row& row) {
      to_.discards.push_back(split(row[0], ' '));
      return true;
    });
    for (const char* file : {"idioms.tsv", "verbs.tsv", "nouns.tsv", "adjectives.tsv"})
      each(file, 6, [this](Row& row) { return entry(row, false); });
    each("converted.tsv", 6, [this](Row& row) { return entry(row, true); });
    if (!error_.empty()) return fail(error_);
    for (auto* table : {&to_.verbs_, &to_.nouns_, &to_.adjectives_})
      for (auto& [lemma, entries] : *table)
        // More specific lines first; among equals the order of the files stands.
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
          if (a.fallback != b.fallback) return b.fallback;
          return a.with.size() > b.with.size();
        });
    return {};
  }

 private:
  // Calls `take` with each row that is no comment, padded to `columns` fields; a false from it is an error of that line.
  template <class Take>
  void each(const char* file, std::size_t columns, Take take) {
    if (!error_.empty()) return;
    const std::filesystem::path path = folder_ / file;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      error_ = fmt::format("{}: cannot be opened; the knowledge folder is incomplete", path.string());
      return;
    }
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty() || line[0] == '#') continue;
      std::vector<std::string> row = split(line, '\t', true);
      row.resize(std::max(columns, row.size()));
      where_ = fmt::format("knowledge/events/{}:{}", file, number);
      if (!take(row)) {
        error_ = fmt::format("{}:{}: this line does not say what knowledge/events/README.md asks for: {}", path.string(), number,
                             line);
        return;
      }
    }
  }

  void add_to_class(std::unordered_set<std::string>& words, const std::string& word) {
    if (word.empty()) return;
    if (word[0] != '@') {
      words.insert(word);
    } else if (const auto found = to_.classes.find(std::string_view(word).substr(1)); found != to_.classes.end()) {
      words.insert(found->second.begin(), found->second.end());
    }
  }

  // trigger | conditions | type[/operator] | mode | CAMEO | source > target | links
  bool entry(std::vector<std::string>& row, bool fallback) {
    Entry entry;
    std::vector<std::string> trigger = split(row[0], ' ');
    if (trigger.size() < 2 || trigger.size() > 3) return false;
    if (trigger.back() == "v")
      entry.word_class = WordClass::verb;
    else if (trigger.back() == "n")
      entry.word_class = WordClass::noun;
    else if (trigger.back() == "a")
      entry.word_class = WordClass::adjective;
    else
      return false;
    entry.lemma = trigger[0];
    if (trigger.size() == 3) entry.with.push_back({"prt", {trigger[1]}, false, false});
    for (const std::string& text : split(row[1], ';')) entry.with.push_back(condition(text));
    const std::size_t slash = row[2].find('/');
    entry.type = row[2].substr(0, slash);
    if (slash != std::string::npos) entry.op = row[2].substr(slash + 1);
    if (entry.type == "-") {
      entry.type.clear();
      entry.discard = true;
    }
    if (!entry.type.empty() && !to_.types.contains(entry.type)) return false;
    if (!entry.op.empty() && !to_.ops.contains(entry.op)) return false;
    entry.mode = row[3];
    entry.cameo = row[4];
    if (entry.cameo.empty() && !entry.type.empty()) entry.cameo = to_.types[entry.type].cameo;
    if (entry.mode.empty()) entry.mode = to_.mode(entry.cameo);
    frame(row[5], entry);
    if (row.size() > 6) entry.links = split(row[6], '|');
    entry.fallback = fallback;
    entry.where = where_;
    auto& table = entry.word_class == WordClass::verb   ? to_.verbs_
                  : entry.word_class == WordClass::noun ? to_.nouns_
                                                        : to_.adjectives_;
    table[entry.lemma].push_back(std::move(entry));
    return true;
  }

  Condition condition(std::string_view text) {
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
      for (const std::string& word : split(text.substr(colon + 1), '|')) add_to_class(out.words, word);
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

  std::filesystem::path folder_;
  Lexicon& to_;
  std::string error_, where_;
};

Result<Lexicon> Lexicon::load(const std::filesystem::path& folder) {
  Lexicon lexicon;
  if (auto done = LexiconReader(folder, lexicon).read(); !done) return tl::unexpected(done.error());
  return lexicon;
}

const std::vector<Entry>* Lexicon::entries(WordClass word_class, std::string_view lemma) const {
  const auto& table = word_class == WordClass::verb ? verbs_ : word_class == WordClass::noun ? nouns_ : adjectives_;
  const auto found = table.find(std::string(lemma));
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
  return found != classes.end() && found->second.contains(std::string(word));
}

int Lexicon::quad(std::string_view type) const {
  const auto found = types.find(type);
  return found == types.end() ? 0 : found->second.quad;
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
