#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "page/encoding.h"
#include "page/formats.h"
#include "page/wording.h"

namespace entente::page {
namespace {

void append_code_point(std::string& out, unsigned long c) {
  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
  if (c < 0x80)
    out += static_cast<char>(c);
  else if (c < 0x800)
    out += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  else if (c < 0x10000)
    out += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  else
    out += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)), static_cast<char>(0x80 | (c >> 6 & 63)),
            static_cast<char>(0x80 | (c & 63))};
}

// The five entities of XML and numbers; other names stay, HTML knows them.
std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    std::size_t used = 0;
    for (const auto& [name, c] : kEntities)
      if (text.substr(0, name.size()) == name) {
        out += c;
        used = name.size();
      }
    if (used == 0 && text.substr(0, 2) == "&#") {
      const std::size_t end = text.substr(0, 12).find(';');
      if (end != std::string_view::npos) {
        const bool hex = text[2] == 'x' || text[2] == 'X';
        append_code_point(out, std::strtoul(std::string(text.substr(hex ? 3 : 2, end)).c_str(), nullptr, hex ? 16 : 10));
        used = end + 1;
      }
    }
    if (used == 0) out += text[0], used = 1;
    text.remove_prefix(used);
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string attribute_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    std::size_t i = at + name.size();
    if (at == 0 || static_cast<unsigned char>(tag[at - 1]) > 0x20) continue;
    while (i < tag.size() && (tag[i] == '=' || tag[i] == ' ')) ++i;
    if (i >= tag.size() || (tag[i] != '"' && tag[i] != '\'')) continue;
    const std::size_t end = tag.find(tag[i], i + 1);
    if (end != std::string_view::npos) return unescaped(tag.substr(i + 1, end - i - 1));
  }
  return "";
}

struct Entry {
  std::string title, link, id, date, author, content, summary;
};

// One pass over the XML, not validating: feeds in the wild often are not well-formed.
class FeedReader {
 public:
  FeedReader(std::string_view xml, const std::string& name, const Take& take) : xml_(xml), name_(name), take_(take) {}

  bool read() {
    for (std::size_t at = xml_.find('<'); at != std::string_view::npos; at = xml_.find('<', at)) {
      if (xml_.substr(at, 9) == "<![CDATA[") {  // of an element that nobody asked for
        at = std::min(xml_.find("]]>", at), xml_.size());
        continue;
      }
      if (xml_.substr(at, 4) == "<!--") {
        at = std::min(xml_.find("-->", at), xml_.size());
        continue;
      }
      const std::size_t end = xml_.find('>', at);
      if (end == std::string_view::npos) break;
      const std::string_view tag = xml_.substr(at + 1, end - at - 1);
      at = end + 1;
      const std::string_view element = tag.substr(0, tag.find_first_of(" \t\r\n/", 1));
      if (element == "item" || element == "entry") {
        entry_ = Entry{};
        inside_ = true;
      } else if (element == "/item" || element == "/entry") {
        if (inside_ && !emit()) return false;
        inside_ = false;
      } else if (!element.empty() && element[0] != '/' && element[0] != '?' && element[0] != '!') {
        at = take_element(element, tag, at);
      }
    }
    return true;
  }

 private:
  std::size_t take_element(std::string_view element, std::string_view tag, std::size_t at) {
    if (element == "link" && inside_) {
      const std::string rel = attribute_of(tag, "rel"), href = attribute_of(tag, "href");
      if (!href.empty() && (rel.empty() || rel == "alternate")) set(entry_.link, href);
    }
    if (element == "rss" || element == "feed") set(language_, attribute_of(tag, "xml:lang"));
    if (!tag.empty() && tag.back() == '/') return at;
    std::string* const field = field_of(element);
    if (!field) return at;
    const std::string close = fmt::format("</{}", element);
    const std::size_t end = close_of(at, close);
    if (end == std::string_view::npos) return at;
    set(*field, value_of(xml_.substr(at, end - at), attribute_of(tag, "type") == "xhtml"));
    return end;
  }

