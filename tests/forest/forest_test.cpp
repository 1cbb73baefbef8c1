#include "forest/forest.h"

#include <gtest/gtest.h>

#include <array>

namespace entente::forest {
namespace {

float sum_of(const Forest& forest, const float* features) {
  std::vector<float> sums(1);
  forest.add_to(sums, {features}, 0, forest.size());
  return sums[0];
}

TEST(Forest, SumsOneLeafOfEachTree) {
  Forest forest;
  ASSERT_TRUE(forest.add("1\t0.5\t-1\t1", 2));  // feature 1 up to 0.5: leaf 0
  ASSERT_TRUE(forest.add("0\t2\t-2\t-3", 2));
  ASSERT_TRUE(forest.add("leaves\t1\t10\t100", 2));
  ASSERT_TRUE(forest.add("leaves\t0.25", 2));  // a tree of one leaf
  for (const auto& [first, second, sum] : {std::array{9.F, 0.5F, 1.25F}, {2.F, 0.6F, 10.25F}, {2.1F, 0.6F, 100.25F}}) {
    const float features[] = {first, second};
    EXPECT_DOUBLE_EQ(sum_of(forest, features), sum);
  }
}

TEST(Forest, AnUnfinishedTreeCountsForNothing) {
  Forest forest;
  ASSERT_TRUE(forest.add("0\t0\t-1\t-2", 1));
  const float features[] = {0};
  EXPECT_EQ(sum_of(forest, features), 0);
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
