#include "page_test.h"

namespace entente::page {
namespace {

using Strings = std::vector<std::string>;

constexpr const char* kFirst =
    "<p>The harbour of the old town was closed on Monday after the talks of the unions and the owners had failed again.</p>";
constexpr const char* kSecond =
    "<p>Nobody expects the ships to leave before the end of the week, and the bakers begin to run out of flour.</p>";

Page page_with(const std::string& inside, const std::string& below = "", const std::string& head = "") {
  return page_of("<html lang=\"en\"><head><title>Harbour talks fail again</title>" + head +
                 "</head><body><article><h1>Harbour talks fail again</h1>" + kFirst + inside + kSecond + "</article>" + below +
                 "</body></html>");
}

TEST(Parts, Captions) {
  const std::string figure =
      "<figure><img src=\"q.jpg\"><figcaption>The empty quay on Monday. Photo: Cora Third</figcaption></figure>";
  const Page page = page_with(figure + figure);
  EXPECT_EQ(page.captions, Strings{"The empty quay on Monday. Photo: Cora Third"});
  EXPECT_EQ(body_of(page).find("empty quay"), std::string::npos);
}

TEST(Parts, Lists) {
  const Page page = page_with(
      "<ul><li>The crews ask for shorter shifts.</li><li>The owners ask for a winter without strikes.</li></ul>"
      "<ol><li>First the talks go on at the quay.</li><li>Then the ships leave for the sea.</li></ol>"
      "<ul><li><a href=\"/a\">Bakers win a prize for bread</a></li><li><a href=\"/b\">Rain on the long bridge "
      "again</a></li></ul>");
  ASSERT_EQ(page.lists.size(), 2U);
  EXPECT_FALSE(page.lists[0].ordered);
  EXPECT_EQ(page.lists[0].items, (Strings{"The crews ask for shorter shifts.", "The owners ask for a winter without strikes."}));
  EXPECT_TRUE(page.lists[1].ordered);
}

TEST(Parts, Tables) {
  const Page page = page_with(
      "<table><caption>Ships in the harbour</caption><tr><th>Day</th><th>Ships</th></tr><tr><td>Monday</td><td>12</td></tr>"
      "<tr><td>Tuesday</td><td>9</td></tr></table>");
  ASSERT_EQ(page.tables.size(), 1U);
  EXPECT_EQ(page.tables[0].caption, "Ships in the harbour");
  EXPECT_EQ(page.tables[0].rows, (std::vector<Strings>{{"Day", "Ships"}, {"Monday", "12"}, {"Tuesday", "9"}}));
}

TEST(Parts, ATableThatLaysOutThePageIsNone) {
  const std::string row = std::string("<tr><td>") + kFirst + kSecond + "</td><td><p>Home</p></td></tr>";
  const Page page = page_of("<html><head><title>Harbour</title></head><body><table><tr><td><table>" + row + row +
                            "</table></td><td>News</td></tr></table></body></html>");
  EXPECT_TRUE(page.tables.empty());
}

TEST(Parts, Quotes) {
  const Page page = page_with("<blockquote><p>We shall not sail for bread alone.</p><p>Nor shall our sons.</p></blockquote>");
  EXPECT_EQ(page.quotes, Strings{"We shall not sail for bread alone.\nNor shall our sons."});
}

TEST(Parts, Tags) {
  const std::string tags =
      "<div class=\"tags\"><a href=\"/t/1\">#Harbour</a> <a href=\"/t/2\">Unions</a> <a href=\"/t/2\">unions</a></div>";
  const std::string meta =
      "<meta name=\"keywords\" content=\"ships, bread; Bread\"><meta property=\"article:tag\" content=\"quay\">";
  EXPECT_EQ(page_with("", tags, meta).tags, (Strings{"Harbour", "Unions"}));
  EXPECT_EQ(page_with("", "", meta).tags, (Strings{"ships", "bread", "quay"}));
  EXPECT_EQ(page_with("", "<a rel=\"tag\" href=\"/t/3\">Strikes</a>").tags, Strings{"Strikes"});
}

TEST(Parts, OtherArticlesKeepTheirLinks) {
  const Page page =
      page_with("",
                "<div class=\"related\"><a href=\"/bread\">Bakers win a prize for bread</a></div>"
                "<div class=\"most-read\"><a href=\"https://lantern.example/rain\">Rain on the long bridge again</a></div>"
                "<div class=\"newsletter\"><p>The morning in five minutes, free of charge.</p></div>");
  ASSERT_EQ(page.related.size(), 1U);
  EXPECT_EQ(page.related[0].title, "Bakers win a prize for bread");
  EXPECT_EQ(page.related[0].url, "/bread");
  ASSERT_EQ(page.headlines.size(), 1U);
  EXPECT_EQ(page.headlines[0].url, "https://lantern.example/rain");
  EXPECT_EQ(page.newsletter, "The morning in five minutes, free of charge.");
}

}  // namespace
}  // namespace entente::page
