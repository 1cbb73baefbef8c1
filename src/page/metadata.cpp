#include "page/metadata.h"

#include <simdjson.h>

#include <array>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

void set(std::string& field, std::string_view value) {
  if (field.empty()) field = collapse(value);
}

// One of `names` that the value of a meta element's name, property or itemprop is.
bool is_one_of(const std::string& key, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (key == name) return true;
  return false;
}

class JsonLd {
 public:
  explicit JsonLd(Metadata& metadata) : metadata_(metadata) {}

  void read(std::string_view json) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(json.data(), json.size(), true).get(root) == simdjson::SUCCESS) visit(root, 0);
  }

 private:
  static std::string_view string_at(const simdjson::dom::object& object, const char* key) {
    std::string_view value;
    return object[key].get(value) == simdjson::SUCCESS ? value : std::string_view{};
  }

  // A string, the "name" of an object, or those of a list, joined.
  static std::string names(const simdjson::dom::object& object, const char* key) {
    simdjson::dom::element value;
    if (object[key].get(value) != simdjson::SUCCESS) return "";
    std::string out;
    const auto add = [&out](const simdjson::dom::element& one) {
      std::string_view name;
      simdjson::dom::object inner;
      if (one.get(name) != simdjson::SUCCESS &&
          (one.get(inner) != simdjson::SUCCESS || inner["name"].get(name) != simdjson::SUCCESS))
        return;
      if (!out.empty()) out += ", ";
      out += name;
    };
    simdjson::dom::array list;
    if (value.get(list) == simdjson::SUCCESS)
      for (const auto one : list) add(one);
    else
      add(value);
    return out;
  }

  static bool is_article(const simdjson::dom::object& object) {
    const auto article = [](std::string_view type) {
      for (const std::string_view end :
           {"Article", "BlogPosting", "Report", "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle"})
        if (type.size() >= end.size() && type.substr(type.size() - end.size()) == end) return true;
      return false;
    };
    simdjson::dom::element type;
    if (object["@type"].get(type) != simdjson::SUCCESS) return false;
    std::string_view name;
    if (type.get(name) == simdjson::SUCCESS) return article(name);
    simdjson::dom::array list;
    if (type.get(list) != simdjson::SUCCESS) return false;
    for (const auto one : list)
      if (one.get(name) == simdjson::SUCCESS && article(name)) return true;
    return false;
  }

  void visit(const simdjson::dom::element& element, int depth) {
    if (depth > 4) return;
    simdjson::dom::array list;
    if (element.get(list) == simdjson::SUCCESS) {
      for (const auto one : list) visit(one, depth + 1);
      return;
    }
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return;
    simdjson::dom::element inner;
    for (const char* key : {"@graph", "mainEntity"})
      if (object[key].get(inner) == simdjson::SUCCESS) visit(inner, depth + 1);
    if (!is_article(object) || std::exchange(found_, true)) return;
    set(metadata_.headline, string_at(object, "headline"));
    set(metadata_.description, string_at(object, "description"));
    set(metadata_.author, names(object, "author"));
    set(metadata_.site, names(object, "publisher"));
    if (metadata_.published.empty() && !string_at(object, "datePublished").empty()) {
      metadata_.published = string_at(object, "datePublished");
      metadata_.published_evidence = "datePublished: " + metadata_.published;
    }
  }

  Metadata& metadata_;
  bool found_ = false;
};

void read_meta(const Tree& tree, std::size_t i, Metadata& metadata, Metadata& second) {
  const std::string_view content = tree.attribute(i, Attribute::Content);
  if (trim(content).empty()) return;
  for (const auto attribute : {Attribute::Property, Attribute::Name, Attribute::ItemProp}) {
    const std::string key = ascii_lower(tree.attribute(i, attribute));
    if (key.empty()) continue;
    if (key == "og:site_name" || key == "application-name") set(key[0] == 'o' ? metadata.site : second.site, content);
    if (key == "og:title") set(metadata.headline, content);
    if (is_one_of(key, {"twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"}))
      set(second.headline, content);
    if (key == "og:description") set(metadata.description, content);
    if (is_one_of(key, {"description", "twitter:description", "dc.description", "dcterms.description"}))
      set(second.description, content);
    if (key == "og:url") set(second.url, content);
    if (is_one_of(key,
                  {"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"}) &&
        content.find("://") == std::string_view::npos)
      set(metadata.author, content);
    if (metadata.published.empty() && is_one_of(key, {"article:published_time",
                                                      "datepublished",
                                                      "date",
                                                      "pubdate",
                                                      "publishdate",
                                                      "publish-date",
                                                      "publish_date",
                                                      "publication_date",
                                                      "dc.date",
                                                      "dc.date.issued",
                                                      "dcterms.date",
                                                      "dcterms.created",
                                                      "dcterms.issued",
                                                      "parsely-pub-date",
                                                      "sailthru.date",
                                                      "article.published",
                                                      "og:published_time",
                                                      "citation_publication_date",
                                                      "datecreated",
                                                      "originalpublicationdate"})) {
      metadata.published = collapse(content);
      metadata.published_evidence = key + ": " + metadata.published;
    }
  }
}

// A link to the author, or an element marked as the author's name.
void read_author(const Tree& tree, std::size_t i, Metadata& second) {
  if (!second.author.empty() || !tree.has_attributes(i)) return;
  if (tree.attribute(i, Attribute::Rel) != "author" && tree.attribute(i, Attribute::ItemProp) != "author") return;
  if (tree[i].text > 0 && tree[i].text <= 80) second.author = tree.whole_text(i);
}

}  // namespace

Metadata metadata_of(const Tree& tree) {
  Metadata metadata, second, linked;
  JsonLd json(linked);
  for (std::size_t i = 0; i < tree.size(); ++i) {
    switch (tree[i].tag) {
      case LXB_TAG_HTML:
        set(metadata.language, tree.attribute(i, Attribute::Lang));
        break;
      case LXB_TAG_META:
        read_meta(tree, i, metadata, second);
        break;
      case LXB_TAG_TITLE:
        set(metadata.title, tree.whole_text(i));
        break;
      case LXB_TAG_LINK:
        if (ascii_lower(tree.attribute(i, Attribute::Rel)) == "canonical") set(metadata.url, tree.attribute(i, Attribute::Href));
        break;
      case LXB_TAG_SCRIPT:
        if (ascii_lower(tree.attribute(i, Attribute::Type)) == "application/ld+json" && tree[i].end > i + 1 &&
            tree[i + 1].is_text())
          json.read(tree.text(i + 1));
        break;
      default:
        read_author(tree, i, second);
        break;
    }
  }
  // JSON-LD describes the article itself; meta elements may describe the site.
  for (const auto field : {&Metadata::headline, &Metadata::author})
    if (!(linked.*field).empty()) metadata.*field = linked.*field;
  if (!linked.published.empty()) {
    metadata.published = linked.published;
    metadata.published_evidence = linked.published_evidence;
  }
  for (const auto field : {&Metadata::site, &Metadata::description}) set(metadata.*field, linked.*field);
  for (const auto field : {&Metadata::url, &Metadata::site, &Metadata::headline, &Metadata::description, &Metadata::author})
    set(metadata.*field, second.*field);
  metadata.language = ascii_lower(metadata.language.substr(0, metadata.language.find_first_of("-_")));
  if (metadata.language.size() != 2) metadata.language.clear();
  return metadata;
}

}  // namespace entente::page
