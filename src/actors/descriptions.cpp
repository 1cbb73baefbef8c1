#include "actors/descriptions.h"

#include <string>

#include "actors/several.h"
#include "actors/whose.h"

namespace entente::actors {
namespace {

constexpr std::uint32_t kLand = 4;  // sentences that "the country" reaches back to where something is

// "the country": where the text is, before who it is about; "the kingdom": the latest that is one.
void land(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const std::string noun = fold(scene.doc.tokens[found.head].lemma);
  const bool any = !scene.lexicon.is("kind_of_land", hash_word(noun));
  const auto fits = [&](std::string_view country) { return any || scene.lexicon.is(noun, hash_word(fold(country))); };
  std::uint32_t from = scene.latest_of(
      i, kLand, [&](const Found& f) { return f.pronoun == Pronoun::none && scene.locative(f) && fits(f.mention.actor.country); });
  const Actor* country = nullptr;
  if (from == kNobody && !scene.subject.empty() && fits(scene.subject)) country = scene.lexicon.country_by_code(scene.subject);
  if (from == kNobody && country == nullptr)
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      const Actor& actor = f.mention.actor;
      return any_of(actor.kind, {"country", "place"}) && !actor.country.empty() && f.pronoun == Pronoun::none &&
             fits(actor.country);
    });
  if (from != kNobody) country = scene.lexicon.country_by_code(scene.found[from].mention.actor.country);
  if (country == nullptr) return;
  found.mention.actor = *country;
  found.mention.how = "description";
  found.named = true;
}

// "NATO peacekeepers" are of a body as much as its name.
bool is_body(const Found& found) { return found.named || own_code(found.mention.actor); }

// Whether a noun may mean a body: "the party" is a party, "the network" no government, "the committee" has it in its name.
bool is_such(const Scene& scene, const Found& body, std::uint32_t noun) {
  const Actor& actor = body.mention.actor;
  if (scene.word_is(noun, "noun_of_court")) return actor.sector == "JUD";
  if (scene.word_is(noun, "noun_of_party")) return any_of(actor.sector, {"PTY", "OPP"});
  if (scene.word_is(noun, "body_of_kind"))
    return (actor.sector == "LAB" && scene.doc.tokens[noun].lemma == "union") ||
           scene.lexicon.is(scene.doc.tokens[noun].lemma, hash_word(fold(actor.code)));
  if (scene.doc.tokens[noun].lemma == "network") return any_of(actor.sector, {"JRN", "CRM"}) || actor.kind == "armed-group";
  if (scene.word_is(noun, "in_its_name")) {
    const std::string name = normal(actor.name) + ' ' + normal(body.mention.span.in(scene.doc.text));
    return name.find(scene.doc.tokens[noun].lemma) != std::string::npos;
  }
  return actor.sector != "JRN" || scene.word_is(noun, "organisation");
}

// Whether words between article and head name something else: "the cricket group".
bool bodily(const Found& found) { return found.mention.actor.sector == "BUS" || found.mention.actor.sector == "EDU"; }

bool holds_office(const Scene& scene, const Found& candidate, std::string_view office) {
  if (candidate.office == office) return true;
  return candidate.person != kNobody && scene.lexicon.person(candidate.person).held(office);
}

// "The former president" is who was one.
bool held_office(const Scene& scene, const Found& candidate, std::string_view office) {
  return candidate.person != kNobody && candidate.mention.actor.sector != "GOV" &&
         scene.lexicon.person(candidate.person).held(office);
}

// A "rights organisation" is no party; armed groups are called all kinds of things.
bool sector_fits(const Found& description, const Found& body) {
  const std::string& said = description.mention.actor.sector;
  return said.empty() || any_of(body.mention.actor.sector, {"", said}) || body.mention.actor.kind == "armed-group";
}

// "The fighters", "the militia", which no jihadis are, "the movement", which a party may be.
bool is_armed(const Scene& scene, const Actor& body, std::uint32_t noun) {
  if (scene.word_is(noun, "noun_of_militia") && scene.lexicon.is("no_militia", hash_word(fold(body.code)))) return false;
  if (scene.word_is(noun, "noun_of_movement") && any_of(body.sector, {"OPP", "PTY"}) && own_code(body)) return true;
  return body.kind == "armed-group";
}

// Of a group, an organisation: the last one named. Several groups are no one's, and an organisation as well an unarmed one.
std::uint32_t group_before(const Scene& scene, std::uint32_t i) {
  const Found& found = scene.found[i];
  const std::uint32_t head = found.head;
  const bool group = scene.word_is(head, "group");
  if (bodily(found) || (group && found.plural)) return kNobody;
  std::uint32_t from = kNobody;
  if (scene.word_is(head, "armed") && !scene.word_is(head, "organisation"))
    from = scene.latest(i, kDescriptions, [&](const Found& f) { return is_armed(scene, f.mention.actor, head); });
  if (from == kNobody && group)
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      return sector_fits(found, f) && any_of(f.mention.actor.kind, {"armed-group", "organisation"}) && f.named &&
             is_such(scene, f, head);
    });
  if (from == kNobody && scene.word_is(head, "organisation"))
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      return f.mention.actor.kind == "organisation" && sector_fits(found, f) && is_body(f) && is_such(scene, f, head);
    });
  return from;
}

