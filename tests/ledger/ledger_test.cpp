#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ledger/parties.h"
#include "ledger/sample.h"

namespace entente::ledger {
namespace {

using sample::Act;
using sample::Folder;
using sample::group;
using sample::page;
using sample::state;

const Actor kNorth = state("PRK", "Northland"), kSouth = state("KOR", "Southland"), kEast = state("JPN", "Eastland");
const Actor kGroup = group("BLUE-FRONT", "Blue Front");

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() : ledger(*Ledger::open(folder.file(), Mode::write)) {}

  Change add(const Coded& coded) {
    auto change = ledger->add(coded, R"({"id":")" + coded.page.id + R"(","events":[]})");
    EXPECT_TRUE(change) << change.error().message;
    return change ? *change : Change{};
  }
  Pair pair(const char* a, const char* b) {
    auto found = ledger->pair(a, b);
    EXPECT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found && *found) << a << " " << b;
    return found && *found ? **found : Pair{};
  }
  std::vector<Entry> why(const char* a, const char* b) {
    auto found = ledger->why(a, b);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : std::vector<Entry>{};
  }

  Folder folder;
  std::unique_ptr<Ledger> ledger;
};

TEST(Party, StandsForItsSide) {
  struct Case {
    Actor actor;
    const char *source, *target;
  };
  const Case cases[] = {
      {{"USA GOV", "United States", "USA", "GOV", "government"}, "USA", "USA"},
      {{"USA", "United States", "USA", "", "country"}, "USA", "USA"},
      {{"USA MIL", "US Army", "USA", "MIL", "military"}, "USA", "USA"},
      {{"USA GOV", "A. President", "USA", "GOV", "person"}, "USA", "USA"},
      {{"FRA COP", "police", "FRA", "COP", "group"}, "FRA", "FRA"},
      {{"NATO", "NATO", "", "IGO", "organisation"}, "NATO", "NATO"},
      {{"TALIBAN", "Taliban", "AFG", "REB", "armed-group"}, "TALIBAN", "TALIBAN"},
      {{"ISIS-K", "spokesman", "", "REB", "person"}, "ISIS-K", "ISIS-K"},
      {{"SYR REB", "Syrian rebels", "SYR", "REB", "group"}, "SYR REB", "SYR REB"},
      {{"AFG CVL", "Afghans", "AFG", "CVL", "group"}, "", "AFG"},
      {{"CHN BUS", "a firm", "CHN", "BUS", "company"}, "", "CHN"},
      {{"USA ELI", "an expert", "USA", "ELI", "person"}, "", "USA"},
      {{"CVL", "civilians", "", "CVL", "group"}, "", ""},
      {{"", "J. Doe", "", "", "person"}, "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(party(c.actor, Side::source), c.source) << c.actor.code << " " << c.actor.name;
    EXPECT_EQ(party(c.actor, Side::target), c.target) << c.actor.code << " " << c.actor.name;
  }
}

TEST_F(LedgerTest, APageMakesItsPairs) {
  const Change change = add(page("p1", "2021-08-27", {{kNorth, kSouth, "ACCUSE"}, {kSouth, kNorth, "REJECT"}}));
  EXPECT_TRUE(change.page_new);
  EXPECT_EQ(change.entries_added, 2);
  EXPECT_EQ(change.entries_paired, 2);
  ASSERT_EQ(change.pairs.size(), 1u);
  EXPECT_EQ(change.pairs[0].a, "KOR");
  EXPECT_EQ(change.pairs[0].b, "PRK");
  EXPECT_EQ(change.pairs[0].a_name, "Southland");
  EXPECT_EQ(change.pairs[0].stance, "strained");
  EXPECT_EQ(change.pairs[0].since, "2021-08-27");
  EXPECT_EQ(change.pairs[0].entries.size(), 2u);
}

TEST_F(LedgerTest, TheSamePageChangesNothing) {
  Coded coded = page("p1", "2021-08-27", {{kNorth, kSouth, "ACCUSE"}});
  add(coded);
  coded.page.source.file = "elsewhere/p1.txt";
  const Change change = add(coded);
  EXPECT_FALSE(change.page_new);
  EXPECT_FALSE(change.page_changed);
  EXPECT_EQ(change.entries_added + change.entries_removed, 0);
  EXPECT_EQ(ledger->pairs()->size(), 1u);
}

TEST_F(LedgerTest, AnEditedPageReplacesItsOwnEntries) {
  add(page("p1", "2021-08-27", {{kNorth, kSouth, "ACCUSE"}, {kNorth, kEast, "ACCUSE"}}));
  add(page("p2", "2021-08-28", {{kNorth, kSouth, "REJECT"}}));
  const Change change = add(page("p1", "2021-08-27", {{kNorth, kSouth, "ACCUSE"}, {kSouth, kEast, "AID"}}));
  EXPECT_TRUE(change.page_changed);
  EXPECT_EQ(change.entries_added, 1);
  EXPECT_EQ(change.entries_removed, 1);
  EXPECT_EQ(ledger->pairs()->size(), 2u);
  EXPECT_EQ(why("PRK", "KOR").size(), 2u);
  EXPECT_TRUE(why("PRK", "JPN").empty());
  EXPECT_FALSE(ledger->pair("PRK", "JPN")->has_value());
}

TEST_F(LedgerTest, EveryEntryOfAPageIsNamedWithItsEvent) {
  Coded coded = page("p1", "2021", {{kNorth, kSouth, "ACCUSE"}, {kNorth, kSouth, "REQUEST"}});
  coded.events[1].target.push_back({coded.events[1].target[0].span, kEast});
  const Change first = add(coded), again = add(coded);
  ASSERT_EQ(first.entries.size(), 3u);
  EXPECT_EQ(first.entries[0].entry, why("PRK", "KOR")[0].type == "ACCUSE" ? why("PRK", "KOR")[0].id : why("PRK", "KOR")[1].id);
  EXPECT_EQ(first.entries[2].event, 1);
  EXPECT_EQ(first.entries[2].entry, why("PRK", "JPN")[0].id);
  EXPECT_FALSE(again.page_changed);
  EXPECT_EQ(again.entries.size(), 3u);
}

TEST_F(LedgerTest, IdsDoNotDependOnOrder) {
  add(page("p1", "2021", {{kNorth, kSouth, "ACCUSE"}, {kNorth, kEast, "AID"}}));
  const std::string id = why("PRK", "KOR")[0].id;
  add(page("p1", "2021", {{kNorth, kEast, "AID"}, {kSouth, kEast, "AID"}, {kNorth, kSouth, "ACCUSE"}}));
  EXPECT_EQ(why("PRK", "KOR")[0].id, id);
}

TEST_F(LedgerTest, TheSameSentenceTwiceIsTwoEntries) {
  EXPECT_EQ(add(page("p1", "2021", {{kNorth, kSouth, "ACCUSE"}, {kNorth, kSouth, "ACCUSE"}})).entries_total, 2);
  EXPECT_EQ(why("PRK", "KOR").size(), 2u);
}

TEST_F(LedgerTest, AnEventToldAgainIsOneEntryWithBothSentences) {
  Coded coded = page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}, {kNorth, kSouth, "ASSAULT"}});
  coded.events[1].retells = 0;
  coded.events[1].killed = Count{12, "exact"};
  EXPECT_EQ(add(coded).entries_total, 1);
  const auto entries = why("PRK", "KOR");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].sentence, "Northland ASSAULT happened Southland\nNorthland ASSAULT happened Southland");
  ASSERT_TRUE(entries[0].killed);
  EXPECT_EQ(entries[0].killed->value, 12);
}

