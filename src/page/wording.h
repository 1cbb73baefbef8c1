// Small facts about a stretch of UTF-8 text: its words, its edges, how it ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::page {

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }  // ASCII
std::string ascii_lower(std::string_view text);
std::string lower_case(std::string_view text);  // of any script, letter by letter
std::string_view trim(std::string_view text);   // of ASCII white space, no-break spaces and zero-width characters
std::string collapse(
    std::string_view text);  // trimmed, each run of white space and controls one space, zero-width spaces dropped

// What stands between the text so far and the next piece.
enum class Gap : unsigned char { None, Space, Line };
// Appends `text` as collapse() does, after the gap that earlier pieces left; line breaks count where `gap` was told so. Nothing
// is put before the first visible character behind byte `begin` of `out`, and behind the last.
void append_collapsed(std::string& out, std::string_view text, Gap& gap, bool keep_lines = false, std::size_t begin = 0);

std::vector<std::string_view> lines_of(std::string_view text);  // split at \n, \r\n and \r, not trimmed

// The code point at a byte, with its size in bytes; U+FFFD of size 1 where the bytes are no UTF-8.
std::int32_t code_point(std::string_view text, std::size_t at, std::size_t& size);
void append_code_point(std::string& out, std::uint32_t c);  // in UTF-8; what is no character as U+FFFD
int word_count(
    std::string_view text);  // runs without white space that hold a letter or a digit; a CJK character counts half a word
bool is_upper_or_digit(std::string_view word);               // its first letter or digit is upper case, or a digit
bool begins_with_capital(std::string_view text);             // its first letter or digit has a small form
bool ends_sentence(std::string_view text);                   // . ! ? : or an ellipsis, quotes and brackets after it passed over
bool ends_in_full_stop(std::string_view text);               // quotes and brackets after it passed over, but no "..."
std::string_view without_separators(std::string_view text);  // nor white space, dashes, bars, commas, colons at both ends
bool same_text(std::string_view a, std::string_view b);      // alike but for case, white space and punctuation
std::string folded(std::string_view text);  // the letters and digits of it, ASCII lower-cased: equal for same_text
void append_folded(std::string& out, std::string_view text);
std::string unescaped(std::string_view text);  // the five entities of XML and numbers; other names stay, HTML knows them

}  // namespace entente::page
