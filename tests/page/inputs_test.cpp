#include "page/inputs.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "folder.h"
#include "page/formats.h"
#include "page/packed.h"
#include "page/stream.h"

namespace entente::page {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class Inputs : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) const {
    test::spill(folder_ / name, bytes);
    return (folder_ / name).string();
  }

  test::Folder folder_;
};

std::vector<Document> all(const std::vector<std::string>& inputs, std::string* error = nullptr) {
  std::vector<Document> documents;
  const auto done = for_each_document(inputs, [&](Document&& document) {
    documents.push_back(std::move(document));
    return true;
  });
  if (error) *error = done ? "" : done.error().message;
  return documents;
}

const char kLines[] =
    "{\"id\":\"a\",\"text\":\"The ministry spoke.\",\"date\":\"2020-01-02\"}\n\n"
    "{\"id\":7,\"html\":\"<p>Hello there\",\"url\":\"http://a.example/x\",\"title\":\"T\"}\r\n"
    "{broken\n"
    "{\"id\":\"c\",\"text\":\"Last.\",\"source\":[0,4]}";

TEST_F(Inputs, JsonLines) {
  const std::string file = write("lines.dat", kLines);
  const auto documents = all({file});
  ASSERT_EQ(documents.size(), 4U);
  EXPECT_TRUE(documents[0].is_article);
  EXPECT_EQ(documents[0].article_text, "The ministry spoke.");
  EXPECT_EQ(documents[0].about.date, "2020-01-02");
  EXPECT_EQ(documents[1].about.id, "7");
  EXPECT_EQ(documents[1].bytes, "<p>Hello there");
  EXPECT_EQ(documents[1].about.url, "http://a.example/x");
  EXPECT_EQ(documents[2].error.rfind(file + ":4: ", 0), 0U) << documents[2].error;
  EXPECT_EQ(documents[3].json, "{\"id\":\"c\",\"text\":\"Last.\",\"source\":[0,4]}");
}

TEST_F(Inputs, JsonListAndPrettyPrintedRecord) {
  EXPECT_EQ(all({write("list.json", "[\n {\"id\":\"a\",\"text\":\"One.\"},\n {\"id\":\"b\",\"text\":\"Two.\"}\n]\n")}).size(),
            2U);
  const auto one = all({write("one.json", "{\n  \"id\": \"a\",\n  \"text\": \"One.\"\n}\n")});
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].article_text, "One.");
}

TEST_F(Inputs, RecordWithoutTextIsAnError) {
  const auto documents = all({write("x.jsonl", "{\"id\":\"a\",\"body\":\"One.\"}\n{\"text\":5}\n")});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_NE(documents[0].error.find(":1: "), std::string::npos);
  EXPECT_NE(documents[1].error.find(":2: "), std::string::npos);
}

TEST_F(Inputs, TextInBracketsIsNoJson) {
  const auto documents = all({write("a.txt", "[Agency] The envoys left."), write("b.txt", "{The envoys} left.")});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].bytes, "[Agency] The envoys left.");
  EXPECT_FALSE(documents[1].is_article);
}

TEST_F(Inputs, FolderIsSortedRecursiveAndWithoutHiddenFiles) {
  write("b.txt", "B");
  write("a/z.txt", "Z");
  write(".hidden", "no");
  write(".git/config", "no");
  const auto documents = all({folder_.str()});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].bytes, "Z");
  EXPECT_EQ(documents[1].bytes, "B");
}

TEST_F(Inputs, MissingInputsAreJoinedAndTheRestIsRead) {
  std::string error;
  const auto documents = all({"/nowhere/one", write("a.txt", "A"), "/nowhere/two"}, &error);
  EXPECT_EQ(documents.size(), 1U);
  EXPECT_NE(error.find("/nowhere/one: "), std::string::npos);
  EXPECT_NE(error.find("/nowhere/two: "), std::string::npos);
}

