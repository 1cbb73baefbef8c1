#include "page/tree.h"

#include <lexbor/dom/interfaces/character_data.h>

#include <algorithm>
#include <string>

#include "page/wording.h"

namespace entente::page {

bool is_skipped_tag(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_IFRAME:
    case LXB_TAG_OBJECT:
    case LXB_TAG_EMBED:
    case LXB_TAG_SVG:
    case LXB_TAG_CANVAS:
    case LXB_TAG_SELECT:
    case LXB_TAG_OPTION:
    case LXB_TAG_DATALIST:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_TITLE:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_MAP:
    case LXB_TAG_HEAD:
    case LXB_TAG_AUDIO:
    case LXB_TAG_VIDEO:
      return true;
    default:
      return false;
  }
}

bool is_block_tag(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_ABBR:
    case LXB_TAG_ACRONYM:
    case LXB_TAG_B:
    case LXB_TAG_BDI:
    case LXB_TAG_BDO:
    case LXB_TAG_BIG:
    case LXB_TAG_CITE:
    case LXB_TAG_CODE:
    case LXB_TAG_DATA:
    case LXB_TAG_DEL:
    case LXB_TAG_DFN:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_IMG:
    case LXB_TAG_INS:
    case LXB_TAG_KBD:
    case LXB_TAG_LABEL:
    case LXB_TAG_MARK:
    case LXB_TAG_MATH:
    case LXB_TAG_NOBR:
    case LXB_TAG_Q:
    case LXB_TAG_RUBY:
    case LXB_TAG_RB:
    case LXB_TAG_RT:
    case LXB_TAG_S:
    case LXB_TAG_SAMP:
    case LXB_TAG_SMALL:
    case LXB_TAG_SPAN:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_SUB:
    case LXB_TAG_SUP:
    case LXB_TAG_TIME:
    case LXB_TAG_TT:
    case LXB_TAG_U:
    case LXB_TAG_VAR:
    case LXB_TAG_WBR:
    case LXB_TAG_BR:
    case LXB_TAG__TEXT:
    case LXB_TAG_PICTURE:
    case LXB_TAG_SOURCE:
      return false;
    default:
      return true;
  }
}

