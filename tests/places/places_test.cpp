#include <gtest/gtest.h>

#include "entente/nlp.h"
#include "folder.h"
#include "places/places.h"

namespace entente::places {
namespace {

const nlp::Model& model() {
  static const auto loaded = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  return **loaded;
}

const Gazetteer& gazetteer() {
  static const auto loaded = Gazetteer::load(std::string(ENTENTE_SOURCE_DIR) + "/knowledge");
  return **loaded;
}

std::vector<PlaceRef> find(std::string_view text) { return gazetteer().find(model().parse_paragraphs(text)); }

// "Kabul AFG; Paris FRA", in text order.
std::string names(std::string_view text) {
  std::string out;
  for (const PlaceRef& p : find(text)) out += (out.empty() ? "" : "; ") + p.name + " " + p.country;
  return out;
}

TEST(Places, FindsCitiesAndCountriesWithSpans) {
  constexpr std::string_view text = "Talks in Ankara between Turkey and Greece ended on Friday.";
  const auto places = find(text);
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].name, "Ankara");
  EXPECT_EQ(places[0].country, "TUR");
  EXPECT_NEAR(places[0].lat, 39.92, 0.1);
  EXPECT_NEAR(places[0].lon, 32.85, 0.1);
  EXPECT_EQ(places[0].span.in(text), "Ankara");
  EXPECT_EQ(places[1].country, "TUR");
  EXPECT_EQ(places[2].country, "GRC");
}

TEST(Places, TakesTheLongestName) {
  EXPECT_EQ(names("Gunmen attacked Kabul airport before dawn."), "Hamid Karzai International Airport AFG");
}

TEST(Places, SettlesAmbiguityByTheStateNamedAfterIt) {
  EXPECT_EQ(names("The minister flew to Paris."), "Paris FRA");
  EXPECT_NEAR(find("The fair in Paris, Texas, was cancelled.")[0].lat, 33.66, 0.1);
}

TEST(Places, SettlesAmbiguityByTheOtherPlaces) {
  EXPECT_EQ(names("Shells fell on Tripoli. Militias from Misrata and Benghazi denied it."),
            "Tripoli LBY; Misrata LBY; Benghazi LBY");
  EXPECT_EQ(names("Shells fell on Tripoli. Clashes in Beirut and Sidon went on."), "Tripoli LBN; Beirut LBN; Sidon LBN");
  EXPECT_EQ(names("Voters in Georgia and Alabama went to the polls."), "Georgia USA; Alabama USA");
  EXPECT_EQ(names("Russia accused Georgia of shelling a village."), "Russia RUS; Georgia GEO");
}

TEST(Places, TellsAProvinceFromItsCity) {
  const auto places = find("A bomb went off in Herat. Police in Herat province arrested two men.");
  ASSERT_EQ(places.size(), 2u);
  EXPECT_NEAR(places[0].lat, 34.35, 0.05);
  EXPECT_NEAR(places[1].lat, 34.3, 0.001);
}

TEST(Places, KnowsRegionsSeasAndOtherSpellings) {
  EXPECT_EQ(names("Fighting spread across Darfur and the Gaza Strip."), "Darfur SDN; Gaza Strip PSE");
  EXPECT_EQ(names("A frigate sailed through the Taiwan Strait."), "Taiwan Strait ");
  EXPECT_EQ(names("Envoys from Bogota and São Paulo met in Kiev."), "Bogotá COL; São Paulo BRA; Kyiv UKR");
  EXPECT_EQ(names("Residents of St. Petersburg in Russia protested."), "Saint Petersburg RUS; Russia RUS");
  EXPECT_EQ(names("Protesters gathered outside the White House."), "White House USA");
  EXPECT_EQ(names("The court in The Hague ruled against it."), "The Hague NLD");
}

TEST(Places, DropsSmallTownsOfCountriesThatNothingElsePointsTo) {
  EXPECT_EQ(names("Police in Ithaca were called."), "Ithaca USA");
  EXPECT_EQ(names("Iraq and Syria were discussed in Ithaca."), "Iraq IRQ; Syria SYR");
}

TEST(Places, TakesNoAbbreviationForATown) {
  EXPECT_EQ(names("Baghdad, INA reported, was calm."), "Baghdad IRQ");
  EXPECT_EQ(names("The UAE and the US signed it."), "United Arab Emirates ARE; United States USA");
}

TEST(Places, TakesNoDemonymForAPlace) { EXPECT_EQ(names("Turkish jets struck Kurdish fighters."), ""); }

TEST(Places, ReadsOverALineBreakButNotOverAParagraph) {
  EXPECT_EQ(names("The talks of both\nsides were held in New\nDelhi."), "New Delhi IND");
  EXPECT_EQ(names("The envoy came from York\n\nCity officials met."), "York GBR");
}

TEST(Places, IsEmptyOnEmptyText) { EXPECT_EQ(names(""), ""); }

TEST(Places, LeavesPersonsAlone) {
  EXPECT_EQ(names("George Washington crossed the river."), "");
  EXPECT_EQ(names("Officials said Paris Hilton had left."), "");
}

TEST(Places, NamesTheLineThatIsWrong) {
  const test::Folder folder;
  test::spill(folder / "places.tsv", "# comment\ncity\tUr\tIRQ\tnorth\t46.1\t0\n");
  const auto none = Gazetteer::load(folder.path());
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("places.tsv:2: latitude"), std::string::npos) << none.error().message;
}

TEST(Places, NamesTheFileThatIsMissing) {
  const auto none = Gazetteer::load("/nonexistent");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("/nonexistent/places.tsv"), std::string::npos);
}

TEST(Places, CongoIsTheLargerOne) { EXPECT_EQ(names("Floods hit villages in Congo."), "Democratic Republic of the Congo COD"); }

}  // namespace
}  // namespace entente::places
