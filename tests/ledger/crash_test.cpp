// What a ledger is worth after the worst: a killed writer, a full disk, two writers at once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <sstream>

#include "ledger/sample.h"

namespace entente::ledger {
namespace {

using sample::Folder;
using sample::page;
using sample::state;

constexpr int kEntries = 20;

Coded synthetic(const std::string& id) {
  const Actor a = state("FRA"), b = state("DEU");
  return page(id, "2020-01-01", std::vector<sample::Act>(kEntries, {a, b, "CONSULT"}));
}

// Runs `body` in a child process, whose exit status is what it returns.
template <class F>
pid_t child(F body) {
  const pid_t pid = fork();
  if (pid == 0) _exit(body());
  return pid;
}

int wait_for(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return status;
}

std::string one(const std::filesystem::path& file, const char* sql) {
  sqlite3* db = nullptr;
  std::string out = "cannot open";
  if (sqlite3_open(file.c_str(), &db) == SQLITE_OK) {
    sqlite3_stmt* row = nullptr;
    out = "no row";
    if (sqlite3_prepare_v2(db, sql, -1, &row, nullptr) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW)
      out = reinterpret_cast<const char*>(sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
  }
  sqlite3_close(db);
  return out;
}

int pages_in(const std::filesystem::path& file) { return std::stoi(one(file, "select count(*) from pages")); }

// The file is sound and every page in it has all of its entries.
void expect_whole(const std::filesystem::path& file) {
  const auto ledger = Ledger::open(file, Mode::write);
  ASSERT_TRUE(ledger) << ledger.error().message;
  EXPECT_TRUE((*ledger)->pairs());
  EXPECT_EQ(one(file, "pragma integrity_check"), "ok");
  EXPECT_EQ(one(file, "select count(*) from pages p where (select count(*) from entries e where e.page = p.id) != 20"), "0");
}

TEST(Crash, AKilledWriterLosesAtMostThePageInWork) {
  const Folder folder;
  std::mt19937 random(7);
  int done = 0;
  for (int round = 0; round < 25; ++round) {
    int told[2];
    ASSERT_EQ(pipe(told), 0);
    const pid_t pid = child([&] {
      auto ledger = Ledger::open(folder.file(), Mode::write);
      if (!ledger) return 1;
      for (int i = 0;; ++i) {
        if (!(*ledger)->add(synthetic(std::to_string(round) + "-" + std::to_string(i)), "{}")) return 1;
        if (write(told[1], "x", 1) != 1) return 1;
      }
    });
    close(told[1]);
    usleep(std::uniform_int_distribution<useconds_t>(500, 60000)(random));
    kill(pid, SIGKILL);
    const int status = wait_for(pid);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer failed by itself";
    char buffer[4096];
    for (ssize_t n; (n = read(told[0], buffer, sizeof buffer)) > 0;) done += static_cast<int>(n);
    close(told[0]);
    expect_whole(folder.file());
    const int kept = pages_in(folder.file());
    EXPECT_GE(kept, done) << "a page that was reported as added is missing";
    EXPECT_LE(kept, done + 1);
    done = kept;
  }
  EXPECT_GT(done, 0);
}

TEST(Crash, AFullDiskIsAnErrorAndTheLedgerStillOpens) {
  const Folder folder;
  const int status = wait_for(child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{600 * 1024, 600 * 1024};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto ledger = Ledger::open(folder.file(), Mode::write);
    if (!ledger) return 1;
    const std::string record(20000, 'r');
    for (int i = 0; i < 1000; ++i)
      if (const auto change = (*ledger)->add(synthetic(std::to_string(i)), record); !change)
        return i > 0 && change.error().message.find("disk") != std::string::npos ? 42 : 2;
    return 3;
  }));
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
  expect_whole(folder.file());
  EXPECT_GT(pages_in(folder.file()), 0);
  const auto ledger = *Ledger::open(folder.file(), Mode::write);
  EXPECT_TRUE(ledger->add(synthetic("after"), "{}")) << "there is room again";
}

TEST(Crash, TwoWritersWaitForEachOther) {
  const Folder folder;
  const auto writer = [&](const char* name) {
    return child([&folder, name] {
      auto ledger = Ledger::open(folder.file(), Mode::write);
      if (!ledger) return 1;
      for (int i = 0; i < 60; ++i)
        if (!(*ledger)->add(synthetic(name + std::to_string(i)), "{}")) return 2;
      return 0;
    });
  };
  const pid_t first = writer("a"), second = writer("b");  // both make the file
  EXPECT_EQ(wait_for(first), 0);
  EXPECT_EQ(wait_for(second), 0);
  expect_whole(folder.file());
  EXPECT_EQ(pages_in(folder.file()), 120);
}

}  // namespace
}  // namespace entente::ledger
