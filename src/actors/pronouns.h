// Pronouns -> the actor meant before, or who speaks.
#pragma once

#include "actors/scene.h"

namespace entente::actors {

// "He", "its", "them": the best antecedent near by, where one is better than all others. Bounded window back.
void third_person(const Scene& scene, std::uint32_t i);

// "I", "our": who speaks the quote around it.
void first_person(const Scene& scene, Found& found);

}  // namespace entente::actors
