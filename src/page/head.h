// What stands at the head of an article: headline, standfirst, byline, dates; and where the body begins.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "page/blocks.h"
#include "page/draft.h"
#include "page/metadata.h"

namespace entente::page {

struct Head {
  std::size_t headline = kNone, standfirst = kNone;  // indices of blocks
  std::size_t first = 0, last = 0;                   // the first and the last paragraph of prose
  std::size_t end = 0;                               // behind the article's last block
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

// Finds these among the blocks and fills the draft's fields. `root` is the article's element. Linear.
Head read_head(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, const Metadata& metadata, const Cues& cues,
               Draft& draft);

}  // namespace entente::page
