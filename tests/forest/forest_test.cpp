#include "forest/forest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace entente::forest {
namespace {

template <std::size_t Size>
float sum_of(const Forest& forest, const std::array<float, Size>& features) {
  Rows rows(Size);
  rows.resize(1);
  for (std::size_t k = 0; k < Size; ++k) rows[0][k * Rows::kAbreast] = features[k];
  std::vector<float> sums(1);
  forest.add_to(sums, rows, 0, forest.size());
  return sums[0];
}

TEST(Forest, SumsOneLeafOfEachTree) {
  Forest forest;
  ASSERT_TRUE(forest.add("1\t0.5\t-1\t1", 2));  // feature 1 up to 0.5: leaf 0
  ASSERT_TRUE(forest.add("0\t2\t-2\t-3", 2));
  ASSERT_TRUE(forest.add("leaves\t1\t10\t100", 2));
  ASSERT_TRUE(forest.add("leaves\t0.25", 2));  // a tree of one leaf
  for (const auto& [first, second, sum] : {std::array{9.F, 0.5F, 1.25F}, {2.F, 0.6F, 10.25F}, {2.1F, 0.6F, 100.25F}}) {
    EXPECT_DOUBLE_EQ(sum_of(forest, std::array{first, second}), sum);
  }
}

TEST(Forest, RowsSideBySideGetWhatEachGetsAlone) {
  Forest forest;
  for (const char* row : {"0\t3\t1\t2", "1\t5\t-1\t-2", "1\t11\t-3\t3", "0\t30\t-4\t-5", "leaves\t1\t2\t4\t8\t16", "0\t7\t-2\t-1",
                          "leaves\t32\t64"})
    ASSERT_TRUE(forest.add(row, 2));
  constexpr std::size_t kRows = 2 * Rows::kAbreast + 3;
  Rows rows(2);
  rows.resize(kRows);
  std::vector<float> sums(kRows, 0.5F), second(kRows, 0);
  const auto features = [](std::size_t row) { return std::array{static_cast<float>(row), static_cast<float>(row * 7 % 16)}; };
  for (std::size_t row = 0; row < kRows; ++row)
    for (std::size_t feature = 0; feature < 2; ++feature) rows[row][feature * Rows::kAbreast] = features(row)[feature];
  forest.add_to(sums, rows, 0, forest.size());
  forest.add_to(second, rows, 1, 2);
  for (std::size_t row = 0; row < kRows; ++row) {
    const auto [a, b] = features(row);
    const float first = a <= 3 ? (b <= 5 ? 1 : 2) : b <= 11 ? 4 : a <= 30 ? 8 : 16;
    EXPECT_EQ(sums[row], 0.5F + first + (a <= 7 ? 64 : 32)) << row;
    EXPECT_EQ(second[row], row > 7 ? 32 : 64) << row;
  }
  rows.copy(rows, kRows - 1, 0);
  EXPECT_EQ(rows[0][0], kRows - 1);
}

TEST(Forest, ATreeHasThirtyTwoLeavesAtMost) {
  Forest forest;
  const auto grown = [&](int leaves) {
    std::string values = "leaves";
    for (int leaf = 0; leaf < leaves; ++leaf) values += "\t" + std::to_string(leaf);
    for (int branch = 0; branch + 1 < leaves; ++branch)  // each leads to a leaf, and on
      EXPECT_TRUE(forest.add(std::to_string(0) + "\t" + std::to_string(branch) + "\t" + std::to_string(-1 - branch) + "\t" +
                                 std::to_string(branch + 2 < leaves ? branch + 1 : -leaves),
                             1));
    return forest.add(values, 1);
  };
  EXPECT_TRUE(grown(32));
  EXPECT_EQ(sum_of(forest, std::array{100.F}), 31);
  EXPECT_EQ(sum_of(forest, std::array{-1.F}), 0);
  EXPECT_EQ(sum_of(forest, std::array{9.5F}), 10);
  EXPECT_FALSE(grown(33));
}

TEST(Forest, AnUnfinishedTreeCountsForNothing) {
  Forest forest;
  ASSERT_TRUE(forest.add("0\t0\t-1\t-2", 1));
  EXPECT_EQ(sum_of(forest, std::array{0.F}), 0);
}

TEST(Forest, RefusesWhatIsNoRow) {
  for (const char* row :
       {"", "0\t1\t-1", "0\t1\t-1\t-2\t3", "0\tx\t-1\t-2", "3\t0\t-1\t-2", "-1\t0\t-1\t-2", "leaves\t1\tx", "leaves\t"})
    EXPECT_FALSE(Forest().add(row, 3)) << row;
}

TEST(Forest, RefusesTreesWhoseWalksDoNotEnd) {
  for (const char* row : {"0\t1\t0\t-1", "0\t1\t-1\t-4", "0\t1\t1\t-1"}) {
    Forest forest;
    ASSERT_TRUE(forest.add(row, 1));
    EXPECT_FALSE(forest.add("leaves\t1\t2\t3", 1)) << row;
  }
}

}  // namespace
}  // namespace entente::forest
