// The visible text of a tree as paragraphs in reading order, each with the region it stands in.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/tree.h"

namespace entente::page {

struct Block {
  std::string_view text;                   // white space collapsed; a single line break of the page stays as \n
  std::string_view key;                    // folded(text)
  std::span<const std::uint32_t> anchors;  // the a elements with text in it
  std::uint32_t node = 0;                  // the block-level element around it
  std::uint32_t first = 0;                 // its first text node
  std::uint32_t link = 0;                  // bytes of text inside links
  std::uint32_t bold = 0;                  // bytes of text inside b and strong, and of these and
  std::uint32_t italic = 0;                // those inside i and em only
  int repeats = 1;                         // blocks of the page with this key
  Region region = Region::Body;
  Region marker = Region::Body;  // what its line says of what follows it, if it is short and readable
  std::uint16_t tag = 0;         // of the nearest element that says what it is: p, h1-h6, li, td, blockquote, pre, div ...
  int words = 0;

  bool is_heading() const { return heading_level(tag) > 0; }
  bool is_prose() const { return link * 2 < text.size() && words >= 8; }
};

// Gives each node its region: by tag, role and the words of its attributes, inherited downwards. A part that holds most of the
// page's text is never taken for a side part. Without `cues`, names of classes do not count. Linear.
void mark_regions(Tree& tree, const Cues* cues);

// What blocks are views of.
struct Texts {
  std::string texts, keys;
  std::vector<std::uint32_t> anchors;
};

// In reading order. `texts` is filled anew, and has to stay where it is.
std::vector<Block> blocks_of(const Tree& tree, Texts& texts);

// Gives undecided blocks the region that a line before them announces ("Related articles", "Have your say"), as far as they look
// the part. Linear.
void mark_flow(std::vector<Block>& blocks, const Cues& cues);

}  // namespace entente::page
