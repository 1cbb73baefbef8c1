// Names that the model's string table knows by a small number instead of a hash.
#pragma once

#include <string>

namespace entente::nlp {

// The names in the order of their ids, which count from 1, with a space between two.
std::string symbol_names();

}  // namespace entente::nlp
