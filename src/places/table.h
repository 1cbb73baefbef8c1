// The gazetteer's table: places, and every name of theirs by its folded hash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::places {

enum class Kind : std::uint8_t { kCountry, kCapital, kCity, kRegion, kSea, kFacility };

struct Place {
  std::uint32_t name = 0;  // offset into Table::names
  std::uint16_t name_size = 0;
  Kind kind = Kind::kCity;
  bool own = false;      // of the user's ontology
  char country[4] = {};  // ISO 3166 alpha-3; empty for a sea that lies between countries
  char state[3] = {};    // two letters, United States only
  float population = 0;
  double lat = 0;
  double lon = 0;
};

// 16 bytes a name; the name itself is not kept, as two of 64 bits' hashes among some hundred thousand do not meet.
struct Name {
  std::uint64_t hash = 0;
  std::uint32_t place = 0;  // index into Table::places
  bool alias = false;       // not the place's first name
};

struct Table {
  std::string text;  // the names of all places
  std::vector<Place> places;
  std::vector<Name> names;  // by hash

  std::string_view name(const Place& place) const { return std::string_view(text).substr(place.name, place.name_size); }
  // Every place called so. Logarithmic.
  std::span<const Name> called(std::uint64_t hash) const;
};

// Adds the lines of a TSV: kind, name, country, latitude, longitude, population, state, other names separated by '|'. Lines that
// start with '#' are comments; `own` marks the places as the user's. Fails, naming file and line, where a line is not so.
// `table.names` is in order only after sort().
Result<void> read(const std::filesystem::path& file, bool own, Table& table);
void sort(Table& table);

}  // namespace entente::places
