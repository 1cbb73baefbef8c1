// What text browsers and wrapping did to a page's text, undone: paragraphs again, without bullets, link numbers and form fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::page {

struct TextLine {
  std::string text;      // collapsed; empty for a blank line
  bool is_item = false;  // a bullet stood before it
  std::string url;       // of the link that it begins with, where a list of references tells it
};

// The lines of a text dump, a paragraph each, in order. Lines are joined where the text was wrapped at a column: found where most
// lines of a paragraph had no room for the next one's first word. Linear in the text.
std::vector<TextLine> laid_out(std::string_view text);

}  // namespace entente::page
