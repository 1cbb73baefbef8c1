#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <fstream>

#include "ledger/sample.h"

namespace entente::ledger {
namespace {

namespace fs = std::filesystem;
using sample::Folder;

void run_sql(const fs::path& file, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

std::string refusal(const fs::path& file, Mode mode) {
  const auto ledger = Ledger::open(file, mode);
  return ledger ? "opened" : ledger.error().message;
}

TEST(Open, MakesANewLedgerAndOpensItAgain) {
  const Folder folder;
  ASSERT_TRUE(Ledger::open(folder.file(), Mode::write));
  ASSERT_TRUE(Ledger::open(folder.file(), Mode::write));
  const auto ledger = Ledger::open(folder.file(), Mode::read);
  ASSERT_TRUE(ledger) << ledger.error().message;
  EXPECT_TRUE((*ledger)->pairs()->empty());
}

TEST(Open, LeavesOneFileBehind) {
  const Folder folder;
  for (const Mode mode : {Mode::write, Mode::read}) {
    {
      const auto ledger = Ledger::open(folder.file(), mode);
      ASSERT_TRUE((*ledger)->pairs());
      EXPECT_EQ((*ledger)->add(sample::page("1", "2021", {}), "{}").has_value(), mode == Mode::write);
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
  }
}

TEST(Open, SaysWhatIsWrong) {
  const Folder folder;
  EXPECT_NE(refusal(folder.path(), Mode::write).find("a folder"), std::string::npos);
  EXPECT_NE(refusal(folder.file(), Mode::read).find("no such ledger"), std::string::npos);
  EXPECT_NE(refusal(folder.path() / "no" / "x.db", Mode::write).find("folder exists"), std::string::npos);

  const fs::path words = folder.path() / "words.txt";
  std::ofstream(words) << std::string(5000, 'w');
  for (const Mode mode : {Mode::read, Mode::write})
    EXPECT_NE(refusal(words, mode).find("not an entente ledger"), std::string::npos) << refusal(words, mode);

  const fs::path other = folder.path() / "other.db";
  run_sql(other, "create table t (x); pragma user_version = 1");
  EXPECT_NE(refusal(other, Mode::write).find("another program"), std::string::npos);

  const fs::path empty = folder.path() / "empty.db";
  std::ofstream(empty).flush();
  EXPECT_NE(refusal(empty, Mode::read).find("empty file"), std::string::npos);
  EXPECT_EQ(refusal(empty, Mode::write), "opened");
}

TEST(Open, RefusesANewerVersion) {
  const Folder folder;
  ASSERT_TRUE(Ledger::open(folder.file(), Mode::write));
  run_sql(folder.file(), "pragma user_version = 999");
  for (const Mode mode : {Mode::read, Mode::write})
    EXPECT_NE(refusal(folder.file(), mode).find("newer version (999"), std::string::npos);
}

TEST(Open, RefusesAFileItMayNotWrite) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const Folder folder;
  ASSERT_TRUE(Ledger::open(folder.file(), Mode::write));
  fs::permissions(folder.file(), fs::perms::owner_read);
  EXPECT_NE(refusal(folder.file(), Mode::write).find("cannot be written"), std::string::npos);
}

TEST(Open, TellsOfAFolderInWhichNothingCanBeRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const Folder folder;
  ASSERT_TRUE(Ledger::open(folder.file(), Mode::write));
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_NE(refusal(folder.file(), Mode::read).find("its folder cannot be written, and even reading"), std::string::npos);
  fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST(Open, ADamagedFileIsAnError) {
  const Folder folder;
  {
    auto ledger = Ledger::open(folder.file(), Mode::write);
    for (int i = 0; i < 30; ++i)
      ASSERT_TRUE((*ledger)->add(
          sample::page(std::to_string(i), "2021", {{sample::state("USA"), sample::state("CHN"), "ACCUSE"}}), "{}"));
  }
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);
  for (int i = 0; i < 40000; ++i) file.put('\xa5');
  file.close();
  auto ledger = Ledger::open(folder.file(), Mode::write);
  if (ledger) {
    EXPECT_FALSE((*ledger)->pairs());
  }
}

}  // namespace
}  // namespace entente::ledger
