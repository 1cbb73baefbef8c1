#include "actors/sample.h"

namespace entente::actors {
namespace {

// Name of the actor of the nth mention whose words are `phrase`; empty where there is none.
std::string who(std::string_view text, std::string_view phrase, std::string_view date = "2021-06-01", int nth = 0) {
  const Doc doc = model().parse_paragraphs(text);
  for (const Mention& m : directory().find(doc, date, ""))
    if (m.span.in(text) == phrase && nth-- == 0) return m.actor.name;
  return "";
}

TEST(Coreference, SurnamesFollowFullNames) {
  const std::string_view text = "Hakainde Hichilema opened the mine. Miners cheered when Hichilema left.";
  EXPECT_EQ(who(text, "Hichilema", "2023-01-01"), "Hakainde Hichilema");
}

TEST(Coreference, SurnamesAsTheTextSpellsThem) {
  const std::string text = "Ukrainian President Volodymyr Zelenskiy met reporters. The miners praised Zelenskiy.";
  EXPECT_EQ(who(text, "Zelenskiy", "2024-10-01"), "Volodymyr Zelensky");
}

TEST(Coreference, APassingNamesakeIsMeantOnlyNearBy) {
  const std::string text =
      "Lena Varga opened a shop. Her father, Richard Varga, was a painter. Varga sold maps. It rained. Nobody came. The shop was "
      "cold. "
      "Snow fell. Varga smiled.";
  EXPECT_EQ(who(text, "Varga", "2024-10-01", 0), "Richard Varga");
  EXPECT_EQ(who(text, "Varga", "2024-10-01", 1), "Lena Varga");
  EXPECT_EQ(who("Lena Varga and Richard Varga spoke. Mr. Varga left.", "Mr. Varga"), "Richard Varga");
  EXPECT_EQ(who("Joe Biden slept. Hunter Biden sang. President Biden woke.", "President Biden", "2023-05-01"), "Joe Biden");
  EXPECT_EQ(who("Lady Starmer opened a shop in Leeds, and Britain slept.", "Lady Starmer", "2024-10-01"), "Starmer");
  EXPECT_EQ(who("Hillary Clinton and Bill Clinton spoke. Mrs. Clinton left.", "Mrs. Clinton"), "Hillary Clinton");
}

TEST(Coreference, AKnightByHisFirstName) {
  const std::string text = "Sir Keir Starmer met reporters in London. The ministers praised Sir Keir.";
  EXPECT_EQ(who(text, "Sir Keir", "2024-10-01"), "Keir Starmer");
}

TEST(Coreference, APartyNamedByOneWord) {
  const std::vector<std::string> found = mentions("Labour attacked the Tories in London. Labour unions protested.");
  EXPECT_TRUE(has(found, "Labour=GBR PTY"));
  EXPECT_TRUE(has(found, "Labour unions=GBR LAB"));
}

TEST(Coreference, AContinentIsNoCountry) {
  EXPECT_TRUE(has(mentions("South American farmers and American farmers met."), "American farmers=USA AGR"));
  EXPECT_TRUE(has(mentions("In the south, American troops met farmers."), "American troops=USA MIL"));
  for (const std::string& one : mentions("Latin American countries met. South American farmers and American farmers met too."))
    EXPECT_TRUE(one.find("USA") == std::string::npos || one == "American farmers=USA AGR") << one;
}

TEST(Coreference, ForcesAreOfTheCountryThatTheTextIsAbout) {
  const std::string text =
      "Peru voted on Sunday. Peru's president spoke in Lima. The armed forces stayed in Peru's barracks, and Chile waited.";
  EXPECT_TRUE(has(mentions(text), "The armed forces=PER MIL"));
}

TEST(Coreference, AKingdomIsOneThatHasAKing) {
  const std::string text =
      "Iran attacked Saudi Arabia. The kingdom accused Tehran of arming rebels. Iran thanked Cuba, and the island thanked Iran.";
  EXPECT_EQ(who(text, "The kingdom"), "Saudi Arabia");
  EXPECT_EQ(who(text, "the island"), "Cuba");
}

TEST(Coreference, BothAreTheTwoBefore) {
  const std::vector<std::string> found = mentions("Serbia and Kosovo met in Ohrid. Both countries praised Italy.");
  EXPECT_TRUE(has(found, "Both countries=SRB"));
  EXPECT_TRUE(has(found, "Both countries=XKX"));
  const std::vector<std::string> sides = mentions("Hamas and Israel fought on. The two sides agreed on a truce.");
  EXPECT_TRUE(has(sides, "The two sides=HAMAS"));
  EXPECT_TRUE(has(sides, "The two sides=ISR"));
  for (const std::string& one : mentions("France, Germany and Poland met. Both countries praised Italy."))
    EXPECT_FALSE(one.starts_with("Both countries")) << one;
}

TEST(Coreference, TheTwoAreStillTheTwoAndThreeAreThree) {
  const std::vector<std::string> two =
      mentions("Serbia and Kosovo met. Both governments praised Italy. The two old rivals sang.");
  EXPECT_TRUE(has(two, "Both governments=XKX GOV"));
  EXPECT_TRUE(has(two, "The two old rivals=SRB"));
  EXPECT_TRUE(has(two, "The two old rivals=XKX"));
  EXPECT_FALSE(has(two, "The two old rivals=ITA"));
  const std::vector<std::string> three =
      mentions("Chad, Niger and Mali met. All three countries praised the soup. The three leaders sang.");
  for (const char* code : {"TCD", "NER", "MLI"}) {
    EXPECT_TRUE(has(three, std::string("All three countries=") + code));
    EXPECT_TRUE(has(three, std::string("The three leaders=") + code));
  }
}

TEST(Coreference, WhoUrgesBothIsNeither) {
  const std::string text =
      "Peru shelled a Bolivian post. Bolivia shelled Peru, and Peru blamed Bolivia. Ghana offered talks. Kenya offered a truce. "
      "Beijing "
      "called on both sides to stop.";
  const std::vector<std::string> found = mentions(text, "2023-01-01");
  EXPECT_TRUE(has(found, "both sides=PER"));
  EXPECT_TRUE(has(found, "both sides=BOL"));
  EXPECT_FALSE(has(found, "both sides=GHA"));
}

TEST(Coreference, ANeighbourIsTheOtherOfTwo) {
  EXPECT_TRUE(has(mentions("Chad accused Niger of stealing goats. Its neighbour denied it."), "Its neighbour=NER"));
  for (const std::string& one : mentions("Chad, Niger and Mali met. Chad left. Its neighbour sang."))
    EXPECT_FALSE(one.starts_with("Its neighbour=N") || one.starts_with("Its neighbour=M")) << one;
}

TEST(Coreference, NeighboursAreMoreThanOneAndAnEnemyMayBeAGroup) {
  for (const std::string& one : mentions("Chad accused Niger of stealing goats. Its neighbours denied it."))
    EXPECT_FALSE(one.starts_with("Its neighbours=NER")) << one;
  EXPECT_TRUE(has(mentions("Israel bombed Hamas. Its enemy fired rockets."), "Its enemy=HAMAS"));
}

TEST(Coreference, WhatAnUnknownOwnsIsNobodyElses) {
  for (const std::string& one : mentions("The court's president met clerks in Lima. The party's president praised the soup."))
    EXPECT_FALSE(one.starts_with("The party's president=PER JUD")) << one;
}

TEST(Coreference, WhatIsOwnedIsItsOwnersBeforeThePlaces) {
  const auto found = mentions(
      "A tram burned in Lagos. Ghana warned its citizens. The International Criminal Court sat. The court's prosecutor sang.");
  EXPECT_TRUE(has(found, "its citizens=GHA CVL"));
  EXPECT_TRUE(has(found, "The court's prosecutor=ICC"));
}

TEST(Coreference, WhatHasNoNameIsWhatWasNamed) {
  const auto peru = mentions("Peru's Congress met. The head of Congress sang. The court's president laughed in Lima.");
  EXPECT_TRUE(has(peru, "The head of Congress=PER LEG"));
  EXPECT_TRUE(has(peru, "The court's president=PER JUD"));
  EXPECT_TRUE(
      has(mentions("MANILA - A tram burned. Beijing denied it. The foreign ministry sang."), "The foreign ministry=PHL GOV"));
  EXPECT_TRUE(has(mentions("The International Criminal Court met. The Hague-based court sang."), "Hague-based court=ICC"));
  EXPECT_TRUE(has(mentions("Chad met Niger and Mali. Niger thanked Chad, its neighbour."), "its neighbour=TCD"));
}

TEST(Coreference, AForceMayBeThePoliceAndAMilitaryIsACountrys) {
  EXPECT_TRUE(has(mentions("Kenyan police closed a bridge. The force said nothing."), "The force=KEN COP"));
  const auto nato = mentions(
      "Serbia sang and Serbia's army slept. NATO peacekeepers left Serbia. The alliance thanked Oslo. The military laughed.");
  EXPECT_TRUE(has(nato, "The alliance=NATO"));
  EXPECT_TRUE(has(nato, "The military=SRB MIL"));
  for (const std::string& one : mentions("Chad and Mali met. The two allies, Ghana and Togo, slept."))
    EXPECT_FALSE(one.starts_with("The two allies")) << one;
}

TEST(Coreference, OfficesAndStatesOfWhoIsNamedThere) {
  const auto found =
      mentions("Goats were stolen in Kaduna state. Prime Minister Imran Khan's office said so. Local officials sang in Lagos.",
               "2020-06-01");
  EXPECT_TRUE(has(found, "Kaduna state=NGA"));
  EXPECT_TRUE(has(found, "Prime Minister Imran Khan's office=PAK GOV"));
  EXPECT_TRUE(has(found, "Local officials=NGA GOV"));
  for (const std::string& one : mentions("Qatar and Egypt praised both sides."))
    EXPECT_FALSE(one.starts_with("both sides=")) << one;
}

TEST(Coreference, ACourtIsNoNewspaper) {
  EXPECT_TRUE(has(mentions("A tram burned in Lagos. Reuters filmed it. The court fined a clerk."), "The court=NGA JUD"));
}

TEST(Coreference, RefugeesAreOfWhereTheyComeFrom) {
  EXPECT_TRUE(has(mentions("France accepted 10,000 refugees from Syria."), "10,000 refugees=SYR REF"));
}

TEST(Coreference, OfficialsAreOfThePlace) {
  EXPECT_TRUE(has(mentions("In Norway, officials met on Monday."), "officials=NOR GOV"));
}

TEST(Coreference, AStrangersSurnameIsNotTheLeaders) {
  const std::string_view text = "Gerda Macron sells cheese in Lyon. The baker said that Macron works hard.";
  EXPECT_EQ(who(text, "Macron", "2021-06-01"), "Gerda Macron");
}

TEST(Coreference, APersonOfACompanysName) {
  const std::string_view text = "Michael Bloomberg left the race. On Monday Bloomberg thanked his wife.";
  EXPECT_EQ(who(text, "Bloomberg", "2020-03-10"), "Michael Bloomberg");
  EXPECT_NE(who("Two men spoke to Bloomberg on Monday.", "Bloomberg", "2020-03-10"), "Michael Bloomberg");
}

TEST(Coreference, AcronymsInParentheses) {
  const std::string_view text = "The Coastal Fishing Federation (CFF) met in Bergen on Monday. The CFF rejected the new quota.";
  EXPECT_EQ(who(text, "The CFF"), "Coastal Fishing Federation");
}

TEST(Coreference, AppositionsGiveTheOffice) {
  const std::string_view text = "Belarmino Quispe, a Peruvian senator, resigned on Monday.";
  const Doc doc = model().parse_paragraphs(text);
  const auto found = directory().find(doc, "", "");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].actor.name, "Belarmino Quispe");
  EXPECT_EQ(found[0].actor.code, "PER LEG");
}

