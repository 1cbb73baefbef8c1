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
