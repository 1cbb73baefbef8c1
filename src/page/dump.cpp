#include <algorithm>
#include <unordered_map>
#include <utility>

#include "page/dates.h"
#include "page/draft.h"
#include "page/kind_signs.h"
#include "page/layout.h"
#include "page/names.h"
#include "page/wording.h"

namespace entente::page {
namespace {

struct Line {
  std::string text, key, url;
  bool is_item = false;
  int words = 0;
  bool prose = false;     // a paragraph: words enough, and it ends as a sentence
  bool sentence = false;  // words that end in a full stop, however few
  bool used = false;
  Region marker = Region::Body;
};

class DumpReader {
 public:
  DumpReader(std::string_view text, const Cues& cues) : cues_(cues) {
    for (TextLine& paragraph : laid_out(text)) {
      if (paragraph.text.empty()) continue;
      Line line;
      line.key = folded(paragraph.text);
      line.words = word_count(paragraph.text);
      line.marker = cues_.of_line(paragraph.text);
      line.prose = line.marker == Region::Body && (line.words >= 25 || (line.words >= 9 && ends_sentence(paragraph.text)));
      line.sentence = line.marker == Region::Body && line.words >= 2 && ends_in_full_stop(paragraph.text);
      line.text = std::move(paragraph.text);
      line.url = std::move(paragraph.url);
      line.is_item = paragraph.is_item;
      lines_.push_back(std::move(line));
    }
  }

  Draft read() {
    find_article();
    if (has_prose_) {
      find_headline();
      find_head();
    } else {
      first_ = 0, end_ = lines_.size();
    }
    take_body();
    take_rest();
    draft_.kind = kind_of(signs_of(draft_));
    return std::move(draft_);
  }

