// Gradient-boosted regression trees (Friedman 2001), read from a table of text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::forest {

// Immutable once read.
class Forest {
 public:
  // One row, its fields set apart by tabs: a node's feature, threshold, left and right (taken where the feature is not above the
  // threshold, or else), a branch below 0 being leaf -1 - branch; or "leaves" and their values, which end a tree. False where the
  // row has another form, names a feature that is not below `features`, or ends a tree whose walks would not all end at a leaf.
  bool add(std::string_view row, std::size_t features);

  std::size_t size() const { return trees_.size(); }  // trees

  // Adds to sums[k] what the trees `from` up to `to` say of the k-th of `rows`, each of which holds as many features as add() was
  // told. Linear in rows and trees, times their depth.
  void add_to(std::vector<float>& sums, const std::vector<const float*>& rows, std::size_t from, std::size_t to) const;

 private:
  // The branches stand next to each other, so that a step is an addition; a leaf leads to itself.
  struct Node {
    float threshold = 0;
    std::uint16_t feature = 0;
    std::uint16_t next = 0;  // from the tree's first node
  };
  struct Tree {
    std::uint32_t first = 0;  // node
    int depth = 0;
  };
  struct Branch {
    float threshold = 0;
    int feature = 0, left = 0, right = 0;
  };
  bool grow(const std::vector<float>& leaves);

  std::vector<Node> nodes_;
  std::vector<float> values_;  // of each node that is a leaf
  std::vector<Tree> trees_;
  std::vector<Branch> branches_;  // of a tree whose leaves have not come yet
};

}  // namespace entente::forest
