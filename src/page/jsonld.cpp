#include "page/jsonld.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kDeepest = 6;

std::string_view string_at(const object& of, const char* key) {
  std::string_view value;
  return of[key].get(value) == simdjson::SUCCESS ? value : std::string_view{};
}

// Calls `take` with the value, or with each of a list.
template <class Take>
void for_each_of(const object& of, const char* key, Take&& take) {
  element value;
  if (of[key].get(value) != simdjson::SUCCESS) return;
  array list;
  if (value.get(list) != simdjson::SUCCESS) return take(value);
  for (const element one : list) take(one);
}

std::string joined(const object& of, const char* key) {
  std::string out;
  for_each_of(of, key, [&out](const element& one) {
    std::string_view text;
    object inner;
    if (one.get(text) != simdjson::SUCCESS &&
        (one.get(inner) != simdjson::SUCCESS || inner["name"].get(text) != simdjson::SUCCESS))
      return;
    if (!out.empty()) out += ", ";
    out += unescaped(text);  // a script's entities are the text's own, but many sites mean them as HTML's
  });
  return out;
}

std::string headline_of(const object& of) {
  const std::string_view headline = string_at(of, "headline");
  return unescaped(headline.empty() ? string_at(of, "name") : headline);
}

bool has_type(const object& of, std::string_view* name, bool (*is)(std::string_view)) {
  bool found = false;
  for_each_of(of, "@type", [&](const element& one) {
    std::string_view type;
    if (found || one.get(type) != simdjson::SUCCESS || !is(type)) return;
    found = true;
    *name = type;
  });
  return found;
}

bool is_text(std::string_view type) {
  constexpr std::array<std::string_view, 3> kEnds = {"Article", "Posting", "Report"};
  return type != "JobPosting" &&
         std::any_of(kEnds.begin(), kEnds.end(), [type](std::string_view end) { return type.ends_with(end); });
}

bool is_article(std::string_view type) {  // or another work that has a writer and a day
  constexpr std::array<std::string_view, 6> kOther = {"Recipe",       "HowTo",       "Review",
                                                      "CreativeWork", "VideoObject", "PodcastEpisode"};
  return is_text(type) || std::find(kOther.begin(), kOther.end(), type) != kOther.end();
}

bool is_page(std::string_view type) { return type.ends_with("Page"); }
bool is_person(std::string_view type) { return type == "Person"; }
bool is_house(std::string_view type) { return type.ends_with("Organization") || type == "Corporation"; }

// JSON as sites embed it: inside of comment signs, with raw line breaks in its strings.
std::string mended(std::string_view json) {
  if (const std::size_t at = json.find("<![CDATA["); at != std::string_view::npos) json.remove_prefix(at + 9);
  json = json.substr(0, json.find("]]>"));
  const std::size_t begin = json.find_first_of("{["), end = json.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  std::string out(json.substr(begin, end - begin + 1));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return out;
}

}  // namespace

struct JsonLd::State {
  simdjson::dom::parser parser;
  Described article, page;
  std::string headline_key;  // the article's headline, folded
  int found = 0;             // 2: an article, 1: another work
  bool found_page = false;
  std::unordered_map<std::string, std::string> people;  // "@id" -> name
  std::vector<std::string> unnamed;                     // authors of which only the "@id" is given

  void take_author(const element& one, Described& to) {
    std::string_view name;
    if (one.get(name) == simdjson::SUCCESS) {
      to.persons.push_back(unescaped(name));
      return;
    }
    object who;
    if (one.get(who) != simdjson::SUCCESS) return;
    std::string_view type;
    std::string written = joined(who, "name");
    if (written.empty()) {
      if (const std::string_view id = string_at(who, "@id"); !id.empty() && &to == &article) unnamed.emplace_back(id);
      return;
    }
    (has_type(who, &type, is_house) ? to.houses : to.persons).push_back(std::move(written));
  }

  void describe(const object& of, std::string_view type, Described& to) {
    to.type = type;
    to.headline = headline_of(of);
    to.description = unescaped(string_at(of, "description"));
    to.site = joined(of, "publisher");
    to.published = string_at(of, "datePublished");
    if (to.published.empty()) to.published = string_at(of, "uploadDate");
    to.modified = string_at(of, "dateModified");
    to.keywords = joined(of, "keywords");
    to.body = string_at(of, "articleBody");
    bool free = true;
    std::string_view said;
    if (of["isAccessibleForFree"].get(free) != simdjson::SUCCESS && of["isAccessibleForFree"].get(said) == simdjson::SUCCESS)
      free = ascii_lower(said) != "false";
    to.barred = !free;
    for (const char* key : {"author", "creator"})
      if (to.persons.empty() && to.houses.empty()) for_each_of(of, key, [&](const element& one) { take_author(one, to); });
  }

  void visit(const element& at, int depth) {
    if (depth > kDeepest) return;
    array list;
    if (at.get(list) == simdjson::SUCCESS) {
      for (const element one : list) visit(one, depth + 1);
      return;
    }
    object of;
    if (at.get(of) != simdjson::SUCCESS) return;
    std::string_view type;
    if (has_type(of, &type, is_person) && !string_at(of, "@id").empty())
      people.emplace(string_at(of, "@id"), unescaped(string_at(of, "name")));
    // The first article; a film or a recipe on its page only where there is none.
    if (found < 2 && has_type(of, &type, is_article)) {
      const int rank = is_text(type) ? 2 : 1;
      if (rank > found) {
        found = rank;
        article = Described{};
        describe(of, type, article);
        headline_key = folded(article.headline);
      }
    } else if (found == 2 && article.body.empty() && has_type(of, &type, is_text)) {
      // The same article, described twice.
      if (const std::string_view body = string_at(of, "articleBody");
          !body.empty() && !headline_key.empty() && headline_key == folded(headline_of(of)))
        article.body = body;
    } else if (!found_page && has_type(of, &type, is_page)) {
      found_page = true;
      describe(of, type, page);
    }
    element inner;
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
      if (of[key].get(inner) == simdjson::SUCCESS) visit(inner, depth + 1);
  }
};

JsonLd::JsonLd() : state_(std::make_unique<State>()) {}
JsonLd::~JsonLd() = default;

void JsonLd::read(std::string_view json) {
  element root;
  std::string again;
  if (state_->parser.parse(json.data(), json.size(), true).get(root) != simdjson::SUCCESS) {
    again = mended(json);
    if (again.empty() || state_->parser.parse(again).get(root) != simdjson::SUCCESS) return;
  }
  state_->visit(root, 0);
}

const Described& JsonLd::article() {
  Described& article = state_->found > 0 ? state_->article : state_->page;
  for (const std::string& id : std::exchange(state_->unnamed, {}))
    if (const auto it = state_->people.find(id); it != state_->people.end() && !it->second.empty())
      article.persons.push_back(it->second);
  return article;
}

}  // namespace entente::page
