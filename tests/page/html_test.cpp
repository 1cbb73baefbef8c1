#include "page_test.h"

namespace entente::page {
namespace {

const char kFirst[] = "The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them.";
const char kSecond[] = "They left at dusk, and the port authority said that it had known of no visit at all that week.";
const char kThird[] = "The capital has not spoken to the islands since the treaty on fishing was broken in the spring.";

std::string html(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">" + head + "</head><body>" + body + "</body></html>";
}

std::string p(const std::string& text) { return "<p>" + text + "</p>\n"; }

const std::string kStory = p(kFirst) + "<h2>Waiting</h2>" + p(kSecond) + "<p><strong>No word</strong></p>" + p(kThird);

TEST(Html, TextIsHeadlineStandfirstAndParagraphs) {
  const Page page =
      page_of(html("<title>Harbour talks fail | The Lantern</title>",
                   "<article><h1>Harbour talks fail</h1><p class=\"standfirst\">Nobody came to meet the two men.</p><div "
                   "class=\"article-body\">" +
                       kStory + "</div></article>"));
  EXPECT_EQ(page.headline, "Harbour talks fail");
  EXPECT_EQ(page.standfirst, "Nobody came to meet the two men.");
  EXPECT_EQ(page.site, "The Lantern");
  EXPECT_EQ(page.language, "en");
  EXPECT_EQ(page.text, std::string("Harbour talks fail\n\nNobody came to meet the two men.\n\n") + kFirst + "\n\nWaiting\n\n" +
                           kSecond + "\n\nNo word\n\n" + kThird);
  // Words of the article's author, and where the article's text begins.
  EXPECT_EQ(body_of(page), std::string("Nobody came to meet the two men.\n\n") + kFirst + "\n\nWaiting\n\n" + kSecond +
                               "\n\nNo word\n\n" + kThird);
  EXPECT_EQ(page.source.kind, "html");
  EXPECT_EQ(page.source.sha256.size(), 64U);
}

TEST(Html, SubheadsAndBoldLinesAreSections) {
  const Page page = page_of(html("", "<article><h1>Harbour talks fail again</h1>" + kStory + "</article>"));
  ASSERT_EQ(page.sections.size(), 2U);
  EXPECT_EQ(page.sections[0].heading, "Waiting");
  EXPECT_EQ(page.sections[0].span.in(page.text), kSecond);
  EXPECT_EQ(page.sections[1].heading, "No word");
  EXPECT_EQ(page.sections[1].span.in(page.text), kThird);
}

TEST(Html, SideMatterGoesToItsFields) {
  const Page page = page_of(html(
      "",
      "<div id=\"cookie-banner\"><p>We use cookies to remember you and to count the readers.</p></div>"
      "<article><h1>Harbour talks fail again</h1>" +
          p(kFirst) +
          "<aside class=\"pullquote\">Nobody from the capital came</aside><div class=\"audio-player\"><span>0:00</span></div>"
          "<figure><img><figcaption>The harbour at dusk, as fishermen know it and few others do. Photo: "
          "archive</figcaption></figure>"
          "<div class=\"newsletter-signup\"><p>Six stories before breakfast.</p></div>" +
          p(kSecond) +
          "<ul class=\"share-links\"><li>Tweet this</li></ul></article>"
          "<div class=\"related-articles\"><h3>Related</h3><a href=\"/a\">Envoys to try again next week</a></div>"
          "<div class=\"most-read\"><a href=\"/b\">Bakers win prize for black bread</a></div>"
          "<div id=\"comments\"><p>I was there and the men had no umbrellas, which was a sad thing to see.</p></div>"));
  EXPECT_EQ(body_of(page), std::string(kFirst) + "\n\n" + kSecond);
  EXPECT_EQ(page.newsletter, "Six stories before breakfast.");
  ASSERT_EQ(page.related.size(), 1U);
  EXPECT_EQ(page.related[0].title, "Envoys to try again next week");
  EXPECT_EQ(page.related[0].url, "/a");
  ASSERT_EQ(page.headlines.size(), 1U);
  EXPECT_EQ(page.headlines[0].title, "Bakers win prize for black bread");
  EXPECT_NE(std::find(page.residue.begin(), page.residue.end(), "0:00"), page.residue.end());
}

TEST(Html, AnnouncingLinesDivideAPageWithoutClasses) {
  const Page page =
      page_of(html("<title>Harbour talks fail again</title>",
                   "<h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) +
                       "<b>Related articles</b><ul><li><a href=\"/a\">Envoys to try again next week</a></ul>"
                       "<p><b>Have your say</b></p><p>tilda: I was there and the men had no umbrellas, which was sad.</p>"));
  EXPECT_EQ(body_of(page), std::string(kFirst) + "\n\n" + kSecond);
  ASSERT_EQ(page.related.size(), 1U);
}

TEST(Html, SiteNameAsH1IsNotTheHeadline) {
  const Page page = page_of(
      html("<title>Harbour talks fail again - The Lantern</title>",
           "<div id=\"masthead\"><h1><a href=\"/\">The Lantern</a></h1></div><div class=\"entry-content\"><h2>Harbour talks "
           "fail again</h2>" +
               p(kFirst) + p(kSecond) + "</div>"));
  EXPECT_EQ(page.headline, "Harbour talks fail again");
  EXPECT_EQ(page.site, "The Lantern");
}

TEST(Html, DoubledHeadlineAndStandfirstStandOnce) {
  const std::string dek = "Nobody came to meet the two men who waited.";
  const Page page =
      page_of(html("", "<div>Harbour Talks Fail Again</div><div>Harbour Talks Fail Again</div><div>" + dek + "</div><div><div>" +
                           dek + "</div><div>" + kFirst + "</div><div>" + kSecond + "</div></div>"));
  EXPECT_EQ(page.headline, "Harbour Talks Fail Again");
  EXPECT_EQ(page.standfirst, dek);
  EXPECT_EQ(times(page.text, "Harbour Talks"), 1);
  EXPECT_EQ(times(page.text, dek), 1);
}

TEST(Html, ARefrainStandsAgainAndACopyDoesNot) {
  const std::string sung = "<div class=\"part\">" + p(kFirst) + p(kThird) + "</div>", head = "<h1>Harbour talks fail again</h1>";
  const Page refrain = page_of(html("", "<article>" + head + p(kFirst) + p(kSecond) + p(kFirst) + p(kThird) + "</article>"));
  EXPECT_EQ(body_of(refrain), std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kFirst + "\n\n" + kThird);
  const Page parts = page_of(html("", "<article>" + head + sung + "<h2>Again</h2>" + sung + "</article>"));
  EXPECT_EQ(times(parts.text, kThird), 2);
  const Page copy = page_of(html("", "<article>" + head + "<div class=\"narrow\">" + p(kFirst) + p(kSecond) +
                                         "</div><div class=\"wide\">" + p(kFirst) + p(kSecond) + p(kThird) + "</div></article>"));
  EXPECT_EQ(body_of(copy), std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird);
}

// An article of two paragraphs with something between them.
Page story_with(const std::string& between) {
  return page_of(html("", "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + between + p(kSecond) + "</article>"));
}

TEST(Html, AnUnknownElementBetweenWordsIsOfTheirLine) {
  const std::string line =
      "<p>They said that <x-sum><x-part>a</x-part><x-part>b</x-part></x-sum> is more than either of the two alone.</p>";
  const Page page = story_with(line);
  EXPECT_EQ(times(page.text, "They said that ab is more than"), 1) << page.text;
}

TEST(Html, HiddenWordsInALineAreNotRead) {
  for (const std::string how : {"display: none", "clip: rect(0, 0, 0, 0); position: absolute"}) {
    const Page page = story_with("<p>They left at six<span style=\"" + how +
                                 "\">, read aloud,</span> and took the road to the north of the bay.</p>");
    EXPECT_EQ(times(page.text, "They left at six and took"), 1) << page.text;
    EXPECT_EQ(times(page.text, "read aloud"), 0);
  }
}

TEST(Html, AButtonWithoutWordsPartsNoParagraph) {
  const Page page = story_with(
      "<p>They left at six with the <a href=\"/ship\">Alba</a><button class=\"watch\"></button>, a ship of the "
      "islands that nobody had seen before.</p>");
  EXPECT_EQ(times(page.text, "with the Alba, a ship"), 1) << page.text;
}

TEST(Html, AnOfferToSignInIsNotTheArticles) {
  const Page page = story_with("<div class=\"sign-in-group\"><p>Enjoy more of our stories every month.</p></div>");
  EXPECT_EQ(times(page.text, "Enjoy"), 0) << page.text;
  EXPECT_EQ(times(story_with("<div class=\"story-group\"><p>Enjoy more of our stories every month.</p></div>").text, "Enjoy"), 1);
}

TEST(Html, AHiddenParagraphIsNotRead) {
  for (const char* how : {"hidden", "style=\"display:none\""})
    EXPECT_EQ(times(page_of(html("", "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) + "<p " + how + ">" +
                                         kThird + "</p></article>"))
                        .text,
                    kThird),
              0)
        << how;
}

TEST(Html, APartThatIsStreamedIsShown) {
  const auto text = [](const char* id) {
    return page_of(html("", "<article><h1>Harbour talks fail again</h1></article><div hidden id=\"" + std::string(id) + "\">" +
                                p(kFirst) + p(kSecond) + p(kThird) + "</div>"))
        .text;
  };
  EXPECT_EQ(times(text("S:1a"), kThird), 1);
  EXPECT_EQ(times(text("Soon"), kThird), 0);
}

std::string stating(const std::string& body) {
  return "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Harbour talks fail &#039;again&#039;\","
         "\"articleBody\":\"" +
         body + "\"}</script>";
}

TEST(Html, HiddenParagraphsOfTheStatedArticleAreRead) {
  const std::string all = std::string(kFirst) + " " + kSecond + " " + kThird;
  const std::string body = "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + "<div hidden>" + p(kSecond) + p(kThird) +
                           p("Nothing of what stands here is told anywhere else, and nobody is meant to see it at all.") +
                           "</div></article>";
  EXPECT_EQ(body_of(page_of(html(stating(all), body))), std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird);
}

TEST(Html, AnArticleThatIsOnlyStatedIsRead) {
  for (const std::string& all : {p(kFirst) + p(kSecond), std::string(kFirst) + "\\n" + kSecond}) {
    std::string escaped;
    for (const char c : all) escaped += c == '\n' ? ' ' : c;
    const Page page = page_of(html(stating(escaped), "<div id=\"app\"><p>This page needs a program to show itself.</p></div>"));
    EXPECT_EQ(body_of(page), std::string(kFirst) + "\n\n" + kSecond) << escaped;
    EXPECT_EQ(page.headline, "Harbour talks fail 'again'");
  }
}

TEST(Html, APullQuoteOfTheStatedArticleIsLeftOut) {
  const std::string all = std::string(kFirst) + " " + kSecond + " " + kThird;
  const Page page =
      page_of(html(stating(all), "<article><h1>Harbour talks fail again</h1>" + p(kFirst) +
                                     "<aside class=\"pullquote\">nobody from the capital came to meet them</aside>" +
                                     "<div hidden>" + p(kSecond) + p(kThird) + "</div></article>"));
  EXPECT_EQ(times(body_of(page), "nobody from the capital"), 1) << page.text;
  EXPECT_EQ(times(body_of(page), kThird), 1);
}

TEST(Html, AStubThatStandsNowhereTakesNothingAway) {
  const std::string stub = "Read the whole story of the harbour on our site, and much more, every day of the year.";
  const std::string body = "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) + p(kThird) + "</article>";
  EXPECT_EQ(body_of(page_of(html(stating(stub), body))), body_of(page_of(html("", body))));
}

TEST(Html, AnArticleDescribedTwiceIsStatedByEither) {
  const auto described = [](const std::string& headline, const std::string& rest) {
    return "{\"@type\":\"NewsArticle\",\"headline\":\"" + headline + "\"" + rest + "}";
  };
  const std::string body = std::string(",\"articleBody\":\"") + kFirst + " " + kSecond + "\"";
  const auto text = [&](const std::string& first, const std::string& second) {
    return body_of(page_of(
        html("<script type=\"application/ld+json\">[" + described(first, "") + "," + described(second, body) + "]</script>",
             "<div id=\"app\">Wait.</div>")));
  };
  EXPECT_EQ(text("It &#039;fails&#039;", "It &#039;fails&#039;"), std::string(kFirst) + " " + kSecond);
  EXPECT_EQ(text("It fails", "Bread is dear"), "Wait.");
  EXPECT_EQ(text("", ""), "Wait.");
}

TEST(Html, AHiddenCopyIsNoRefrain) {
  const std::string again = std::string("<p hidden>") + kFirst + "</p>";
  const Page page = story_with(again);
  EXPECT_EQ(times(page.text, kFirst), 1);
}

TEST(Html, AParagraphThatItsLikeHoldsTooIsNoPullQuote) {
  const std::string longer = std::string(kFirst) + " " + kThird;
  const Page page =
      page_of(html("", "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) + p(longer) + "</article>"));
  EXPECT_EQ(body_of(page), std::string(kFirst) + "\n\n" + kSecond + "\n\n" + longer);
}

TEST(Html, PullQuoteWithoutAClassIsLeftOut) {
  const Page page = page_of(html("", "<article><h1>Harbour talks fail again</h1>" + p(kFirst) +
                                         "<table><tr><td><i>nobody from the capital came to meet them</i></td></tr></table>" +
                                         p(kSecond) + "</article>"));
  EXPECT_EQ(times(page.text, "nobody from the capital"), 1);
}

TEST(Html, MisleadingClassesDoNotEmptyThePage) {
  const Page page =
      page_of(html("", "<div class=\"sidebar\"><h1>Harbour talks fail again</h1>" + p(kFirst) + "</div><div class=\"menu\">" +
                           p(kSecond) + "</div><div class=\"widget\">" + p(kThird) + "</div>"));
  EXPECT_NE(page.text.find(kFirst), std::string::npos);
}

TEST(Html, WordPressStatesAreNoRegions) {
  const Page page =
      page_of(html("", "<div class=\"post-7 post hentry category-share tag-comments\"><h1>Harbour talks fail again</h1>" +
                           p(kFirst) + "</div><div class=\"x\">" + p(kSecond) + p(kThird) + "</div>"));
  EXPECT_NE(body_of(page).find(kFirst), std::string::npos);
}

TEST(HtmlDates, MastheadDateIsThePagesAndNeverTheArticles) {
  const Page page = page_of(html("",
                                 "<header>The Lantern <span class=\"today\">Tuesday, March 4, "
                                 "2025</span></header><article><h1>Harbour talks fail again</h1>" +
                                     p(kFirst) + p(kSecond) + "</article>"));
  EXPECT_EQ(page.page_date, "2025-03-04");
  EXPECT_FALSE(page.article_date);
}

TEST(HtmlDates, DateBesideTheBylineIsStated) {
  const Page page = page_of(html("<meta property=\"article:published_time\" content=\"2019-05-05T01:00:00Z\">",
                                 "<article><h1>Harbour talks fail again</h1><div class=\"byline\">By Ann Writer <time "
                                 "datetime=\"2019-05-04\">4 May 2019</time></div>" +
                                     p(kFirst) + p(kSecond) + "</article>"));
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-04");
  EXPECT_EQ(page.article_date->how, "stated");
  EXPECT_EQ(page.byline, "By Ann Writer");
}

TEST(HtmlDates, MetadataThenAddress) {
  const std::string body = "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) + "</article>";
  const Page meta =
      page_of(html("<script "
                   "type=\"application/"
                   "ld+json\">{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2019-05-04T08:00:00+02:00\","
                   "\"author\":{\"name\":\"Ann Writer\"},\"publisher\":{\"name\":\"The Lantern\"}}]}</script>",
                   body),
              "https://lantern.example/2018/01/02/talks");
  ASSERT_TRUE(meta.article_date);
  EXPECT_EQ(meta.article_date->date, "2019-05-04");
  EXPECT_EQ(meta.article_date->how, "metadata");
  EXPECT_EQ(meta.byline, "Ann Writer");
  EXPECT_EQ(meta.site, "The Lantern");
  const Page url = page_of(html("", body), "https://lantern.example/2018/01/02/talks");
  ASSERT_TRUE(url.article_date);
  EXPECT_EQ(url.article_date->date, "2018-01-02");
  EXPECT_EQ(url.article_date->how, "url");
}

TEST(Html, AHeadlineWithoutKickerAndSite) {
  const auto headline = [](const std::string& head, const std::string& h1) {
    return page_of("<html><head>" + head + "</head><body><article>" + h1 + p(kFirst) + p(kSecond) + p(kThird) +
                   "</article></body></html>")
        .headline;
  };
  const std::string title = "<title>Strike in the port: Harbour talks fail again | The Lantern</title>";
  EXPECT_EQ(headline(title, "<h1><span class=\"topline\">Strike in the port</span> <span>Harbour talks fail again</span></h1>"),
            "Harbour talks fail again");
  EXPECT_EQ(
      headline(title, "<h1><span class=\"kicker\">Strike in the port</span><b>: </b><span>Harbour talks fail again</span></h1>"),
      "Harbour talks fail again");
  EXPECT_EQ(headline(title, "<h2><span>Strike in the port</span><div>Harbour talks fail again</div></h2>"),
            "Harbour talks fail again");
  EXPECT_EQ(headline(title, "<h1><em>Hamlet</em> is played in the harbour</h1>"), "Hamlet is played in the harbour");
  EXPECT_EQ(headline(title, "<h1>Har\u00adbour talks fail again</h1>"), "Harbour talks fail again");
  const std::string site = "<meta property=\"og:site_name\" content=\"The Lantern\">";
  EXPECT_EQ(headline(site + "<title>Harbour talks fail again - The Lantern</title>", ""), "Harbour talks fail again");
  EXPECT_EQ(headline("<title>Harbour talks fail again | Bread and ships</title>", ""), "Harbour talks fail again");
  EXPECT_EQ(headline("<title>Bread and ships - Harbour talks fail again</title>", ""),
            "Bread and ships - Harbour talks fail again");
}

TEST(Html, Bylines) {
  const auto byline = [](const std::string& line) {
    return page_of(html("", "<article><h1>Harbour talks fail again</h1>" + line + p(kFirst) + p(kSecond) + "</article>")).byline;
  };
  EXPECT_EQ(byline("<p>By Ann Writer, 4 May 2019</p>"), "By Ann Writer");
  EXPECT_EQ(byline("<div>Posted on 4 May 2019 by Ann Writer</div>"), "by Ann Writer");
  EXPECT_EQ(byline("<div class=\"byline\"><span>By</span><div>José Conceiçã</div></div>"), "By José Conceiçã");
  EXPECT_EQ(byline("<div class=\"byline\">Ann Writer \u2022 4 min read</div>"), "Ann Writer");
  EXPECT_EQ(byline("<div class=\"meta\">Supported by</div><a rel=\"author\" href=\"/w\">Ann Writer</a>"), "Ann Writer");
  EXPECT_EQ(byline("<p>By our Kabul correspondents</p>"), "By our Kabul correspondents");
  EXPECT_EQ(byline("<ul class=\"authors\"><li>by Ann Writer</li><li>15:36 o'clock</li><li>3 min</li></ul>"), "by Ann Writer");
  EXPECT_EQ(byline("<div class=\"meta\">Share Tweet Share</div>"), "");
}

TEST(HtmlDates, TimeElementWithARelativeText) {
  const Page page = page_of(
      html("", "<article><h1>Harbour talks fail again</h1><p><time datetime=\"2019-05-04T08:00Z\">3 hours ago</time></p>" +
                   p(kFirst) + p(kSecond) + "</article>"));
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-04");
  EXPECT_EQ(page.article_date->how, "metadata");
}

TEST(Html, TeasersAfterTheArticleAreNotItsText) {
  std::string teasers;
  for (int i = 0; i < 8; ++i)
    teasers += "<div><a href=\"/t" + std::to_string(i) + "\">Bakers win prize number " + std::to_string(i) +
               " for black bread</a><p>The bakers of quarter number " + std::to_string(i) +
               " won the prize that they had asked for.</p></div>";
  const Page page =
      page_of(html("", "<main><h1>Harbour talks fail again</h1>" + p(kFirst) + p(kSecond) + p(kThird) + teasers + "</main>"));
  EXPECT_EQ(body_of(page), std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird);
  EXPECT_EQ(page.headlines.size(), 8U);
}

TEST(Html, AProgramInsideOfALinkIsNoPartOfItsTitle) {
  const Page page = page_of(html("", "<article><h1>Harbour talks fail again</h1>" + kStory +
                                         "</article><a href=\"/x\"><svg><style>.a{b:c}</style></svg>"
                                         "<script>if (1 <!-- 2) { a(\"</b>\"); }</script>Bakers win a prize for bread</a>"));
  ASSERT_EQ(page.headlines.size(), 1U);
  EXPECT_EQ(page.headlines[0].title, "Bakers win a prize for bread");
}

TEST(Html, ATableOfTheArticleIsTakenWhole) {
  const Page page = page_of(html(
      "", "<article><h1>Harbour talks fail again</h1>" + kStory +
              "<table><tr><th>What</th><th>How it stands</th><th>Open</th></tr>"
              "<tr><td>Ferry</td><td>The harbour is closed to ships of the islands until the talks are over.</td><td>No</td></tr>"
              "<tr><td>Bus</td><td>The price of fish has doubled in the markets of the capital since the "
              "spring.</td><td>Yes</td></tr>"
              "<tr><td>Crane</td><td>Two ferries a week still run, and both are full for the whole of the "
              "summer.</td><td>Yes</td></tr>"
              "</table>" +
              p(kThird) + "</article><ul><li><a href=\"/x\">Crane</a></li></ul>"));
  for (const char* cell : {"How it stands", "Open", "Ferry", "Bus", "Crane"})
    EXPECT_EQ(times(body_of(page), "\n\n" + std::string(cell) + "\n\n"), 1) << cell;
}

TEST(Html, AFormulaDoesNotDivideItsParagraph) {
  const Page page = page_of(
      html("", "<article><h1>Harbour talks fail again</h1>" + kStory +
                   "<p>The tide rises by <math><mrow><mi>a</mi><mo>+</mo><msup><mi>b</mi><mn>2</mn></msup></mrow></math> feet in "
                   "the harbour of the capital.</p></article>"));
  EXPECT_EQ(times(body_of(page), "The tide rises by a+b2 feet in the harbour of the capital."), 1) << body_of(page);
}

TEST(Html, WhatIsNotVisibleIsNotRead) {
  for (const char* style : {"display:none", "color:red; Display : none", "visibility: hidden"})
    EXPECT_EQ(
        times(
            page_of(
                html("", "<article><h1>Harbour talks fail again</h1>" + kStory + "<div style=\"" + style +
                             "\"><p>The port has asked all ships to wait outside until the talks are over.</p></div></article>"))
                .text,
            "asked all ships"),
        0)
        << style;
}

TEST(HtmlDates, BrokenMetadataIsPassedOver) {
  const Page page = page_of(
      html("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",,,</script><meta name=\"date\" content=\"soon\">",
           "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + "</article>"));
  EXPECT_FALSE(page.article_date);
}

}  // namespace
}  // namespace entente::page
