// One article on three pages, as a person sees it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace entente::test {
namespace {

TEST(Copies, CountOnceAndAreListed) {
  const std::string body =
      "Israel attacked Hezbollah in Lebanon on Friday, officials said. The strikes hit two villages along the river and a road "
      "to "
      "the north that lorries use by night. People who live nearby heard aircraft for an hour and saw smoke over the orchards "
      "until "
      "noon. Iran condemned Israel over the strike. A spokesman gave no number of those who were hurt, and the hospital in the "
      "next town said that it had taken in nobody.\n";
  const Folder folder;
  std::filesystem::create_directory(folder / "pages");
  spill(folder / "pages/first.txt", "Strikes along the river\n\n3 May 2019\n\n" + body);
  spill(folder / "pages/second.txt",
        "River villages are hit\n\n4 May 2019\n\n" + body + "\nThe paper adds that the road is open again.\n");
  spill(folder / "pages/third.txt", "Night of aircraft\n\n5 May 2019\n\n" + body);
  const std::string db = " --ledger " + (folder / "x.db").string();
  const Ran read = run("read --threads 1 " + (folder / "pages").string() + db);
  ASSERT_EQ(read.status, 0) << read.err;
  EXPECT_NE(read.out.find("one of 3 pages that carry one report, the first of them first"), std::string::npos) << read.out;
  const Ran ledger = run("ledger" + db);
  EXPECT_NE(ledger.out.find("carried by 3 pages"), std::string::npos) << ledger.out;
  const Ran why = run("why Israel Hezbollah" + db);
  EXPECT_NE(why.out.find("also on"), std::string::npos) << why.out;
  for (const char* page : {"second.txt", "third.txt"}) EXPECT_NE(why.out.find(page), std::string::npos) << why.out;
  const Ran pairs = run("ledger --json" + db);
  std::istringstream lines(pairs.out);
  for (std::string line; std::getline(lines, line);) {
    const auto pair = nlohmann::json::parse(line);
    EXPECT_EQ(pair["pages"].size(), 3u) << line;
    EXPECT_EQ(pair["entries"].size(), 1u) << line;
  }
}

}  // namespace
}  // namespace entente::test