 private:
  // The stretch of lines with the most prose: each paragraph adds to it, each other line takes away. Where most lines are
  // sentences, little surrounds the article, and the short ones are of it too, also below a subhead.
  void find_article() {
    const auto sentences = std::count_if(lines_.begin(), lines_.end(), [](const Line& line) { return line.sentence; });
    const bool is_article = 2 * sentences > std::ssize(lines_);
    has_prose_ = is_article || std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.prose; });
    int best = 0, sum = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      const int value = line.prose ? std::min(line.words, 60) : is_article && line.sentence ? std::max(line.words, 5) : -4;
      if (sum <= 0) sum = 0, start = i;
      sum += value;
      if (sum <= best) continue;
      best = sum;
      first_ = start;
      end_ = i + 1;
    }
    // Short sentences before the first long paragraph are the article's too.
    for (; has_prose_ && first_ > 0; --first_) {
      const Line& line = lines_[first_ - 1];
      if (line.words < 2 || line.marker != Region::Body || !ends_sentence(line.text) || is_dated(line) || is_byline(line)) break;
    }
    cut_tail();
  }

  // In the second half, readers' comments end the article; so does what announces other articles, where more short lines than
  // prose follow: the prose among them is long headlines. Past that, what stands at the foot of articles and pages does too.
  void cut_tail() {
    int all = 0, before = 0, prose_left = 0, short_left = 0;
    for (std::size_t i = first_; i < end_; ++i) {
      all += lines_[i].prose ? lines_[i].words : 0;
      ++(lines_[i].prose ? prose_left : short_left);
    }
    for (std::size_t i = first_; i < end_; ++i) {
      before += lines_[i].prose ? lines_[i].words : 0;
      --(lines_[i].prose ? prose_left : short_left);
      const bool ends = lines_[i].marker == Region::Comments ||
                        (short_left >= prose_left &&
                         (announces_others(lines_[i].marker) || (before * 10 >= all * 6 && is_foot(lines_[i].marker))));
      if (before * 2 < all || !ends) continue;
      end_ = i;
      return;
    }
  }

  static bool announces_others(Region marker) {
    return marker == Region::Newsletter || marker == Region::Related || marker == Region::Headlines;
  }
  static bool is_foot(Region marker) {
    return marker == Region::Bio || marker == Region::Share || marker == Region::Footer || marker == Region::Tags ||
           marker == Region::Notice || marker == Region::Nav;
  }

  bool is_dated(const Line& line) const { return line.words <= 25 && !dates_in(line.text, cues_).empty(); }

  bool is_byline(const Line& line) const {
    if (line.words > 14 || line.prose) return false;
    if (cues_.byline_kind(line.text) == "by") return true;
    if (line.words > 8 || ends_sentence(line.text)) return false;
    for (std::size_t at = 0; at < line.text.size();) {
      const std::size_t end = std::min(line.text.find_first_of(" ,", at), line.text.size());
      if (cues_.is_desk_word(std::string_view(line.text).substr(at, end - at))) return true;
      at = end + 1;
    }
    return false;
  }

  bool may_be_headline(const Line& line) const {
    return line.words >= 3 && line.words <= 40 && line.marker == Region::Body && !is_dated(line) && !is_byline(line);
  }

  // The line that stands twice before the article; else, of the last lines before it, the first that is no mere label.
  void find_headline() {
    std::unordered_map<std::string_view, int> seen;
    std::size_t found = lines_.size();
    int best = 0;
    for (std::size_t i = 0; i < first_; ++i) {
      if (!may_be_headline(lines_[i])) continue;
      int score = i + 8 >= first_ ? std::min(lines_[i].words, 5) : 0;
      if (++seen[lines_[i].key] > 1) score += 100;
      if (score <= best && found != lines_.size()) continue;
      if (i + 8 < first_ && score < 100) continue;
      best = score;
      found = i;
    }
    if (found == lines_.size()) return;
    draft_.headline = lines_[found].text;
    headline_ = found;
    const std::string key = lines_[found].key;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].key != key) continue;
      lines_[i].used = true;
      if (i < first_) headline_ = std::min(headline_, i);
    }
  }

  void find_head() {
    for (std::size_t i = 0; i < std::min(first_ + 3, end_); ++i) {
      Line& line = lines_[i];
      if (line.used || line.prose || line.marker != Region::Body) continue;
      if (const bool dated = take_date(i, line); is_byline(line) && draft_.byline.empty()) {
        draft_.byline = byline_in(line.text);
        draft_.authors = bare_names(draft_.byline, cues_);
        line.used = true;
      } else if (dated) {
        line.used = true;
      } else if (i < headline_ && draft_.site.empty() && is_site(i)) {
        draft_.site = line.text;
        line.used = true;
      } else if (i > headline_ && i < first_ && draft_.standfirst.empty() && line.words >= 6) {
        draft_.standfirst = line.text;
        line.used = true;
      }
    }
    if (draft_.standfirst.empty() && !draft_.headline.empty() && is_standfirst(first_)) {
      draft_.standfirst = lines_[first_].text;
      lines_[first_].used = true;
    }
  }

  // A short line above the headline that the page begins with, or that stands in its tail again, by itself or after a copyright
  // sign.
  bool is_site(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.words > 6) return false;
    for (std::size_t k = end_; k < lines_.size(); ++k)
      if (lines_[k].key == line.key ||
          (lines_[k].marker == Region::Footer && lines_[k].text.find(line.text) != std::string::npos))
        return true;
    return i == 0;
  }

  // A date above the headline and alone is the page's; one beside headline and byline the article's.
  bool take_date(std::size_t i, const Line& line) {
    if (line.words > 25) return false;
    const auto dates = dates_in(line.text, cues_);
    if (dates.empty()) return false;
    const std::string_view kind = cues_.byline_kind(line.text);
    if (i < headline_ && kind.empty() && is_date_alone(line.text, dates.front())) {
      if (draft_.page_date.empty()) draft_.page_date = dates.front().iso;
      return true;
    }
    if (i < headline_ && kind.empty()) return false;
    if (!draft_.article_date && kind != "updated") draft_.article_date = Dated{dates.front().iso, "stated", {line.text}};
    return true;
  }

  // "By Ann Writer | 4 May 2019" without the date.
  std::string byline_in(const std::string& line) const {
    const auto dates = dates_in(line, cues_);
    std::string_view name = std::string_view(line).substr(0, dates.empty() ? line.size() : dates.front().begin);
    constexpr std::string_view kSeparators = " |,;-/";
    while (!name.empty() && kSeparators.find(name.back()) != std::string_view::npos) name.remove_suffix(1);
    return std::string(trim(name));
  }

  // A first paragraph that stands once more below, or that a byline follows.
  bool is_standfirst(std::size_t i) const {
    for (std::size_t k = i + 1; k < end_; ++k)
      if (lines_[k].key == lines_[i].key) return true;
    return i + 1 < end_ && is_byline(lines_[i + 1]);
  }

  void take_body() {
    for (std::size_t i = first_; i < end_; ++i) {
      Line& line = lines_[i];
      if (line.used || (has_prose_ && line.marker != Region::Body)) continue;
      line.used = true;
      const bool leads = i + 1 < end_ && (lines_[i + 1].prose || ends_sentence(lines_[i + 1].text));
      const bool heading = has_prose_ && !line.prose && line.words <= 14 && !ends_sentence(line.text) && leads && !line.is_item;
      draft_.paragraphs.push_back({line.text, line.key, line.words, heading});
    }
  }

  // What stands around the article, each line by the marker before it.
  void take_rest() {
    Region region = Region::Body;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.used) {
        region = Region::Body;
      } else if (line.marker != Region::Body) {
        region = line.marker;
        take_marker(line);
      } else if (line.text == draft_.site || line.words < 3) {
        if (line.text == draft_.site) region = Region::Body;
        draft_.residue.push_back(line.text);
      } else if (region == Region::Newsletter && (line.words <= 10 || line.prose)) {
        draft_.newsletter.push_back(line.text);
      } else if (region == Region::Related && !line.prose) {
        draft_.related.push_back({line.text, line.url});
      } else if (region == Region::Headlines || (region != Region::Comments && i >= end_ && line.words >= 4)) {
        draft_.headlines.push_back({line.text, line.url});
      } else {
        draft_.residue.push_back(line.text);
      }
    }
  }

  // The marker's own line; "Read more: ..." names an article itself.
  void take_marker(const Line& line) {
    const std::size_t colon = line.text.find(':');
    const std::string_view rest =
        colon == std::string::npos ? std::string_view{} : trim(std::string_view(line.text).substr(colon + 1));
    if (line.marker == Region::Related && word_count(rest) >= 3)
      draft_.related.push_back({std::string(rest), line.url});
    else if (line.marker == Region::Newsletter)
      draft_.newsletter.push_back(line.text);
    else
      draft_.residue.push_back(line.text);
  }

  const Cues& cues_;
  std::vector<Line> lines_;
  std::size_t first_ = 0, end_ = 0;  // the article's lines
  std::size_t headline_ = 0;
  bool has_prose_ = false;
  Draft draft_;
};

}  // namespace

Draft read_dump(std::string_view text, const Cues& cues) { return DumpReader(text, cues).read(); }

}  // namespace entente::page
