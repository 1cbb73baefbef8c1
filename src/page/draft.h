// What the readers of HTML and of text dumps find on a page, and how it becomes a Page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/page.h"
#include "page/cues.h"

namespace entente::page {

struct Paragraph {
  std::string text;
  std::string key;  // folded(text)
  int words = 0;    // word_count(text)
  bool is_heading = false;
  std::size_t place = 0;  // one number for places in the same flow of text, 0 if not known
};

struct Draft {
  std::string url, site, language, title, headline, standfirst, byline, page_date;
  std::vector<std::string> authors;
  std::optional<Dated> article_date, updated_date;
  std::vector<Paragraph> paragraphs;  // of the body, in order
  bool keeps_subheads = false;        // they stand in the text, each before its first paragraph
  std::string kind;
  bool amp = false;
  std::vector<std::string> captions, quotes, tags;
  std::vector<List> lists;
  std::vector<Table> tables;
  std::vector<std::string> newsletter;
  std::vector<Link> related, headlines;
  std::vector<std::string> residue;
};

// Fills text, body and sections: headings as sections, each paragraph once, unless it stands again in the same flow, as a refrain
// or a step does; copies for other screens and teasers stand elsewhere. A standfirst that is the first paragraph too is the
// body's. Moves the rest over.
Page compose(Draft&& draft);

class Judge;
Draft read_html(std::string_view html, const Cues& cues, const Judge& judge);
Draft read_dump(std::string_view text, const Cues& cues);

}  // namespace entente::page
