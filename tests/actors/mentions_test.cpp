#include "actors/sample.h"

#include <ctime>

namespace entente::actors {
namespace {

TEST(Mentions, CoordinatedNamesStayApart) {
  const auto found = mentions("Norway and Sweden signed a treaty with the Taliban.");
  EXPECT_TRUE(has(found, "Norway=NOR"));
  EXPECT_TRUE(has(found, "Sweden=SWE"));
  EXPECT_TRUE(has(found, "the Taliban=TALIBAN"));
}

TEST(Mentions, CoordinatedModifiersBothCount) {
  const auto found = mentions("Belgian and Dutch warships left the harbour.");
  EXPECT_TRUE(has(found, "Belgian and Dutch warships=BEL MIL"));
  EXPECT_TRUE(has(found, "Dutch=NLD"));
}

TEST(Mentions, PossessorsAreMentionsOfTheirOwn) {
  const auto found = mentions("Kenya's foreign minister met Ugandan soldiers in the hills.");
  EXPECT_TRUE(has(found, "Kenya's foreign minister=KEN GOV"));
  EXPECT_TRUE(has(found, "Kenya=KEN"));
  EXPECT_TRUE(has(found, "Ugandan soldiers=UGA MIL"));
}

TEST(Mentions, ModifiersOfThingsAreMentions) {
  const auto found = mentions("Chile-Peru talks on copper began, and French interests were discussed.");
  EXPECT_TRUE(has(found, "Chile=CHL"));
  EXPECT_TRUE(has(found, "Peru=PER"));
  EXPECT_TRUE(has(found, "French=FRA"));
}

TEST(Mentions, BackersAreNotTheBacked) {
  const auto found = mentions("The Turkish-backed Libyan army attacked anti-American militants.");
  EXPECT_TRUE(has(found, "The Turkish-backed Libyan army=LBY MIL"));
  for (const std::string& one : found) EXPECT_EQ(one.find("militants=USA"), std::string::npos);
}

TEST(Mentions, CapitalsActOrAreThere) {
  const auto found = mentions("Cairo rejected the plan. A tram burned in Warsaw.");
  EXPECT_TRUE(has(found, "Cairo=EGY GOV"));
  EXPECT_TRUE(has(found, "Warsaw=POL"));
}

TEST(Mentions, AGivenNameIsNoTownAndNoFamily) {
  for (const std::string& one :
       mentions("George sighs and apologises to his wife. Harry called her. Wu met Prince Harry in Oslo."))
    EXPECT_TRUE(one.find("ZAF") == std::string::npos && one.find("Harry=TWN") == std::string::npos) << one;
  EXPECT_TRUE(has(mentions("Taiwan's foreign minister Joseph Wu met the press.", "2022-05-01"),
                  "Taiwan's foreign minister Joseph Wu=TWN GOV"));
}

TEST(Mentions, NamesThatTheParseMayCutStayWhole) {
  EXPECT_TRUE(has(mentions("Members of Hay'at Tahrir al-Sham left Idlib."), "Hay'at Tahrir al-Sham=HTS"));
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

TEST(Mentions, TitlesGiveUnknownPeopleTheirActor) {
  const std::string text = "Danish defence minister Ole Vindmark visited the base.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].actor.name, "Ole Vindmark");
  EXPECT_EQ(found[0].actor.code, "DNK GOV");
}

TEST(Mentions, InTextOrderWithHeadsInside) {
  const std::string text = "The president of Ghana thanked UN officials, and Togo's army chief thanked the president of Ghana.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "2022-01-01");
  ASSERT_GE(found.size(), 5u);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].id, static_cast<int>(i));
    EXPECT_TRUE(found[i].span.contains(found[i].head));
    EXPECT_LE(found[i].span.end, text.size());
    EXPECT_LE(found[i ? i - 1 : 0].span.begin, found[i].span.begin);
  }
}

// Twice the text takes about twice the time, whatever stands in it.
TEST(Mentions, LinearInTheText) {
  const auto seconds = [](int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text +=
          "\"We met them,\" he said, and the group and the president and its soldiers and Paris and (it) they left the country ";
    const Doc doc = model().parse_paragraphs(text);
    const std::clock_t start = std::clock();
    for (int i = 0; i < 3; ++i) directory().find(doc, "2021");
    directory().date_by_officeholders(text);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  seconds(50);
  EXPECT_LT(seconds(1600), 12 * seconds(400) + 0.05);
}

}  // namespace
}  // namespace entente::actors
