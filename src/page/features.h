// What is measured of each block of a page, for the model that tells the article from the rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "forest/forest.h"
#include "page/division.h"
#include "page/memo.h"
#include "page/tallies.h"

namespace entente::page {

constexpr std::size_t kMostFeatures = 176;  // of a block

// Of words in attributes and of words in texts.
struct Tallies {
  Tally attributes, words;
};

// What the words, the place and the surroundings of each block say. Keeps views of what it is made of.
class Measurer {
 public:
  // Linear in the page.
  Measurer(const Parts& parts, const Cues& cues, const Tallies& tallies);

  // Writes the features of a block into a row (forest::Rows) and gives how many these are, the same number for all. Linear in the
  // block.
  std::size_t measure(std::size_t block, float* row);

 private:
  // What is known of an element by the blocks below it.
  struct Below {
    std::uint32_t blocks = 0, text = 0, link = 0, prose = 0;
  };
  // What an attribute's value says.
  struct Named {
    float least = 0, most = 0;
  };
  // What the attributes of an element and of those around it say.
  struct Said {
    float least = 0, most = 0, around_least = 0, around_most = 0;
  };
  // All blocks that stand in elements of the same names.
  struct Alike {
    std::uint32_t blocks = 0, text = 0, link = 0;
    int words = 0;
  };

  void put(double value) {
    *at_ = static_cast<float>(value);
    at_ += forest::Rows::kAbreast;
  }
  void sum_up();
  void judge_names();
  std::uint64_t likeness(const Block& block) const;
  Named named_by(std::string_view value);
  void of_text(std::size_t i);
  void of_words(std::size_t i);
  void of_names(std::size_t i);
  void of_place(std::size_t i);
  void of_elements(std::size_t i);
  void of_neighbours(std::size_t i);

  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const std::uint32_t root_;
  const Cues& cues_;
  const Tallies& tallies_;
  float* at_ = nullptr;                         // where the next number goes
  std::string title_, headline_, description_;  // folded
  Memo<Named> memo_;
  std::vector<Said> names_;    // of each node
  std::vector<Below> below_;   // of each node, blocks' text alone
  std::vector<Below> before_;  // of each block
  std::vector<std::uint16_t> depth_;
  std::vector<std::size_t> heading_;  // the one before each block
  std::vector<char> ends_;            // whether each block ends a sentence
  std::unordered_map<std::uint64_t, Alike> alike_;
  std::vector<const Alike*> alike_of_;  // each block's
  std::uint32_t hidden_ = 0;            // bytes of text in hidden elements
  std::size_t first_ = 0, last_ = 0, headline_at_ = 0;
};

// Writes behind the first `own` features of the blocks `wanted` what a first judgement of all blocks (0..1 each) makes of a
// block's neighbours and of the elements around it; rows[k] are those of the k-th wanted one. The number of features then.
// Linear.
std::size_t add_neighbours(forest::Rows& rows, std::size_t own, const std::vector<float>& chances, const Parts& parts,
                           const std::vector<std::size_t>& wanted);

}  // namespace entente::page
