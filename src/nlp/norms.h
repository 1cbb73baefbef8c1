// Words that are written in several ways, with the one way the model knows them by.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace entente::nlp {

// Norms of marks and currency signs that spaCy keeps in its code instead of the model.
std::span<const std::pair<std::string_view, std::string_view>> base_norms();

}  // namespace entente::nlp
