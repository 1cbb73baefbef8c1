// Reads the tables of knowledge/actors into a Lexicon.
#include <fmt/format.h>

#include <algorithm>

#include "actors/lexicon.h"
#include "knowledge/tables.h"

namespace entente::actors {

using knowledge::each_part;
using knowledge::hash_of;
using knowledge::Line;
using knowledge::parts;
using knowledge::Row;

namespace {

// More than the tables hold, but not by much.
constexpr std::size_t kNames = 160'000, kWords = 80'000, kPeople = 60'000, kFamilies = 40'000;

std::string compose(std::string_view country, std::string_view sector) {
  if (sector.empty() || country.empty()) return std::string(country);
  return fmt::format("{} {}", country, sector);
}

}  // namespace

class Loader {
 public:
  explicit Loader(const Knowledge& knowledge) : knowledge_(knowledge) {
    for (const std::string& own : knowledge.sectors()) sectors_.insert(hash_of(own));
  }

  Result<Lexicon> load() {
    out_.entries_.reserve(kNames);
    out_.first_entry_.reserve(kNames);
    out_.words_.reserve(kWords);
    out_.people_.reserve(kPeople);
    families_.reserve(kFamilies);
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
                     const std::function<void(std::string_view)>& comment = {}, knowledge::Texts* kept = nullptr) {
    return knowledge::read_table(
        knowledge_, fmt::format("actors/{}", file), columns,
        [&](const Row& row, const Line& line) {
          own_ = line.own;
          return take(row);
        },
        comment, kept);
  }

  Result<void> sectors(const char* file) {
    return table(file, 2, [&](const Row& row) -> std::string {
      sectors_.insert(hash_of(row[0]));
      return {};
    });
  }

  // What is wrong with a sector; nothing where it is known.
  std::string unknown(std::string_view sector) const {
    if (sector.empty() || sectors_.contains(hash_of(sector))) return {};
    return fmt::format("unknown sector {}: take one of knowledge/actors/sectors.tsv, or name it under [sectors] in ontology.toml",
                       sector);
  }

  void add(std::string_view name, Kind kind, std::size_t index) {
    split(name, words_);
    out_.add_name(name, words_, {.kind = kind, .own = own_, .index = static_cast<std::uint32_t>(index)});
  }

