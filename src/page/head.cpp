#include "page/head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "page/authors.h"
#include "page/content.h"
#include "page/dating.h"
#include "page/title.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr int kLinkLine = 20;      // words of prose that outweigh one line of links
constexpr std::size_t kBelow = 3;  // blocks after the first paragraph: a heading there is a section's

class HeadReader {
 public:
  HeadReader(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, const Metadata& metadata, const Cues& cues,
             Draft& draft)
      : tree_(tree), blocks_(blocks), root_(root), metadata_(metadata), cues_(cues), draft_(draft) {}

  Head read() {
    draft_.site = metadata_.site;
    find_body();
    find_headline();
    find_body();  // once more: a long headline may have passed for a paragraph
    find_site();
    find_end();
    find_standfirst();
    find_byline();
    find_dates();
    return head_;
  }

 private:
  void find_body() {
    std::size_t first = blocks_.size();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (!tree_.is_below(block.node, root_) || !is_readable(block.region) || !block.is_prose() || block.is_heading()) continue;
      if (i == head_.headline) continue;
      if (first == blocks_.size()) first = i;
      head_.last = i;
    }
    head_.first = first == blocks_.size() ? 0 : first;
  }

  // The article ends where what follows is more links than prose: each paragraph speaks for going on, each line of links against.
  void find_end() {
    int sum = 0, best = 0;
    bool open = true;  // no line of links since the best
    head_.end = blocks_.size();
    for (std::size_t i = head_.first; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (!tree_.is_below(block.node, root_)) continue;
      if (is_readable(block.region) && block.is_prose())
        sum += std::min(block.words, 60);
      else if (block.link * 2 > block.text.size() && block.words >= 3)
        sum -= kLinkLine, open = false;
      if (sum >= best) best = sum, open = true;
      if (open) head_.end = i + 1;
    }
  }

  // How likely a block is the headline: the page's own metadata name it, its title holds it, it is a heading, or it stands twice.
  int headline_score(std::size_t i, const std::string& title, const std::string& stated, const std::string& shared) {
    const Block& block = blocks_[i];
    const std::string_view text = block.key;
    if (text.empty() || block.text.size() > 400) return 0;
    if (block.region > Region::Kicker && block.region != Region::Masthead) return 0;
    const bool heading = block.is_heading(), linked = block.link * 2 > block.text.size();
    int score = 0;
    if (text == stated)
      score = 100;
    else if (text == shared)
      score = 80;
    else if (block.words < 2)
      return 0;
    else if (text.size() >= 10 && text.size() * 3 >= title.size() && title.find(text) != std::string::npos)
      score = linked && !heading ? 12 : head_.last > 0 && i > head_.first + kBelow && block.tag != LXB_TAG_H1 ? 35 : 60;
    else if (block.tag == LXB_TAG_H1)
      score = 30;
    else if (block.tag == LXB_TAG_H2 && i < head_.first)
      score = 20;
    if (i <= head_.first && block.words >= 4 && !linked && block.repeats == 2 && cues_.of_line(block.text) == Region::Body)
      score += 20;
    if (score == 0) return 0;
    if (block.tag == LXB_TAG_H1)
      score += 10;
    else if (heading)
      score += 6;
    return block.region == Region::Masthead ? score / 3 : block.region == Region::Kicker ? score / 2 : score;
  }

  void find_headline() {
    const std::string title = folded(metadata_.title), stated = folded(metadata_.headline),
                      shared = folded(metadata_.shared_title);
    int best = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const int score = headline_score(i, title, stated, shared);
      const bool goes_on = score == best && best > 0 && heading_of(blocks_[i]) == heading_of(blocks_[head_.headline]) &&
                           blocks_[i].text.size() > blocks_[head_.headline].text.size();  // below its kicker
      if (score <= best && !goes_on) continue;
      best = score;
      head_.headline = i;
    }
    if (head_.headline != Head::kNone)
      draft_.headline = heading_text(tree_, heading_of(blocks_[head_.headline]), collapse(blocks_[head_.headline].text));
    else
      draft_.headline = without_site(metadata_.headline.empty() ? metadata_.title : metadata_.headline, metadata_);
  }

  // The heading around a block, which may be a part of it.
  std::uint32_t heading_of(const Block& block) const {
    std::uint32_t node = block.node;
    for (int steps = 0; steps < 3 && node > 0; ++steps, node = tree_[node].parent)
      if (heading_level(tree_[node].tag) > 0) return node;
    return block.node;
  }

  // "Headline | Site": what the title says beside the headline; else the line that the page begins with.
  void find_site() {
    if (!draft_.site.empty()) return;
    const std::string& title = metadata_.title;
    const std::size_t at = draft_.headline.empty() ? std::string::npos : title.find(draft_.headline);
    if (at != std::string::npos) {
      const std::string_view all = title;
      draft_.site = without_separators(at == 0 ? all.substr(draft_.headline.size()) : all.substr(0, at));
    } else if (!blocks_.empty() && word_count(title) <= 6 && folded(title) == blocks_[0].key) {
      draft_.site = title;
    }
  }

  void find_standfirst() {
    const std::size_t begin = head_.headline == Head::kNone ? 0 : head_.headline + 1;
    const std::size_t end = std::min(blocks_.size(), std::max(begin + 12, head_.first + 1));
    const std::string described = folded(metadata_.description), headline = folded(draft_.headline);
    for (std::size_t i = begin; i < end && i <= head_.first + 1; ++i) {
      const Block& block = blocks_[i];
      if (block.words < 4 || block.region > Region::Standfirst || block.key == headline) continue;
      const bool stated = block.key.size() >= 20 && block.key == described;
      const bool marked = block.region == Region::Standfirst && block.words >= 5;
      // Printed once below the headline and once more as the first paragraph, or set in bold or italics as a whole.
      const bool doubled = block.words >= 6 && block.repeats >= 2;
      const bool emphatic =
          i == head_.first && block.words >= 8 && (block.bold + block.italic) * 10 >= block.text.size() * 9 && head_.last > i;
      if (!stated && !marked && !doubled && !emphatic) continue;
      draft_.standfirst = collapse(block.text);
      if (!is_own_paragraph(i, marked || doubled)) head_.standfirst = i;
      return;
    }
    // Unmarked: a paragraph between headline and article, outside of the article's element.
    for (std::size_t i = begin; head_.headline != Head::kNone && i < std::min(head_.first, begin + 12); ++i) {
      const Block& block = blocks_[i];
      const bool may = block.region <= Region::Standfirst || (block.region == Region::Related && !block.is_heading());
      if (!may || !block.is_prose() || block.link > 0 || block.words > 80 || tree_.is_below(block.node, root_)) continue;
      if (!cues_.byline_kind(block.text).empty() || cues_.of_line(block.text) != Region::Body || !ends_sentence(block.text))
        continue;
      draft_.standfirst = collapse(block.text);
      head_.standfirst = i;
      return;
    }
  }

  // Marked or set off, but a paragraph of the article itself: it stands among the others.
  bool is_own_paragraph(std::size_t i, bool said_to_be_standfirst) const {
    const Block& block = blocks_[i];
    if (!said_to_be_standfirst && tree_.is_below(block.node, root_)) return true;
    if (i < head_.first || !tree_.is_below(block.node, root_)) return false;
    if (block.region == Region::Content) return true;
    for (std::size_t k = i + 1; k < std::min(blocks_.size(), i + 6); ++k)
      if (blocks_[k].is_prose() && tree_[blocks_[k].node].parent == tree_[block.node].parent && blocks_[k].region == block.region)
        return true;
    return false;
  }

  bool is_head(std::size_t i) const {
    const std::size_t from = head_.headline == Head::kNone ? 0 : head_.headline;
    std::size_t end = head_.first;
    if (!draft_.standfirst.empty()) end += 2;
    return i + 2 >= from && i <= end && blocks_[i].words <= 40 && i != head_.headline && i != head_.standfirst;
  }

  void find_dates() {
    PageDates dates = page::find_dates(tree_, blocks_, head_, draft_, metadata_, cues_);
    draft_.page_date = std::move(dates.page_date);
    draft_.article_date = std::move(dates.article);
    draft_.updated_date = std::move(dates.update);
  }

  void find_byline() {
    BylinePlace place;
    const std::size_t from = head_.headline == Head::kNone ? 0 : head_.headline;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (blocks_[i].words <= 25 && (is_head(i) || (head_.first == 0 && i < from + 12 && i != head_.headline)))
        place.blocks.push_back(i);
    const auto node = [this](std::size_t i) {
      return i < blocks_.size() ? blocks_[i].first : static_cast<std::uint32_t>(tree_.size());
    };
    place.begin = node(from < 4 ? 0 : from - 4);
    const bool has_body = head_.first > from;
    place.head = std::max(place.begin, node(has_body ? head_.first : from + 12));
    place.end = std::max(place.head, node(std::min(head_.end, head_.last + 1) + 8));
    Byline byline = read_byline(tree_, blocks_, place, metadata_, cues_);
    draft_.byline = std::move(byline.printed);
    draft_.authors = std::move(byline.authors);
  }

  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const std::uint32_t root_;
  const Metadata& metadata_;
  const Cues& cues_;
  Draft& draft_;
  Head head_;
};

}  // namespace

Head read_head(const Tree& tree, const std::vector<Block>& blocks, std::uint32_t root, const Metadata& metadata, const Cues& cues,
               Draft& draft) {
  return HeadReader(tree, blocks, root, metadata, cues, draft).read();
}

}  // namespace entente::page