TEST_F(LedgerTest, ASentenceOfWrappedTextIsOneLine) {
  const Actor kWrapped{"KOR", "South\nland", "KOR", "", "country"};
  add(page("p1", "2021", {{kNorth, kWrapped, "ASSAULT"}}));
  EXPECT_EQ(why("PRK", "KOR")[0].sentence, "Northland ASSAULT happened South land");
}

TEST_F(LedgerTest, APageIsCalledByItsHeadlineWhereItsTitleOnlyNamesTheSite) {
  Coded coded = page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}});
  coded.page.site = coded.page.title = "The Harbour Herald";
  coded.page.headline = "Shells fall on the south";
  add(coded);
  EXPECT_EQ(why("PRK", "KOR")[0].page_title, "Shells fall on the south");
}

TEST_F(LedgerTest, OneEntryForEachPairOfParties) {
  Coded coded = page("p1", "2021", {{kNorth, kSouth, "COOPERATE"}});
  Event& e = coded.events[0];
  const Role south{e.target[0].span, kSouth}, army{e.source[0].span, {"PRK MIL", "Army", "PRK", "MIL", "military"}};
  e.source.push_back(army);   // PRK again
  e.source.push_back(south);  // a mutual event
  e.target.push_back(army);
  EXPECT_EQ(add(coded).entries_total, 2);
  EXPECT_EQ(why("PRK", "KOR").size(), 2u);
}