TEST(Coreference, PronounsTakeTheSubject) {
  const std::string_view text = "President Joe Biden flew to Ohio. He promised to build a bridge.";
  EXPECT_EQ(who(text, "He"), "Joe Biden");
}

TEST(Coreference, GenderKeepsPronounsApart) {
  const std::string_view text = "Angela Merkel met Emmanuel Macron in Berlin. He praised the soup.";
  EXPECT_EQ(who(text, "He"), "Emmanuel Macron");
}

TEST(Coreference, WhatTheTextIsAboutSaysWhoseOfficialsAreMeant) {
  const auto found = mentions(
      "Trinidad and Tobago raised its taxes. Trinidad's ports closed in Port of Spain. Senator Gerda Lund left. "
      "The Senate voted. The State Department of the United States slept.");
  EXPECT_TRUE(has(found, "Senator Gerda Lund=TTO LEG"));
  EXPECT_TRUE(has(found, "The Senate=TTO LEG"));
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const std::string& one) { return one.ends_with("=TTO GOV"); }));
  EXPECT_TRUE(has(mentions("The Senate voted."), "The Senate=USA LEG"));
}

TEST(Coreference, ElseWhereItIsPublished) {
  EXPECT_EQ(directory().home("The Jamaica Observer", "https://example.com/a"), "JAM");
  EXPECT_EQ(directory().home("Daily", "https://news.example.co.uk:8080/a?b=c"), "GBR");
  EXPECT_EQ(directory().home("BBC News", "https://example.com/"), "GBR");
  EXPECT_EQ(directory().home("Daily", "https://example.io/"), "");
  EXPECT_EQ(directory().home("", ""), "");
  EXPECT_TRUE(has(mentions("Two residents called the police.", "", "JAM"), "the police=JAM COP"));
}

