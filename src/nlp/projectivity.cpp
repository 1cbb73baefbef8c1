#include <algorithm>

#include "nlp/arc_eager.h"

namespace entente::nlp {
namespace {

constexpr std::string_view kDelimiter = "||";
constexpr int kMostPasses = 12;
constexpr std::size_t kMostVisited = 20000;  // descendants looked at for one arc

struct Edges {
  std::vector<std::uint32_t> left, right;
};

// Sentences as the present edges give them; whether every head lies inside of its token's.
bool heads_within_sentences(const std::vector<std::uint32_t>& heads, const Edges& edges) {
  const auto count = static_cast<std::uint32_t>(heads.size());
  std::vector<char> starts(count, 0);
  for (std::uint32_t i = 0; i < count; ++i)
    if (heads[i] == i) starts[edges.left[i]] = 1;
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!(i > 0 && starts[i]) && i + 1 != count) continue;
    for (std::uint32_t j = first; j < i; ++j)
      if (heads[j] < first || heads[j] > i) return false;
    first = i;
  }
  return true;
}

// The outermost tokens of each subtree, by sweeps in both directions; non-projective trees may take several.
Edges find_edges(const std::vector<std::uint32_t>& heads) {
  const auto count = static_cast<std::uint32_t>(heads.size());
  Edges edges;
  edges.left.resize(count);
  edges.right.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) edges.left[i] = edges.right[i] = i;
  const auto widen = [&](std::uint32_t child) {
    const std::uint32_t head = heads[child];
    edges.left[head] = std::min(edges.left[head], edges.left[child]);
    edges.right[head] = std::max(edges.right[head], edges.right[child]);
  };
  for (int pass = 0; pass < kMostPasses; ++pass) {
    for (std::uint32_t i = 0; i < count; ++i) widen(i);
    for (std::uint32_t i = count; i-- > 0;) widen(i);
    if (heads_within_sentences(heads, edges)) break;
  }
  return edges;
}

// Children by head in order of position, kept up to date as heads move.
class Children {
 public:
  explicit Children(const std::vector<std::uint32_t>& heads) : of_(heads.size()) {
    for (std::uint32_t i = 0; i < heads.size(); ++i)
      if (heads[i] != i) of_[heads[i]].push_back(i);
  }
  const std::vector<std::uint32_t>& of(std::uint32_t head) const { return of_[head]; }
  void move(std::uint32_t child, std::uint32_t from, std::uint32_t to) {
    std::erase(of_[from], child);
    if (child != to) of_[to].insert(std::lower_bound(of_[to].begin(), of_[to].end(), child), child);
  }

 private:
  std::vector<std::vector<std::uint32_t>> of_;
};

}  // namespace

void deprojectivize(ParseTree& tree, const std::vector<char>& is_space) {
  const auto count = static_cast<std::uint32_t>(tree.heads.size());
  const bool decorated = std::any_of(tree.labels.begin(), tree.labels.end(),
                                     [](std::string_view label) { return label.find(kDelimiter) != std::string_view::npos; });
  if (decorated) {
    const Edges edges = find_edges(tree.heads);  // of the tree before any arc moves
    Children children(tree.heads);
    std::vector<std::uint32_t> queue;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::size_t at = tree.labels[i].find(kDelimiter);
      if (at == std::string_view::npos) continue;
      const std::string_view wanted = tree.labels[i].substr(at + kDelimiter.size());
      const std::uint32_t old = tree.heads[i];
      std::uint32_t found = old;
      queue.assign(1, old);
      for (std::size_t next = 0; next < queue.size() && next < kMostVisited && found == old; ++next) {
        const std::uint32_t parent = queue[next];
        for (const std::uint32_t child : children.of(parent)) {
          if (child < edges.left[parent] || child > edges.right[parent] || is_space[child] || child == i) continue;
          if (tree.labels[child] == wanted) {
            found = child;
            break;
          }
          queue.push_back(child);
        }
      }
      children.move(i, old, found);
      tree.heads[i] = found;
      tree.labels[i] = tree.labels[i].substr(0, at);
    }
  }
  const Edges edges = find_edges(tree.heads);
  tree.sentence_starts.assign(count, 0);
  for (std::uint32_t i = 0; i < count; ++i)
    if (tree.heads[i] == i) tree.sentence_starts[edges.left[i]] = 1;
}

}  // namespace entente::nlp