// A page of one sentence of which several events tell.
Coded of_one_sentence(const std::vector<Act>& acts) {
  Coded coded = page("p1", "2021-08-27", acts);
  for (Event& event : coded.events) {
    event.evidence = coded.events[0].evidence;
    event.trigger = coded.events[0].trigger;
  }
  return coded;
}

TEST_F(LedgerTest, OneWordOfASentenceTellsOfTwoOnce) {
  const Change change = add(of_one_sentence({{kNorth, kSouth, "SANCTION", "happened", "", 0.5}, {kNorth, kSouth, "COERCE"}}));
  ASSERT_EQ(change.entries.size(), 2u) << "both events have an entry";
  EXPECT_EQ(change.entries[0].entry, change.entries[1].entry);
  const auto entries = why("KOR", "PRK");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].type, "COERCE") << "the surer one";
  EXPECT_EQ(pair("KOR", "PRK").entries.size(), 1u);
}

TEST_F(LedgerTest, TheWordsOfOnePhraseTellOnce) {
  Coded coded = of_one_sentence({{kNorth, kSouth, "SANCTION"}, {kNorth, kSouth, "COERCE"}});
  const Span both = coded.events[0].trigger;  // "SANCTION happened"
  coded.events[0].trigger = {both.begin, both.begin + 8};
  coded.events[1].trigger = {both.begin + 9, both.end};
  add(coded);
  EXPECT_EQ(why("KOR", "PRK").size(), 1u);
  coded.page.text[both.begin + 7] = ',';
  coded.events[0].trigger.end -= 2;
  add(coded);
  EXPECT_EQ(why("KOR", "PRK").size(), 2u) << "of two phrases";
}

TEST_F(LedgerTest, OneWordTellsEachDirectionAndEachPair) {
  add(of_one_sentence({{kNorth, kSouth, "ASSAULT"}, {kSouth, kNorth, "ASSAULT"}, {kNorth, kEast, "ASSAULT"}}));
  EXPECT_EQ(why("KOR", "PRK").size(), 2u);
  EXPECT_EQ(why("JPN", "PRK").size(), 1u);
}

TEST_F(LedgerTest, ADeedThatItsDoerDeniesOnThePageWeighsHalf) {
  add(page("p1", "2021-08-27",
           {{kNorth, kSouth, "ASSAULT", "happened", "", 0.8},
            {kNorth, kSouth, "ASSAULT", "happened", "", 0.6},
            {kNorth, kSouth, "ASSAULT", "denied"}}));
  const auto entries = why("KOR", "PRK");
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].confidence, 0.8) << "another deed";
  EXPECT_EQ(entries[1].confidence, 0.3);
  EXPECT_NE(entries[1].why.find("denied by its doer on this page: confidence 0.60 before"), std::string::npos) << entries[1].why;
}

TEST_F(LedgerTest, OthersDenialsAndOfOtherDeedsWeighNothing) {
  Coded coded = page("p1", "2021-08-27",
                     {{kNorth, kSouth, "ASSAULT", "happened", "", 0.8},
                      {kNorth, kSouth, "ASSAULT", "negated"},
                      {kNorth, kSouth, "AID", "denied"},
                      {kSouth, kNorth, "ASSAULT", "denied"}});
  coded.statements.push_back({0, Role{coded.events[1].target[0].span, kSouth}, {}, {}, false, {}});
  coded.events[1].said_by = 0;
  add(coded);
  EXPECT_EQ(why("KOR", "PRK")[0].confidence, 0.8);
}

TEST_F(LedgerTest, TellsWhatBecameOfTies) {
  const auto act = [](const char* type, const char* cameo, const char* words, const char* date) {
    return Act{kNorth, kSouth, type, "happened", date, 0.8, 0, cameo, words};
  };
  add(page(
      "p1", "2023-04-01",
      {act("SANCTION", "161", "severed ties with", "2016-01-03"), act("SANCTION", "161", "broke off relations with", "2016"),
       act("SANCTION", "161", "severed ties with", "../2023-04-01"), act("SANCTION", "161", "recalled its envoy from", "2017"),
       act("AGREE", "030", "agreed to restore ties with", "2023-03-10"), act("SUPPORT", "050", "keeps ties with", "2023-03-11"),
       act("SUPPORT", "050", "Restored relations with", "2023-04")}));
  std::vector<std::string> told;
  for (const TieTurn& turn : pair("KOR", "PRK").ties) told.push_back(turn.become + " " + turn.at);
  EXPECT_EQ(told, (std::vector<std::string>{"broken off 2016-01-03", "agreed to be restored 2023-03-10", "restored 2023-04"}));
}

