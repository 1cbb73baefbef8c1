// What holds for every page, whatever it was read from.
#pragma once

#include <simdjson.h>

#include <cstdlib>

#include "page/draft.h"
#include "page/page.h"

namespace entente::fuzz {

// Aborts unless all texts are UTF-8 and all spans lie where they should.
inline void check(const Page& page) {
  const auto inside = [&page](Span span) { return span.begin <= span.end && span.end <= page.text.size(); };
  if (!inside(page.body)) std::abort();
  for (const Section& section : page.sections)
    if (!inside(section.span) || !page.body.contains(section.span)) std::abort();
  for (const std::string* field :
       {&page.text, &page.headline, &page.standfirst, &page.byline, &page.site, &page.title, &page.newsletter})
    if (!simdjson::validate_utf8(field->data(), field->size())) std::abort();
  for (const auto* fields : {&page.authors, &page.captions, &page.quotes, &page.tags, &page.residue})
    for (const std::string& field : *fields)
      if (!simdjson::validate_utf8(field.data(), field.size())) std::abort();
}

}  // namespace entente::fuzz
