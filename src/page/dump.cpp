#include <algorithm>
#include <unordered_map>
#include <utility>

#include "page/dates.h"
#include "page/draft.h"
#include "page/wording.h"

namespace entente::page {
namespace {

struct Line {
  std::string text, key;
  int words = 0;
  bool prose = false;  // a paragraph: words enough, and it ends as a sentence
  bool blank_before = false;
  bool used = false;
  Region marker = Region::Body;
};

class DumpReader {
 public:
  DumpReader(std::string_view text, const Cues& cues) : cues_(cues) {
    bool blank = true;
    for (const auto raw : lines_of(text)) {
      Line line;
      line.text = collapse(raw);
      if (line.text.empty()) {
        blank = true;
        continue;
      }
      line.key = folded(line.text);
      line.words = word_count(line.text);
      line.blank_before = std::exchange(blank, false);
      line.marker = cues_.of_line(line.text);
      line.prose = line.marker == Region::Body && (line.words >= 25 || (line.words >= 9 && ends_sentence(line.text)));
      lines_.push_back(std::move(line));
    }
  }

  Draft read() {
    find_article();
    find_head();
    take_body();
    take_tail();
    return std::move(draft_);
  }

 private:
  // The stretch of lines with the most prose: each paragraph adds to it, each other line takes away.
  void find_article() {
    int best = 0, sum = 0;
    std::size_t start = 0;
    first_ = 0, end_ = lines_.size();
    bool found = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const int value = lines_[i].prose ? std::min(lines_[i].words, 60) : -4;
      if (sum <= 0) sum = 0, start = i;
      sum += value;
      if (sum > best) {
        best = sum;
        first_ = start;
        end_ = i + 1;
        found = true;
      }
    }
    has_prose_ = found;
  }

  // Headline: the line that stands twice before the article, else the last line before it that is neither date, byline nor
  // marker.
  void find_head() {
    if (!has_prose_) return;
    std::unordered_map<std::string, std::size_t> seen;
    std::size_t headline = lines_.size();
    for (std::size_t i = 0; i < first_; ++i) {
      const Line& line = lines_[i];
      if (line.words < 3 || line.marker != Region::Body || is_dated(line)) continue;
      if (!seen.emplace(line.key, i).second) {
        headline = i;
        break;
      }
    }
    if (headline == lines_.size())
      for (std::size_t i = first_; i-- > 0;) {
        const Line& line = lines_[i];
        if (line.words < 3 || line.marker != Region::Body || is_dated(line) || is_byline(line)) continue;
        headline = i;
        break;
      }
    if (headline < lines_.size()) {
      draft_.headline = lines_[headline].text;
      for (auto& line : lines_)
        if (line.key == lines_[headline].key) line.used = true;
    }
    std::size_t from = headline < lines_.size() ? headline : 0;
    for (std::size_t i = 0; i < first_; ++i) {
      Line& line = lines_[i];
      if (line.used) continue;
      const auto dates = dates_in(line.text, cues_);
      if (!dates.empty() && line.words <= 25) {
        if (i < from && is_date_alone(line.text, dates.front())) {
          if (draft_.page_date.empty()) draft_.page_date = dates.front().iso;
          line.used = true;
        } else if (!draft_.article_date && cues_.byline_kind(line.text) != "updated") {
          draft_.article_date = Dated{dates.front().iso, "stated", {line.text}};
          line.used = true;
        }
      }
      if (is_byline(line) && draft_.byline.empty()) {
        draft_.byline = line.text;
        line.used = true;
      } else if (!line.used && i < from && draft_.site.empty() && line.marker == Region::Body && line.words <= 6) {
        draft_.site = line.text;
        line.used = true;
      }
    }
    if (first_ < end_ && standfirst_at(first_)) {
      draft_.standfirst = lines_[first_].text;
      lines_[first_].used = true;
    }
  }

  // A first paragraph that stands again below, or that a byline follows, is the standfirst.
  bool standfirst_at(std::size_t i) {
    for (std::size_t k = i + 1; k < end_; ++k)
      if (lines_[k].key == lines_[i].key) return true;
    for (std::size_t k = i + 1; k < std::min(i + 3, end_); ++k) {
      if (lines_[k].prose || !is_byline(lines_[k])) continue;
      if (draft_.byline.empty()) draft_.byline = lines_[k].text;
      lines_[k].used = true;
      return true;
    }
    return false;
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

  void take_body() {
    if (!has_prose_) {
      for (auto& line : lines_)
        if (!line.used) {
          draft_.paragraphs.push_back({line.text, false});
          line.used = true;
        }
      return;
    }
    for (std::size_t i = first_; i < end_; ++i) {
      Line& line = lines_[i];
      if (line.used || line.marker != Region::Body) continue;
      line.used = true;
      if (draft_.byline.empty() && i <= first_ + 3 && is_byline(line)) {
        draft_.byline = line.text;
        continue;
      }
      const bool heading = !line.prose && line.words <= 14 && !ends_sentence(line.text) && i + 1 < end_;
      draft_.paragraphs.push_back({line.text, heading});
    }
  }

  void take_tail() {
    Region region = Region::Body;
    for (auto& line : lines_) {
      if (line.used) continue;
      if (line.marker != Region::Body) {
        region = line.marker;
        if (region == Region::Newsletter) draft_.newsletter.push_back(line.text);
        if (region == Region::Related || region == Region::Headlines) draft_.residue.push_back(line.text);
        if (region == Region::Player || region == Region::Share || region == Region::Ad || region == Region::Nav) {
          draft_.residue.push_back(line.text);
          region = Region::Body;
        }
        continue;
      }
      const bool site = !draft_.site.empty() && line.text == draft_.site;
      if (site) region = Region::Body;
      if (site || line.words < 3)
        draft_.residue.push_back(line.text);
      else if (region == Region::Newsletter)
        draft_.newsletter.push_back(line.text);
      else if (region == Region::Related)
        draft_.related.push_back({line.text, ""});
      else if (line.words >= 4 && &line - lines_.data() >= static_cast<std::ptrdiff_t>(end_))
        draft_.headlines.push_back({line.text, ""});
      else
        draft_.residue.push_back(line.text);
    }
  }

  const Cues& cues_;
  std::vector<Line> lines_;
  std::size_t first_ = 0, end_ = 0;
  bool has_prose_ = false;
  Draft draft_;
};

}  // namespace

Draft read_dump(std::string_view text, const Cues& cues) { return DumpReader(text, cues).read(); }

}  // namespace entente::page
