// Code points, hashes, words and regular expressions.
#include "nlp/hash.h"
#include "nlp/lexicon.h"
#include "nlp/regex.h"
#include "nlp/test_model.h"
#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

TEST(Unicode, DecodesOneCodePointAtATime) {
  const auto first = [](std::string_view text) {
    std::size_t next = 0;
    const char32_t c = decode(text, 0, next);
    return std::pair(c, next);
  };
  EXPECT_EQ(first("a"), std::pair(U'a', std::size_t{1}));
  EXPECT_EQ(first("é"), std::pair(U'é', std::size_t{2}));
  EXPECT_EQ(first("€"), std::pair(U'€', std::size_t{3}));
  EXPECT_EQ(first("😀"), std::pair(U'😀', std::size_t{4}));
  // Cut off, overlong, a surrogate, past the last plane, a byte that continues nothing.
  for (const char* bad : {"\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                          "\xf8", "\xff", "\x80"}) {
    EXPECT_EQ(first(bad), std::pair(char32_t{0xFFFD}, std::size_t{1}));
    EXPECT_FALSE(valid_utf8(bad));
  }
  EXPECT_TRUE(valid_utf8("naïve €5 😀"));
  EXPECT_EQ(code_points("naïve €5 😀"), 10u);
}

TEST(Unicode, ClassesArePythons) {
  EXPECT_TRUE(is_alpha(U'ß') && is_alpha(U'京') && is_alpha(U'ʰ') && !is_alpha(U'Ⅷ') && !is_alpha(U'1') && !is_alpha(U'\u0301'));
  EXPECT_TRUE(is_upper(U'Σ') && !is_upper(U'σ') && !is_upper(U'ǅ'));
  EXPECT_TRUE(is_digit(U'٣') && is_digit(U'²') && is_digit(U'①') && !is_digit(U'½') && !is_digit(U'Ⅷ'));
  for (const char32_t c : {U'\t', U'\v', U'\x1c', U'\x85', U'\xa0', U'\u2003', U'\u2028', U'\u3000'}) EXPECT_TRUE(is_space(c));
  for (const char32_t c : {U'\u200b', U'\ufeff', U'\0', U'_'}) EXPECT_FALSE(is_space(c));
  EXPECT_TRUE(all_space(" \t\xc2\xa0") && !all_space("") && !all_space(" x"));
  EXPECT_TRUE(all_alpha("Zürich") && !all_alpha("") && !all_alpha("a1"));
}

TEST(Unicode, LowerCaseIsPythons) {
  EXPECT_EQ(lower("ÉCOLE Straße МОСКВА"), "école straße москва");
  EXPECT_EQ(lower("İ"), "i\xcc\x87");
  EXPECT_EQ(lower("ΣΊΣΥΦΟΣ"), "σίσυφος");
  EXPECT_EQ(lower("Σ"), "σ") << "a sigma alone ends no word";
  EXPECT_EQ(lower("ΑΣ."), "ας.");
  EXPECT_EQ(lower("ΑΣ'Α"), "ασ'α");
}

TEST(Hash, IsTheModels) {
  // Ids of spaCy's StringStore.
  EXPECT_EQ(string_hash("coffee"), 3197928453018144401ULL);
  EXPECT_EQ(string_hash("the"), 7425985699627899538ULL);
  EXPECT_EQ(string_hash("supercalifragilisticexpialidocious"), 12092621990529469131ULL);
}

TEST(Lexicon, ShapeCutsRunsAtFour) {
  EXPECT_EQ(shape("Apple"), "Xxxxx");
  EXPECT_EQ(shape("apples"), "xxxx");
  EXPECT_EQ(shape("F-16s"), "X-ddx");
  EXPECT_EQ(shape("€100,000"), "€ddd,ddd");
  EXPECT_EQ(shape("......"), "....");
  EXPECT_EQ(shape(std::string(99, 'a')), "xxxx");
  EXPECT_EQ(shape(std::string(100, 'a')), "LONG");
}

TEST(Regex, ReadsPythonsSyntax) {
  RegexScratch scratch;
  const auto dash = Regex::compile(R"((?u)(?<=[a-z])\u2014(?=[a-z])|\U0001F600)");
  ASSERT_TRUE(dash) << dash.error().message;
  EXPECT_EQ(dash->search("yes—no", 0, scratch), (Regex::Match{3, 6}));
  EXPECT_EQ(dash->search("yes—no", 4, scratch), std::nullopt);
  EXPECT_EQ(dash->search("a😀", 0, scratch), (Regex::Match{1, 5}));
  EXPECT_EQ(dash->search("—", 0, scratch), std::nullopt);
}

TEST(Regex, SaysWhatIsWrong) {
  const auto open = Regex::compile("a(b");
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().message.find("at byte 3"), std::string::npos) << open.error().message;
}

TEST(Regex, GivesUpInsteadOfHanging) {
  RegexScratch scratch;
  const auto runaway = Regex::compile("^(a+)+$");
  ASSERT_TRUE(runaway);
  EXPECT_EQ(runaway->search(std::string(40, 'a') + "b", 0, scratch), std::nullopt);
}

}  // namespace
}  // namespace entente::nlp
