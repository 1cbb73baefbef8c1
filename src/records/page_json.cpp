#include <simdjson.h>

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "records/records_json.h"

namespace entente::records {
namespace {

using Json = nlohmann::ordered_json;

// How a byte stands in a string of JSON (RFC 8259, 7): 0 as it is, 'u' by its number, else by that letter behind a backslash.
constexpr auto kEscape = [] {
  std::array<char, 256> escape{};
  for (int c = 0; c < 0x20; ++c) escape[c] = 'u';
  for (const auto& [c, letter] :
       {std::pair{'"', '"'}, {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}})
    escape[static_cast<unsigned char>(c)] = letter;
  return escape;
}();

// Writes one line of JSON, value after value: a page holds too many strings for a copy of each.
class PageWriter {
 public:
  explicit PageWriter(const Page& page) : page_(page), points_(page.text) { out_.reserve(2 * page.text.size() + 4096); }

  std::string write(bool with_text) {
    out_ += '{';
    field("id", page_.id);
    field("kind", page_.kind);
    if (page_.amp) field("amp", true);
    field("url", page_.url);
    field("site", page_.site);
    field("language", page_.language);
    field("title", page_.title);
    field("headline", page_.headline);
    field("standfirst", page_.standfirst);
    field("byline", page_.byline);
    field("authors", page_.authors);
    field("page_date", page_.page_date);
    field("article_date", page_.article_date);
    if (page_.updated_date) field("updated_date", page_.updated_date);
    field("sections", page_.sections);
    if (with_text) field("text", page_.text);
    field("body", page_.body);
    field("captions", page_.captions);
    field("lists", page_.lists);
    field("tables", page_.tables);
    field("quotes", page_.quotes);
    field("tags", page_.tags);
    field("newsletter", page_.newsletter);
    field("related", page_.related);
    field("headlines", page_.headlines);
    field("residue", page_.residue);
    field("source", page_.source);
    out_ += '}';
    return std::move(out_);
  }

 private:
  template <class Value>
  void field(const char* name, const Value& value) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += name;
    out_ += "\":";
    put(value);
  }

  template <class Value>
  void put(const std::vector<Value>& list) {
    out_ += '[';
    for (const Value& value : list) {
      if (&value != list.data()) out_ += ',';
      put(value);
    }
    out_ += ']';
  }

  void put(const std::string& text) {
    constexpr char kHex[] = "0123456789abcdef";
    if (!simdjson::validate_utf8(text.data(), text.size())) {
      out_ += line(Json(text));  // which replaces what is none
      return;
    }
    out_ += '"';
    const char* from = text.data();
    const char* const end = from + text.size();
    for (const char* at = from; at != end; ++at) {
      const char escape = kEscape[static_cast<unsigned char>(*at)];
      if (escape == 0) continue;
      out_.append(from, at);
      from = at + 1;
      out_ += '\\';
      out_ += escape;
      if (escape == 'u') out_ += {'0', '0', kHex[*at >> 4], kHex[*at & 15]};
    }
    out_.append(from, end);
    out_ += '"';
  }

  void put(bool value) { out_ += value ? "true" : "false"; }

  void put(std::size_t number) {
    std::array<char, 20> digits;
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }

  void put(const std::optional<Dated>& date) { out_ += date ? line(to_json(*date)) : "null"; }

  void span(const Span& span) {
    field("begin", std::size_t{points_.from_byte(span.begin)});
    field("end", std::size_t{points_.from_byte(span.end)});
  }

  void put(const Span& span) {
    out_ += '{';
    this->span(span);
    out_ += '}';
  }

  void put(const Section& section) {
    out_ += '{';
    field("heading", section.heading);
    span(section.span);
    out_ += '}';
  }

  void put(const List& list) {
    out_ += '{';
    field("ordered", list.ordered);
    field("items", list.items);
    out_ += '}';
  }

  void put(const Table& table) {
    out_ += '{';
    field("caption", table.caption);
    field("rows", table.rows);
    out_ += '}';
  }

  void put(const Link& link) {
    out_ += '{';
    field("title", link.title);
    field("url", link.url);
    out_ += '}';
  }

  void put(const Source& source) {
    out_ += '{';
    field("file", source.file);
    field("sha256", source.sha256);
    field("bytes", source.bytes);
    field("kind", source.kind);
    out_ += '}';
  }

  const Page& page_;
  const CodePoints points_;
  std::string out_;
};

}  // namespace

std::string line(const Page& page, bool with_text) { return PageWriter(page).write(with_text); }

}  // namespace entente::records
