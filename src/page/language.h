// The language of a text, in any script.
#pragma once

#include <string>
#include <string_view>

namespace entente::page {

// ISO 639-1 of a text's language (639-3 where that has no code): by its script where only one language is written in it, else by
// its function words and by letters that its neighbours do not use. Empty where these do not settle it. Linear in the text's
// first 2,400 bytes.
std::string language_of(std::string_view text);

// The declared language, unless the text speaks clearly for another one: sites leave the language of their software in place.
std::string language_of(std::string_view text, std::string_view declared);

}  // namespace entente::page
