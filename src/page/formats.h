// Documents inside of files that hold many: JSON Lines and JSON, feeds, web archives.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "page/inputs.h"
#include "page/stream.h"

namespace entente::page {

using Take = std::function<bool(Document&&)>;  // false to stop

enum class Format { Json, Feed, Warc, Page };

// By the first bytes of the input.
Format format_of(std::string_view head);

// Each passes on the documents of one input, in order, until `take` says to stop; false if it did. `name` goes into messages and
// Document::about. What cannot be read becomes a document with an error, and the rest goes on.
bool take_json(Stream& stream, const std::string& name, const Take& take);  // a record a line; one record; a list; a JSON Feed
bool take_feed(Stream& stream, const std::string& name, const Take& take);  // RSS 0.9-2.0, RDF, Atom
bool take_warc(Stream& stream, const std::string& name, const Take& take);  // ISO 28500: responses, resources and conversions
bool take_page(Stream& stream, const std::string& name, const Take& take);  // the whole input is one page

// All of these, by format_of.
bool take_stream(Stream& stream, const std::string& name, const Take& take);

// A page of an entry's title and content, HTML or text, so that read() takes it as any other page.
struct EntryText {
  std::string_view title, site, language, author, content;
};
std::string entry_page(const EntryText& entry);

Document failed_document(const std::string& name, std::string message);

}  // namespace entente::page
