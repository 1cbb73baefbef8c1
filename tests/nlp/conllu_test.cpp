#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::nlp {
namespace {

constexpr std::string_view kText = "Café talks failed.  Rebels left Kabul.";
constexpr std::string_view kConllu =
    "# newdoc id = a\n"
    "# text = Café talks failed.\n"
    "1\tCafé\tcafé\tNOUN\tNN\tNumber=Sing\t2\tcompound\t_\tOffset=0\n"
    "2\ttalks\ttalk\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\tOffset=5\n"
    "3\tfailed\tfail\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No|Offset=11\n"
    "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tOffset=17\n"
    "\n"
    "# text = Rebels left Kabul.\n"
    "1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\tOffset=20\n"
    "2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\tOffset=27\n"
    "3\tKabul\tKabul\tPROPN\tNNP\t_\t2\tdobj\t_\tSpaceAfter=No|NER=B-GPE|Offset=32\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No|Offset=37\n"
    "\n";

TEST(Conllu, RoundTripsThroughADoc) {
  const auto doc = from_conllu(kConllu, kText);
  ASSERT_TRUE(doc) << doc.error().message;
  ASSERT_EQ(doc->tokens.size(), 8u);
  EXPECT_EQ(doc->str(4), "Rebels");
  EXPECT_EQ(doc->sentences.size(), 2u);
  ASSERT_EQ(doc->entities.size(), 1u);
  EXPECT_EQ(doc->entities[0].label, "GPE");
  EXPECT_EQ(to_conllu(*doc, "a"), kConllu);
}

TEST(Conllu, LinksSubtreesAndSentences) {
  const auto doc = from_conllu(kConllu, kText);
  ASSERT_TRUE(doc);
  EXPECT_EQ(doc->subtree(1), (Range{0, 2}));
  EXPECT_EQ(doc->subtree(2), (Range{0, 4}));
  EXPECT_EQ(doc->subtree(5), (Range{4, 8}));
  EXPECT_EQ(doc->tokens[6].sentence, 1u);
}

TEST(Conllu, NamesTheLineThatIsWrong) {
  const auto no_offset = from_conllu("1\ta\ta\tX\tX\t_\t0\tROOT\t_\t_\n", "a");
  ASSERT_FALSE(no_offset);
  EXPECT_NE(no_offset.error().message.find("line 1"), std::string::npos);
  EXPECT_FALSE(from_conllu("1\ta\n", "a"));
  EXPECT_FALSE(from_conllu("1\tb\tb\tX\tX\t_\t0\tROOT\t_\tOffset=0\n", "a"));
  EXPECT_FALSE(from_conllu("1\ta\ta\tX\tX\t_\t7\tROOT\t_\tOffset=0\n", "a"));
}

TEST(Link, SurvivesACycle) {
  auto doc = from_conllu("1\ta\ta\tX\tX\t_\t2\tdep\t_\tOffset=0\n2\tb\tb\tX\tX\t_\t1\tdep\t_\tOffset=2\n", "a b");
  ASSERT_TRUE(doc);
  EXPECT_EQ(doc->tokens.size(), 2u);
}

}  // namespace
}  // namespace entente::nlp
