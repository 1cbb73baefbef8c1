#include "page/stated.h"

#include <algorithm>
#include <cstring>

#include "page/blocks.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMostBytes = 256 * 1024, kWindow = 12, kMostWindows = 64;

// Of the twelve bytes at a place. Bytes and not words: alike in scripts without spaces, and where a tag cuts a word.
std::uint64_t window(std::string_view key, std::size_t at) {
  std::uint64_t begin = 0;
  std::uint32_t end = 0;
  std::memcpy(&begin, key.data() + at, sizeof begin);
  std::memcpy(&end, key.data() + at + sizeof begin, sizeof end);
  return (begin * 0x9e3779b97f4a7c15) ^ (end * 0xc2b2ae3d27d4eb4f);
}

bool is_html(std::string_view body) { return body.find_first_of("<&") != std::string_view::npos; }

}  // namespace

Stated::Stated(std::string_view body) {
  body = body.substr(0, kMostBytes);
  const std::string key = folded(is_html(body) ? Tree(body).whole_text(0) : body);
  for (std::size_t at = 0; at + kWindow <= key.size(); ++at) windows_.push_back(window(key, at));
  std::sort(windows_.begin(), windows_.end());
}

float Stated::share_of(std::string_view key) const {
  int met = 0, all = 0;
  for (std::size_t at = 0; at + kWindow <= key.size() && static_cast<std::size_t>(all) < kMostWindows && !empty();
       at += kWindow) {
    met += std::binary_search(windows_.begin(), windows_.end(), window(key, at)) ? 1 : 0;
    ++all;
  }
  return all > 0 ? static_cast<float>(met) / static_cast<float>(all) : -1;
}

std::vector<std::string> paragraphs_of(std::string_view body) {
  std::vector<std::string> out;
  for (const std::string_view line : lines_of(body)) {
    if (!is_html(line)) {
      if (std::string text = collapse(line); !text.empty()) out.push_back(std::move(text));
      continue;
    }
    Texts texts;
    for (const Block& block : blocks_of(Tree(line), texts)) out.push_back(collapse(block.text));
  }
  return out;
}

}  // namespace entente::page
