// Reads the sample pages and counts how much of what a careful reader listed (samples/facts.tsv) is found.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/program.h"

namespace entente::test {
namespace {

using Json = nlohmann::json;

struct Fact {
  std::string file, kind, who, type, whom, date, words;
};

std::vector<Fact> facts() {
  std::ifstream in(std::filesystem::path(ENTENTE_SOURCE_DIR) / "samples/facts.tsv");
  std::vector<Fact> out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::array<std::string, 7> cells;
    std::istringstream row(line);
    for (std::string& cell : cells) std::getline(row, cell, '\t');
    out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
  }
  return out;
}

// Records of the sample pages by file name.
std::map<std::string, Json> records() {
  std::map<std::string, Json> out;
  const Ran ran = run("code " + std::string(ENTENTE_SOURCE_DIR) + "/samples/*.html");
  EXPECT_EQ(ran.status, 0) << ran.err;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    Json record = Json::parse(line);
    const std::filesystem::path file = record["page"]["source"]["file"].get<std::string>();
    out[file.filename().string()] = std::move(record);
  }
  return out;
}

// Offsets count code points.
std::string piece(const std::string& text, const Json& span) {
  std::size_t points = 0, from = text.size(), to = text.size();
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (points == span["begin"].get<std::size_t>()) from = i;
    if (points == span["end"].get<std::size_t>()) to = std::min(to, i);
    ++points;
  }
  return text.substr(from, to - from);
}

// A government or an army answers for its country, when only the country is asked for.
bool plays(const Json& roles, const std::string& code) {
  if (code.empty()) return true;
  return std::any_of(roles.begin(), roles.end(), [&](const Json& role) {
    const std::string has = role["actor"]["code"];
    return has == code || has.rfind(code + " ", 0) == 0;
  });
}

bool found(const Fact& fact, const Json& record) {
  const Json& page = record["page"];
  if (fact.kind == "headline") return page["headline"] == fact.words;
  if (fact.kind == "date") {
    if (page["article_date"].is_null()) return false;
    return page["article_date"].value("date", page["article_date"].value("interval", "")) == fact.date;
  }
  if (fact.kind == "quote") {
    return std::any_of(record["statements"].begin(), record["statements"].end(), [&](const Json& statement) {
      if (statement["speaker"].is_null()) return false;
      bool said = false;
      for (const Json& span : statement["content"])
        said = said || piece(record["text"], span).find(fact.words) != std::string::npos;
      const std::string speaker = piece(record["text"], statement["speaker"]);
      return said && (speaker.find(fact.who) != std::string::npos || fact.who.find(speaker) != std::string::npos);
    });
  }
  return std::any_of(record["events"].begin(), record["events"].end(), [&](const Json& event) {
    return event["type"] == fact.type && plays(event["source"], fact.who) && plays(event["target"], fact.whom);
  });
}

TEST(Samples, MostOfWhatACarefulReaderListsIsFound) {
  const auto pages = records();
  ASSERT_EQ(pages.size(), 12u);
  std::map<std::string, int> listed, got;
  for (const Fact& fact : facts()) {
    ASSERT_TRUE(pages.count(fact.file)) << fact.file;
    ++listed[fact.kind];
    if (found(fact, pages.at(fact.file)))
      ++got[fact.kind];
    else
      std::cout << "not found: " << fact.file << ' ' << fact.kind << ' ' << fact.who << ' ' << fact.type << ' ' << fact.whom
                << " \"" << fact.words << "\"\n";
  }
  for (const auto& [kind, count] : listed) std::cout << kind << ": " << got[kind] << " of " << count << '\n';
  EXPECT_EQ(got["headline"], listed["headline"]);
  EXPECT_EQ(got["date"], listed["date"]);
  EXPECT_GE(got["quote"] * 10, listed["quote"] * 9);
  EXPECT_GE(got["event"] * 10, listed["event"] * 7);
}

bool overlap(const Json& some, const Json& others) {
  return std::any_of(some.begin(), some.end(), [&](const Json& a) {
    return std::any_of(others.begin(), others.end(),
                       [&](const Json& b) { return a["begin"] < b["end"] && b["begin"] < a["end"]; });
  });
}

TEST(Samples, OneWordDoesNotTellOfFriendsAndOfFoes) {
  int coded = 0;
  for (const auto& [file, record] : records())
    for (const Json& one : record["events"]) {
      ++coded;
      for (const Json& other : record["events"])
        if (one["trigger"] == other["trigger"] && overlap(one["source"], other["source"]) &&
            overlap(one["target"], other["target"])) {
          EXPECT_EQ(one["quad"] <= 2, other["quad"] <= 2) << file << ": " << one["type"] << " and " << other["type"];
        }
    }
  EXPECT_GT(coded, 50);
}

}  // namespace
}  // namespace entente::test
