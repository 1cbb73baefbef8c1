#include "page/parse.h"

#include <lexbor/html/tokenizer/state.h>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>

#include <algorithm>
#include <array>
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
constexpr std::array<std::string_view, kAttributes> kNames = {
    "amp",    "\u26a1", "aria-hidden", "class",    "data-component", "content", "data-type", "datetime",
    "hidden", "href",   "id",          "itemprop", "lang",           "name",    "property",  "rel",
    "role",   "style",  "data-testid", "title",    "type",           "xml:lang"};

constexpr std::string_view kSvgLink = "xlink:href";  // becomes an href
constexpr std::size_t kNone = kAttributes + 1;       // what nothing here asks for

// The names by their first byte and their size, which differ for all.
constexpr std::size_t kPlaces = 128;
constexpr std::size_t place(std::string_view name) {
  return (static_cast<unsigned char>(name[0]) * std::size_t{5} + name.size()) % kPlaces;
}
constexpr auto kByPlace = [] {
  std::array<std::uint8_t, kPlaces> at{};
  at.fill(kNone);
  for (std::size_t i = 0; i < kNames.size(); ++i) at[place(kNames[i])] = static_cast<std::uint8_t>(i);
  at[place(kSvgLink)] = kAttributes;
  return at;
}();
static_assert(std::count_if(kByPlace.begin(), kByPlace.end(), [](std::uint8_t i) { return i != kNone; }) ==
                  static_cast<std::ptrdiff_t>(kNames.size()) + 1,
              "two names have one place: take another factor");

// The number of a lower-case name that is asked for: of its `Attribute`, or kAttributes for SVG's link. kNone for another.
std::size_t asked_for(std::string_view name) {
  if (name.empty()) return kNone;
  const std::size_t i = kByPlace[place(name)];
  return i != kNone && name == (i < kAttributes ? kNames[i] : kSvgLink) ? i : kNone;
}