TEST(Coreference, AGovernmentIsOfTheTextsCountryAndNotOfTheNearest) {
  const auto kenya = mentions(
      "Kenya's president flew to Addis Ababa. Kenya wants wool. The government said it would send troops to Haiti. Kenya's "
      "farmers slept.");
  EXPECT_TRUE(has(kenya, "The government=KEN GOV"));
  const auto lome = mentions(
      "LOME (Reuters) - Police closed a bridge. Ghana and Norway sent their sailors. Parliament met. The court jailed a clerk. "
      "Lawmakers sang.");
  EXPECT_TRUE(has(lome, "Parliament=TGO LEG"));
  EXPECT_TRUE(has(lome, "The court=TGO JUD"));
  EXPECT_TRUE(has(lome, "Lawmakers=TGO LEG"));
  const auto peru =
      mentions("The Peruvian parliament asked Polish troops to leave. Lawmakers sang. The prime minister agreed. Poland left.");
  EXPECT_TRUE(has(peru, "Lawmakers=PER LEG"));
  EXPECT_TRUE(has(peru, "The prime minister=PER GOV"));
}

TEST(Coreference, ASenateIsTheAmericanOneWhereNoOtherIsNear) {
  EXPECT_TRUE(has(mentions("Senators voted to send wool to Ukraine. Russia slept."), "Senators=USA LEG"));
  EXPECT_TRUE(has(mentions("A House panel questioned two clerks."), "A House panel=USA LEG"));
  const auto manila = mentions("A judge in Manila fined a Philippine clerk. A Senate panel met. In Manila, senators sang.");
  EXPECT_TRUE(has(manila, "A Senate panel=PHL LEG"));
  EXPECT_TRUE(has(manila, "senators=PHL LEG"));
}

