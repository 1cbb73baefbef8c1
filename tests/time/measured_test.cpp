// Date phrases of the project's own with the dates that a reader gives them.
#include <gtest/gtest.h>

#include "entente/nlp.h"
#include "time/time.h"

namespace entente::time {
namespace {

struct Case {
  const char* text;
  const char* phrases;  // "phrase -> date; ..."
};

// Said on a Thursday.
constexpr const char* kToday = "2019-06-13";

constexpr Case kCases[] = {
    {"He governed from 2017 to 2021.", "2017 to 2021 -> 2017/2021"},
    {"From 2017 to 2021 he governed the province.", "2017 to 2021 -> 2017/2021"},
    {"Between 2004 and 2009 the rebels held the valley.", "2004 and 2009 -> 2004/2009"},
    {"The blockade lasted from May until August.", "May until August -> 2018-05/2018-08"},
    {"The army attacked in the spring.", "the spring -> 2019-03/2019-05"},
    {"The army attacked in the winter.", "the winter -> 2018-12/2019-02"},
    {"The army will attack in the autumn.", "the autumn -> 2019-09/2019-11"},
    {"The two sides agreed to meet this summer.", "this summer -> 2019-06/2019-08"},
    {"Attacks doubled in the first quarter of the year.", "first quarter of the year -> 2019-01/2019-03"},
    {"Attacks doubled in the first quarter of 2018.", "first quarter of 2018 -> 2018-01/2018-03"},
    {"Attacks doubled in the second half of 2018.", "second half of 2018 -> 2018-07/2018-12"},
    {"Attacks doubled in the first half of the year.", "first half of the year -> 2019-01/2019-06"},
    {"Attacks fell in the third quarter of last year.", "third quarter of last year -> 2018-07/2018-09"},
    {"Between 2017 and 2021 people left.", "2017 and 2021 -> 2017/2021"},
    {"Troops left in early 2016.", "early 2016 -> 2016"},
    {"Troops left in the summer of 2016.", "summer of 2016 -> 2016-06/2016-08"},
    {"The deal was signed on the 4th of May 2015.", "4th of May 2015 -> 2015-05-04"},
    {"The deal was signed in May.", "May -> 2019-05"},
    {"The deal was signed late on Tuesday.", "late on Tuesday -> 2019-06-11"},
    {"A bomb went off on Monday night.", "Monday night -> 2019-06-10"},
    {"A bomb went off three weeks ago.", "three weeks ago -> 2019-05-20/2019-05-26"},
    {"A bomb went off the day before yesterday.", "the day before yesterday -> 2019-06-11"},
    {"Over the past decade hundreds were killed.", "past decade -> 2009-06-13/2019-06-13"},
    {"In the last three months hundreds were killed.", "last three months -> 2019-03-13/2019-06-13"},
    {"The minister will travel next month.", "next month -> 2019-07"},
    {"The minister travelled on 12 and 13 April.", "12 and 13 April -> 2019-04-12/2019-04-13"},
    {"The rebels took the port in the 1990s.", "1990s -> 1990/1999"},
    {"The two countries fought in the late 1990s.", "late 1990s -> 1990/1999"},
    {"The ceasefire began on New Year's Day.", "New Year's Day -> 2019-01-01"},
    {"The ceasefire began on Christmas Eve.", "Christmas Eve -> 2018-12-24"},
    {"The ceasefire began at the end of March.", "end of March -> 2019-03"},
    {"Protests began earlier this week.", "earlier this week -> 2019-06-10/2019-06-16"},
    {"Since January 2019 the border has been closed.", "January 2019 -> 2019-01"},
    {"The siege of 2016 to 2017 ruined the town.", "2016 to 2017 -> 2016/2017"},
    {"The talks ran from Monday to Wednesday.", "Monday to Wednesday -> 2019-06-10/2019-06-12"},
    {"The shelter opened in mid-April.", "mid-April -> 2019-04"},
    {"An army of 2000 men marched.", ""},
    {"The summit ended with Resolution 1973.", ""},
    {"The spring fed the river.", ""},
    {"Soldiers may spring a trap.", ""},
    {"The team won three quarters of the games.", ""},
};

TEST(Time, MeasuredPhrases) {
  const auto loaded = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  ASSERT_TRUE(loaded);
  for (const Case& c : kCases) {
    const Doc doc = (*loaded)->parse_paragraphs(c.text);
    std::string told;
    for (const Expression& e : find(doc, kToday))
      told += (told.empty() ? "" : "; ") + std::string(e.span.in(c.text)) + " -> " + e.when.date;
    EXPECT_EQ(told, c.phrases) << c.text;
  }
}

}  // namespace
}  // namespace entente::time
