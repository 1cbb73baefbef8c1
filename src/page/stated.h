// The article's text as the page states it to machines, to be compared with what stands on the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::page {

class Stated {
 public:
  // Text or HTML, as JSON-LD has it; HTML may be escaped once more. Linear, and n log n in the first 256 KB.
  explicit Stated(std::string_view body);

  bool empty() const { return windows_.empty(); }
  std::size_t size() const { return windows_.size(); }  // about the bytes of its letters and digits, of the first 256 KB

  // How much of a block's folded text stands in it, 0..1; -1 where nothing is stated or the block is too short to tell. The
  // first 768 bytes count.
  float share_of(std::string_view key) const;

  // Its paragraphs, white space collapsed: its lines, of HTML with tags that part paragraphs its blocks.
  const std::vector<std::string>& paragraphs() const { return paragraphs_; }

 private:
  std::vector<std::string> paragraphs_;
  std::vector<std::uint64_t> windows_;  // of each twelve bytes of the folded text a hash, sorted
};

}  // namespace entente::page
