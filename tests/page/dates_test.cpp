#include "page/dates.h"

#include <gtest/gtest.h>

namespace entente::page {
namespace {

std::string first(const std::string& line) {
  const Cues& cues = Cues::compiled_in();
  const auto found = dates_in(line, cues);
  return found.empty() ? "" : found.front().iso;
}

TEST(PrintedDates, Forms) {
  EXPECT_EQ(first("Friday, August 27, 2021"), "2021-08-27");
  EXPECT_EQ(first("Thu 2 Sept. 2021"), "2021-09-02");
  EXPECT_EQ(first("on the 1st of March, 2020"), "2020-03-01");
  EXPECT_EQ(first("Montag, 3. Januar 2022"), "2022-01-03");
  EXPECT_EQ(first("27 de agosto de 2021"), "2021-08-27");
  EXPECT_EQ(first("le 5 février 2019"), "2019-02-05");
  EXPECT_EQ(first("27.08.2021"), "2021-08-27");
  EXPECT_EQ(first("08/27/2021"), "2021-08-27");
  EXPECT_EQ(first("27/08/2021"), "2021-08-27");
  EXPECT_EQ(first("2021-08-27"), "2021-08-27");
}

TEST(PrintedDates, OfOtherScripts) {
  for (const char* line : {"2020\u5e74"
                           "02\u670819\u65e5",
                           "2020\ub144 2\uc6d4 19\uc77c", "19 февраля 2020", "19 лютого 2020", "19 فبراير 2020", "١٩ فبراير ٢٠٢٠",
                           "१९ फरवरी २०२०", "19 फरवरी, 2020", "2020. február 19.", "19 Şubat 2020", "19 Φεβρουαρίου 2020",
                           "Środa, 19 lutego 2020", "19 helmikuuta 2020", "19. února 2020"})
    EXPECT_EQ(first(line), "2020-02-19") << line;
}

TEST(PrintedDates, TwoDigitsOfAYear) {
  EXPECT_EQ(first("Posted 28.09.19, 12:44"), "2019-09-28");
  EXPECT_EQ(first("26/10/13"), "2013-10-26");
  EXPECT_EQ(first("31-12-99"), "1999-12-31");
  for (const char* line : {"version 10.12.14.2", "v10.12.14", "1.2.19", "10.12.50"}) EXPECT_EQ(first(line), "") << line;
}

TEST(PrintedDates, TheOrderDecidesBetweenDayAndMonth) {
  const Cues& cues = Cues::compiled_in();
  EXPECT_EQ(dates_in("03/04/2021", cues, DateOrder::DayFirst).at(0).iso, "2021-04-03");
  EXPECT_EQ(dates_in("03/04/2021", cues, DateOrder::MonthFirst).at(0).iso, "2021-03-04");
  EXPECT_EQ(dates_in("03-04-2021", cues).at(0).iso, "2021-04-03");
}

TEST(PrintedDates, TimesKeepTheirZone) {
  EXPECT_EQ(time_of_value("2021-08-27T06:15:00+02:00"), "2021-08-27T06:15:00+02:00");
  EXPECT_EQ(time_of_value("2021-08-27 06:15:00.123 +0200"), "2021-08-27T06:15:00+02:00");
  EXPECT_EQ(time_of_value("2021-08-27T06:15Z"), "2021-08-27T06:15Z");
  EXPECT_EQ(time_of_value("2021-08-27T06:15-05"), "2021-08-27T06:15-05:00");
  EXPECT_EQ(time_of_value("2021-08-27T06:15:00"), "2021-08-27T06:15:00");
  for (const char* value : {"2021-08-27", "27.08.2021 06:15", "", "2021-08-27Tsoon!!"})
    EXPECT_EQ(time_of_value(value), "") << value;
}

TEST(PrintedDates, Datelines) {
  const Cues& cues = Cues::compiled_in();
  const auto day = [&](const std::string& text) {
    const auto date = dateline_of(text, cues);
    return date ? date->iso : "";
  };
  EXPECT_EQ(day("KABUL, Aug. 27, 2021 (Agency) - The airport was closed."), "2021-08-27");
  EXPECT_EQ(day("Berlin, 24. April 2020. Die Bäcker haben den Preis bekommen."), "2020-04-24");
  EXPECT_EQ(day("(Berlin, 24. April 2020) Die Bäcker haben den Preis bekommen."), "2020-04-24");
  EXPECT_EQ(day("The treaty of Doha, signed on 29 February 2020, ended the war."), "");
}

TEST(PrintedDates, WhatIsNoFullDate) {
  for (const char* line :
       {"August 2021", "03/04/2021", "30 February 2021", "1.2.3", "May 5", "room 12 may 2500 be", "2021-13-40"})
    EXPECT_EQ(first(line), "") << line;
}

TEST(PrintedDates, OfAddresses) {
  EXPECT_EQ(date_of_url("https://a.example/2021/08/27/title"), "2021-08-27");
  EXPECT_EQ(date_of_url("https://a.example/news/2021-8-7-title"), "2021-08-07");
  EXPECT_EQ(date_of_url("https://a.example/news/20210827-title"), "2021-08-27");
  EXPECT_EQ(date_of_url("https://a.example/2021/08/title-99"), "");
  EXPECT_EQ(date_of_url("https://2021.08.27.example/"), "");
  EXPECT_EQ(date_of_url("https://a.example/x?d=2021-08-27"), "");
  EXPECT_EQ(date_of_url(""), "");
}

TEST(PrintedDates, OfValues) {
  const Cues& cues = Cues::compiled_in();
  EXPECT_EQ(date_of_value("2021-08-27T06:15:00Z", cues), "2021-08-27");
  EXPECT_EQ(date_of_value("20210827", cues), "2021-08-27");
  EXPECT_EQ(date_of_value("Fri, 27 Aug 2021 06:15:00 GMT", cues), "2021-08-27");
  EXPECT_EQ(date_of_value("yesterday", cues), "");
}

TEST(PrintedDates, Alone) {
  const Cues& cues = Cues::compiled_in();
  const auto alone = [&](const std::string& line) { return is_date_alone(line, dates_in(line, cues).at(0)); };
  EXPECT_TRUE(alone("Friday, August 27, 2021 | 06:15 GMT"));
  EXPECT_FALSE(alone("Published August 27, 2021"));
}

}  // namespace
}  // namespace entente::page
