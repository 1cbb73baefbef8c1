#include "nlp/pipeline.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <ctime>
#include <functional>
#include <thread>

#include "nlp/test_model.h"
#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

// Tokens tile the text but for single spaces and what lies between paragraphs; sentences tile the tokens; heads and entities
// stay inside.
void expect_sound(const Doc& doc, std::string_view text) {
  std::uint32_t end = 0;
  for (const Token& t : doc.tokens) {
    ASSERT_LE(end, t.span.begin);
    ASSERT_LT(t.span.begin, t.span.end);
    ASSERT_LE(t.span.end, text.size());
    ASSERT_LT(t.head, doc.tokens.size());
    const Range sentence = doc.sentences[t.sentence];
    ASSERT_TRUE(sentence.contains(t.head));
    ASSERT_FALSE(t.tag.empty());
    end = t.span.end;
  }
  std::uint32_t next = 0;
  for (const Range& sentence : doc.sentences) {
    ASSERT_EQ(sentence.first, next);
    ASSERT_LT(sentence.first, sentence.last);
    next = sentence.last;
  }
  ASSERT_EQ(next, doc.tokens.size());
  next = 0;
  for (const Entity& entity : doc.entities) {
    ASSERT_LE(next, entity.tokens.first);
    ASSERT_LT(entity.tokens.first, entity.tokens.last);
    ASSERT_LE(entity.tokens.last, doc.tokens.size());
    next = entity.tokens.last;
  }
}

std::string joined(const Doc& doc) {
  std::string out;
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
    if (i > 0) out += '|';
    out += doc.str(i);
  }
  return out;
}

TEST(Pipeline, SplitsAsSpacyDoes) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  const auto split = [&](std::string_view text) { return joined(model->parse(text)); };
  EXPECT_EQ(split("(She said: \"They can't go to St. Ives!\")"), "(|She|said|:|\"|They|ca|n't|go|to|St.|Ives|!|\"|)");
  EXPECT_EQ(split("gonna pay $5m-6m, i.e. 3/4."), "gon|na|pay|$|5m-6|m|,|i.e.|3/4|.");
  EXPECT_EQ(split("see http://example.org/a-b?c=(d), ok"), "see|http://example.org/a-b?c=(d|)|,|ok");
  EXPECT_EQ(split("ex-minister's half-built dams"), "ex|-|minister|'s|half|-|built|dams");
  EXPECT_EQ(split("two  spaces \n line"), "two| |spaces|\n |line");
}

TEST(Pipeline, HandlesNextToNothing) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  for (const std::string_view text : {"", " ", "\n\n\n", "\xc2\xa0", ".", "a"}) {
    const Doc doc = model->parse(text);
    expect_sound(doc, text);
    EXPECT_EQ(doc.tokens.empty(), text.empty());
    expect_sound(model->parse_paragraphs(text), text);
  }
  EXPECT_TRUE(model->parse_paragraphs(" \n\n \n").tokens.empty());
}

TEST(Pipeline, ReadsInvalidUtf8AsQuestionMarks) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  const std::string bad = "Rebels \xff\xfe left \xe2\x82 Kab\xc3ul \xf0\x9f on\xed\xa0\x80 Monday.\x80";
  std::string marked = bad;
  for (char& c : marked)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  const Doc doc = model->parse(bad);
  const Doc other = model->parse(marked);
  expect_sound(doc, bad);
  EXPECT_EQ(doc.text, bad);
  ASSERT_EQ(doc.tokens.size(), other.tokens.size());
  for (std::size_t i = 0; i < doc.tokens.size(); ++i) {
    EXPECT_EQ(doc.tokens[i].span, other.tokens[i].span);
    EXPECT_EQ(doc.tokens[i].tag, other.tokens[i].tag);
    EXPECT_EQ(doc.tokens[i].lemma, other.tokens[i].lemma);
  }
  expect_sound(model->parse_paragraphs(bad + "\n\n" + bad), bad + "\n\n" + bad);
}

