#include "page/judge.h"

#include <gtest/gtest.h>

#include "page/division.h"

namespace entente::page {
namespace {

const char kPage[] =
    "<html><body><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul><article><h1>Harbour talks fail</h1><p>The two envoys "
    "waited in "
    "the harbour for nine hours, and nobody from the capital came to meet them.</p><p>They left at dusk, and the port authority "
    "said "
    "that it had known of no visit at all that week.</p></article><p>All rights reserved. <a "
    "href=/c>Contact</a></p></body></html>";

TEST(Judge, TellsTheArticleFromTheRest) {
  const Parts parts(kPage, Cues::compiled_in());
  const auto chances = Judge::compiled_in().chances(parts, Cues::compiled_in());
  ASSERT_EQ(chances.size(), parts.blocks.size());
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const std::string_view text = parts.blocks[i].text;
    const bool article = text.starts_with("The two") || text.starts_with("They left");
    const bool around = text == "Home" || text == "World" || text.starts_with("All rights");
    EXPECT_TRUE(!article || chances[i] > 0.5F) << text << chances[i];
    EXPECT_TRUE(!around || chances[i] < 0.5F) << text << chances[i];
  }
}

TEST(Judge, APageWithoutTextHasNothingToJudge) {
  EXPECT_TRUE(Judge::compiled_in().chances(Parts("<html></html>", Cues::compiled_in()), Cues::compiled_in()).empty());
}

TEST(Judge, ABrokenTableIsNamedWithItsLine) {
  const auto judge = Judge::of({"", "", "# trees\nleaves\t1\n", "0\tx\t-1\t-2\n"});
  ASSERT_FALSE(judge);
  EXPECT_NE(judge.error().message.find("context.tsv:1"), std::string::npos);
  EXPECT_FALSE(Judge::of({"", "", "# trees\n9999\t0\t-1\t-2\n", ""}));  // of another program: no such feature
  EXPECT_FALSE(Judge::of({"menu\tlittle\n", "", "", ""}));
}

TEST(Features, NoRowIsLongerThanItsRoom) {
  const Parts parts(kPage, Cues::compiled_in());
  const std::vector<std::size_t> wanted = {parts.blocks.size() - 1};
  forest::Rows rows(kMostFeatures);
  rows.resize(1);
  const Tallies none;
  const std::size_t own = Measurer(parts, Cues::compiled_in(), none).measure(wanted[0], rows[0]);
  const std::size_t wide = add_neighbours(rows, own, std::vector<float>(parts.blocks.size(), 0.5F), parts, wanted);
  EXPECT_GT(wide, own);
  EXPECT_LE(wide, kMostFeatures);
  EXPECT_EQ(rows[0][own * forest::Rows::kAbreast], 0.5F);  // a block's own chance
}

TEST(Tally, WordsAreFoundByTheirLowerCaseForm) {
  Tally tally;
  ASSERT_TRUE(tally.add("subscribe\t-2.5"));
  ASSERT_TRUE(tally.add("\u00e9t\u00e9\t1"));
  std::vector<float> found;
  each_word("Subscribe now, 24 \u00e9t\u00e9s; \u00e9t\u00e9", [&](std::size_t, std::size_t, std::uint64_t hash) {
    found.push_back(tally.of(hash));
    return true;
  });
  EXPECT_EQ(found, (std::vector<float>{-2.5, 0, 0, 1}));
  found.clear();
  each_name("btn-subscribeNow subscribe", [&](std::size_t, std::size_t, std::uint64_t hash) { found.push_back(tally.of(hash)); });
  EXPECT_EQ(found, (std::vector<float>{0, -2.5, 0, -2.5}));
  for (const char* row : {"", "word", "\t1", "word\t", "word\tmuch"}) EXPECT_FALSE(tally.add(row)) << row;
}

}  // namespace
}  // namespace entente::page
