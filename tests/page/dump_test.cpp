#include "page_test.h"

namespace entente::page {
namespace {

// A page as a browser's copy leaves it: everything doubled, then the tail of the site.
const char kCopy[] = R"(The Lantern

Saturday, May 4, 2019

Harbour Talks Fail As Envoys Wait Nine Hours

Harbour Talks Fail As Envoys Wait Nine Hours

Nobody came to meet the two men, and nobody will say who should have.

The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them.

'A Long Silence'


Nobody came to meet the two men, and nobody will say who should have.

They left at dusk, and the port authority said that it had known of no visit at all that week.

"We did not shout," one of them said.

Islands, Capital


The capital has not spoken to the islands since the treaty on fishing was broken in the spring.

Newsletter

Related Articles

The Lantern
0:00
0:00
Close
Bakers Win Prize For Black Bread
Tram Line Closed Until The Spring
Orchestra Plays Without A Conductor, And Well.
×
)";

TEST(Dump, TakesACopiedPageApart) {
  const Page page = page_of(kCopy);
  EXPECT_EQ(page.source.kind, "text");
  EXPECT_EQ(page.site, "The Lantern");
  EXPECT_EQ(page.page_date, "2019-05-04");
  EXPECT_FALSE(page.article_date);
  EXPECT_EQ(page.headline, "Harbour Talks Fail As Envoys Wait Nine Hours");
  EXPECT_EQ(page.standfirst, "Nobody came to meet the two men, and nobody will say who should have.");
  EXPECT_EQ(times(page.text, "Harbour Talks"), 1);
  EXPECT_EQ(times(page.text, "Nobody came to meet"), 1);
  ASSERT_EQ(page.sections.size(), 2U);
  EXPECT_EQ(page.sections[0].heading, "'A Long Silence'");
  EXPECT_EQ(page.sections[0].span.in(page.text).substr(0, 17), "They left at dusk");
  EXPECT_EQ(page.sections[1].heading, "Islands, Capital");
  EXPECT_EQ(page.newsletter, "Newsletter");
  EXPECT_TRUE(page.related.empty());
  ASSERT_EQ(page.headlines.size(), 3U);
  for (const Link& other : page.headlines) EXPECT_EQ(page.text.find(other.title), std::string::npos);
  EXPECT_EQ(times(page.text, "0:00"), 0);
  EXPECT_EQ(std::count(page.residue.begin(), page.residue.end(), "0:00"), 2);
}

TEST(Dump, LongHeadlinesRightAfterTheArticleAreNotItsText) {
  std::string copy = kCopy;
  const std::string headline =
      "The Minister Of Harbours, Mr. Writer, Has Stated That Any Agreement With The Islands \"MUST\" Include A Guarantee Of "
      "Water For "
      "Every Village On The Coast Of The Mainland";
  copy.insert(copy.find("Bakers"), headline + "\n");
  const Page page = page_of(copy);
  EXPECT_EQ(page.text.find(headline), std::string::npos);
  ASSERT_EQ(page.headlines.size(), 4U);
  EXPECT_EQ(page.headlines[0].title, headline);
}

TEST(Dump, CrawlWithMenusAndComments) {
  const Page page = page_of(R"(Skip to content
Menu
Home
World
The Lantern
Search
Harbour talks fail as envoys wait nine hours
Nobody from the capital came to meet the two men
Published 4 May 2019
By Ann Writer
Share
The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them.
They left at dusk.
Read more: Envoys to try again next week, aide says
Photo: the harbour at dusk
The port authority said that it had known of no visit at all, and the ministry did not answer calls.
Related stories
Envoys blame a clerk for the silence
Comments
tilda
I was there and the men had no umbrellas, which was sad to see for everyone.
Most Popular
Bakers win prize for black bread
© 2019 The Lantern
)");
  EXPECT_EQ(page.headline, "Harbour talks fail as envoys wait nine hours");
  EXPECT_EQ(page.standfirst, "Nobody from the capital came to meet the two men");
  EXPECT_EQ(page.byline, "By Ann Writer");
  EXPECT_EQ(page.site, "The Lantern");
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-04");
  EXPECT_EQ(page.article_date->how, "stated");
  EXPECT_EQ(body_of(page),
            "The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them.\n\nThey left at "
            "dusk.\n\nThe port "
            "authority said that it had known of no visit at all, and the ministry did not answer calls.");
  ASSERT_EQ(page.related.size(), 2U);
  EXPECT_EQ(page.related[0].title, "Envoys to try again next week, aide says");
  ASSERT_EQ(page.headlines.size(), 1U);
  EXPECT_EQ(page.headlines[0].title, "Bakers win prize for black bread");
}

TEST(Dump, WrappedLinesBecomeParagraphs) {
  const Page page = page_of(
      "Ministers meet on the river\n\nBy Ann Writer | 4 May 2019\n\nThe ministers of both countries met on a ship in the middle "
      "of the\nriver on "
      "Friday, because neither would cross to the other's bank. They\ntalked for two hours about water.\n\n\"We did not shout,\" "
      "the older one "
      "said. \"That is new.\"\n");
  EXPECT_EQ(page.headline, "Ministers meet on the river");
  EXPECT_EQ(page.byline, "By Ann Writer");
  EXPECT_EQ(body_of(page),
            "The ministers of both countries met on a ship in the middle of the river on Friday, because neither would cross to "
            "the other's bank. They "
            "talked for two hours about water.\n\n\"We did not shout,\" the older one said. \"That is new.\"");
}

TEST(Dump, BareProseIsAllBody) {
  const std::string text = "The envoys left the city on Friday. Nobody stopped them at the gate.";
  const Page page = page_of(text);
  EXPECT_EQ(page.headline, "");
  EXPECT_EQ(page.text, text);
  EXPECT_EQ(body_of(page), text);
}

TEST(Dump, ShortSentencesBeginAnArticleToo) {
  const Page page =
      page_of("They left at dusk.\n\nThe two envoys had waited in the harbour for nine hours, and nobody came to meet them.\n");
  EXPECT_EQ(page.headline, "");
  EXPECT_EQ(body_of(page), page.text);
  EXPECT_EQ(page.text.substr(0, 18), "They left at dusk.");
}

TEST(Dump, ShortSentencesEndAnArticleToo) {
  const Page page = page_of(
      "Envoys leave port\n\nThe two envoys had waited in the harbour for nine hours, and nobody came to meet them.\n\nAlba "
      "thanked "
      "them.\n\nNo answer\n\nBrava did not.\n");
  EXPECT_EQ(page.headline, "Envoys leave port");
  EXPECT_EQ(page.text.substr(page.text.size() - 37), ".\n\nAlba thanked them.\n\nBrava did not.");
  EXPECT_TRUE(page.headlines.empty());
}

TEST(Dump, AHeadlineOverOneLineIsNotItsBeginning) {
  const Page page = page_of(
      "Harbour neighbours sign a pact after a long dispute\nPORT ALBA, March 4 (Agency) - Alba thanked Brava on Monday for its "
      "help "
      "with the dam near the great lake. Brava took the thanks.\nCorva waits.\n");
  EXPECT_EQ(page.headline, "Harbour neighbours sign a pact after a long dispute");
  EXPECT_EQ(times(page.text, "\n\n"), 2);
  EXPECT_TRUE(page.text.ends_with("\n\nCorva waits."));
}

TEST(Dump, OneShortLineIsNotLost) { EXPECT_EQ(page_of("Islands condemn the strike").text, "Islands condemn the strike"); }

TEST(Dump, DatelineDatesTheArticle) {
  const Page page = page_of(
      "Envoys leave\n\nPORT ALBA, May 4, 2019 (Agency) - The two envoys waited in the harbour for nine hours and then "
      "left.\n\nThey said that they "
      "would not come back before the autumn of the year.\n");
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-04");
}

TEST(Dump, DateInsideTheProseIsNotTheArticles) {
  const Page page = page_of(
      "Why the envoys left\n\nThe treaty of May 4, 2019 said that nobody may fish there. Nobody kept to it for long.\n\nThe "
      "islands sent envoys, and "
      "the capital sent nobody to meet them at all.\n");
  EXPECT_FALSE(page.article_date);
  EXPECT_EQ(page.page_date, "");
}

}  // namespace
}  // namespace entente::page
