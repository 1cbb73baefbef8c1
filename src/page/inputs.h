// INPUT arguments -> documents: files, folders, `-`; JSON Lines, HTML, text, feeds, archives; gzip and zstd.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"
#include "page/page.h"

namespace entente::page {

// One document on its way in. Exactly one of html_or_text / article is filled.
struct Document {
  About about;
  std::string bytes;         // a page as read, for read()
  std::string article_text;  // a JSON record's "text", for article()
  bool is_article = false;
  std::string error;  // not empty: this one could not be read; the message names it
  std::string json;   // the JSON Lines record as given, where it came from one; for the fields of `classify` and `actors`
};

// How far reading has come, in bytes of the inputs as they lie on disk. May be looked at from any thread.
struct Position {
  std::atomic<std::uint64_t> read{0};
  std::atomic<std::uint64_t> total{0};  // 0 where it is not known: a pipe
};

// Calls `take` with each document of the inputs, in order, streaming: one document in memory at a time, and at most one JSON
// line. Errors of single documents are passed on in Document::error and the rest goes on. `take` returns false to stop. Fails
// only where an input itself does not exist or cannot be opened; the others are still read, and the messages joined. What says
// nothing of its id takes one from its file: its name, with the way from the folder that was named, or its path where another of
// the inputs would have the same; and the number of the record in it. From a pipe it takes that of its bytes.
Result<void> for_each_document(const std::vector<std::string>& inputs, const std::function<bool(Document&&)>& take,
                               Position* position = nullptr);

// The page of a document, by read() or article().
Result<Page> to_page(Document&& document);

// The Source::sha256 that the document's page has.
std::string digest(const Document& document);

}  // namespace entente::page
