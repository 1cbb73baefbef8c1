#include "page/division.h"

#include "page/content.h"

namespace entente::page {
namespace {

constexpr std::size_t kLittleProse = 250;  // bytes

}  // namespace

Parts::Parts(std::string_view html, const Cues& cues) : tree(html), metadata(metadata_of(tree)) {
  const std::size_t prose = divide(cues, true);
  // Names of classes can mislead: where they leave no article, they are not heeded.
  if (prose < kLittleProse && divide(cues, false) < 2 * prose + kLittleProse) divide(cues, true);
}

std::size_t Parts::divide(const Cues& cues, bool heed_names) {
  mark_regions(tree, heed_names ? &cues : nullptr);
  blocks = blocks_of(tree, texts_);
  mark_flow(blocks, cues);
  root = content_root(tree, blocks);
  std::size_t prose = 0;
  for (const Block& block : blocks)
    if (tree.is_below(block.node, root) && is_readable(block.region) && block.is_prose()) prose += block.text.size();
  return prose;
}

}  // namespace entente::page
