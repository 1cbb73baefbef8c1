#include "ledger/stance.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <ctime>
#include <fstream>
#include <sstream>

namespace entente::ledger {
namespace {

constexpr const char* kArticle = "2021-08-27";

// One act, written short: who (> first, < second), type, status, own date, article date.
struct Line {
  char way;
  const char* type;
  const char* status = "happened";
  const char* date = "";
  const char* article = kArticle;
  double confidence = 0.8;
};

Judgement judged(const std::vector<Line>& lines) {
  std::vector<Evidence> evidence;
  for (const Line& line : lines)
    evidence.push_back({std::to_string(100 + evidence.size()), line.way == '>', line.type, line.status,
                        value_of(line.type) ? value_of(line.type)->goldstein : 0, line.confidence, line.date, line.article});
  return judge(evidence);
}

struct Case {
  const char* name;
  std::vector<Line> lines;
  const char* stance;
  const char* from = "";  // of the shift; empty: none
};

class Stance : public testing::TestWithParam<Case> {};

TEST_P(Stance, IsJudged) {
  const Judgement out = judged(GetParam().lines);
  EXPECT_EQ(out.stance, GetParam().stance) << "score " << out.score;
  EXPECT_EQ(out.shift ? out.shift->from : "", GetParam().from);
  if (out.shift) {
    EXPECT_EQ(out.shift->to, out.stance);
  }
  EXPECT_GE(out.score, -10);
  EXPECT_LE(out.score, 10);
  EXPECT_EQ(out.entries.size(), GetParam().lines.size());
}

const Case kCases[] = {
    {"one_cooperation", {{'>', "COOPERATE"}}, "friendly"},
    {"talks", {{'>', "CONSULT"}, {'<', "CONSULT"}}, "friendly"},
    {"aid_both_ways", {{'>', "AID"}, {'<', "COOPERATE"}, {'>', "AID"}, {'<', "SUPPORT"}}, "allied"},
    {"warm_words_are_no_alliance", {{'>', "SUPPORT"}, {'<', "SUPPORT"}, {'>', "CONSULT"}}, "friendly"},
    {"accusation", {{'>', "ACCUSE"}}, "strained"},
    {"rejection_and_accusation", {{'>', "REJECT"}, {'<', "ACCUSE"}}, "strained"},
    {"sanctions", {{'>', "SANCTION"}}, "hostile"},
    {"threat", {{'>', "THREATEN", "threatened"}}, "strained"},
    {"repeated_threats", {{'>', "THREATEN"}, {'>', "THREATEN"}}, "hostile"},
    {"vow_to_strike", {{'>', "ASSAULT", "threatened"}}, "hostile"},
    {"one_attack", {{'>', "ASSAULT"}}, "hostile"},
    {"war_both_ways", {{'>', "ASSAULT"}, {'<', "ASSAULT"}, {'>', "ASSAULT"}, {'<', "ASSAULT"}}, "at-war"},
    {"war_one_way", {{'>', "ASSAULT"}, {'>', "ASSAULT"}, {'>', "ASSAULT"}, {'>', "ASSAULT"}}, "at-war"},
    {"war_with_talks", {{'>', "ASSAULT"}, {'<', "ASSAULT"}, {'>', "ASSAULT"}, {'<', "ASSAULT"}, {'>', "CONSULT"}}, "at-war"},
    {"help_and_blame", {{'>', "COOPERATE"}, {'<', "REJECT"}}, "mixed"},
    {"denied_attack", {{'>', "ASSAULT", "denied"}, {'<', "CONSULT"}}, "friendly"},
    {"negated_help", {{'>', "AID", "negated"}, {'<', "ACCUSE"}}, "strained"},
    {"hypothetical_attack", {{'>', "ASSAULT", "hypothetical"}, {'<', "COOPERATE"}}, "friendly"},
    {"past_only", {{'>', "ASSAULT", "past"}}, "hostile"},
    {"past_fighting_both_ways_only", {{'>', "ASSAULT", "past"}, {'<', "ASSAULT", "past"}}, "hostile"},
    {"fought_then_cooperate",
     {{'>', "ASSAULT", "past"}, {'<', "ASSAULT", "past"}, {'>', "COOPERATE", "ongoing"}},
     "mixed",
     "hostile"},
    {"fought_then_cooperate_mutually",
     {{'>', "ASSAULT", "past"}, {'<', "ASSAULT", "past"}, {'>', "COOPERATE", "ongoing"}, {'<', "COOPERATE", "ongoing"}},
     "mixed",
     "hostile"},
    {"fought_then_cooperate_awkwardly",
     {{'>', "ASSAULT", "past"},
      {'<', "ASSAULT", "past"},
      {'>', "COOPERATE", "ongoing"},
      {'<', "COOPERATE", "ongoing"},
      {'>', "REJECT"},
      {'>', "SANCTION", "called-for"}},
     "mixed",
     "hostile"},
    {"many_past_fights_one_hand",
     {{'>', "ASSAULT", "past"},
      {'<', "ASSAULT", "past"},
      {'>', "ASSAULT", "past"},
      {'<', "ASSAULT", "past"},
      {'>', "ASSAULT", "past"},
      {'>', "COOPERATE", "ongoing"}},
     "mixed",
     "hostile"},
    {"fought_long_ago",
     {{'>', "ASSAULT", "happened", "1944"}, {'<', "ASSAULT", "happened", "1944"}, {'>', "COOPERATE"}, {'<', "AID"}},
     "allied",
     "at-war"},
    {"friends_fall_out",
     {{'>', "AID", "past"}, {'<', "COOPERATE", "past"}, {'>', "ASSAULT"}, {'<', "COERCE"}},
     "hostile",
     "allied"},
    {"friends_at_war",
     {{'>', "CONSULT", "past"}, {'>', "ASSAULT"}, {'<', "ASSAULT"}, {'>', "ASSAULT"}, {'<', "ASSAULT"}},
     "at-war",
     "friendly"},
    {"same_as_ever", {{'>', "ASSAULT", "past"}, {'>', "ASSAULT"}}, "hostile"},
    {"lasting_peace",
     {{'>', "ASSAULT", "happened", "2012-03"},
      {'<', "AGREE", "happened", "2021-01"},
      {'>', "AID", "happened", "2021-06"},
      {'<', "COOPERATE", "happened", "2021-07"},
      {'>', "AID", "happened", "2021-08"}},
     "allied",
     "hostile"},
};

INSTANTIATE_TEST_SUITE_P(Cases, Stance, testing::ValuesIn(kCases), [](const auto& tested) { return tested.param.name; });

// The types' quads as the coder's table has them.
TEST(Stances, TypesHaveTheCodersQuads) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/knowledge/events/types.tsv");
  int types = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::string type;
    int quad = 0;
    cells >> type >> quad;
    const auto value = value_of(type);
    ASSERT_TRUE(value) << type;
    EXPECT_EQ(value->quad, quad) << type;
    ++types;
  }
  EXPECT_EQ(types, 16);
  EXPECT_EQ(value_of("RETREAT")->quad, 2);
}

