// An HTML page divided into blocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/blocks.h"
#include "page/metadata.h"
#include "page/tree.h"

namespace entente::page {

struct Parts {
  Tree tree;
  Metadata metadata;
  std::vector<Block> blocks;      // in reading order
  std::vector<std::string> keys;  // their folded texts
  std::uint32_t root = 0;         // the element that holds the article, as far as names and sizes tell
};

// Parses and divides a page. Linear.
Parts divide(std::string_view html, const Cues& cues);

}  // namespace entente::page
