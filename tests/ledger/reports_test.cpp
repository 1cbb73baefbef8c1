// Copies of one report: it counts once, whatever page came first.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "ledger/retold.h"
#include "ledger/sample.h"

namespace entente::ledger {
namespace {

using sample::Act;
using sample::Folder;
using sample::state;
using Json = nlohmann::json;

const Actor kNorth = state("PRK", "Northland"), kSouth = state("KOR", "Southland"), kEast = state("JPN", "Eastland");

// Words that make two texts of different seeds unlike.
std::string filler(unsigned seed, int words = 300) {
  std::mt19937 random(seed);
  std::string out;
  for (int i = 0; i < words; ++i) {
    for (unsigned k = 4 + random() % 5; k > 0; --k) out += static_cast<char>('a' + random() % 26);
    out += ' ';
  }
  return out;
}

// A page of acts within the text of report `seed`, `changed` of whose words are others.
Coded report(const std::string& id, const std::string& date, const std::vector<Act>& acts, unsigned seed, int changed = 0) {
  Coded coded = sample::page(id, date, acts);
  std::string rest = filler(seed);
  std::mt19937 random(static_cast<unsigned>(std::hash<std::string>()(id)));
  for (int i = 0; i < changed; ++i) {
    std::size_t at = rest.find(' ', random() % (rest.size() - 20)) + 1;
    if (at < rest.size()) rest[at] = 'Q';
  }
  coded.page.text += rest;
  coded.page.body = {0, static_cast<std::uint32_t>(coded.page.text.size())};
  return coded;
}

// The `code` record as far as the ledger looks into it.
std::string record(const Coded& coded) {
  return Json{{"id", coded.page.id},
              {"page", {{"body", {{"begin", 0}, {"end", coded.page.text.size()}}}}},
              {"text", coded.page.text},
              {"events", Json::array()}}
      .dump();
}

Change add(Ledger& ledger, const Coded& coded) {
  auto change = ledger.add(coded, record(coded));
  EXPECT_TRUE(change) << change.error().message;
  return change ? *change : Change{};
}

std::string exported(Ledger& ledger) {
  std::ostringstream out;
  ledger.export_jsonl(out);
  return out.str();
}

// All that a ledger says: entries, what repeats what, pairs.
std::string facts(Ledger& ledger) {
  std::string out = exported(ledger);
  const auto pairs = ledger.pairs();
  EXPECT_TRUE(pairs);
  for (const Pair& pair : *pairs) out += to_json(pair) + '\n';
  return out;
}

class Reports : public testing::Test {
 protected:
  std::vector<Entry> why(const char* a, const char* b) {
    auto found = ledger->why(a, b);
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : std::vector<Entry>{};
  }
  Pair pair(const char* a, const char* b) { return ledger->pair(a, b)->value(); }

