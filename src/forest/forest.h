// Gradient-boosted regression trees (Friedman 2001), read from a table of text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::forest {

// Rows of features. Sixteen stand side by side, feature by feature, so that a branch looks at all of them with one comparison.
class Rows {
 public:
  static constexpr std::size_t kAbreast = 16;

  explicit Rows(std::size_t features) : features_(features) {}
  // A single row.
  template <std::size_t kFeatures>
  explicit Rows(const std::array<float, kFeatures>& row) : Rows(kFeatures) {
    resize(1);
    for (std::size_t f = 0; f < kFeatures; ++f) values_[f * kAbreast] = row[f];
  }

  std::size_t size() const { return size_; }
  // New rows hold anything at all.
  void resize(std::size_t rows) {
    size_ = rows;
    values_.resize((rows + kAbreast - 1) / kAbreast * kAbreast * features_);
  }
  // The row's first feature; each further one stands kAbreast floats behind the one before.
  float* operator[](std::size_t row) { return values_.data() + row / kAbreast * kAbreast * features_ + row % kAbreast; }
  const float* operator[](std::size_t row) const { return const_cast<Rows&>(*this)[row]; }
  // Row `to` becomes what row `from` of the other is.
  void copy(const Rows& other, std::size_t from, std::size_t to) {
    const float* source = other[from];
    float* target = (*this)[to];
    for (std::size_t feature = 0; feature < features_; ++feature) target[feature * kAbreast] = source[feature * kAbreast];
  }

 private:
  std::size_t features_, size_ = 0;
  std::vector<float> values_;
};

// Immutable once read.
class Forest {
 public:
  static constexpr std::size_t kMostLeaves = 32;  // of a tree

  // One row, its fields set apart by tabs: a node's feature, threshold, left and right (taken where the feature is not above the
  // threshold, or else), a branch below 0 being leaf -1 - branch; or "leaves" and their values, which end a tree. False where the
  // row has another form, names a feature that is not below `features`, or ends a tree whose walks would not all end at a leaf or
  // that has too many of these.
  bool add(std::string_view row, std::size_t features);

  std::size_t size() const { return trees_.size(); }  // trees

  // Adds to sums[k] what the trees `from` up to `to` say of the k-th of `rows`, which have as many features as add() was told.
  // Linear in rows and branches.
  void add_to(std::vector<float>& sums, const Rows& rows, std::size_t from, std::size_t to) const;

  // A branch that leads to the right rules the leaves on its left out. What no branch on any way rules out is, from left to
  // right, the first leaf that a walk could end at, so that no walk is needed (QuickScorer: Lucchese et al., SIGIR 2015).
  struct Branch {
    float threshold = 0;
    std::uint32_t feature = 0;
    std::uint32_t kept = 0;  // leaves that a way to the right can lead to, a bit each
  };
  struct Tree {
    std::uint32_t first = 0, end = 0;  // branches
    std::uint32_t leaves = 0;          // the first one's value
  };

 private:
  struct Row {
    float threshold = 0;
    int feature = 0, left = 0, right = 0;
  };
  bool grow(const std::vector<float>& leaves);

  std::vector<Branch> branches_;
  std::vector<float> leaves_;
  std::vector<Tree> trees_;
  std::vector<Row> rows_;  // of a tree whose leaves have not come yet
};

}  // namespace entente::forest
