#include "time/time.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::time {
namespace {

const nlp::Model& model() {
  static const auto loaded = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  return **loaded;
}

// "phrase=date; ...", in text order, with '~' before a relative one's date.
std::string dates(std::string_view text, std::string_view anchor) {
  const Doc doc = model().parse_paragraphs(text);
  std::string out;
  for (const Expression& e : find(doc, anchor)) {
    EXPECT_EQ(e.when.evidence, std::vector<std::string>{std::string(e.span.in(text))});
    EXPECT_EQ(doc.span(e.tokens), e.span);
    out += (out.empty() ? "" : "; ") + std::string(e.span.in(text)) + (e.when.how == "stated" ? "=" : "~") + e.when.date;
  }
  return out;
}

constexpr std::string_view kThursday = "2019-06-13";  // a Thursday

TEST(Time, ReadsWholeDates) {
  EXPECT_EQ(dates("The pact was signed on March 3, 2014.", ""), "March 3, 2014=2014-03-03");
  EXPECT_EQ(dates("The pact was signed on 3 March 2014.", ""), "3 March 2014=2014-03-03");
  EXPECT_EQ(dates("It was filed on 2014-03-03 in Geneva.", ""), "2014-03-03=2014-03-03");
  EXPECT_EQ(dates("It was filed on 23/03/2014 in Geneva.", ""), "23/03/2014=2014-03-23");
  EXPECT_EQ(dates("Elections took place in November 2016.", ""), "November 2016=2016-11");
  EXPECT_EQ(dates("The army took over in 1988.", ""), "1988=1988");
  EXPECT_EQ(dates("Famine struck during the 1980s.", ""), "1980s=1980/1989");
}

TEST(Time, CompletesPartialDatesByTheAnchor) {
  EXPECT_EQ(dates("Rebels took the town on May 2.", kThursday), "May 2~2019-05-02");
  EXPECT_EQ(dates("Rebels took the town on Nov. 28.", kThursday), "Nov. 28~2018-11-28");
  EXPECT_EQ(dates("The two sides will meet on Sept. 4.", kThursday), "Sept. 4~2019-09-04");
  EXPECT_EQ(dates("Rebels took the town in February.", kThursday), "February~2019-02");
}

TEST(Time, ResolvesWeekdaysAndRelativePhrases) {
  EXPECT_EQ(dates("Troops fired on a crowd on Thursday.", kThursday), "Thursday~2019-06-13");
  EXPECT_EQ(dates("Troops fired on a crowd on Friday.", kThursday), "Friday~2019-06-07");
  EXPECT_EQ(dates("Talks start next Monday.", kThursday), "next Monday~2019-06-17");
  EXPECT_EQ(dates("He resigned yesterday.", kThursday), "yesterday~2019-06-12");
  EXPECT_EQ(dates("Gunmen killed a judge last week.", kThursday), "last week~2019-06-03/2019-06-09");
  EXPECT_EQ(dates("Gunmen killed a judge two days ago.", kThursday), "two days ago~2019-06-11");
  EXPECT_EQ(dates("The war ended 20 years ago.", kThursday), "20 years ago~1999");
  EXPECT_EQ(dates("Inflation rose last month.", kThursday), "last month~2019-05");
}

TEST(Time, ReadsIntervals) {
  EXPECT_EQ(dates("He led the party from 1987 to 1993.", ""), "1987 to 1993=1987/1993");
  EXPECT_EQ(dates("Between 1987 and 1993 he led the party.", ""), "1987 and 1993=1987/1993");
  EXPECT_EQ(dates("The 1987-1993 rule of the party ended.", ""), "1987-1993=1987/1993");
  EXPECT_EQ(dates("The truce held from Dec. 28 to Jan. 4.", kThursday), "Dec. 28 to Jan. 4~2018-12-28/2019-01-04");
  EXPECT_EQ(dates("The truce held from March to May 2016.", ""), "March to May 2016=2016-03/2016-05");
  EXPECT_EQ(dates("The truce held on 3-6 May 2016.", ""), "3-6 May 2016=2016-05-03/2016-05-06");
  EXPECT_EQ(dates("Over the past two weeks 30 people died.", kThursday), "past two weeks~2019-05-30/2019-06-13");
}

TEST(Time, SharesAYearAmongMonths) {
  EXPECT_EQ(dates("Votes in March and April 2016 were close.", kThursday), "March=2016-03; April 2016=2016-04");
}

TEST(Time, ReadsMonthsAndSeasonsOfOtherYears) {
  EXPECT_EQ(dates("He quit in March of last year.", kThursday), "March of last year~2018-03");
  EXPECT_EQ(dates("He quit last August.", kThursday), "last August~2018-08");
  EXPECT_EQ(dates("The summer of 2014 was calm.", ""), "summer of 2014=2014-06/2014-08");
  EXPECT_EQ(dates("He quit at the end of last month.", kThursday), "end of last month~2019-05");
}

TEST(Time, LooksAheadWhereTheVerbDoes) {
  EXPECT_EQ(dates("The ministers will meet on Monday.", kThursday), "Monday~2019-06-17");
  EXPECT_EQ(dates("The ministers met on Monday.", kThursday), "Monday~2019-06-10");
  EXPECT_EQ(dates("The ministers will meet in October.", kThursday), "October~2019-10");
  EXPECT_EQ(dates("The ministers met in October.", kThursday), "October~2018-10");
  EXPECT_EQ(dates("The ministers met in July.", kThursday), "July~2018-07");
  EXPECT_EQ(dates("They rejected a deadline of June 30.", kThursday), "June 30~2019-06-30");
}

TEST(Time, CountsFromTheDateNamedBefore) {
  EXPECT_EQ(dates("The siege began on May 3, 2016. Two days later the town fell.", ""),
            "May 3, 2016=2016-05-03; Two days later~2016-05-05");
  EXPECT_EQ(dates("He won in 2009. A year later he was gone.", ""), "2009=2009; A year later~2010");
  EXPECT_EQ(dates("Two days later the town fell.", kThursday), "Two days later~");
  EXPECT_EQ(dates("He won in 1994. In March of that year he fled.", kThursday), "1994=1994; March of that year~1994-03");
  EXPECT_EQ(dates("He won on May 3, 2016. Earlier that week he had fled.", ""),
            "May 3, 2016=2016-05-03; Earlier that week~2016-05-02/2016-05-08");
  EXPECT_EQ(dates("He won on May 3, 2016. The day before, he had fled.", ""),
            "May 3, 2016=2016-05-03; The day before~2016-05-02");
}

TEST(Time, LeavesOpenWhatAnotherEventDates) {
  EXPECT_EQ(dates("The town fell a day after the army left.", kThursday), "a day~");
  EXPECT_EQ(dates("Two weeks before the vote the town fell.", kThursday), "Two weeks~");
  EXPECT_EQ(dates("The town fell months after the vote.", kThursday), "months~");
  EXPECT_EQ(dates("The town fell on the eve of the vote.", kThursday), "the eve~");
  EXPECT_EQ(dates("The week after the vote, the town fell.", kThursday), "The week~");
  EXPECT_EQ(dates("The town fell hours after the vote.", kThursday), "");
}

TEST(Time, CountsFromTheDateInTheClauseOfTheEvent) {
  EXPECT_EQ(dates("Two days after rebels took the port on 3 May 2011, the navy sailed.", ""),
            "Two days~2011-05-05; 3 May 2011=2011-05-03");
  EXPECT_EQ(dates("The day after the vote of 3 May 2011, the navy sailed.", ""), "The day~2011-05-04; 3 May 2011=2011-05-03");
  EXPECT_EQ(dates("Two days after the vote, the navy sailed on 3 May 2011.", ""), "Two days~; 3 May 2011=2011-05-03");
}

TEST(Time, WhatIsPromisedOfAMonthLiesAhead) {
  EXPECT_EQ(dates("The rivals agreed to meet in August.", kThursday), "August~2019-08");
  EXPECT_EQ(dates("Peru urged Chile to hold a vote in September.", kThursday), "September~2019-09");
  EXPECT_EQ(dates("The rivals agreed to meet in May.", kThursday), "May~2019-05");
  EXPECT_EQ(dates("Peru vowed to sink ships on Friday.", kThursday), "Friday~2019-06-07");
}

TEST(Time, JoinsAWeekdayToItsDate) {
  EXPECT_EQ(dates("It began on Tuesday, May 3, 2016.", ""), "Tuesday, May 3, 2016=2016-05-03");
  // Of the years around the anchor only 2016 has a 3 May on a Tuesday.
  EXPECT_EQ(dates("It began on Tuesday, May 3.", "2017-03-01"), "Tuesday, May 3~2016-05-03");
}

TEST(Time, KnowsNamedDays) {
  EXPECT_EQ(dates("Since the Sept. 11 attacks security has been tight.", kThursday), "Sept. 11=2001-09-11");
  EXPECT_EQ(dates("Crowds marched on May Day.", kThursday), "May Day~2019-05-01");
}

TEST(Time, ReadsADateBrokenOverTwoLines) {
  EXPECT_EQ(dates("Clashes resumed at dawn on 29\nNovember 2016 near the port.", ""), "29\nNovember 2016=2016-11-29");
  EXPECT_EQ(dates("The count stood at 29\n\nNovember 2016 was calm.", ""), "November 2016=2016-11");
}

TEST(Time, ReturnsVaguePhrasesWithoutADate) {
  EXPECT_EQ(dates("It happened several months ago.", kThursday), "several months ago~");
  EXPECT_EQ(dates("The war dragged on for two decades.", kThursday), "");
}

TEST(Time, TakesNoDateThatTheCalendarLacks) {
  EXPECT_EQ(dates("It was signed on February 30, 2014.", ""), "February 30, 2014~");
  EXPECT_EQ(dates("It was signed on 2014-02-30.", "").find("2014-02-30="), std::string::npos);
  EXPECT_EQ(dates("He was born on Feb. 29.", "2019-06-13"), "Feb. 29~2016-02-29");
}

TEST(Time, StandsAnyAnchor) {
  for (const std::string_view anchor :
       {"x", "2019-13", "2019-02-30", "/", "2019/2018", "0000", "9999-12-31", "0001-01-01", "0001/9999"})
    for (const std::string_view text : {"He left yesterday.", "He left 9000 years ago.", "He left on May 2.",
                                        "He returns next decade.", "In the past 9999 centuries.", "He will leave on Feb. 29."})
      dates(text, anchor);
  EXPECT_EQ(dates("He left yesterday.", "0001-01-01"), "yesterday~");
  EXPECT_EQ(dates("He left yesterday.", "2019-06-13T08:30:00Z"), "yesterday~2019-06-12");
  EXPECT_EQ(dates("", kThursday), "");
}

TEST(Time, UsesAnIntervalAnchorWhereItAllows) {
  EXPECT_EQ(dates("Rebels took the town on May 2.", "2018-11-01/2019-10-30"), "May 2~2019-05-02");
  EXPECT_EQ(dates("Rebels took the town on Friday.", "2018-11-01/2019-10-30"), "Friday~");
  EXPECT_EQ(dates("He resigned yesterday.", ""), "yesterday~");
}

// Dates only, joined by ';', of sentences in an article of 27 August 2021, a Friday.
TEST(Time, ReadsTheSentencesOfATable) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"2021-08-26", "A bomb went off at the airport gate late Thursday."},
      {"2021-08-26", "A bomb went off at the airport gate early on Thursday morning."},
      {"2021-08-16/2021-08-22", "The embassy was closed last week."},
      {"2021-05", "The talks broke down in May."},
      {"2020-05", "The talks broke down in May last year."},
      {"2021-08-27", "The president spoke today."},
      {"2021-08-26", "Gunmen attacked a convoy on Thursday night."},
      {"2021-08-25", "The two ministers spoke on Wednesday."},
      {"2021-08-29", "The ministers will meet on Sunday."},
      {"2021-08-30/2021-09-05", "Troops are due to leave next week."},
      {"2021-08-31", "The last soldiers will leave by August 31."},
      {"2021-08-31", "All troops must be gone by Aug. 31."},
      {"2001", "The United States invaded in 2001."},
      {"2021-08-23/2021-08-29", "The council meets this week."},
      {"2021", "Three attacks were reported this year."},
      {"2020", "Exports fell last year."},
      {"2021-07", "Fighting spread last month."},
      {"2021-08-20/2021-08-27", "In the past week, 30 people were killed."},
      {"2021-08-17/2021-08-27", "Police arrested 40 people in the last 10 days."},
      {"2021-08-27", "The army said on Friday that it had taken the town."},
      {"2021-08-24", "The village was shelled three days ago."},
      {"2016", "The pact was signed five years ago."},
      {"2021-06", "The truce was signed two months ago."},
      {"2020-02-29", "The deal was signed on Feb. 29, 2020."},
      {"2020-02-29", "The deal was signed in Doha on 29 February 2020."},
      {"2020-02-29;2020-03-02", "The deal was signed on Feb. 29, 2020. Two days later the attacks began again."},
      {"2021-08-26;2021-08-24", "The bombing came on Thursday. Two days earlier the embassy had warned of it."},
      {"2021-08-26;2021-08-27", "The bombing came on Thursday. The next day a drone killed a planner."},
      {"1996/2001", "The group ruled from 1996 to 2001."},
      {"1996/2001", "The group ruled between 1996 and 2001."},
      {"1990/1999", "War raged throughout the 1990s."},
      {"1980/1989", "The rebels fought Moscow in the 1980s."},
      {"2021-06/2021-08", "Attacks rose this summer."},
      {"2020-12/2021-02", "Attacks fell last winter."},
      {"2020-09/2020-11", "The accord was reached in the fall of 2020."},
      {"2021-08-28", "The envoy leaves tomorrow."},
      {"2021-08-26", "The envoy left yesterday."},
      {"2021-08-26", "A rocket landed in the district last night."},
      {"2021-08-27", "The curfew begins tonight."},
      {"2021-08-21/2021-08-22", "Clashes broke out over the weekend."},
      {"2021-08-28/2021-08-29", "A protest is planned for this weekend."},
      {"2021-09", "Elections will be held next month."},
      {"2022", "Elections will be held next year."},
      {"2021-09-11", "Troops will be out before September 11."},
      {"2001-09-11", "He planned the Sept. 11, 2001, attacks."},
      {"2001-09-11", "She recalled the Sept. 11 attacks."},
      {"2014-07-04", "He proclaimed a caliphate on July 4, 2014."},
      {"2019-03", "The group lost its last village in March 2019."},
      {"2021-04", "In mid-April he announced the withdrawal."},
      {"2021-04-14", "On April 14 he announced the withdrawal."},
      {"2020-11-28", "On Nov. 28 gunmen killed the scientist."},
      {"2020-12", "In late December they met again."},
      {"2021-08-27", "Earlier today the palace denied it."},
      {"2021-08-27", "He spoke on Friday afternoon."},
      {"2021-07-27/2021-08-27", "In the past month, prices doubled."},
      {"", "The war went on for twenty years."},
      {"", "He served 20 years in prison."},
      {"", "May I ask you something, he said."},
      {"", "The march began at the palace."},
  };
  for (const auto& [want, text] : table) {
    const Doc doc = model().parse_paragraphs(text);
    std::string got;
    for (const Expression& e : find(doc, "2021-08-27")) got += (got.empty() ? "" : ";") + e.when.date;
    EXPECT_EQ(got, want) << text;
  }
}

TEST(Time, LeavesNumbersAndNamesAlone) {
  EXPECT_EQ(dates("The rebels may march on the capital.", kThursday), "");
  EXPECT_EQ(dates("Some 2,000 troops and 1950 police officers were sent.", kThursday), "");
  EXPECT_EQ(dates("The council adopted Resolution 1973 on Libya.", kThursday), "");
  EXPECT_EQ(dates("It cost $2001 and took 1948 votes.", kThursday), "");
  EXPECT_EQ(dates("Iraq's 2010 elections were close.", kThursday), "2010=2010");
  EXPECT_EQ(dates("They pray every Friday and shop on Black Friday.", kThursday), "");
  EXPECT_EQ(dates("Theresa May arrived for two decades of service.", kThursday), "");
  EXPECT_EQ(dates("The king telephoned May from Rome.", kThursday), "");
  EXPECT_EQ(dates("May told parliament that troops had left.", kThursday), "");
  EXPECT_EQ(dates("Theresa May took a train. A letter by May was read out in May.", kThursday), "May~2019-05");
}

}  // namespace
}  // namespace entente::time