TEST_F(Inputs, TakeMayStop) {
  int seen = 0;
  for_each_document({write("x.jsonl", kLines)}, [&seen](Document&&) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_F(Inputs, CompressedByContent) {
  EXPECT_EQ(all({write("a", gzip(kLines))}).size(), 4U);
  EXPECT_EQ(all({write("b", zstd(kLines))}).size(), 4U);
  EXPECT_EQ(all({write("c", zstd(gzip(kLines)))}).size(), 4U);
  EXPECT_EQ(all({write("d", gzip("{\"text\":\"One.\"}\n") + gzip("{\"text\":\"Two.\"}\n"))}).size(), 2U);
}

TEST_F(Inputs, TruncatedArchiveKeepsWhatCameBefore) {
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "{\"text\":\"Envoy number " + std::to_string(i * 7919 % 10007) + " left.\"}\n";
  for (const std::string& packed : {gzip(lines), zstd(lines)}) {
    const std::string file = write("cut", packed.substr(0, packed.size() / 2));
    const auto documents = all({file});
    ASSERT_GT(documents.size(), 2U);
    EXPECT_EQ(documents[0].article_text, "Envoy number 0 left.");
    EXPECT_EQ(documents.back().error.rfind(file + ": ", 0), 0U);
    EXPECT_NE(documents.back().error.find("ends in its middle"), std::string::npos);
  }
}

TEST_F(Inputs, DocumentBeyondTheLimitIsAnError) {
  const std::string packed = gzip(std::string(300000, 'a'));
  Stream stream(memory_source(packed), 100000);
  std::vector<Document> documents;
  take_stream(stream, "bomb.gz", [&](Document&& document) {
    documents.push_back(std::move(document));
    return true;
  });
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].error.rfind("bomb.gz: ", 0), 0U);
}

TEST_F(Inputs, Rss) {
  const auto documents = all({write(
      "feed.xml",
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Lantern</title><language>en</language><item><title>Quiet "
      "&amp; slow</title><link>http://a.example/1</link><guid>g1</guid><pubDate>Sat, 04 May 2019 10:00:00 GMT</pubDate>"
      "<description>short</description><content:encoded><![CDATA[<p>The envoys waited in the harbour.</p>]]></content:encoded>"
      "</item><item><title>Second</title><description>&lt;p&gt;They left.&lt;/p&gt;</description></item></channel></rss>")});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].about.id, "g1");
  EXPECT_EQ(documents[0].about.url, "http://a.example/1");
  auto page = to_page(Document(documents[0]));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->headline, "Quiet & slow");
  EXPECT_EQ(page->site, "The Lantern");
  EXPECT_EQ(page->text, "Quiet & slow\n\nThe envoys waited in the harbour.");
  ASSERT_TRUE(page->article_date);
  EXPECT_EQ(page->article_date->date, "2019-05-04");
  page = to_page(Document(documents[1]));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, "Second\n\nThey left.");
}

TEST_F(Inputs, AtomAndJsonFeed) {
  const auto atom = all({write(
      "a.atom",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Lantern</title><entry><title>Quiet</title><link rel=\"self\" "
      "href=\"http://a.example/self\"/><link rel=\"alternate\" "
      "href=\"http://a.example/2\"/><id>urn:2</id><published>2019-05-04T10:00:00Z"
      "</published><content type=\"html\">&lt;p&gt;The envoys waited.&lt;/p&gt;</content></entry></feed>")});
  ASSERT_EQ(atom.size(), 1U);
  EXPECT_EQ(atom[0].about.url, "http://a.example/2");
  EXPECT_EQ(atom[0].about.date, "2019-05-04T10:00:00Z");
  const auto feed = all(
      {write("f.json",
             "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The "
             "Lantern\",\"items\":[{\"id\":\"1\",\"url\":\"http://a.example/3\","
             "\"title\":\"Quiet\",\"content_text\":\"The envoys waited.\\nThey left.\",\"date_published\":\"2019-05-04\"}]}")});
  ASSERT_EQ(feed.size(), 1U);
  auto page = to_page(Document(feed[0]));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, "Quiet\n\nThe envoys waited.\n\nThey left.");
}

