#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "places/match.h"
#include "places/places.h"
#include "places/table.h"

namespace entente::places {
namespace {

// Scores are powers of ten of population: a country that the document names is worth what a hundred times the people are.
constexpr double kNamedCountry = 2;
constexpr double kAlias = -2;
constexpr double kStateNamed = 8;     // "Paris, Texas"
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
  void vote(const Match& match) {
    const auto country = std::find_if(match.names.begin(), match.names.end(),
                                      [&](const Name& n) { return table_.places[n.place].kind == Kind::kCountry; });
    if (match.names.size() == 1 && (!match.names.front().alias || country != match.names.end()))
      ++votes_[table_.places[match.names.front().place].country];
  }

  bool named(const Place& place) const { return votes_.count(place.country) > 0; }

  // A province that is called after its city is not meant by the bare name.
  bool has_city(const Match& match, const Place& province) const {
    return std::any_of(match.names.begin(), match.names.end(), [&](const Name& n) {
      const Place& p = table_.places[n.place];
      return (p.kind == Kind::kCity || p.kind == Kind::kCapital) && p.population >= kTown &&
             std::string_view(p.country) == province.country;
    });
  }

  // The state or country after a comma: "Paris, Texas".
  const Match* qualifier(std::size_t i) const {
    if (i + 1 == matches_.size()) return nullptr;
    const std::uint32_t after = matches_[i].tokens.last;
    return matches_[i + 1].tokens.first == after + 1 && doc_.str(after) == "," ? &matches_[i + 1] : nullptr;
  }

  std::optional<double> rate(std::size_t i, const Name& name) const {
    const Place& place = table_.places[name.place];
    const bool lone = !named(place) && (place.kind == Kind::kCity || place.kind == Kind::kCapital);
    if (name.alias && lone && (place.population < kLoneAlias || !matches_[i].marked)) return std::nullopt;
    if (lone && place.kind == Kind::kCity && place.population < kLoneTown && !votes_.empty() && !qualifier(i))
      return std::nullopt;
    double score = std::log10(1.0 + static_cast<double>(place.population)) + (name.alias ? kAlias : 0);
    if (named(place)) score += kNamedCountry;
    if (place.kind == Kind::kCountry) score += 2;
    if (place.kind == Kind::kCapital) score += 0.5;
    if (place.kind == Kind::kRegion) score += matches_[i].province ? 4 : has_city(matches_[i], place) ? -4 : -1;
    if (const Match* next = qualifier(i)) {
      for (const Name& outer : next->names) {
        const Place& q = table_.places[outer.place];
        const bool holds = q.kind == Kind::kRegion && q.state[0] ? std::string_view(q.state) == place.state
                           : q.kind == Kind::kCountry            ? std::string_view(q.country) == place.country
                                                                 : false;
        if (holds && &q != &place) {
          score += kStateNamed;
          break;
        }
      }
    }
    return score;
  }

  const Doc& doc_;
  const Table& table_;
  const std::vector<Match>& matches_;
  std::map<std::string, int, std::less<>> votes_;
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

Result<std::shared_ptr<const Gazetteer>> Gazetteer::load(const std::filesystem::path& knowledge) {
  Table table;
  for (const char* file : {"places.tsv", "places_extra.tsv"}) {
    const auto done = read(knowledge / file, table);
    if (!done) return tl::unexpected(done.error());
  }
  sort(table);
  return std::make_shared<const TableGazetteer>(std::move(table));
}

}  // namespace entente::places
