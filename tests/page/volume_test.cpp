// Inputs of any length: memory does not grow with them, time grows no faster than they do.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>

#include "page/formats.h"
#include "page/packed.h"
#include "page/stream.h"

namespace entente::page {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kMega = 100'000;
constexpr long kSlack = 400'000;  // KiB: what the sanitizer keeps of freed memory
#else
constexpr std::size_t kMega = 1'000'000;
constexpr long kSlack = 8'000;  // KiB
#endif

// A beginning, a part that is repeated until `size` bytes are reached, and an end; held nowhere as a whole.
class Repeated : public Source {
 public:
  Repeated(const std::string& begin, const std::string& part, const std::string& end, std::size_t size)
      : begin_(begin), part_(part), end_(end), left_(size / part.size()) {
    rest_ = begin_;
  }
  std::size_t read(char* to, std::size_t size) override {
    while (rest_.empty() && !done_) {
      rest_ = left_ > 0 ? part_ : end_;
      done_ = left_ == 0;
      if (left_ > 0) --left_;
    }
    const std::size_t got = rest_.copy(to, size);
    rest_.remove_prefix(got);
    return got;
  }

 private:
  const std::string begin_, part_, end_;
  std::string_view rest_;
  std::size_t left_;
  bool done_ = false;
};

const std::string kText =
    "The envoys waited in the harbour for nine hours, and nobody came to meet them there. They left by the night boat, and the "
    "harbour master wrote their names into his book.";

std::string warc_record() {
  const std::string body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>" + kText;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

// In UTF-16, the least byte first; ASCII only.
std::string utf16(std::string_view text) {
  std::string out;
  for (const char c : text) out += {c, '\0'};
  return out;
}

struct Kind {
  const char* name;
  std::string begin, part, end;
  bool has_documents = true;
};

const Kind kSound[] = {
    {"RSS", "<?xml version=\"1.0\"?><rss><channel><title>The Lantern</title>",
     "<item><title>Envoys wait</title><guid>a</guid><content:encoded><![CDATA[<p>" + kText +
         "</p>]]></content:encoded><description>" + kText + "</description></item>\n",
     "</channel></rss>"},
    {"Atom", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Lantern</title>",
     "<entry><title>Envoys wait</title><id>a</id><content type=\"html\">&lt;p&gt;" + kText + "</content></entry>", "</feed>"},
    {"Atom in UTF-16", "\xff\xfe" + utf16("<feed><title>The Lantern</title>"),
     utf16("<entry><title>Envoys wait</title><id>a</id><content>" + kText + "</content></entry>"), utf16("</feed>")},
    {"RSS in ISO-2022-JP", "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><rss><channel>",
     "<item><title>\x1b$B;d\x1b(B</title><guid>a</guid><description>" + kText + "</description></item>\n", "</channel></rss>"},
    {"JSON Feed", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Lantern\",\"items\":[{\"id\":\"0\"}",
     ",{\"id\":\"1\",\"title\":\"Envoys wait\",\"content_text\":\"" + kText + "\"}", "]}"},
    {"JSON list", "[{\"text\":\"" + kText + "\"}", ",{\"id\":\"1\",\"text\":\"" + kText + "\"}", "]"},
    {"JSON Lines", "", "{\"id\":\"1\",\"text\":\"" + kText + "\"}\n", ""},
    {"WARC", "", warc_record(), ""},
    {"WARC.gz, a member a record", "", gzip(warc_record()), ""},
    {"WARC.zst, a frame a record", "", zstd(warc_record()), ""},
};

std::size_t read_all(const Kind& kind, std::size_t size, std::size_t* errors = nullptr) {
  Stream stream(std::make_unique<Repeated>(kind.begin, kind.part, kind.end, size));
  std::size_t documents = 0;
  take_stream(stream, kind.name, [&](Document&& document) {
    ++(document.error.empty() || !errors ? documents : *errors);
    return true;
  });
  return documents;
}

// KiB that a process of its own needs at most to read them; -1 where it read no documents or made errors.
long peak(const Kind& kind, std::size_t size) {
  int told[2];
  if (pipe(told) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    std::size_t errors = 0;
    const bool good = read_all(kind, size, &errors) > 0 && errors == 0;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const long answer = good ? used.ru_maxrss : -1;
    _exit(::write(told[1], &answer, sizeof answer) == sizeof answer ? 0 : 1);
  }
  close(told[1]);
  long answer = -1;
  if (::read(told[0], &answer, sizeof answer) != sizeof answer) answer = -1;
  close(told[0]);
  waitpid(child, nullptr, 0);
  return answer;
}

TEST(Volume, MemoryDoesNotGrowWithTheInput) {
  for (const Kind& kind : kSound) {
    // Compressed parts unpack to much more.
    const std::size_t unit = kind.part[0] == '\x1f' || kind.part[0] == '\x28' ? kMega / 2 : kMega;
    const long small = peak(kind, 10 * unit), large = peak(kind, 100 * unit);
    EXPECT_GT(small, 0) << kind.name;
    EXPECT_GT(large, 0) << kind.name;
    EXPECT_LT(large, small + kSlack) << kind.name;
  }
}

TEST(Volume, EveryEntryIsRead) {
  for (const Kind& kind : kSound) {
    std::size_t errors = 0;
    const std::size_t parts = kMega / kind.part.size();
    const std::size_t documents = read_all(kind, kMega, &errors);
    EXPECT_TRUE(documents == parts || documents == parts + 1) << kind.name << ": " << documents << " of " << parts;
    EXPECT_EQ(errors, 0U) << kind.name;
  }
}

// Of processor time: what else the machine does must not fail a test.
double seconds(const Kind& kind, std::size_t size) {
  const std::clock_t begin = std::clock();
  read_all(kind, size);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(Volume, TimeGrowsNoFasterThanTheInput) {
  const std::string rss = "<?xml version=\"1.0\"?><rss><channel>";
  const std::string feed = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[";
  const Kind hostile[] = {
      {"titles never closed", rss, "<title>x", ""},
      {"titles never closed in an entry", rss + "<item>", "<title>x", "</item>"},
      {"entries never closed", rss, "<item><title>x</title>", ""},
      {"tags never closed", rss, "<a <b ", ""},
      {"less-than signs", rss + "<item><title>", "<", "</title></item>"},
      {"CDATA in CDATA", rss + "<item><title>", "<![CDATA[", "</title></item>"},
      {"small CDATA sections", rss + "<item><title>", "<![CDATA[x]]>", "</title></item>"},
      {"comments never closed", rss, "<!-- ", ""},
      {"entities", rss + "<item><title>", "&amp;&#x", "</title></item>"},
      {"attributes", rss + "<item><link ", "rel=href ", "></item>"},
      {"deep JSON", "[", "[", ""},
      {"strings never closed", "[{\"text\":\"", "x\\", ""},
      {"JSON of commas", "[{}", ",", ""},
      {"items of nothing", feed + "{}", ",{}", "]}"},
      {"records of nothing", "", "{}\n", ""},
      {"a record of many lines", "{\n", "\"a\":\n1,\n", "\"b\":1}"},
      {"empty lines", "{\"text\":\"x\"}", "\n", ""},
      {"WARC headers", "WARC/1.0\r\n", "WARC-Type: response\r\n", ""},
      {"WARC records of nothing", "", "WARC/1.0\r\nContent-Length: 0\r\n\r\n", ""},
      {"HTTP headers", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK\r\n", "a: b\r\n", ""},
      {"empty gzip members", "", gzip(""), ""},
      {"empty zstd frames", "", zstd(""), ""},
  };
  const auto check = [](const Kind& kind, std::size_t size) {
    EXPECT_LT(seconds(kind, 4 * size), 10 * seconds(kind, size) + 0.3) << kind.name;
  };
  for (const Kind& kind : hostile) check(kind, kMega / 4);
  for (const Kind& kind : kSound) check(kind, 2 * kMega);
}

}  // namespace
}  // namespace entente::page
