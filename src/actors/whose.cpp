#include "actors/whose.h"

#include <map>

#include "actors/several.h"

namespace entente::actors {
namespace {

// "Refugees from Syria", wherever the parse hangs the "from".
std::string origin(const Scene& scene, std::uint32_t i) {
  const std::uint32_t from = scene.found[i].head + 1;
  if (i + 1 >= scene.found.size() || from >= scene.doc.tokens.size() || scene.doc.str(from) != "from") return {};
  const Found& next = scene.found[i + 1];
  const bool follows = next.tokens.first == from + 1 && any_of(next.mention.actor.kind, {"place", "country"});
  return follows ? next.mention.actor.country : std::string();
}

std::uint32_t latest_place(const Scene& scene, std::uint32_t i) {
  for (std::uint32_t back = 1; back <= kWindow && back <= i && scene.sentence(i) - scene.sentence(i - back) <= 1; ++back)
    if (scene.locative(scene.found[i - back]) || (scene.is_place(scene.found[i - back]) && scene.found[i - back].known()))
      return i - back;
  return kNobody;
}

// Whether a word of a class stands in a phrase before its head.
bool has_modifier(const Scene& scene, const Found& found, std::string_view word_class) {
  for (std::uint32_t t = found.tokens.first; t < found.head; ++t)
    if (scene.lexicon.is(word_class, hash_word(fold(scene.doc.str(t))))) return true;
  return false;
}

// "Chad said two villagers were killed": of whom a state speaks where nothing says where they were.
std::string told_by(const Scene& scene, std::uint32_t i) {
  for (std::uint32_t c = i; c-- > 0 && scene.sentence(c) == scene.sentence(i);) {
    const Found& teller = scene.found[c];
    if ((teller.mention.actor.kind == "person" && !teller.role) ||
        !any_of(teller.mention.actor.sector, {"", "GOV", "MIL", "COP", "MED"}))
      continue;
    if (scene.leads(teller) && scene.word_is(scene.token(c).head, "say") &&
        scene.lexicon.country_by_code(teller.mention.actor.country))
      return teller.mention.actor.country;
  }
  return {};
}

// Civilians, police, courts, officials, guerrillas without a country are those of the place that the sentence or the text is
// about; of civilians a state may speak.
std::string country_around(const Scene& scene, std::uint32_t i) {
  if (std::string from = origin(scene, i); !from.empty()) return from;
  for (std::uint32_t c = i + 1; c < scene.found.size() && c - i < kWindow && scene.sentence(c) == scene.sentence(i); ++c)
    if (scene.locative(scene.found[c])) return scene.found[c].mention.actor.country;
  const std::uint32_t place = latest_place(scene, i);
  if (place != kNobody && scene.sentence(place) == scene.sentence(i)) return scene.found[place].mention.actor.country;
  if (scene.found[i].mention.actor.sector == "CVL")
    if (std::string teller = told_by(scene, i); !teller.empty()) return teller;
  if (place != kNobody) return scene.found[place].mention.actor.country;
  for (const std::string* country : {&scene.main_country, &scene.at_home, &scene.opening})
    if (!country->empty()) return *country;
  return {};
}

// Whose government, army, parliament: of the place before it in the sentence, else of whom the text is about, else as
// civilians.
std::string state_of(const Scene& scene, std::uint32_t i) {
  for (std::uint32_t c = i; c-- > 0 && scene.sentence(c) == scene.sentence(i);)
    if (scene.locative(scene.found[c])) return scene.found[c].mention.actor.country;
  if (!scene.subject.empty()) return scene.subject;
  if (std::string around = country_around(scene, i); !around.empty()) return around;
  const std::uint32_t state = scene.latest_of(i, kPronouns, [&](const Found& f) {
    return scene.leads(f) && any_of(f.mention.actor.sector, {"GOV", "LEG"}) &&
           scene.lexicon.country_by_code(f.mention.actor.country);
  });
  if (state != kNobody) return scene.found[state].mention.actor.country;
  return scene.word_is(scene.found[i].head, "of_usa") ? std::string(kUsa) : std::string();
}

// "President Trump's advisers" are his, wherever they are.
bool serves(const Scene& scene, const Found& found) {
  if (!scene.word_is(found.head, "staff") || !any_of(found.mention.actor.sector, {"", "GOV"})) return false;
  for (std::uint32_t t = found.tokens.first; t < found.head; ++t) {
    const std::uint32_t owner = scene.doc.tokens[t].head == found.head ? scene.by_head[t] : kNobody;
    if (owner == kNobody || scene.doc.tokens[t].dep != "poss") continue;
    const Actor& whom = scene.found[owner].mention.actor;
    if (whom.kind == "person" && !whom.code.empty()) return true;
  }
  return false;
}

void settle(const Scene& scene, Found& found, const std::string& country) {
  if (country.empty() || !scene.lexicon.country_by_code(country) || !may_be_of(scene, found, country)) return;
  found.mention.actor.country = country;
  found.mention.actor.code = code_of(country, found.mention.actor.sector);
  found.mention.how = "place";
}

// Plain "troops" are of the country that the text is about.
void of_subject(const Scene& scene, Actor& body) {
  if (scene.subject.empty()) return;
  body.country = scene.subject;
  body.code = code_of(scene.subject, body.sector);
}

// "The ministers" after "Arab ministers".
bool of_many_before(const Scene& scene, std::uint32_t i) {
  const std::string_view noun = scene.token(i).lemma;
  for (std::uint32_t back = 1; back <= kWindow && back <= i && scene.sentence(i) - scene.sentence(i - back) <= kDescriptions;
       ++back)
    if (const Found& before = scene.found[i - back]; before.role && before.plural && scene.token(i - back).lemma == noun)
      return scene.found[i].plural && is_open(before) && of_many(scene, before);
  return false;
}

}  // namespace

bool may_be_of(const Scene& scene, const Found& found, std::string_view country) {
  return !has_modifier(scene, found, "of_federation") || scene.lexicon.is("federation", hash_word(fold(country)));
}

bool of_many(const Scene& scene, const Found& found) { return has_modifier(scene, found, "of_many"); }

bool is_police(const Scene& scene, std::uint32_t i) {
  const Found& found = scene.found[i];
  if (found.mention.actor.sector != "MIL" || !scene.word_is(found.head, "may_be_police")) return false;
  bool police = false;
  for (std::uint32_t back = 1; back <= kWindow && back <= i && scene.sentence(i) - scene.sentence(i - back) <= kDescriptions;
       ++back) {
    const Found& before = scene.found[i - back];
    const std::string_view sector = before.mention.actor.sector;
    const bool whose = scene.doc.tokens[before.tokens.first].tag == "PRP$";  // "their local forces" may be police too
    if (sector == "MIL" && !whose) return false;
    police = police || sector == "COP";
  }
  return police;
}

bool of_junta(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const auto rules = [&](const Found& f) { return scene.lexicon.is("junta", hash_word(fold(f.mention.actor.country))); };
  const bool named = scene.doc.tokens[found.head].lemma == "junta" || has_modifier(scene, found, "of_junta");
  const bool military = scene.word_is(found.head, "government") && has_modifier(scene, found, "military");
  if (!named && !military) return false;
  const std::uint32_t from = scene.latest_of(i, kDescriptions, rules);
  if (from != kNobody) settle(scene, found, scene.found[from].mention.actor.country);
  return from != kNobody;
}

void find_country(const Scene& scene, std::uint32_t i, bool definite) {
  Found& found = scene.found[i];
  const std::string_view sector = found.mention.actor.sector;
  if (serves(scene, found) || of_many(scene, found) || (definite && of_many_before(scene, i))) return;
  // "Officials", "guerrillas"; whose soldiers are somewhere is no matter of the place.
  const bool body = definite && any_of(sector, {"GOV", "MIL"}) && found.mention.actor.kind != "person" &&
                    (found.tokens.size() == 2 || (found.tokens.size() == 3 && scene.word_is(found.head, "ministry")));
  const bool minister = (definite || (found.tokens.size() == 1 && scene.leads(found))) && !found.plural && !found.former &&
                        !found.office.empty() && sector == "GOV";
  if (body || minister || sector == "LEG" || (sector == "COP" && has_modifier(scene, found, "of_state")))
    settle(scene, found, state_of(scene, i));
  else if ((found.plural && any_of(sector, {"GOV", "REB"})) ||
           any_of(sector, {"CVL", "COP", "MED", "EDU", "REF", "JUD", "AGR", "LAB", "OPP", "REL", "BUS"}) ||
           (definite && sector == "PRM"))
    settle(scene, found, country_around(scene, i));
  else if (found.plural && sector == "MIL")
    of_subject(scene, found.mention.actor);
}

void at_home(const Scene& scene, Found& found) {
  Actor& actor = found.mention.actor;
  if (scene.at_home.empty() || actor.sector.empty() || !actor.country.empty()) return;
  actor.country = scene.at_home;
  actor.code = code_of(scene.at_home, actor.sector);
  found.mention.how = "place";
}

bool is_state(const Scene& scene, const Found& found) {
  return found.role && scene.doc.tokens[found.head].lemma == "state" && scene.is_where(found);
}

void only_place(const Scene& scene, Found& found, std::string_view code) {
  const Actor* country = scene.lexicon.country_by_code(code);
  if (country == nullptr) return;
  found.mention.actor = {country->code, country->name, country->country, "", "place"};
  found.mention.how = "place";
}

void common_body(const Scene& scene, std::uint32_t i) {
  Actor& body = scene.found[i].mention.actor;
  const std::string country = !scene.subject.empty() ? scene.subject : scene.names_usa ? "" : state_of(scene, i);
  if (country.empty()) return;
  body.country = country;
  if (scene.token(i).lemma == "Congress" && scene.lexicon.is("party_congress", hash_word(fold(country)))) body.sector = "PTY";
  body.code = code_of(country, body.sector);
}

void nameless_body(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const std::uint32_t from = scene.latest_of(i, kDescriptions, [&](const Found& f) {
    return own_code(f.mention.actor) && f.mention.actor.sector == found.mention.actor.sector &&
           f.mention.actor.kind == "organisation";
  });
  if (from != kNobody) take(found, scene.found[from], "description");
}

std::uint32_t owned_by(const Scene& scene, std::uint32_t owner) {
  const Token& at = scene.token(owner);
  if ((scene.found[owner].pronoun == Pronoun::none && !scene.found[owner].role) || at.dep != "poss") return kNobody;
  const std::uint32_t owned = scene.by_head[at.head];
  return owned < owner && is_open(scene.found[owned]) &&
                 scene.found[owner].mention.span.begin < scene.found[owned].mention.span.end
             ? owned
             : kNobody;
}

bool is_owned(const Scene& scene, std::uint32_t i) {
  for (std::uint32_t c = i + 1; c < scene.found.size() && scene.found[c].mention.span.begin < scene.found[i].mention.span.end;
       ++c)
    if (owned_by(scene, c) == i) return true;
  return false;
}

void possessed(const Scene& scene, std::uint32_t i, const Found& owner) {
  Found& found = scene.found[i];
  const Actor& whose = owner.mention.actor;
  if (scene.word_is(found.head, "neighbour") && owner.pronoun == Pronoun::it) neighbour(scene, i, whose.country);
  if (whose.code.empty() || whose.kind == "person" || scene.word_is(found.head, "relation")) return;
  if (own_code(whose)) {
    found.mention.actor = whose;
  } else if (std::string& sector = found.mention.actor.sector; !sector.empty()) {
    if (found.office == "president" && !whose.sector.empty()) sector = whose.sector;  // "the court's president"
    found.mention.actor.country = whose.country;
    found.mention.actor.name = whose.name;
    found.mention.actor.code = code_of(whose.country, sector);
  } else {
    return;
  }
  found.mention.how = "title";
}

void staffed(const Scene& scene) {
  std::map<std::string, const Actor*> by_surname;
  for (Found& found : scene.found) {
    if (const Actor& who = found.mention.actor; who.kind == "person" && !who.code.empty() && !who.name.empty())
      by_surname[last_word(who.name)] = &who;
    if (!is_open(found) || !scene.word_is(found.head, "staff")) continue;
    for (std::uint32_t t = found.tokens.first; t < found.head; ++t) {
      if (scene.doc.tokens[t].head != found.head || !any_of(scene.doc.tokens[t].dep, {"poss", "compound", "nmod"})) continue;
      const auto before = by_surname.find(normal(scene.doc.str(t)));
      const Found* there = scene.by_head[t] == kNobody ? nullptr : &scene.found[scene.by_head[t]];
      const bool named = there && there->mention.actor.kind == "person" && !there->mention.actor.code.empty();
      if (!named && before == by_surname.end()) continue;
      const Actor& whom = named ? there->mention.actor : *before->second;
      found.mention.actor = {whom.code, "", whom.country, whom.sector, "group"};
      found.mention.how = "title";
    }
  }
}

}  // namespace entente::actors
