// Which part of a page is the article.
#pragma once

#include <cstdint>
#include <vector>

#include "page/blocks.h"

namespace entente::page {

// The element that holds the article: a marked one (articleBody, article, main, a content class) that holds much of the page's
// prose, else the smallest that holds most of it. 0 for an empty page. Linear.
std::uint32_t content_root(const Tree& tree, const std::vector<Block>& blocks);

// True for the blocks that may be read as text of the article.
bool is_readable(Region region);

}  // namespace entente::page