  void names(std::string_view list, Kind kind, std::size_t index) {
    each_part(list, '|', [&](std::string_view name) {
      for (const std::string_view article : {"the ", "The "})
        if (name.starts_with(article)) name.remove_prefix(article.size());
      add(name, kind, index);
    });
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
      std::string_view name = row[4].substr(0, row[4].find('|'));
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
      each_part(row[1], ' ', [&](std::string_view word) { out_.classes_.insert(Lexicon::class_key(row[0], hash_word(word))); });
      return {};
    });
  }

  // name|alias..., country, office, sector, from, to, gender; a person's rows may stand apart.
  Result<void> people(const char* file, bool surnames) {
    std::string_view names, country;  // of the row before: one that repeats them only adds an office
    std::uint32_t index = 0;
    const auto take = [&, surnames](const Row& row) -> std::string {
      if (row[0].empty() || row[1].empty() || row[3].empty())
        return "columns names, country, office, sector, from, to expected";
      if (std::string wrong = unknown(row[3]); !wrong.empty()) return wrong;
      const Period from = parse_period(row[4]), to = parse_period(row[5]);
      if (!row[4].empty() && !from.known()) return fmt::format("'{}' is no date", row[4]);
      if (!row[5].empty() && !to.known()) return fmt::format("'{}' is no date", row[5]);
      if (row[0] != names || row[1] != country) index = person(row[0], row[1], surnames);
      names = row[0], country = row[1];
      Person& who = out_.people_[index];
      const auto after = std::upper_bound(who.terms.begin(), who.terms.end(), from.first,
                                          [](int day, const Term& term) { return day < term.period.first; });
      who.terms.insert(after, {row[1], row[2], row[3], {from.first, to.last}});
      if (!row[6].empty()) who.gender = row[6].front();
      return {};
    };
    const auto comment = [&](std::string_view line) {
      const std::size_t at = line.find("as of ");
      if (at != std::string_view::npos)
        out_.as_of_ = std::max(out_.as_of_, parse_period(line.substr(at + 6, 10)).last % Period::kOpen);
    };
    return table(file, 7, take, comment, &out_.texts_);
  }

  // The person whom `names` name, the first of them in full.
  std::uint32_t person(std::string_view names, std::string_view country, bool surnames) {
    const std::string_view full = names.substr(0, names.find('|'));
    std::uint32_t index = 0;
    each_part(names, '|', [&](std::string_view name) {
      split(name, words_);
      const bool is_full = name.data() == full.data();
      if (const auto known = is_full ? out_.person_in_full(words_) : index)
        index = *known;
      else
        index = add_person(full, country);
      const Kind kind = name.find(' ') == std::string_view::npos ? Kind::surname : Kind::person;
      out_.add_name(name, words_, {.kind = kind, .full = is_full, .own = own_, .index = index});
    });
    if (surnames) {
      out_.people_[index].famous = true;
      add_surname(full, country, index);
      add_without_middle(full, country, index);
    }
    return index;
  }

  std::uint32_t add_person(std::string_view name, std::string_view country) {
    out_.people_.push_back({name, {}, ' '});
    const std::string_view first = name.substr(0, name.find(' ')), last = name.substr(name.rfind(' ') + 1);
    const std::uint64_t family = hash_folded(family_name_first(country, first) ? first : last);
    if (families_.insert(hash_join(family, hash_of(country)))) ++out_.words_[family].bearers;
    return static_cast<std::uint32_t>(out_.people_.size() - 1);
  }

  // In some states the family name comes first; "Joseph Wu" writes it last there, too.
  bool family_name_first(std::string_view country, std::string_view first_word) const {
    return out_.is("family_name_first", hash_folded(country)) && !out_.is("given_name", hash_folded(first_word));
  }

  void add_surname(std::string_view name, std::string_view country, std::uint32_t index) {
    name = without_suffix(name);
    const auto words = parts(name, ' ');
    if (words.size() < 2) return;
    if (family_name_first(country, words.front())) {
      add(words.front(), Kind::surname, index);
      return;
    }
    add(words.back(), Kind::surname, index);
    // "al-Assad" is also "Assad": the hyphen parts words, so only the last one is needed besides "bin Salman", "van der Bellen".
    std::size_t first = words.size() - 1;
    while (first > 1 && words[first - 1].front() >= 'a' && words[first - 1].front() <= 'z') --first;
    std::string_view last = words.back();
    if (const std::size_t hyphen = last.rfind('-');
        hyphen != std::string_view::npos && last.front() >= 'a' && last.front() <= 'z')
      add(last.substr(hyphen + 1), Kind::surname, index);
    if (first + 1 < words.size())
      add(name.substr(static_cast<std::size_t>(words[first].data() - name.data())), Kind::surname, index);
  }

  // "Qamar Bajwa" of "Qamar Javed Bajwa"; not where the second word belongs to the family name, as in Spanish.
  void add_without_middle(std::string_view name, std::string_view country, std::uint32_t index) {
    const auto words = parts(name, ' ');
    if (words.size() != 3 || family_name_first(country, words.front()) || out_.is("two_surnames", hash_folded(country)))
      return;
    if (std::any_of(words.begin(), words.end(),
                    [](std::string_view w) { return w.empty() || (w.front() >= 'a' && w.front() <= 'z'); }))
      return;
    add(fmt::format("{} {}", words[0], words[2]), Kind::person, index);
  }

  void finish() {
    for (std::uint32_t i = 0; i < out_.people_.size(); ++i) {
      for (const Term& term : out_.people_[i].terms) {
        if (term.office.empty()) continue;
        auto& held = out_.holders_[Lexicon::office_key(term.country, term.office)];
        if (held.empty() || held.back() != i) held.push_back(i);
      }
    }
  }

  const Knowledge& knowledge_;
  knowledge::Hashes sectors_;
  bool offices_only_ = false;
  bool own_ = false;            // the line in hand is of the user's ontology
  knowledge::Hashes families_;  // family names with their countries
  Words words_;                 // of the name in hand
  Lexicon out_;
};

Result<Lexicon> Lexicon::load(const Knowledge& knowledge) { return Loader(knowledge).load(); }

Result<Lexicon> Lexicon::load_offices(const Knowledge& knowledge) { return Loader(knowledge).load_offices(); }

}  // namespace entente::actors