  Folder folder;
  std::unique_ptr<Ledger> ledger = *Ledger::open(folder.file(), Mode::write);
};

TEST_F(Reports, ACopyCountsOnce) {
  const std::vector<Act> acts = {{kNorth, kSouth, "ACCUSE"}, {kSouth, kNorth, "REJECT"}};
  const Change first = add(*ledger, report("b", "2021-05-02", acts, 1));
  EXPECT_EQ(first.report, "b");
  EXPECT_EQ(first.report_pages, 1);
  const Pair alone = pair("PRK", "KOR");
  const Change second = add(*ledger, report("c", "2021-05-03", acts, 1, 15));
  EXPECT_EQ(second.report, "b");
  EXPECT_EQ(second.report_pages, 2);
  EXPECT_EQ(second.entries_added, 2);
  EXPECT_EQ(second.entries_repeated, 2);
  const Pair both = pair("PRK", "KOR");
  EXPECT_EQ(both.entries, alone.entries);
  EXPECT_EQ(both.score, alone.score);
  EXPECT_EQ(both.pages, (std::vector<std::string>{"b", "c"}));
  const auto entries = why("PRK", "KOR");
  ASSERT_EQ(entries.size(), 2u);
  ASSERT_EQ(entries[0].carriers.size(), 1u);
  EXPECT_EQ(entries[0].carriers[0].page, "c");
  const Json shown = Json::parse(*ledger->show(entries[0].carriers[0].entry));
  EXPECT_EQ(shown["entry"]["repeats"], entries[0].id);
  EXPECT_EQ(shown["entry"]["carriers"][0]["page"], "b");
  EXPECT_EQ(Json::parse(*ledger->show("b"))["report_pages"], (Json{"b", "c"}));
}

TEST_F(Reports, AnEarlierCopyTakesTheCount) {
  add(*ledger, report("b", "2021-05-02", {{kNorth, kSouth, "ACCUSE"}}, 1));
  add(*ledger, report("undated", "", {{kNorth, kSouth, "ACCUSE"}}, 1));
  add(*ledger, report("a", "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, 1));
  const auto entries = why("PRK", "KOR");
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].page, "a");
  ASSERT_EQ(entries[0].carriers.size(), 2u);
  EXPECT_EQ(entries[0].carriers[1].page, "undated");
  EXPECT_EQ(pair("PRK", "KOR").since, "2021-05-01");
}

TEST_F(Reports, OtherReportsOfTheSameDeedCountEach) {
  add(*ledger, report("a", "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, 1));
  EXPECT_EQ(add(*ledger, report("b", "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, 2)).entries_repeated, 0);
  EXPECT_EQ(why("PRK", "KOR").size(), 2u);
}

TEST_F(Reports, WhatACopyAddsCounts) {
  add(*ledger, report("a", "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, 1));
  add(*ledger, report("b", "2021-05-02", {{kNorth, kSouth, "ACCUSE"}, {kNorth, kEast, "THREATEN"}}, 1));
  add(*ledger, report("c", "2021-05-03", {{kNorth, kEast, "THREATEN"}}, 1));
  EXPECT_EQ(why("PRK", "KOR").size(), 1u);
  const auto added = why("PRK", "JPN");
  ASSERT_EQ(added.size(), 1u);
  EXPECT_EQ(added[0].page, "b");
  ASSERT_EQ(added[0].carriers.size(), 2u);
  EXPECT_TRUE(added[0].carriers[0].entry.empty()) << "page a does not have it";
  EXPECT_FALSE(added[0].carriers[1].entry.empty());
}

TEST_F(Reports, ACorrectionHoldsForAllThatTellTheSame) {
  add(*ledger, sample::page("east", "2021-05-02", {{kEast, kEast, "PROTEST"}}));
  add(*ledger, report("b", "2021-05-02", {{kNorth, kSouth, "ACCUSE"}}, 1));
  const std::string id = why("PRK", "KOR")[0].id;
  ASSERT_TRUE(ledger->correct({id, "reject", {}, "me", "a film review"}));
  EXPECT_TRUE(ledger->pairs()->empty());
  add(*ledger, report("a", "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, 1));  // now it counts, and is rejected too
  EXPECT_TRUE(ledger->pairs()->empty());
  EXPECT_EQ(why("PRK", "KOR")[0].page, "a");
  EXPECT_EQ(why("PRK", "KOR")[0].correction, "rejected");
  ASSERT_TRUE(ledger->correct({id, "change", {{"target", "JPN"}}, "me", ""}));  // said of the copy
  ASSERT_TRUE(ledger->correct({id, "confirm", {}, "me", ""}));
  ASSERT_TRUE(ledger->correct({id, "change", {{"target", "JPN"}}, "me", ""}));
  EXPECT_EQ(why("PRK", "JPN").size(), 1u);
  EXPECT_TRUE(why("PRK", "KOR").empty());
}

TEST_F(Reports, AnEditThatLeavesTheReportLeavesTheRest) {
  // b is like a and like c, which are not like one another: it holds the report together.
  const std::string half_a = filler(1, 100), half_c = filler(2, 100), common = filler(3, 60);
  const auto page = [&](const std::string& id, const std::string& text) {
    Coded coded = sample::page(id, "2021-05-01", {{kNorth, kSouth, "ACCUSE"}});
    coded.page.text += text;
    coded.page.body = {0, static_cast<std::uint32_t>(coded.page.text.size())};
    return coded;
  };
  add(*ledger, page("a", half_a + common));
  add(*ledger, page("c", half_c + common));
  EXPECT_EQ(why("PRK", "KOR").size(), 2u);
  EXPECT_EQ(add(*ledger, page("b", half_a + common + half_c)).report_pages, 3);
  EXPECT_EQ(why("PRK", "KOR").size(), 1u);
  const Change edit = add(*ledger, page("b", filler(9)));
  EXPECT_TRUE(edit.page_changed);
  EXPECT_EQ(edit.report_pages, 1);
  EXPECT_EQ(why("PRK", "KOR").size(), 3u);
  EXPECT_EQ(pair("PRK", "KOR").entries.size(), 3u);
}

// Twelve reports with up to six copies each, edited here and there, two of them corrected.
TEST(ReportsAnyOrder, LeaveTheSameLedger) {
  const Actor parties[] = {kNorth, kSouth, kEast};
  const char* types[] = {"ACCUSE", "ASSAULT", "CONSULT", "AID"};
  std::mt19937 random(11);
  std::vector<Coded> pages;
  for (unsigned r = 0; r < 12; ++r) {
    std::vector<Act> acts;
    for (unsigned k = 1 + random() % 5; k > 0; --k) {
      const unsigned a = random() % 3, b = (a + 1 + random() % 2) % 3;
      acts.push_back({parties[a], parties[b], types[random() % 4]});
    }
    for (unsigned copy = 0; copy < 1 + r % 6; ++copy) {
      std::vector<Act> here = acts;
      if (random() % 3 == 0) here.erase(here.begin() + static_cast<std::ptrdiff_t>(random() % here.size()));
      if (random() % 3 == 0) here.push_back({parties[random() % 2], parties[2], "REJECT"});
      const std::string date = random() % 4 ? "2021-05-" + std::to_string(10 + random() % 20) : "";
      pages.push_back(report("r" + std::to_string(r) + "-" + std::to_string(random() % 1000), date, here, 100 + r,
                             static_cast<int>(random() % 20)));
    }
  }
  std::vector<std::string> seen;
  std::string rejected, changed;
  for (int round = 0; round < 6; ++round) {
    const Folder folder;
    auto ledger = *Ledger::open(folder.file(), Mode::write);
    if (round == 1) std::reverse(pages.begin(), pages.end());
    if (round > 1) std::shuffle(pages.begin(), pages.end(), random);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (round == 3 && i % 4 == 0) {  // first in other words
        Coded other = pages[i];
        other.page.text = filler(static_cast<unsigned>(i % 8 == 0 ? 101 : 7000 + i));
        other.page.body = {0, static_cast<std::uint32_t>(other.page.text.size())};
        for (Event& event : other.events) event.evidence = {0, 60};
        add(*ledger, other);
      }
      add(*ledger, pages[i]);
    }
    if (round == 0) {
      const auto entries = *ledger->why("PRK", "JPN");
      ASSERT_GT(entries.size(), 3u);
      const auto copied = std::find_if(entries.begin(), entries.end(), [](const Entry& e) { return !e.carriers.empty(); });
      ASSERT_NE(copied, entries.end());
      rejected = copied->id, changed = entries.back().id;
    }
    ASSERT_TRUE(ledger->correct({rejected, "reject", {}, "", ""}));
    ASSERT_TRUE(ledger->correct({changed, "change", {{"source", "KOR"}}, "", ""}));
    seen.push_back(facts(*ledger));
    EXPECT_EQ(facts(**Ledger::open(folder.file(), Mode::read)), seen.back())
        << "what is kept in memory is not what the file says";
    EXPECT_TRUE(seen.back() == seen.front()) << "round " << round;
  }
  EXPECT_NE(seen.front().find("\"repeats\":\"r"), 0u);
}

// Takes a ledger back to an older version, as a program of that version wrote it.
constexpr const char* kToSecond =
    "drop trigger entry_comes; drop trigger entry_told_again; drop index pages_with_news; alter table pages drop column news; "
    "create table plain_keys (key integer not null, signature integer not null, primary key (key, signature)) without rowid; "
    "insert into plain_keys select key, signature from signature_keys; drop table signature_keys; "
    "alter table plain_keys rename to signature_keys; drop index signatures_of_cluster; "
    "alter table signatures drop column cluster; pragma user_version = 2";
constexpr const char* kToFirst =
    "drop index entries_told_again; drop index entries_first_told; drop index pages_of_report; drop table signatures; "
    "drop table signature_keys; alter table pages drop column report; alter table entries drop column repeats; "
    "pragma user_version = 1";

TEST(ReportsUpgrade, AnOlderLedgerIsBroughtUpToDate) {
  const auto copy = [](const char* id) {
    return report(id, "2021-05-01", {{kNorth, kSouth, "ACCUSE"}}, id[0] == 'c' ? 2 : 1, 10);
  };
  for (const int version : {1, 2}) {
    const Folder folder, whole;
    {
      auto ledger = *Ledger::open(folder.file(), Mode::write);
      for (const char* id : {"a", "b", "c"}) add(*ledger, copy(id));
    }
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(folder.file().c_str(), &db), SQLITE_OK);
    for (const char* back : {kToSecond, version == 1 ? kToFirst : ""})
      EXPECT_EQ(sqlite3_exec(db, back, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
    const auto refused = Ledger::open(folder.file(), Mode::read);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("version " + std::to_string(version)), std::string::npos);
    auto ledger = Ledger::open(folder.file(), Mode::write);
    ASSERT_TRUE(ledger) << ledger.error().message;
    auto fresh = *Ledger::open(whole.file(), Mode::write);
    for (const char* id : {"a", "b", "c"}) add(*fresh, copy(id));
    EXPECT_EQ(facts(**ledger), facts(*fresh));
    EXPECT_NE(facts(*fresh).find("\"report\":\"a\",\"repeats\":\"\""), std::string::npos);
    for (const char* id : {"bb", "cc"}) add(**ledger, copy(id)), add(*fresh, copy(id));  // which join what was there
    EXPECT_EQ(facts(**ledger), facts(*fresh));
  }
}

// Thousands of copies of one report: each is compared with one of them, and looks at the pages that tell something of their own.
TEST(ReportsMany, FourTimesTheCopiesTakeLessThanSevenTimesTheTime) {
  const auto seconds = [](int copies) {
    const Folder folder;
    auto ledger = *Ledger::open(folder.file(), Mode::write);
    const std::clock_t begin = std::clock();
    for (int i = 0; i < copies; ++i)
      add(*ledger,
          report("p" + std::to_string(10000 + i), "2021-05-01", {{kNorth, kSouth, "ACCUSE"}, {kSouth, kEast, "AID"}}, 1, 10));
    EXPECT_EQ(ledger->pairs()->size(), 2u);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double once = std::min(seconds(400), seconds(400));
  EXPECT_LT(std::min(seconds(1600), seconds(1600)), 7 * once);
}

TEST(Retold, SentencesAreTheSameByTheirWordsAndFigures) {
  const auto again = [](const char* first, const char* second, const char* day = "2021-05-01") {
    Retelling retelling;
    retelling.next({"1", "a", "PRK>KOR>", "ACCUSE happened", "2021-05-01", first});
    return retelling.next({"2", "b", "PRK>KOR>", "ACCUSE happened", day, second}) == "1";
  };
  EXPECT_TRUE(again("Northland accused Southland on Friday.", "Northland accused Southland on Friday!"));
  EXPECT_TRUE(again("Northland accused Southland on Friday.", "On Friday, Northland accused Southland.", "2021-06-01"));
  EXPECT_TRUE(again("Northland accused Southland of lying on Friday.", "Northland accused Southland of cheating on Friday."));
  EXPECT_FALSE(
      again("Northland accused Southland of lying on Friday.", "Northland accused Southland of lying on Monday.", "2021-05-04"));
  EXPECT_FALSE(again("Northland killed 12 soldiers of Southland.", "Northland killed 14 soldiers of Southland."));
  EXPECT_FALSE(again("Northland accused Southland of lying.", "In the talks both Northland and Southland lost patience."));
}

TEST(Retold, APageRepeatsAnEntryOnce) {
  Retelling retelling;
  const auto next = [&](const char* id, const char* page) {
    return retelling.next({id, page, "PRK>KOR>", "ACCUSE happened", "", "Northland accused Southland."});
  };
  EXPECT_EQ(next("1", "a"), "");
  EXPECT_EQ(next("2", "a"), "");
  EXPECT_EQ(next("3", "b"), "1");
  EXPECT_EQ(next("4", "b"), "2");
  EXPECT_EQ(next("5", "b"), "");
  EXPECT_EQ(next("6", "c"), "1");
}

}  // namespace
}  // namespace entente::ledger
