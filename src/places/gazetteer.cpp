#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "places/match.h"
#include "places/places.h"
#include "places/table.h"

namespace entente::places {
namespace {

// Scores are powers of ten of population: a country that the document names is worth what a hundred times the people are.
constexpr double kNamedCountry = 2;
constexpr double kChosen =
    6;  // of seas and sites, where nobody counts the people: they stand in the table because news names them
constexpr double kAlias = -2;
constexpr double kStateNamed = 8;     // "Paris, Texas"
constexpr double kOwn = 100;          // a place of the user's ontology, before all others of its name
constexpr float kLoneAlias = 500000;  // people of a city that an unusual name may mean although nothing else points there
constexpr float kLoneTown = 100000;   // people of a town in a country that the document does not name, while it names others
constexpr float kTown = 40000;        // people

class Resolver {
 public:
  Resolver(const Doc& doc, const Table& table, const std::vector<Match>& matches) : doc_(doc), table_(table), matches_(matches) {
    for (const Match& match : matches) vote(match);
  }

  std::vector<PlaceRef> run() const {
    std::vector<PlaceRef> out;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      const Place* best = nullptr;
      double best_score = 0;
      for (const Name& name : matches_[i].names) {
        const auto score = rate(i, name);
        if (!score || (best && *score <= best_score)) continue;
        best = &table_.places[name.place];
        best_score = *score;
      }
      if (best)
        out.push_back({std::string(table_.name(*best)), best->country, best->lat, best->lon, doc_.span(matches_[i].tokens)});
    }
    return out;
  }

 private:
  using Votes = std::map<std::string, std::set<std::uint64_t>, std::less<>>;  // country -> hashes of the names that speak for it

  // A name that is the first name of only one place speaks for that place's country.
  void vote(const Match& match) {
    const Name* only = nullptr;
    for (const Name& name : match.names) {
      const bool first_name = !name.alias || table_.places[name.place].kind == Kind::kCountry;
      if (first_name && only) return;
      if (first_name) only = &name;
    }
    if (!only && match.names.size() == 1) only = &match.names.front();
    if (!only) return;
    const Place& place = table_.places[only->place];
    votes_[place.country].insert(only->hash);
    if (place.kind == Kind::kCity || place.kind == Kind::kRegion) local_votes_[place.country].insert(only->hash);
  }

  // Whether another name of the document speaks for the country. For a state of the United States that takes a name from inside
  // of the country: "Georgia" beside "Russia" and "U.S." is no state.
  bool named(std::size_t i, const Place& place) const {
    const Votes& all = place.kind == Kind::kRegion && place.state[0] ? local_votes_ : votes_;
    const auto votes = all.find(std::string_view(place.country));
    return votes != all.end() && votes->second.size() > votes->second.count(matches_[i].names.front().hash);
  }

  bool others_named(std::size_t i) const {
    const std::uint64_t own = matches_[i].names.front().hash;
    return std::any_of(votes_.begin(), votes_.end(), [&](const auto& v) { return v.second.size() > v.second.count(own); });
  }

  // A province that is called after its city is not meant by the bare name.
  bool has_city(const Match& match, const Place& province) const {
    return std::any_of(match.names.begin(), match.names.end(), [&](const Name& n) {
      const Place& p = table_.places[n.place];
      const float least = n.alias ? province.population / 4 : kTown;
      return (p.kind == Kind::kCity || p.kind == Kind::kCapital) && p.population >= least &&
             std::string_view(p.country) == province.country;
    });
  }

  // The state or country after a comma: "Paris, Texas".
  const Match* qualifier(std::size_t i) const {
    if (i + 1 == matches_.size()) return nullptr;
    const std::uint32_t after = matches_[i].tokens.last;
    return matches_[i + 1].tokens.first == after + 1 && doc_.str(after) == "," ? &matches_[i + 1] : nullptr;
  }

