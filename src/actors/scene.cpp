#include "actors/scene.h"

#include <map>

namespace entente::actors {
namespace {

constexpr std::uint32_t kOpening = 2;  // sentences in which a text says where it plays

// A paper or an agency by its name: where it sits says nothing of what it tells.
bool is_press(const Found& one) { return one.named && one.mention.actor.sector == "JRN" && one.mention.actor.kind != "person"; }

}  // namespace

Scene::Scene(const Doc& document, const Lexicon& names, std::string_view publisher, std::vector<Found>& mentions)
    : doc(document),
      lexicon(names),
      found(mentions),
      by_head(document.tokens.size(), kNobody),
      quotes(find_quotes(document, names)) {
  std::map<std::string, int> places, named;
  int all = 0, all_named = 0;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    std::uint32_t& at = by_head[found[i].head];
    if (at == kNobody || found[at].mention.span.size() < found[i].mention.span.size()) at = i;
    const Actor& actor = found[i].mention.actor;
    if (is_place(found[i]) || (actor.kind == "country" && token(i).dep == "pobj")) {
      if (!actor.country.empty()) {
        ++places[actor.country];
        ++all;
      }
    }
  }
  for (const Found& one : found)
    if (const Actor& actor = one.mention.actor;
        !one.common && !is_press(one) && lexicon.country_by_code(actor.country) != nullptr) {
      ++named[actor.country];
      ++all_named;
      names_usa = names_usa || (actor.country == kUsa && actor.sector != "LEG");
    }
  for (const auto& [name, count] : places)
    if (count * 5 >= all * 3 && count >= 2) main_country = name;
  for (const auto& [name, count] : named)
    if (count * 2 > all_named && count >= 3) subject = name;
  for (std::uint32_t i = 0; i < found.size() && opening.empty() && sentence(i) < kOpening; ++i)
    if (is_place(found[i]) || locative(found[i])) opening = found[i].mention.actor.country;
  at_home = !subject.empty() ? subject : all_named == 0 || named.contains(std::string(publisher)) ? publisher : "";
}

bool Scene::modifies(const Found& one) const {
  std::uint32_t t = one.head;
  for (int steps = 0; steps < 4 && doc.tokens[t].dep == "conj"; ++steps) t = doc.tokens[t].head;
  return one.nested || any_of(doc.tokens[t].dep, {"compound", "amod", "nmod"});
}

bool Scene::is_where(const Found& one) const {
  const Token& at = doc.tokens[one.head];
  return at.dep == "pobj" && any_of(doc.str(at.head), {"in", "at", "near", "across", "In", "Across", "Near", "At"});
}

bool own_code(const Actor& actor) {
  return !actor.code.empty() && actor.code.find(' ') == std::string::npos && actor.code != actor.country;
}

void take(Found& found, const Found& from, const char* how) {
  found.mention.actor = from.mention.actor;
  found.mention.how = how;
  found.person = from.person;
  found.gender = from.gender == ' ' ? found.gender : from.gender;
  found.named = true;
  if (found.office.empty()) found.office = from.office;
}

}  // namespace entente::actors
