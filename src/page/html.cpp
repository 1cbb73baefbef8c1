#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "page/blocks.h"
#include "page/content.h"
#include "page/dates.h"
#include "page/division.h"
#include "page/draft.h"
#include "page/head.h"
#include "page/judge.h"
#include "page/kind_signs.h"
#include "page/metadata.h"
#include "page/parts.h"
#include "page/stated.h"
#include "page/wording.h"

namespace entente::page {
namespace {

// Least chances: of prose, of links and side parts, of what stands below the article, of what is hidden or marked as another's.
constexpr float kAccept = 0.45, kAcceptLink = 0.55, kAcceptDoubtful = 0.65, kAcceptMarked = 0.9;
constexpr std::size_t kLittleText = 250;  // bytes
constexpr float kStated = 0.8;            // the share of a block from which it is of the article that the page states

class HtmlReader {
 public:
  HtmlReader(std::string_view html, const Cues& cues, const Judge& judge)
      : parts_(html, cues),
        tree_(parts_.tree),
        blocks_(parts_.blocks),
        root_(parts_.root),
        stated_(parts_.metadata.body),
        cues_(cues),
        judge_(judge) {}

  Draft read() {
    const Metadata& metadata = parts_.metadata;
    chances_ = judge_.chances(parts_, cues_);
    head_ = read_head(tree_, blocks_, root_, metadata, cues_, draft_);
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
  bool is_bold_line(const Block& block) const {
    return block.bold * 10 >= block.text.size() * 9 && block.words <= 12 && !ends_sentence(block.text) && block.link == 0;
  }

  // Elements that follow each other in one element or in neighbours of the same name are one flow; 0 for what is hidden.
  std::size_t place_of(std::uint32_t node) const {
    if (tree_[node].shown == Shown::No) return 0;
    const std::uint32_t parent = tree_[node].parent;
    const std::size_t name = std::hash<std::string_view>()(tree_.attribute(parent, Attribute::Class)) * 31 + tree_[parent].tag;
    return name * 31 + tree_[parent].parent + 1;
  }

  // A short paragraph whose words stand in a neighbour of another kind too: a sentence of the article, set large in the margin.
  bool is_pull_quote(std::size_t i) const {
    constexpr std::size_t kNear = 6;
    const Block& block = blocks_[i];
    if (block.words < 4 || block.words > 40 || block.is_heading() || is_bold_line(block)) return false;
    const std::string_view text = blocks_[i].key;
    for (std::size_t k = i > kNear ? i - kNear : 0; k < std::min(blocks_.size(), i + kNear + 1); ++k) {
      if (k == i || blocks_[k].words <= block.words || blocks_[k].words > 400 || !is_readable(blocks_[k].region)) continue;
      if (blocks_[k].tag == block.tag && place_of(blocks_[k].node) == place_of(block.node)) continue;
      if (blocks_[k].key.find(text) != std::string_view::npos) return true;
    }
    return false;
  }

  static bool is_link(const Block& block) { return block.link * 2 > block.text.size(); }

  // Below the article: a link to another one, or the words under it.
  bool is_teaser(std::size_t i) const {
    if (i == 0 || i < head_.end) return false;
    if (is_link(blocks_[i])) return true;
    const Block& before = blocks_[i - 1];
    const std::uint32_t parent = tree_[blocks_[i].node].parent;
    return before.words >= 3 && is_link(before) && (before.node == parent || tree_[before.node].parent == parent);
  }

  // Above the first paragraph: a name or a date.
  bool is_label(std::size_t i) const {
    const std::string_view text = blocks_[i].text;
    if (i >= head_.first || blocks_[i].words > 12) return false;
    return !cues_.byline_kind(text).empty() || !dates_in(text, cues_).empty() || same_text(text, draft_.byline);
  }

  bool is_body(std::size_t i) const {
    if (i == head_.headline || blocks_[i].region == Region::Caption) return false;
    const Region region = blocks_[i].region;
    if (trusts_stated_ && region != Region::Comments && blocks_[i].is_prose() && is_stated(i) && !is_pull_quote(i)) return true;
    if (tree_.begins_to_hide(blocks_[i].node)) return false;  // not with all that holds it, as what opens on a click is
    const bool marked = region == Region::Comments || region == Region::Newsletter || tree_[blocks_[i].node].shown == Shown::No;
    const bool doubtful = i >= head_.end;
    const bool plain = is_readable(region) && !is_link(blocks_[i]);
    const float least = marked ? kAcceptMarked : doubtful ? kAcceptDoubtful : plain ? kAccept * strictness_ : kAcceptLink;
    return chances_[i] > least && !is_pull_quote(i) && !is_teaser(i) && !is_label(i);
  }

  bool has_body() const {
    std::size_t size = 0;
    for (std::size_t i = 0; i < blocks_.size() && size < kLittleText; ++i)
      if (is_body(i)) size += blocks_[i].text.size();
    return size >= kLittleText;
  }

  // The blocks of the body. A list or a table in the article is taken as a whole where half of it is: what is short in it looks
  // like nothing by itself.
  std::vector<bool> body() const {
    std::vector<bool> body(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) body[i] = is_body(i);
    std::vector<std::uint32_t> around(tree_.size());  // the list or table around each node, 0 for none
    for (std::uint32_t i = root_ + 1; tree_.size() > 0 && i < tree_[root_].end; ++i) {
      const std::uint16_t tag = tree_[i].tag;
      const bool whole = tag == LXB_TAG_UL || tag == LXB_TAG_OL || tag == LXB_TAG_DL || tag == LXB_TAG_TABLE;
      around[i] = whole ? i : around[tree_[i].parent];
    }
    std::vector<int> sums(tree_.size());  // of each, what speaks for it
    for (std::size_t i = 0; i < blocks_.size(); ++i) sums[around[blocks_[i].node]] += body[i] ? 1 : -1;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const std::uint32_t whole = around[blocks_[i].node];
      const bool may = is_readable(blocks_[i].region) && !tree_.begins_to_hide(blocks_[i].node);
      if (whole > 0 && sums[whole] >= 0 && may) body[i] = true;
    }
    return body;
  }

