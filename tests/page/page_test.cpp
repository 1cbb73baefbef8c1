#include "page/page.h"

#include <gtest/gtest.h>

namespace entente::page {
namespace {

TEST(Page, ArticleIsWholeAndUnchanged) {
  const std::string text = "  The ministry spoke.\n\n\nNobody listened. \n";
  const Page page = article(text, {.file = "a.jsonl:1", .id = "7", .url = "", .date = "2020-02-29", .title = "T"});
  EXPECT_EQ(page.text, text);
  EXPECT_EQ(page.headline, "");
  EXPECT_EQ(page.body, (Span{0, static_cast<std::uint32_t>(text.size())}));
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2020-02-29");
  EXPECT_EQ(page.article_date->how, "metadata");
  EXPECT_EQ(page.source.kind, "article");
}

TEST(Page, ADatelineDatesAnArticleThatComesWithoutADate) {
  const std::string text = "Envoys leave\nPORT ALBA, May 4, 2019 (Agency) - The two envoys left the harbour.";
  const Page page = article(text, {.file = "a.jsonl:1", .id = "7", .url = "", .date = "", .title = ""});
  ASSERT_TRUE(page.article_date);
  EXPECT_EQ(page.article_date->date, "2019-05-04");
  EXPECT_EQ(page.article_date->how, "stated");
  EXPECT_EQ(page.article_date->evidence, std::vector<std::string>{"May 4, 2019"});
  const Page dated = article(text, {.file = "a.jsonl:1", .id = "7", .url = "", .date = "2020-02-29", .title = ""});
  EXPECT_EQ(dated.article_date->date, "2020-02-29");
  const Page late = article("One.\nTwo.\nThree.\n" + text, {.file = "a.jsonl:1", .id = "7", .url = "", .date = "", .title = ""});
  EXPECT_FALSE(late.article_date);
}

TEST(Page, EmptyAndBinaryInputsAreNamed) {
  for (const std::string& bytes :
       {std::string(), std::string(" \n\t "), std::string("%PDF-1.7 x"), std::string("\x89PNG\r\n"), std::string("PK\x03\x04zip"),
        std::string("\x7f"
                    "ELF"),
        std::string("some\0text", 9)}) {
    const auto page = read(bytes, {.file = "input.bin", .id = "", .url = "", .date = "", .title = ""});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().message.rfind("input.bin: ", 0), 0U) << page.error().message;
  }
}

}  // namespace
}  // namespace entente::page
