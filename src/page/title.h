// The headline in what a page calls its title, and without what is set beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/metadata.h"
#include "page/tree.h"

namespace entente::page {

// The parts of a title set off by bars, dashes and the like: "Headline | Section | Site".
std::vector<std::string_view> parts_of_title(std::string_view title);

// A title without the site's name at its end or its beginning: parts that name the site or its host, and short last parts behind
// a bar. At least one part stays.
std::string without_site(std::string_view title, const Metadata& metadata);

// The text of a heading's element without soft hyphens and without a kicker set into it: a first part of a few words of its own
// element before the headline proper. Linear in the element.
std::string heading_text(const Tree& tree, std::uint32_t node, std::string text);

}  // namespace entente::page
