#include "page/tree.h"

#include <lexbor/dom/interfaces/character_data.h>

#include <algorithm>
#include <bit>
#include <string>

#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMaxDepth = 512;           // as in browsers; the parser's scope look-ups walk this far
constexpr std::size_t kMaxFormatting = 32;       // open b, i, font ...: each is opened again in every later paragraph
constexpr int kMaxAttributes = 200;              // of one element
constexpr std::size_t kMaxElements = 4'000'000;  // a hundred times the largest news page

bool is_formatting(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_B:
    case LXB_TAG_BIG:
    case LXB_TAG_CODE:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_NOBR:
    case LXB_TAG_S:
    case LXB_TAG_SMALL:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_TT:
    case LXB_TAG_U:
      return true;
    default:
      return false;
  }
}

// These switch the tokenizer to raw text, and hold no elements.
bool is_raw_text(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TITLE:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_XMP:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_PLAINTEXT:
      return true;
    default:
      return false;
  }
}

// Stands between tokenizer and tree builder and leaves tags out that would make building superlinear.
struct Gate {
  lxb_html_tokenizer_token_f build = nullptr;
  void* context = nullptr;
  lxb_html_tree_t* tree = nullptr;
  std::size_t dropped = 0;  // open tags left out and not closed yet
  std::size_t elements = 0;

  bool leaves_out(const lxb_html_token_t* token) {
    const lxb_tag_id_t tag = token->tag_id;
    if (tag == LXB_TAG__TEXT || tag == LXB_TAG__EM_COMMENT || tag == LXB_TAG__EM_DOCTYPE || tag == LXB_TAG__END_OF_FILE)
      return false;
    if (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) {
      if (dropped == 0 || is_raw_text(tag)) return false;
      --dropped;
      return true;
    }
    if (is_raw_text(tag)) return false;
    const bool leaf = lxb_html_tag_is_void(tag);
    const bool full = ++elements > kMaxElements;
    if (!full && (leaf || lexbor_array_length(tree->open_elements) < kMaxDepth) &&
        (!is_formatting(tag) || lexbor_array_length(tree->active_formatting) < kMaxFormatting))
      return false;
    if (!leaf) ++dropped;
    return true;
  }
};

// Each attribute is compared with all others of its element.
void cut_attributes(lxb_html_token_t* token) {
  int count = 1;
  for (lxb_html_token_attr_t* at = token->attr_first; at; at = at->next) {
    if (++count <= kMaxAttributes) continue;
    at->next = nullptr;
    token->attr_last = at;
    return;
  }
}

lxb_html_token_t* on_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* context) {
  auto& gate = *static_cast<Gate*>(context);
  if (token->attr_first) cut_attributes(token);
  return gate.leaves_out(token) ? token : gate.build(tokenizer, token, gate.context);
}

// The tables of a document's tag and attribute names have 128 chains; a page that makes names up would walk them for ever. A name
// takes at least four bytes of the page.
bool widen_names(lxb_dom_document_t* document, std::size_t page) {
  const std::size_t chains = std::clamp(std::bit_ceil(page / 512), std::size_t{128}, std::size_t{1} << 15);
  lexbor_hash_destroy(document->tags, false);
  lexbor_hash_destroy(document->attrs, false);
  return lexbor_hash_init(document->tags, chains, sizeof(lxb_tag_data_t)) == LXB_STATUS_OK &&
         lexbor_hash_init(document->attrs, chains, sizeof(lxb_dom_attr_data_t)) == LXB_STATUS_OK;
}

}  // namespace

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

