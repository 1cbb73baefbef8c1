#include "page/kind_signs.h"

#include <algorithm>

#include "page/content.h"
#include "page/wording.h"

namespace entente::page {
namespace {

std::string path_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
  if (path == std::string::npos) return scheme == std::string::npos ? "" : "/";
  return url.substr(path, url.find('#', path) - path);
}

KindSigns begin(const Draft& draft) {
  KindSigns signs;
  signs.headline = draft.headline;
  signs.title = draft.title;
  signs.link_lines = static_cast<int>(draft.headlines.size() + draft.related.size());
  for (const Paragraph& paragraph : draft.paragraphs) {
    if (paragraph.is_heading) continue;
    signs.words += paragraph.words;
    ++signs.paragraphs;
  }
  return signs;
}

void count_entry(KindSigns& signs, std::string_view line) {
  signs.hours += begins_with_hour(line);
  signs.minutes += begins_with_minute(line);
}

}  // namespace

KindSigns signs_of(const Tree& tree, const std::vector<Block>& blocks, const Head& head, std::uint32_t root,
                   const Metadata& metadata, const Draft& draft) {
  KindSigns signs = begin(draft);
  signs.path = path_of(metadata.url);
  signs.type = metadata.type;
  signs.og_type = metadata.og_type;
  signs.generator = metadata.generator;
  signs.title = metadata.title;
  signs.says_article = metadata.og_type == "article" || metadata.type.ends_with("Article") || metadata.type.ends_with("Posting");
  signs.barred = metadata.barred;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool inside = i != head.headline && i < head.end && i >= head.first && tree.is_below(block.node, root);
    if (block.region == Region::Comments) {
      signs.comment_words += block.words;
      signs.comments += block.words >= 8 ? 1 : 0;
    } else if (block.region == Region::Caption && tree.is_below(block.node, root)) {
      ++signs.pictures;
    } else if (inside && is_readable(block.region)) {
      signs.body.push_back(block.text);
      count_entry(signs, block.text);
    } else {
      signs.around.push_back(block.text);
    }
  }
  int figures = 0;
  const bool is_short = signs.words < kShortBody;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    figures += tree[i].tag == LXB_TAG_FIGURE && tree.is_below(i, root) ? 1 : 0;
    if (!is_short || tree[i].is_text() || !tree.has_attributes(i)) continue;
    for (const Attribute name : {Attribute::Class, Attribute::Id})
      if (const std::string_view value = tree.attribute(i, name); !value.empty()) signs.names.push_back(value);
  }
  signs.pictures = std::max(signs.pictures, figures);
  return signs;
}

KindSigns signs_of(const Draft& draft) {
  KindSigns signs = begin(draft);
  for (const Paragraph& paragraph : draft.paragraphs) {
    signs.body.push_back(paragraph.text);
    count_entry(signs, paragraph.text);
  }
  for (const std::string& line : draft.residue) signs.around.push_back(line);
  return signs;
}

}  // namespace entente::page
