#include <gtest/gtest.h>

#include "nlp/nlp.h"
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

TEST(Places, LeavesPersonsAlone) {
  EXPECT_EQ(names("George Washington crossed the river."), "");
  EXPECT_EQ(names("Officials said Paris Hilton had left."), "");
}

TEST(Places, NamesTheFileThatIsMissing) {
  const auto none = Gazetteer::load("/nonexistent");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("/nonexistent/places.tsv"), std::string::npos);
}

}  // namespace
}  // namespace entente::places
