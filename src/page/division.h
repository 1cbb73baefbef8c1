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
  // Parses and divides a page. Linear.
  Parts(std::string_view html, const Cues& cues);
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Tree tree;
  Metadata metadata;
  std::vector<Block> blocks;  // in reading order
  std::uint32_t root = 0;     // the element that holds the article, as far as names and sizes tell

 private:
  // Divides the page into regions and blocks and finds the article; the bytes of its prose.
  std::size_t divide(const Cues& cues, bool heed_names);

  Texts texts_;
};

}  // namespace entente::page
