// records -> JSON: the one edge where byte offsets become code points.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "entente/records.h"

namespace entente::records {

// Byte offsets of one UTF-8 text as counts of code points, and back. Built in one pass; a look-up is O(1) on ASCII text,
// O(log n) otherwise.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  std::uint32_t from_byte(std::uint32_t byte) const;  // offsets past the end give the length
  std::uint32_t to_byte(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> blocks_;  // code points before every 64th byte; empty for ASCII
  std::uint32_t total_ = 0;
};

// Records with the field names and order of docs/records.md; invalid UTF-8 never reaches here (pages are decoded on reading).
nlohmann::ordered_json to_json(const Doc& doc, std::string_view id);
nlohmann::ordered_json to_json(const Actor& actor);
nlohmann::ordered_json to_json(const Dated& date);

// One compact line, without the newline. Replaces what is not UTF-8 instead of throwing.
std::string line(const nlohmann::ordered_json& json);
// What `entente page` prints of a page, with its text or without.
std::string line(const Page& page, bool with_text = true);
// What `entente code` prints of a page.
std::string line(const Coded& coded);

}  // namespace entente::records
