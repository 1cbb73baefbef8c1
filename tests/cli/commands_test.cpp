#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace entente::test {
namespace {

using Json = nlohmann::json;

constexpr const char* kCommands[] = {"read", "page", "parse",   "code",   "classify", "actors", "ledger",
                                     "why",  "show", "correct", "export", "import",   "serve",  "model"};

TEST(Commands, EachHasHelp) {
  for (const char* command : kCommands) {
    const Ran ran = run(std::string(command) + " --help");
    EXPECT_EQ(ran.status, 0) << command;
    EXPECT_NE(ran.out.find("Usage"), std::string::npos) << command;
    EXPECT_TRUE(ran.err.empty()) << command << ": " << ran.err;
  }
}

TEST(Commands, WrongOnesSayWhatToDo) {
  for (const char* wrong : {"", "reed", "read", "why USA", "page --threads none x", "page --date yesterday x",
                            "page --date 2021-02-30 x", "correct 1", "export --format fax"}) {
    const Ran ran = run(wrong);
    EXPECT_EQ(ran.status, 2) << wrong;
    EXPECT_FALSE(ran.err.empty()) << wrong;
    EXPECT_TRUE(ran.out.empty()) << wrong << ": " << ran.out;
    EXPECT_EQ(ran.err.rfind("entente: ", 0), 0u) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_EQ(run("reed x").err, "entente: no command \"reed\"; `entente --help` lists them\n");
  EXPECT_EQ(run("--bogus").err, "entente: no option \"--bogus\"; `entente --help` lists them\n");
  EXPECT_EQ(run("why USA").err, "entente: B is required; `entente why --help` says more\n");
}

TEST(Commands, AFolderWithoutPagesIsTold) {
  const Folder folder;
  const Ran ran = run("read " + folder.str() + " --ledger " + (folder / "x.db").string());
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "entente: no pages among the inputs\n");
}

TEST(Commands, APageInAnotherLanguageIsNotCoded) {
  const std::string page =
      "<html lang=de><h1>Der Hafen bleibt zu</h1><p>Norwegen hat Schweden am Montag scharf kritisiert und den Botschafter "
      "einbestellt.</p>"
      "<p>Die Regierung in Oslo will nun mit den anderen L\u00e4ndern \u00fcber die Lage im Hafen sprechen.</p></html>";
  const Ran ran = run("code -", page);
  EXPECT_EQ(ran.status, 0);
  const Json record = Json::parse(ran.out);
  EXPECT_EQ(record["page"]["language"], "de");
  EXPECT_TRUE(record["events"].empty() && record["mentions"].empty());
}

TEST(Commands, LaterOnesSaySo) {
  for (const char* later : {"import x --format icews", "serve", "export --format gdelt"}) {
    const Ran ran = run(later);
    EXPECT_EQ(ran.status, 2) << later;
    EXPECT_NE(ran.err.find("later version"), std::string::npos) << later;
  }
}

TEST(Page, ComesBackAsOneRecordALine) {
  const Ran ran =
      run("page -", "{\"id\":7,\"text\":\"President Joe Biden met reporters.\"}\n{\"id\":\"b\",\"text\":\"Nothing.\"}\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  std::istringstream lines(ran.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const Json first = Json::parse(line);
  EXPECT_EQ(first["id"], "7");
  EXPECT_EQ(first["text"], "President Joe Biden met reporters.");
  EXPECT_EQ(first["article_date"]["how"], "officeholders");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(Json::parse(line)["id"], "b");
}

TEST(Parse, PrintsConllu) {
  const Ran ran = run("parse -", "{\"id\":\"a\",\"text\":\"Rebels attacked the town on Friday.\"}\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out.find("# newdoc id = a\n# text = Rebels attacked the town on Friday.\n1\tRebels\trebel\tNOUN\tNNS\t"), 0u)
      << ran.out;
  EXPECT_NE(ran.out.find("\tnsubj\t"), std::string::npos);
}

TEST(Classify, TypesWhatOneSpanDoesToTheOther) {
  const Ran ran = run("classify -", "{\"id\":1,\"text\":\"France condemned Spain.\",\"source\":[0,6],\"target\":[17,22]}\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  const Json record = Json::parse(ran.out);
  EXPECT_EQ(record["type"], "ACCUSE");
  EXPECT_EQ(record["quad"], 3);
}

TEST(Classify, NamesTheRecordWithoutSpans) {
  const Ran ran = run("classify -", "{\"id\":1,\"text\":\"France condemned Spain.\",\"source\":[0,99999999999]}\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.err.find("source and target"), std::string::npos);
}

TEST(Actors, ResolvesAPhrase) {
  const Ran ran = run("actors -", "{\"id\":1,\"text\":\"Turkish police\"}\n{\"id\":2,\"text\":\"a cup of tea\"}\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(Json::parse(ran.out.substr(0, ran.out.find('\n')))["country"], "TUR");
  EXPECT_EQ(Json::parse(ran.out.substr(ran.out.find('\n') + 1))["code"], "");
}

TEST(Code, OneThreadAndManyGiveTheSameBytes) {
  std::string input;
  for (int i = 0; i < 40; ++i)
    input += "{\"id\":" + std::to_string(i) +
             ",\"text\":\"Israel attacked Hezbollah in Lebanon. Iran condemned the strike number " + std::to_string(i) + ".\"}\n";
  const Ran one = run("code - --threads 1", input);
  const Ran many = run("code - --threads 7", input);
  EXPECT_EQ(one.status, 0) << one.err;
  EXPECT_FALSE(one.out.empty());
  EXPECT_EQ(one.out, many.out);
}

class Kept : public testing::Test {
 protected:
  void SetUp() override {
    spill(folder / "a.txt",
          "Israel attacks Hezbollah\n\nIsrael attacked Hezbollah in Lebanon on 5 May 2020, killing 12 people.\n\n"
          "Iran condemned Israel. Iran supports Hezbollah. Israel shelled Lebanon on 6 May 2020.\n\n"
          "Hezbollah accused Israel of a massacre on 7 May 2020.\n");
    const Ran ran = run("read " + (folder / "a.txt").string() + " --ledger " + db());
    ASSERT_EQ(ran.status, 0) << ran.err;
    printed = ran.out;
  }
  std::string db() const { return (folder / "x.db").string(); }

  Folder folder;
  std::string printed;
};

TEST_F(Kept, ReadTellsAPerson) {
  EXPECT_NE(printed.find("Israel attacks Hezbollah"), std::string::npos);
  EXPECT_NE(printed.find("Who did what"), std::string::npos) << printed;
  EXPECT_NE(printed.find("Ledger"), std::string::npos);
  EXPECT_NE(printed.find(" entries added, "), std::string::npos) << printed;
  EXPECT_NE(printed.find(" of them between two known actors\n"), std::string::npos) << printed;
}

TEST_F(Kept, ReadNamesTheEntriesOfAnEvent) {
  const std::size_t at = printed.find("people.\n      — ");
  ASSERT_NE(at, std::string::npos) << printed;
  const std::string id = printed.substr(printed.find("— ", at) + 4, 16);
  EXPECT_EQ(Json::parse(run("show " + id + " --ledger " + db()).out)["entry"]["type"], "ASSAULT") << id;
  const Json record = Json::parse(run("read " + (folder / "a.txt").string() + " --json --ledger " + db()).out);
  const Json& entries = record["ledger"]["entries"];
  EXPECT_TRUE(std::any_of(entries.begin(), entries.end(), [&](const Json& e) { return e["id"] == id; })) << entries;
}

TEST_F(Kept, ABriefReadSaysWhatWasAdded) {
  spill(folder / "b.txt", "Egypt praised Jordan on 7 May 2020 in Cairo.\n");
  const std::string command = "read " + (folder / "b.txt").string() + " --brief --ledger " + (folder / "b.db").string();
  EXPECT_NE(run(command).out.find("\n1 page read, 1 entry added to "), std::string::npos);
  EXPECT_EQ(run(command + " --quiet").out.find("1 page read"), std::string::npos);
}

TEST_F(Kept, WhatCannotBeReadLeavesNoLedger) {
  const auto none = folder / "none.db";
  EXPECT_EQ(run("read " + (folder / "none.txt").string() + " --ledger " + none.string()).status, 1);
  EXPECT_FALSE(std::filesystem::exists(none));
  const std::string pages = (folder / "a.txt").string() + " " + (folder / "a.txt").string();
  for (const char* threads : {"1", "4"}) {
    const Ran ran = run("read " + pages + " --threads " + threads + " --ledger " + (folder / "no" / "x.db").string());
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_TRUE(ran.out.empty()) << ran.out;
  }
}

TEST_F(Kept, ReadShowsWhatThePageSetApart) {
  spill(
      folder / "b.html",
      "<article><h1>Ministers agree on three steps for the border towns</h1><p>France and Spain signed an agreement on Monday "
      "in Lyon after a week of talks, officials of the two countries said, and named what is to be done in the summer:</p>"
      "<ol><li>open the bridge for people on foot</li><li>count the cars that cross it in one month</li></ol>"
      "<p>Costs are shared between both states, as a table in the plan shows, and the towns on the river pay for the lamps.</p>"
      "<table><caption>Who pays</caption><tr><th>State</th><th>Million euros</th></tr><tr><td>France</td><td>12</td></tr></table>"
      "<blockquote><p>We waited for this bridge for thirty years, and I will be the first to walk over it.</p>"
      "<p>My neighbour will be the second.</p></blockquote><p>Work begins in May, the mayor said, and the bridge is to be open "
      "before the first snow falls in the mountains behind the town.</p></article>");
  const std::string out = run("read " + (folder / "b.html").string() + " --ledger " + db()).out;
  for (const char* part :
       {"\nLists\n  1. open the bridge for people on foot\n  2. count the cars that cross it in one month\n\n",
        "\nTables\n  Who pays\n  State | Million euros\n  France | 12\n\n",
        "\nQuotes\n  We waited for this bridge for thirty years, and I will be the first to walk over it.\n  My neighbour will "
        "be the second.\n\n"})
    EXPECT_NE(out.find(part), std::string::npos) << out;
  for (const char* none : {"\nLists\n", "\nTables\n", "\nQuotes\n"}) EXPECT_EQ(printed.find(none), std::string::npos) << printed;
}

TEST_F(Kept, WhatTakesAnothersPlaceIsTold) {
  const std::string other = "Iran condemns Israel\n\nIran condemned Israel on 6 May 2020 in Tehran.\n";
  spill(folder / "sub" / "a.txt", other);
  const std::string both = "read " + (folder / "a.txt").string() + " " + (folder / "sub" / "a.txt").string() + " --ledger ";
  const Ran together = run(both + (folder / "y.db").string());
  EXPECT_NE(together.out.find("2 pages read"), std::string::npos) << together.out;
  EXPECT_EQ(together.out.find("replaced"), std::string::npos) << together.out;
  EXPECT_TRUE(together.err.empty()) << together.err;

  const Ran alone = run("read " + (folder / "sub" / "a.txt").string() + " --ledger " + db());  // which holds the first a.txt
  EXPECT_EQ(alone.status, 0);
  EXPECT_NE(alone.err.find((folder / "sub" / "a.txt").string() + ": took the place of " + (folder / "a.txt").string()),
            std::string::npos)
      << alone.err;
  EXPECT_TRUE(run("read " + (folder / "sub" / "a.txt").string() + " --ledger " + db()).err.empty());

  spill(folder / "sub" / "a.txt", other + "\nIran praised Syria.\n");  // the same file, edited, and named another way
  EXPECT_TRUE(run("read " + (folder / "sub" / ".." / "sub" / "a.txt").string() + " --ledger " + db()).err.empty());
}

TEST_F(Kept, PagesFromAPipeAreNotOnePage) {
  for (const char* page : {"Iran condemned Israel on 6 May 2020 in Tehran.\n", "Egypt praised Jordan on 7 May 2020 in Cairo.\n"})
    EXPECT_TRUE(run("read - --ledger " + db(), page).err.empty());
  const std::string entries = run("export --ledger " + db()).out;
  for (const char* page : {"a.txt", "Iran condemned", "Egypt praised"})
    EXPECT_NE(entries.find(page), std::string::npos) << entries;
}

TEST_F(Kept, ReadingTwiceChangesNothing) {
  const Ran before = run("export --ledger " + db());
  const Ran again = run("read " + (folder / "a.txt").string() + " --ledger " + db());
  EXPECT_EQ(again.status, 0);
  EXPECT_NE(again.out.find("nothing changed"), std::string::npos) << again.out;
  EXPECT_EQ(run("export --ledger " + db()).out, before.out);
  EXPECT_FALSE(before.out.empty());
}

TEST_F(Kept, WhyShowsTheSentence) {
  const Ran ran = run("why Israel hezbollah --ledger " + db());
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(ran.out.find("Israel attacked Hezbollah in Lebanon on 5 May 2020"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("2020-05-05"), std::string::npos) << ran.out;
}

TEST_F(Kept, WhyGivesEachSentenceALineAndATellerAName) {
  spill(folder / "page.html",
        "<html><body><article><h1>Chad shells Mali</h1><p>4 May 2020</p><p>Chad shelled Mali on Sunday, killing 12 soldiers. "
        "The people of the valley have left their homes and wait in camps for bread and water.</p><p>Chad spoke of Mali on Monday. It "
        "said that Mali attacked Chad on Friday.</p></article></body></html>");
  const std::string own = " --ledger " + (folder / "page.db").string();
  EXPECT_EQ(run("read " + (folder / "page.html").string() + own).status, 0);
  const std::string out = run("why Chad Mali" + own).out;
  EXPECT_NE(out.find("      Chad shells Mali\n      Chad shelled Mali on Sunday"), std::string::npos) << out;
  EXPECT_NE(out.find("told by TCD (\"It\")"), std::string::npos) << out;
}

TEST_F(Kept, LedgerKeepsItsColumnsBesideLongNames) {
  const std::string own = " --ledger " + (folder / "long.db").string();
  const std::string page =
      R"({"id":"p","text":"Russia condemned the Organisation of Islamic Cooperation. Chad attacked Mali.","date":"2020-06-01"})";
  EXPECT_EQ(run("read -" + own, page).status, 0);
  std::istringstream lines(run("ledger" + own).out);
  std::string head, line;
  ASSERT_TRUE(std::getline(lines, head));
  while (std::getline(lines, line))  // the dash between the names is three bytes and one column
    EXPECT_EQ(line.find(line.starts_with("Mali") ? "hostile" : "strained"), head.find("stance") + 2) << line;
}

TEST_F(Kept, WhyKnowsOtherNamesOfAnActor) {
  const Ran known = run("why Israel hezbollah --ledger " + db()), other = run("why israel Hizbollah --ledger " + db());
  EXPECT_EQ(other.status, 0) << other.err;
  EXPECT_FALSE(known.out.empty());
  EXPECT_EQ(other.out, known.out);
  const Ran ran = run("why Israel Zembla --ledger " + db());
  EXPECT_NE(ran.status, 0);
  EXPECT_NE(ran.err.find("no actor \"Zembla\""), std::string::npos) << ran.err;
}

TEST_F(Kept, LedgerNamesCountriesAndTellsWhatBecameOfTies) {
  const std::string own = " --ledger " + (folder / "ties.db").string();
  const std::string page =
      R"({"id":"p","text":"Emmanuel Macron condemned the UN Security Council. Chad severed ties with Mali on 3 May 2020.",)"
      R"("date":"2020-06-01"})";
  EXPECT_EQ(run("read -" + own, page).status, 0);
  const std::string out = run("ledger" + own).out;
  EXPECT_NE(out.find("France – United Nations"), std::string::npos) << out;
  EXPECT_NE(out.find("ties broken off 2020-05-03"), std::string::npos) << out;
  const std::string foes = " --ledger " + (folder / "foes.db").string();
  EXPECT_EQ(run("read -" + foes, R"({"id":"p","text":"Peru attacked Mali. Chad attacked Mali. Peru thanked Chad."})").status, 0);
  EXPECT_NE(run("ledger" + foes).out.find("common enemies: Mali\n"), std::string::npos);
}

TEST_F(Kept, LedgerTakesAnActorOrTwo) {
  const auto lines = [&](const std::string& actors) {
    const std::string out = run("ledger " + actors + " --ledger " + db()).out;
    return std::count(out.begin(), out.end(), '\n');
  };
  EXPECT_EQ(lines(""), 5) << "with the line of heads";
  EXPECT_EQ(lines("israel"), 4);
  EXPECT_EQ(lines("Hizbollah"), 3);
  EXPECT_EQ(lines("Hizbollah ISR"), 2);
  EXPECT_EQ(run("ledger Lebanon Hezbollah --ledger " + db()).out, "no such pairs\n");
  EXPECT_EQ(run("show Hizbollah --ledger " + db()).out, run("show Hezbollah --ledger " + db()).out);
  const Ran none = run("ledger Zembla --ledger " + db());
  EXPECT_EQ(none.status, 1);
  EXPECT_NE(none.err.find("no actor \"Zembla\""), std::string::npos) << none.err;
}

TEST_F(Kept, ARejectedEntryCountsNoMore) {
  const Ran why = run("why ISR HEZBOLLAH --json --ledger " + db());
  ASSERT_EQ(why.status, 0) << why.err;
  std::istringstream lines(why.out);
  int entries = 0;
  for (std::string line; std::getline(lines, line); ++entries) {
    const std::string id = Json::parse(line)["id"].get<std::string>();
    const Ran done = run("correct " + id.substr(0, 9) + " --reject --by tester --ledger " + db());
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_NE(done.out.find(" · rejected\n"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find(id), std::string::npos) << done.out;
  }
  EXPECT_GT(entries, 0);
  const Ran pairs = run("ledger --json --ledger " + db());
  EXPECT_EQ(pairs.out.find("\"a\":\"HEZBOLLAH\",\"b\":\"ISR\""), std::string::npos) << pairs.out;
}

TEST_F(Kept, TimesKnownInPartAreWorded) {
  std::istringstream why(run("why ISR HEZBOLLAH --json --ledger " + db()).out);
  std::string early, late;
  ASSERT_TRUE(std::getline(why, early) && std::getline(why, late));
  const auto set = [&](const std::string& line, const std::string& fields) {
    EXPECT_EQ(run("correct " + Json::parse(line)["id"].get<std::string>() + fields + " --ledger " + db()).status, 0);
  };
  set(early, " --set type=AID --set date=2010-03-01");
  set(late, " --set date=2020-05-01/2020-05-09");
  const auto pair = [&] { return run("ledger ISR HEZBOLLAH --ledger " + db()).out; };
  EXPECT_NE(pair().find("  since between 2020-05-01 and 2020-05-09; was friendly before\n"), std::string::npos) << pair();
  set(late, " --set date=../2020-05-09");
  EXPECT_NE(pair().find("  by 2020-05-09; was friendly before\n"), std::string::npos) << pair();
}

TEST_F(Kept, UnknownNamesAreErrors) {
  EXPECT_EQ(run("why Israel Atlantis --ledger " + db()).status, 1);
  EXPECT_EQ(run("show nothing --ledger " + db()).status, 1);
  EXPECT_EQ(run("correct nothing --confirm --ledger " + db()).status, 1);
  EXPECT_EQ(run("ledger --ledger " + (folder / "none.db").string()).status, 2);
}

}  // namespace
}  // namespace entente::test