Tree::Tree(std::string_view html) {
  lxb_html_parser_t* parser = lxb_html_parser_create();
  if (lxb_html_parser_init(parser) == LXB_STATUS_OK) {
    auto* tokenizer = lxb_html_parser_tokenizer(parser);
    Gate gate{tokenizer->callback_token_done, tokenizer->callback_token_ctx, lxb_html_parser_tree(parser)};
    lxb_html_tokenizer_callback_token_done_set(tokenizer, on_token, &gate);
    document_.reset(lxb_html_parse_chunk_begin(parser));
    if (document_ && widen_names(lxb_dom_interface_document(document_.get()), html.size())) {
      lxb_html_parse_chunk_process(parser, reinterpret_cast<const lxb_char_t*>(html.data()), html.size());
      lxb_html_parse_chunk_end(parser);
    }
  }
  lxb_html_parser_destroy(parser);
  if (!document_) return;
  find_names();
  flatten(html.size());
}

void Tree::find_names() {
  constexpr std::array<std::string_view, std::tuple_size_v<decltype(names_)>> kNames = {
      "amp",    "\u26a1", "class", "data-component", "content", "data-type", "datetime",
      "hidden", "href",   "id",    "itemprop",       "lang",    "name",      "property",
      "rel",    "role",   "style", "data-testid",    "title",   "type",      "xml:lang"};
  lexbor_hash_t* const known = lxb_dom_interface_document(document_.get())->attrs;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (const auto* data =
            lxb_dom_attr_data_by_local_name(known, reinterpret_cast<const lxb_char_t*>(kNames[i].data()), kNames[i].size()))
      names_[i] = data->attr_id;
}

void Tree::flatten(std::size_t page_bytes) {
  lxb_dom_node_t* const root = lxb_dom_interface_node(document_.get());
  std::vector<std::uint32_t> open;  // indices of the elements around `at`
  nodes_.reserve(page_bytes / 16 + 64);
  for (lxb_dom_node_t* at = root->first_child; at;) {
    const bool element = at->type == LXB_DOM_NODE_TYPE_ELEMENT;
    if (element || at->type == LXB_DOM_NODE_TYPE_TEXT) {
      Node node;
      node.dom = at;
      node.parent = open.empty() ? 0 : open.back();
      node.tag = static_cast<std::uint16_t>(element ? std::min<uintptr_t>(at->local_name, LXB_TAG__LAST_ENTRY)
                                                    : uintptr_t{LXB_TAG__TEXT});
      nodes_.push_back(node);
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

std::string_view Tree::attribute(std::size_t node, Attribute name) const {
  const lxb_dom_attr_id_t id = names_[static_cast<std::size_t>(name)];
  if (nodes_[node].is_text() || id == 0) return {};
  for (const lxb_dom_attr_t* at = lxb_dom_interface_element(nodes_[node].dom)->first_attr; at; at = at->next)
    if (at->node.local_name == id)
      return at->value ? std::string_view(reinterpret_cast<const char*>(at->value->data), at->value->length) : std::string_view{};
  return {};
}

bool Tree::has(std::size_t node, Attribute name) const {
  const lxb_dom_attr_id_t id = names_[static_cast<std::size_t>(name)];
  if (nodes_[node].is_text() || id == 0) return false;
  for (const lxb_dom_attr_t* at = lxb_dom_interface_element(nodes_[node].dom)->first_attr; at; at = at->next)
    if (at->node.local_name == id) return true;
  return false;
}

bool Tree::has_attributes(std::size_t node) const {
  return !nodes_[node].is_text() && lxb_dom_interface_element(nodes_[node].dom)->first_attr;
}

std::string_view Tree::text(std::size_t node) const {
  const lexbor_str_t& data = lxb_dom_interface_character_data(nodes_[node].dom)->data;
  return {reinterpret_cast<const char*>(data.data), data.length};
}

std::string Tree::whole_text(std::size_t node) const {
  std::string out;
  Gap gap = Gap::None;
  for (std::size_t i = node; i < nodes_[node].end; ++i) {
    if (nodes_[i].is_text())
      append_collapsed(out, text(i), gap);
    else if (i > node && gap == Gap::None && (is_block_tag(nodes_[i].tag) || nodes_[i].tag == LXB_TAG_BR))
      gap = Gap::Space;
  }
  return out;
}

}  // namespace entente::page
