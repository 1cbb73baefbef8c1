#include "page/stated.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "page/blocks.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMostBytes = 256 * 1024, kWindow = 12, kMostWindows = 64;

// Tags that part paragraphs.
constexpr std::array<std::string_view, 7> kBlocks = {"<p>", "<p ", "<br", "<div", "<li", "<h2", "<h3"};

// Of the twelve bytes at a place. Bytes and not words: alike in scripts without spaces, and where a tag cuts a word.
std::uint64_t window(std::string_view key, std::size_t at) {
  std::uint64_t begin = 0;
  std::uint32_t end = 0;
  std::memcpy(&begin, key.data() + at, sizeof begin);
  std::memcpy(&end, key.data() + at + sizeof begin, sizeof end);
  return (begin * 0x9e3779b97f4a7c15) ^ (end * 0xc2b2ae3d27d4eb4f);
}

bool has_blocks(std::string_view text) {
  return std::any_of(kBlocks.begin(), kBlocks.end(),
                     [text](std::string_view tag) { return text.find(tag) != std::string_view::npos; });
}

std::vector<std::string> paragraphs_of(std::string_view body) {
  std::vector<std::string> out;
  const auto add = [&out](std::string_view text) {
    if (std::string paragraph = collapse(text); !paragraph.empty()) out.push_back(std::move(paragraph));
  };
  std::string html;
  if (body.find('<') == std::string_view::npos) body = html = unescaped(body);  // "&lt;p&gt;"
  if (body.find_first_of("<&") == std::string_view::npos) {
    for (const std::string_view line : lines_of(body)) add(line);
    return out;
  }
  if (!has_blocks(body)) {  // lines with a word in italics
    std::string lines;
    for (const std::string_view line : lines_of(body)) lines.append(line).append("<br><br>");
    html = std::move(lines);
    body = html;
  }
  Texts texts;
  for (const Block& block : blocks_of(Tree(body), texts)) add(block.text);
  return out;
}

}  // namespace

Stated::Stated(std::string_view body) : paragraphs_(paragraphs_of(body)) {
  std::string key;
  for (const std::string& paragraph : paragraphs_)
    if (key.size() < kMostBytes) append_folded(key, paragraph);
  key.resize(std::min(key.size(), kMostBytes));
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

}  // namespace entente::page