TEST_F(Inputs, AnItemWithASummaryAloneSaysSo) {
  const std::string text =
      "The envoys waited in the old harbour for the whole day, and nobody came to fetch them before the night. ";
  const auto feed = all(
      {write("s.rss", "<rss version=\"2.0\"><channel><title>The Lantern</title><item><title>Quiet</title><description>" + text +
                          "</description><dc:creator>Ann Writer</dc:creator></item><item><title>Loud</title><content:encoded>" +
                          text + text + text + "</content:encoded></item></channel></rss>")});
  ASSERT_EQ(feed.size(), 2U);
  const auto first = to_page(Document(feed[0])), second = to_page(Document(feed[1]));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->kind, "summary");
  EXPECT_EQ(first->authors, std::vector<std::string>{"Ann Writer"});
  EXPECT_EQ(second->kind, "article");
  const auto json = all({write(
      "s.json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"Quiet\",\"summary\":\"" +
                    text + "\",\"authors\":[{\"name\":\"Ann Writer\"},{\"name\":\"Ben Other\"}]}]}")});
  ASSERT_EQ(json.size(), 1U);
  const auto page = to_page(Document(json[0]));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->kind, "summary");
  EXPECT_EQ(page->authors, (std::vector<std::string>{"Ann Writer", "Ben Other"}));
}

TEST_F(Inputs, AnEntryWithOnlyASummaryIsMarked) {
  std::string article;
  for (int i = 0; i < 40; ++i) article += "The envoys waited in the harbour. ";
  const auto item = [](const std::string& fields) { return "<item><title>Quiet</title>" + fields + "</item>"; };
  const auto documents =
      all({write("feed.xml", "<rss><channel>" + item("<description>They waited.</description>") +
                                 item("<description>" + article + "</description>") +
                                 item("<description>Short.</description><content:encoded>They waited.</content:encoded>") +
                                 item("<content:encoded>&lt;p&gt;" + article + "and [\xe2\x80\xa6]&lt;/p&gt;</content:encoded>") +
                                 "</channel></rss>"),
           write("feed.json",
                 "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":1,\"summary\":\"They waited.\"},"
                 "{\"id\":2,\"summary\":\"Short.\",\"content_text\":\"They waited.\"}]}")});
  ASSERT_EQ(documents.size(), 6U);
  const bool expected[] = {true, false, false, true, true, false};
  for (std::size_t i = 0; i < 6; ++i) {
    const auto page = to_page(Document(documents[i]));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->kind == "summary", expected[i]) << i;
    EXPECT_NE(page->text.find("waited"), std::string::npos) << i;
  }
}

TEST_F(Inputs, FeedsInOtherEncodings) {
  const std::string rest =
      "<rss><channel><title>L</title><item><title>caf\xe9</title><description>&#8220;caf\xe9&#8221;</description></item></"
      "channel></"
      "rss>";
  std::string wide = "\xff\xfe";
  for (const char c : std::string("<rss><channel><item><title>caf\xe9</title></item></channel></rss>")) wide += {c, '\0'};
  const auto documents = all({write("a.xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + rest), write("b.xml", wide)});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].about.title, "caf\xc3\xa9");
  EXPECT_NE(documents[0].bytes.find("\xe2\x80\x9c"
                                    "caf\xc3\xa9\xe2\x80\x9d"),
            std::string::npos)
      << documents[0].bytes;
  EXPECT_EQ(documents[1].about.title, "caf\xc3\xa9");
}

TEST_F(Inputs, FeedsThatAreNotWellFormed) {
  const auto documents =
      all({write("a.xml",
                 "<rss><channel><!-- <item> --><item><title>One & <![CDATA[</title>]]> <i>two</i></title><link>x"
                 "</item><item><title>Three</title><description>4 < 5</description></item>")});
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].about.title, "One & </title> <i>two</i>");
  EXPECT_EQ(documents[0].about.url, "");
  EXPECT_EQ(documents[1].about.title, "Three");
  EXPECT_NE(documents[1].bytes.find("4 < 5"), std::string::npos) << documents[1].bytes;
}

TEST_F(Inputs, DamagedJsonListsKeepWhatCameBefore) {
  struct {
    const char *text, *error;
  } const cases[] = {{"[{\"text\":\"One.\"},{\"text\":\"Tw", "ends in its middle"},
                     {"[{\"text\":\"One.\"} {\"text\":\"Two.\"}]", "should go on or end"},
                     {"[{\"text\":\"One.\"},{\"text\":}]", "not valid JSON"},
                     {"[{\"text\":\"One.\"}] more", "after the end of the list"}};
  for (const auto& one : cases) {
    const auto documents = all({write("x.json", one.text)});
    ASSERT_EQ(documents.size(), 2U) << one.text;
    EXPECT_EQ(documents[0].article_text, "One.");
    EXPECT_NE(documents[1].error.find(one.error), std::string::npos) << documents[1].error;
  }
}

// Found by fuzzing: what may begin a wide space was taken for a whole one.
TEST_F(Inputs, AFileThatEndsWithinACharacterIsSound) {
  for (const std::string bytes : {"\xe2\x80", "\xe2", "\xc2", "\xe3\x80", "\xef\xbb", " \xe2\x80"}) {
    EXPECT_EQ(format_of(std::string(bytes)), Format::Page);
    EXPECT_EQ(all({write("cut", bytes)}).size(), 1U);
  }
}

TEST_F(Inputs, AJsonFeedMayNameItsVersionLate) {
  const auto documents = all({write("f.json",
                                    "{\"title\":\"L\",\"items\":[{\"id\":\"1\",\"content_text\":\"They left.\"}],"
                                    "\"version\":\"https://jsonfeed.org/version/1\"}")});
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].about.id, "1");
  EXPECT_NE(documents[0].bytes.find("They left."), std::string::npos);
}

