// What a page says of itself to machines: meta elements, JSON-LD, title, canonical address.
#pragma once

#include <string>
#include <vector>

#include "page/tree.h"

namespace entente::page {

// What names the author, as given: a name or several.
struct Authors {
  std::vector<std::string> persons;  // of the article's JSON-LD
  std::vector<std::string> houses;   // organisations of the same
  std::vector<std::string> fields;   // meta elements

  bool empty() const { return persons.empty() && houses.empty() && fields.empty(); }
};

// A field that holds a date, "article:published_time", and its value as given: ISO 8601 as a rule.
struct StatedDate {
  std::string key, value;
};

struct Metadata {
  std::string url, site, language, title, headline, description;
  std::string shared_title;  // the headline as sites that link to the page are to show it
  Authors authors;
  std::string type, og_type, generator;  // of JSON-LD and OpenGraph; the software
  std::vector<std::string> keywords;     // lists of them, as given
  bool barred = false;                   // not to be read for free
  bool amp = false;
  std::string locale;                       // "en-gb", as declared
  std::string body;                         // of the article as JSON-LD gives it, text or HTML
  StatedDate published, created, modified;  // of the article; of the page or the file; of the last change
};

// Linear; broken JSON-LD is passed over.
Metadata metadata_of(const Tree& tree);

}  // namespace entente::page
