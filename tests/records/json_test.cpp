#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "records/records_json.h"

namespace entente::records {
namespace {

TEST(CodePoints, CountsBothWaysAcrossBlocks) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += (i % 3 == 0) ? "é" : (i % 3 == 1) ? "a" : "😀";
  const CodePoints points(text);
  std::uint32_t byte = 0;
  for (std::uint32_t i = 0; i < 300; ++i) {
    EXPECT_EQ(points.from_byte(byte), i);
    EXPECT_EQ(points.to_byte(i), byte);
    byte += (i % 3 == 0) ? 2 : (i % 3 == 1) ? 1 : 4;
  }
  EXPECT_EQ(points.from_byte(byte), 300u);
  EXPECT_EQ(points.to_byte(300), byte);
  EXPECT_EQ(points.to_byte(9999), byte);
}

TEST(CodePoints, AsciiAndEmptyAreTheIdentity) {
  EXPECT_EQ(CodePoints("plain").from_byte(3), 3u);
  EXPECT_EQ(CodePoints("plain").from_byte(30), 5u);
  EXPECT_EQ(CodePoints("").to_byte(3), 0u);
}

TEST(Json, WritesSpansInCodePoints) {
  Coded coded;
  coded.page.id = "p";
  coded.page.text = "“Né” said Ann.";
  const auto at = static_cast<std::uint32_t>(coded.page.text.find("Ann"));
  coded.mentions.push_back({0, {at, at + 3}, {at, at + 3}, {"", "Ann", "", "", "person"}, "name"});
  const auto json = nlohmann::json::parse(line(coded));
  EXPECT_EQ(json["mentions"][0]["begin"], 10);
  EXPECT_EQ(json["mentions"][0]["end"], 13);
  EXPECT_EQ(json["mentions"][0]["text"], "Ann");
  EXPECT_EQ(json["text"], coded.page.text);
  EXPECT_FALSE(json["page"].contains("text"));
}

TEST(Json, KeepsUnknownsAsNull) {
  Coded coded;
  coded.events.emplace_back();
  const auto event = nlohmann::json::parse(line(coded))["events"][0];
  for (const char* field : {"date", "place", "killed", "injured", "size", "said_by"})
    EXPECT_TRUE(event[field].is_null()) << field;
}

TEST(Json, TellsAnIntervalFromADate) {
  Page page;
  page.article_date = Dated{"2021-01-20/2022-04-10", "officeholders", {"President"}};
  EXPECT_EQ(nlohmann::json::parse(line(page))["article_date"]["interval"], "2021-01-20/2022-04-10");
  page.article_date->date = "2021-08";
  EXPECT_EQ(nlohmann::json::parse(line(page))["article_date"]["date"], "2021-08");
}

TEST(Line, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(line(nlohmann::ordered_json{{"a", "x\xff"}}), "{\"a\":\"x\xEF\xBF\xBD\"}");
  Page page;
  page.title = "x\xff\n";
  EXPECT_EQ(nlohmann::json::parse(line(page))["title"], "x\xEF\xBF\xBD\n");
}

TEST(Line, APageIsWrittenAsTheLibraryWritesIt) {
  Page page;
  for (int c = 0; c < 0x80; ++c) page.text += static_cast<char>(c);
  page.text += "é € 😀 \x7f";
  page.sections = {{"A \"heading\"", {0, 3}}, {"{", {130, 134}}};
  page.body = {2, 135};
  page.article_date = Dated{"2021-08", "stated", {"August \\ 2021"}, "2021-08-27T06:15:00Z"};
  page.updated_date = Dated{"2021-09-01", "metadata", {}};
  page.amp = true;
  page.authors = {"Ann Writer", ""};
  page.lists = {{true, {"one", "two"}}, {false, {}}};
  page.tables = {{"caption", {{"a", "b"}, {}}}};
  page.related = {{"A link", "https://harbour.example/?a=1&b=\"2\""}, {"{", ""}};
  page.source = {"page.html", "ab", 1234567890123, "html"};
  const auto json = nlohmann::ordered_json::parse(line(page));
  EXPECT_EQ(line(page), line(json));
  EXPECT_EQ(json["text"], page.text);
  EXPECT_EQ(json["sections"][1]["heading"], "{");
  EXPECT_EQ(json["body"]["end"], 132);  // "é", "€" and what follows stand for more bytes than characters
}

}  // namespace
}  // namespace entente::records
