#include "ledger/parties.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace entente::ledger {
namespace {

// Sectors of a country that act for themselves.
constexpr std::pair<std::string_view, std::string_view> kOwnParties[] = {
    {"REB", "rebels"},    {"UAF", "armed groups"}, {"RAD", "radicals"},  {"OPP", "opposition"},
    {"CRM", "criminals"}, {"SEP", "separatists"},  {"INS", "insurgents"}};

bool any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string party(const Actor& actor, Side side) {
  if (actor.code.empty()) return {};
  const bool own_code = actor.code.find(' ') == std::string::npos && actor.code != actor.country;
  if (!actor.country.empty() && !own_code) {
    const bool state_kind = any_of(actor.kind, {"country", "government", "military"}) && actor.sector.empty();
    if (state_kind || any_of(actor.sector, {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})) return actor.country;
    const bool people =
        any_of(actor.sector, {"CVL", "BUS", "EDU", "HLH", "MED", "REL", "LAB", "SOC", "ELI", "AGR", "REF", "NGO", "JRN"});
    if (people) return side == Side::target ? actor.country : "";
    const bool own_party =
        std::any_of(std::begin(kOwnParties), std::end(kOwnParties), [&](const auto& s) { return s.first == actor.sector; });
    if (own_party) return actor.code;  // "SYR REB"
    return actor.sector.empty() && actor.kind != "person" && actor.kind != "company" && actor.kind != "group" ? actor.country
                                                                                                              : "";
  }
  if (own_code && any_of(actor.kind, {"country", "government", "military"}) && !actor.country.empty()) return actor.country;
  if (any_of(actor.kind, {"company"}) || !own_code || any_of(actor.code, {"CVL", "GOV", "MIL", "BUS", "ELI", "MED", "UNK"}))
    return {};
  return actor.code;  // organisations, armed groups, and persons who carry their group's code
}

std::string_view party_words(std::string_view code) {
  const std::size_t space = code.find(' ');
  if (space == std::string_view::npos) return {};
  for (const auto& [sector, words] : kOwnParties)
    if (code.substr(space + 1) == sector) return words;
  return {};
}

}  // namespace entente::ledger
