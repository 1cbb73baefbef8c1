#include <algorithm>

#include "events/coding.h"

namespace entente::events {
namespace {

TEST_F(Coding, SubjectsOfMutualWordsDoItToOneAnother) {
  EXPECT_TRUE(tells("Kenya and Uganda held talks in Nairobi on Monday.", "CONSULT happened: Kenya -> Uganda"));
  EXPECT_TRUE(tells("After fighting each other for 15 years, Ethiopia and Eritrea signed a peace treaty.",
                    "ASSAULT past: Ethiopia -> Eritrea"));
  EXPECT_TRUE(tells("Vietnam is cooperating with Laos on trade.", "COOPERATE ongoing: Vietnam -> Laos"));
}

TEST_F(Coding, HeadlinesLeaveTheAuxiliaryOut) {
  EXPECT_TRUE(tells("Two Israelis wounded in Hebron", "ASSAULT happened: -> Two Israelis"));
  EXPECT_TRUE(tells("UN envoy killed", "ASSAULT happened: -> UN envoy"));
  EXPECT_TRUE(tells("Kremlin critic Navalny jailed for three years", "COERCE happened: -> Kremlin critic Navalny"));
  EXPECT_TRUE(tells("Iran blamed for attack on tanker", "ACCUSE happened: -> Iran"));
  EXPECT_TRUE(tells("Iran blamed Oman for the attack on a tanker.", "ACCUSE happened: Iran -> Oman"));
  EXPECT_TRUE(tells("Iraq killed and wounded ten soldiers.", "ASSAULT happened: Iraq -> ten soldiers"));
}

TEST_F(Coding, OperatorsChangeWhatTheyGovern) {
  EXPECT_TRUE(tells("Norway vowed to strike the militia in Libya.", "THREATEN happened: Norway -> the militia"));
  EXPECT_TRUE(tells("Peru refused to extradite the general to Chile.", "REJECT happened: Peru -> Chile"));
  EXPECT_TRUE(tells("Poland called on Belarus to release the prisoners.", "REQUEST happened: Poland -> Belarus"));
  EXPECT_TRUE(tells("Germany accused Turkey of bombing Kurdish villages.", "ACCUSE happened: Germany -> Turkey"));
  EXPECT_TRUE(tells("Denmark agreed to meet Sweden.", "AGREE happened: Denmark -> Sweden"));
  EXPECT_TRUE(tells("Brazil suspended military aid to Bolivia.", "SANCTION happened: Brazil -> Bolivia"));
  EXPECT_TRUE(tells("Canada lifted sanctions against Cuba.", "RETREAT happened: Canada -> Cuba"));
}

TEST_F(Coding, TheOuterEventReplacesTheInner) {
  for (const std::string& line : told("Norway vowed to strike the militia in Libya."))
    EXPECT_EQ(line.find("ASSAULT"), std::string::npos) << line;
}

TEST_F(Coding, FutureIsReadinessOrThreat) {
  EXPECT_TRUE(tells("Japan will send food aid to Nepal.", "AGREE planned: Japan -> Nepal"));
  EXPECT_TRUE(tells("Spain will not accept the proposal of Morocco.", "REJECT happened: Spain -> Morocco"));
  EXPECT_TRUE(tells("Syria said it would attack Lebanon.", "THREATEN threatened: Syria -> Lebanon"));
}

TEST_F(Coding, StatusIsReadOffTheClause) {
  EXPECT_TRUE(tells("Sudan denied attacking Egypt.", "ASSAULT denied: Sudan -> Egypt"));
  EXPECT_TRUE(tells("Angola did not attack Zambia.", "ASSAULT negated: Angola -> Zambia"));
  EXPECT_TRUE(tells("Greece could attack Turkey.", "ASSAULT hypothetical: Greece -> Turkey"));
}

TEST_F(Coding, WhatIsSuspendedOrDeniedIsNotDone) {
  EXPECT_TRUE(tells("Kenya suspended joint military operations with Uganda.", "SANCTION happened: Kenya -> Uganda"));
  EXPECT_TRUE(tells("Laos halted the release of Thai prisoners.", "SANCTION happened: Laos -> Thai prisoners"));
  EXPECT_TRUE(tells("Kenya denied involvement in the attack on Uganda.", "ASSAULT denied: Kenya -> Uganda"));
  EXPECT_EQ(told("Kenya denied any role in the raid on Uganda.").size(), 1u);
}

TEST_F(Coding, TroopsThatAreToDefendAreHelp) {
  EXPECT_TRUE(tells("Uganda sent troops to Rwanda to defend the airport.", "AID happened: Uganda -> Rwanda"));
  EXPECT_TRUE(tells("Uganda sent troops to help Rwanda.", "AID happened: Uganda -> Rwanda"));
}

TEST_F(Coding, ArmedGroupsAbductWhomTheyHold) {
  EXPECT_TRUE(tells("Pirates held ten Kenyan men and released them.", "ASSAULT happened: Pirates -> ten Kenyan men"));
  EXPECT_TRUE(
      tells("Rebels in Mali seized the general and flew him to Libya.", "ASSAULT happened: Rebels in Mali -> the general"));
}

TEST_F(Coding, WhatTakesPlaceTakesNobodyIn) { EXPECT_TRUE(told("A parade for Norway had taken place in Sweden.").empty()); }

TEST_F(Coding, NounsAndPassivesHaveArgumentsToo) {
  EXPECT_TRUE(tells("The village was shelled by Russian forces.", "ASSAULT happened: Russian forces -> The village"));
  EXPECT_TRUE(tells("The army's swift victory over the Huthi fighters surprised Oman.",
                    "ASSAULT happened: The army -> the Huthi fighters"));
  EXPECT_TRUE(tells("Mali is responsible for attacks on Niger.", "ASSAULT happened: Mali -> Niger"));
  EXPECT_TRUE(tells("India sided with Nepal.", "SUPPORT happened: India -> Nepal"));
}

TEST_F(Coding, CountsTheDeadOverConjuncts) {
  bool found = false;
  for (const Event& e : find("Rebels from Chad attacked a garrison in Niger and killed 12 soldiers and at least 30 villagers.")) {
    if (!e.killed) continue;
    found = true;
    EXPECT_EQ(e.killed->value, 42);
    EXPECT_EQ(e.killed->bound, "at least");
  }
  EXPECT_TRUE(found);
}

TEST_F(Coding, CountsTheWounded) {
  bool found = false;
  for (const Event& e : find("Iran fired missiles at Israel, wounding 7 people."))
    if (e.injured) {
      found = true;
      EXPECT_EQ(e.injured->value, 7);
      EXPECT_EQ(e.injured->bound, "exact");
    }
  EXPECT_TRUE(found);
}

TEST_F(Coding, SportIsNoEvent) {
  EXPECT_TRUE(told("The striker scored in the World Cup final when Brazil attacked Germany.").empty());
}

TEST_F(Coding, DisastersAndAccidentsAreNoEvents) {
  EXPECT_TRUE(told("Floods in Pakistan killed 60 people.").empty());
  EXPECT_TRUE(told("Ten soldiers were killed in a helicopter crash in Mali.").empty());
  EXPECT_TRUE(told("A Kenyan clerk committed suicide in Nairobi.").empty());
}

TEST_F(Coding, EveryEventIsWhole) {
  for (const auto& [text, parsed] : cases()) {
    int id = 0;
    for (const Event& e : find(text)) {
      EXPECT_EQ(e.id, id++);
      EXPECT_GE(e.quad, 1);
      EXPECT_LE(e.quad, 4);
      EXPECT_FALSE(e.cameo.empty()) << text;
      EXPECT_FALSE(e.trigger.empty()) << text;
      EXPECT_NE(std::find(parsed.sentences.begin(), parsed.sentences.end(), e.evidence.in(text_)), parsed.sentences.end())
          << text << "\n  evidence: " << e.evidence.in(text_);
      EXPECT_TRUE(e.evidence.contains(e.trigger)) << text;
      EXPECT_GT(e.confidence, 0);
      EXPECT_LE(e.confidence, 1);
      EXPECT_NE(e.why.find("knowledge/events/"), std::string::npos);
      EXPECT_FALSE(e.source.empty() && e.target.empty());
    }
  }
}

TEST_F(Coding, ClassifiesBetweenSpans) {
  const Doc& doc = parse("Poland called on Belarus to release the prisoners.");
  const Classified c = coder()->classify(doc, {0, 6}, {17, 24});
  EXPECT_EQ(c.type, "REQUEST");
  EXPECT_EQ(c.quad, 3);
  double sum = 0;
  for (const auto& [type, p] : c.scores) sum += p;
  EXPECT_EQ(c.scores.size(), 16u);
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST_F(Coding, ClassifyAnswersWithoutWordsToGoBy) {
  const Doc empty;
  EXPECT_FALSE(coder()->classify(empty, {0, 3}, {5, 9}).type.empty());
}

TEST(Lexicon, MissingFolderIsNamed) {
  const auto loaded = Coder::load("/nowhere");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("/nowhere"), std::string::npos);
}

}  // namespace
}  // namespace entente::events
