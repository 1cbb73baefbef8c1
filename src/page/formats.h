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

// What an entry of a feed says, HTML or text.
struct EntryText {
  std::string_view title, site, language, author, content;
};

// Makes of an entry a page that read() takes as any other; of its summary where it has no content. Sets About::summary_only where
// that is not the whole article.
void set_entry_content(Document& document, EntryText entry, std::string_view summary);

Document failed_document(const std::string& name, std::string message);

}  // namespace entente::page
