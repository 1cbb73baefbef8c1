// A news page taken apart. The field names are those of the `page` record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/text.h"

namespace entente {

// A date or an interval, and how it became known.
struct Dated {
  std::string date;                   // ISO 8601: "2021-08-27", "2021-08", "2021"; or an interval "2021-01-20/2022-04-10"
  std::string how;                    // stated | metadata | url | officeholders | relative
  std::vector<std::string> evidence;  // the words or metadata that say so, in reading order
  std::string time{};                 // "2021-08-27T06:15:00+02:00" where the page gives a time of that day, its zone kept

  bool is_interval() const { return date.find('/') != std::string::npos; }
};

struct Section {
  std::string heading;
  Span span;  // the section's paragraphs in Page::text, heading excluded
};

struct Link {
  std::string title;
  std::string url;  // empty where the page gives none
};

struct List {
  bool ordered = false;
  std::vector<std::string> items;
};

struct Table {
  std::string caption;
  std::vector<std::vector<std::string>> rows;  // of cells; rows may differ in length
};

struct Source {
  std::string file;    // the name the user gave
  std::string sha256;  // of the bytes as read, lower-case hex
  std::size_t bytes = 0;
  std::string kind;  // html | text | article (a record given as "text")
};

struct Page {
  std::string id;
  // article | paywall | consent | live | ticker | gallery | video | discussion | index | summary | other (docs/page.md)
  std::string kind;
  bool amp = false;  // an AMP page
  std::string url;
  std::string site;
  std::string language;  // ISO 639-1, empty where unknown
  std::string title;
  std::string headline;
  std::string standfirst;
  std::string byline;                 // as printed, "By Ann Writer"
  std::vector<std::string> authors;   // bare names, in the order given
  std::string page_date;              // the day the site printed on the page; never the article's
  std::optional<Dated> article_date;  // absent where the page says nothing
  std::optional<Dated> updated_date;  // of the last change, where the page tells it apart
  std::vector<Section> sections;
  std::string text;                   // UTF-8: headline, standfirst, body paragraphs, separated by blank lines; copies left out
  Span body;                          // of text, after headline and standfirst
  std::vector<std::string> captions;  // of the article's pictures
  std::vector<List> lists;            // of the article, as are the next two; their text stands in `text` as well
  std::vector<Table> tables;
  std::vector<std::string> quotes;  // set off by the page: block quotations, and sentences set large
  std::vector<std::string> tags;
  std::string newsletter;
  std::vector<Link> related;
  std::vector<Link> headlines;
  std::vector<std::string> residue;
  Source source;
};

}  // namespace entente
