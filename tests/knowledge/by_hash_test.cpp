#include "knowledge/by_hash.h"

#include <gtest/gtest.h>

#include <map>

namespace entente::knowledge {
namespace {

TEST(ByHash, HoldsWhatAMapHolds) {
  ByHash<int> table;
  std::map<std::uint64_t, int> expected;
  EXPECT_EQ(table.find(0), nullptr);
  std::uint64_t hash = 0;
  for (int i = 0; i < 5000; ++i, hash = hash * 6364136223846793005U + (i % 7 == 0 ? 0 : 1)) {
    table[hash % 3000] += i;  // neighbours, and many a hash again
    table[hash] += i;
    expected[hash % 3000] += i;
    expected[hash] += i;
  }
  EXPECT_EQ(table.size(), expected.size());
  for (const auto& [key, value] : expected) {
    ASSERT_NE(table.find(key), nullptr);
    EXPECT_EQ(*table.find(key), value);
  }
  EXPECT_EQ(table.find(3001), nullptr);
}

TEST(ByHash, WhatIsThereStaysWhenRoomIsMade) {
  ByHash<int> table;
  table[0] = 4;
  table[9] = 7;
  table.reserve(1000);
  table.reserve(10);
  ASSERT_TRUE(table.contains(0) && table.contains(9));
  EXPECT_EQ(*table.find(0) + *table.find(9), 11);
  EXPECT_EQ(table.size(), 2u);
}

TEST(ByHash, ASetTellsWhatIsNew) {
  Hashes set;
  EXPECT_TRUE(set.insert(0));
  EXPECT_TRUE(set.insert(5));
  EXPECT_FALSE(set.insert(0));
  EXPECT_FALSE(set.insert(5));
  EXPECT_FALSE(set.contains(6));
}

}  // namespace
}  // namespace entente::knowledge
