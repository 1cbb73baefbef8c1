// Which of several places of one name a text means, over sentences of the project's own as a reader takes them.
#include <gtest/gtest.h>

#include "entente/nlp.h"
#include "places/places.h"

namespace entente::places {
namespace {

struct Case {
  std::string_view text, places;
};

constexpr Case kCases[] = {
    {"Gunmen killed two officers in Valencia, Venezuela.", "Valencia VEN; Venezuela VEN"},
    {"The storm flooded Valencia and roads south of Barcelona in Spain.", "Valencia ESP; Barcelona ESP; Spain ESP"},
    {"Venezuela sent troops to Valencia and Barcelona.", "Venezuela VEN; Valencia VEN; Barcelona VEN"},
    {"Police in Hyderabad, Pakistan, arrested a cleric.", "Hyderabad PAK; Pakistan PAK"},
    {"The court in Hyderabad freed the minister, and New Delhi appealed.", "Hyderabad IND; New Delhi IND"},
    {"Protesters marched in Hyderabad, Karachi and Lahore.", "Hyderabad PAK; Karachi PAK; Lahore PAK"},
    {"The mayor of Cordoba, Argentina, resigned.", "Córdoba ARG; Argentina ARG"},
    {"Trains between Cordoba and Seville stopped.", "Córdoba ESP; Sevilla ESP"},
    {"Rebels seized Santiago de Cuba.", "Santiago de Cuba CUB"},
    {"Chile closed the road from Santiago to Valparaiso.", "Chile CHL; Santiago CHL; Valparaíso CHL"},
    {"London and Windsor in Ontario opened new hospitals.", "London CAN; Windsor CAN; Ontario CAN"},
    {"The prime minister returned to London from Manchester.", "London GBR; Manchester GBR"},
    {"The governor spoke in Manchester, New Hampshire.", "Manchester USA; New Hampshire USA"},
    {"Talks were held in Birmingham, Alabama.", "Birmingham USA; Alabama USA"},
    {"Two men were jailed in Birmingham and Leeds.", "Birmingham GBR; Leeds GBR"},
    {"Victims were flown from San Jose to Panama City, and Costa Rica thanked Panama.",
     "San José CRI; Panama City PAN; Costa Rica CRI; Panama PAN"},
    {"Engineers in San Jose, California, protested.", "San Jose USA; California USA"},
    {"Soldiers patrolled Guadalajara and Monterrey in Mexico.", "Guadalajara MEX; Monterrey MEX; Mexico MEX"},
    {"Shells hit Kramatorsk and Odesa in Ukraine.", "Kramatorsk UKR; Odesa UKR; Ukraine UKR"},
    {"Oil workers in Odessa, Texas, went on strike.", "Odessa USA; Texas USA"},
    {"The army shelled Tripoli, Lebanon.", "Tripoli LBN; Lebanon LBN"},
    {"Saint Petersburg, Florida, was evacuated.", "St. Petersburg USA; Florida USA"},
    {"Moscow, Idaho, elected a new mayor.", "Moscow USA; Idaho USA"},
    {"Moscow and Saint Petersburg were quiet.", "Moscow RUS; Saint Petersburg RUS"},
    {"Athens, Georgia, was hit by a tornado.", "Athens USA; Georgia USA"},
    {"Greece moved the refugees from Lesbos to Athens.", "Greece GRC; Lesbos GRC; Athens GRC"},
    {"Georgia and Armenia opened the border near Tbilisi.", "Georgia GEO; Armenia ARM; Tbilisi GEO"},
    {"Fighting broke out in Victoria, Seychelles.", "Victoria SYC; Seychelles SYC"},
    {"Fires spread from Melbourne across Victoria in Australia.", "Melbourne AUS; Victoria AUS; Australia AUS"},
    {"Cuban doctors arrived in Kingston, Jamaica.", "Kingston JAM; Jamaica JAM"},
    {"A bridge in Kingston near Toronto and Ottawa collapsed.", "Kingston CAN; Toronto CAN; Ottawa CAN"},
    {"Boko Haram attacked a market in Maiduguri in Nigeria.", "Maiduguri NGA; Nigeria NGA"},
    {"Niger closed its border with Nigeria after an attack in Diffa.", "Niger NER; Nigeria NGA; Diffa NER"},
};

// Not read: names that the tagger of entities takes for a person's or an organisation's where nothing says that a place is meant
// ("flooded Valencia"), and London's province where two places share that one's name.
constexpr int kLeast = 29;

TEST(Places, MeasuredSentences) {
  const auto model = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  const auto gazetteer = Gazetteer::load(std::string(ENTENTE_SOURCE_DIR) + "/knowledge");
  ASSERT_TRUE(model && gazetteer);
  int right = 0;
  std::string wrong;
  for (const Case& c : kCases) {
    std::string told;
    for (const PlaceRef& p : (*gazetteer)->find((*model)->parse_paragraphs(c.text)))
      told += (told.empty() ? "" : "; ") + p.name + " " + p.country;
    right += told == c.places;
    if (told != c.places) wrong.append(c.text).append("\n  ").append(told).append("\n");
  }
  EXPECT_GE(right, kLeast) << wrong;
}

}  // namespace
}  // namespace entente::places
