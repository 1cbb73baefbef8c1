// Unicode classes as the model was trained with them: Python's str methods on one code point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::nlp {

// The code point at text[at], and one past its bytes in `next`. A byte that starts no sequence counts as U+FFFD alone.
char32_t decode(std::string_view text, std::size_t at, std::size_t& next);
std::size_t code_points(std::string_view text);

bool is_alpha(char32_t c);  // general category L*
bool is_upper(char32_t c);  // of letters only
bool is_digit(char32_t c);  // Numeric_Type decimal or digit
bool is_space(char32_t c);  // category Zs, or bidirectional class WS, B or S

bool all_alpha(std::string_view text);  // false for an empty text
bool all_space(std::string_view text);

// Full lower-casing (Unicode SpecialCasing: dotted capital I, final sigma).
std::string lower(std::string_view text);

bool valid_utf8(std::string_view text);

}  // namespace entente::nlp