  bool is_stated(std::size_t i) const { return stated_.share_of(blocks_[i].key) >= kStated; }

  // Letters and digits of a body, and how many of these are of the article that the page states.
  struct Sizes {
    std::size_t all = 0, stated = 0;
  };
  Sizes sizes_of(const std::vector<bool>& body) const {
    Sizes sizes;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!body[i]) continue;
      sizes.all += blocks_[i].key.size();
      sizes.stated += is_stated(i) ? blocks_[i].key.size() : 0;
    }
    return sizes;
  }

  void take(std::size_t i, bool heading) {
    taken_[i] = true;
    const Block& block = blocks_[i];
    draft_.paragraphs.push_back({std::string(block.text), std::string(block.key), block.words, heading, place_of(block.node)});
  }

  void collect_body() {
    // An article that looks like few others is better than none.
    for (const float strictness : {1.0F, 0.8F, 0.6F, 0.4F}) {
      strictness_ = strictness;
      if (has_body()) break;
    }
    for (const std::size_t i : {head_.headline, head_.standfirst})
      if (i != Head::kNone) taken_[i] = true;
    std::vector<bool> body = this->body();
    if (sizes_of(body).stated * 5 < stated_.size() * 4) {  // much of it opens on a click, or stands in a part of another name
      trusts_stated_ = true;
      strictness_ = 1;
      std::vector<bool> trusting = this->body();
      if (sizes_of(trusting).stated * 2 >= stated_.size()) body = std::move(trusting);
    }
    if (const Sizes sizes = sizes_of(body); sizes.stated * 2 < stated_.size() && sizes.all * 4 < stated_.size()) {
      for (const std::string& text : stated_.paragraphs())  // most of it is there for machines only
        draft_.paragraphs.push_back({text, folded(text), word_count(text), false, 0});
      return;
    }
    std::vector<std::size_t> headings;  // above the next paragraph; the last ones head nothing
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!body[i]) continue;
      const Block& block = blocks_[i];
      const bool heading = (block.is_heading() && block.words <= 30) || is_bold_line(block);
      if (heading) {
        headings.push_back(i);
        continue;
      }
      for (const std::size_t above : headings) take(above, true);
      headings.clear();
      take(i, false);
    }
    if (draft_.paragraphs.empty())  // pictures under their names
      for (const std::size_t i : headings)
        if (!is_link(blocks_[i])) take(i, false);
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
      if (taken_[i] || block.key == headline || block.key == standfirst) continue;
      if (block.region == Region::Newsletter)
        draft_.newsletter.push_back(collapse(block.text));
      else
        draft_.residue.push_back(collapse(block.text));
    }
  }

  const Parts parts_;
  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const std::uint32_t root_;
  const Stated stated_;
  const Cues& cues_;
  const Judge& judge_;
  std::vector<float> chances_;  // of the blocks to be the article's
  float strictness_ = 1;        // of what is accepted as such
  bool trusts_stated_ = false;  // what the page states as its article is the article
  std::vector<bool> taken_;
  Head head_;
  Draft draft_;
};

}  // namespace

Draft read_html(std::string_view html, const Cues& cues, const Judge& judge) { return HtmlReader(html, cues, judge).read(); }

}  // namespace entente::page
