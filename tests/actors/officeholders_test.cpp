#include "actors/sample.h"

#include <ctime>
#include <fstream>

#include "folder.h"

namespace entente::actors {
namespace {

bool names_office(std::string_view text) {
  static const auto offices = Offices::load(std::string(ENTENTE_DATA_DIR) + "/knowledge");
  if (!offices) throw std::runtime_error(offices.error().message);
  return (*offices)->named_in(text);
}

std::string interval(std::string_view text) {
  const auto dated = directory().date_by_officeholders(text);
  EXPECT_TRUE(!dated || names_office(text)) << text;
  return dated ? dated->date : "";
}

TEST(Officeholders, OfficesIntersect) {
  const auto dated = directory().date_by_officeholders(
      "President Joe Biden wrote a letter. Islamabad said that Prime Minister Imran Khan had read it.");
  ASSERT_TRUE(dated);
  EXPECT_EQ(dated->date, "2021-01-20/2022-04-10");
  EXPECT_EQ(dated->how, "officeholders");
  EXPECT_EQ(dated->evidence.size(), 2u);
}

TEST(Officeholders, ATextWithoutAnOfficeIsToldWithoutTheDictionaries) {
  EXPECT_TRUE(names_office("He met the Secretary of State in Kabul."));
  EXPECT_TRUE(names_office("the prime-minister"));
  EXPECT_FALSE(names_office("Joe Biden bought an ice cream from a clerk in Kabul."));
  EXPECT_FALSE(names_office(""));
}

TEST(Officeholders, FormerOfficesSayNothing) {
  EXPECT_EQ(interval("Former President Ashraf Ghani lives abroad."), "");
  EXPECT_EQ(interval("The ex-prime minister Tony Blair, deputy foreign minister Wang Yi."), "");
  EXPECT_EQ(interval("Joe Biden bought an ice cream."), "");
  EXPECT_EQ(interval(""), "");
}

TEST(Officeholders, TitlesBehindTheName) {
  EXPECT_EQ(interval("Imran Khan, the Pakistani prime minister, laughed."), "2018-08-18/2022-04-10");
  EXPECT_EQ(interval("Sauli Niinisto, president of Finland, swam."), "2012-03-01/2024-03-01");
}

TEST(Officeholders, TheCountryBeforeATitleDecides) {
  EXPECT_EQ(interval("French President Francois Hollande ate. Afghanistan. President Francois Hollande slept."),
            "2012-05-15/2017-05-14");
  EXPECT_EQ(interval("Spanish President Francois Hollande is an error."), "");
}

TEST(Officeholders, TheMinorityIsDropped) {
  EXPECT_EQ(
      interval("President Barack Obama met Chancellor Angela Merkel and Prime Minister David Cameron. A portrait of President "
               "Ronald Reagan hung behind them."),
      "2010-05-11/2016-07-13");
}

TEST(Officeholders, TwoTermsGiveTheirHull) {
  EXPECT_EQ(interval("Prime Minister Shinzo Abe bowed."), "2006-09-26/2020-09-16");
  EXPECT_EQ(interval("Prime Minister Shinzo Abe bowed to President Barack Obama."), "2012-12-26/2017-01-20");
}

TEST(Officeholders, WhoHeldItLongBeforeTheYearAtHandIsRemembered) {
  EXPECT_EQ(interval("Laws of President Bill Clinton were the talk of the 2016 campaign."), "");
  EXPECT_EQ(interval("President Bill Clinton spoke of the 1992 campaign."), "1993-01-20/2001-01-20");
  EXPECT_EQ(interval("President Barack Obama wants cuts by 2025."), "2009-01-20/2017-01-20");
}

TEST(Officeholders, WhoRunsForAnOfficeDatesATextToo) {
  EXPECT_EQ(interval("Republican nominee Donald Trump ate soup. President Barack Obama ate bread."), "2015-06-16/2017-01-19");
  EXPECT_EQ(interval("Donald Trump, the Republican candidate, met President Joe Biden."), "2022-11-15/2025-01-19");
  EXPECT_EQ(interval("The polls recall 2012 and Republican nominee Mitt Romney."), "");
}

TEST(Officeholders, AFirstNameOrASuffixIsNoFamilyName) {
  EXPECT_EQ(interval("They sang of Martin Luther King Jr. in church."), "");
  EXPECT_EQ(interval("President Petro Poroshenko sang, and President Petro Q. Danylenko too."), "2014-06-07/2019-05-20");
}

TEST(Officeholders, ADayBehindAFamilyNameIsNoPartOfIt) {
  EXPECT_EQ(interval("President Obama Tuesday met reporters."), "2009-01-20/2017-01-20");
  EXPECT_EQ(interval("President Obama Danylenko met reporters."), "");
}

TEST(Officeholders, ACandidateRunsOnlyInACampaign) {
  EXPECT_EQ(interval("Soup was served to presidential candidate Robert F. Kennedy Jr. in Ohio."), "2023-04-19/2024-08-23");
  EXPECT_EQ(interval("Jerry Brown, the Democratic candidate, ate soup."), "1991-10-21/1992-07-16");
  EXPECT_EQ(code("Jerry Brown", "1990-05-01"), "USA PTY");
}

// Eight times the text takes about eight times the time, also where no sentence ends.
TEST(Officeholders, LinearInTheText) {
  const auto seconds = [](int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += "Republican nominee Donald Trump in 2016, ";
    const std::clock_t start = std::clock();
    interval(text);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  seconds(100);
  EXPECT_LT(seconds(8000), 20 * seconds(1000) + 0.05);
}

// The dictionaries with lines of a test's own.
class Load : public testing::Test {
 protected:
  Load() {
    std::filesystem::copy(std::string(ENTENTE_SOURCE_DIR) + "/knowledge/actors", folder_ / "actors",
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  }

  void add(const char* table, std::string_view lines) const {
    std::ofstream(folder_ / "actors" / table, std::ios::app) << lines;
  }

  const test::Folder folder_;
};

TEST_F(Load, APersonsRowsMayStandApart) {
  add("people.tsv",
      "Zora Quillfeather|Zee Quill\tFRA\tforeign minister\tGOV\t2014-05-01\t2016-04-30\t\n"
      "Zee Quill|Zora Q. Quill\tPER\t\tJRN\t2001\t\t\n"
      "Zora Quillfeather\tFRA\tdefence minister\tMIL\t2010-05-01\t2012-04-30\tf\n");
  add("known_people.tsv", "Zora Quillfeather\tFRA\tjudge\tJUD\t2018-05-01\t2020-04-30\t\n");
  const auto loaded = Directory::load(folder_.path());
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto code = [&](std::string_view name, std::string_view date) { return (*loaded)->resolve(name, "", date).actor.code; };
  EXPECT_EQ(code("Zora Quillfeather", "2015-01-01"), "FRA GOV");
  EXPECT_EQ(code("Zora Quillfeather", "2011-01-01"), "FRA MIL");
  EXPECT_EQ(code("Zora Quillfeather", "2019-01-01"), "FRA JUD");
  EXPECT_EQ(code("Zee Quill", "2015-01-01"), "FRA GOV");  // of several the first one's alias
  EXPECT_EQ(code("Zora Q. Quill", "2015-01-01"), "PER JRN");
}

TEST_F(Load, APersonWithoutANameIsNamed) {
  add("people.tsv", "\tFRA\tpresident\tGOV\t2014\t\t\n");
  const auto broken = Directory::load(folder_.path());
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().message.find("columns names, country"), std::string::npos);
}

TEST_F(Load, BrokenTablesAreNamed) {
  add("people.tsv", "Jo Example\tFRA\tpresident\tGOV\tyesterday\t\t\n");
  const auto broken = Directory::load(folder_.path());
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().message.find("people.tsv:"), std::string::npos);
  EXPECT_NE(broken.error().message.find("'yesterday' is no date"), std::string::npos);
  std::filesystem::remove_all(folder_ / "actors");
  const auto missing = Directory::load(folder_.path());
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("sectors.tsv"), std::string::npos);
}

}  // namespace
}  // namespace entente::actors
