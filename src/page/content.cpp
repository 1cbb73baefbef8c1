#include "page/content.h"

#include <algorithm>

namespace entente::page {
namespace {

bool is_marked(const Tree& tree, std::uint32_t i) {
  const Node& node = tree[i];
  if (node.is_text() || !is_readable(node.region)) return false;
  if (node.tag == LXB_TAG_ARTICLE || node.tag == LXB_TAG_MAIN || tree.attribute(i, Attribute::Role) == "main") return true;
  return node.region == Region::Content && tree[node.parent].region != Region::Content;
}

}  // namespace

bool is_readable(Region region) { return region <= Region::Standfirst; }

std::uint32_t content_root(const Tree& tree, const std::vector<Block>& blocks) {
  if (tree.size() == 0) return 0;
  std::vector<std::uint32_t> mass(tree.size());
  for (const Block& block : blocks)
    if (is_readable(block.region) && block.is_prose() && !block.is_heading())
      mass[block.node] += static_cast<std::uint32_t>(block.text.size());
  for (std::size_t i = tree.size(); i-- > 1;) mass[tree[i].parent] += mass[i];
  const std::uint64_t all = mass[0];

  // Of the marked elements with much of the prose, the innermost that keeps nearly all of what the largest has.
  std::uint32_t most = 0;
  for (std::uint32_t i = 0; i < tree.size(); ++i)
    if (is_marked(tree, i)) most = std::max(most, mass[i]);
  std::uint32_t root = 0;
  if (most > 0 && most * std::uint64_t{100} >= all * 35) {
    for (std::uint32_t i = 0; i < tree.size(); ++i)
      if (is_marked(tree, i) && mass[i] * std::uint64_t{100} >= most * std::uint64_t{80}) root = i;
    return root;
  }
  // From the top down, as long as one child holds most of the prose.
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (std::uint32_t child = root + 1; child < tree[root].end; child = tree[child].end) {
      if (mass[child] * std::uint64_t{100} < mass[root] * std::uint64_t{75} || mass[child] == 0) continue;
      root = child;
      deeper = true;
      break;
    }
  }
  return root;
}

}  // namespace entente::page
