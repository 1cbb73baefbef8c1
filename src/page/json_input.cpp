#include <fmt/format.h>
#include <simdjson.h>

#include "page/encoding.h"
#include "page/formats.h"
#include "page/json_stream.h"
#include "page/wording.h"

namespace entente::page {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// A string, or a number as written (ids are often numbers); empty for anything else.
std::string text_at(const object& record, const char* key) {
  element value;
  if (record[key].get(value) != simdjson::SUCCESS) return "";
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.is<std::int64_t>() || value.is<std::uint64_t>() || value.is<double>()) return simdjson::minify(value);
  return "";
}

bool has_string(const object& record, const char* key) {
  std::string_view text;
  return record[key].get(text) == simdjson::SUCCESS;
}

Document document_of(const element& value, const std::string& name, std::size_t number, std::string json) {
  const std::string place = fmt::format("{}:{}", name, number);
  object record;
  if (value.get(record) != simdjson::SUCCESS) return failed_document(place, "not a JSON object; give one record a line");
  Document document;
  document.about = {place, text_at(record, "id"), text_at(record, "url"), text_at(record, "date"), text_at(record, "title")};
  if (has_string(record, "html")) {
    document.bytes = text_at(record, "html");
  } else if (has_string(record, "text")) {
    document.article_text = text_at(record, "text");
    document.is_article = true;
  } else {
    Document failed = failed_document(place, "the record has neither \"text\" nor \"html\" as a string");
    failed.about.id = document.about.id;
    failed.json = std::move(json);
    return failed;
  }
  document.json = std::move(json);
  return document;
}

constexpr std::size_t kMaxName = 1 << 16;  // bytes of what a feed says of itself

bool says_feed(const element& version) {
  std::string_view text;
  return version.get(text) == simdjson::SUCCESS && text.find("jsonfeed.org") != std::string_view::npos;
}

// The names in "authors" (version 1.1) or "author" (version 1).
std::string author_of(const object& entry) {
  simdjson::dom::array list;
  object one;
  if (entry["authors"].get(list) != simdjson::SUCCESS)
    return entry["author"].get(one) == simdjson::SUCCESS ? text_at(one, "name") : "";
  std::string names;
  for (const element who : list)
    if (who.get(one) == simdjson::SUCCESS) names += (names.empty() ? "" : "; ") + text_at(one, "name");
  return names;
}

// What stands in a list, one value after the other.
class ListReader {
 public:
  ListReader(Stream& stream, const std::string& name, const Take& take)
      : stream_(stream), json_(stream), name_(name), take_(take) {}

  // A list of records.
  bool read_list() {
    return each([&](const element& value, std::size_t number, std::string&& text) {
      return take_(document_of(value, name_, number, std::move(text)));
    });
  }

  // JSON Feed 1.1. What comes after the items is not looked at.
  bool read_feed() {
    std::string key, value, title, language;
    for (bool open = json_.take('{'); open && json_.value(key); open = json_.take(',')) {
      if (!json_.take(':')) break;
      if (key == "\"items\"" && json_.next() == '[')
        return each([&](const element& item, std::size_t number, std::string&&) {
          return take_(document_of_item(item, number, title, language));
        });
      if (!json_.value(value)) break;
      element parsed;
      std::string_view text;
      if (value.size() > kMaxName || parser_.parse(value = valid_utf8(std::move(value))).get(parsed) || parsed.get(text))
        continue;
      if (key == "\"title\"") title = text;
      if (key == "\"language\"") language = text;
    }
    return stream_.error().empty() ? take_(failed_document(name_, "not valid JSON: the feed has no items")) : true;
  }

 private:
  template <class F>
  bool each(F take_one) {
    json_.take('[');
    if (json_.take(']')) return true;
    std::string text;
    for (std::size_t number = 1;; ++number) {
      const std::string place = fmt::format("{}:{}", name_, number);
      const bool whole = json_.value(text);
      if (!whole && !stream_.error().empty()) return true;  // the stream's own error is told
      if (!whole) return take_(failed_document(place, "not valid JSON: the list ends in its middle"));
      element value;
      bool go_on = true;
      if (text.empty())
        go_on = take_(failed_document(place, fmt::format("is longer than {} MiB, or nothing", kMaxDocument >> 20)));
      else if (const auto error = parser_.parse(text = valid_utf8(std::move(text))).get(value))
        go_on = take_(failed_document(place, fmt::format("not valid JSON: {}", simdjson::error_message(error))));
      else
        go_on = take_one(value, number, std::move(text));
      if (!go_on) return false;
      if (json_.take(',')) continue;
      if (json_.take(']')) return true;
      if (!stream_.error().empty()) return true;
      stream_.skip(SIZE_MAX);  // where the next record begins is not known
      return take_(failed_document(place, "not valid JSON: after this the list should go on or end"));
    }
  }

