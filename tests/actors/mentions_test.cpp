#include "actors/sample.h"

#include <ctime>
#include <fstream>
#include <sstream>

namespace entente::actors {
namespace {

TEST(Mentions, CoordinatedNamesStayApart) {
  const auto found = mentions("Norway and Sweden signed a treaty with the Taliban.");
  EXPECT_TRUE(has(found, "Norway=NOR"));
  EXPECT_TRUE(has(found, "Sweden=SWE"));
  EXPECT_TRUE(has(found, "the Taliban=TALIBAN"));
}

TEST(Mentions, CoordinatedModifiersBothCount) {
  const auto found = mentions("Belgian and Dutch warships left the harbour.");
  EXPECT_TRUE(has(found, "Belgian and Dutch warships=BEL MIL"));
  EXPECT_TRUE(has(found, "Dutch=NLD"));
}

TEST(Mentions, PossessorsAreMentionsOfTheirOwn) {
  const auto found = mentions("Kenya's foreign minister met Ugandan soldiers in the hills.");
  EXPECT_TRUE(has(found, "Kenya's foreign minister=KEN GOV"));
  EXPECT_TRUE(has(found, "Kenya=KEN"));
  EXPECT_TRUE(has(found, "Ugandan soldiers=UGA MIL"));
}

TEST(Mentions, ModifiersOfThingsAreMentions) {
  const auto found = mentions("Chile-Peru talks on copper began, and French interests were discussed.");
  EXPECT_TRUE(has(found, "Chile=CHL"));
  EXPECT_TRUE(has(found, "Peru=PER"));
  EXPECT_TRUE(has(found, "French=FRA"));
}

TEST(Mentions, BackersAreNotTheBacked) {
  const auto found = mentions("The Turkish-backed Libyan army attacked anti-American militants.");
  EXPECT_TRUE(has(found, "The Turkish-backed Libyan army=LBY MIL"));
  for (const std::string& one : found) EXPECT_EQ(one.find("militants=USA"), std::string::npos);
}

TEST(Mentions, CapitalsActOrAreThere) {
  const auto found = mentions("Cairo rejected the plan. A tram burned in Warsaw.");
  EXPECT_TRUE(has(found, "Cairo=EGY GOV"));
  EXPECT_TRUE(has(found, "Warsaw=POL"));
}

TEST(Mentions, AGivenNameIsNoTownAndNoFamily) {
  for (const std::string& one :
       mentions("George sighs and apologises to his wife. Harry called her. Wu met Prince Harry in Oslo."))
    EXPECT_TRUE(one.find("ZAF") == std::string::npos && one.find("Harry=TWN") == std::string::npos) << one;
  EXPECT_TRUE(has(mentions("Taiwan's foreign minister Joseph Wu met the press.", "2022-05-01"),
                  "Taiwan's foreign minister Joseph Wu=TWN GOV"));
}

TEST(Mentions, PeopleHaveTheOfficesOfTheLatestDaysThatFit) {
  const std::string obama = "Hillary Clinton met Barack Obama in Ohio.";
  EXPECT_TRUE(has(mentions(obama, "2009-01-20/2017-01-20"), "Hillary Clinton=USA PTY"));
  EXPECT_TRUE(has(mentions(obama, "2009-06-01"), "Hillary Clinton=USA GOV"));
  const std::string race =
      "The debate before the primary was loud. Marco Rubio and Jeb Bush laughed at Ben Carson. Every candidate wants the "
      "nomination, "
      "and the delegates saw Donald Trump leave.";
  const auto found = mentions(race);
  EXPECT_TRUE(has(found, "Donald Trump=USA PTY"));
  EXPECT_TRUE(has(found, "Marco Rubio=USA LEG"));
  EXPECT_TRUE(has(mentions("Marco Rubio met Donald Trump."), "Donald Trump=USA GOV"));
}

TEST(Mentions, APlaceOfTwoCountriesIsInTheOneThatTheTextSpeaksOf) {
  EXPECT_TRUE(has(mentions("Police in Hyderabad met in the rain. Karachi and Sindh slept."), "Hyderabad=PAK"));
  EXPECT_TRUE(has(mentions("Police in Hyderabad met in the rain. India slept."), "Hyderabad=IND"));
  EXPECT_TRUE(has(mentions("Voters in Atlanta stood in line. Georgia counts tonight."), "Georgia=USA"));
  EXPECT_TRUE(has(mentions("ATLANTA, Georgia - The governor of Georgia thanked Poland."), "The governor of Georgia=USA GOV"));
  EXPECT_TRUE(has(mentions("Georgia thanked Poland in New York. Tbilisi wants wool."), "Georgia=GEO"));
  EXPECT_TRUE(has(mentions("Punjabi farmers marched to New Delhi."), "Punjabi farmers=IND AGR"));
}

TEST(Mentions, ACapitalsNamesakeIsMeantWhereTheTextSaysSo) {
  const auto found = mentions("Tripoli, Lebanon - Lebanese troops met in Tripoli. Sidon and all of Lebanon slept.");
  EXPECT_TRUE(has(found, "Tripoli=LBN"));
  EXPECT_FALSE(has(found, "Tripoli=LBY"));
  EXPECT_TRUE(has(mentions("A tram burned in Athens, Georgia."), "Athens=USA"));
  EXPECT_TRUE(has(mentions("London thanked Canada. Canadian farmers sang in Canada."), "London=GBR GOV"));
}

TEST(Mentions, ANamesakeIsOfAnotherCountryThanTheBetterKnownPlace) {
  std::ifstream table(std::string(ENTENTE_SOURCE_DIR) + "/knowledge/actors/namesakes.tsv");
  int rows = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream names(line.substr(line.rfind('\t') + 1));
    for (std::string name; std::getline(names, name, '|'); ++rows) {
      const std::string country = directory().resolve(name, "", "").actor.country;
      EXPECT_FALSE(country.empty() || country == line.substr(0, 3)) << name << ": " << country;
    }
  }
  EXPECT_GT(rows, 50);
}

TEST(Mentions, WhoSendsATextDoesNothingInIt) {
  const auto found =
      mentions("KYIV, Ukraine (AP) - Norwegian troops left.\n\nA tram burned (Reuters).\n\nReuters hired a clerk.");
  EXPECT_TRUE(has(found, "KYIV=UKR"));
  EXPECT_TRUE(has(found, "Ukraine=UKR"));
  EXPECT_TRUE(has(found, "Norwegian troops=NOR MIL"));
  EXPECT_FALSE(has(found, "AP=USA JRN"));
  EXPECT_EQ(std::count(found.begin(), found.end(), "Reuters=GBR JRN"), 1);
  EXPECT_TRUE(has(mentions("MOSCOW (AP) Russia sold wheat."), "Russia=RUS"));
}

TEST(Mentions, WordsBetweenDashesMakeNoDateline) {
  EXPECT_TRUE(has(mentions("Moscow \u2014 still without snow \u2014 accused Kyiv."), "Moscow=RUS GOV"));
  EXPECT_TRUE(has(mentions("Al Jazeera \u2014 which Israel closed \u2014 accused Israel of lies."), "Al Jazeera=QAT JRN"));
  EXPECT_TRUE(has(mentions("The Washington Post - a newspaper - sued Russia."), "The Washington Post=USA JRN"));
  EXPECT_FALSE(has(mentions("MOSCOW \u2014 Norway accused Chad of lies."), "MOSCOW=RUS GOV"));
}

TEST(Mentions, ShipsAreOfTheirNavy) {
  const auto found = mentions("The USS Marlow Bay left Cadiz. HMS Elizabeth Thorn and BRP Rosa Luna followed the USS.");
  EXPECT_TRUE(has(found, "The USS Marlow Bay=USA MIL"));
  EXPECT_TRUE(has(found, "HMS Elizabeth Thorn=GBR MIL"));
  EXPECT_TRUE(has(found, "BRP Rosa Luna=PHL MIL"));
  for (const std::string& one : mentions("BRP recalled its jet skis. The PNS is a part of the brain."))
    EXPECT_TRUE(one.find("PHL") == std::string::npos && one.find("PAK") == std::string::npos) << one;
}

TEST(Mentions, TheCourtsOfTheHagueAreInternational) {
  const auto found =
      mentions("The Hague-based tribunal met. A Dutch court in The Hague slept. The war crimes court in The Hague sang.");
  EXPECT_TRUE(has(found, "Hague-based tribunal=IGO JUD"));
  EXPECT_TRUE(has(found, "A Dutch court=NLD JUD"));
  EXPECT_TRUE(has(found, "The war crimes court in The Hague=IGO JUD"));
  EXPECT_TRUE(has(mentions("The World Court in The Hague sat."), "The World Court in The Hague=UN"));
  EXPECT_TRUE(has(mentions("Dutch prosecutors in The Hague sang."), "Dutch prosecutors=NLD JUD"));
  EXPECT_TRUE(has(mentions("Judges in The Hague jailed a Dutch man."), "Judges=NLD JUD"));
}

TEST(Mentions, TheOfficeThatTheTextGivesBeatsTheTables) {
  const auto kerry = mentions("John Kerry, the US climate envoy, flew to Oslo. Kerry laughed.", "2022-05-01");
  EXPECT_TRUE(has(kerry, "John Kerry=USA GOV"));
  EXPECT_TRUE(has(kerry, "Kerry=USA GOV"));
  EXPECT_TRUE(has(mentions("Defence Minister Tim Kaine laughed.", "2025-03-01"), "Defence Minister Tim Kaine=USA GOV"));
  EXPECT_TRUE(has(mentions("John Kerry, the former US climate envoy, laughed.", "2025-03-01"), "John Kerry=USA ELI"));
  EXPECT_TRUE(has(mentions("Donald Trump laughed. President Trump swam.", "2022-05-01"), "Donald Trump=USA ELI"));
  const auto bongo = mentions("President Ali Bongo of Gabon sang. Ousted leader Bongo swam.", "2023-08-30");
  EXPECT_TRUE(has(bongo, "Ousted leader Bongo=GAB ELI"));
}

TEST(Mentions, CommandersAreSoldiers) {
  const auto found = mentions("Two Danish commanders met a rebel commander and the head of the Danish presidential guard.");
  EXPECT_TRUE(has(found, "Two Danish commanders=DNK MIL"));
  EXPECT_TRUE(has(found, "the Danish presidential guard=DNK MIL"));
}

TEST(Mentions, AStrangersTitleIsOfTheCountryBehindHisName) {
  const auto found =
      mentions("Mayor Ana Lind of Oslo met retired Brigadier Musa Keita of Mali. The prime minister-elect of Togo sang.");
  EXPECT_TRUE(has(found, "Mayor Ana Lind=NOR GOV"));
  EXPECT_TRUE(has(found, "retired Brigadier Musa Keita=MLI ELI"));
  EXPECT_TRUE(has(found, "The prime minister-elect of Togo=TGO PTY"));
  const auto former = mentions("Former finance minister Juma Okello sang in Kampala. Uganda slept, and Uganda's police too.");
  EXPECT_TRUE(has(former, "Former finance minister Juma Okello=UGA ELI"));
}

TEST(Mentions, WordsAreNoNames) {
  for (const std::string& one : mentions("Let the dough rest. Total time is an hour. It may Surprise you."))
    for (const std::string_view code : {"=LET", "=FRA", "=USA"}) EXPECT_EQ(one.find(code), std::string::npos) << one;
}

TEST(Mentions, LanguagesAreNoPeople) {
  const auto found = mentions("She speaks no English and sings in Greek on Spanish-language radio. The English lost to Norway.");
  EXPECT_FALSE(has(found, "no English=GBR"));
  EXPECT_FALSE(has(found, "Greek=GRC"));
  for (const std::string& one : found) EXPECT_EQ(one.find("=ESP"), std::string::npos) << one;
  EXPECT_TRUE(has(found, "The English=GBR"));
}

TEST(Mentions, WhoSharesASurnameWithALeaderIsAStranger) {
  for (const std::string& one : mentions("The singer Emil G. Macron met Alvin I. Merkel in Boston.", "2018-06-01")) {
    EXPECT_EQ(one.find("FRA"), std::string::npos) << one;
    EXPECT_EQ(one.find("DEU"), std::string::npos) << one;
  }
  EXPECT_TRUE(has(mentions("Chancellor Angela D. Merkel left.", "2015-06-01"), "Chancellor Angela D. Merkel=DEU GOV"));
}

TEST(Mentions, AStreetIsNotTheTownOfItsName) {
  for (const std::string& one : mentions("Police closed Dresden Drive after a leak."))
    EXPECT_EQ(one.find("=DEU"), std::string::npos) << one;
}

TEST(Mentions, OriginsAreNotWhoseTheyAre) {
  const auto found = mentions("A Mexican-American judge heard the case.");
  for (const std::string& one : found) EXPECT_EQ(one.find("=MEX"), std::string::npos) << one;
  EXPECT_TRUE(has(found, "A Mexican-American judge=USA JUD"));
}

TEST(Mentions, WhoHoldsNoOfficeYetIsOfAParty) {
  EXPECT_TRUE(has(mentions("Donald Trump spoke in Ohio.", "2016-05-01"), "Donald Trump=USA PTY"));
  EXPECT_TRUE(has(mentions("Donald Trump spoke in Ohio.", "2018-05-01"), "Donald Trump=USA GOV"));
  EXPECT_TRUE(has(mentions("Donald Trump spoke in Ohio.", "2022-05-01"), "Donald Trump=USA ELI"));
}

TEST(Mentions, ATextWithoutADateIsOfTheLatestYearThatItNames) {
  EXPECT_TRUE(has(mentions("In May 2018, Donald Trump spoke in Ohio, as in 2012."), "Donald Trump=USA GOV"));
  EXPECT_TRUE(has(mentions("In May 2016, Donald Trump spoke in Ohio, as in 2012."), "Donald Trump=USA PTY"));
  // Not of one to come, of a number, nor of one long before somebody came into office.
  EXPECT_TRUE(has(mentions("Barack Obama, who won in 2012, spoke in Ohio of cuts by 2021."), "Barack Obama=USA GOV"));
  EXPECT_TRUE(has(mentions("Barack Obama spoke in Ohio in 2012 of 12021 shirts and of 202,100."), "Barack Obama=USA GOV"));
  EXPECT_TRUE(has(mentions("Emmanuel Macron spoke of the war of 2003."), "Emmanuel Macron=FRA GOV"));
}

TEST(Mentions, CandidatesAreOfAPartyUntilTheyHoldTheOffice) {
  const std::string text = "Republican nominee Donald Trump spoke in Ohio. Voters cheered Trump.";
  EXPECT_TRUE(has(mentions(text), "Trump=USA PTY"));
  EXPECT_TRUE(has(mentions(text, "2020-08-01"), "Trump=USA GOV"));
  EXPECT_TRUE(
      has(mentions("President Donald Trump spoke in Ohio. The Trump campaign cheered."), "President Donald Trump=USA GOV"));
}

TEST(Mentions, AnEmployerSaysOfWhatSomebodyIs) {
  EXPECT_TRUE(has(mentions("CNN's Gretel Ambrosini asked the question."), "CNN's Gretel Ambrosini=USA JRN"));
  for (const std::string& one : mentions("Boeing whistleblower Gretel Ambrosini asked the question."))
    EXPECT_EQ(one.find("Ambrosini=USA"), std::string::npos) << one;
}

TEST(Mentions, ATitleInShortStandsBeforeANameOnly) {
  const std::string text = "Sen. Gerda Lund of Ohio left. A rep for the singer stayed in Ohio, near Texas.";
  const auto found = mentions(text);
  EXPECT_TRUE(has(found, "Sen. Gerda Lund=USA LEG") || has(found, "Gerda Lund=USA LEG"));
  for (const std::string& one : found) EXPECT_NE(one.substr(0, 5), "A rep") << one;
}

TEST(Mentions, NamesThatTheParseMayCutStayWhole) {
  EXPECT_TRUE(has(mentions("Members of Hay'at Tahrir al-Sham left Idlib."), "Hay'at Tahrir al-Sham=HTS"));
}

TEST(Mentions, UnknownNamesKeepTheirName) {
  const std::string text = "Gretel Ambrosini opened the exhibition on Monday.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "", "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].actor.name, "Gretel Ambrosini");
  EXPECT_EQ(found[0].actor.code, "");
  EXPECT_EQ(found[0].actor.kind, "person");
}