TEST(Pipeline, ParsesEachParagraphOnItsOwn) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  const std::string first = "Rebels Leave Port", second = "The rebels left Kabul on Monday. Nobody followed them.",
                    third = "Café talks fail.";
  const std::string text = fmt::format("\n\n{}\n\n{}\n \t\r\n\n{}\n\n", first, second, third);
  const Doc doc = model->parse_paragraphs(text);
  expect_sound(doc, text);
  std::uint32_t token = 0, entities = 0;
  for (const std::string& paragraph : {first, second, third}) {
    const Doc alone = model->parse(paragraph);
    const auto shift = static_cast<std::uint32_t>(text.find(paragraph));
    const std::uint32_t base = token;
    for (std::size_t i = 0; i < alone.tokens.size(); ++i, ++token) {
      const Token& a = alone.tokens[i];
      const Token& b = doc.tokens[token];
      EXPECT_EQ(b.span, (Span{a.span.begin + shift, a.span.end + shift}));
      EXPECT_EQ(b.head, a.head + base);
      EXPECT_EQ(b.left, a.left + base);
      EXPECT_EQ(b.right, a.right + base);
      EXPECT_EQ(b.dep, a.dep);
      EXPECT_EQ(b.lemma, a.lemma);
    }
    for (const Entity& entity : alone.entities)
      EXPECT_EQ(doc.entities[entities++].tokens, (Range{entity.tokens.first + base, entity.tokens.last + base}));
  }
  EXPECT_EQ(token, doc.tokens.size());
  EXPECT_EQ(entities, doc.entities.size());
  EXPECT_EQ(doc.str(doc.sentences[1].first), "The") << "no sentence crosses a blank line";
}

TEST(Pipeline, GivesTheSameInEveryThread) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  constexpr std::string_view kText = "Envoys of Peru met the rebels' leaders in Quito on 3 May, and they agreed to talk again.";
  const std::string expected = to_conllu(model->parse(kText), "a");
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (auto& one : found)
    threads.emplace_back([&one, model] {
      for (int i = 0; i < 5; ++i) one = to_conllu(model->parse(kText), "a");
    });
  for (auto& thread : threads) thread.join();
  for (const auto& one : found) EXPECT_EQ(one, expected);
}

// Runs `work` on text of `bytes` bytes and of ten times as many: it may take ten times as long, and some more, where quadratic
// work would take a hundred times as long.
void expect_linear(const std::string& unit, std::size_t bytes, const std::function<void(std::string_view)>& work) {
  const auto seconds = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += unit;
    const std::clock_t begun = std::clock();  // of this process: others' work does not count
    work(text);
    return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  };
  const double small = seconds(bytes);
  EXPECT_LT(seconds(10 * bytes), 35 * small + 0.2) << "of '" << unit << "'";
}

TEST(LinearTime, OfTheTokenizer) {
  const auto file = ModelFile::open(kModelPath);
  ASSERT_TRUE(file) << file.error().message;
  const auto vocabulary = Vocabulary::load(**file);
  ASSERT_TRUE(vocabulary);
  const auto tokenizer = Tokenizer::load(**file, *vocabulary);
  ASSERT_TRUE(tokenizer);
  for (const char* unit : {"a",      "(",   "\"", "'s", "1,", "x.", ".",   "-",    "a-",    "a'",   "http://",
                           "a@b.c,", "@a.", "é",  "Σ",  "😀",  "\n", "\t ", "U.S.", "can't", "... ", "((a)) "})
    expect_linear(unit, 20'000, [&](std::string_view text) {
      Lexicon lexicon(*vocabulary);
      Splitter splitter(*tokenizer, lexicon);
      Pieces pieces;
      splitter.split(text, pieces);
      EXPECT_FALSE(pieces.tokens.empty());
    });
}

TEST(LinearTime, OfTheWholePipeline) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  for (const char* unit : {"(", "The man who said that ", "\xff"})
    expect_linear(unit, 1'000, [&](std::string_view text) { expect_sound(model->parse(text), text); });
}

TEST(Pipeline, CutsOverlongTextsBetweenWords) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  for (const char* end : {". ", "\n", " "}) {
    const std::string word(2000, 'b');
    std::string text;
    while (text.size() < 1'000'000) text += word + end;
    const Doc doc = model->parse(text);
    expect_sound(doc, text);
    for (std::uint32_t i = 0; i < doc.tokens.size(); ++i)
      EXPECT_TRUE(doc.tokens[i].span.size() < 3 || doc.str(i).substr(0, word.size()) == word) << i;
    EXPECT_EQ(doc.tokens.back().span.end, text.size() - (end[std::strlen(end) - 1] == ' ' ? 1 : 0));
  }
}

TEST(Pipeline, CutsATextWithoutASpaceBetweenCodePoints) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  std::string text = "q";
  while (text.size() < 1'000'000) text += "é";
  const Doc doc = model->parse(text);
  expect_sound(doc, text);
  EXPECT_EQ(doc.tokens.front().span.begin, 0u);
  EXPECT_EQ(doc.tokens.back().span.end, text.size());
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) EXPECT_TRUE(valid_utf8(doc.str(i)));
}

}  // namespace
}  // namespace entente::nlp