TEST(Coreference, AidesAreOfWhomTheyServe) {
  EXPECT_TRUE(has(mentions("Angela Merkel left early. Merkel aides said nothing.", "2015-06-01"), "Merkel aides=DEU GOV"));
}

TEST(Coreference, APartyIsNoNewspaper) {
  const std::string_view text =
      "The Republican Party met in Ohio. CNN showed it. The party chose a speaker, and the network left.";
  EXPECT_EQ(who(text, "The party"), "Republican Party");
  EXPECT_EQ(who(text, "the network"), "CNN");
}

TEST(Coreference, EmptyItIsNobody) {
  const std::string_view text = "Kenya closed the border. It is raining in the hills.";
  EXPECT_EQ(who(text, "It"), "");
}

TEST(Coreference, TheFirstPersonSpeaks) {
  const std::string_view text = "\"I will not sign this paper,\" said Prime Minister Imran Khan.";
  EXPECT_EQ(who(text, "I"), "Imran Khan");
}

TEST(Coreference, DescriptionsOfGroups) {
  const std::string_view text = "Soldiers drove Boko Haram from the town. The group burned two bridges as it fled.";
  EXPECT_EQ(who(text, "The group"), "Boko Haram");
  EXPECT_EQ(who("The group Ansar Allah fired at ships.", "The group"), "Houthis");
}

TEST(Coreference, DescriptionsByTheSameNoun) {
  const std::string_view text = "A former Chadian diplomat wrote a book. The diplomat laughed.";
  EXPECT_TRUE(has(mentions(text), "The diplomat=TCD ELI"));
}

TEST(Coreference, AnObjectIsNoneOfItsVerbsOtherPhrases) { EXPECT_EQ(who("A spokesman for Hamas denied it.", "it"), ""); }

