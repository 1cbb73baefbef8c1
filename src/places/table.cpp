#include "places/table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

#include "places/fold.h"

namespace entente::places {
namespace {

using Fields = std::array<std::string_view, 8>;

Fields split(std::string_view line) {
  Fields fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto tab = i + 1 < fields.size() ? line.find('\t') : std::string_view::npos;
    fields[i] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  return fields;
}

std::optional<Kind> kind_of(std::string_view word) {
  constexpr std::array<std::string_view, 6> kKinds = {"country", "capital", "city", "region", "sea", "facility"};
  const auto at = std::find(kKinds.begin(), kKinds.end(), word);
  if (at == kKinds.end()) return std::nullopt;
  return static_cast<Kind>(at - kKinds.begin());
}

template <class T>
bool number(std::string_view word, T& to) {
  const auto end = word.data() + word.size();
  const auto result = std::from_chars(word.data(), end, to);
  return result.ec == std::errc{} && result.ptr == end;
}

void add_name(Table& table, std::string_view name, bool alias) {
  const auto place = static_cast<std::uint32_t>(table.places.size() - 1);
  const std::uint64_t hash = folded_hash(name);
  if (hash != 0) table.names.push_back({hash, place, alias});
  constexpr std::string_view kSaint = "Saint ";
  if (name.starts_with(kSaint))
    table.names.push_back({folded_hash("St " + std::string(name.substr(kSaint.size()))), place, alias});
}

// Adds one line; what is wrong with it otherwise.
std::string_view add_line(std::string_view line, bool own, Table& table) {
  const Fields f = split(line);
  Place place;
  place.own = own;
  const auto kind = kind_of(f[0]);
  if (!kind) return "the kind is none of country, capital, city, region, sea, facility";
  place.kind = *kind;
  if (f[1].empty() || f[1].size() > 200) return "the name is empty or longer than 200 bytes";
  if (f[2].size() != 3 && !(f[2].empty() && (*kind == Kind::kSea || *kind == Kind::kRegion)))
    return "the country is not an ISO 3166 alpha-3 code";
  std::copy(f[2].begin(), f[2].end(), place.country);
  if (!number(f[3], place.lat) || !number(f[4], place.lon) || place.lat < -90 || place.lat > 90 || place.lon < -180 ||
      place.lon > 180)
    return "latitude or longitude is not a number of degrees";
  if (!number(f[5], place.population) || place.population < 0) return "the population is not a number";
  if (f[6].size() == 2) std::copy(f[6].begin(), f[6].end(), place.state);
  place.name = static_cast<std::uint32_t>(table.text.size());
  place.name_size = static_cast<std::uint16_t>(f[1].size());
  table.text += f[1];
  table.places.push_back(place);
  add_name(table, f[1], false);
  for (std::string_view rest = f[7]; !rest.empty();) {
    const auto bar = rest.find('|');
    add_name(table, rest.substr(0, bar), true);
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  return {};
}

struct ByHash {
  bool operator()(const Name& a, std::uint64_t b) const { return a.hash < b; }
  bool operator()(std::uint64_t a, const Name& b) const { return a < b.hash; }
};

}  // namespace

std::span<const Name> Table::called(std::uint64_t hash) const {
  const auto [first, last] = std::equal_range(names.begin(), names.end(), hash, ByHash{});
  return {first, last};
}

Result<void> read(const std::filesystem::path& file, bool own, Table& table) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail("cannot read " + file.string() + ": the folder of the dictionaries holds it; name the right folder");
  std::ostringstream all;
  all << in.rdbuf();
  const std::string text = std::move(all).str();
  table.text.reserve(table.text.size() + text.size() / 4);
  table.places.reserve(table.places.size() + text.size() / 56);
  table.names.reserve(table.names.size() + text.size() / 16);
  std::string_view rest = text;
  for (std::size_t line_number = 1; !rest.empty(); ++line_number) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::string_view wrong = add_line(line, own, table);
    if (!wrong.empty()) return fail(file.string() + ":" + std::to_string(line_number) + ": " + std::string(wrong));
  }
  return {};
}

void sort(Table& table) {
  std::sort(table.names.begin(), table.names.end(), [](const Name& a, const Name& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.place != b.place ? a.place < b.place : a.alias < b.alias;
  });
  // A name that folds like another of the same place counts once, as the better of the two.
  table.names.erase(std::unique(table.names.begin(), table.names.end(),
                                [](const Name& a, const Name& b) { return a.hash == b.hash && a.place == b.place; }),
                    table.names.end());
  table.names.shrink_to_fit();
  table.places.shrink_to_fit();
}

}  // namespace entente::places
