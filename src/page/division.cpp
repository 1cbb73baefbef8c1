#include "page/division.h"

#include "page/content.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kLittleProse = 250;  // bytes

// Divides the page into regions and blocks and finds the article; the bytes of its prose.
std::size_t divide(Parts& parts, const Cues& cues, bool heed_names) {
  mark_regions(parts.tree, heed_names ? &cues : nullptr);
  parts.blocks = blocks_of(parts.tree);
  mark_flow(parts.blocks, cues);
  parts.root = content_root(parts.tree, parts.blocks);
  std::size_t prose = 0;
  for (const Block& block : parts.blocks)
    if (parts.tree.is_below(block.node, parts.root) && is_readable(block.region) && block.is_prose()) prose += block.text.size();
  return prose;
}

}  // namespace

Parts divide(std::string_view html, const Cues& cues) {
  Parts parts{Tree(html), {}, {}, {}, 0};
  parts.metadata = metadata_of(parts.tree);
  const std::size_t prose = divide(parts, cues, true);
  // Names of classes can mislead: where they leave no article, they are not heeded.
  if (prose < kLittleProse && divide(parts, cues, false) < 2 * prose + kLittleProse) divide(parts, cues, true);
  for (const Block& block : parts.blocks) parts.keys.push_back(folded(block.text));
  return parts;
}

}  // namespace entente::page
