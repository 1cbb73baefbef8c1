// Reads the tables of knowledge/actors into a Lexicon.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "actors/lexicon.h"
#include "knowledge/tables.h"

namespace entente::actors {

using knowledge::Line;
using knowledge::parts;
using knowledge::Row;

namespace {

constexpr std::size_t kNames = 1 << 18;  // about as many as the tables hold

std::string compose(std::string_view country, std::string_view sector) {
  if (sector.empty() || country.empty()) return std::string(country);
  return fmt::format("{} {}", country, sector);
}

}  // namespace

class Loader {
 public:
  explicit Loader(const Knowledge& knowledge) : knowledge_(knowledge), sectors_(knowledge.sectors()) {}

  Result<Lexicon> load() {
    out_.entries_.reserve(kNames);
    // The order is the order of preference among names that several share.
    for (const auto& step : {sectors("sectors.tsv"), words("words.tsv"), countries("countries.tsv"), bodies("groups.tsv"),
                             bodies("organisations.tsv"), bodies("institutions.tsv"), roles("roles.tsv"),
                             people("people.tsv", true), people("leaders.tsv", true), people("known_people.tsv", false),
                             regions("regions.tsv"), bodies("companies.tsv"), regions("cities.tsv"), regions("namesakes.tsv"),
                             bodies("converted_bodies.tsv"), people("converted_people.tsv", false), roles("converted_roles.tsv")})
      if (!step) return tl::unexpected(step.error());
    finish();
    return std::move(out_);
  }

  Result<Lexicon> load_offices() {
    offices_only_ = true;
    for (const auto& step : {sectors("sectors.tsv"), roles("roles.tsv"), roles("converted_roles.tsv")})
      if (!step) return tl::unexpected(step.error());
    return std::move(out_);
  }

 private:
  Result<void> table(const char* file, std::size_t columns, const std::function<std::string(const Row&)>& take,
                     const std::function<void(std::string_view)>& comment = {}) {
    return knowledge::read_table(
        knowledge_, fmt::format("actors/{}", file), columns,
        [&](const Row& row, const Line& line) {
          own_ = line.own;
          return take(row);
        },
        comment);
  }

  Result<void> sectors(const char* file) {
    return table(file, 2, [&](const Row& row) -> std::string {
      sectors_.insert(std::string(row[0]));
      return {};
    });
  }

  // What is wrong with a sector; nothing where it is known.
  std::string unknown(std::string_view sector) const {
    if (sector.empty() || sectors_.contains(sector)) return {};
    return fmt::format("unknown sector {}: take one of knowledge/actors/sectors.tsv, or name it under [sectors] in ontology.toml",
                       sector);
  }

  void names(std::string_view list, Kind kind, std::size_t index) {
    for (std::string_view name : parts(list, '|')) {
      for (const std::string_view article : {"the ", "The "})
        if (name.starts_with(article)) name.remove_prefix(article.size());
      out_.add_name(name, kind, static_cast<std::uint32_t>(index), own_);
    }
  }

  Result<void> countries(const char* file) {
    return table(file, 7, [&](const Row& row) -> std::string {
      if (row[0].size() != 3 || row[1].empty()) return "a country's code and name expected";
      const std::size_t index = out_.countries_.size();
      out_.countries_.push_back({std::string(row[0]), std::string(row[1]), std::string(row[0]), "", "country"});
      out_.country_index_.try_emplace(std::string(row[0]), static_cast<std::uint32_t>(index));
      names(row[1], Kind::country, index);
      names(row[2], Kind::country, index);
      names(row[3], Kind::demonym, index);
      names(row[4], Kind::capital, index);
      names(row[5], Kind::seat, index);
      if (!row[6].empty()) out_.country_by_domain_.try_emplace(std::string(row[6]), static_cast<std::uint32_t>(index));
      return {};
    });
  }

