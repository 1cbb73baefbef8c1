// Any bytes as a page: no crash, and a page of valid UTF-8 whose spans lie in its text.
#include <simdjson.h>

#include <cstdlib>

#include "page/page.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  const auto read = page::read({reinterpret_cast<const char*>(data), size}, {"fuzz.html", "", "", "", ""});
  if (!read) return 0;
  const Page& page = *read;
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
  return 0;
}
