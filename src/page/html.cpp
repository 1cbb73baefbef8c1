#include <algorithm>
#include <unordered_set>
#include <utility>

#include "page/blocks.h"
#include "page/content.h"
#include "page/dates.h"
#include "page/draft.h"
#include "page/metadata.h"
#include "page/wording.h"

namespace entente::page {
namespace {

class HtmlReader {
 public:
  HtmlReader(std::string_view html, const About& about, const Cues& cues) : tree_(html), about_(about), cues_(cues) {}

  Draft read() {
    metadata_ = metadata_of(tree_);
    mark_regions(tree_, cues_);
    blocks_ = blocks_of(tree_);
    root_ = content_root(tree_, blocks_);
    find_body();
    find_headline();
    find_standfirst();
    find_byline_and_dates();
    collect_body();
    collect_links();
    collect_rest();
    draft_.url = metadata_.url;
    draft_.language = metadata_.language;
    draft_.title = metadata_.title;
    if (draft_.site.empty()) draft_.site = metadata_.site;
    return std::move(draft_);
  }

 private:
  bool in_root(const Block& block) const { return tree_.is_below(block.node, root_); }

  // The first and last paragraph of prose in the root: what stands before is head, what stands after is tail.
  void find_body() {
    first_ = last_ = blocks_.size();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!in_root(blocks_[i]) || !is_readable(blocks_[i].region) || !blocks_[i].is_prose() || blocks_[i].is_heading()) continue;
      if (first_ == blocks_.size()) first_ = i;
      last_ = i;
    }
    if (first_ == blocks_.size()) first_ = 0;
  }

