// Whose a body is that the text names without saying it: "the Senate", "its soldiers", "civilians".
#pragma once

#include "actors/scene.h"

namespace entente::actors {

// Gives a description with a sector the country that the text suggests: the state that it speaks of for governments, armies,
// parliaments, where something is for civilians, police, courts; nothing where it says that several are meant. Bounded window.
void find_country(const Scene& scene, std::uint32_t i, bool definite);

// "The federal government" is of a federation.
bool may_be_of(const Scene& scene, const Found& found, std::string_view country);

// "Western politicians" are of no one country.
bool of_many(const Scene& scene, const Found& found);

// Whether "officers" and "forces" are police, of whom alone the text has spoken. Bounded window.
bool is_police(const Scene& scene, std::uint32_t i);

// Gives who has a sector and no country that which the text is about, else its publisher's.
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

// "The junta", "the junta leader", "the military government": of the last country named that is ruled by one; false where none is
// near. Bounded window.
bool of_junta(const Scene& scene, std::uint32_t i);

}  // namespace entente::actors
