// When the article was published and when it was last changed, and which day the page itself was printed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "page/blocks.h"
#include "page/dates.h"
#include "page/draft.h"
#include "page/head.h"
#include "page/metadata.h"

namespace entente::page {

struct PageDates {
  std::string page_date;                 // in the masthead: never the article's
  std::optional<Dated> article, update;  // published; last changed, where the page says so apart from it
};

// Printed dates beside headline and byline go before metadata, these before marked elements (<time>), these before dates that
// stand alone at the article's edges, a title's end, and the date of an update. What no line or field dates stays undated: a date
// in a sentence, of an event or of another article is none. Linear.
PageDates find_dates(const Tree& tree, const std::vector<Block>& blocks, const Head& head, const Draft& draft,
                     const Metadata& metadata, const Cues& cues);

}  // namespace entente::page
