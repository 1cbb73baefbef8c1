#include "page/names.h"

#include <gtest/gtest.h>

#include "page_test.h"

namespace entente::page {
namespace {

using Names = std::vector<std::string>;

Names names(std::string_view byline) { return bare_names(byline, Cues::compiled_in()); }

TEST(Names, WordsBeforeAndBehindANameGo) {
  for (const char* line : {"By Ann Writer",
                           "by: Ann Writer",
                           "Von Ann Writer am 3. Mai 2019",
                           "Text: Ann Writer",
                           "Text:Ann Writer",
                           "Par Ann Writer | Publié le 3 mai 2019",
                           "Por: Ann Writer",
                           "Di Ann Writer",
                           "Door Ann Writer",
                           "Ein Gastbeitrag von Ann Writer",
                           "Autor: Ann Writer",
                           "Ann Writer, Staff Reporter",
                           "Ann Writer, Agency",
                           "Senior Correspondent Ann Writer",
                           "By Ann Writer Lesezeit: 3 Minuten",
                           "Ann Writer (Ostbank)",
                           "Ann Writer ann@lantern.example",
                           "By Ann Writer on May 3",
                           "ByAnn Writer",
                           "Автор: Ann Writer",
                           "Wirtschafts-Redakteurin Ann Writer",
                           "by Ann Writer \u2022 4 min read",
                           "Ann\u00ad Writer"})
    EXPECT_EQ(names(line), Names{"Ann Writer"}) << line;
}

TEST(Names, SeveralWritersEachOnce) {
  for (const char* line :
       {"By Ann Writer and Ben Other", "Von Ann Writer und Ben Other", "Par Ann Writer et Ben Other",
        "Por Ann Writer y Ben Other", "Ann Writer, Ben Other", "Ann Writer; Ben Other", "Ann Writer & Ben Other",
        "Ann Writer / Ben Other", "Ann Writer, Editor, and Ben Other, Lantern, Ann Writer"})
    EXPECT_EQ(names(line), (Names{"Ann Writer", "Ben Other"})) << line;
  EXPECT_EQ(names("Ana y Gasset, Juan de la Cruz e Ivo Reis"), (Names{"Ana", "Gasset", "Juan de la Cruz", "Ivo Reis"}));
}

TEST(Names, AHouseIsNamedOnlyWhereNobodyElseIs) {
  EXPECT_EQ(names("Ann Writer, dpa"), Names{"Ann Writer"});
  EXPECT_EQ(names("dpa/abc"), Names{"dpa/abc"});
  EXPECT_EQ(names("Redaktion"), Names{"Redaktion"});
}

TEST(Names, APostIsNoName) {
  EXPECT_EQ(names("Chief Political Correspondent"), Names{});
  EXPECT_EQ(names("15:36 o'clock"), Names{});
}

TEST(Names, NobodyIsNamed) {
  for (const char* line : {"", "By", "No Author", "admin", "3 May 2019", "ann@lantern.example", "Share", "Updated 3 May 2019",
                           "By our Kabul correspondents and wire services", "By the Asia desk"})
    EXPECT_EQ(names(line), Names{}) << line;
}

constexpr const char* kBody =
    "<p>The harbour of the old town was closed on Monday after the talks of the unions and the owners had failed again.</p>"
    "<p>Nobody expects the ships to leave before the end of the week, and the bakers begin to run out of flour.</p>";

Page page_with(const std::string& head, const std::string& above, const std::string& below = "") {
  return page_of("<html><head><title>Harbour talks fail again</title>" + head +
                 "</head><body><article><h1>Harbour talks fail again</h1>" + above + kBody + below + "</article></body></html>");
}

TEST(Authors, EveryPlaceThatNamesThem) {
  const Names ann = {"Ann Writer"};
  for (
      const char* head :
      {R"(<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Writer"}}</script>)",
       R"(<script type="application/ld+json">{"@type":"NewsArticle","author":["Ann Writer"]}</script>)",
       R"(<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ann Writer"}]}</script>)",
       "<script "
       "type=\"application/ld+json\">//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"two\nlines\",\"author\":\"Ann "
       "Writer\"}//]]></script>",
       R"(<meta name="author" content="Ann Writer">)", R"(<meta property="article:author" content="Ann Writer">)",
       R"(<meta name="dc.creator" content="Ann Writer">)", R"(<meta name="sailthru.author" content="Ann Writer">)",
       R"(<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ann Writer">)"})
    EXPECT_EQ(page_with(head, "").authors, ann) << head;
  for (const char* above :
       {R"(<p>By Ann Writer</p>)", R"(<a rel="author" href="/w">Ann Writer</a>)", R"(<span itemprop="author">Ann Writer</span>)",
        R"(<div class="post-author"><span>Ann Writer</span></div>)", R"(<div><a href="/autoren/ann">Ann Writer</a></div>)",
        R"(<div class="byline"><img alt=""><span class="author-name">Ann Writer</span></div>)"})
    EXPECT_EQ(page_with("", above).authors, ann) << above;
  EXPECT_EQ(page_with("", "", "<p><em>Text: Ann Writer</em></p>").authors, ann);
}

TEST(Authors, PrintedNamesAreCheckedAgainstTheMachines) {
  const std::string json =
      R"(<script type="application/ld+json">{"@type":"Article","author":[{"name":"Ann Writer"},{"name":"Ben Other"}]}</script>)";
  EXPECT_EQ(page_with(json, "<p>By Ann WriterStaff Reporter</p>").authors, (Names{"Ann Writer", "Ben Other"}));
  EXPECT_EQ(page_with(json, "<p>By Cora Third</p>").authors, Names{"Cora Third"});
}

TEST(Authors, TheSiteIsNoWriter) {
  const std::string head = R"(<meta property="og:site_name" content="The Lantern"><meta name="author" content="The Lantern">)";
  EXPECT_EQ(page_with(head, "").authors, Names{});
  EXPECT_EQ(page_with(head, "<p class=\"author\">Ann Writer</p>").authors, Names{"Ann Writer"});
  EXPECT_EQ(page_with(head + R"(<meta name="author" content="Lantern Press GmbH">)", "").authors, Names{});
}

TEST(Authors, ReadersAndOtherArticlesHaveOthers) {
  EXPECT_EQ(
      page_with("", "", R"(<div class="comments"><p class="comment-author">Rita Reader</p><p>By the way, I was there.</p></div>)")
          .authors,
      Names{});
  EXPECT_EQ(
      page_with(
          "", "",
          R"(<div class="related"><a href="/x">Bakers win a prize for bread</a><a rel="author" href="/autor/x">Ben Other</a></div>)")
          .authors,
      Names{});
}

TEST(Authors, ASignOffNamesThem) {
  const std::string story =
      "<p>The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them.</p>"
      "<p>They left at dusk, and the port authority said that it had known of no visit at all.</p>";
  const Page page = page_of(
      "<html><body><article><h1>Harbour talks fail again</h1>" + story +
      "<p class=\"sign-off__text\">Reporting by Ann Writer in Port Alba, Bea Scribe; Editing by Cy Reader and Dee Marker of "
      "the desk</p></article></body></html>");
  EXPECT_EQ(page.authors, (Names{"Ann Writer"})) << page.byline;
  EXPECT_EQ(times(page.text, "Editing"), 0);
}

}  // namespace
}  // namespace entente::page
