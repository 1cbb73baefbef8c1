#include "page/stated.h"

#include <gtest/gtest.h>

#include "page/wording.h"

namespace entente::page {
namespace {

using Lines = std::vector<std::string>;

TEST(Stated, ParagraphsOfTextAndOfHtml) {
  EXPECT_EQ(Stated("They left.\n\n  He  stayed. \n").paragraphs(), (Lines{"They left.", "He stayed."}));
  EXPECT_EQ(Stated("<p>They\nleft.</p><p>He <b>stayed</b>.</p>").paragraphs(), (Lines{"They left.", "He stayed."}));
  EXPECT_EQ(Stated("&lt;p&gt;They left.&lt;/p&gt;&lt;p&gt;He stayed.&lt;/p&gt;").paragraphs(),
            (Lines{"They left.", "He stayed."}));
  EXPECT_EQ(Stated("Fish &amp; bread: 3 < 4").paragraphs(), (Lines{"Fish & bread: 3 < 4"}));
  EXPECT_EQ(Stated("They <em>left</em>.\n\nHe&nbsp;stayed&hellip;").paragraphs(), (Lines{"They left.", "He stayed\u2026"}));
  EXPECT_EQ(Stated("<p>They left.<p>He stayed.").paragraphs(), (Lines{"They left.", "He stayed."}));
  EXPECT_TRUE(Stated("").paragraphs().empty());
}

TEST(Stated, TheShareOfABlock) {
  const Stated stated("The two envoys waited in the harbour for nine hours. They left at dusk.");
  const auto share = [&](std::string_view text) { return stated.share_of(folded(text)); };
  EXPECT_EQ(share("The two envoys waited, in the harbour, for NINE hours."), 1);
  EXPECT_EQ(share("The capital has not spoken to the islands since."), 0);
  EXPECT_GT(share("The two envoys waited in the capital and on the islands."), 0.2F);
  EXPECT_LT(share("The two envoys waited in the capital and on the islands."), 0.8F);
  EXPECT_EQ(share("At dusk"), -1);  // too short to tell
  EXPECT_EQ(Stated("").share_of("theyleftatduskandneverreturned"), -1);
}

TEST(Stated, OfALongBodyTheBeginningCounts) {
  std::string body;
  while (body.size() < (1U << 20)) body += "\u00e4\u00f6\u00fc\u00df ";
  const Stated stated(body);
  EXPECT_LT(stated.size(), 1U << 19);
  ASSERT_EQ(stated.paragraphs().size(), 1U);
  EXPECT_GT(stated.paragraphs()[0].size(), (1U << 20) - 20);
  EXPECT_EQ(stated.share_of(folded("\u00e4\u00f6\u00fc\u00df \u00e4\u00f6\u00fc\u00df")), 1);
}

TEST(Unescaped, EntitiesOfXmlAndNumbers) {
  EXPECT_EQ(unescaped("&lt;b&gt; &amp;amp; &quot;a&apos;"), "<b> &amp; \"a'");
  EXPECT_EQ(unescaped("&#228;&#xE4;&#x1F600;"), "\u00e4\u00e4\U0001F600");
  EXPECT_EQ(unescaped("&#xD800;&#0;&#x110000;&#-5;"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(unescaped("&eacute; & &# x"), "&eacute; & &# x");
}

}  // namespace
}  // namespace entente::page