TEST(Stances, WhoOnlyWithdrawsIsNoAlly) {
  const std::vector<Line> helps(4, Line{'>', "AID"}), withdraws(4, Line{'>', "RETREAT"});
  EXPECT_EQ(judged(helps).stance, "allied");
  EXPECT_EQ(judged(withdraws).stance, "friendly");
}

TEST(StanceDates, TurnIsTheFirstEntryAfterIt) {
  const auto out = judged({{'>', "ASSAULT", "past", "2001"},
                           {'>', "COOPERATE", "ongoing", "2021-08-20"},
                           {'<', "COOPERATE", "ongoing", "2021-08-26"}});
  ASSERT_TRUE(out.shift);
  EXPECT_EQ(out.shift->at, "2021-08-20");
  EXPECT_EQ(out.since, "2021-08-20");
}

TEST(StanceDates, HistoryTellsEveryTurn) {
  const auto out = judged({{'>', "ASSAULT", "happened", "2010-02-13"},
                           {'>', "AGREE", "happened", "2020-02-29"},
                           {'<', "COOPERATE", "happened", "2020-05-01"},
                           {'>', "ASSAULT", "happened", "2021-09-01"},
                           {'<', "ASSAULT", "happened", "2021-09-20"},
                           {'>', "AID", "happened", "2021-10-20"},
                           {'>', "COOPERATE", "happened", "2021-10-25"}});
  std::vector<std::string> told;
  for (const Phase& phase : out.history) told.push_back(phase.since + " " + phase.stance);
  EXPECT_EQ(told, (std::vector<std::string>{"2010-02-13 hostile", "2020-02-29 mixed", "2021-09-01 at-war", "2021-10-20 mixed"}));
  ASSERT_TRUE(out.shift);
  EXPECT_EQ(out.shift->from, "at-war");
  EXPECT_EQ(out.shift->at, "2021-10-20");
}

TEST(StanceDates, WhatIsBriefAndOnTheWayIsPassage) {
  const auto out = judged({{'>', "ASSAULT", "happened", "2018-01-10"},
                           {'>', "ASSAULT", "happened", "2018-02-10"},
                           {'>', "AGREE", "happened", "2021-01-05"},
                           {'<', "AID", "happened", "2021-05-01"},
                           {'>', "AID", "happened", "2021-06-01"},
                           {'<', "COOPERATE", "happened", "2021-07-01"}});
  ASSERT_TRUE(out.shift);
  EXPECT_EQ(out.shift->from, "hostile");
  EXPECT_TRUE(is_with(out.stance)) << out.stance;
}

