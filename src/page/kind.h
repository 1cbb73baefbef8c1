// What kind of page it is: an article, or what stands where one was looked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::page {

// What is counted on a page.
struct KindSigns {
  std::string path, type, og_type, generator, headline, title;  // as given; `path` is that of the address
  int words = 0, paragraphs = 0;                                // of the body
  int link_lines = 0;                                           // links to other articles
  int comment_words = 0, comments = 0;                          // readers' words and pieces
  int pictures = 0;                                             // figures and captions in the article
  int hours = 0, minutes = 0;            // entries that begin with an hour ("14:05") or with a minute of play ("78'")
  bool says_article = false;             // metadata call it an article
  bool barred = false;                   // metadata say that the article is not free
  std::vector<std::string_view> body;    // lines of the article,
  std::vector<std::string_view> around;  // of the rest, and
  std::vector<std::string_view> names;   // classes and ids of parts, where the body is short
};

constexpr int kShortBody = 220;  // words of a body that may be a stub

// article | paywall (the beginning of one) | consent (nothing but a question about cookies) | live (entries with their hour) |
// ticker (entries with their minute of play) | gallery | video | discussion | index (links to articles) | other. Linear.
std::string kind_of(const KindSigns& signs);

bool begins_with_hour(std::string_view line);    // "14:05", "9.30 Uhr", "10h15"
bool begins_with_minute(std::string_view line);  // "78'", "90.+2", "45. Minute"

}  // namespace entente::page