TEST_F(LedgerTest, WhatOnlyIsThreatenedBecomesNothingOfTies) {
  add(page("p1", "2023-04-01",
           {{kNorth, kSouth, "SANCTION", "threatened", "2016", 0.8, 0, "161", "would sever ties with"},
            {kNorth, kSouth, "SUPPORT", "happened", "2017", 0.8, 0, "050", "restored the bridge to"}}));
  EXPECT_TRUE(pair("KOR", "PRK").ties.empty());
}

TEST_F(LedgerTest, NamesThatAreKnownComeBeforeThoseOfThePages) {
  const Actor person{"PRK GOV", "A. Person", "PRK", "GOV", "person"}, organ{"BLUE", "Blue Council", "", "", "organisation"};
  add(page("p1", "2021", {{person, organ, "ASSAULT"}, {kSouth, organ, "ASSAULT"}}));
  EXPECT_EQ(pair("BLUE", "PRK").b_name, "PRK") << "no name of a person";
  ledger->know({{"PRK", "The North"}, {"BLUE", "Blue Union"}});
  EXPECT_EQ(pair("BLUE", "PRK").b_name, "The North");
  EXPECT_EQ(pair("BLUE", "KOR").a_name, "Blue Union");
  EXPECT_EQ(pair("BLUE", "KOR").b_name, "Southland") << "as the page has it";
}

TEST_F(LedgerTest, WhyTellsOneDayInTheOrderOfItsPages) {
  std::vector<Act> acts;
  for (const char* type : {"ASSAULT", "AID", "CONSULT", "ACCUSE", "REJECT", "AGREE", "THREATEN", "COERCE"})
    acts.push_back({kNorth, kSouth, type});
  add(page("p1", "2021-08-27", acts));
  const auto entries = why("KOR", "PRK");
  ASSERT_EQ(entries.size(), acts.size());
  for (std::size_t i = 0; i < acts.size(); ++i) EXPECT_EQ(entries[i].type, acts[i].type);
}

TEST_F(LedgerTest, AnUnknownSideIsKeptButMakesNoPair) {
  const Change change =
      add(page("p1", "2021", {{{"", "J. Doe", "", "", "person"}, kSouth, "ACCUSE"}, {kSouth, kSouth, "PROTEST"}}));
  EXPECT_EQ(change.entries_added, 2);
  EXPECT_EQ(change.entries_paired, 0);
  EXPECT_TRUE(ledger->pairs()->empty());
  std::ostringstream out;
  EXPECT_EQ(*ledger->export_jsonl(out), 2u);
}

TEST_F(LedgerTest, AnArticleOnATurn) {
  add(page("p1", "2021-08-27",
           {{kNorth, kSouth, "ASSAULT", "past"},
            {kSouth, kNorth, "ASSAULT", "past"},
            {kNorth, kSouth, "COOPERATE", "ongoing"},
            {kSouth, kNorth, "COOPERATE", "ongoing"},
            {kSouth, kGroup, "ASSAULT", "threatened"},
            {kGroup, kNorth, "ASSAULT"},
            {kNorth, kEast, "AID"},
            {kEast, kSouth, "CONSULT"}}));
  const Pair both = pair("Northland", "kor");
  EXPECT_EQ(both.stance, "mixed");
  ASSERT_TRUE(both.shift);
  EXPECT_EQ(both.shift->from, "hostile");
  EXPECT_EQ(both.shift->to, "mixed");
  EXPECT_EQ(both.shift->at, "2021-08-27");
  EXPECT_EQ(both.common_enemies, std::vector<std::string>{"BLUE-FRONT"});
  EXPECT_EQ(both.common_friends, std::vector<std::string>{"JPN"});
  EXPECT_EQ(both.enemy_names, std::vector<std::string>{"Blue Front"});
  EXPECT_EQ(both.friend_names, std::vector<std::string>{"Eastland"});
  EXPECT_EQ(pair("kor", "blue front").stance, "hostile");
}

