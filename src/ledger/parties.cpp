#include "ledger/parties.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace entente::ledger {
namespace {

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
    if (any_of(actor.sector, {"REB", "UAF", "RAD", "OPP", "CRM", "SEP", "INS"})) return actor.code;  // "SYR REB"
    return actor.sector.empty() && actor.kind != "person" && actor.kind != "company" && actor.kind != "group" ? actor.country
                                                                                                              : "";
  }
  if (own_code && any_of(actor.kind, {"country", "government", "military"}) && !actor.country.empty()) return actor.country;
  if (any_of(actor.kind, {"company"}) || !own_code || any_of(actor.code, {"CVL", "GOV", "MIL", "BUS", "ELI", "MED", "UNK"}))
    return {};
  return actor.code;  // organisations, armed groups, and persons who carry their group's code
}

}  // namespace entente::ledger
