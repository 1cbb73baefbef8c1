#include "page/parts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "page/content.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMostTags = 40;
constexpr std::size_t kMostCells = 20'000;                           // of all tables of a page
constexpr std::uint32_t kLongestTable = 60'000, kLongestCell = 120;  // bytes; of a cell on average

class PartReader {
 public:
  PartReader(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, std::size_t first, std::size_t end,
             Draft& draft)
      : tree_(tree), blocks_(blocks), root_(root), first_(first), end_(std::min(end, blocks.size())), draft_(draft) {}

  void read(const Metadata& metadata) {
    take_blocks();
    take_tables();
    take_tags(metadata);
  }

 private:
  // The nearest element of one of two tags at or above a node, a few levels up; 0 if there is none.
  std::uint32_t around(std::uint32_t node, std::uint16_t a, std::uint16_t b) const {
    for (int steps = 0; steps < 5 && node > 0; ++steps, node = tree_[node].parent)
      if (tree_[node].tag == a || tree_[node].tag == b) return node;
    return 0;
  }

  void take_blocks() {
    std::uint32_t list = 0, quote = 0;
    std::unordered_set<std::string> captions;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (!tree_.is_below(block.node, root_)) continue;
      if (block.region == Region::Caption && captions.insert(folded(block.text)).second && block.words >= 2)
        draft_.captions.push_back(collapse(block.text));
      if (i < first_ || i >= end_) continue;
      const bool readable = is_readable(block.region) && block.link * 2 <= block.text.size();
      if (const std::uint32_t at = readable ? around(block.node, LXB_TAG_UL, LXB_TAG_OL) : 0; at > 0 && block.tag == LXB_TAG_LI) {
        if (at != std::exchange(list, at)) draft_.lists.push_back({tree_[at].tag == LXB_TAG_OL, {}});
        draft_.lists.back().items.push_back(collapse(block.text));
      }
      if (block.region == Region::PullQuote) draft_.quotes.push_back(collapse(block.text));
      const std::uint32_t at = readable ? around(block.node, LXB_TAG_BLOCKQUOTE, LXB_TAG_BLOCKQUOTE) : 0;
      if (at == 0) continue;
      if (at != std::exchange(quote, at))
        draft_.quotes.push_back(collapse(block.text));
      else
        draft_.quotes.back() += "\n" + collapse(block.text);
    }
    std::erase_if(draft_.lists, [](const List& one) { return one.items.size() < 2; });
  }

  // The innermost tables: one that holds another lays out the page.
  void take_tables() {
    const std::uint32_t end = tree_.size() == 0 ? 0 : tree_[root_].end;
    std::uint32_t open = 0;
    std::vector<std::uint32_t> tables;
    for (std::uint32_t i = root_; i < end; ++i) {
      if (tree_[i].tag != LXB_TAG_TABLE) continue;
      if (open > 0 && i < tree_[open].end && !tables.empty() && tables.back() == open) tables.pop_back();
      if (is_readable(tree_[i].region) && tree_[i].text > 0 && tree_[i].text <= kLongestTable &&
          tree_[i].link * 2 <= tree_[i].text)
        tables.push_back(i);
      open = i;
    }
    std::size_t cells = 0;
    for (const std::uint32_t table : tables) take_table(table, cells);
  }

  void take_table(std::uint32_t table, std::size_t& cells) {
    Table out;
    bool heads = false;
    std::size_t filled = 0;
    for (std::uint32_t i = table + 1; i < tree_[table].end; ++i) {
      const std::uint16_t tag = tree_[i].tag;
      if (tag == LXB_TAG_CAPTION) out.caption = tree_.whole_text(i);
      if (tag == LXB_TAG_TR) out.rows.emplace_back();
      if ((tag != LXB_TAG_TD && tag != LXB_TAG_TH) || out.rows.empty() || ++cells > kMostCells) continue;
      heads |= tag == LXB_TAG_TH;
      out.rows.back().push_back(tree_.whole_text(i));
      filled += tree_[i].text > 0 ? 1 : 0;
      i = std::max(i, tree_[i].end - 1);
    }
    std::erase_if(out.rows, [](const std::vector<std::string>& row) {
      return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
    });
    const auto wide = static_cast<std::size_t>(
        std::count_if(out.rows.begin(), out.rows.end(), [](const auto& row) { return row.size() >= 2; }));
    if (wide < 2 || wide * 2 < out.rows.size() || filled < 3) return;
    if (!heads && tree_[table].text > kLongestCell * filled) return;
    draft_.tables.push_back(std::move(out));
  }

  void add_tag(std::unordered_set<std::string>& seen, std::string_view text) {
    text = trim(text);
    while (text.starts_with('#')) text.remove_prefix(1);
    while (text.ends_with(',') || text.ends_with(';')) text.remove_suffix(1);
    text = trim(text);
    if (text.empty() || text.size() > 60 || word_count(text) > 6 || draft_.tags.size() >= kMostTags) return;
    if (seen.insert(folded(text)).second) draft_.tags.emplace_back(text);
  }

  // The links that the page prints as tags; where it prints none, the metadata's.
  void take_tags(const Metadata& metadata) {
    std::unordered_set<std::string> seen{""};
    for (const Block& block : blocks_)
      for (const std::uint32_t anchor : block.anchors)
        if ((block.region == Region::Tags && block.link * 2 > block.text.size()) ||
            tree_.attribute(anchor, Attribute::Rel) == "tag")
          add_tag(seen, tree_.whole_text(anchor));
    if (!draft_.tags.empty()) return;
    for (const std::string& field : metadata.keywords) {
      std::string_view rest = field;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
        add_tag(seen, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }

  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const std::uint32_t root_;
  const std::size_t first_, end_;
  Draft& draft_;
};

}  // namespace

void read_parts(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, std::size_t first, std::size_t end,
                const Metadata& metadata, Draft& draft) {
  PartReader(tree, blocks, root, first, end, draft).read(metadata);
}

}  // namespace entente::page
