#include "actors/sample.h"

namespace entente::actors {
namespace {

TEST(Officeholders, OfficesIntersect) {
  const auto dated = directory().date_by_officeholders(
      "President Joe Biden wrote a letter. Islamabad said that Prime Minister Imran Khan had read it.");
  ASSERT_TRUE(dated);
  EXPECT_EQ(dated->date, "2021-01-20/2022-04-10");
  EXPECT_EQ(dated->how, "officeholders");
  EXPECT_EQ(dated->evidence.size(), 2u);
}

TEST(Officeholders, FormerOfficesSayNothing) {
  EXPECT_FALSE(directory().date_by_officeholders("Former President Ashraf Ghani lives abroad."));
  EXPECT_FALSE(directory().date_by_officeholders("Joe Biden bought an ice cream."));
}

TEST(Officeholders, TitlesBehindTheName) {
  const auto dated = directory().date_by_officeholders("Imran Khan, the Pakistani prime minister, laughed.");
  ASSERT_TRUE(dated);
  EXPECT_EQ(dated->date, "2018-08-18/2022-04-10");
}

}  // namespace
}  // namespace entente::actors
