// What stands in an article beside its paragraphs: captions, lists, tables, quotations; and its tags.
#pragma once

#include <cstdint>
#include <vector>

#include "page/blocks.h"
#include "page/draft.h"
#include "page/metadata.h"

namespace entente::page {

// Fills the draft's captions, lists, tables, quotes and tags from the article's element `root` and the blocks from `first` to
// before `end`. Lists of links and tables that lay out the page are none. Linear.
void read_parts(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, std::size_t first, std::size_t end,
                const Metadata& metadata, Draft& draft);

}  // namespace entente::page
