#include "page/title.h"

#include <algorithm>
#include <array>

#include "page/wording.h"

namespace entente::page {
namespace {

constexpr int kLongestKicker = 6, kShortestHeadline = 3;  // words
constexpr std::size_t kLongestTitle = 1000;               // bytes
constexpr int kLongestSite = 4;                           // words behind a bar

std::string_view host_of(std::string_view url) {
  const std::size_t at = url.find("://");
  if (at == std::string_view::npos) return {};
  url.remove_prefix(at + 3);
  url = url.substr(0, url.find('/'));
  return url.starts_with("www.") ? url.substr(4) : url;
}

bool names_site(std::string_view part, const Metadata& metadata) {
  const std::string key = folded(part), site = folded(metadata.site), host = folded(host_of(metadata.url));
  if (key.size() < 2) return true;
  if (!site.empty() && (key == site || (key.size() >= 4 && site.find(key) != std::string::npos) ||
                        (site.size() >= 4 && key.find(site) != std::string::npos)))
    return true;
  return key.size() >= 4 && host.starts_with(key);
}

}  // namespace

std::vector<std::string_view> parts_of_title(std::string_view title) {
  constexpr std::array<std::string_view, 9> kSigns = {" | ",      " \u2013 ", " \u2014 ", " - ", " \u00ab ",
                                                      " \u00bb ", " :: ",     " \u2022 ", " // "};
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const auto sign =
        std::find_if(kSigns.begin(), kSigns.end(), [&](std::string_view one) { return title.substr(i).starts_with(one); });
    if (sign == kSigns.end()) continue;
    parts.push_back(trim(title.substr(begin, i - begin)));
    begin = i + sign->size();
    i = begin - 1;
  }
  parts.push_back(trim(title.substr(begin)));
  return parts;
}

std::string without_site(std::string_view title, const Metadata& metadata) {
  title = trim(title);
  if (title.size() > kLongestTitle) return std::string(title);
  while (true) {
    const std::vector<std::string_view> parts = parts_of_title(title);
    if (parts.size() < 2) return std::string(title);
    const std::string_view last = parts.back(), first = parts.front();
    const std::string_view rest = trim(title.substr(0, static_cast<std::size_t>(last.data() - title.data())));
    const bool barred = rest.ends_with("|") && word_count(last) <= kLongestSite && word_count(parts[parts.size() - 2]) >= 2;
    if (names_site(last, metadata) || barred)
      title = title.substr(
          0, static_cast<std::size_t>(parts[parts.size() - 2].data() + parts[parts.size() - 2].size() - title.data()));
    else if (names_site(first, metadata))
      title = title.substr(static_cast<std::size_t>(parts[1].data() - title.data()));
    else
      return std::string(title);
  }
}

std::string heading_text(const Tree& tree, std::uint32_t node, std::string text) {
  for (std::size_t at = 0; (at = text.find("\u00ad", at)) != std::string::npos;) text.erase(at, 2);
  if (text.starts_with(": ")) text.erase(0, 2);  // what parts it from its kicker
  // The parts right below the heading, or below the one element that wraps them.
  std::vector<std::uint32_t> parts;
  for (int steps = 0; steps < 4; ++steps) {
    parts.clear();
    for (std::uint32_t i = node + 1; i < tree[node].end && parts.size() < 4; i = std::max(i + 1, tree[i].end))
      if (tree[i].text > 0 && !is_skipped_tag(tree[i].tag)) parts.push_back(i);
    if (parts.size() != 1 || tree[parts[0]].is_text()) break;
    node = parts[0];
  }
  if (parts.size() != 2 || tree[parts[0]].is_text()) return text;
  // A word in italics begins a headline as well as a kicker does: the element must be one that sets apart.
  const auto sets_apart = [&tree](std::uint32_t i) {
    const std::uint16_t tag = tree[i].tag;
    return tag == LXB_TAG_SPAN || tag == LXB_TAG_DIV || tag == LXB_TAG_SMALL || tag == LXB_TAG_P;
  };
  if (tree[parts[0]].region != Region::Kicker && !(sets_apart(parts[0]) && sets_apart(parts[1]))) return text;
  std::string kicker = tree.whole_text(parts[0]), headline = tree.whole_text(parts[1]);
  for (std::size_t at = 0; (at = headline.find("\u00ad", at)) != std::string::npos;) headline.erase(at, 2);
  const bool same = folded(kicker) + folded(headline) == folded(text);
  if (!same || word_count(kicker) > kLongestKicker || word_count(headline) < kShortestHeadline) return text;
  return headline;
}

}  // namespace entente::page
