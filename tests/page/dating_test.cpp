#include "page_test.h"

namespace entente::page {
namespace {

constexpr const char* kBody =
    "<p>The harbour of the old town was closed on Monday after the talks of the unions and the owners had failed again.</p>"
    "<p>Nobody expects the ships to leave before the end of the week, and the bakers begin to run out of flour.</p>";

struct Parts {
  std::string head{}, before{}, below{}, after{}, lang = "en-GB";
};

Page page_with(const Parts& parts) {
  return page_of("<html lang=\"" + parts.lang + "\"><head><title>Harbour talks fail again</title>" + parts.head +
                 "</head><body><main><div>" + parts.before + "<h1>Harbour talks fail again</h1>" + parts.below + "<div>" + kBody +
                 "</div>" + parts.after + "</div></main></body></html>");
}

std::string day(const Parts& parts) {
  const Page page = page_with(parts);
  return page.article_date ? page.article_date->date + ' ' + page.article_date->how : "";
}

TEST(Dating, PrintedBesideTheHeadline) {
  for (const char* line :
       {"<p>3 May 2019</p>", "<p>By Ann Writer, 3 May 2019</p>", "<p>Published on 3 May 2019 at 10:15</p>",
        "<p>3 May 2019 Politics</p>", "<p>Politics | 3 May 2019 | 4 min read</p>", "<p>Veröffentlicht am 03.05.2019</p>",
        "<p>Datum: 3.5.2019</p>", "<p>03/05/2019</p>", "<p>The Lantern ( 2019-05-03 09:20:26 ) from: the town</p>",
        "<p>Published 3 May 2019 | Updated 4 May 2019</p>"})
    EXPECT_EQ(day({.below = line}), "2019-05-03 stated") << line;
  EXPECT_EQ(day({.before = "<p>3 May 2019</p>"}), "2019-05-03 stated");
  EXPECT_EQ(day({.after = "<p>Published: 3 May 2019</p>"}), "2019-05-03 stated");
}

TEST(Dating, WhatDatesSomethingElse) {
  for (const char* line :
       {"<p>We look for a baker from 1 April 2016 on, in the old town.</p>", "<p>Season 08.01.2020 - 02.02.2020</p>",
        "<p>30 March 2020, 13:15 - 19:00</p>", "<p>Review by Kim of the old harbour of 23.05.2018</p>",
        "<p>Permalink: https://lantern.example/2021/jan21/talks</p>"})
    EXPECT_EQ(day({.below = line}), "") << line;
  EXPECT_EQ(day({.after = "<div class=\"comments\"><p>Rita, 3 May 2019</p></div>"}), "");
  EXPECT_EQ(day({.after = "<div class=\"related\"><a href=\"/x\">Bakers win a prize for bread</a><time datetime=\"2019-05-03\">3 "
                          "May</time></div>"}),
            "");
}

TEST(Dating, MarkedElementsAndMetadata) {
  const std::string expected = "2019-05-03 metadata";
  for (const char* below : {"<time datetime=\"2019-05-03T08:00Z\">3 hours ago</time>",
                            "<abbr class=\"published\" title=\"2019-05-03T08:00:00+0200\">today</abbr>",
                            "<span itemprop=\"datePublished\" content=\"2019-05-03\">May</span>",
                            "<time class=\"updated\" datetime=\"2019-05-09\">now</time><time class=\"published\" "
                            "datetime=\"2019-05-03\">then</time>"})
    EXPECT_EQ(day({.below = below}), expected) << below;
  for (const char* head :
       {"<meta property=\"article:published_time\" content=\"2019-05-03T08:00:00Z\">",
        "<meta itemprop=\"datePublished\" content=\"2019-05-03\">",
        "<meta name=\"parsely-pub-date\" content=\"2019-05-03T08:00:00Z\">", "<meta name=\"dc.date\" content=\"2019-05-03\">",
        R"(<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-05-03T08:00:00Z"}</script>)"})
    EXPECT_EQ(day({.head = head}), expected) << head;
  EXPECT_EQ(
      day({.head = "<meta property=\"og:type\" content=\"product\"><meta itemprop=\"datePublished\" content=\"2019-05-03\">"}),
      "");
  EXPECT_EQ(
      day({.head = R"(<script type="application/ld+json">{"@type":"WebPage","datePublished":"2019-05-03T08:00:00Z"}</script>)"}),
      "");
}

TEST(Dating, PublishedAndUpdatedAreKeptApart) {
  const Page both = page_with({.below = "<p>Published 3 May 2019 | Updated 4 May 2019</p>"});
  ASSERT_TRUE(both.article_date && both.updated_date);
  EXPECT_EQ(both.article_date->date, "2019-05-03");
  EXPECT_EQ(both.updated_date->date, "2019-05-04");
  const Page meta = page_with({.head = "<meta property=\"article:published_time\" content=\"2019-05-03T08:00:00+02:00\"><meta "
                                       "property=\"article:modified_time\" "
                                       "content=\"2019-05-03T09:30:00+02:00\">"});
  ASSERT_TRUE(meta.article_date && meta.updated_date);
  EXPECT_EQ(meta.article_date->time, "2019-05-03T08:00:00+02:00");
  EXPECT_EQ(meta.updated_date->time, "2019-05-03T09:30:00+02:00");
  EXPECT_FALSE(page_with({.below = "<p>3 May 2019</p>"}).updated_date);
}

TEST(Dating, AnUpdateAloneDatesTheArticle) {
  EXPECT_EQ(day({.below = "<p>Last updated 4 May 2019</p>"}), "2019-05-04 stated");
  // Days later it is the same report, months later another text.
  const std::string head = "<meta property=\"article:published_time\" content=\"2019-05-03T08:00:00Z\">";
  EXPECT_EQ(day({.head = head, .below = "<p>Updated 6 May 2019</p>"}), "2019-05-03 metadata");
  EXPECT_EQ(day({.head = head, .below = "<p>Updated 6 May 2020</p>"}), "2020-05-06 stated");
}

TEST(Dating, ThePrintedDayThatMetadataConfirmIsTheOne) {
  const Page page = page_with({.head = "<meta property=\"article:published_time\" content=\"2019-05-03T22:30:00+02:00\">",
                               .below = "<p>1 May 2019</p><p>3 May 2019</p>"});
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-03");
  EXPECT_EQ(page.article_date->how, "stated");
  EXPECT_EQ(page.article_date->time, "2019-05-03T22:30:00+02:00");
}

TEST(Dating, TheLanguageOfThePageDecidesBetweenDayAndMonth) {
  const std::string line = "<p>03/05/2019</p>";
  EXPECT_EQ(day({.below = line, .lang = "de"}), "2019-05-03 stated");
  EXPECT_EQ(day({.below = line, .lang = "en-US"}), "2019-03-05 stated");
  EXPECT_EQ(day({.below = line, .lang = "en"}), "");
}

}  // namespace
}  // namespace entente::page
