#include "forest/forest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace entente::forest {
namespace {

// Cuts the first field off; false where it is no number.
template <class Number>
bool take(std::string_view& row, Number& to) {
  const std::string_view field = row.substr(0, row.find('\t'));
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), to);
  row.remove_prefix(field.size() < row.size() ? field.size() + 1 : row.size());
  return error == std::errc() && end == field.data() + field.size();
}

}  // namespace

bool Forest::add(std::string_view row, std::size_t features) {
  constexpr std::string_view kLeaves = "leaves\t";
  if (row.starts_with(kLeaves)) {
    std::vector<float> leaves;
    for (row.remove_prefix(kLeaves.size()); !row.empty();)
      if (!take(row, leaves.emplace_back())) return false;
    return grow(leaves);
  }
  Branch& at = branches_.emplace_back();
  const bool read = take(row, at.feature) && take(row, at.threshold) && take(row, at.left) && take(row, at.right);
  return read && row.empty() && at.feature >= 0 && static_cast<std::size_t>(at.feature) < features;
}

// Every branch has to lead on or to a leaf, so that every walk ends.
bool Forest::grow(const std::vector<float>& leaves) {
  const std::vector<Branch> branches = std::exchange(branches_, {});
  constexpr std::size_t kMostLeaves = 1 << 14;  // so that a node's number fits
  if (leaves.empty() || leaves.size() > kMostLeaves) return false;
  Tree tree{static_cast<std::uint32_t>(nodes_.size()), 0};
  struct Open {
    int from;  // a branch, or a leaf
    std::size_t to;
    int depth;
  };
  std::vector<Node> nodes(1);
  std::vector<float> values(1);
  for (std::vector<Open> open = {{branches.empty() ? -1 : 0, 0, 0}}; !open.empty();) {
    const Open at = open.back();
    open.pop_back();
    tree.depth = std::max(tree.depth, at.depth);
    if (at.from < 0) {
      const auto leaf = static_cast<std::size_t>(-1 - at.from);
      if (leaf >= leaves.size()) return false;
      nodes[at.to] = {std::numeric_limits<float>::infinity(), 0, static_cast<std::uint16_t>(at.to)};
      values[at.to] = leaves[leaf];
      continue;
    }
    const Branch& branch = branches[static_cast<std::size_t>(at.from)];
    const std::size_t next = nodes.size();
    if (next > 2 * kMostLeaves) return false;
    nodes[at.to] = {branch.threshold, static_cast<std::uint16_t>(branch.feature), static_cast<std::uint16_t>(next)};
    nodes.resize(next + 2);
    values.resize(next + 2);
    for (const auto& [to, where] : {std::pair{branch.left, next}, {branch.right, next + 1}}) {
      if (to >= 0 && (to <= at.from || static_cast<std::size_t>(to) >= branches.size())) return false;
      open.push_back({to, where, at.depth + 1});
    }
  }
  nodes_.insert(nodes_.end(), nodes.begin(), nodes.end());
  values_.insert(values_.end(), values.begin(), values.end());
  trees_.push_back(tree);
  return true;
}

void Forest::add_to(std::vector<float>& sums, const std::vector<const float*>& rows, std::size_t from, std::size_t to) const {
  constexpr std::size_t kAbreast = 8;  // walks that wait for memory together
  for (std::size_t begin = 0; begin < rows.size(); begin += kAbreast) {
    const std::size_t count = std::min(kAbreast, rows.size() - begin);
    std::array<const float*, kAbreast> row;
    for (std::size_t k = 0; k < kAbreast; ++k) row[k] = rows[begin + std::min(k, count - 1)];
    std::array<float, kAbreast> sum{};
    for (std::size_t t = from; t < to; ++t) {
      const Node* const nodes = nodes_.data() + trees_[t].first;
      const float* const values = values_.data() + trees_[t].first;
      std::array<std::uint32_t, kAbreast> at{};
      for (int step = 0; step < trees_[t].depth; ++step)
        for (std::size_t k = 0; k < kAbreast; ++k) {
          const Node& node = nodes[at[k]];
          at[k] = node.next + static_cast<std::uint32_t>(row[k][node.feature] > node.threshold);
        }
      for (std::size_t k = 0; k < kAbreast; ++k) sum[k] += values[at[k]];
    }
    for (std::size_t k = 0; k < count; ++k) sums[begin + k] += sum[k];
  }
}

}  // namespace entente::forest
