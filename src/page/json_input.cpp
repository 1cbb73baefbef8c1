#include <fmt/format.h>
#include <simdjson.h>

#include "page/encoding.h"
#include "page/formats.h"
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

std::string stem_of(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

Document document_of(const element& value, const std::string& name, std::size_t number, std::string json) {
  const std::string place = fmt::format("{}:{}", name, number);
  object record;
  if (value.get(record) != simdjson::SUCCESS) return failed_document(place, "not a JSON object; give one record a line");
  Document document;
  document.about = {place, text_at(record, "id"), text_at(record, "url"), text_at(record, "date"), text_at(record, "title")};
  if (document.about.id.empty()) document.about.id = fmt::format("{}:{}", stem_of(name), number);
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

// https://www.jsonfeed.org/version/1.1/
bool is_feed(const element& value) {
  std::string_view version;
  return value["version"].get(version) == simdjson::SUCCESS && version.find("jsonfeed.org") != std::string_view::npos;
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

bool take_json_feed(const element& feed, const std::string& name, const Take& take) {
  object root;
  simdjson::dom::array items;
  if (feed.get(root) != simdjson::SUCCESS || root["items"].get(items) != simdjson::SUCCESS) return true;
  std::size_t number = 0;
  for (const element item : items) {
    ++number;
    object entry;
    if (item.get(entry) != simdjson::SUCCESS) continue;
    Document document;
    document.about = {fmt::format("{}:{}", name, number), text_at(entry, "id"), text_at(entry, "url"),
                      text_at(entry, "date_published"), text_at(entry, "title")};
    const bool html = has_string(entry, "content_html");
    document.about.summary_only = !html && !has_string(entry, "content_text");
    const std::string content = text_at(entry, html ? "content_html" : document.about.summary_only ? "summary" : "content_text");
    const std::string site = text_at(root, "title");
    std::string language = text_at(entry, "language");
    if (language.empty()) language = text_at(root, "language");
    document.bytes = entry_page({document.about.title, site, language, author_of(entry), content});
    if (!take(std::move(document))) return false;
  }
  return true;
}

// One JSON text that fills the whole input.
bool take_whole(const std::string& text, const std::string& name, const Take& take) {
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(text).get(root))
    return take(failed_document(name, fmt::format("not valid JSON: {}", simdjson::error_message(error))));
  if (is_feed(root)) return take_json_feed(root, name, take);
  simdjson::dom::array list;
  if (root.get(list) != simdjson::SUCCESS) return take(document_of(root, name, 1, simdjson::minify(root)));
  std::size_t number = 0;
  for (const element one : list)
    if (!take(document_of(one, name, ++number, simdjson::minify(one)))) return false;
  return true;
}

// A record over several lines: its first line is not a whole record, but ends where a value may go on.
bool goes_on(std::string_view line) {
  line = trim(line);
  return !line.empty() && (line.back() == '{' || line.back() == '[' || line.back() == ',' || line.back() == ':');
}

}  // namespace

bool take_json(Stream& stream, const std::string& name, const Take& take) {
  if (stream.peek(3) == "\xef\xbb\xbf") stream.skip(3);
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
    element record;
    const auto error = parser.parse(line).get(record);
    const bool list = !error && record.is<simdjson::dom::array>();
    if (number == 1 && (list || (error && goes_on(line)) || (!error && is_feed(record)))) {
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

}  // namespace entente::page
