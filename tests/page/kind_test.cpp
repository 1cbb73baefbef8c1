#include "page/kind.h"

#include "page_test.h"

namespace entente::page {
namespace {

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }

const std::string kFirst =
    "The harbour of the old town was closed on Monday after the talks of the unions and the owners had failed again.";
const std::string kSecond =
    "Nobody expects the ships to leave before the end of the week, and the bakers begin to run out of flour.";

std::string html(const std::string& head, const std::string& body) {
  return "<html lang=\"en\"><head><title>Harbour talks fail again</title>" + head + "</head><body>" + body + "</body></html>";
}

std::string kind(const std::string& head, const std::string& body) { return page_of(html(head, body)).kind; }

std::string many(int n, const std::function<std::string(int)>& make) {
  std::string out;
  for (int i = 0; i < n; ++i) out += make(i);
  return out;
}

std::string links(int n) {
  return many(n, [](int i) {
    return "<h3><a href=\"/a" + std::to_string(i) + "\">Bakers of quarter " + std::to_string(i) +
           " win a prize for bread</a></h3>";
  });
}

std::string article() {
  return "<article><h1>Harbour talks fail again</h1>" +
         many(8, [](int i) { return p(kFirst + ' ' + std::to_string(i)) + p(kSecond + ' ' + std::to_string(i)); }) + "</article>";
}

TEST(Kind, AnArticleStaysOneWithAllThatStandsAroundIt) {
  const std::string around = links(30) + "<div class=\"cookie-banner\">" + p("We use cookies") + p("Accept all") +
                             p("Reject all") + "</div>" + "<div class=\"comments\">" +
                             many(5, [](int) { return p("I was there when it happened and saw all of it with my eyes."); }) +
                             "</div><div class=\"paywall-hint\">" + p("Already a subscriber? Log in.") + "</div>";
  EXPECT_EQ(kind("", article()), "article");
  EXPECT_EQ(kind("", article() + around), "article");
  EXPECT_EQ(kind("", "<article><h1>Live music comes back to the harbour</h1>" + p(kFirst) + p("At 14:05 the doors were open.") +
                         p(kSecond) + "</article>"),
            "article");
  EXPECT_EQ(
      kind("", "<h1>Paywalls and cookies</h1>" + p(kFirst) + p(kSecond) +
                   p("We use cookies in bread, said the bakers of the town, and few of them laughed.") + p(kFirst + " Again.")),
      "article");
}

TEST(Kind, Paywall) {
  const std::string stub = "<article><h1>Harbour talks fail again</h1>" + p(kFirst) + "</article>";
  EXPECT_EQ(kind("", stub + "<div class=\"paywall\">" + p("Subscribe to continue reading") + "</div>"), "paywall");
  EXPECT_EQ(kind("", stub + "<div>" + p("Jetzt weiterlesen mit einem Abo für den ersten Monat") + "</div>"), "paywall");
  EXPECT_EQ(kind(R"(<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>)", stub),
            "paywall");
}

TEST(Kind, Consent) {
  EXPECT_EQ(kind("", "<div><h1>We value your privacy</h1>" +
                         p("We and our partners store and read information on a device, such as cookies, for the purposes that "
                           "are named below.") +
                         "<button>Accept all</button><button>Reject all</button></div>"),
            "consent");
  EXPECT_EQ(
      kind("", "<div><h2>Wir verwenden Cookies</h2>" +
                   p("Wir und unsere Partner speichern Informationen auf einem Gerät und rufen sie ab, zum Beispiel Cookies.") +
                   "<p>Alle akzeptieren</p></div>"),
      "consent");
}

TEST(Kind, LiveAndTicker) {
  EXPECT_EQ(
      kind("", "<article><h1>Live: the harbour talks</h1>" +
                   many(8, [](int i) { return "<h3>1" + std::to_string(i) + ":05</h3>" + p(kFirst + ' ' + std::to_string(i)); }) +
                   "</article>"),
      "live");
  EXPECT_EQ(kind(R"(<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Talks"}</script>)", article()),
            "live");
  EXPECT_EQ(kind("", "<article><h1>Ostbank against Westbank</h1>" +
                         many(8,
                              [](int i) {
                                return p(std::to_string(10 + i * 5) +
                                         "' The ball goes over the line and back, and nobody has seen it, says number " +
                                         std::to_string(i));
                              }) +
                         "</article>"),
            "ticker");
}