// "The ministry", "the forces": the last body of its sector.
std::uint32_t body_before(const Scene& scene, std::uint32_t i) {
  const Found& found = scene.found[i];
  const std::uint32_t head = found.head;
  const std::string_view sector = found.mention.actor.sector;
  if (found.plural || !any_of(sector, {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})) return kNobody;
  return scene.latest(i, kDescriptions, [&](const Found& f) {
    const Actor& body = f.mention.actor;
    const bool force = body.sector == "COP" && scene.doc.tokens[head].lemma == "force";  // the police are one too
    const bool state = sector == "MIL" || scene.word_is(head, "government");
    if (state && !scene.lexicon.country_by_code(body.country)) return false;  // "the military" is no alliance's
    if (!may_be_of(scene, found, f.mention.actor.country)) return false;
    return (body.sector == sector || force || scene.word_is(head, "in_its_name")) && !body.country.empty() &&
           (found.mention.actor.kind == "person") == (f.mention.actor.kind == "person") && is_such(scene, f, head) &&
           (f.mention.how != "capital" || scene.word_is(head, "government"));  // "Paris" is no ministry
  });
}

// "The judge" is who was named with that title: "Judge Ana Ruiz".
std::uint32_t titled_before(const Scene& scene, std::uint32_t i) {
  const Found& found = scene.found[i];
  const std::string noun = fold(scene.doc.tokens[found.head].lemma);
  if (found.plural) return kNobody;
  return scene.latest(i, kDescriptions, [&](const Found& f) {
    if (f.mention.actor.kind != "person" || f.role || f.mention.actor.code.empty()) return false;
    for (std::uint32_t t = f.tokens.first; t < f.head; ++t)
      if (fold(scene.doc.tokens[t].lemma) == noun) return scene.doc.tokens[t + 1].ent_type == "PERSON";
    return false;
  });
}

// The mention before that a definite description means, kNobody where none is near.
std::uint32_t antecedent(const Scene& scene, std::uint32_t i) {
  const Found& found = scene.found[i];
  std::uint32_t from = kNobody;
  if (!found.office.empty())
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      if (found.former) return held_office(scene, f, found.office);
      return f.mention.actor.kind == "person" && holds_office(scene, f, found.office);
    });
  if (from == kNobody && !found.former) from = group_before(scene, i);
  if (from == kNobody && !found.plural) {
    const std::string noun = fold(scene.doc.tokens[found.head].lemma);
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      const bool same = f.role && !f.plural && fold(scene.doc.tokens[f.head].lemma) == noun;
      return same && may_be_of(scene, found, f.mention.actor.country);
    });
  }
  if (found.former) return from;
  if (from == kNobody) from = titled_before(scene, i);
  if (from == kNobody) from = body_before(scene, i);
  if (from == kNobody && found.mention.actor.kind == "person" && !found.plural && scene.word_is(found.head, "speaker"))
    from = scene.latest(i, 3, [](const Found& f) { return f.mention.actor.kind == "person"; });
  return from;
}

// "Neighbours complained": residents.
bool is_next_door(const Scene& scene, const Found& found) {
  const std::string word = fold(scene.doc.str(found.head));
  return found.tokens.size() == 1 && scene.leads(found) && scene.lexicon.is("next_door", hash_word(word));
}

}  // namespace

void group_of_country(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const std::uint32_t from = scene.latest(i, kDescriptions, [&](const Found& f) {
    return f.named && own_code(f.mention.actor) && f.mention.actor.country == found.mention.actor.country &&
           any_of(f.mention.actor.kind, {"armed-group", "organisation"}) && sector_fits(found, f) &&
           is_such(scene, f, found.head);
  });
  if (from != kNobody) take(found, scene.found[from], "description");
}

void description(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  if (found.several > 0) {
    several(scene, i);
    return;
  }
  if (is_next_door(scene, found)) found.mention.actor.sector = "CVL";
  if (found.mention.actor.sector.empty() && scene.word_is(found.head, "relation")) return;
  if (found.land) {
    land(scene, i);
    return;
  }
  // "The party's president" is nobody's who is president of something else.
  const bool definite = found.definite && scene.doc.tokens[found.tokens.first].tag != "PRP$" && !is_owned(scene, i);
  if (definite && found.tokens.size() == 2 && is_state(scene, found)) {
    only_place(scene, found, scene.at_home);
    return;
  }
  if (of_junta(scene, i)) return;
  if (is_police(scene, i)) found.mention.actor.sector = "COP";
  if (const std::uint32_t from = definite ? antecedent(scene, i) : kNobody; from != kNobody) {
    const bool somebody = scene.found[from].mention.actor.kind == "person";
    if (found.mention.actor.kind != "person" && somebody && found.office.empty() && titled_before(scene, i) != from) return;
    take(found, scene.found[from], "description");
    return;
  }
  find_country(scene, i, definite);
}

}  // namespace entente::actors
