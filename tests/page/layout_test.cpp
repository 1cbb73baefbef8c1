#include "page/layout.h"

#include <gtest/gtest.h>

namespace entente::page {
namespace {

// As lynx prints a page: links numbered, lists with bullets, text indented and wrapped, addresses at the end.
const char kLynx[] = R"(   [1][lantern.png] [2]Menu
   Search ____________________ [3]Go

Harbour talks fail as envoys wait nine hours

   The two envoys waited in the [4]harbour for nine hours, and nobody from
   the capital came to meet them, although [5]two ministers had promised
   that somebody would.[6][1]

   They left at dusk.
     * [7]Envoys to try again next week, an aide says, if the weather lets
       them
     * [8]Bakers win prize

References

   1. http://lantern.example/
   2. http://lantern.example/menu
   3. http://lantern.example/go
   4. http://lantern.example/harbour/of/the/islands/and/of/the/mainland/with/a/very/long/address/that/no/line/holds
   5. http://lantern.example/ministers
   6. http://lantern.example/note
   7. http://lantern.example/again
   8. http://lantern.example/bakers
)";

std::vector<TextLine> lines(std::string_view text) {
  std::vector<TextLine> out = laid_out(text);
  std::erase_if(out, [](const TextLine& line) { return line.text.empty(); });
  return out;
}

TEST(Layout, TextBrowsersPagesBecomeParagraphs) {
  const auto out = lines(kLynx);
  ASSERT_EQ(out.size(), 7U);
  EXPECT_EQ(out[0].text, "Menu");
  EXPECT_EQ(out[1].text, "Search Go");
  EXPECT_EQ(out[3].text,
            "The two envoys waited in the harbour for nine hours, and nobody from the capital came to meet them, although two "
            "ministers had promised that somebody would.[1]");
  EXPECT_EQ(out[4].text, "They left at dusk.");
  EXPECT_EQ(out[5].text, "Envoys to try again next week, an aide says, if the weather lets them");
  EXPECT_TRUE(out[5].is_item);
  EXPECT_EQ(out[5].url, "http://lantern.example/again");
  EXPECT_EQ(out[6].url, "http://lantern.example/bakers");
}

TEST(Layout, UnwrappedTextIsLeftAlone) {
  const std::string text =
      "Envoys wait [1] in the harbour\nBakers win prize for black bread\nTram line closed until spring comes";
  const auto out = lines(text);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].text, "Envoys wait [1] in the harbour");
}

TEST(Layout, WidthIsCountedInColumns) {
  const auto out = lines(
      "Élèves, députés et préfets étaient réunis à l'hôtel de ville, où les\n"
      "négociateurs ont été reçus après neuf heures d'attente; personne n'a\n"
      "été blessé.\n");
  ASSERT_EQ(out.size(), 1U);
}

}  // namespace
}  // namespace entente::page
