#include "actors/coreference.h"

namespace entente::actors {

void corefer(const Doc&, const Lexicon&, Period, std::vector<Found>&) {}

}  // namespace entente::actors