TEST(Mentions, TitlesGiveUnknownPeopleTheirActor) {
  const std::string text = "Danish defence minister Ole Vindmark visited the base.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "", "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].actor.name, "Ole Vindmark");
  EXPECT_EQ(found[0].actor.code, "DNK GOV");
}

TEST(Mentions, InTextOrderWithHeadsInside) {
  const std::string text = "The president of Ghana thanked UN officials, and Togo's army chief thanked the president of Ghana.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "2022-01-01", "");
  ASSERT_GE(found.size(), 5u);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].id, static_cast<int>(i));
    EXPECT_TRUE(found[i].span.contains(found[i].head));
    EXPECT_LE(found[i].span.end, text.size());
    EXPECT_LE(found[i ? i - 1 : 0].span.begin, found[i].span.begin);
  }
}

// Twice the text takes about twice the time, whatever stands in it.
TEST(Mentions, LinearInTheText) {
  const auto seconds = [](int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text +=
          "\"We met them,\" he said, and the group and the president and its soldiers and Paris and (it) they left the country ";
    const Doc doc = model().parse_paragraphs(text);
    const std::clock_t start = std::clock();
    for (int i = 0; i < 3; ++i) directory().find(doc, "2021", "");
    directory().date_by_officeholders(text);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  seconds(50);
  EXPECT_LT(seconds(1600), 12 * seconds(400) + 0.05);
}

TEST(Mentions, AShareOfADividedLandIsOfWhoRulesIt) {
  EXPECT_TRUE(has(mentions("A shell killed two farmers in Pakistan-administered Kashmir."), "two farmers=PAK AGR"));
  EXPECT_TRUE(has(mentions("A shell killed two farmers in Indian-administered Kashmir."), "two farmers=IND AGR"));
}

TEST(Mentions, ANameWithAndIsOneName) {
  EXPECT_TRUE(
      has(mentions("Bankers wrote to the Securities and Exchange Commission."), "Securities and Exchange Commission=USA GOV"));
}

TEST(Mentions, LocalOfficesAndCameras) {
  const std::vector<std::string> found =
      mentions("MEC Sipho Example met councillors in Durban, South Africa, and kids saw CCTV footage.");
  EXPECT_TRUE(has(found, "councillors=ZAF GOV"));
  EXPECT_TRUE(has(found, "kids=ZAF CVL"));
  EXPECT_FALSE(has(found, "CCTV=CHN JRN"));
}

TEST(Mentions, ANameHoldsWithSmallLettersAfterItsHyphens) {
  EXPECT_TRUE(has(mentions("Kim Jong-un visited a dairy.", "2021-06-01"), "Kim Jong-un=PRK GOV"));
  EXPECT_TRUE(has(mentions("Yoon Suk-yeol visited a dairy.", "2023-06-01"), "Yoon Suk-yeol=KOR GOV"));
}

TEST(Mentions, LeadersByTheirWholeNames) {
  EXPECT_TRUE(has(mentions("Laurent Kabila visited a dairy.", "1999-06-01"), "Laurent Kabila=COD GOV"));
  EXPECT_TRUE(has(mentions("Mobutu Sese Seko visited a dairy.", "1980-06-01"), "Mobutu Sese Seko=COD GOV"));
  EXPECT_TRUE(has(mentions("F.W. de Klerk visited a dairy.", "1992-06-01"), "F.W. de Klerk=ZAF GOV"));
  EXPECT_TRUE(has(mentions("Roberto Micheletti visited a dairy.", "2009-09-01"), "Roberto Micheletti=HND GOV"));
}

TEST(Mentions, PeopleWhomNewsNamesByTheirRoleAtTheTime) {
  EXPECT_TRUE(has(mentions("Zabihullah Mujahid visited a dairy.", "2022-06-01"), "Zabihullah Mujahid=TALIBAN"));
  EXPECT_TRUE(has(mentions("Maria Zakharova visited a dairy.", "2022-06-01"), "Maria Zakharova=RUS GOV"));
  EXPECT_TRUE(has(mentions("Amy Klobuchar visited a dairy.", "2018-06-01"), "Amy Klobuchar=USA LEG"));
  EXPECT_TRUE(has(mentions("Former Arkansas governor Mike Huckabee hosted a show.", "2012-06-01"),
                  "Former Arkansas governor Mike Huckabee=USA ELI"));
  EXPECT_TRUE(has(mentions("Officers of Devon and Cornwall Police laughed."), "Devon and Cornwall Police=GBR COP"));
}

TEST(Mentions, PeopleOfSeveralCountriesAreOfEach) {
  const std::vector<std::string> found =
      mentions("Soldiers from Kenya, Uganda and Burundi dug a well. The leaders of Peru and Chile sang.");
  for (const char* country : {"KEN", "UGA", "BDI"}) EXPECT_TRUE(has(found, std::string("Soldiers=") + country + " MIL"));
  EXPECT_TRUE(has(found, "The leaders of Peru=PER GOV"));
  EXPECT_TRUE(has(found, "The leaders of Peru=CHL GOV"));
  EXPECT_FALSE(has(mentions("The leader of Peru and Chile sang."), "The leader of Peru=CHL GOV"));
}

TEST(Mentions, WestAfricansAreNotOfTheWest) {
  EXPECT_TRUE(has(mentions("West African leaders met bankers."), "West African leaders=?"));
  EXPECT_FALSE(has(mentions("West African music filled the hall."), "West=WEST"));
  EXPECT_TRUE(has(mentions("The West sang."), "The West=WEST"));
}

TEST(Mentions, MediatorsAreOfTheirStates) {
  const std::vector<std::string> found = mentions("Mediators from Mali and Ghana met bankers. A mediator slept in Oslo.");
  EXPECT_TRUE(has(found, "Mediators=MLI GOV"));
  EXPECT_TRUE(has(found, "Mediators=GHA GOV"));
  EXPECT_FALSE(has(found, "A mediator=NOR GOV"));
}

TEST(Mentions, AnInitialMakesNoStranger) {
  EXPECT_TRUE(has(mentions("Boris N. Yeltsin visited a dairy.", "1997-06-01"), "Boris N. Yeltsin=RUS GOV"));
  EXPECT_TRUE(has(mentions("Boris A. Example visited a dairy.", "1997-06-01"), "Boris A. Example=?"));
}

TEST(Mentions, ATitleTellsBearersOfANameApart) {
  const std::string text = "Nurul Izzah Anwar praised the plan in Malaysia. PM Anwar thanked her. Anwar smiled.";
  EXPECT_TRUE(has(mentions(text, "2023-06-01"), "PM Anwar=MYS GOV"));
  EXPECT_TRUE(has(mentions(text, "2023-06-01"), "Anwar=MYS GOV"));
  const std::string own = "President Lucy Ramaphosa of the chess club spoke. President Ramaphosa thanked her.";
  EXPECT_TRUE(has(mentions(own, "2023-06-01"), "President Ramaphosa=?"));
}

TEST(Mentions, WhoDiedIsToldByHisLastOffice) {
  EXPECT_TRUE(has(mentions("Aaron Bushnell died in Washington. Friends praised Bushnell.", "2024-03-10"), "Bushnell=USA MIL"));
  EXPECT_TRUE(has(mentions("Aaron Bushnell left Washington.", "2024-03-10"), "Aaron Bushnell=USA ELI"));
  EXPECT_TRUE(has(mentions("The late Hage Geingob loved Namibia.", "2024-02-20"), "The late Hage Geingob=NAM GOV"));
  EXPECT_TRUE(has(mentions("Robert Mugabe died in Singapore.", "2019-09-07"), "Robert Mugabe=ZWE ELI"));
}

TEST(Mentions, PhrasesThatHoldARoleNounAndNameNobody) {
  const std::vector<std::string> found = mentions(
      "In Leeds artificial intelligence filled a food court, solar panels shone at 10 p.m. and the swing state slept.");
  for (const std::string& one : found)
    for (const char* code : {" SPY", " JUD", " GOV", "p.m.=", "swing state="}) EXPECT_EQ(one.find(code), std::string::npos) << one;
  EXPECT_TRUE(has(mentions("The minister of religion sang in Accra."), "The minister of religion=GHA REL"));
  EXPECT_TRUE(has(mentions("In 2020, PM Modi sang in Delhi.", "2020-06-01"), "PM Modi=IND GOV"));
}

TEST(Mentions, ARoleNounThatOnlyDescribesAnotherGivesNoSector) {
  EXPECT_TRUE(has(mentions("The elite forces of Chad slept."), "The elite forces of Chad=TCD MIL"));
  EXPECT_FALSE(has(mentions("Local services slept in Leeds."), "Local services=GBR CVL"));
}

TEST(Mentions, StrangersOfEverydayNames) {
  EXPECT_TRUE(has(mentions("Tom King, a farmer, sang in Ohio. King smiled.", "1990-06-01"), "Tom King=?"));
  EXPECT_TRUE(has(mentions("Tom King, a farmer, sang in Leeds.", "1990-06-01"), "Tom King=?"));
  EXPECT_TRUE(has(mentions("Tom King sang in Leeds.", "1990-06-01"), "Tom King=GBR GOV"));
  EXPECT_TRUE(has(mentions("Tom King sang in Ohio.", "1990-06-01"), "Tom King=?"));
  EXPECT_TRUE(has(mentions("Mike Johnson, a teacher, sang in Ohio.", "2024-01-10"), "Mike Johnson=?"));
}

TEST(Mentions, ANameBehindAnArticleIsNoPersonAndNoCompany) {
  const std::vector<std::string> found =
      mentions("South Korea saw the Moon. A Honda crossed the Amazon. Honda built the truck.", "2019-06-01");
  EXPECT_FALSE(has(found, "the Moon=KOR GOV"));
  EXPECT_FALSE(has(found, "A Honda=JPN BUS"));
  EXPECT_FALSE(has(found, "the Amazon=USA BUS"));
  EXPECT_TRUE(has(found, "Honda=JPN BUS"));
}

TEST(Mentions, AnEverydayFamilyNameAloneIsNoMemberOfParliament) {
  for (const std::string& one : mentions("Murphy sang in the United States.", "2023-06-01"))
    EXPECT_EQ(one.find("LEG"), std::string::npos) << one;
}

TEST(Mentions, TeamsAreNoOfficials) {
  EXPECT_FALSE(has(mentions("She cheered for the Kansas City Chiefs on Sunday."), "the Kansas City Chiefs=USA GOV"));
}

TEST(Mentions, MinistersOfSeveralCountriesAreNotOneOfThem) {
  const Doc doc = model().parse_paragraphs("The French and German foreign ministers slept.");
  EXPECT_EQ(directory().find(doc, "2023-05-10", "").front().actor.name, "France");
}

TEST(Mentions, BritsAreBritish) {
  EXPECT_TRUE(has(mentions("Brits love tea."), "Brits=GBR"));
}

TEST(Mentions, WhoLedACountryIsRememberedByTheFamilyName) {
  EXPECT_TRUE(has(mentions("The United States slept. Obama met leaders and praised troops.", "2019-06-01"), "Obama=USA ELI"));
  EXPECT_FALSE(has(mentions("Kenya slept. Obama met leaders and praised troops.", "2019-06-01"), "Obama=USA ELI"));
}

}  // namespace
}  // namespace entente::actors