TEST_F(Inputs, JsonInUtf16IsRead) {
  std::u16string wide = u"\ufeff{\"id\":\"a\",\"text\":\"Er l\u00e4uft.\"}\n{\"id\":\"b\",\"text\":\"Sie kam.\"}\n";
  const auto lines = all({write("wide.jsonl", {reinterpret_cast<const char*>(wide.data()), 2 * wide.size()})});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].article_text, "Er l\u00e4uft.");
  EXPECT_EQ(lines[1].about.id, "b");
}

TEST_F(Inputs, APageInARecordNamesNoEncodingOfTheRecords) {
  const auto lines = all({write(
      "japanese.jsonl", "{\"html\":\"<meta http-equiv=c content='text/html; charset=iso-2022-jp'><p>Er l\u00e4uft.\"}\n")});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].bytes.find("l\u00e4uft"), std::string::npos);
}

// Long enough that characters and escapes stand across the pieces in which it is read.
TEST_F(Inputs, FeedsInUtf16AndIso2022JpAreDecodedAsTheyAreRead) {
  std::u16string wide = u"\ufeff<?xml version='1.0' encoding='UTF-16'?><feed><title>L</title>";
  std::string japanese = "<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><rss><channel><title>L</title>";
  constexpr std::size_t kEntries = 1500;
  for (std::size_t i = 0; i < kEntries; ++i) {
    wide += u"<entry><title>\u79c1\U0001f600</title><id>" + std::u16string(1, u'a') +
            u"</id><content>Er l\u00e4uft.</content></entry>";
    if (i % 2 == 0) wide += u' ';
    japanese += "<item><title>\x1b$B;d\x1b(B</title><guid>a</guid><description>He ran.</description></item>";
    if (i % 3 == 0) japanese += ' ';
  }
  const std::string file = write("wide.xml", std::string(reinterpret_cast<const char*>(wide.data()), 2 * wide.size()) + "<\0"s);
  const auto entries = all({file});
  ASSERT_EQ(entries.size(), kEntries);
  for (const Document& entry : entries) {
    EXPECT_EQ(entry.about.title, "\u79c1\U0001f600");
    EXPECT_NE(entry.bytes.find("Er l\u00e4uft."), std::string::npos);
  }
  const auto items = all({write("japanese.xml", japanese)});
  ASSERT_EQ(items.size(), kEntries);
  for (const Document& item : items) EXPECT_EQ(item.about.title, "\u79c1");
}

