// Verbs that the parser coordinates with the wrong one.
#pragma once

#include <optional>

#include "entente/doc.h"

namespace entente::events {

// "Demanded that Iran leave and threatened to act": a finite verb cannot stand beside one in its base form, so it stands beside
// the verb above that. The document with such verbs so joined; nothing where there are none. Its tokens point into `doc`'s
// strings. Linear in tokens.
std::optional<Doc> rejoined(const Doc& doc);

}  // namespace entente::events
