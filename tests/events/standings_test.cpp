// Who stands with and against whom, where nouns, lists and names say so.
#include "events/coding.h"

namespace entente::events {
namespace {

using Standings = Coding;

TEST_F(Standings, WhoPromisesTogetherStandsTogether) {
  const std::string all = "France, Spain and Norway are committed to defeating the Taliban.";
  EXPECT_TRUE(tells(all, "SUPPORT happened: France -> Spain"));
  EXPECT_TRUE(tells(all, "SUPPORT happened: France -> Norway"));
  EXPECT_TRUE(tells(all, "SUPPORT happened: Spain -> Norway"));
}

TEST_F(Standings, WhoCondemnsTogetherMayBeEnemies) {
  EXPECT_EQ(told("Canada and Mexico condemned the invasion."),
            std::vector<std::string>{"ACCUSE happened: Canada Mexico ->"});
}

TEST_F(Standings, WhoStrikesTogetherMayBeEnemies) {
  EXPECT_EQ(told("France and Spain bombed Libya."), std::vector<std::string>{"ASSAULT happened: France Spain -> Libya"});
}

TEST_F(Standings, HelpAgainstSomebodyIsEnmityToHim) {
  EXPECT_TRUE(tells("Norway supports Kenya against ISIS.", "REJECT happened: Norway -> ISIS"));
  EXPECT_TRUE(tells("Norway supports Kenya against ISIS.", "REJECT happened: Kenya -> ISIS"));
  EXPECT_TRUE(tells("Kenya stands with Norway to defeat ISIS.", "REJECT happened: Norway -> ISIS"));
  EXPECT_TRUE(tells("Greece praised Italy in the war against Libya.", "ASSAULT happened: Italy -> Libya"));
}

TEST_F(Standings, WhatIsUsedIsUsedAgainstTheSame) {
  EXPECT_TRUE(tells("Norway conducted three strikes using drones against Libya.", "ASSAULT happened: Norway -> Libya"));
  const std::string helping = "Norway conducted three strikes in support of Kenya using drones against Libya.";
  EXPECT_TRUE(tells(helping, "ASSAULT happened: Norway -> Libya"));
  EXPECT_TRUE(tells(helping, "SUPPORT happened: Norway -> Kenya"));
  EXPECT_TRUE(tells(helping, "REJECT happened: Kenya -> Libya"));
}

TEST_F(Standings, WhatNounsSayInPassingHasNoScoreToBeJudgedBy) {
  for (const Event& event : find("Norway conducted three strikes in support of Kenya using drones against Libya."))
    EXPECT_EQ(event.scores.contains("patterns"), event.type == "ASSAULT") << event.type;
}

TEST_F(Standings, EffortsAreTheirDoers) {
  const std::string praise = "Chile praised the efforts of Kenya to defeat Libya.";
  EXPECT_TRUE(tells(praise, "SUPPORT happened: Chile -> Kenya"));
  EXPECT_TRUE(tells(praise, "ASSAULT happened: Kenya -> Libya"));
}

TEST_F(Standings, AnAttackThatIsCondemnedHasHappened) {
  const std::string condemned = "Chile condemned the attack by Libya on Kenya.";
  EXPECT_TRUE(tells(condemned, "ASSAULT happened: Libya -> Kenya"));
}

TEST_F(Standings, WhoeverTheyAreTheyKilled) {
  EXPECT_TRUE(tells("They kidnapped and killed ten soldiers.", "ASSAULT happened: They -> ten soldiers"));
}

TEST_F(Standings, WhoStruckKilled) {
  EXPECT_TRUE(tells("A series of precision Norway airstrikes killed ten soldiers.", "ASSAULT happened: Norway -> ten soldiers"));
}

TEST_F(Standings, PressureIsAppliedToSomebody) {
  EXPECT_TRUE(tells("Spain applied more pressure on Morocco.", "REQUEST happened: Spain -> Morocco"));
}

TEST_F(Standings, NounsSayWhoIsWhoseRival) {
  EXPECT_TRUE(tells("Sweden, a rival of Norway, closed the border.", "REJECT happened: Sweden -> Norway"));
}

TEST_F(Standings, PrefixesNameTheirSide) {
  EXPECT_TRUE(tells("Iran protested after Somalia arrested pro-Iran fighters.", "SUPPORT ongoing: pro-Iran fighters -> Iran"));
}

TEST_F(Standings, TheNewsIsOfWhomItTells) {
  EXPECT_TRUE(tells("Chile welcomed the news that Peru has released the prisoners.", "SUPPORT happened: Chile -> Peru"));
}

TEST_F(Standings, WhatIsRejectedIsNamedByItsOwner) {
  const auto target = [&](const std::string& sentence, const std::string& words, const std::string& whose) {
    const auto events = find(sentence);
    ASSERT_EQ(events.size(), 1u) << sentence;
    ASSERT_EQ(events[0].target.size(), 1u) << sentence;
    EXPECT_EQ(events[0].target[0].span.in(text_), words);
    EXPECT_EQ(events[0].target[0].actor.code, whose);
  };
  target("Poland rejected Iran's proposal.", "Iran's proposal", "Iran");
  target("Mexico condemned the attack by Peru on the island.", "Peru", "Peru");
  target("Spain will not accept the proposal of Morocco.", "Morocco", "Morocco");
  target("Kenya lifted its blockade of Somalia.", "Somalia", "Somalia");
}

}  // namespace
}  // namespace entente::events
