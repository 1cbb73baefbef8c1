// Whose a body is that the text names without saying it: "the Senate", "its soldiers", "civilians".
#pragma once

#include "actors/scene.h"

namespace entente::actors {

// The country of a government, an army, a parliament: of the place before it in the sentence, else of whom the text is about,
// else as civilians. Empty where nothing tells. Bounded window.
std::string state_of(const Scene& scene, std::uint32_t i);

// The country of civilians, police, courts, officials, guerrillas: of the place that the sentence or the text is about. Empty
// where nothing tells. Bounded window.
std::string country_around(const Scene& scene, std::uint32_t i);

// Gives a mention with a sector a country; nothing where `country` is none.
void settle(const Scene& scene, Found& found, const std::string& country);

// The same of the country that the text is about.
void of_subject(const Scene& scene, Actor& body);

// The same of that country, else of its publisher's, for who has none yet.
void at_home(const Scene& scene, Found& found);

// "In the state", "in Kaduna state": where something is, no government.
bool is_state(const Scene& scene, const Found& found);

// Makes a mention the mere place of a country.
void only_place(const Scene& scene, Found& found, std::string_view code);

// "The Senate" is that of the country that the text is about, or plays in where it does not speak of the United States.
void common_body(const Scene& scene, std::uint32_t i);

// "The Hague-based court": of the international bodies of its sector the one that was named last.
void nameless_body(const Scene& scene, std::uint32_t i);

// The description that a pronoun or another description owns, kNobody where none.
std::uint32_t owned_by(const Scene& scene, std::uint32_t owner);
bool is_owned(const Scene& scene, std::uint32_t i);

// "Its soldiers", "their leader", "the court's prosecutor": the owner's.
void possessed(const Scene& scene, std::uint32_t i, const Found& owner);

// "Clinton aides", "Merkel's office": as whom they serve, the last bearer of the name before. Linear.
void staffed(const Scene& scene);

}  // namespace entente::actors