  // Where the element closes, CDATA sections passed over.
  std::size_t close_of(std::size_t at, const std::string& close) const {
    for (;;) {
      const std::size_t end = xml_.find(close, at);
      if (end == std::string_view::npos) return end;
      const std::size_t data = xml_.substr(0, end).find("<![CDATA[", at);
      if (data == std::string_view::npos) return end;
      at = xml_.find("]]>", data);
      if (at == std::string_view::npos) return at;
    }
  }

  static std::string value_of(std::string_view inner, bool xhtml) {
    if (xhtml) return std::string(inner);
    std::string out;
    while (!inner.empty()) {
      const std::size_t data = std::min(inner.find("<![CDATA["), inner.size());
      out += unescaped(inner.substr(0, data));
      inner.remove_prefix(data);
      if (inner.empty()) break;
      const std::size_t end = std::min(inner.find("]]>"), inner.size());
      out += inner.substr(9, end - std::min<std::size_t>(end, 9));
      inner.remove_prefix(std::min(end + 3, inner.size()));
    }
    return out;
  }

  static void set(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
  }

  std::string* field_of(std::string_view element) {
    if (!inside_) {
      if (element == "title") return &site_;
      if (element == "language" || element == "dc:language") return &language_;
      return nullptr;
    }
    if (element == "title") return &entry_.title;
    if (element == "link") return &entry_.link;
    if (element == "id" || element == "guid") return &entry_.id;
    if (element == "pubDate" || element == "published" || element == "dc:date" || element == "issued") return &entry_.date;
    if (element == "content:encoded" || element == "content") return &entry_.content;
    if (element == "description" || element == "summary") return &entry_.summary;
    if (element == "dc:creator" || element == "name" || element == "itunes:author") return &entry_.author;
    return nullptr;
  }

  bool emit() {
    Document document;
    ++number_;
    document.about = {fmt::format("{}:{}", name_, number_), collapse(entry_.id), collapse(entry_.link), collapse(entry_.date),
                      collapse(entry_.title)};
    if (document.about.id.empty()) document.about.id = document.about.url.empty() ? document.about.file : document.about.url;
    document.about.summary_only = trim(entry_.content).empty();
    document.bytes = entry_page({document.about.title, site_, language_, collapse(entry_.author),
                                 document.about.summary_only ? entry_.summary : entry_.content});
    return take_(std::move(document));
  }

  std::string_view xml_;
  const std::string& name_;
  const Take& take_;
  Entry entry_;
  std::string site_, language_;
  bool inside_ = false;
  std::size_t number_ = 0;
};

}  // namespace

std::string entry_page(const EntryText& entry) {
  std::string body;
  if (entry.content.find('<') == std::string_view::npos) {  // text: a paragraph a line
    for (const auto line : lines_of(entry.content))
      if (!trim(line).empty()) body += fmt::format("<p>{}</p>\n", escaped(trim(line)));
  } else {
    body = entry.content;
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta property=\"og:site_name\" "
      "content=\"{}\"><meta name=\"author\" content=\"{}\"><title>{}</title></head>\n"
      "<body><article><h1>{}</h1>\n<div itemprop=\"articleBody\">{}</div></article></body></html>\n",
      escaped(trim(entry.language)), escaped(trim(entry.site)), escaped(entry.author), escaped(entry.title), escaped(entry.title),
      body);
}

bool take_feed(Stream& stream, const std::string& name, const Take& take) {
  std::string bytes;
  if (!stream.rest(bytes)) return take(failed_document(name, fmt::format("the feed holds more than {} MiB", kMaxDocument >> 20)));
  const auto xml = decode(bytes, name);
  if (!xml) {
    Document document = failed_document(name, "");
    document.error = xml.error().message;
    return take(std::move(document));
  }
  return FeedReader(*xml, name, take).read();
}

}  // namespace entente::page