std::string_view view(const lxb_char_t* begin, const lxb_char_t* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

// Those of whose attributes building itself asks: formatting elements that are alike count as one (but for links, of which one is
// open at a time), an input may be hidden, and some names of MathML and SVG are told from HTML's by them.
bool needs_attributes(lxb_tag_id_t tag) {
  return (is_formatting(tag) && tag != LXB_TAG_A) || tag == LXB_TAG_INPUT || tag == LXB_TAG_ANNOTATION_XML ||
         tag == LXB_TAG__EM_DOCTYPE;
}

// Attributes as nearly all of them are written, name="value", read without a walk through the tokenizer's states: those that
// nothing asks for are passed over, half of them all, and the others given to the token.
class Attributes {
 public:
  // In place of the state before an attribute's name, to which it leaves what is written otherwise.
  const lxb_char_t* read(lxb_html_tokenizer_t* tokenizer, const lxb_char_t* data, const lxb_char_t* end) {
    while (!needs_attributes(tokenizer->token->tag_id)) {
      while (data != end && is_space(*data)) ++data;
      const lxb_char_t* equals = data;
      while (equals != end && kIsName[*equals]) ++equals;
      if (equals == data || end - equals < 2 || *equals != '=' || (equals[1] != '"' && equals[1] != '\'')) break;
      const lxb_char_t* const value = equals + 2;
      const auto* close = static_cast<const lxb_char_t*>(std::memchr(value, equals[1], static_cast<std::size_t>(end - value)));
      if (!close) break;
      const std::size_t name = asked_for(view(data, equals));
      if (name == kAttributes || (name != kNone && !add(tokenizer, name, data, value, close))) break;
      data = close + 1;
    }
    return lxb_html_tokenizer_state_before_attribute_name(tokenizer, data, end);
  }

  // Leaves out of a token what nothing here asks for: it would be copied into the tree.
  void drop(lxb_html_token_t* token) {
    lxb_html_token_attr_t** at = &token->attr_first;
    token->attr_last = nullptr;
    for (lxb_html_token_attr_t* attr = token->attr_first; attr; attr = attr->next) {
      if (!attr->name) continue;
      const lxb_char_t* name = lexbor_hash_entry_str(&attr->name->entry);
      const std::size_t i = asked_for(view(name, name + attr->name->entry.length));
      if (i == kNone) continue;
      if (i < kAttributes) known_[i] = attr->name;
      *at = token->attr_last = attr;
      at = &attr->next;
    }
    *at = nullptr;
  }

 private:
  static bool is_space(lxb_char_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

  static constexpr auto kIsName = [] {
    std::array<bool, 256> is{};
    for (int c = 'a'; c <= 'z'; ++c) is[c] = true;
    for (int c = '0'; c <= '9'; ++c) is[c] = true;
    is['-'] = is['_'] = is[':'] = true;
    return is;
  }();

  // False where the name has not been met yet, the value is not what is written, or memory runs out.
  bool add(lxb_html_tokenizer_t* tokenizer, std::size_t name, const lxb_char_t* begin, const lxb_char_t* value,
           const lxb_char_t* close) {
    const auto size = static_cast<std::size_t>(close - value);
    if (!known_[name]) return false;
    for (const char other : {'&', '\r', '\0'})
      if (std::memchr(value, other, size)) return false;
    auto* const copy = static_cast<lxb_char_t*>(lexbor_mraw_alloc(tokenizer->attrs_mraw, size + 1));
    if (!copy) return false;
    lxb_html_tokenizer_attr_last_duplicate(tokenizer);  // of the one before; the last one's is looked for at the tag's end
    lxb_html_token_attr_t* const attr = lxb_html_token_attr_append(tokenizer->token, tokenizer->dobj_token_attr);
    if (!attr) return false;
    std::memcpy(copy, value, size);
    copy[size] = 0;
    attr->name = known_[name];
    attr->name_begin = begin;
    attr->name_end = value - 2;
    attr->value = copy;
    attr->value_size = size;
    attr->value_begin = value;
    attr->value_end = close;
    return true;
  }

  std::array<const lxb_dom_attr_data_t*, kAttributes> known_{};  // as the document has them
};

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
  Keep keep = Keep::Asked;
  Attributes attributes{};
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
    if (gate.keep == Keep::Asked && !needs_attributes(token->tag_id)) gate.attributes.drop(token);
  }
  if (gate.leaves_out(token)) return token;
  const lxb_tag_id_t tag = token->tag_id;
  const bool program = gate.keep == Keep::Asked && (tag == LXB_TAG_STYLE || (tag == LXB_TAG_SCRIPT && !is_json_ld(token)));
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

void read(lxb_html_parser_t* parser, std::string_view html, Gate& gate) {
  auto* const tokenizer = lxb_html_parser_tokenizer(parser);
  const auto* data = reinterpret_cast<const lxb_char_t*>(html.data());
  if (gate.keep == Keep::All) {
    lxb_html_parse_chunk_process(parser, data, html.size());
    return;
  }
  // The same, with another reader of attributes.
  const lxb_char_t* const end = data + html.size();
  tokenizer->last = end;
  while (data < end)
    data = tokenizer->state == lxb_html_tokenizer_state_before_attribute_name ? gate.attributes.read(tokenizer, data, end)
                                                                              : tokenizer->state(tokenizer, data, end);
}

}  // namespace

void DestroyDocument::operator()(lxb_html_document_t* document) const { lxb_html_document_destroy(document); }

std::string_view name_of(Attribute attribute) { return kNames[static_cast<std::size_t>(attribute)]; }

bool is_json_ld(std::string_view type) { return ascii_lower(type) == "application/ld+json"; }

HtmlDocument parse(std::string_view html, Keep keep) {
  HtmlDocument document;
  lxb_html_parser_t* parser = lxb_html_parser_create();
  if (lxb_html_parser_init(parser) == LXB_STATUS_OK) {
    auto* tokenizer = lxb_html_parser_tokenizer(parser);
    Gate gate{tokenizer->callback_token_done, tokenizer->callback_token_ctx, lxb_html_parser_tree(parser), keep};
    lxb_html_tokenizer_callback_token_done_set(tokenizer, on_token, &gate);
    document.reset(lxb_html_parse_chunk_begin(parser));
    if (document && widen_names(lxb_dom_interface_document(document.get()), html.size())) {
      read(parser, html, gate);
      lxb_html_parse_chunk_end(parser);
    }
  }
  lxb_html_parser_destroy(parser);
  return document;
}

}  // namespace entente::page