TEST(Coreference, AnOrganisationIsTheLastOneAndSeveralAreNobody) {
  const std::string text = "Boko Haram freed a nurse. Amnesty International thanked the town. The organisation sent maps.";
  EXPECT_EQ(who(text, "The organisation"), "Amnesty International");
  EXPECT_EQ(who("The Labour Party met. The human rights organisation sang.", "The human rights organisation"), "");
  EXPECT_EQ(who("Boko Haram freed a nurse. The church organisations sang.", "The church organisations"), "");
}

TEST(Coreference, AJuntaIsOfACountryThatHasOne) {
  EXPECT_TRUE(
      has(mentions("France left Niger. Nigeria closed the border. The junta cheered.", "2024-01-01"), "The junta=NER GOV"));
  EXPECT_TRUE(has(mentions("Myanmar slept. Cuba and Peru danced. Rebels oppose the military government."),
                  "the military government=MMR GOV"));
}

TEST(Coreference, TheFormerPresidentWasOne) {
  const std::string text = "Lula met Nicolas Sarkozy in Recife. The former president sang.";
  EXPECT_EQ(who(text, "The former president", "2024-01-01"), "Nicolas Sarkozy");
}

TEST(Coreference, TheJudgeIsWhoWasCalledOne) {
  const std::string text = "Norwegian Judge Lena Varga met Senator Paula Ruiz. Chad slept. The judge sang.";
  EXPECT_EQ(who(text, "The judge"), "Lena Varga");
}

TEST(Coreference, TheNorthIsOfKorea) {
  const std::vector<std::string> found =
      mentions("South Korea and North Korea traded fire. The North sent boats; the South waited.");
  EXPECT_TRUE(has(found, "The North=PRK"));
  EXPECT_TRUE(has(found, "the South=KOR"));
  EXPECT_FALSE(has(mentions("Chad and North Korea are poor. Snow fell in the north."), "the north=PRK"));
}

TEST(Coreference, OfficersAreOfThePoliceWhereOnlyPoliceAreNamed) {
  const std::vector<std::string> found = mentions("Kenyan police closed a road in Mombasa. Officers searched cars.");
  EXPECT_TRUE(has(found, "Officers=KEN COP"));
  EXPECT_FALSE(has(mentions("Kenyan police met Kenyan soldiers in Mombasa. Officers searched cars."), "Officers=KEN COP"));
}

TEST(Coreference, FederalPoliceAreOfTheSubjectAndNotOfThePlace) {
  const std::string text =
      "Federal police searched a shop in Austria. Germany wanted the men. German judges and the German press praised the raid.";
  EXPECT_TRUE(has(mentions(text), "Federal police=DEU COP"));
}

TEST(Coreference, WesternPoliticiansAreOfNoCountry) {
  const std::string text = "Western politicians sang. Chad danced with Chadian farmers, and Chad ate.";
  EXPECT_TRUE(has(mentions(text), "Western politicians=?"));
  EXPECT_TRUE(has(mentions("Diplomats from NATO members met."), "Diplomats=NATO"));
}

TEST(Coreference, OwnersPassTheirActorOn) {
  const std::string_view text = "Ethiopia closed the road. Its soldiers searched every bus.";
  const auto found = mentions(text);
  EXPECT_TRUE(has(found, "Its=ETH"));
  EXPECT_TRUE(has(found, "Its soldiers=ETH MIL"));
}

TEST(Coreference, CiviliansAreThoseOfThePlace) {
  const auto found = mentions("A shell hit a market in Aden and killed four civilians.");
  EXPECT_TRUE(has(found, "four civilians=YEM CVL"));
}

TEST(Coreference, ACorrespondentsDeskIsNoScene) {
  const std::string text = "GENEVA (Courier) - A shell hit a village and killed four civilians, an envoy said.";
  EXPECT_FALSE(has(mentions(text), "four civilians=CHE CVL"));
  EXPECT_FALSE(has(mentions("The Vienna Convention protects envoys. Farmers sang."), "Farmers=AUT AGR"));
}

TEST(Coreference, AStateTellsOfItsOwnDead) {
  const std::string text =
      "India fired at Lahore, and India was fired at. Indian shops closed. India wept. Pakistan said two villagers were killed.";
  EXPECT_TRUE(has(mentions(text), "two villagers=PAK CVL"));
  EXPECT_FALSE(has(mentions("CNN said two villagers were killed. Chad and Niger slept."), "two villagers=USA CVL"));
}

