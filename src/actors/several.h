// Phrases that mean an actor by those beside it: "both countries", "its neighbour".
#pragma once

#include "actors/scene.h"

namespace entente::actors {

// "Both countries": the two of which the sentences before tell, where they tell of no third but who acts on them, else the two of
// which the text speaks most; "the two leaders" again are those that were two before. "Both men" are people, "both Koreas" what
// the words name. Linear at most.
void several(const Scene& scene, std::uint32_t i);

// "Its neighbour", "its old enemy": the only country but `country` of which the sentences before tell. Bounded window back.
void neighbour(const Scene& scene, std::uint32_t i, std::string_view country);

}  // namespace entente::actors
