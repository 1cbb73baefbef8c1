// What a page says of itself to machines: meta elements, JSON-LD, title, canonical address.
#pragma once

#include <string>

#include "page/tree.h"

namespace entente::page {

struct Metadata {
  std::string url, site, language, title, headline, description, author;
  std::string published;           // as given: ISO 8601 as a rule
  std::string published_evidence;  // "article:published_time=2021-08-27T06:15:00Z"
};

// Linear; broken JSON-LD is passed over.
Metadata metadata_of(const Tree& tree);

}  // namespace entente::page
