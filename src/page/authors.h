// Who wrote the article: the byline as it is printed, and the bare names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "page/blocks.h"
#include "page/metadata.h"

namespace entente::page {

struct Byline {
  std::string printed;
  std::vector<std::string> authors;
};

// Where on the page to look.
struct BylinePlace {
  std::vector<std::size_t> blocks;    // those around the headline that may hold the byline
  std::uint32_t begin = 0, head = 0;  // nodes: of the headline's surroundings up to the body's first paragraph,
  std::uint32_t end = 0;              // and to some way behind its last
};

// A printed line that begins with "by" goes first and is checked against what the page tells machines; where none is, the
// page's own statements (JSON-LD, meta elements), links and elements marked as the author's. The site's own name is an author
// only where no other is named. Linear in the nodes of the place.
Byline read_byline(const Tree& tree, const std::vector<Block>& blocks, const BylinePlace& place, const Metadata& metadata,
                   const Cues& cues);

}  // namespace entente::page
