#include "likeness/likeness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace entente::likeness {
namespace {

std::vector<std::string> made_up(int words, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> out;
  for (int i = 0; i < words; ++i) {
    std::string word;
    for (unsigned k = 3 + random() % 7; k > 0; --k) word += static_cast<char>('a' + random() % 26);
    out.push_back(word);
  }
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + ' ';
  return out;
}

TEST(Likeness, CopiesWithOneWordInTwentyChangedAreOneReport) {
  std::mt19937 random(1);
  for (unsigned i = 0; i < 200; ++i) {
    auto words = made_up(300, i);
    const auto original = sign(joined(words));
    for (int k = 0; k < 15; ++k) words[random() % words.size()] = "changed" + std::to_string(k);
    const auto copy = sign(joined(words));
    ASSERT_TRUE(original && copy);
    EXPECT_GE(likeness(*original, *copy), kSameReport);
    const auto a = keys(*original), b = keys(*copy);
    const std::set<std::uint64_t> met(a.begin(), a.end());
    EXPECT_TRUE(std::any_of(b.begin(), b.end(), [&](std::uint64_t key) { return met.contains(key); }));
  }
}

TEST(Likeness, OtherTextsAreNot) { EXPECT_LT(likeness(*sign(joined(made_up(300, 1))), *sign(joined(made_up(300, 2)))), 0.1); }

TEST(Likeness, CasePunctuationAndSpaceDoNotMatter) {
  const auto words = made_up(60, 3);
  std::string shouted;
  for (const std::string& word : words) shouted += "\xe2\x80\x9c" + word + "\xe2\x80\x9d,\n\xc2\xa0 ";
  for (char& c : shouted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  EXPECT_EQ(sign(joined(words)), sign(shouted));
}

TEST(Likeness, IdeographsAreWords) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "\xe5\x8d" + std::string(1, static_cast<char>(0x80 + i));
  EXPECT_TRUE(sign(text));
}

TEST(Likeness, ShortOrBrokenTextsAreHarmless) {
  EXPECT_FALSE(sign(""));
  EXPECT_FALSE(sign("The envoys left."));
  EXPECT_FALSE(sign("\xe2"));
  EXPECT_FALSE(sign("\xe5\x8d\xc2"));
  EXPECT_TRUE(sign(joined(std::vector<std::string>(100, "same"))));
}

}  // namespace
}  // namespace entente::likeness
