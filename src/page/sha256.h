// SHA-256 of a document's bytes, so that a record names exactly what it was made from.
#pragma once

#include <string>
#include <string_view>

namespace entente::page {

// FIPS 180-4; 64 lower-case hex digits. Linear.
std::string sha256(std::string_view bytes);

}  // namespace entente::page
