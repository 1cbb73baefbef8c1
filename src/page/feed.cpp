#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "page/encoding.h"
#include "page/formats.h"
#include "page/wording.h"
#include "page/xml.h"

namespace entente::page {
namespace {

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

// Feeds in the wild often are not well-formed: an element that is not closed within its entry is left out.
class FeedReader {
 public:
  // With `is_utf8` the XML declaration's encoding is none any more.
  FeedReader(Stream& stream, const std::string& name, const Take& take, bool is_utf8) : xml_(stream), name_(name), take_(take) {
    if (is_utf8) return;
    const std::string_view head = stream.peek(1024);
    const std::size_t end = head.find("?>");
    if (head.starts_with("<?xml") && end != std::string_view::npos) declaration_ = head.substr(0, end + 2);
  }

  bool read() {
    for (XmlToken token = xml_.next(); token.kind != XmlToken::End; token = xml_.next()) {
      const std::string_view element = token.text.substr(0, token.text.find_first_of(" \t\r\n/"));
      const bool is_entry = element == "item" || element == "entry";
      if (token.kind == XmlToken::Text || token.kind == XmlToken::Data) {
        if (field_) append(token.text, token.kind == XmlToken::Data);
      } else if (token.kind == XmlToken::Open && is_entry) {
        entry_ = Entry{};
        size_ = 0;
        inside_ = true;
        field_ = nullptr;
      } else if (token.kind == XmlToken::Close && is_entry) {
        field_ = nullptr;
        if (std::exchange(inside_, false) && !emit()) return false;
      } else if (token.kind == XmlToken::Open) {
        open(element, token.text);
      } else if (field_) {
        close(element);
      }
    }
    return true;
  }

 private:
  void open(std::string_view element, std::string_view tag) {
    if (field_) {
      append(fmt::format("<{}>", tag), true);
      return;
    }
    if (element == "link" && inside_) {
      const std::string whole = decoded(tag), rel = attribute_of(whole, "rel"), href = attribute_of(whole, "href");
      if (!href.empty() && (rel.empty() || rel == "alternate")) set(entry_.link, href);
    }
    if (element == "rss" || element == "feed") set(language_, attribute_of(tag, "xml:lang"));
    if (!tag.empty() && tag.back() == '/') return;
    field_ = field_of(element);
    closes_ = element;
    xhtml_ = attribute_of(tag, "type") == "xhtml";
    value_.clear();
    run_.clear();
  }

  void close(std::string_view element) {
    if (element != closes_) return append(fmt::format("</{}>", element), true);
    flush();
    set(*field_, std::move(value_));
    field_ = nullptr;
  }

  // A run of text, or of what is taken as it is, is decoded as a whole: a piece of it may end within a character.
  void append(std::string_view piece, bool as_it_is) {
    size_ += piece.size();
    if (size_ > kMaxDocument) return;
    as_it_is |= xhtml_;
    if (as_it_is != run_as_it_is_) flush();
    run_as_it_is_ = as_it_is;
    run_ += piece;
  }

  void flush() {
    std::string text = decoded(run_);
    value_ += run_as_it_is_ ? std::move(text) : unescaped(text);
    run_.clear();
  }

  // By what the XML declaration names, as a page is decoded.
  std::string decoded(std::string_view bytes) const {
    const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(bytes);
    std::string storage;
    const std::string marked = declaration_ + std::string(bytes);
    const auto text = decode(marked, name_, storage);
    return text ? std::string(text->substr(declaration_.size())) : valid_utf8(std::string(bytes));
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
    ++number_;
    const std::string place = fmt::format("{}:{}", name_, number_);
    if (size_ > kMaxDocument)
      return take_(failed_document(place, fmt::format("the entry holds more than {} MiB", kMaxDocument >> 20)));
    Document document;
    document.about = {place, collapse(entry_.id), collapse(entry_.link), collapse(entry_.date), collapse(entry_.title)};
    if (document.about.id.empty()) document.about.id = document.about.url;
    const std::string author = collapse(entry_.author);
    set_entry_content(document, {document.about.title, site_, language_, author, entry_.content}, entry_.summary);
    return take_(std::move(document));
  }

  Xml xml_;
  const std::string& name_;
  const Take& take_;
  std::string declaration_;
  Entry entry_;
  std::size_t size_ = 0;  // bytes of the entry's fields
  std::string site_, language_;
  bool inside_ = false;
  std::size_t number_ = 0;

  std::string* field_ = nullptr;  // whose element is open
  std::string closes_;            // the name of its element
  std::string value_, run_;       // what of it is decoded, and what is not yet
  bool xhtml_ = false, run_as_it_is_ = false;
};

// Words of text, markup left out.
std::size_t words_in(std::string_view content) {
  std::size_t words = 0;
  bool tag = false, word = false;
  for (const char c : content) {
    if (c == '<') tag = true;
    const bool space = tag || static_cast<unsigned char>(c) <= 0x20;
    words += !space && !word;
    word = !space;
    if (c == '>') tag = false;
  }
  return words;
}

bool is_cut_off(std::string_view content) {
  std::string_view text = trim(content);
  while (text.ends_with('>')) text = trim(text.substr(0, std::min(text.rfind('<'), text.size() - 1)));
  for (const char* end : {"\xe2\x80\xa6", "...", "[...]", "[\xe2\x80\xa6]", "&hellip;", "[&hellip;]", "&#8230;", "[&#8230;]"})
    if (text.ends_with(end)) return true;
  return false;
}

// So that read() takes it as any other page.
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

}  // namespace

// A feed that puts whole articles where others have summaries is told by their length.
void set_entry_content(Document& document, EntryText entry, std::string_view summary) {
  constexpr std::size_t kArticle = 150;  // words
  const bool whole = !trim(entry.content).empty();
  if (!whole) entry.content = summary;
  document.about.summary_only = is_cut_off(entry.content) || (!whole && words_in(entry.content) < kArticle);
  document.bytes = entry_page(entry);
}

bool take_feed(Stream& stream, const std::string& name, const Take& take) {
  std::unique_ptr<Source> text = decoded_source(stream);
  if (!text) return FeedReader(stream, name, take, false).read();
  Stream decoded(std::move(text));
  return FeedReader(decoded, name, take, true).read();
}

}  // namespace entente::page
