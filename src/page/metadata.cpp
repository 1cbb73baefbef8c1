#include "page/metadata.h"

#include <utility>

#include "page/jsonld.h"
#include "page/wording.h"

namespace entente::page {
namespace {

void set(std::string& field, std::string_view value) {
  if (field.empty()) field = collapse(value);
}

void set_date(StatedDate& field, std::string_view key, std::string_view value) {
  if (field.value.empty()) field = {std::string(key), collapse(value)};
}

// One of `names` that the value of a meta element's name, property or itemprop is.
bool is_one_of(const std::string& key, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (key == name) return true;
  return false;
}

// "Written by", "Verfasst von": two words of which the second leads to a name.
bool is_author_label(std::string_view text) {
  const std::string label = ascii_lower(trim(text));
  return is_one_of(label, {"written by", "by", "author", "verfasst von", "geschrieben von", "autor", "écrit par", "escrito por",
                           "scritto da", "geschreven door", "skrevet av", "napisane przez", "написано автором"});
}

void read_meta(const Tree& tree, std::size_t i, Metadata& metadata, Metadata& second, char& label) {
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
                  {"author", "article:author", "article.author", "dc.creator", "dcterms.creator", "dc.contributor",
                   "parsely-author", "sailthru.author", "byl", "byline", "citation_author", "vr:author", "cxenseparse:author",
                   "og:author", "article:author:name", "author_name", "creator", "shareaholic:article_author_name"}) &&
        content.find("://") == std::string_view::npos)
      metadata.authors.fields.push_back(collapse(content));
    // "Written by" in a label beside it.
    if (key == "twitter:label1" || key == "twitter:label2") label = is_author_label(content) ? key.back() : label;
    if (key.size() == 13 && key.starts_with("twitter:data") && key.back() == label)
      metadata.authors.fields.push_back(collapse(content));
    if (is_one_of(key, {"article:published_time",
                        "article.published",
                        "og:published_time",
                        "datepublished",
                        "pubdate",
                        "publishdate",
                        "publish-date",
                        "publish_date",
                        "publication_date",
                        "published_time",
                        "parsely-pub-date",
                        "sailthru.date",
                        "citation_publication_date",
                        "citation_online_date",
                        "originalpublicationdate",
                        "dc.date.issued",
                        "dcterms.issued",
                        "cxenseparse:recs:publishtime",
                        "shareaholic:article_published_time",
                        "vr:published_time",
                        "article:published",
                        "pub_date",
                        "rnews:datepublished",
                        "ptime",
                        "displaydate",
                        "last-published"}))
      set_date(metadata.published, key, content);
    if (is_one_of(key, {"date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated", "created",
                        "creation_date", "article:created"}))
      set_date(metadata.created, key, content);
    if (is_one_of(key, {"article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
                        "dcterms.modified", "dc.date.modified", "article.updated", "revised", "updated_time"}))
      set_date(metadata.modified, key, content);
    if (key == "og:type") set(metadata.og_type, content);
    if (key == "generator") set(metadata.generator, content);
    if (is_one_of(key, {"article:content_tier"}) && content != "free") metadata.barred = true;
    if (is_one_of(key, {"keywords", "news_keywords", "article:tag", "parsely-tags", "sailthru.tags", "dc.subject"}))
      metadata.keywords.push_back(collapse(content));
    if (key == "og:locale") set(second.locale, content);
  }
}

}  // namespace

Metadata metadata_of(const Tree& tree) {
  Metadata metadata, second;
  JsonLd json;
  char label = 0;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    switch (tree[i].tag) {
      case LXB_TAG_HTML:
        metadata.amp = tree.has(i, Attribute::Amp) || tree.has(i, Attribute::AmpSign);
        set(metadata.language, tree.attribute(i, Attribute::Lang));
        set(metadata.language, tree.attribute(i, Attribute::XmlLang));
        break;
      case LXB_TAG_META:
        read_meta(tree, i, metadata, second, label);
        break;
      case LXB_TAG_TITLE:
        set(metadata.title, tree.whole_text(i));
        break;
      case LXB_TAG_LINK:
        if (ascii_lower(tree.attribute(i, Attribute::Rel)) == "canonical") set(metadata.url, tree.attribute(i, Attribute::Href));
        break;
      case LXB_TAG_SCRIPT:
        if (is_json_ld(tree.attribute(i, Attribute::Type)) && tree[i].end > i + 1 && tree[i + 1].is_text())
          json.read(tree.text(i + 1));
        break;
      default:
        break;
    }
  }
  // JSON-LD describes the article itself; meta elements may describe the site.
  const Described& linked = json.article();
  metadata.shared_title = metadata.headline;
  if (!linked.headline.empty()) metadata.headline = collapse(linked.headline);
  metadata.type = linked.type;
  metadata.barred = metadata.barred || linked.barred;
  metadata.body = linked.body;
  if (!linked.keywords.empty()) metadata.keywords.push_back(linked.keywords);
  metadata.authors.persons = linked.persons;
  metadata.authors.houses = linked.houses;
  // A page is dated too where it is no article; that of a page alone says little.
  const bool page = linked.type.ends_with("Page");
  if (!linked.published.empty() && !page) metadata.published = {"datePublished", collapse(linked.published)};
  if (!linked.modified.empty() && !page) metadata.modified = {"dateModified", collapse(linked.modified)};
  set(metadata.site, linked.site);
  set(metadata.description, linked.description);
  for (const auto field : {&Metadata::url, &Metadata::site, &Metadata::headline, &Metadata::description})
    set(metadata.*field, second.*field);
  metadata.locale = metadata.language.find_first_of("-_") != std::string::npos || second.locale.empty() ||
                            ascii_lower(second.locale.substr(0, 2)) != ascii_lower(metadata.language.substr(0, 2))
                        ? metadata.language
                        : second.locale;
  metadata.language = ascii_lower(metadata.language.substr(0, metadata.language.find_first_of("-_")));
  if (metadata.language.size() != 2) metadata.language.clear();
  return metadata;
}

}  // namespace entente::page