TEST_F(LedgerTest, ACountrysOppositionHasTheCountrysName) {
  const Actor leader = {"KOR OPP", "A. Candidate", "KOR", "OPP", "person"}, exiles = {"JPN REB", "", "JPN", "REB", "group"};
  add(page("p1", "2021", {{leader, kNorth, "ACCUSE"}, {kSouth, kNorth, "ACCUSE"}, {exiles, kNorth, "ACCUSE"}}));
  EXPECT_EQ(pair("KOR OPP", "PRK").a_name, "Southland (opposition)");
  EXPECT_EQ(*ledger->actor("southland (opposition)"), "KOR OPP") << "as it is printed";
  EXPECT_EQ(pair("JPN REB", "PRK").a_name, "JPN REB") << "nobody has said what JPN is called";
}

TEST_F(LedgerTest, AnAttackOnAPeopleIsAnAttackOnTheCountry) {
  add(page("p1", "2021", {{kGroup, {"KOR CVL", "Southlanders", "KOR", "CVL", "group"}, "ASSAULT"}}));
  EXPECT_EQ(pair("BLUE-FRONT", "KOR").stance, "hostile");
}

TEST_F(LedgerTest, AsksForUnknownNamesWithNearOnes) {
  add(page("p1", "2021", {{kNorth, kSouth, "ACCUSE"}}));
  const auto unknown = ledger->why("Northlnd", "KOR");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("Northland"), std::string::npos) << unknown.error().message;
  EXPECT_FALSE(ledger->pair("", "KOR"));
  EXPECT_FALSE(ledger->pair("Northland", "PRK"));
  EXPECT_NE(ledger->why("zzzzzz", "KOR").error().message.find("no actor"), std::string::npos);
}

TEST_F(LedgerTest, PairsWithTheMostEntriesStandFirst) {
  add(page("p1", "2021",
           {{kEast, kSouth, "ACCUSE"}, {kEast, kNorth, "ASSAULT"}, {kNorth, kSouth, "AID"}, {kNorth, kSouth, "CONSULT"}}));
  const auto names = [](const Result<std::vector<Pair>>& pairs) {
    std::string out;
    for (const Pair& pair : *pairs) out += (out.empty() ? "" : " ") + pair.a + "-" + pair.b;
    return out;
  };
  EXPECT_EQ(names(ledger->pairs()), "KOR-PRK JPN-PRK JPN-KOR") << "the weightier before the lighter of as many entries";
  EXPECT_EQ(names(ledger->pairs_of("southland")), "KOR-PRK JPN-KOR");
  EXPECT_FALSE(ledger->pairs_of("Atlantis"));
  EXPECT_EQ(nlohmann::json::parse(*ledger->show("KOR"))["pairs"][0]["b"], "PRK");
}

TEST_F(LedgerTest, AWordOfOneGroupsNameWillDo) {
  const Actor front = group("GREEN-FRONT", "Green Front"), southern = state("SSD", "South Westland");
  add(page("p1", "2021", {{kGroup, kSouth, "ACCUSE"}, {front, southern, "ACCUSE"}}));
  EXPECT_EQ(*ledger->actor("blue"), "BLUE-FRONT");
  EXPECT_EQ(*ledger->actor("Southland"), "KOR");
  for (const char* none : {"Front", "Westland", "lue", "Fro"}) EXPECT_FALSE(ledger->actor(none)) << none;
  EXPECT_NE(ledger->actor("Front").error().message.find("Blue Front"), std::string::npos);
}

TEST_F(LedgerTest, WhyIsInTimeOrderWithItsPage) {
  add(page("p2", "2022-01-01", {{kNorth, kSouth, "ACCUSE"}}));
  add(page("p1", "2021-01-01", {{kNorth, kSouth, "REJECT"}}));
  const auto entries = why("KOR", "PRK");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].type, "REJECT");
  EXPECT_EQ(entries[0].page_title, "Page p1");
  EXPECT_EQ(entries[0].sentence, "Northland REJECT happened Southland");
  EXPECT_EQ(entries[0].source_actor, "PRK GOV");
}

