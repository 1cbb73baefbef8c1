#include "page/tree.h"

#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>

#include <algorithm>
#include <bit>
#include <cstring>
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

// Names of attributes by `Attribute`.
constexpr std::array<std::string_view, static_cast<std::size_t>(Attribute::XmlLang) + 1> kNames = {
    "amp",    "\u26a1", "aria-hidden", "class",    "data-component", "content", "data-type", "datetime",
    "hidden", "href",   "id",          "itemprop", "lang",           "name",    "property",  "rel",
    "role",   "style",  "data-testid", "title",    "type",           "xml:lang"};

constexpr std::string_view kSvgLink = "xlink:href";  // becomes an href

// Which sizes are those of names, a bit each: most others differ already there.
constexpr std::uint32_t kSizes = [] {
  std::uint32_t sizes = 1U << kSvgLink.size();
  for (const std::string_view name : kNames) sizes |= 1U << name.size();
  return sizes;
}();

bool is_asked_for(const lexbor_hash_entry_t& name) {
  if (name.length >= 32 || (kSizes >> name.length & 1) == 0) return false;
  const std::string_view text(reinterpret_cast<const char*>(lexbor_hash_entry_str(&name)), name.length);
  return text == kSvgLink || std::find(kNames.begin(), kNames.end(), text) != kNames.end();
}

// Those of whose attributes building itself asks: formatting elements that are alike count as one, an input may be hidden, and
// some names of MathML and SVG are told from HTML's by them.
bool needs_attributes(lxb_tag_id_t tag) {
  return is_formatting(tag) || tag == LXB_TAG_INPUT || tag == LXB_TAG_ANNOTATION_XML || tag == LXB_TAG__EM_DOCTYPE;
}

// Leaves out what nothing here asks for: it would be copied into the tree.
void drop_attributes(lxb_html_token_t* token) {
  lxb_html_token_attr_t** at = &token->attr_first;
  token->attr_last = nullptr;
  for (lxb_html_token_attr_t* attr = token->attr_first; attr; attr = attr->next)
    if (attr->name && is_asked_for(attr->name->entry)) {
      *at = token->attr_last = attr;
      at = &attr->next;
    }
  *at = nullptr;
}

bool is_json_ld(const lxb_html_token_t* script) {
  for (const lxb_html_token_attr_t* attr = script->attr_first; attr; attr = attr->next)
    if (attr->name && attr->name->attr_id == LXB_DOM_ATTR_TYPE && attr->value)
      return page::is_json_ld({reinterpret_cast<const char*>(attr->value), attr->value_size});
  return false;
}

// A state of the tokenizer that leaves out what stands in a script or a style: half of a page's bytes, and nothing reads them. It
// hands over to the state proper at what may be the end tag, and at the beginning of a comment, in which a script's end tag may
// be none.
const lxb_char_t* skip_program(lxb_html_tokenizer_t* tokenizer, const lxb_char_t* data, const lxb_char_t* end) {
  const bool script = tokenizer->tmp_tag_id == LXB_TAG_SCRIPT;
  tokenizer->state = script ? lxb_html_tokenizer_state_script_data_before : lxb_html_tokenizer_state_rawtext_before;
  const std::string_view end_tag = script ? "</script" : "</style";
  while ((data = static_cast<const lxb_char_t*>(std::memchr(data, '<', static_cast<std::size_t>(end - data))))) {
    const std::string_view rest(reinterpret_cast<const char*>(data), static_cast<std::size_t>(end - data));
    if (script && rest.starts_with("<!--")) return data;
    const std::string_view name = rest.substr(0, end_tag.size());
    if (std::equal(name.begin(), name.end(), end_tag.begin(), end_tag.end(), [](char a, char b) { return lower(a) == b; }))
      return data;
    if (++data == end) break;
  }
  return end;
}

// Stands between tokenizer and tree builder and leaves tags out that would make building superlinear.
struct Gate {
  lxb_html_tokenizer_token_f build = nullptr;
  void* context = nullptr;
  lxb_html_tree_t* tree = nullptr;
  Tree::Keep keep = Tree::Keep::Asked;
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
  if (token->attr_first) {
    cut_attributes(token);
    if (gate.keep == Tree::Keep::Asked && !needs_attributes(token->tag_id)) drop_attributes(token);
  }
  if (gate.leaves_out(token)) return token;
  const lxb_tag_id_t tag = token->tag_id;
  const bool program = gate.keep == Tree::Keep::Asked && (tag == LXB_TAG_STYLE || (tag == LXB_TAG_SCRIPT && !is_json_ld(token)));
  token = gate.build(tokenizer, token, gate.context);
  if (program && (tokenizer->state == lxb_html_tokenizer_state_script_data_before ||
                  tokenizer->state == lxb_html_tokenizer_state_rawtext_before))
    tokenizer->state = skip_program;
  return token;
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

bool is_json_ld(std::string_view type) { return ascii_lower(type) == "application/ld+json"; }

Tree::Tree(std::string_view html, Keep keep) {
  lxb_html_parser_t* parser = lxb_html_parser_create();
  if (lxb_html_parser_init(parser) == LXB_STATUS_OK) {
    auto* tokenizer = lxb_html_parser_tokenizer(parser);
    Gate gate{tokenizer->callback_token_done, tokenizer->callback_token_ctx, lxb_html_parser_tree(parser), keep};
    lxb_html_tokenizer_callback_token_done_set(tokenizer, on_token, &gate);
    document_.reset(lxb_html_parse_chunk_begin(parser));
    if (document_ && widen_names(lxb_dom_interface_document(document_.get()), html.size())) {
      lxb_html_parse_chunk_process(parser, reinterpret_cast<const lxb_char_t*>(html.data()), html.size());
      lxb_html_parse_chunk_end(parser);
    }
  }
  lxb_html_parser_destroy(parser);
  if (!document_) return;
  flatten(html.size());
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
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const auto* data =
          lxb_dom_attr_data_by_local_name(known, reinterpret_cast<const lxb_char_t*>(kNames[i].data()), kNames[i].size());
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
  std::array<std::pair<lxb_dom_attr_id_t, std::uint8_t>, kNames.size()> others_{};
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
      Node node;
      node.dom = at;
      node.parent = open.empty() ? 0 : open.back();
      node.tag = element ? tag_of(*at, !open.empty() && nodes_[open.back()].tag == LXB_TAG_SPAN) : std::uint16_t{LXB_TAG__TEXT};
      node.attributes = static_cast<std::uint32_t>(values_.size());
      nodes_.push_back(node);
      for (const lxb_dom_attr_t* attr = element ? lxb_dom_interface_element(at)->first_attr : nullptr; attr; attr = attr->next)
        if (const std::uint8_t name = numbers.of(attr->node.local_name)) {
          const lexbor_str_t* value = attr->value;
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

const Tree::Value* Tree::find(std::size_t node, Attribute name) const {
  const std::size_t end = node + 1 < nodes_.size() ? nodes_[node + 1].attributes : values_.size();
  for (std::size_t at = nodes_[node].attributes; at < end; ++at)
    if (values_[at].name == name) return &values_[at];
  return nullptr;
}

std::string_view Tree::attribute(std::size_t node, Attribute name) const {
  const Value* found = find(node, name);
  return found ? found->value : std::string_view{};
}

bool Tree::has(std::size_t node, Attribute name) const { return find(node, name) != nullptr; }

bool Tree::has_attributes(std::size_t node) const {
  return (node + 1 < nodes_.size() ? nodes_[node + 1].attributes : values_.size()) > nodes_[node].attributes;
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
