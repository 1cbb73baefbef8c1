// bytes -> page.
#pragma once

#include <string>
#include <string_view>

#include "entente/page.h"
#include "entente/result.h"

namespace entente::page {

// What is known of a document from outside of its bytes.
struct About {
  std::string file;  // the name that messages and Page::source give
  std::string id;    // Page::id; empty: made from the file's name
  std::string url;   // where it was fetched from, empty if unknown
  std::string date;  // a record's own "date": becomes article_date (metadata)
  std::string title;
  bool id_of_file = false;    // the id was made from the file's name: another file may have the same
  bool summary_only = false;  // an item of a feed that gives no more: Page::kind says so
};

// Takes one document apart: HTML or the plain-text dump of a page, told apart by content; any encoding. Fails, naming the file,
// on what is no text (empty, binary). Linear in the input's size, bounded depth.
Result<Page> read(std::string_view bytes, const About& about);

// A record given as text: the text is the article and comes back unchanged, whole.
Page article(std::string text, const About& about);

}  // namespace entente::page
