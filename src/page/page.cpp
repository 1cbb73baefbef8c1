#include "page/page.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "page/cues.h"
#include "page/dates.h"
#include "page/draft.h"
#include "page/encoding.h"
#include "page/judge.h"
#include "page/language.h"
#include "page/sha256.h"
#include "page/wording.h"

namespace entente::page {
namespace {

// Shorter paragraphs ("Yes.") may well stand twice in an article.
constexpr std::size_t kRepeatable = 40;  // letters and digits

constexpr std::size_t kDateline = 2000;  // bytes of a text in which a dateline is looked for

// HTML by content: a doctype, or one of the tags that every page has, near the beginning.
bool is_html(std::string_view text) {
  text = trim(text.substr(0, 64 * 1024));
  const std::string start = ascii_lower(text.substr(0, 16));
  for (const char* tag : {"<!doctype", "<html", "<?xml", "<head", "<body", "<!--", "<div", "<p>", "<p ", "<article", "<meta",
                          "<title", "<table", "<h1", "<main", "<section", "<script", "<link"})
    if (start.starts_with(tag)) return true;
  if (text.find('<') == std::string_view::npos) return false;
  const std::string head = ascii_lower(text);
  for (const char* tag : {"<html", "<body", "<head>", "</p>", "</div>", "<!doctype html"})
    if (head.find(tag) != std::string::npos) return true;
  return false;
}

std::string id_of(const About& about) {
  if (!about.id.empty()) return about.id;
  const std::string stem = std::filesystem::path(about.file).stem().string();
  return stem.empty() ? about.file : stem;
}

// The date of an agency's dateline in the first lines of a text, which are its headline, its standfirst and its first paragraph.
std::optional<Dated> dateline_in(std::string_view text, const Cues& cues) {
  int looked = 0;
  for (const std::string_view line : lines_of(text.substr(0, kDateline))) {
    if (trim(line).empty()) continue;
    if (const auto date = dateline_of(line, cues))
      return Dated{date->iso, "stated", {std::string(line.substr(date->begin, date->end - date->begin))}};
    if (++looked == 3) break;
  }
  return std::nullopt;
}

void add_about(Page& page, const About& about, std::string_view bytes, std::string_view kind, const Cues& cues) {
  page.id = id_of(about);
  if (!about.url.empty()) page.url = about.url;
  if (!about.title.empty() && page.title.empty()) page.title = valid_utf8(about.title);
  if (const std::string date = date_of_value(about.date, cues); !date.empty())
    page.article_date = Dated{date, "metadata", {valid_utf8(about.date)}};
  if (about.summary_only) page.kind = "summary";
  if (!page.article_date && kind != "html") page.article_date = dateline_in(page.text, cues);
  if (!page.article_date)
    if (const std::string date = date_of_url(page.url); !date.empty()) page.article_date = Dated{date, "url", {page.url}};
  page.source = entente::Source{about.file, sha256(bytes), bytes.size(), std::string(kind)};
}

}  // namespace

Page compose(Draft&& draft) {
  Page page;
  page.url = std::move(draft.url);
  page.site = std::move(draft.site);
  page.language = std::move(draft.language);
  page.title = std::move(draft.title);
  page.headline = std::move(draft.headline);
  page.standfirst = std::move(draft.standfirst);
  page.byline = std::move(draft.byline);
  page.authors = std::move(draft.authors);
  page.page_date = std::move(draft.page_date);
  page.article_date = std::move(draft.article_date);
  page.updated_date = std::move(draft.updated_date);
  page.kind = std::move(draft.kind);
  page.amp = draft.amp;
  page.captions = std::move(draft.captions);
  page.lists = std::move(draft.lists);
  page.tables = std::move(draft.tables);
  page.quotes = std::move(draft.quotes);
  page.tags = std::move(draft.tags);
  page.related = std::move(draft.related);
  page.headlines = std::move(draft.headlines);
  page.residue = std::move(draft.residue);
  for (const std::string& line : draft.newsletter) page.newsletter += (page.newsletter.empty() ? "" : "\n") + line;

  const auto add = [&page](std::string_view paragraph) {
    if (!page.text.empty()) page.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(page.text.size());
    page.text += paragraph;
    return begin;
  };
  const std::string headline = folded(page.headline), standfirst = folded(page.standfirst);
  std::unordered_map<std::string_view, std::size_t> seen;  // and its place
  if (!page.headline.empty()) {
    add(page.headline);
    seen.emplace(headline, 0);
  }
  const auto first = std::find_if(draft.paragraphs.begin(), draft.paragraphs.end(), [&](const Paragraph& paragraph) {
    return !paragraph.is_heading && !seen.contains(paragraph.key);
  });
  if (!page.standfirst.empty() && (first == draft.paragraphs.end() || first->key != standfirst)) {
    add(page.standfirst);
    seen.emplace(standfirst, 0);
  }

  std::uint32_t body_begin = 0;
  bool any = false;
  std::vector<std::string_view> subheads;  // above the next paragraph
  for (const Paragraph& paragraph : draft.paragraphs) {
    if (paragraph.is_heading) {
      if (!page.sections.empty() && page.sections.back().span.empty()) page.sections.pop_back();  // nothing stood under it
      page.sections.push_back({paragraph.text, {}});
      if (draft.keeps_subheads && paragraph.key != headline) subheads.push_back(paragraph.text);
      continue;
    }
    const std::string& key = paragraph.key;
    if (const auto copy = seen.find(key); copy != seen.end() && (copy->second == 0 || copy->second != paragraph.place)) continue;
    if (key.size() >= kRepeatable || key == standfirst) seen.emplace(key, paragraph.place);
    for (const std::string_view subhead : subheads)
      if (const std::uint32_t begin = add(subhead); !std::exchange(any, true)) body_begin = begin;
    subheads.clear();
    const std::uint32_t begin = add(paragraph.text);
    const auto end = static_cast<std::uint32_t>(page.text.size());
    if (!std::exchange(any, true)) body_begin = begin;
    if (page.sections.empty()) continue;
    Span& span = page.sections.back().span;
    span = {span.empty() ? begin : span.begin, end};
  }
  if (!page.sections.empty() && page.sections.back().span.empty()) page.sections.pop_back();
  const auto size = static_cast<std::uint32_t>(page.text.size());
  page.body = {any ? body_begin : size, size};
  page.language = language_of(page.text, page.language);
  return page;
}

Result<Page> read(std::string_view bytes, const About& about) {
  std::string storage;
  const auto text = decode(bytes, about.file.empty() ? about.id : about.file, storage);
  if (!text) return tl::unexpected(text.error());
  const Cues& cues = Cues::compiled_in();
  const bool html = is_html(*text);
  Page page = compose(html ? read_html(*text, cues, Judge::compiled_in()) : read_dump(*text, cues));
  add_about(page, about, bytes, html ? "html" : "text", cues);
  return page;
}

Page article(std::string text, const About& about) {
  const Cues& cues = Cues::compiled_in();
  Page page;
  const std::string digest_of = text;
  page.text = valid_utf8(std::move(text));
  page.body = {0, static_cast<std::uint32_t>(page.text.size())};
  page.language = language_of(page.text);
  page.kind = "article";
  page.title = valid_utf8(about.title);
  add_about(page, about, digest_of, "article", cues);
  return page;
}

}  // namespace entente::page