  // Regions and cities: country, sector, names; each row's places share one actor.
  Result<void> regions(const char* file) {
    return table(file, 3, [&](const Row& row) -> std::string {
      const auto country = out_.country_index_.find(std::string(row[0]));
      if (country == out_.country_index_.end()) return fmt::format("unknown country {}: take a code of countries.tsv", row[0]);
      if (std::string wrong = unknown(row[1]); !wrong.empty()) return wrong;
      const std::size_t index = out_.bodies_.size();
      Body body;
      body.actor = {compose(row[0], row[1]), out_.countries_[country->second].name, std::string(row[0]), std::string(row[1]),
                    "place"};
      out_.bodies_.push_back(std::move(body));
      names(row[2], Kind::place, index);
      return {};
    });
  }

  Result<void> bodies(const char* file) {
    return table(file, 6, [&](const Row& row) -> std::string {
      if (row[4].empty()) return "columns code, country, sector, kind, names expected";
      if (std::string wrong = unknown(row[2]); !wrong.empty()) return wrong;
      const std::size_t index = out_.bodies_.size();
      Body body;
      std::string_view name = parts(row[4], '|').front();
      if (name.ends_with(kRest)) name.remove_suffix(kRest.size());
      body.actor = {row[0] == "-" ? compose(row[1], row[2]) : std::string(row[0]), std::string(name), std::string(row[1]),
                    std::string(row[2]), std::string(row[3])};
      for (const std::string_view term : parts(row[5], ';')) {
        const std::size_t at = term.find('@');
        if (at == std::string_view::npos) return fmt::format("'{}' is no SECTOR@FROM/TO", term);
        if (std::string wrong = unknown(term.substr(0, at)); !wrong.empty()) return wrong;
        body.terms.push_back({parse_period(term.substr(at + 1)), std::string(term.substr(0, at))});
      }
      if (row[0] != "-") out_.body_index_.try_emplace(body.actor.code, static_cast<std::uint32_t>(index));
      out_.bodies_.push_back(std::move(body));
      names(row[4], Kind::body, index);
      return {};
    });
  }

  Result<void> roles(const char* file) {
    return table(file, 5, [&](const Row& row) -> std::string {
      if (row[0].empty()) return "columns names, sector, kind, office, weak expected";
      if (std::string wrong = unknown(row[1]); !wrong.empty()) return wrong;
      if (offices_only_ && row[3].empty()) return {};
      const std::size_t index = out_.roles_.size();
      RoleNoun role;
      role.sector = row[1];
      role.kind = row[2].empty() ? "any" : row[2];
      role.office = row[3];
      role.weak = row[4] == "weak";
      out_.roles_.push_back(std::move(role));
      names(row[0], Kind::role, index);
      return {};
    });
  }

  Result<void> words(const char* file) {
    return table(file, 2, [&](const Row& row) -> std::string {
      auto& set = out_.classes_[std::string(row[0])];
      for (const std::string_view word : parts(row[1], ' ')) set.insert(hash_word(word));
      return {};
    });
  }

  // name|alias..., country, office, sector, from, to, gender; a person's rows may stand apart.
  Result<void> people(const char* file, bool surnames) {
    const auto take = [&](const Row& row) -> std::string {
      if (row[1].empty() || row[3].empty()) return "columns names, country, office, sector, from, to expected";
      if (std::string wrong = unknown(row[3]); !wrong.empty()) return wrong;
      const auto aliases = parts(row[0], '|');
      auto [at, fresh] = out_.person_index_.try_emplace(normal(aliases.front()), static_cast<std::uint32_t>(out_.people_.size()));
      if (fresh) {
        out_.people_.push_back({std::string(aliases.front()), {}, ' '});
        const auto words = parts(aliases.front(), ' ');
        const std::uint64_t family = hash_word(fold(family_name_first(row[1], words.front()) ? words.front() : words.back()));
        if (families_.insert(hash_join(family, hash_word(row[1]))).second) ++out_.bearers_[family];
      }
      Person& person = out_.people_[at->second];
      const Period from = parse_period(row[4]), to = parse_period(row[5]);
      if (!row[4].empty() && !from.known()) return fmt::format("'{}' is no date", row[4]);
      if (!row[5].empty() && !to.known()) return fmt::format("'{}' is no date", row[5]);
      person.terms.push_back({std::string(row[1]), std::string(row[2]), std::string(row[3]), {from.first, to.last}});
      if (!row[6].empty()) person.gender = row[6].front();
      for (const std::string_view alias : aliases)
        out_.add_name(alias, alias.find(' ') == std::string_view::npos ? Kind::surname : Kind::person, at->second, own_);
      if (surnames) {
        person.famous = true;
        add_surname(aliases.front(), row[1], at->second);
        add_without_middle(aliases.front(), row[1], at->second);
      }
      return {};
    };
    return table(file, 7, take, [&](std::string_view comment) {
      const std::size_t at = comment.find("as of ");
      if (at != std::string_view::npos)
        out_.as_of_ = std::max(out_.as_of_, parse_period(comment.substr(at + 6, 10)).last % Period::kOpen);
    });
  }

