// JSON-LD: what a page says of its article in schema.org's words.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::page {

// One description of an article, as given; empty where it says nothing.
struct Described {
  std::string type, headline, description, site, published, modified, keywords;
  std::string body;                          // the article's text or HTML
  bool barred = false;                       // not accessible for free
  std::vector<std::string> persons, houses;  // authors: people, organisations
};

// Reads the page's blocks of JSON-LD one after the other; the first article counts, and what describes the page fills gaps.
// Broken JSON is passed over. Linear in the blocks; nesting beyond a few levels is not read.
class JsonLd {
 public:
  JsonLd();
  ~JsonLd();
  void read(std::string_view json);
  const Described& article();  // authors that are named elsewhere in the blocks are put in

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::page