  // Whether a state or country holds another place.
  static bool holds(const Place& outer, const Place& inner) {
    if (&outer == &inner) return false;
    if (outer.kind == Kind::kRegion && outer.state[0]) return std::string_view(outer.state) == inner.state;
    return outer.kind == Kind::kCountry && std::string_view(outer.country) == inner.country;
  }

  // Whether the name after the comma may hold the place, or the place the name before: "Paris, Texas", "Athens, Georgia".
  bool qualified(std::size_t i, const Place& place) const {
    const auto any = [&](const Match& match, auto fits) {
      return std::any_of(match.names.begin(), match.names.end(), [&](const Name& n) { return fits(table_.places[n.place]); });
    };
    if (const Match* outer = qualifier(i); outer && any(*outer, [&](const Place& p) { return holds(p, place); })) return true;
    return i > 0 && qualifier(i - 1) && any(matches_[i - 1], [&](const Place& p) { return holds(place, p); });
  }

  // Whether a name that "and" joins to this one may be a town of the same country.
  bool joined(std::size_t i, const Place& place) const {
    const auto speaks = [&](std::size_t first, std::size_t other) {
      const std::uint32_t gap = matches_[first].tokens.last;
      return matches_[first + 1].tokens.first == gap + 1 && doc_.str(gap) == "and" &&
             std::any_of(matches_[other].names.begin(), matches_[other].names.end(), [&](const Name& n) {
               const Place& p = table_.places[n.place];
               return !n.alias && p.population >= kLoneTown && std::string_view(p.country) == place.country;
             });
    };
    return (i > 0 && speaks(i - 1, i - 1)) || (i + 1 < matches_.size() && speaks(i, i + 1));
  }

  std::optional<double> rate(std::size_t i, const Name& name) const {
    const Place& place = table_.places[name.place];
    if (place.own) return kOwn;
    const bool is_qualified = qualified(i, place);
    const bool lone = !named(i, place) && !is_qualified && (place.kind == Kind::kCity || place.kind == Kind::kCapital);
    if (name.alias && lone && (place.population < kLoneAlias || (!matches_[i].marked && !joined(i, place)))) return std::nullopt;
    const bool doubtful = !matches_[i].marked || others_named(i);
    if (lone && place.kind == Kind::kCity && place.population < kLoneTown && doubtful && !qualifier(i)) return std::nullopt;
    const double people = place.population > 0 ? std::log10(static_cast<double>(place.population)) : kChosen;
    double score = people + (name.alias ? kAlias : 0);
    if (named(i, place)) score += kNamedCountry;
    if (place.kind == Kind::kCountry) score += 1;
    if (place.kind == Kind::kCapital) score += 0.5;
    if (place.kind == Kind::kRegion) score += matches_[i].province ? 4 : has_city(matches_[i], place) ? -4 : -1;
    if (is_qualified) score += kStateNamed;
    return score;
  }

  const Doc& doc_;
  const Table& table_;
  const std::vector<Match>& matches_;
  Votes votes_;
  Votes local_votes_;  // those of cities and regions
};

class TableGazetteer final : public Gazetteer {
 public:
  explicit TableGazetteer(Table table) : table_(std::move(table)) {}

  std::vector<PlaceRef> find(const Doc& doc) const override {
    const std::vector<Match> found = matches(doc, table_);
    return Resolver(doc, table_, found).run();
  }

 private:
  Table table_;
};

}  // namespace

Result<std::shared_ptr<const Gazetteer>> Gazetteer::load(const Knowledge& knowledge) {
  Table table;
  for (const char* name : {"places.tsv", "places_extra.tsv"})
    for (const Knowledge::Table& file : knowledge.files(name))
      if (const auto done = read(file.file, file.own, table); !done) return tl::unexpected(done.error());
  sort(table);
  return std::make_shared<const TableGazetteer>(std::move(table));
}

}  // namespace entente::places
