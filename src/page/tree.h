// HTML -> a flat tree in document order, as the HTML Standard's parsing algorithm builds it, bounded in depth and size.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "page/cues.h"
#include "page/parse.h"

namespace entente::page {

// Whether an element is seen as the page is sent: not to be read aloud, or hidden, each also below one that is.
enum class Shown : std::uint8_t { Yes, Silent, No };

// Elements and texts in document order: the descendants of node i are the nodes i+1 .. end-1.
struct Node {
  lxb_dom_node_t* dom = nullptr;
  std::uint32_t parent = 0;
  std::uint32_t end = 0;
  std::uint32_t text = 0;        // bytes of visible text below it, and of these
  std::uint32_t link = 0;        // those inside of links
  std::uint32_t around = 0;      // bits of what it stands in, see mark_regions
  std::uint32_t attributes = 0;  // its first one
  std::uint32_t named = 0;       // bits of those it has, by Attribute
  std::uint16_t tag = 0;         // lxb_tag_id_t
  Region region = Region::Body;
  Shown shown = Shown::Yes;

  bool is_text() const { return tag == LXB_TAG__TEXT; }
};

class Tree {
 public:
  // An empty tree if memory runs out.
  explicit Tree(std::string_view html, Keep keep = Keep::Asked);

  std::vector<Node>& nodes() { return nodes_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](std::size_t i) const { return nodes_[i]; }
  std::size_t size() const { return nodes_.size(); }

  std::string_view attribute(std::size_t node, Attribute name) const {  // empty where it has none
    if (!has(node, name)) return {};
    const Value* at = &values_[nodes_[node].attributes];
    while (at->name != name) ++at;
    return at->value;
  }
  bool has(std::size_t node, Attribute name) const { return (nodes_[node].named >> static_cast<int>(name) & 1) != 0; }
  bool has_attributes(std::size_t node) const { return nodes_[node].named != 0; }
  std::string_view text(std::size_t node) const;   // of a text node
  std::string whole_text(std::size_t node) const;  // of all texts below it, white space collapsed
  // Hidden itself, and not because what holds it is.
  bool begins_to_hide(std::size_t node) const {
    return nodes_[node].shown == Shown::No && nodes_[nodes_[node].parent].shown != Shown::No;
  }
  bool is_below(std::size_t node, std::size_t ancestor) const { return ancestor <= node && node < nodes_[ancestor].end; }

 private:
  struct Value {
    Attribute name;
    std::string_view value;
  };
  void flatten(std::size_t page_bytes);

  HtmlDocument document_;
  std::vector<Node> nodes_;
  std::vector<Value> values_;  // of the nodes' attributes, node by node
};

bool is_block_tag(std::uint16_t tag);    // starts and ends a paragraph
bool is_skipped_tag(std::uint16_t tag);  // its content is never read as text
int heading_level(std::uint16_t tag);    // 1-6, 0 for other elements

}  // namespace entente::page
