#include "actors/sample.h"

namespace entente::actors {
namespace {

TEST(Mentions, CoordinatedNamesStayApart) {
  const auto found = mentions("Norway and Sweden signed a treaty with the Taliban.");
  EXPECT_TRUE(has(found, "Norway=NOR"));
  EXPECT_TRUE(has(found, "Sweden=SWE"));
  EXPECT_TRUE(has(found, "the Taliban=TALIBAN"));
}

TEST(Mentions, PossessorsAreMentionsOfTheirOwn) {
  const auto found = mentions("Kenya's foreign minister met Ugandan soldiers in the hills.");
  EXPECT_TRUE(has(found, "Kenya's foreign minister=KEN GOV"));
  EXPECT_TRUE(has(found, "Kenya=KEN"));
  EXPECT_TRUE(has(found, "Ugandan soldiers=UGA MIL"));
}

TEST(Mentions, UnknownNamesKeepTheirName) {
  const std::string text = "Gretel Ambrosini opened the exhibition on Monday.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].actor.name, "Gretel Ambrosini");
  EXPECT_EQ(found[0].actor.code, "");
  EXPECT_EQ(found[0].actor.kind, "person");
}

}  // namespace
}  // namespace entente::actors
