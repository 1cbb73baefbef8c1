#include "page/blocks.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::uint32_t kFewBytes = 400;

class Builder {
 public:
  Builder(const Tree& tree, Texts& texts) : tree_(tree), texts_(texts) {
    texts_ = {};
    if (tree.size() == 0) return;
    texts_.texts.reserve(tree[0].text + tree.size());
    texts_.keys.reserve(tree[0].text + tree.size());
  }

  std::vector<Block> build() {
    // Ends of the elements around the current node, to see where one closes.
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < tree_.size();) {
      while (!open.empty() && tree_[open.back()].end <= i) {
        close(open.back());
        open.pop_back();
      }
      const Node& node = tree_[i];
      if (node.is_text()) {
        add(i);
        ++i;
        continue;
      }
      if (is_skipped_tag(node.tag) || is_aside(i) || (node.tag == LXB_TAG_BUTTON && node.text == 0)) {
        i = node.end;
        continue;
      }
      enter(i);
      open.push_back(i++);
    }
    while (!open.empty()) {
      close(open.back());
      open.pop_back();
    }
    flush();
    look();
    return std::move(blocks_);
  }

 private:
  // A few hidden words in a line: what is read aloud of a picture, a sign for a machine.
  bool is_aside(std::size_t i) const {
    return tree_.begins_to_hide(i) && !is_block_tag(tree_[i].tag) && tree_[i].text <= kFewBytes;
  }

  // What the block that is being built has so far.
  std::string_view text() const { return std::string_view(texts_.texts).substr(text_); }

  // Once nothing moves any more.
  void look() {
    const char* text = texts_.texts.data();
    const char* key = texts_.keys.data();
    const std::uint32_t* anchor = texts_.anchors.data();
    std::unordered_map<std::string_view, int> repeats(blocks_.size());
    for (Block& block : blocks_) {
      block.text = {text, block.text.size()};
      block.key = {key, block.key.size()};
      block.anchors = {anchor, block.anchors.size()};
      text += block.text.size();
      key += block.key.size();
      anchor += block.anchors.size();
      ++repeats[block.key];
    }
    for (Block& block : blocks_) block.repeats = repeats.find(block.key)->second;
  }

  void enter(std::uint32_t i) {
    const Node& node = tree_[i];
    if (node.tag == LXB_TAG_BR) {
      gap_ = Gap::Line;
      if (++breaks_ >= 2) flush();
      return;
    }
    if (is_block_tag(node.tag) || node.region != region_) flush();
    if (is_block_tag(node.tag)) block_.push_back(i);
    region_ = node.region;
    links_ += node.tag == LXB_TAG_A;
    bolds_ += node.tag == LXB_TAG_B || node.tag == LXB_TAG_STRONG;
    italics_ += node.tag == LXB_TAG_I || node.tag == LXB_TAG_EM;
    if (node.tag == LXB_TAG_A) anchor_ = i;
    if (node.tag == LXB_TAG_PRE) ++pre_;
  }

  void close(std::uint32_t i) {
    const Node& node = tree_[i];
    if (node.tag == LXB_TAG_BR) return;
    const Region outside = tree_[node.parent].region;
    if (is_block_tag(node.tag) || outside != region_) flush();
    if (is_block_tag(node.tag)) block_.pop_back();
    region_ = outside;
    links_ -= node.tag == LXB_TAG_A;
    bolds_ -= node.tag == LXB_TAG_B || node.tag == LXB_TAG_STRONG;
    italics_ -= node.tag == LXB_TAG_I || node.tag == LXB_TAG_EM;
    if (node.tag == LXB_TAG_PRE) --pre_;
  }

  void add(std::uint32_t i) {
    const std::string_view text = tree_.text(i);
    const std::uint32_t size = tree_[i].text;
    if (size > 0) {
      breaks_ = 0;
      if (!any_) current_.first = i;
      any_ = true;
    }
    if (size == 0 && pre_ == 0 && text.starts_with('\n')) {  // what parts the tags of a page
      if (gap_ == Gap::None) gap_ = Gap::Space;
      return;
    }
    append_collapsed(texts_.texts, text, gap_, pre_ > 0, text_);
    if (links_ > 0) current_.link += size;
    if (bolds_ > 0)
      current_.bold += size;
    else if (italics_ > 0)
      current_.italic += size;
    if (links_ > 0 && size > 0 && (texts_.anchors.size() == anchors_ || texts_.anchors.back() != anchor_))
      texts_.anchors.push_back(anchor_);
  }

  void flush() {
    if (any_ && !text().empty()) {
      current_.region = region_;
      current_.node = block_.empty() ? 0 : block_.back();
      current_.tag = tree_[current_.node].tag;
      for (std::size_t k = block_.size(), steps = 0; k-- > 0 && steps < 3; ++steps) {  // <h2><div>..</div></h2>, <li><p>
        const std::uint16_t tag = tree_[block_[k]].tag;
        if (heading_level(tag) > 0 || tag == LXB_TAG_LI || tag == LXB_TAG_BLOCKQUOTE) {
          current_.tag = tag;
          break;
        }
        if (tag != LXB_TAG_DIV && tag != LXB_TAG_P) break;
      }
      const std::size_t key = texts_.keys.size();
      append_folded(texts_.keys, text());
      current_.words = word_count(text());
      current_.text = text();
      current_.key = std::string_view(texts_.keys).substr(key);
      current_.anchors = {texts_.anchors.data(), texts_.anchors.size() - anchors_};
      blocks_.push_back(current_);
    } else {
      texts_.texts.resize(text_);
      texts_.anchors.resize(anchors_);
    }
    current_ = Block{};
    text_ = texts_.texts.size();
    anchors_ = texts_.anchors.size();
    gap_ = Gap::None;
    any_ = false;
    breaks_ = 0;
  }

  const Tree& tree_;
  Texts& texts_;
  std::size_t text_ = 0, anchors_ = 0;  // where those of the current block begin
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> block_;  // block-level elements around
  Block current_;
  Gap gap_ = Gap::None;
  Region region_ = Region::Body;
  std::uint32_t anchor_ = 0;
  int links_ = 0, bolds_ = 0, italics_ = 0, pre_ = 0, breaks_ = 0;
  bool any_ = false;
};

}  // namespace

std::vector<Block> blocks_of(const Tree& tree, Texts& texts) { return Builder(tree, texts).build(); }

}  // namespace entente::page
