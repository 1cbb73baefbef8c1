// Bad input gets one clear error naming it, or a sound record; the rest goes on.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/program.h"

namespace entente::test {
namespace {

using Json = nlohmann::json;

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

TEST(Hostile, EmptyAndBinaryFilesAreNamedAndTheRestGoesOn) {
  const Folder folder;
  spill(folder / "a-empty.html", "");
  std::string bytes =
      "\x7f"
      "ELF";
  for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(i * 7919 % 251);
  spill(folder / "b-binary.html", bytes);
  spill(folder / "c-good.txt", "Rebels attacked the town.\n\nThe army answered with shells on Friday, officials said.\n");
  const Ran ran = run("code " + folder.str());
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.err.find("a-empty.html"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("b-binary.html"), std::string::npos) << ran.err;
  EXPECT_EQ(lines(ran.err), 2u) << ran.err;
  EXPECT_EQ(lines(ran.out), 1u);
}

TEST(Hostile, AMissingInputIsNamed) {
  const Ran ran = run("page /nowhere/page.html");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.err.find("/nowhere/page.html"), std::string::npos);
}

TEST(Hostile, WrongEncodingsGiveSoundRecords) {
  const Folder folder;
  spill(folder / "latin.html",
        "<html><head><meta charset=\"iso-8859-1\"></head><body><article><h1>Fa\xe7"
        "ade of peace</h1><p>The caf\xe9 talks between "
        "rebels and the army failed on Friday, officials said in the capital.</p></article></body></html>");
  spill(folder / "lying.html",
        "<html><head><meta charset=\"utf-8\"></head><body><article><p>The caf\xe9 talks between rebels and the army "
        "failed on Friday, officials said in the capital.</p></article></body></html>");
  const Ran ran = run("page " + folder.str());
  EXPECT_EQ(ran.status, 0) << ran.err;
  ASSERT_EQ(lines(ran.out), 2u);
  std::istringstream records(ran.out);
  for (std::string line; std::getline(records, line);) {
    const Json record = Json::parse(line);  // throws on bad UTF-8
    EXPECT_NE(record["text"].get<std::string>().find("talks between rebels and the army"), std::string::npos);
  }
  EXPECT_NE(ran.out.find("caf\xc3\xa9"), std::string::npos);
}

TEST(Hostile, FiftyMegabytesGoThrough) {
  const Folder folder;
  std::string page = "<html><body><article><h1>Long war</h1>";
  while (page.size() < 50u << 20)
    page += "<div><a href='/x'>Other news of the day</a></div><!-- filler filler filler filler filler filler filler -->";
  page +=
      "<p>Rebels attacked the town on Friday, and the army, officials said, answered with shells and mortar "
      "fire.</p></article></body></html>";
  spill(folder / "long.html", page);
  const Ran ran = run("page " + folder.str());
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(lines(ran.out), 1u);
}

TEST(Hostile, DeepNestingIsNoStackOverflow) {
  std::string page = "<html><body>";
  for (int i = 0; i < 100000; ++i) page += "<div>";
  page += "<p>Rebels attacked the town on Friday, and the army, officials said, answered with shells and mortar fire.</p>";
  const Ran ran = run("page -", page);
  EXPECT_TRUE(ran.status == 0 || ran.status == 1) << ran.status;
  EXPECT_EQ(lines(ran.out) + lines(ran.err), 1u) << ran.err;
  std::string json = "{\"id\":1,\"text\":";
  for (int i = 0; i < 100000; ++i) json += "[";
  const Ran nested = run("code -", json + "\n");
  EXPECT_EQ(nested.status, 1);
  EXPECT_FALSE(nested.err.empty());
}

TEST(Hostile, AFullDiskIsAnError) {
  const Folder folder;
  spill(folder / "in.txt", "Rebels left the town on Friday.\n");
  const int status =
      std::system((std::string(ENTENTE_PROGRAM) + " page " + (folder / "in.txt").string() + " >/dev/full 2>/dev/null").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(Hostile, ReadingIntoAFileThatIsNoLedgerLeavesItAlone) {
  const Folder folder;
  spill(folder / "notes.db", "these are my notes, not a ledger\n");
  spill(folder / "in.txt", "Rebels left the town on Friday.\n");
  const Ran ran = run("read " + (folder / "in.txt").string() + " --ledger " + (folder / "notes.db").string());
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("notes.db"), std::string::npos);
  EXPECT_EQ(slurp(folder / "notes.db"), "these are my notes, not a ledger\n");
}

// The ledger of a killed reader opens, holds only whole pages, and a second run adds the rest.
TEST(Killed, ReadLosesAtMostThePageInWork) {
  const Folder folder;
  std::filesystem::create_directory(folder / "pages");
  constexpr int kPages = 150;
  for (int i = 0; i < kPages; ++i)
    spill(folder / ("pages/" + std::to_string(1000 + i) + ".txt"),
          "Report " + std::to_string(i) + "\n\nIsrael attacked Hezbollah in Lebanon on " + std::to_string(1 + i % 28) +
              " May 2020, killing 12 people.\n\nIran condemned Israel. Russia and Turkey held talks in Moscow.\n");
  const std::string db = (folder / "x.db").string();
  const std::string read = "read " + (folder / "pages").string() + " --json --ledger ";

  const Ran whole = run(read + (folder / "whole.db").string());
  ASSERT_EQ(whole.status, 0) << whole.err;
  ASSERT_EQ(lines(whole.out), static_cast<std::size_t>(kPages));

  // Kill once the reader has printed some pages.
  const std::string out = (folder / "out").string();
  spill(out, "");
  const pid_t child = ::fork();
  if (child == 0) {
    if (!std::freopen(out.c_str(), "w", stdout)) ::_exit(3);
    ::execl("/bin/sh", "sh", "-c", ("exec " + std::string(ENTENTE_PROGRAM) + " " + read + db).c_str(), nullptr);
    ::_exit(3);
  }
  for (int i = 0; i < 3000 && std::filesystem::file_size(out) < 20000; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the reader ended before it was killed";

  const std::size_t printed = lines(slurp(out));
  const Ran kept = run("export --ledger " + db);
  EXPECT_EQ(kept.status, 0) << kept.err;
  EXPECT_GT(printed, 0u);
  const Ran rest = run(read + db);
  EXPECT_EQ(rest.status, 0) << rest.err;
  EXPECT_EQ(lines(rest.out), static_cast<std::size_t>(kPages));
  // Every page that was printed was kept: reading again finds at least as many known pages as were printed.
  std::size_t known = 0;
  std::istringstream records(rest.out);
  for (std::string line; std::getline(records, line);) known += !Json::parse(line)["ledger"]["new"].get<bool>();
  EXPECT_GE(known, printed);
  EXPECT_LT(known, static_cast<std::size_t>(kPages));
  // Nothing was lost or doubled: the ledger equals the one of an undisturbed run, whatever the order of its rows.
  const auto sorted = [](const std::string& text) {
    std::vector<std::string> rows;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) rows.push_back(line);
    std::sort(rows.begin(), rows.end());
    return rows;
  };
  EXPECT_EQ(sorted(run("export --ledger " + db).out), sorted(run("export --ledger " + (folder / "whole.db").string()).out));
}

}  // namespace
}  // namespace entente::test