TEST(Coreference, NeighboursOfNobodyAreResidents) {
  EXPECT_TRUE(has(mentions("A shop burned in Oslo. Neighbours complained."), "Neighbours=NOR CVL"));
}

TEST(Coreference, TheCountryIsWhereTheTextIs) {
  EXPECT_EQ(who("Floods hit villages in Nepal. The army sent boats across the country.", "the country"), "Nepal");
}

TEST(Coreference, SurnamesOfSeveralWords) {
  const std::string text = "Gonzalo Sanchez de Lozada opened a mine. Miners cheered Sanchez de Lozada.";
  EXPECT_EQ(who(text, "Sanchez de Lozada", "2003-09-01"), "Gonzalo Sanchez de Lozada");
}

TEST(Coreference, BothMenAreThosePeople) {
  const std::string text = "Bill Clinton met Boris Yeltsin in Oslo. Both men sang.";
  EXPECT_EQ(who(text, "Both men", "1997-06-01", 0), "Bill Clinton");
  EXPECT_EQ(who(text, "Both men", "1997-06-01", 1), "Boris Yeltsin");
  EXPECT_EQ(who("Angela Merkel met Boris Yeltsin in Oslo. Both men sang.", "Both men", "1997-06-01"), "");
}

TEST(Coreference, BothKoreas) {
  const std::vector<std::string> found = mentions("North Korea wrote to South Korea. Japan praised both Koreas.");
  EXPECT_TRUE(has(found, "both Koreas=PRK"));
  EXPECT_TRUE(has(found, "both Koreas=KOR"));
}

TEST(Coreference, AGroupOfACountryIsTheOneNamed) {
  EXPECT_TRUE(has(mentions("Hamas wrote to Israel. The Palestinian group rejected a truce."), "The Palestinian group=HAMAS"));
  EXPECT_FALSE(has(mentions("The PKK wrote to Israel. The Palestinian group rejected a truce."), "The Palestinian group=PKK"));
}

TEST(Coreference, ArmedGroupsByTheirLastWord) {
  EXPECT_TRUE(has(mentions("The Tamil Tigers crossed a river. Villagers fed the Tigers."), "the Tigers=LTTE"));
}

TEST(Coreference, AttackersAreOfTheGroupNamed) {
  const std::string text = "The Islamic State praised the deed. Police buried the attackers.";
  EXPECT_TRUE(has(mentions(text), "the attackers=ISIS"));
}

TEST(Coreference, TheGovernmentIsNoUnions) {
  EXPECT_FALSE(has(mentions("Ministers of the EU met in Brussels. Farmers urged the government to wait."), "the government=EU"));
}

TEST(Coreference, WhoIsOfManyCountriesStaysSo) {
  const std::string text = "Arab ministers met in Cairo. The ministers sang. Egyptian ministers left.";
  EXPECT_FALSE(has(mentions(text), "The ministers=EGY GOV"));
}

TEST(Coreference, AGroupIsCalledWhatItIs) {
  EXPECT_TRUE(has(mentions("The YPG crossed a river. The Islamic State fled. The militia sang."), "The militia=YPG"));
  const std::string text = "Hamas crossed a river. The Muslim Brotherhood opened a school. The movement sang.";
  EXPECT_TRUE(has(mentions(text), "The movement=MUSLIM-BROTHERHOOD"));
}

TEST(Coreference, TheFederalGovernmentIsOfAFederation) {
  EXPECT_FALSE(has(mentions("Canada slept. The Chinese government sang. The federal government smiled."),
                   "The federal government=CHN GOV"));
}

TEST(Coreference, APresidentsAdvisersAreHis) {
  EXPECT_TRUE(has(mentions("China slept. President Trump’s advisers sang in Beijing, China.", "2019-11-01"),
                  "President Trump’s advisers=USA GOV"));
}

TEST(Coreference, APaperSaysNothingOfWhereItsNewsAre) {
  EXPECT_TRUE(has(mentions("Senators slept, Reuters reported.", "", "USA"), "Senators=USA LEG"));
}

TEST(Coreference, TheCongressOfIndiaIsAParty) {
  const std::string text = "India slept. Delhi and Mumbai sang. The Congress asked Prime Minister Narendra Modi for help.";
  EXPECT_TRUE(has(mentions(text, "2020-01-01"), "The Congress=IND PTY"));
}

}  // namespace
}  // namespace entente::actors
