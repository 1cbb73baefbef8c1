// Spans: how every record points into the one text buffer of its document.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente {

// A half-open range of UTF-8 bytes. Inside the program all offsets are bytes; the JSON edge (src/records) turns them into
// counts of Unicode code points, which is what users see.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return end > begin ? end - begin : 0; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace entente
