#include "entente/doc.h"

#include <algorithm>

namespace entente {

void link(Doc& doc) {
  auto& tokens = doc.tokens;
  for (std::uint32_t s = 0; s < doc.sentences.size(); ++s)
    for (std::uint32_t i = doc.sentences[s].first; i < doc.sentences[s].last; ++i) tokens[i].sentence = s;

  // Subtree edges flow from the leaves to the root: count each token's children, then empty the tree from its leaves.
  const auto count = static_cast<std::uint32_t>(tokens.size());
  std::vector<std::uint32_t> children(count, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    tokens[i].left = i;
    tokens[i].right = i + 1;
    if (tokens[i].head != i) ++children[tokens[i].head];
  }
  std::vector<std::uint32_t> leaves;
  for (std::uint32_t i = 0; i < count; ++i)
    if (children[i] == 0) leaves.push_back(i);
  while (!leaves.empty()) {
    const std::uint32_t leaf = leaves.back();
    leaves.pop_back();
    const std::uint32_t head = tokens[leaf].head;
    if (head == leaf) continue;
    tokens[head].left = std::min(tokens[head].left, tokens[leaf].left);
    tokens[head].right = std::max(tokens[head].right, tokens[leaf].right);
    if (--children[head] == 0) leaves.push_back(head);
  }
}

}  // namespace entente
