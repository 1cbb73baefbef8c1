// Counts the signs of a page's kind.
#pragma once

#include "page/blocks.h"
#include "page/draft.h"
#include "page/head.h"
#include "page/kind.h"
#include "page/metadata.h"

namespace entente::page {

// Of an HTML page: in its tree, its blocks and what was made of them. The views are into the tree and the blocks. Linear.
KindSigns signs_of(const Tree& tree, const std::vector<Block>& blocks, const Head& head, std::uint32_t root,
                   const Metadata& metadata, const Draft& draft);

// Of a dump of text: its lines are the draft's.
KindSigns signs_of(const Draft& draft);

}  // namespace entente::page
