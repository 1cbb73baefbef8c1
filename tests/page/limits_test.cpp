// Hostile and huge pages: time must grow with size only, and nothing may be lost to depth.
#include <ctime>

#include "page_test.h"

namespace entente::page {
namespace {

std::string repeated(const std::string& part, int times) {
  std::string out;
  out.reserve(part.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// Of processor time: what else the machine does must not fail a test.
double seconds(const std::string& bytes) {
  const std::clock_t begin = std::clock();
  page_of(bytes);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

const char kSentence[] = "The envoys waited in the harbour for nine hours and nobody came to meet them there.";

TEST(Limits, DeepNestingIsBoundedAndKeepsItsText) {
  const std::string page =
      "<html><body>" + repeated("<div>", 100000) + "<p>" + kSentence + "</p>" + repeated("</div>", 100000) + "</body></html>";
  EXPECT_LT(seconds(page), 5.0);
  EXPECT_NE(page_of(page).text.find(kSentence), std::string::npos);
}

TEST(Limits, OpenFormattingElementsDoNotMultiply) {
  std::string page;
  for (int i = 0; i < 20000; ++i) page += "<p><font size=" + std::to_string(i) + ">word word ";
  EXPECT_LT(seconds(page), 5.0);
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kSmall =
    100'000;  // bytes; the sanitizer copies whenever a buffer of lexbor's grows by a page, which takes square time
#else
constexpr std::size_t kSmall = 1'000'000;
#endif

TEST(Limits, TimeGrowsWithSizeOnly) {
  const struct {
    const char* name;
    std::string part;
  } kinds[] = {
      {"paragraphs", std::string("<p>") + kSentence + "</p>\n"},
      {"links", "<a href=/x>Envoys to try again next week, an aide says</a>\n"},
      {"list of short lines", "Bakers win prize for black bread\n"},
      {"text paragraphs", std::string(kSentence) + "\n\n"},
      {"spaces", "          \t        "},
      {"open tags", "<div class=related><b>"},
      {"entities", "&amp;&#x41;&nosuch;"},
      {"dates", "27 August 2021 1 2 3 4/5/6 "},
      {"unclosed comment", "<!-- "},
      {"table cells", "<table><tr><td>x"},
  };
  for (const auto& kind : kinds) {
    const int count = static_cast<int>(kSmall / kind.part.size());
    const std::string small = "<p>Harbour</p>" + repeated(kind.part, count),
                      large = "<p>Harbour</p>" + repeated(kind.part, count * 4);
    const std::string small_text = "Harbour\n" + repeated(kind.part, count),
                      large_text = "Harbour\n" + repeated(kind.part, count * 4);
    EXPECT_LT(seconds(large), 10 * seconds(small) + 0.3) << kind.name << " as HTML";
    EXPECT_LT(seconds(large_text), 10 * seconds(small_text) + 0.3) << kind.name << " as text";
  }
}

TEST(Limits, MadeUpNames) {
  std::string attributes = "<html><div ", tags = "<html>";
  for (int i = 0; i < 100000; ++i) attributes += "a" + std::to_string(i) + "=1 ", tags += "<t" + std::to_string(i) + ">x";
  EXPECT_LT(seconds(attributes + "><p>" + kSentence), 5.0);
  EXPECT_LT(seconds(tags + "<p>" + kSentence), 5.0);
}

TEST(Limits, OneVeryLongLine) { EXPECT_LT(seconds("Harbour " + repeated("word ", 4'000'000)), 20.0); }

}  // namespace
}  // namespace entente::page