  Document document_of_item(const element& item, std::size_t number, const std::string& title, const std::string& feed_language) {
    const std::string place = fmt::format("{}:{}", name_, number);
    object entry;
    if (item.get(entry) != simdjson::SUCCESS) return failed_document(place, "not a JSON object");
    Document document;
    document.about = {place, text_at(entry, "id"), text_at(entry, "url"), text_at(entry, "date_published"),
                      text_at(entry, "title")};
    if (document.about.id.empty()) document.about.id = document.about.url;
    std::string language = text_at(entry, "language");
    if (language.empty()) language = feed_language;
    const std::string content = text_at(entry, has_string(entry, "content_html") ? "content_html" : "content_text");
    const std::string author = author_of(entry);
    set_entry_content(document, {document.about.title, title, language, author, content}, text_at(entry, "summary"));
    return document;
  }

  Stream& stream_;
  JsonStream json_;
  const std::string& name_;
  const Take& take_;
  simdjson::dom::parser parser_;
};

// Whether a feed begins here: its version comes before its items and within the first bytes.
bool begins_feed(std::string_view head) {
  Stream stream(memory_source(head));
  JsonStream json(stream);
  simdjson::dom::parser parser;
  std::string key, value;
  for (bool open = json.take('{'); open && json.value(key); open = json.take(',')) {
    if (!json.take(':') || key == "\"items\"" || !json.value(value)) return false;
    element version;
    if (key == "\"version\"") return !parser.parse(value).get(version) && says_feed(version);
  }
  return false;
}

// One record that fills the whole input.
bool take_whole(const std::string& text, const std::string& name, const Take& take) {
  simdjson::dom::parser parser;
  element root, version;
  if (const auto error = parser.parse(text).get(root))
    return take(failed_document(name, fmt::format("not valid JSON: {}", simdjson::error_message(error))));
  if (!root["version"].get(version) && says_feed(version) && !root["items"].error()) {  // its version comes late
    Stream again(memory_source(text));
    return ListReader(again, name, take).read_feed();
  }
  return take(document_of(root, name, 1, simdjson::minify(root)));
}

// A record over several lines: its first line is not a whole record, but ends where a value may go on.
bool goes_on(std::string_view line) {
  line = trim(line);
  return !line.empty() && (line.back() == '{' || line.back() == '[' || line.back() == ',' || line.back() == ':');
}

bool read_json(Stream& stream, const std::string& name, const Take& take) {
  if (stream.peek(3).substr(0, 3) == "\xef\xbb\xbf") stream.skip(3);
  const std::string_view head = stream.peek(kMaxName);
  const bool list = trim(head).starts_with('[');
  if (list || begins_feed(head)) {
    ListReader reader(stream, name, take);
    if (!(list ? reader.read_list() : reader.read_feed())) return false;
    // A feed's own fields may follow its items.
    if (list && JsonStream(stream).next() != 0) return take(failed_document(name, "more follows after the end of the list"));
    return true;
  }
  simdjson::dom::parser parser;
  std::string line;
  bool too_long = false;
  for (std::size_t number = 1; stream.line(line, too_long); ++number) {
    const std::string place = fmt::format("{}:{}", name, number);
    if (too_long) {
      if (!take(failed_document(place, fmt::format("the line is longer than {} MiB", kMaxDocument >> 20)))) return false;
      continue;
    }
    if (trim(line).empty()) continue;
    line = valid_utf8(std::move(line));
    element record, version;
    const auto error = parser.parse(line).get(record);
    const bool feed = !error && !record["version"].get(version) && says_feed(version);
    if (number == 1 && (feed || (error && goes_on(line)))) {
      line += '\n';
      if (!stream.rest(line))
        return take(failed_document(name, fmt::format("holds more than {} MiB in one JSON text", kMaxDocument >> 20)));
      return take_whole(valid_utf8(std::move(line)), name, take);
    }
    Document document = error ? failed_document(place, fmt::format("not valid JSON: {}", simdjson::error_message(error)))
                              : document_of(record, name, number, line);
    if (!take(std::move(document))) return false;
  }
  return true;
}

}  // namespace

bool take_json(Stream& stream, const std::string& name, const Take& take) {
  if (!has_utf16_mark(stream.peek(2))) return read_json(stream, name, take);  // a page in a record may name another encoding
  Stream decoded(decoded_source(stream));
  return read_json(decoded, name, take);
}

}  // namespace entente::page
