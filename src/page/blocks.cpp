#include "page/blocks.h"

#include <algorithm>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

class Builder {
 public:
  explicit Builder(const Tree& tree) : tree_(tree) {}

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
      if (is_skipped_tag(node.tag)) {
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
    return std::move(blocks_);
  }

 private:
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
    const auto size = static_cast<std::uint32_t>(trim(text).size());
    if (size > 0) {
      breaks_ = 0;
      if (!any_) current_.first = i;
      any_ = true;
    }
    append_collapsed(current_.text, text, gap_, pre_ > 0);
    if (links_ > 0) current_.link += size;
    if (bolds_ > 0)
      current_.bold += size;
    else if (italics_ > 0)
      current_.italic += size;
    if (links_ > 0 && size > 0 && (current_.anchors.empty() || current_.anchors.back() != anchor_))
      current_.anchors.push_back(anchor_);
  }

  void flush() {
    if (any_) {
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
      current_.words = word_count(current_.text);
      if (!current_.text.empty()) blocks_.push_back(std::move(current_));
    }
    current_ = Block{};
    gap_ = Gap::None;
    any_ = false;
    breaks_ = 0;
  }

  const Tree& tree_;
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

std::vector<Block> blocks_of(const Tree& tree) { return Builder(tree).build(); }

}  // namespace entente::page
