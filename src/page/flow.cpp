#include <algorithm>

#include "page/blocks.h"
#include "page/content.h"

namespace entente::page {
namespace {

// Whether a block after the `distance - 1`-th one below a marker still belongs to what the marker announced.
bool belongs(const Block& block, Region announced, int distance) {
  const bool prose = block.is_prose() && block.words >= 12;
  switch (announced) {
    case Region::Related:
    case Region::Headlines:
      return !prose && !(block.is_heading() && block.link == 0) && (block.link * 2 >= block.text.size() || block.words <= 3);
    case Region::Newsletter:
      return !prose && !block.is_heading() && distance <= 4;
    case Region::Bio:
      return !block.is_heading() && distance <= 2;
    case Region::Comments:
      return true;
    default:
      return false;
  }
}

}  // namespace

void mark_flow(std::vector<Block>& blocks, const Cues& cues) {
  std::size_t prose = 0, before = 0;
  for (const Block& block : blocks)
    if (is_readable(block.region) && block.is_prose()) prose += block.text.size();

  Region announced = Region::Body;
  int distance = 0;
  for (Block& block : blocks) {
    if (!is_readable(block.region)) continue;
    if (block.is_prose()) before += block.text.size();
    block.marker = cues.of_line(block.text);
    if (const Region marker = block.marker; marker != Region::Body) {
      // A section "Discussion" in the middle of an article is its own, not the readers'.
      const bool early = marker == Region::Comments && before * 10 < prose * 6;
      if (early && block.is_heading()) continue;
      announced = early ? Region::Body : marker;
      block.region = marker;
      distance = 0;
    } else if (announced != Region::Body) {
      if (belongs(block, announced, ++distance))
        block.region = announced;
      else
        announced = Region::Body;
    }
  }
}

}  // namespace entente::page
