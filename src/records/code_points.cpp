#include <algorithm>

#include "records/records_json.h"

namespace entente::records {
namespace {

constexpr std::uint32_t kBlock = 64;

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    total_ = static_cast<std::uint32_t>(text.size());
    return;
  }
  blocks_.reserve(text.size() / kBlock + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) blocks_.push_back(total_);
    total_ += starts_code_point(text[i]);
  }
}

std::uint32_t CodePoints::from_byte(std::uint32_t byte) const {
  if (byte >= text_.size()) return total_;
  if (blocks_.empty()) return byte;
  std::uint32_t count = blocks_[byte / kBlock];
  for (std::uint32_t i = byte / kBlock * kBlock; i < byte; ++i) count += starts_code_point(text_[i]);
  return count;
}

std::uint32_t CodePoints::to_byte(std::uint32_t code_point) const {
  if (code_point >= total_) return static_cast<std::uint32_t>(text_.size());
  if (blocks_.empty()) return code_point;
  // The last block that starts at or before the code point; its bytes are walked.
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), code_point);
  const auto block = static_cast<std::uint32_t>(after - blocks_.begin()) - 1;
  std::uint32_t count = blocks_[block];
  for (std::uint32_t i = block * kBlock; i < text_.size(); ++i) {
    if (!starts_code_point(text_[i])) continue;
    if (count++ == code_point) return i;
  }
  return static_cast<std::uint32_t>(text_.size());
}

}  // namespace entente::records
