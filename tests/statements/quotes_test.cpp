// Quotation marks over made-up tokens: words and marks split at spaces and marks, no parse.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "entente/nlp.h"
#include "statements/quotes.h"

namespace entente::statements {
namespace {

// A Doc whose tokens are runs of letters or single bytes of anything else.
Doc tokens_of(const std::string& text) {
  Doc doc;
  doc.text = text;
  const auto is_word = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return std::isalnum(c) != 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (is_word(i))
      while (end < text.size() && is_word(end)) ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (text[i] != ' ' && text[i] != '\n') {
      Token token;
      token.span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
      token.pos = is_word(i) ? "NOUN" : "PUNCT";
      token.head = static_cast<std::uint32_t>(doc.tokens.size());
      doc.tokens.push_back(token);
    }
    i = end;
  }
  doc.sentences.push_back({0, static_cast<std::uint32_t>(doc.tokens.size())});
  return doc;
}

std::vector<std::string> quotes(const std::string& text) {
  const Doc doc = tokens_of(text);
  std::vector<std::string> out;
  for (const Quote& q : find_quotes(doc, paragraphs(doc))) out.emplace_back(q.span.in(text));
  return out;
}

using Texts = std::vector<std::string>;

TEST(Quotes, StraightAndCurly) {
  EXPECT_EQ(quotes("He said \"go home\" and left."), Texts{"\"go home\""});
  EXPECT_EQ(quotes("He said “go home” and left."), Texts{"“go home”"});
  EXPECT_EQ(quotes("He said ''go home'' and left."), Texts{"''go home''"});
  EXPECT_EQ(quotes("He said «go home» and left."), Texts{"«go home»"});
}

TEST(Quotes, SingleMarksAndApostrophes) {
  EXPECT_EQ(quotes("She called it 'a long winter' again."), Texts{"'a long winter'"});
  EXPECT_EQ(quotes("She called it ‘a long winter’ again."), Texts{"‘a long winter’"});
  EXPECT_EQ(quotes("It's the farmers' wish, isn't it? The boys' team can't play."), Texts{});
  EXPECT_EQ(quotes("It’s the farmers’ wish, isn’t it?"), Texts{});
}

TEST(Quotes, NestedOnesBelongToTheOuter) {
  EXPECT_EQ(quotes("\"They told us 'wait here' and drove off,\" she said."),
            Texts{"\"They told us 'wait here' and drove off,\""});
  EXPECT_EQ(quotes("“The farmers’ guild said ‘no’ twice,” she said."), Texts{"“The farmers’ guild said ‘no’ twice,”"});
}

TEST(Quotes, OpenParagraphGoesOnInTheNext) {
  const std::string text = "\"We waited all day.\n\n\"Nobody came,\" said the driver.";
  const Doc doc = tokens_of(text);
  const auto found = find_quotes(doc, paragraphs(doc));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_FALSE(found[0].closed);
  EXPECT_TRUE(found[1].continues);
  EXPECT_EQ(found[1].paragraph, 1u);
}

TEST(Quotes, UnbalancedMarkSwallowsNothing) {
  EXPECT_EQ(quotes("The \"tower fell.\n\nNobody was hurt. The \"old mill\" stands."), Texts{"\"old mill\""});
  EXPECT_EQ(quotes("A board of 6' 2\" was cut."), Texts{});
}

TEST(Quotes, ManyMarksTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += i % 3 == 0 ? "\"a " : i % 3 == 1 ? "'b " : "“ c ";
  const Doc doc = tokens_of(text);
  const auto start = std::chrono::steady_clock::now();
  find_quotes(doc, paragraphs(doc));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace entente::statements