int heading_level(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_H1:
      return 1;
    case LXB_TAG_H2:
      return 2;
    case LXB_TAG_H3:
      return 3;
    case LXB_TAG_H4:
      return 4;
    case LXB_TAG_H5:
      return 5;
    case LXB_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

Tree::Tree(std::string_view html, Keep keep) : document_(parse(html, keep)) {
  if (document_) flatten(html.size());
}

namespace {

bool is_words(const lxb_dom_node_t* node) {
  if (!node || node->type != LXB_DOM_NODE_TYPE_TEXT) return false;
  const lexbor_str_t& data = lxb_dom_interface_character_data(const_cast<lxb_dom_node_t*>(node))->data;
  return !trim({reinterpret_cast<const char*>(data.data), data.length}).empty();
}

// A formula is one piece of its line, whatever it is made of; so is an element that HTML does not know between words, or within
// a span.
std::uint16_t tag_of(const lxb_dom_node_t& element, bool in_span) {
  if (element.ns == LXB_NS_MATH) return LXB_TAG_MATH;
  if (element.local_name < LXB_TAG__LAST_ENTRY) return static_cast<std::uint16_t>(element.local_name);
  return in_span || is_words(element.prev) || is_words(element.next) ? LXB_TAG_SPAN : LXB_TAG__LAST_ENTRY;
}

// Names of attributes as this page's document numbers them.
class Numbers {
 public:
  explicit Numbers(lexbor_hash_t* known) {
    for (std::size_t i = 0; i < kAttributes; ++i) {
      const std::string_view name = name_of(static_cast<Attribute>(i));
      const auto* data = lxb_dom_attr_data_by_local_name(known, reinterpret_cast<const lxb_char_t*>(name.data()), name.size());
      if (data && data->attr_id < common_.size())
        common_[data->attr_id] = static_cast<std::uint8_t>(i + 1);
      else if (data)
        others_[count_++] = {data->attr_id, static_cast<std::uint8_t>(i + 1)};
    }
  }

  // 1 + the attribute that has this number, or 0.
  std::uint8_t of(lxb_dom_attr_id_t number) const {
    if (number < common_.size()) return common_[number];
    for (std::size_t i = 0; i < count_; ++i)
      if (others_[i].first == number) return others_[i].second;
    return 0;
  }

 private:
  std::array<std::uint8_t, LXB_DOM_ATTR__LAST_ENTRY> common_{};
  std::array<std::pair<lxb_dom_attr_id_t, std::uint8_t>, kAttributes> others_{};
  std::size_t count_ = 0;
};

}  // namespace

void Tree::flatten(std::size_t page_bytes) {
  lxb_dom_node_t* const root = lxb_dom_interface_node(document_.get());
  std::vector<std::uint32_t> open;  // indices of the elements around `at`
  const Numbers numbers(lxb_dom_interface_document(document_.get())->attrs);
  nodes_.reserve(page_bytes / 32 + 64);
  values_.reserve(page_bytes / 64 + 64);
  for (lxb_dom_node_t* at = root->first_child; at;) {
    const bool element = at->type == LXB_DOM_NODE_TYPE_ELEMENT;
    if (element || at->type == LXB_DOM_NODE_TYPE_TEXT) {
      Node& node = nodes_.emplace_back();
      node.dom = at;
      node.parent = open.empty() ? 0 : open.back();
      node.tag = element ? tag_of(*at, !open.empty() && nodes_[open.back()].tag == LXB_TAG_SPAN) : std::uint16_t{LXB_TAG__TEXT};
      node.attributes = static_cast<std::uint32_t>(values_.size());
      for (const lxb_dom_attr_t* attr = element ? lxb_dom_interface_element(at)->first_attr : nullptr; attr; attr = attr->next)
        if (const std::uint8_t name = numbers.of(attr->node.local_name)) {
          const lexbor_str_t* value = attr->value;
          node.named |= 1U << (name - 1);
          values_.push_back(
              {static_cast<Attribute>(name - 1),
               value ? std::string_view(reinterpret_cast<const char*>(value->data), value->length) : std::string_view{}});
        }
    }
    if (element && at->first_child) {
      open.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
      at = at->first_child;
      continue;
    }
    if (!nodes_.empty()) nodes_.back().end = static_cast<std::uint32_t>(nodes_.size());
    while (at && !at->next) {
      at = at->parent == root ? nullptr : at->parent;
      if (at && !open.empty()) {
        nodes_[open.back()].end = static_cast<std::uint32_t>(nodes_.size());
        open.pop_back();
      }
    }
    if (at) at = at->next;
  }

  // Sizes of text, from the leaves up: children come after their parent in document order.
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    Node& node = nodes_[i];
    if (node.is_text()) node.text = static_cast<std::uint32_t>(trim(text(i)).size());
    if (is_skipped_tag(node.tag)) node.text = node.link = 0;
    if (node.tag == LXB_TAG_A) node.link = node.text;
    if (i == 0) continue;
    nodes_[node.parent].text += node.text;
    nodes_[node.parent].link += node.link;
  }
}

std::string_view Tree::text(std::size_t node) const {
  const lexbor_str_t& data = lxb_dom_interface_character_data(nodes_[node].dom)->data;
  return {reinterpret_cast<const char*>(data.data), data.length};
}

std::string Tree::whole_text(std::size_t node) const {
  std::string out;
  Gap gap = Gap::None;
  for (std::size_t i = node; i < nodes_[node].end; ++i) {
    if (i > node && (nodes_[i].tag == LXB_TAG_STYLE || nodes_[i].tag == LXB_TAG_SCRIPT))
      i = nodes_[i].end - 1;
    else if (nodes_[i].is_text())
      append_collapsed(out, text(i), gap);
    else if (i > node && gap == Gap::None && (is_block_tag(nodes_[i].tag) || nodes_[i].tag == LXB_TAG_BR))
      gap = Gap::Space;
  }
  return out;
}

}  // namespace entente::page
