#include "actors/coreference.h"

#include "actors/descriptions.h"
#include "actors/names.h"
#include "actors/pronouns.h"
#include "actors/whose.h"

namespace entente::actors {
namespace {

constexpr std::string_view kInternational = "IGO";

}  // namespace

void corefer(const Doc& doc, const Lexicon& lexicon, Period date, std::string_view publisher, std::vector<Found>& mentions) {
  link_names(doc, lexicon, date, mentions);
  const Scene scene(doc, lexicon, publisher, mentions);
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    Found& found = mentions[i];
    if (found.common) common_body(scene, i);
    if (is_state(scene, found)) only_place(scene, found, found.mention.actor.country);
    if (found.named && found.mention.actor.country == kInternational && !own_code(found.mention.actor)) nameless_body(scene, i);
    if (found.pronoun != Pronoun::none) {
      if (found.pronoun != Pronoun::i && found.pronoun != Pronoun::we) third_person(scene, i);
    } else if (found.land || is_open(found)) {
      if (!is_owned(scene, i)) description(scene, i);
    } else if (found.role && found.definite && !found.plural && scene.word_is(found.head, "group") &&
               !own_code(found.mention.actor)) {
      group_of_country(scene, i);
    } else if (found.named && found.mention.actor.kind == "person" && found.mention.actor.code.empty()) {
      at_home(scene, found);  // "Senator Ana Ruiz"
    }
    if (const std::uint32_t owned = owned_by(scene, i); owned != kNobody) {
      possessed(scene, owned, found);
      if (is_open(mentions[owned])) description(scene, owned);
    }
  }
  staffed(scene);
  for (Found& found : mentions)
    if (is_open(found) && found.several == 0 && !of_many(scene, found) &&
        (any_of(found.mention.actor.sector, {"PTY", "LEG", "JRN", "SPY", "NGO"}) ||
         (!scene.subject.empty() && any_of(found.mention.actor.sector, {"GOV", "MIL", "REB"}))))
      at_home(scene, found);
  for (Found& found : mentions)
    if (found.pronoun == Pronoun::i || found.pronoun == Pronoun::we) first_person(scene, found);
  std::erase_if(mentions, [](const Found& f) { return f.other || ((f.pronoun != Pronoun::none || f.land) && !f.known()); });
}

}  // namespace entente::actors