  // The headline is the heading that the page's own metadata names; else the title's best match; else the first h1.
  void find_headline() {
    headline_ = blocks_.size();
    const std::string title = folded(metadata_.title), stated = folded(metadata_.headline);
    std::size_t best_score = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (block.words < 2 || block.text.size() > 400) continue;
      if (block.region > Region::Kicker && block.region != Region::Masthead && block.region != Region::Newsletter) continue;
      const std::string text = folded(block.text);
      if (text.empty()) continue;
      std::size_t score = 0;
      if (text == stated)
        score = 100;
      else if (text.size() >= 10 && title.find(text) != std::string::npos && text.size() * 3 >= title.size())
        score = 60;
      else if (block.tag == LXB_TAG_H1)
        score = block.region == Region::Masthead ? 5 : 30;
      else if (block.tag == LXB_TAG_H2 && i < first_)
        score = 20;
      if (score == 0) continue;
      if (block.tag == LXB_TAG_H1)
        score += 10;
      else if (block.is_heading())
        score += 6;
      if (block.region == Region::Masthead) score /= 2;
      if (score > best_score) {
        best_score = score;
        headline_ = i;
      }
    }
    if (headline_ < blocks_.size()) {
      draft_.headline = collapse(blocks_[headline_].text);
      if (draft_.site.empty() && metadata_.site.empty()) draft_.site = site_of_title();
    } else {
      draft_.headline = !metadata_.headline.empty() ? metadata_.headline : metadata_.title;
    }
  }

  // "Headline | Site": what the title says beside the headline.
  std::string site_of_title() const {
    const std::string& title = metadata_.title;
    const std::size_t at = title.find(draft_.headline);
    if (at == std::string::npos) return "";
    std::string_view rest =
        at == 0 ? std::string_view(title).substr(draft_.headline.size()) : std::string_view(title).substr(0, at);
    constexpr std::string_view kSeparators = " -|:\u2013\u2014\u00b7\u00bb\u2022";
    while (!rest.empty() && kSeparators.find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
    while (!rest.empty() && kSeparators.find(rest.back()) != std::string_view::npos) rest.remove_suffix(1);
    return std::string(trim(rest));
  }

  void find_standfirst() {
    const std::size_t begin = headline_ < blocks_.size() ? headline_ + 1 : 0;
    const std::string described = folded(metadata_.description);
    for (std::size_t i = begin; i < std::min(blocks_.size(), begin + 12); ++i) {
      const Block& block = blocks_[i];
      if (block.words < 4 || block.region > Region::Byline) continue;
      const std::string text = folded(block.text);
      const bool stated = text.size() >= 20 && text == described;
      if (stated || (block.region == Region::Standfirst && block.words >= 5)) {
        draft_.standfirst = collapse(block.text);
        standfirst_ = i;
        return;
      }
      if (i > first_) return;
    }
  }

  void find_byline_and_dates() {
    const std::size_t from = headline_ < blocks_.size() ? headline_ : 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const bool head = i >= from && i <= first_ + 1;
      if (block.words > 40) continue;
      const auto dates = dates_in(block.text, cues_);
      const std::string_view kind = cues_.byline_kind(block.text);
      if (draft_.byline.empty() && head && (kind == "by" || block.region == Region::Byline) && block.words <= 25 &&
          (dates.empty() || !is_date_alone(block.text, dates.front())) && i != headline_ && i != standfirst_)
        draft_.byline = collapse(block.text);
      if (dates.empty()) continue;
      const bool masthead = i < from || block.region == Region::Masthead;
      if (masthead && is_date_alone(block.text, dates.front()) && draft_.page_date.empty())
        draft_.page_date = dates.front().iso;
      else if (head && !draft_.article_date && kind != "updated" && i != headline_ && block.words <= 25)
        draft_.article_date = Dated{dates.front().iso, "stated", {collapse(block.text)}};
    }
    if (draft_.byline.empty()) draft_.byline = metadata_.author;
    if (!metadata_.published.empty())
      if (std::string date = date_of_value(metadata_.published, cues_); !date.empty() && !draft_.article_date)
        draft_.article_date = Dated{std::move(date), "metadata", {metadata_.published_evidence}};
  }

  bool is_bold_line(const Block& block) const {
    return block.bold * 10 >= block.text.size() * 9 && block.words <= 12 && !ends_sentence(block.text) && block.link == 0;
  }

  void collect_body() {
    taken_.assign(blocks_.size(), false);
    if (headline_ < blocks_.size()) taken_[headline_] = true;
    if (standfirst_ < blocks_.size()) taken_[standfirst_] = true;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (!in_root(block) || !is_readable(block.region) || taken_[i]) continue;
      if (i < first_ || block.link * 2 > block.text.size()) continue;
      if (cues_.of_line(block.text) != Region::Body) continue;
      taken_[i] = true;
      const bool heading = (block.is_heading() && block.words <= 30) || is_bold_line(block);
      if (heading && i > last_) continue;
      draft_.paragraphs.push_back({block.text, heading});
    }
  }

  void collect_links() {
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag != LXB_TAG_A) continue;
      const Region region = tree_[i].region;
      if (is_readable(region) && tree_.is_below(i, root_)) continue;
      if (region != Region::Related && region != Region::Headlines && region != Region::Body && region != Region::Aside) continue;
      std::string title = tree_.whole_text(i);
      if (word_count(title) < 4 || title.size() > 300 || !seen.insert(folded(title)).second) continue;
      (region == Region::Related ? draft_.related : draft_.headlines)
          .push_back({std::move(title), std::string(tree_.attribute(i, "href"))});
    }
  }

  void collect_rest() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (taken_[i] || block.region == Region::Related || block.region == Region::Headlines) continue;
      if (block.region == Region::Newsletter)
        draft_.newsletter.push_back(collapse(block.text));
      else if (block.link * 2 <= block.text.size())
        draft_.residue.push_back(collapse(block.text));
    }
  }

  Tree tree_;
  const About& about_;
  const Cues& cues_;
  Metadata metadata_;
  std::vector<Block> blocks_;
  std::vector<bool> taken_;
  std::uint32_t root_ = 0;
  std::size_t headline_ = 0, standfirst_ = static_cast<std::size_t>(-1), first_ = 0, last_ = 0;
  Draft draft_;
};

}  // namespace

Draft read_html(std::string_view html, const About& about, const Cues& cues) { return HtmlReader(html, about, cues).read(); }

}  // namespace entente::page
