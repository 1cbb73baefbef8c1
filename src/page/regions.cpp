#include <algorithm>

#include "page/blocks.h"
#include "page/memo.h"
#include "page/wording.h"

namespace entente::page {
namespace {

Region of_tag(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_NAV:
      return Region::Nav;
    case LXB_TAG_FOOTER:
      return Region::Footer;
    case LXB_TAG_ASIDE:
      return Region::Aside;
    case LXB_TAG_FIGCAPTION:
      return Region::Caption;
    case LXB_TAG_ADDRESS:
      return Region::Byline;
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_DIALOG:
      return Region::Notice;
    case LXB_TAG_BUTTON:
    case LXB_TAG_LABEL:
    case LXB_TAG_MENU:
      return Region::Nav;
    default:
      return Region::Body;
  }
}

Region of_role(std::string_view role) {
  if (role == "navigation" || role == "search" || role == "menu" || role == "menubar" || role == "tablist") return Region::Nav;
  if (role == "banner") return Region::Masthead;
  if (role == "contentinfo") return Region::Footer;
  if (role == "complementary") return Region::Aside;
  if (role == "dialog" || role == "alertdialog" || role == "alert") return Region::Notice;
  return Region::Body;
}

Region of_item(std::string_view property) {
  if (property == "articleBody") return Region::Content;
  if (property == "author" || property == "datePublished" || property == "dateModified") return Region::Byline;
  if (property == "publisher") return Region::Masthead;
  return Region::Body;
}

// A part that React sends late: <div hidden id="S:1a">, which its script moves to its place.
bool is_streamed(std::string_view id) {
  return id.size() > 2 && id.starts_with("S:") && id.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

bool is_hidden(const Tree& tree, std::size_t i) {
  if (tree.has(i, Attribute::Hidden) && !is_streamed(tree.attribute(i, Attribute::Id))) return true;
  const std::string_view value = tree.attribute(i, Attribute::Style);
  if (value.empty()) return false;
  const std::string style = ascii_lower(value);
  const auto says = [&style](std::string_view property, std::string_view how) {
    const std::size_t at = style.find(property);
    return at != std::string::npos && style.find(how, at) < at + property.size() + 5;
  };
  return says("display", "none") || says("visibility", "hidden") || says("clip", "rect(0");
}

// What names of classes say.
class Names {
 public:
  explicit Names(const Cues& cues) : cues_(cues) {}

  Region of(std::string_view value) {
    return memo_.of(value, [this](std::string_view text) { return cues_.of_attribute(text); });
  }

 private:
  const Cues& cues_;
  Memo<Region> memo_;
};

Region own_region(const Tree& tree, std::size_t i, Names* names) {
  const Node& node = tree[i];
  if (!tree.has_attributes(i)) return of_tag(node.tag);
  if (const Region item = of_item(tree.attribute(i, Attribute::ItemProp)); item != Region::Body) return item;
  if (const Region role = of_role(tree.attribute(i, Attribute::Role)); role != Region::Body) return role;
  if (tree.begins_to_hide(i)) return Region::Notice;
  if (!names) return of_tag(node.tag);
  Region found = Region::Body;
  for (const auto name :
       {Attribute::Id, Attribute::Class, Attribute::TestId, Attribute::Component, Attribute::DataType, Attribute::Name}) {
    const std::string_view value = tree.attribute(i, name);
    if (value.empty()) continue;
    const Region region = names->of(value);
    if (region == Region::Content) return region;
    if (found == Region::Body) found = region;
  }
  if (found != Region::Body) return found;
  return of_tag(node.tag);
}

// A quotation, an article or its text is not what a word of its class makes of it.
bool may_be(std::uint16_t tag, Region region) {
  if (tag == LXB_TAG_BLOCKQUOTE || tag == LXB_TAG_P || tag == LXB_TAG_TABLE)
    return region != Region::Share && region != Region::Tags && region != Region::Nav && region != Region::Notice;
  if (tag == LXB_TAG_ARTICLE)
    return region == Region::Content || region == Region::Related || region == Region::Headlines || region == Region::Comments ||
           region == Region::Newsletter;
  return true;
}

// A bit for each region, above these for elements that say what stands in them.
std::uint32_t bit_of_tag(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_ARTICLE:
      return 1U << 21;
    case LXB_TAG_MAIN:
      return 1U << 22;
    case LXB_TAG_HEADER:
      return 1U << 23;
    case LXB_TAG_TABLE:
      return 1U << 24;
    case LXB_TAG_UL:
    case LXB_TAG_OL:
    case LXB_TAG_DL:
      return 1U << 25;
    case LXB_TAG_FORM:
      return 1U << 26;
    case LXB_TAG_FIGURE:
      return 1U << 27;
    case LXB_TAG_BLOCKQUOTE:
      return 1U << 28;
    case LXB_TAG_A:
      return 1U << 29;
    case LXB_TAG_SECTION:
      return 1U << 30;
    default:
      return 0;
  }
}

bool is_side(Region region) { return region > Region::Standfirst; }

}  // namespace

void mark_regions(Tree& tree, const Cues* cues) {
  auto& nodes = tree.nodes();
  if (nodes.empty()) return;
  Names names(cues ? *cues : Cues::compiled_in());
  const std::uint32_t all = nodes[0].text - std::min(nodes[0].text, nodes[0].link);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node& node = nodes[i];
    const Region around = i == 0 ? Region::Body : nodes[node.parent].region;
    node.region = around;
    node.shown = i == 0 ? Shown::Yes : nodes[node.parent].shown;
    if (node.text == 0 || node.is_text() || is_skipped_tag(node.tag)) continue;
    node.around = (i == 0 ? 0 : nodes[node.parent].around) | bit_of_tag(node.tag);
    if (node.tag == LXB_TAG_HTML || node.tag == LXB_TAG_BODY) continue;
    if (is_hidden(tree, i))
      node.shown = Shown::No;
    else if (node.shown == Shown::Yes && tree.attribute(i, Attribute::AriaHidden) == "true")
      node.shown = Shown::Silent;
    if (node.tag == LXB_TAG_MAIN) continue;
    const Region own = own_region(tree, i, cues ? &names : nullptr);
    node.around |= 1U << static_cast<int>(own);
    if (own == Region::Body || !may_be(node.tag, own)) continue;
    if (is_side(around)) continue;  // what stands in a side part stays in it
    const std::uint32_t prose = node.text - std::min(node.text, node.link);
    const bool large = std::uint64_t{prose} * 100 > std::uint64_t{all} * (own == Region::Comments ? 90 : 40);
    if (is_side(own) && large) continue;
    node.region = own;
  }
}

}  // namespace entente::page
