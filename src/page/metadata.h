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

struct Metadata {
  std::string url, site, language, title, headline, description;
  Authors authors;
  std::string published;           // as given: ISO 8601 as a rule
  std::string published_evidence;  // "article:published_time=2021-08-27T06:15:00Z"
};

// Linear; broken JSON-LD is passed over.
Metadata metadata_of(const Tree& tree);

}  // namespace entente::page
