// Work that was stopped goes on where it was; the bar that says how far it is.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/program.h"

namespace entente::test {
namespace {

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

constexpr int kPages = 150;

// Pages of several forms: text files, one of them in a folder below, and a file of JSON Lines.
void make_pages(const Folder& folder) {
  std::filesystem::create_directories(folder / "pages/below");
  std::string records;
  for (int i = 0; i < kPages; ++i) {
    const std::string text = "Report " + std::to_string(i) + "\n\nIsrael attacked Hezbollah in Lebanon on " +
                             std::to_string(1 + i % 28) + " May 2020, killing 12 people.\n\nIran condemned Israel over strike " +
                             std::to_string(i) + ". Russia and Turkey held talks in Moscow.\n";
    if (i % 3 == 0)
      records += nlohmann::json{{"id", i}, {"text", text}}.dump() + "\n";
    else
      spill(folder / ((i % 3 == 1 ? "pages/" : "pages/below/") + std::to_string(1000 + i / 3) + ".txt"), text);
  }
  spill(folder / "pages/records.jsonl", records);
}

// Runs the program and kills it as soon as `watched` holds `size` bytes; false where it ended before.
bool killed_at(const std::string& arguments, const std::filesystem::path& watched, std::uintmax_t size) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!std::freopen("/dev/null", "w", stdout)) ::_exit(3);
    ::execl("/bin/sh", "sh", "-c", ("exec " + std::string(ENTENTE_PROGRAM) + " " + arguments).c_str(), nullptr);
    ::_exit(3);
  }
  std::error_code ignored;
  for (int i = 0; i < 6000; ++i) {
    const std::uintmax_t now = std::filesystem::file_size(watched, ignored);
    if (!ignored && now >= size) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

TEST(Resume, AKilledRunGoesOnToTheSameBytes) {
  const Folder folder;
  make_pages(folder);
  const std::string inputs = (folder / "pages").string();
  for (const std::string command : {"page", "code"}) {
    const std::string whole = run(command + " " + inputs).out;
    ASSERT_EQ(lines(whole), static_cast<std::size_t>(kPages));
    const auto file = folder / (command + ".jsonl");
    const std::string resumed = command + " " + inputs + " --resume --output " + file.string();
    killed_at(resumed, file, 8000);
    // A fast command may have written all before it is killed: then the cut is made here.
    if (std::filesystem::file_size(file) == whole.size()) std::filesystem::resize_file(file, whole.size() / 2);
    const std::string before = slurp(file);
    EXPECT_GT(before.size(), 0u);
    EXPECT_LT(before.size(), whole.size());
    EXPECT_EQ(whole.compare(0, before.size(), before), 0);
    const Ran rest = run(resumed);
    EXPECT_EQ(rest.status, 0) << rest.err;
    EXPECT_TRUE(rest.out.empty());
    EXPECT_TRUE(slurp(file) == whole) << command << ": the file of two runs is not that of one";
    run(resumed);
    EXPECT_TRUE(slurp(file) == whole) << command << ": a third run added something";
  }
}

TEST(Resume, AnEditedInputIsReadAgain) {
  const Folder folder;
  spill(folder / "a.txt", "Rebels left the town on Friday.\n");
  spill(folder / "b.txt", "Rebels came back on Saturday.\n");
  const std::string command = "page " + (folder / "a.txt").string() + " " + (folder / "b.txt").string() + " --resume --output " +
                              (folder / "out.jsonl").string();
  ASSERT_EQ(run(command).status, 0);
  spill(folder / "b.txt", "Rebels came back on Sunday.\n");
  ASSERT_EQ(run(command).status, 0);
  const std::string out = slurp(folder / "out.jsonl");
  EXPECT_EQ(lines(out), 3u);
  EXPECT_NE(out.find("Sunday"), std::string::npos);
}

TEST(Resume, AFileOfOtherLinesIsLeftAlone) {
  const Folder folder;
  spill(folder / "a.txt", "Rebels left the town on Friday.\n");
  const std::string page = "page " + (folder / "a.txt").string() + " --output " + (folder / "out.jsonl").string();
  const std::string code = "code " + (folder / "a.txt").string() + " --output " + (folder / "out.jsonl").string();
  for (const std::string notes : {"my notes\nmore notes\n", "my notes", "{\"id\":1,\"text\":\"a record of another kind\"}\n"}) {
    spill(folder / "out.jsonl", notes);
    const Ran ran = run(page + " --resume");
    EXPECT_EQ(ran.status, 2);
    EXPECT_NE(ran.err.find("out.jsonl:1: "), std::string::npos) << ran.err;
    EXPECT_EQ(slurp(folder / "out.jsonl"), notes);
  }
  ASSERT_EQ(run(page).status, 0);
  EXPECT_EQ(run(code + " --resume").status, 2) << "a file of pages does not go on as a file of code records";
  ASSERT_EQ(run(code).status, 0);
  EXPECT_EQ(run(code + " --resume").status, 0);
  EXPECT_EQ(run("page " + (folder / "a.txt").string() + " --resume").status, 2) << "there is nothing to go on with";
}

TEST(Resume, AnInputIsNotWrittenOver) {
  const Folder folder;
  const std::string text = "Rebels left the town on Friday.\n";
  spill(folder / "a.txt", text);
  const std::string file = (folder / "a.txt").string(), inside = (folder / "out.jsonl").string();
  for (const std::string& command :
       {"page " + file + " --output " + file, "page " + (folder / ".").string() + " --output " + inside}) {
    const Ran ran = run(command);
    EXPECT_EQ(ran.status, 2) << command;
    EXPECT_NE(ran.err.find("another place"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(slurp(folder / "a.txt"), text);
  EXPECT_EQ(run("page " + file + " --output " + inside).status, 0);
}

TEST(Resume, AKilledReaderGoesOnToTheSameLedger) {
  const Folder folder;
  make_pages(folder);
  const std::string read = "read " + (folder / "pages").string() + " --json --ledger ";
  const std::string whole = (folder / "whole.db").string(), db = (folder / "x.db").string();
  ASSERT_EQ(run(read + whole).status, 0);
  // With write-ahead logging the pages stand in a file of their own at first.
  ASSERT_TRUE(killed_at(read + db + " --resume", db + "-wal", 400000)) << "the reader ended before it was killed";
  const Ran rest = run(read + db + " --resume");
  EXPECT_EQ(rest.status, 0) << rest.err;
  EXPECT_GT(lines(rest.out), 0u);
  EXPECT_LT(lines(rest.out), static_cast<std::size_t>(kPages)) << "pages that the ledger had were read again";
  EXPECT_EQ(rest.out.find("\"new\":false"), std::string::npos);
  for (const char* question : {"export --ledger ", "ledger --json --ledger "})
    EXPECT_EQ(run(question + db).out, run(question + whole).out) << question;
  EXPECT_EQ(lines(run(read + db + " --resume").out), 0u);
}

// What the program writes to standard error when that is a terminal.
std::string on_terminal(const std::string& arguments) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) return "no terminal";
  const std::string name = ::ptsname(terminal);
  const int held = ::open(name.c_str(), O_RDWR | O_NOCTTY);  // keeps the terminal while the program is not there yet
  std::string seen;
  std::thread reader([&] {
    char buffer[4096];
    for (ssize_t n; !seen.ends_with('\0') && (n = ::read(terminal, buffer, sizeof buffer)) > 0;)
      seen.append(buffer, static_cast<std::size_t>(n));
  });
  const int status = std::system((std::string(ENTENTE_PROGRAM) + " " + arguments + " >/dev/null 2>" + name).c_str());
  // A terminal whose last writer is gone may end before all was read: a mark after the program's last byte ends it.
  EXPECT_EQ(::write(held, "\0", 1), 1);
  reader.join();
  ::close(held);
  ::close(terminal);
  seen.pop_back();
  return WEXITSTATUS(status) == 0 ? seen : "failed: " + seen;
}

TEST(Progress, IsABarOnATerminalAndNothingElsewhere) {
  const Folder folder;
  std::string records;
  for (int i = 0; i < 10000; ++i)
    records += nlohmann::json{{"id", i},
                              {"text", "Israel attacked Hezbollah in Lebanon on Friday. " + std::string(i % 7 + 1, 'x') +
                                           " Iran condemned Israel over the strike."}}
                   .dump() +
               "\n";
  spill(folder / "in.jsonl", records);
  const std::string command = "code --coder patterns --threads 1 " + (folder / "in.jsonl").string();
  const std::string seen = on_terminal(command);
  EXPECT_NE(seen.find("[="), std::string::npos) << seen.substr(0, 500);
  EXPECT_NE(seen.find("% "), std::string::npos);
  EXPECT_NE(seen.find("/s, "), std::string::npos);
  EXPECT_NE(seen.find(" left"), std::string::npos);
  EXPECT_EQ(seen.substr(seen.size() < 4 ? 0 : seen.size() - 4), "\r\033[K") << "the bar is not taken away at the end";
  EXPECT_EQ(on_terminal("--no-progress " + command), "");
  EXPECT_EQ(run(command).err, "");
}

}  // namespace
}  // namespace entente::test
