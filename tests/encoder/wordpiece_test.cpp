#include "encoder/wordpiece.h"

#include <gtest/gtest.h>

namespace entente::encoder {
namespace {

constexpr std::string_view kWords =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nreb\n##el\n##s\nleft\ncafe\ncity\n,\n.\n[\n]\nsep\n\u56fd\nstrasse\n\u00df\n!\n";

std::vector<std::string> words_of(std::string_view text) {
  const auto words = WordPiece::read(kWords);
  std::vector<std::string> names;
  for (std::string_view rest = kWords; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
    names.emplace_back(rest.substr(0, rest.find('\n')));
  std::vector<std::string> out;
  for (const Piece& piece : words->pieces(text)) {
    EXPECT_LE(piece.span.end, text.size());
    out.push_back(names.at(piece.id) + "=" + std::string(piece.span.in(text)));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(WordPiece, TakesTheLongestPieces) {
  EXPECT_EQ(words_of("The Rebels left, the city."),
            (Strings{"the=The", "reb=Reb", "##el=el", "##s=s", "left=left", ",=,", "the=the", "city=city", ".=."}));
}

TEST(WordPiece, AWordThatFailsAnywhereIsUnknown) {
  EXPECT_EQ(words_of("rebelling the"), (Strings{"[UNK]=rebelling", "the=the"}));
}

TEST(WordPiece, AccentsGoAndSpansStay) { EXPECT_EQ(words_of("Caf\u00e9 cafe\u0301"), (Strings{"cafe=Caf\u00e9", "cafe=cafe"})); }

TEST(WordPiece, IdeographsStandAlone) {
  EXPECT_EQ(words_of("the\u56fdcity"), (Strings{"the=the", "\u56fd=\u56fd", "city=city"}));
}

TEST(WordPiece, ControlCharactersAreNothingAndSpacesOfAnyKindDivide) {
  EXPECT_EQ(words_of("the\u200bcity the\u3000city\tle\x01"
                     "ft"),
            (Strings{"[UNK]=the\u200bcity", "the=the", "city=city",
                     "left=le\x01"
                     "ft"}));
  EXPECT_EQ(words_of("le\u00adft"), (Strings{"left=le\u00adft"}));
}

TEST(WordPiece, VeryLongWordsAreUnknown) {
  EXPECT_EQ(words_of(std::string(101, 's')).front().substr(0, 5), "[UNK]");
  EXPECT_EQ(words_of("reb" + std::string(97, 's')).size(), 98u);
}

TEST(WordPiece, SpecialPiecesInATextAreText) { EXPECT_EQ(words_of("[SEP]"), (Strings{"[=[", "sep=SEP", "]=]"})); }

TEST(WordPiece, AnyBytes) {
  for (int a = 0; a < 256; ++a) words_of(std::string{'t', static_cast<char>(a), '!', static_cast<char>(a ^ 0x5a)});
  EXPECT_TRUE(words_of("").empty());
}

TEST(WordPiece, AVocabularyNeedsItsSpecialPieces) {
  EXPECT_FALSE(WordPiece::read("the\n"));
  EXPECT_FALSE(WordPiece::read("[UNK]\n[CLS]\n[SEP]\nthe\nthe\n"));
}

}  // namespace
}  // namespace entente::encoder