TEST(Kind, GalleryAndVideo) {
  const std::string pictures = many(8, [](int i) {
    return "<figure><img src=\"/" + std::to_string(i) + ".jpg\"><figcaption>The quay on day " + std::to_string(i) +
           "</figcaption></figure>";
  });
  EXPECT_EQ(kind("", "<article><h1>The harbour in pictures</h1>" + pictures + "</article>"), "gallery");
  EXPECT_EQ(kind("<meta property=\"og:type\" content=\"video.other\"><link rel=\"canonical\" "
                 "href=\"https://lantern.example/video/harbour\">",
                 "<main><h1>The harbour from above</h1>" +
                     p("A flight over the quay and the ships, on the first day of the strike of the crews.") + "</main>"),
            "video");
}

TEST(Kind, Discussion) {
  const std::string posts = many(
      6, [](int) { return "<div class=\"comment\">" + p(kSecond + " That is what I have heard from my neighbour.") + "</div>"; });
  EXPECT_EQ(
      kind("<meta name=\"generator\" content=\"phpBB\"><link rel=\"canonical\" href=\"https://talk.example/viewtopic.php?t=1\">",
           "<div id=\"page-body\"><h2>Is the harbour closed?</h2>" + posts + "</div>"),
      "discussion");
}

TEST(Kind, IndexAndOther) {
  EXPECT_EQ(kind("<link rel=\"canonical\" href=\"https://lantern.example/\">", "<main>" + links(25) + "</main>"), "index");
  EXPECT_EQ(kind("", "<main><h1>Harbour</h1>" + links(25) + "</main>"), "index");
  EXPECT_EQ(page_of("<html><head><title>404 Page not found</title></head><body><h1>Page not found</h1><p>We could not find what "
                    "you looked for.</p></body></html>")
                .kind,
            "other");
  EXPECT_EQ(kind("<meta property=\"og:type\" content=\"product\">", "<h1>Bread knife</h1>" + p(kFirst)), "other");
}

TEST(Kind, TextDumpsHaveOneToo) {
  std::string dump = "Harbour talks fail again\n\n";
  for (int i = 0; i < 4; ++i) dump += kFirst + ' ' + std::to_string(i) + "\n\n" + kSecond + ' ' + std::to_string(i) + "\n\n";
  EXPECT_EQ(page_of(dump).kind, "article");
}

TEST(Kind, AmpIsNoted) {
  const std::string rest = " lang=\"en\"><head><title>Harbour</title></head><body>" + article() + "</body></html>";
  EXPECT_TRUE(page_of("<!doctype html><html amp" + rest).amp);
  EXPECT_TRUE(page_of("<!doctype html><html \u26a1" + rest).amp);
  EXPECT_FALSE(page_of("<!doctype html><html class=\"amp\"" + rest).amp);
}

TEST(KindSigns, HoursAndMinutes) {
  for (const char* line : {"14:05", "9:30 Uhr: talks", "09.30 Uhr", "10h15 The talks", "23:59 End"})
    EXPECT_TRUE(begins_with_hour(line)) << line;
  for (const char* line : {"14.05.2019", "1:0 for Ostbank", "At 14:05", "99:10", "9.5 million", ""})
    EXPECT_FALSE(begins_with_hour(line)) << line;
  for (const char* line : {"78'", "90.+2", "90+3'", "45. Minute", "12\u2019 Goal"}) EXPECT_TRUE(begins_with_minute(line)) << line;
  for (const char* line : {"78 ships", "1999'", "'78", "45. day", ""}) EXPECT_FALSE(begins_with_minute(line)) << line;
}

}  // namespace
}  // namespace entente::page