TEST_F(LedgerTest, CorrectionsStandBesideTheRecord) {
  const Coded coded = page("p1", "2021-08-27", {{kNorth, kSouth, "ASSAULT"}, {kSouth, kNorth, "AID"}});
  add(coded);
  std::string attack;
  for (const Entry& e : why("PRK", "KOR"))
    if (e.type == "ASSAULT") attack = e.id;
  EXPECT_EQ(pair("PRK", "KOR").stance, "mixed");

  ASSERT_TRUE(ledger->correct({attack, "reject", {}, "ann", "a film"}));
  EXPECT_EQ(pair("PRK", "KOR").stance, "friendly");
  EXPECT_EQ(pair("PRK", "KOR").entries.size(), 1u);
  EXPECT_EQ(why("PRK", "KOR").size(), 2u) << "a rejected entry is still shown";

  ASSERT_TRUE(ledger->correct({attack, "change", {{"type", "accuse"}, {"target", "Northland"}, {"source", "KOR"}}, "bob", ""}));
  for (const Entry& e : why("PRK", "KOR"))
    if (e.id == attack) {
      EXPECT_EQ(e.type, "ACCUSE");
      EXPECT_EQ(e.quad, 3);
      EXPECT_EQ(e.source, "KOR");
      EXPECT_EQ(e.correction, "changed: type=ACCUSE target=PRK source=KOR");
    }
  const auto shown = nlohmann::json::parse(*ledger->show(attack));
  EXPECT_EQ(shown["machine"]["type"], "ASSAULT");
  EXPECT_EQ(shown["entry"]["type"], "ACCUSE");
  EXPECT_EQ(shown["corrections"].size(), 2u);
  EXPECT_EQ(shown["corrections"][0]["by"], "ann");

  ASSERT_TRUE(ledger->correct({attack, "confirm", {}, "ann", ""}));
  EXPECT_EQ(pair("PRK", "KOR").stance, "mixed");

  // The page loses the sentence and gets it back: what was said of it is kept.
  add(page("p1", "2021-08-27", {{kSouth, kNorth, "AID"}}));
  EXPECT_NE(ledger->show(attack)->find("no longer has"), std::string::npos);
  add(coded);
  EXPECT_EQ(nlohmann::json::parse(*ledger->show(attack))["entry"]["correction"], "confirmed");
}

TEST_F(LedgerTest, ACorrectedSourceMovesTheEntryToAnotherPair) {
  add(page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}, {kNorth, kEast, "CONSULT"}}));
  const std::string id = why("PRK", "KOR")[0].id;
  ASSERT_TRUE(ledger->correct({id, "change", {{"source", "JPN"}}, "ann", ""}));
  EXPECT_FALSE(ledger->pair("PRK", "KOR")->has_value());
  EXPECT_EQ(pair("JPN", "KOR").stance, "hostile");
  const auto reopened = Ledger::open(folder.file(), Mode::read);
  EXPECT_EQ((*reopened)->pairs()->size(), 2u);
  EXPECT_EQ(to_json(**(*reopened)->pair("JPN", "KOR")), to_json(pair("JPN", "KOR")));
}

TEST_F(LedgerTest, CorrectionsAreChecked) {
  add(page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}}));
  const std::string id = why("PRK", "KOR")[0].id;
  const std::vector<Correction> bad = {
      {"nowhere", "confirm", {}, "", ""},
      {id, "perhaps", {}, "", ""},
      {id, "change", {}, "", ""},
      {id, "confirm", {{"type", "AID"}}, "", ""},
      {id, "change", {{"type", "HUG"}}, "", ""},
      {id, "change", {{"status", "maybe"}}, "", ""},
      {id, "change", {{"date", "yesterday"}}, "", ""},
      {id, "change", {{"goldstein", "11"}}, "", ""},
      {id, "change", {{"cameo", "1x"}}, "", ""},
      {id, "change", {{"source", "nobody known"}}, "", ""},
      {id, "change", {{"sentence", "other words"}}, "", ""},
  };
  for (const Correction& correction : bad) EXPECT_FALSE(ledger->correct(correction)) << correction.verdict;
  EXPECT_EQ(why("PRK", "KOR")[0].correction, "");
}

TEST_F(LedgerTest, ShowsPagesAndActors) {
  add(page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}}));
  const auto shown = nlohmann::json::parse(*ledger->show("p1"));
  EXPECT_EQ(shown["kind"], "page");
  EXPECT_EQ(shown["sha256"], "sha-p1");
  EXPECT_EQ(shown["code"]["id"], "p1");
  EXPECT_EQ(shown["entries"].size(), 1u);
  const auto actor = nlohmann::json::parse(*ledger->show("northland"));
  EXPECT_EQ(actor["kind"], "actor");
  EXPECT_EQ(actor["code"], "PRK");
  EXPECT_EQ(actor["pairs"].size(), 1u);
  EXPECT_FALSE(ledger->show("nothing like it"));
}

