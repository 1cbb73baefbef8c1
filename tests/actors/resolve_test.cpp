#include "actors/sample.h"

namespace entente::actors {
namespace {

TEST(Resolve, CountriesDemonymsAndSeats) {
  EXPECT_EQ(code("the U.S."), "USA");
  EXPECT_EQ(code("Norway"), "NOR");
  EXPECT_EQ(code("the Kremlin"), "RUS GOV");
  EXPECT_EQ(code("Ankara"), "TUR GOV");
  EXPECT_EQ(code("Danes"), "DNK");
}

TEST(Resolve, CaseTellsCountryFromWord) {
  EXPECT_EQ(code("US"), "USA");
  EXPECT_EQ(code("us"), "");
  EXPECT_EQ(code("turkey"), "");
  EXPECT_EQ(code("who"), "");
  EXPECT_EQ(code("IS fighters"), "ISIS");
  EXPECT_EQ(code("THE WAR IS OVER"), "");
}

TEST(Resolve, RolesTakeTheirCountry) {
  EXPECT_EQ(code("Kenyan soldiers"), "KEN MIL");
  EXPECT_EQ(code("two Peruvian farmers"), "PER AGR");
  EXPECT_EQ(code("Chad's foreign ministry"), "TCD GOV");
  EXPECT_EQ(code("the president of Ghana"), "GHA GOV");
  EXPECT_EQ(code("civilians in Yemen"), "YEM CVL");
  EXPECT_EQ(directory().resolve("masked gunmen", "", "").actor.sector, "UAF");
}

TEST(Resolve, OrganisationsAndArmedGroups) {
  EXPECT_EQ(code("the United Nations"), "UN");
  EXPECT_EQ(code("Islamic State Khorasan"), "ISIS-K");
  EXPECT_EQ(code("a commander of al-Shabaab"), "AL-SHABAAB");
  EXPECT_EQ(code("Pakistani Taliban fighters"), "TTP");
  EXPECT_EQ(code("Israel's UN ambassador"), "ISR GOV");
  EXPECT_EQ(code("a NATO spokesman"), "NATO");
}

TEST(Resolve, DatesDecide) {
  EXPECT_EQ(code("President Ghani", "2015-03-01"), "AFG GOV");
  EXPECT_EQ(code("Ashraf Ghani", "2023-03-01"), "AFG ELI");
  EXPECT_EQ(directory().resolve("the Taliban", "", "1998-01-01").actor.sector, "GOV");
  EXPECT_EQ(directory().resolve("the Taliban", "", "2009-01-01").actor.sector, "REB");
  const Resolved holder = directory().resolve("Pakistan's prime minister", "", "2020-06-01");
  EXPECT_EQ(holder.actor.name, "Imran Khan");
  EXPECT_EQ(holder.how, "title: prime minister of PAK");
}

TEST(Resolve, FightersStayTheirGroups) { EXPECT_EQ(code("Osama bin Laden", "2020-01-01"), "AL-QAEDA"); }

TEST(Resolve, AStrangersNameIsNotTheFamousOne) {
  EXPECT_EQ(code("Waldemar Putin", "2020-01-01"), "");
  EXPECT_EQ(code("Putin", "2020-01-01"), "RUS GOV");
}

TEST(Resolve, RelationsAreNotTheirOwner) {
  EXPECT_EQ(code("US allies"), "");
  EXPECT_EQ(code("partners in Nairobi"), "KEN GOV");
}

TEST(Resolve, ABodyAfterAnothersCountryIsItsRole) { EXPECT_EQ(code("Chile's Defense Department"), "CHL GOV"); }

TEST(Resolve, ABodyForPeopleIsNoPeople) {
  EXPECT_EQ(code("Indian child welfare committee"), "IND GOV");
  EXPECT_EQ(code("Canadian general manager"), "CAN BUS");
}

TEST(Resolve, ContextHelps) {
  EXPECT_EQ(code("police", "", "Bolivia"), "BOL COP");
  EXPECT_EQ(code("the militants", "", "Soldiers chased Boko Haram into the forest."), "BOKO-HARAM");
}

TEST(Resolve, NobodyIsNobody) {
  EXPECT_TRUE(directory().resolve("", "", "").how.empty());
  EXPECT_TRUE(directory().resolve("a wooden spoon", "", "").how.empty());
  EXPECT_TRUE(directory().resolve("\xff\xfe -- ...", "", "").how.empty());
}

}  // namespace
}  // namespace entente::actors
