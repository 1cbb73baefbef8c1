// What is measured of each block of a page, for the model that tells the article from the rest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "page/division.h"
#include "page/tallies.h"

namespace entente::page {

// A row of numbers for each block, one after the other.
class Rows {
 public:
  explicit Rows(std::size_t blocks) : values_(blocks * kMost) {}

  static constexpr std::size_t kMost = 176;  // numbers in a row

  float* operator[](std::size_t i) { return values_.data() + i * kMost; }
  const float* operator[](std::size_t i) const { return values_.data() + i * kMost; }
  std::size_t size() const { return values_.size() / kMost; }

  std::size_t own = 0;   // numbers that say what a block and its surroundings are
  std::size_t wide = 0;  // these and those of add_neighbours

 private:
  std::vector<float> values_;
};

// Of words in attributes and of words in texts.
struct Tallies {
  Tally attributes, words;
};

// What the words, the place and the surroundings of each block say. Linear.
Rows features_of(const Parts& parts, const Cues& cues, const Tallies& tallies);

// Adds to the rows of the blocks `wanted` what a first judgement of all blocks (0..1 each) makes of a block's neighbours and of
// the elements around it. Linear.
void add_neighbours(Rows& rows, const std::vector<float>& chances, const Parts& parts, const std::vector<std::size_t>& wanted);

}  // namespace entente::page