TEST(StanceDates, HundredThousandEntriesAreJudgedAtOnce) {
  std::vector<Evidence> evidence;
  for (int i = 0; i < 100'000; ++i)
    evidence.push_back({std::to_string(i), i % 2 == 0, i % 3 ? "ASSAULT" : "CONSULT", "happened", i % 3 ? -9.0 : 1.0, 0.8,
                        fmt::format("{}-{:02}-{:02}", 1990 + i % 30, 1 + i % 12, 1 + i % 28), kArticle});
  const std::clock_t begin = std::clock();
  EXPECT_TRUE(judge(evidence).counts);
  EXPECT_LT(std::clock() - begin, 10 * CLOCKS_PER_SEC);
}

TEST(StanceDates, SinceIsTheFirstEntryOfAnUnbrokenStance) {
  const auto out = judged({{'>', "ACCUSE", "happened", "2019-05"}, {'<', "REJECT", "happened", "2021-03"}, {'>', "ACCUSE"}});
  EXPECT_EQ(out.stance, "strained");
  EXPECT_EQ(out.since, "2019-05");
  EXPECT_FALSE(out.shift);
}

TEST(StanceDates, PastStandsBeforeTheArticle) {
  const auto out = judged({{'>', "COOPERATE", "ongoing"}, {'>', "ASSAULT", "past"}, {'>', "ASSAULT", "past", "2010"}});
  EXPECT_EQ(out.entries, (std::vector<std::string>{"102", "101", "100"}));
}

TEST(StanceDates, NothingIsKnownWithoutDates) {
  const auto out = judged({{'>', "ASSAULT", "past", "", ""}, {'>', "COOPERATE", "ongoing", "", ""}});
  EXPECT_EQ(out.stance, "mixed");
  EXPECT_EQ(out.since, "");
  ASSERT_TRUE(out.shift);
  EXPECT_EQ(out.shift->from, "hostile");
}

TEST(StanceScore, GrowsWithEvidenceAndKeepsItsSign) {
  EXPECT_GT(judged({{'>', "AID"}}).score, 0);
  EXPECT_GT(judged({{'>', "AID"}, {'>', "AID"}}).score, judged({{'>', "AID"}}).score);
  EXPECT_LT(judged({{'>', "ASSAULT"}}).score, judged({{'>', "ACCUSE"}}).score);
  EXPECT_GT(judged({{'>', "AID"}}).score, judged({{'>', "AID", "planned"}}).score);
}

TEST(StanceScore, NothingCounts) {
  EXPECT_FALSE(judged({}).counts);
  EXPECT_FALSE(judged({{'>', "ASSAULT", "denied"}}).counts);
  EXPECT_EQ(judged({{'>', "ASSAULT", "denied"}}).score, 0);
}

TEST(StanceScore, OddNumbersDoNoHarm) {
  const double nan = std::nan("");
  const auto out =
      judge({{"1", true, "ASSAULT", "happened", nan, nan, "x", "y"}, {"2", true, "NOVEL", "happened", -1e9, 7, "", ""}});
  EXPECT_GE(out.score, -10);
  EXPECT_EQ(out.stance, "hostile");
}

TEST(DayOf, ReadsDatesPartsAndIntervals) {
  EXPECT_EQ(day_of("1970-01-01"), 0);
  EXPECT_EQ(day_of("2000-02-29"), 11016);
  EXPECT_FALSE(day_of("2021-02-29"));
  EXPECT_FALSE(day_of("2021-02-03/2021-02-02"));
  EXPECT_EQ(*day_of("2021-08-27") - *day_of("2021-08-26"), 1);
  EXPECT_NEAR(*day_of("2021"), *day_of("2021-07-02"), 1);
  EXPECT_NEAR(*day_of("2021-08"), *day_of("2021-08-16"), 1);
  EXPECT_EQ(day_of("2021-01-01/2021-01-03"), day_of("2021-01-02"));
  EXPECT_EQ(day_of("2021-01-01/.."), day_of("2021-01-01"));
  EXPECT_EQ(day_of("../2021-01-01"), day_of("2021-01-01"));
  EXPECT_EQ(day_of("2021-08-27T10:00:00Z"), day_of("2021-08-27"));
  for (const char* bad : {"", "/", "x", "2021-13", "2021-00-01", "20210827", "2021/x", "today", "-001", "2021-8-7", "../.."})
    EXPECT_FALSE(day_of(bad)) << bad;
}

}  // namespace
}  // namespace entente::ledger