TEST_F(LedgerTest, TheBeginningOfAnIdWillDo) {
  std::vector<Act> acts(20, Act{kNorth, kSouth, "ACCUSE"});
  add(page("zone-1", "2021", acts));
  add(page("zone-2", "2021", {}));
  add(page("zone", "2021", {}));
  std::string common, alone;  // two of twenty ids begin with the same of sixteen digits
  std::map<char, std::vector<std::string>> by_first;
  for (const Entry& e : why("PRK", "KOR")) by_first[e.id[0]].push_back(e.id);
  for (const auto& [first, ids] : by_first)
    if (ids.size() > 1) common = first, alone = ids[1];
  ASSERT_FALSE(common.empty());
  const auto changed = ledger->correct({alone.substr(0, 12), "reject", {}, "ann", ""});
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->id, alone);
  EXPECT_EQ(changed->correction, "rejected");
  EXPECT_EQ(nlohmann::json::parse(*ledger->show(alone.substr(0, 12)))["corrections"].size(), 1u);
  for (const std::string& message :
       {ledger->show(common).error().message, ledger->correct({common, "confirm", {}, "", ""}).error().message})
    EXPECT_NE(message.find("several ids begin with \"" + common + "\": " + by_first[common[0]][0]), std::string::npos) << message;
  EXPECT_EQ(nlohmann::json::parse(*ledger->show("zone"))["id"], "zone") << "the whole of an id is no beginning";
  EXPECT_EQ(nlohmann::json::parse(*ledger->show("zone-2"))["id"], "zone-2");
  EXPECT_NE(ledger->show("zon").error().message.find("zone, zone-1, zone-2"), std::string::npos);
  EXPECT_NE(ledger->show("quiet").error().message.find("no entry, page or actor \"quiet\"; "), std::string::npos);
  EXPECT_FALSE(ledger->correct({"", "confirm", {}, "", ""}));
}

TEST_F(LedgerTest, AnActorsNameComesBeforeTheBeginningOfAnId) {
  add(page("Northland-1", "2021", {{kNorth, kSouth, "ASSAULT"}}));
  EXPECT_EQ(nlohmann::json::parse(*ledger->show("Northland"))["kind"], "actor");
  EXPECT_EQ(nlohmann::json::parse(*ledger->show("Northland-"))["kind"], "page");
}

TEST_F(LedgerTest, StatementsAreKept) {
  Coded coded = page("p1", "2021", {{kNorth, kSouth, "ACCUSE"}});
  coded.statements.push_back({0, Role{coded.events[0].target[0].span, kSouth}, {}, {coded.events[0].evidence}, true, {}});
  coded.events[0].said_by = 0;
  add(coded);
  const Entry entry = why("PRK", "KOR")[0];
  EXPECT_EQ(entry.speaker, "Southland");
  EXPECT_EQ(entry.speaker_actor, "KOR GOV");
  EXPECT_EQ(nlohmann::json::parse(*ledger->show(entry.id))["statement"]["direct"], true);
  coded.events[0].said_by = 77;  // no such statement
  EXPECT_TRUE(add(coded).page_changed);
}

TEST_F(LedgerTest, PairsAsJson) {
  Pair pair{"KOR",
            "PRK",
            "Southland",
            "Northland",
            "mixed",
            -0.001,
            "2021",
            Shift{"hostile", "mixed", "2021-08"},
            {{"hostile", -7, "2001"}, {"mixed", 0, "2021"}},
            {"X"},
            {},
            {"1"},
            {"p"},
            0,
            {{"restored", "2021-08", "1"}},
            {"Example"},
            {}};
  EXPECT_EQ(
      to_json(pair),
      R"({"a":"KOR","b":"PRK","stance":"mixed","score":0.0,"since":"2021","shift":{"from":"hostile","to":"mixed",)"
      R"("at":"2021-08"},"history":[{"stance":"hostile","score":-7.0,"since":"2001"},{"stance":"mixed","score":0.0,"since":"2021"}],)"
      R"("ties":[{"become":"restored","at":"2021-08","entry":"1"}],)"
      R"("common_enemies":["X"],"common_friends":[],"entries":["1"],"pages":["p"],"a_name":"Southland","b_name":"Northland"})");
  pair.shift.reset();
  EXPECT_NE(to_json(pair).find(R"("shift":null)"), std::string::npos);
}

