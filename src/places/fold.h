// One spelling for names that differ only in case, accents, hyphens, full stops and apostrophes.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente::places {

// A 64-bit FNV-1a hash of `name` as folded: case and accents dropped; '.', ',' and apostrophes left out; hyphens and runs of
// white space one space. Two names that fold alike hash alike. 0 for a name that folds to nothing. Linear, no allocation for
// ASCII.
std::uint64_t folded_hash(std::string_view name);

}  // namespace entente::places
