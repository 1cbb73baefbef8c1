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
  const std::string_view noun = scene.doc.tokens[found.head].lemma;
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

}  // namespace

void description(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  if (found.several > 0) {
    several(scene, i);
    return;
  }
  if (scene.word_is(found.head, "relation")) return;
  const std::uint32_t head = found.head;
  const std::string_view sector = found.mention.actor.sector;
  const bool definite = found.definite && scene.doc.tokens[found.tokens.first].tag != "PRP$";
  if (found.land) {
    land(scene, i);
    return;
  }
  std::uint32_t from = kNobody;
  if (definite && !found.former && !found.office.empty())
    from = scene.latest(i, kDescriptions,
                        [&](const Found& f) { return f.mention.actor.kind == "person" && holds_office(scene, f, found.office); });
  if (from == kNobody && definite && scene.word_is(head, "armed") && !bodily(found))
    from = scene.latest(i, kDescriptions, [](const Found& f) { return f.mention.actor.kind == "armed-group"; });
  if (from == kNobody && definite && scene.word_is(head, "group") && !bodily(found))
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      return any_of(f.mention.actor.kind, {"armed-group", "organisation"}) && f.named && is_such(scene, f, head);
    });
  if (from == kNobody && definite && scene.word_is(head, "organisation") && !bodily(found))
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      return f.mention.actor.kind == "organisation" && is_body(f) && is_such(scene, f, head);
    });
  if (from == kNobody && definite && found.tokens.size() == 2 && is_state(scene, found)) {
    only_place(scene, found, scene.at_home);
    return;
  }
  if (from == kNobody && definite && !found.plural) {
    const std::string_view noun = scene.doc.tokens[head].lemma;
    from = scene.latest(i, kDescriptions,
                        [&](const Found& f) { return f.role && !f.plural && scene.doc.tokens[f.head].lemma == noun; });
    if (from != kNobody) found.former = false;
  }
  if (from == kNobody && definite && any_of(sector, {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"}) && !found.plural)
    from = scene.latest(i, kDescriptions, [&](const Found& f) {
      const Actor& body = f.mention.actor;
      const bool force = body.sector == "COP" && scene.doc.tokens[head].lemma == "force";  // the police are one too
      if (sector == "MIL" && !scene.lexicon.country_by_code(body.country)) return false;   // "the military" is no alliance's
      return (body.sector == sector || force) && !body.country.empty() &&
             (found.mention.actor.kind == "person") == (f.mention.actor.kind == "person") && is_such(scene, f, head) &&
             (f.mention.how != "capital" || scene.word_is(head, "government"));  // "Paris" is no ministry
    });
  if (from == kNobody && definite && any_of(found.mention.actor.kind, {"person"}) && !found.plural &&
      scene.word_is(head, "speaker"))
    from = scene.latest(i, 3, [](const Found& f) { return f.mention.actor.kind == "person"; });
  if (found.former) from = kNobody;
  if (from != kNobody) {
    if (found.role && found.mention.actor.kind != "person" && scene.found[from].mention.actor.kind == "person" &&
        found.office.empty())
      return;
    take(found, scene.found[from], "description");
    return;
  }
  // "Officials", "guerrillas"; whose soldiers are somewhere is no matter of the place.
  const bool body = definite && any_of(sector, {"GOV", "MIL"}) && found.mention.actor.kind != "person" &&
                    (found.tokens.size() == 2 || (found.tokens.size() == 3 && scene.word_is(head, "ministry")));
  const bool minister = definite && !found.plural && !found.former && !found.office.empty() && sector == "GOV";
  if (body || minister || sector == "LEG")
    settle(scene, found, state_of(scene, i));
  else if ((found.plural && any_of(sector, {"GOV", "REB"})) ||
           any_of(sector, {"CVL", "COP", "MED", "EDU", "REF", "JUD", "AGR", "LAB", "OPP", "REL", "BUS"}) ||
           (definite && sector == "PRM"))
    settle(scene, found, country_around(scene, i));
  else if (found.plural && sector == "MIL")
    of_subject(scene, found.mention.actor);
}

}  // namespace entente::actors
