#include <gtest/gtest.h>

#include "events/coding.h"
#include "events/lexicon.h"

namespace entente::events {
namespace {

// The confidence of an event of 0.8 in a text of so many words that names so many actors with codes.
double believed(std::size_t words, std::size_t named, std::string* why = nullptr) {
  Doc doc;
  doc.tokens.resize(words);
  for (Token& token : doc.tokens) token.pos = "NOUN";
  std::vector<Mention> mentions(named + 20);  // ten without a code, ten firms
  for (std::size_t i = 0; i < 10; ++i) mentions[named + i].actor = {"USA BUS", "Acme", "USA", "BUS", "company"};
  for (std::size_t i = 0; i < named; ++i) mentions[i].actor.code = "FRA";
  std::vector<Event> events(1);
  events[0].confidence = 0.8;
  doubt_where_few_are_named(coder()->lexicon(), doc, mentions, events);
  if (why != nullptr) *why = events[0].why;
  return events[0].confidence;
}

TEST(Confidence, TheFewerActorsALongTextNamesTheLessItIsBelieved) {
  EXPECT_EQ(believed(500, 50), 0.8);
  EXPECT_LT(believed(500, 5), 0.8);
  EXPECT_LT(believed(500, 2), believed(500, 5));
  EXPECT_GT(believed(500, 0), 0);
  EXPECT_EQ(believed(5000, 0), believed(500, 0));
}

TEST(Confidence, AShortTextSaysTooLittle) { EXPECT_EQ(believed(60, 0), 0.8); }

TEST(Confidence, AnEventSaysWhyItIsDoubted) {
  std::string why;
  believed(500, 5, &why);
  EXPECT_NE(why.find("1.0 public actors in 100 words, 0.80 before"), std::string::npos) << why;
  believed(500, 50, &why);
  EXPECT_EQ(why, "");
}

}  // namespace
}  // namespace entente::events
