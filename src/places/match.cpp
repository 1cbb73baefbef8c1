#include "places/match.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "places/fold.h"

namespace entente::places {
namespace {

constexpr std::uint32_t kLongestName = 6;   // tokens
constexpr float kWellKnown = 100000;        // people, for a name that the tagger of entities takes for a person's
constexpr float kWellKnownInName = 500000;  // people, for a city whose name is only part of a facility's

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

constexpr std::array<std::string_view, 11> kProvince = {"province",  "governorate", "district",   "region",
                                                        "state",     "oblast",      "prefecture", "county",
                                                        "provinces", "peninsula",   "republic"};
constexpr std::array<std::string_view, 6> kTown = {"city", "airport", "town", "suburb", "port", "area"};
constexpr std::array<std::string_view, 14> kDirection = {"north",    "south",   "east",     "west",    "northern",
                                                         "southern", "eastern", "western",  "central", "greater",
                                                         "upper",    "lower",   "downtown", "the"};
constexpr std::array<std::string_view, 10> kLocative = {"in",     "near", "at", "outside", "across",
                                                        "around", "from", "to", "toward",  "into"};
constexpr std::array<std::string_view, 13> kTitle = {"mr.", "mr",  "mrs.", "mrs",  "ms.",   "ms",     "miss",
                                                     "dr.", "sir", "lord", "lady", "prof.", "justice"};

// Abbreviations without full stops that mean a place; any other one is an organisation, or a word.
constexpr std::array<std::string_view, 8> kShortNames = {"US", "UK", "USA", "UAE", "DRC", "PRC", "DMZ", "KPK"};

bool is_abbreviation(std::string_view word) {
  return word.size() < 4 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_capitalised(std::string_view word) {
  const unsigned char c = word.empty() ? 0 : static_cast<unsigned char>(word.front());
  return (c >= 'A' && c <= 'Z') || c >= 0xC0;
}

bool is_place_label(std::string_view label) { return label == "GPE" || label == "LOC" || label == "FAC"; }

class Matcher {
 public:
  Matcher(const Doc& doc, const Table& table) : doc_(doc), table_(table) {
    for (const Entity& e : doc.entities)
      if (e.label == "PERSON" && e.tokens.size() > 1) surnames_.insert(std::string(doc.str(e.tokens.last - 1)));
  }

  std::vector<Match> run() {
    std::size_t next = 0;
    for (std::uint32_t t = 0; t < doc_.tokens.size();) {
      while (next < doc_.entities.size() && doc_.entities[next].tokens.last <= t) ++next;
      const bool inside = next < doc_.entities.size() && doc_.entities[next].tokens.contains(t);
      const Entity* entity = inside ? &doc_.entities[next] : nullptr;
      const bool found = entity && is_place_label(entity->label) ? marked(t, *entity) : unmarked(t, entity);
      t = found ? out_.back().tokens.last : t + 1;
    }
    return std::move(out_);
  }

 private:
  const Token& token(std::uint32_t t) const { return doc_.tokens[t]; }
  std::string word(std::uint32_t t) const { return lower(doc_.str(t)); }

  // The longest name that starts at `t` and ends before `end`.
  bool longest(std::uint32_t t, std::uint32_t end, Match& match) const {
    if (!is_capitalised(doc_.str(t)) && doc_.str(t) != "the") return false;  // "the Hague"
    for (std::uint32_t last = std::min(end, t + kLongestName); last > t; --last) {
      if (folded_hash(doc_.str(last - 1)) == 0) continue;  // ends in a comma or white space
      const Range range{t, last};
      const std::string_view text = doc_.span(range).in(doc_.text);
      if ((text.size() < 3 || is_abbreviation(text)) && !one_of(text, kShortNames)) continue;
      const auto names = table_.called(folded_hash(text));
      if (names.empty()) continue;
      match.tokens = range;
      match.names = names;
      return true;
    }
    return false;
  }

  const Place& place(const Name& name) const { return table_.places[name.place]; }

  // A person's name, not the place that the person is named after.
  bool is_person(const Match& match) const {
    const std::uint32_t first = match.tokens.first, last = match.tokens.last - 1, next = match.tokens.last;
    if (first > 0 && one_of(word(first - 1), kTitle)) return true;
    // The first half of "Paris Hilton"; "Kabul Mayor Ali Reza" has more than a surname behind it.
    if (next < doc_.tokens.size() && token(last).dep == "compound" && token(last).head == next &&
        token(next).ent_type == "PERSON" && token(next).ent_iob == 'B' &&
        (next + 1 == doc_.tokens.size() || token(next + 1).ent_iob != 'I'))
      return true;
    if (!surnames_.count(std::string(doc_.str(last)))) return false;
    return token(last).dep == "nsubj" || !well_known(match, kWellKnownInName, true);
  }

  bool push(Match match) {
    const std::uint32_t after = match.tokens.last;
    const std::string next = after < doc_.tokens.size() ? word(after) : std::string();
    const std::string own = word(after - 1);
    match.province = one_of(next, kProvince) || one_of(own, kProvince);
    out_.push_back(match);
    return true;
  }

  bool marked(std::uint32_t t, const Entity& entity) {
    Match match;
    if (token(t).tag == "JJ" || !longest(t, doc_.sentence_of(t).last, match) || is_person(match)) return false;
    const bool whole_start = t == entity.tokens.first || one_of(word(t - 1), kDirection);
    if (!whole_start) return false;
    if (match.tokens.last < entity.tokens.last) {
      const std::string next = word(match.tokens.last);
      const bool generic = one_of(next, kProvince) || one_of(next, kTown);
      const bool goes_on = is_capitalised(doc_.str(match.tokens.last)) && !generic;
      if (entity.label == "LOC" && goes_on) return false;
      if (entity.label == "FAC" && goes_on && !well_known(match, kWellKnownInName, false)) return false;
    }
    return push(match);
  }

  bool well_known(const Match& match, float people, bool with_alias) const {
    return std::any_of(match.names.begin(), match.names.end(),
                       [&](const Name& n) { return (with_alias || !n.alias) && place(n).population >= people; });
  }

  // "in Helmand", "Kabul and Helmand": where a place is told, or goes on being told.
  bool is_expected(std::uint32_t t) const {
    const std::uint32_t at = t > 0 && word(t - 1) == "the" ? t - 1 : t;
    if (at == 0) return false;
    const std::string before = word(at - 1);
    if (one_of(before, kLocative)) return true;
    return (before == "," || before == "and") && !out_.empty() && out_.back().tokens.last + 1 == at;
  }

  bool is_country(const Match& match) const {
    return std::any_of(match.names.begin(), match.names.end(), [&](const Name& n) { return place(n).kind == Kind::kCountry; });
  }

  // Outside of marked places: a name alone, or one that is a whole entity of another label, where a place is expected. A country
  // is one anywhere.
  bool unmarked(std::uint32_t t, const Entity* entity) {
    if (!token(t).tag.starts_with("NNP") || (entity && entity->tokens.first != t)) return false;
    const bool expected = is_expected(t);
    if (!expected && ((entity && entity->label != "ORG") || (t > 0 && token(t - 1).tag.starts_with("NNP")))) return false;
    Match match;
    if (!longest(t, doc_.sentence_of(t).last, match) || is_person(match)) return false;
    if (!expected && !is_country(match)) return false;
    if (entity && match.tokens.last < entity->tokens.last) return false;
    if (match.tokens.last < doc_.tokens.size() && token(match.tokens.last).tag.starts_with("NNP")) return false;
    if (entity && entity->label == "PERSON" && !well_known(match, kWellKnown, true)) return false;
    match.marked = false;
    return push(match);
  }

  const Doc& doc_;
  const Table& table_;
  std::unordered_set<std::string> surnames_;
  std::vector<Match> out_;
};

}  // namespace

std::vector<Match> matches(const Doc& doc, const Table& table) { return Matcher(doc, table).run(); }

}  // namespace entente::places
