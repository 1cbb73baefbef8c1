// bytes -> UTF-8: byte order marks, declared encodings, detection; and what is no text at all.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "entente/result.h"
#include "page/stream.h"

namespace entente::page {

// What kind of file the bytes are, in words ("a PDF file", "binary data: ..."), or empty for text in some encoding.
std::string binary_kind(std::string_view bytes);

bool has_utf16_mark(std::string_view bytes);  // a byte order mark of UTF-16, either way round

// Text as valid UTF-8 without a byte order mark. In this order: a byte order mark; UTF-16 without one; bytes that are valid
// UTF-8; the encoding that a meta element or an XML declaration names (WHATWG Encoding Standard labels); detection by statistics.
// What is invalid becomes U+FFFD. The bytes themselves where they are UTF-8 already, else in `storage`. Fails, naming `name`, on
// what is empty or no text. Linear.
Result<std::string_view> decode(std::string_view bytes, const std::string& name, std::string& storage);

// Bytes in the encoding that a protocol named (a WHATWG label) as UTF-8; as they are where the label is unknown or a byte order
// mark says otherwise.
std::string decode_as(std::string bytes, std::string_view label);

// `text` if it is valid UTF-8, else with U+FFFD for what is not.
std::string valid_utf8(std::string text);

// The rest of a stream as UTF-8 where it is UTF-16 or ISO-2022-JP by its first bytes, in which a byte of ASCII may be part of
// another character; null where it is not. Reads in pieces; `stream` must outlive it.
std::unique_ptr<Source> decoded_source(Stream& stream);

}  // namespace entente::page