TEST_F(Inputs, FilesOfOneNameInTwoFoldersAreTwoPages) {
  write("one/index.html", "<p>The envoys waited in the harbour.");
  write("two/index.html", "<p>They left by the night boat.");
  write("top.html", "<p>Nobody came.");
  const auto documents = all({folder_.str()});
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(to_page(Document(documents[0]))->id, "one/index");
  EXPECT_EQ(to_page(Document(documents[1]))->id, "top");
  EXPECT_EQ(to_page(Document(documents[2]))->id, "two/index");
}

TEST_F(Inputs, NoTwoFilesHaveOneId) {
  const std::string one = write("one/index.html", "<p>The envoys waited in the harbour."),
                    two = write("two/index.html", "<p>They left by the night boat."),
                    text = write("two/index.txt", "They came back in the morning."),
                    other = write("two/other.html", "<p>Nobody had seen them.");
  const auto ids = [](const std::vector<std::string>& inputs) {
    std::vector<std::string> out;
    for (const Document& document : all(inputs)) out.push_back(document.about.id);
    return out;
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids({one, other}), (Ids{"index", "other"}));
  EXPECT_EQ(ids({one, two, other}), (Ids{one, two, "other"}));
  EXPECT_EQ(ids({(folder_ / "one").string(), (folder_ / "." / "two").string()}), (Ids{one, two, text, "other"}));
  EXPECT_EQ(ids({one, one}), (Ids{"index", "index"}));  // one file, twice

  const std::string lines = "{\"text\":\"One.\"}\n{\"text\":\"Two.\",\"id\":\"own\"}\n";
  const std::string a = write("one/a.jsonl", lines), b = write("two/a.jsonl", lines);
  EXPECT_EQ(ids({a}), (Ids{"a:1", "own"}));
  EXPECT_EQ(ids({a, b}), (Ids{a + ":1", "own", b + ":1", "own"}));
}

std::string record(const std::string& type, const std::string& fields, const std::string& body) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\n" + fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body + "\r\n\r\n";
}

TEST_F(Inputs, Warc) {
  const std::string uri = "WARC-Target-URI: http://a.example/4\r\nWARC-Record-ID: <urn:4>\r\n";
  const std::string html = "<html><p>The envoys waited.";
  const std::string archive =
      record("warcinfo", "", "software: x") +
      record("response", uri,
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + html.substr(0, 10) +
                 "\r\n11\r\n" + html.substr(10) + "\r\n0\r\n\r\n") +
      record("response", uri, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip(html)) +
      record("response", uri, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No") +
      record("response", uri, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG") +
      record("conversion", uri + "Content-Type: text/plain\r\n", "Plain words.");
  for (const std::string& file : {write("a.warc", archive), write("a.warc.gz", gzip(archive))}) {
    const auto documents = all({file});
    ASSERT_EQ(documents.size(), 3U);
    EXPECT_EQ(documents[0].bytes, html);
    EXPECT_EQ(documents[0].about.url, "http://a.example/4");
    EXPECT_EQ(documents[0].about.id, "urn:4");
    EXPECT_EQ(documents[1].bytes, html);
    EXPECT_EQ(documents[2].bytes, "Plain words.");
  }
  const auto cut = all({write("cut.warc", archive.substr(0, archive.size() - 10))});
  ASSERT_EQ(cut.size(), 3U);
  EXPECT_NE(cut.back().error.find("cut.warc:"), std::string::npos);
}

TEST_F(Inputs, WarcHeaderNamesTheEncoding) {
  const auto documents =
      all({write("a.warc", record("response", "",
                                  "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-2\r\n\r\n<p>\xb3\xf3"
                                  "d\xbc"))});
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].bytes, "<p>łódź");
}

TEST_F(Inputs, DamagedWarcIsNamed) {
  const auto documents = all({write("bad.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\nhello")});
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_NE(documents[0].error.find("Content-Length"), std::string::npos);
}

TEST_F(Inputs, EmptyFileIsNamedByToPage) {
  auto documents = all({write("empty.html", "")});
  ASSERT_EQ(documents.size(), 1U);
  const auto page = to_page(std::move(documents[0]));
  ASSERT_FALSE(page);
  EXPECT_NE(page.error().message.find("empty.html"), std::string::npos);
}

}  // namespace
}  // namespace entente::page
