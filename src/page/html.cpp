#include <algorithm>
#include <unordered_set>
#include <utility>

#include "page/blocks.h"
#include "page/content.h"
#include "page/dates.h"
#include "page/draft.h"
#include "page/head.h"
#include "page/kind_signs.h"
#include "page/metadata.h"
#include "page/parts.h"
#include "page/wording.h"

namespace entente::page {
namespace {

class HtmlReader {
 public:
  HtmlReader(std::string_view html, const Cues& cues) : tree_(html), cues_(cues) {}

  Draft read() {
    const Metadata metadata = metadata_of(tree_);
    const std::size_t prose = divide(&cues_);
    // Names of classes can mislead: where they leave no article, they are not heeded.
    if (prose < kLittleProse && divide(nullptr) < 2 * prose + kLittleProse) divide(&cues_);
    for (const Block& block : blocks_) keys_.push_back(folded(block.text));
    head_ = read_head(tree_, blocks_, keys_, root_, metadata, cues_, draft_);
    taken_.assign(blocks_.size(), false);
    draft_.keeps_subheads = true;
    collect_body();
    collect_links();
    collect_rest();
    read_parts(tree_, blocks_, root_, head_.first, head_.end, metadata, draft_);
    draft_.amp = metadata.amp;
    draft_.kind = kind_of(signs_of(tree_, blocks_, head_, root_, metadata, draft_));
    draft_.url = metadata.url;
    draft_.language = metadata.language;
    draft_.title = metadata.title;
    return std::move(draft_);
  }

 private:
  static constexpr std::size_t kLittleProse = 250;  // bytes

  // Divides the page into regions and blocks and finds the article; the bytes of its prose.
  std::size_t divide(const Cues* class_names) {
    mark_regions(tree_, class_names);
    blocks_ = blocks_of(tree_);
    mark_flow(blocks_, cues_);
    root_ = content_root(tree_, blocks_);
    std::size_t prose = 0;
    for (const Block& block : blocks_)
      if (tree_.is_below(block.node, root_) && is_readable(block.region) && block.is_prose()) prose += block.text.size();
    return prose;
  }

  bool is_bold_line(const Block& block) const {
    return block.bold * 10 >= block.text.size() * 9 && block.words <= 12 && !ends_sentence(block.text) && block.link == 0;
  }

  // A short paragraph whose words stand in a neighbour too: a sentence of the article, set large in the margin.
  bool is_pull_quote(std::size_t i) const {
    constexpr std::size_t kNear = 6;
    const Block& block = blocks_[i];
    if (block.words < 4 || block.words > 40 || block.is_heading() || is_bold_line(block)) return false;
    const std::string& text = keys_[i];
    for (std::size_t k = i > kNear ? i - kNear : 0; k < std::min(blocks_.size(), i + kNear + 1); ++k) {
      if (k == i || blocks_[k].words <= block.words || blocks_[k].words > 400 || !is_readable(blocks_[k].region)) continue;
      if (keys_[k].find(text) != std::string::npos) return true;
    }
    return false;
  }

  // Before the first long paragraph: a short one or a subhead below the headline, not a date, a name or a label.
  bool opens(std::size_t i) const {
    const Block& block = blocks_[i];
    if (head_.headline == Head::kNone || i < head_.headline || block.link > 0 || block.words < 3) return false;
    const bool paragraph =
        block.tag == LXB_TAG_P || block.tag == LXB_TAG_LI || block.tag == LXB_TAG_BLOCKQUOTE || block.is_heading();
    return paragraph && cues_.byline_kind(block.text).empty() && dates_in(block.text, cues_).empty() &&
           !same_text(block.text, draft_.byline) && !same_text(block.text, draft_.headline);
  }

  bool is_body(std::size_t i) const {
    const Block& block = blocks_[i];
    if (!tree_.is_below(block.node, root_) || !is_readable(block.region)) return false;
    if (i == head_.headline || i == head_.standfirst || i >= head_.end) return false;
    if (i < head_.first && !opens(i)) return false;
    return block.link * 2 <= block.text.size() && !is_pull_quote(i);
  }

  void collect_body() {
    for (const std::size_t i : {head_.headline, head_.standfirst})
      if (i != Head::kNone) taken_[i] = true;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_body(i)) continue;
      const Block& block = blocks_[i];
      const bool heading = (block.is_heading() && block.words <= 30) || is_bold_line(block);
      if (heading && i > head_.last) continue;
      taken_[i] = true;
      draft_.paragraphs.push_back({block.text, heading});
    }
  }

  // Links to other articles: those under "related" and the like, and all others long enough to be a headline.
  void collect_links() {
    std::unordered_set<std::string> seen{folded(draft_.headline)};
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const Region region = block.region;
      if (taken_[i] ||
          (region != Region::Related && region != Region::Headlines && region != Region::Aside && !is_readable(region)))
        continue;
      for (const std::uint32_t anchor : block.anchors) {
        std::string title = tree_.whole_text(anchor);
        if (title.size() > 300 || word_count(title) < 4 || !seen.insert(folded(title)).second) continue;
        (region == Region::Related ? draft_.related : draft_.headlines)
            .push_back({std::move(title), collapse(tree_.attribute(anchor, Attribute::Href))});
        taken_[i] = true;
      }
    }
  }

  void collect_rest() {
    const std::string headline = folded(draft_.headline), standfirst = folded(draft_.standfirst);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (taken_[i] || keys_[i] == headline || keys_[i] == standfirst) continue;
      if (block.region == Region::Newsletter)
        draft_.newsletter.push_back(collapse(block.text));
      else
        draft_.residue.push_back(collapse(block.text));
    }
  }

  Tree tree_;
  const Cues& cues_;
  std::vector<Block> blocks_;
  std::vector<std::string> keys_;  // folded texts of the blocks
  std::vector<bool> taken_;
  std::uint32_t root_ = 0;
  Head head_;
  Draft draft_;
};

}  // namespace

Draft read_html(std::string_view html, const Cues& cues) { return HtmlReader(html, cues).read(); }

}  // namespace entente::page
