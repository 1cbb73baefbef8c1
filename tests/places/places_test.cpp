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

// "name(country) name(country) ..." in text order.
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

}  // namespace
}  // namespace entente::places