TEST_F(LedgerTest, OddPagesDoNoHarm) {
  EXPECT_FALSE(ledger->add(Coded{}, ""));
  Coded coded = page("p\xff'1", "not a date", {{kNorth, kSouth, "NOVEL", "strange", "x/y/z"}});
  coded.events[0].evidence = {900000, 900010};
  coded.events[0].trigger = {9, 3};
  coded.page.title = std::string("a\0b", 3);
  add(coded);
  EXPECT_TRUE(ledger->pairs());
  std::ostringstream out;
  EXPECT_EQ(*ledger->export_jsonl(out), 1u);
  EXPECT_TRUE(nlohmann::json::accept(out.str()));
  EXPECT_TRUE(ledger->show("p\xff'1"));
}

TEST_F(LedgerTest, AReaderSeesWhatAWriterAdds) {
  const auto reader = *Ledger::open(folder.file(), Mode::read);
  EXPECT_TRUE(reader->pairs()->empty());
  add(page("p1", "2021", {{kNorth, kSouth, "ASSAULT"}}));
  EXPECT_EQ(reader->pairs()->size(), 1u);
  EXPECT_FALSE(reader->add(page("p2", "2021", {}), "{}")) << "opened to read";
}

// The ceilings are generous: they catch what is not linear, not a slow disk.
TEST_F(LedgerTest, AThousandPagesAreQuick) {
  const char* countries[] = {"USA", "CHN", "RUS", "IND", "PAK", "FRA", "DEU", "GBR", "IRN", "ISR", "TUR", "EGY"};
  const char* types[] = {"ACCUSE", "CONSULT", "AID", "ASSAULT", "AGREE", "SANCTION", "COOPERATE"};
  const std::string record(8000, ' ');
  const auto start = std::chrono::steady_clock::now();
  for (int p = 0; p < 1000; ++p) {
    std::vector<Act> acts;
    for (int i = 0; i < 20; ++i)
      acts.push_back({state(countries[(p * 7 + i) % 12]), state(countries[(p * 5 + i * 3 + 1) % 12]), types[(p + i) % 7]});
    ASSERT_TRUE(ledger->add(page(std::to_string(p), std::to_string(2000 + p % 20), acts), record));
  }
  const auto added = std::chrono::steady_clock::now();
  const auto reader = *Ledger::open(folder.file(), Mode::read);
  const auto pairs = reader->pairs();
  const auto judged = std::chrono::steady_clock::now();
  const auto seconds = [](auto from, auto to) { return std::chrono::duration<double>(to - from).count(); };
  RecordProperty("add_seconds", std::to_string(seconds(start, added)));
  RecordProperty("pairs_seconds", std::to_string(seconds(added, judged)));
  std::printf("1000 pages, 20 entries each: add %.2f s, pairs %.2f s\n", seconds(start, added), seconds(added, judged));
  EXPECT_GT(pairs->size(), 10u);
  EXPECT_LT(seconds(start, added), 60);
  EXPECT_LT(seconds(added, judged), 5);
}

TEST_F(LedgerTest, PairsOfAHundredThousandEntriesAreQuick) {
  const char* countries[] = {"USA", "CHN", "RUS", "IND", "PAK", "FRA", "DEU", "GBR", "IRN", "ISR", "TUR", "EGY"};
  const char* types[] = {"ACCUSE", "CONSULT", "AID", "ASSAULT", "AGREE", "SANCTION", "COOPERATE"};
  for (int p = 0; p < 10; ++p) {
    std::vector<Act> acts;
    for (int i = 0; i < 10000; ++i)
      acts.push_back({state(countries[i % 12]), state(countries[(i / 12 + i % 12 + 1 + p) % 12]), types[i % 7]});
    ASSERT_GT(add(page(std::to_string(p), std::to_string(2000 + p), acts)).entries_total, 9000);
  }
  const auto reader = *Ledger::open(folder.file(), Mode::read);
  const auto start = std::chrono::steady_clock::now();
  const auto pairs = reader->pairs();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("100,000 entries, %zu pairs: %.2f s\n", pairs->size(), seconds);
  EXPECT_GT(pairs->size(), 50u);
  EXPECT_LT(seconds, 10);
}

}  // namespace
}  // namespace entente::ledger