  // In some states the family name comes first; "Joseph Wu" writes it last there, too.
  bool family_name_first(std::string_view country, std::string_view first_word) const {
    return out_.is("family_name_first", hash_word(fold(country))) && !out_.is("given_name", hash_word(fold(first_word)));
  }

  void add_surname(std::string_view name, std::string_view country, std::uint32_t index) {
    name = without_suffix(name);
    const auto words = parts(name, ' ');
    if (words.size() < 2) return;
    if (family_name_first(country, words.front())) {
      out_.add_name(words.front(), Kind::surname, index, own_);
      return;
    }
    out_.add_name(words.back(), Kind::surname, index, own_);
    // "al-Assad" is also "Assad": the hyphen parts words, so only the last one is needed besides "bin Salman", "van der Bellen".
    std::size_t first = words.size() - 1;
    while (first > 1 && words[first - 1].front() >= 'a' && words[first - 1].front() <= 'z') --first;
    std::string_view last = words.back();
    if (const std::size_t hyphen = last.rfind('-');
        hyphen != std::string_view::npos && last.front() >= 'a' && last.front() <= 'z')
      out_.add_name(last.substr(hyphen + 1), Kind::surname, index, own_);
    if (first + 1 < words.size())
      out_.add_name(name.substr(static_cast<std::size_t>(words[first].data() - name.data())), Kind::surname, index, own_);
  }

  // "Qamar Bajwa" of "Qamar Javed Bajwa"; not where the second word belongs to the family name, as in Spanish.
  void add_without_middle(std::string_view name, std::string_view country, std::uint32_t index) {
    const auto words = parts(name, ' ');
    if (words.size() != 3 || family_name_first(country, words.front()) || out_.is("two_surnames", hash_word(fold(country))))
      return;
    if (std::any_of(words.begin(), words.end(),
                    [](std::string_view w) { return w.empty() || (w.front() >= 'a' && w.front() <= 'z'); }))
      return;
    out_.add_name(fmt::format("{} {}", words[0], words[2]), Kind::person, index, own_);
  }

  void finish() {
    for (std::uint32_t i = 0; i < out_.people_.size(); ++i) {
      auto& terms = out_.people_[i].terms;
      std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.period.first < b.period.first; });
      for (const Term& term : terms) {
        if (term.office.empty()) continue;
        auto& held = out_.holders_[fmt::format("{} {}", term.country, term.office)];
        if (held.empty() || held.back() != i) held.push_back(i);
      }
    }
  }

  const Knowledge& knowledge_;
  std::set<std::string, std::less<>> sectors_;
  bool offices_only_ = false;
  bool own_ = false;                            // the line in hand is of the user's ontology
  std::unordered_set<std::uint64_t> families_;  // family names with their countries
  Lexicon out_;
};

Result<Lexicon> Lexicon::load(const Knowledge& knowledge) { return Loader(knowledge).load(); }

Result<Lexicon> Lexicon::load_offices(const Knowledge& knowledge) { return Loader(knowledge).load_offices(); }

}  // namespace entente::actors
