// Definite descriptions -> the actor meant before: "the group", "the minister", "the country".
#pragma once

#include "actors/scene.h"

namespace entente::actors {

// Gives a description that names nobody its actor: one of its kind before it, else whose it is; nothing where none is near.
// Bounded window back.
void description(const Scene& scene, std::uint32_t i);

// "The Palestinian group": the last group of that country, where the text has named one. Bounded window back.
void group_of_country(const Scene& scene, std::uint32_t i);

}  // namespace entente::actors
