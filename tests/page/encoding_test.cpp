#include "page/encoding.h"

#include <gtest/gtest.h>

#include "page/sha256.h"
#include "page/wording.h"
#include "page_test.h"

namespace entente::page {
namespace {

std::string decoded(const std::string& bytes) {
  std::string storage;
  const auto text = decode(bytes, "sample", storage);
  return text ? std::string(*text) : "error: " + text.error().message;
}

std::string utf16(const std::string& ascii, bool little) {
  std::string out;
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

TEST(Encoding, ByteOrderMarks) {
  EXPECT_EQ(decoded("\xef\xbb\xbfHarbour"), "Harbour");
  EXPECT_EQ(decoded("\xff\xfe" + utf16("Harbour", true)), "Harbour");
  EXPECT_EQ(decoded("\xfe\xff" + utf16("Harbour", false)), "Harbour");
}

TEST(Encoding, Utf16WithoutAMark) { EXPECT_EQ(decoded(utf16("<html>Harbour</html>", true)), "<html>Harbour</html>"); }

TEST(Encoding, DeclaredInMetaHttpEquivAndXml) {
  EXPECT_EQ(decoded("<meta charset=windows-1252>caf\xe9 \x93so\x94"), "<meta charset=windows-1252>café “so”");
  EXPECT_EQ(decoded("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">\xb3"),
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">ł");
  EXPECT_EQ(decoded("<?xml version=\"1.0\" encoding=\"KOI8-R\"?>\xcd\xc9\xd2"), "<?xml version=\"1.0\" encoding=\"KOI8-R\"?>мир");
  EXPECT_EQ(decoded("<meta charset=shift_jis>\x83\x65"), "<meta charset=shift_jis>テ");
}

TEST(Encoding, ValidUtf8WinsOverAWrongDeclaration) {
  EXPECT_EQ(decoded("<meta charset=iso-8859-1>café łódź"), "<meta charset=iso-8859-1>café łódź");
}

TEST(Encoding, DetectedWithoutADeclaration) {
  EXPECT_EQ(decoded("The \x93harbour\x94 talks \x96 nine hours of them \x97 failed."),
            "The “harbour” talks – nine hours of them — failed.");
  EXPECT_EQ(decoded("\xd0\xee\xf1\xf1\xe8\xff \xe8 \xd1\xd8\xc0 \xef\xee\xe4\xef\xe8\xf1\xe0\xeb\xe8 "
                    "\xe4\xee\xe3\xee\xe2\xee\xf0 \xee \xec\xe8\xf0\xe5"),
            "Россия и США подписали договор о мире");
}

TEST(Encoding, InvalidBytesBecomeReplacementCharacters) {
  std::string text = "Łódź, Gdańsk, Kraków, Poznań, Wrocław i Białystok: ąęśćżźńół";
  EXPECT_EQ(decoded(text + "\xff!"), text + "\ufffd!");
  EXPECT_EQ(valid_utf8("a\xc3"), "a\ufffd");
}

TEST(Encoding, TellsWhatABinaryFileIs) {
  EXPECT_NE(binary_kind("%PDF-1.4").find("PDF"), std::string::npos);
  EXPECT_NE(binary_kind(std::string("\x89PNG\r\n\x1a\n")).find("PNG"), std::string::npos);
  EXPECT_NE(binary_kind(std::string("PK\x03\x04")).find("ZIP"), std::string::npos);
  EXPECT_NE(binary_kind(std::string("abc\0def", 7)).find("NUL"), std::string::npos);
  EXPECT_NE(binary_kind("\x01\x02\x03 abc \x04").find("control"), std::string::npos);
  EXPECT_EQ(binary_kind("Plain text,\twith tabs\r\n"), "");
}

TEST(Encoding, AStrayNulInMarkupIsForgiven) {
  std::string page = "<html><p>Harbour" + std::string(3000, 'x') + "</p></html>";
  page[8] = '\0';
  EXPECT_EQ(binary_kind(page), "");
}

TEST(Wording, Collapse) {
  EXPECT_EQ(collapse(" a\t\n b\u00a0\u2009c\u2028d "), "a b c d");
  EXPECT_EQ(collapse("har\u200bbour \ufeff"), "harbour");
  EXPECT_EQ(collapse("می\u200cروم"), "می\u200cروم");
}

TEST(Wording, EndsSentence) {
  EXPECT_TRUE(ends_sentence("“They left.”"));
  EXPECT_TRUE(ends_sentence("She asked (why?) "));
  EXPECT_FALSE(ends_sentence("'Routed'"));
}

TEST(Sha256, KnownDigests) {  // FIPS 180-4, examples
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Language, DeclaredOrByFunctionWords) {
  EXPECT_EQ(page_of("<html lang=\"de-AT\"><p>Hallo").language, "de");
  EXPECT_EQ(page_of("The envoys left the city on Friday and nobody stopped them at the gate of it.").language, "en");
  EXPECT_EQ(page_of("Die Gesandten haben die Stadt am Freitag verlassen, und niemand hat sie an dem Tor aufgehalten.").language,
            "de");
  EXPECT_EQ(page_of("Xyz qwv prst klm bnm tr.").language, "");
}

}  // namespace
}  // namespace entente::page
