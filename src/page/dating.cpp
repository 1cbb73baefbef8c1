#include "page/dating.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "page/names.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr int kLongestLine = 30;  // words of a block that may hold the article's date
constexpr std::string_view kEarliest = "1970";
constexpr std::size_t kTop = 4;       // blocks at the top of a page, where it may print its own day
constexpr std::size_t kHead = 20;     // blocks of a head at most
constexpr std::size_t kBefore = 5;    // blocks before the headline, and
constexpr std::size_t kAfter = 8;     // blocks behind the article, that may
constexpr int kLongestDatedLine = 8;  // words beside a date that nothing marks as the article's

// A printed date and what speaks for it.
struct Candidate {
  PrintedDate date;
  std::string line;
  std::string_view kind;  // "published", "updated", "by" or empty
  bool alone = false;     // nothing but the date, or a byline's parts
  bool marked = false;    // in a part that is marked as a byline
};

enum class Place : std::uint8_t { Elsewhere, Masthead, Before, Head, After };

class DateFinder {
 public:
  DateFinder(const Tree& tree, const std::vector<Block>& blocks, const Head& head, const Draft& draft, const Metadata& metadata,
             const Cues& cues)
      : tree_(tree),
        blocks_(blocks),
        head_(head),
        draft_(draft),
        metadata_(metadata),
        cues_(cues),
        order_(order_of(metadata)),
        from_(head.headline != Head::kNone ? head.headline
              : head.first > kHead         ? head.first - kHead
                                           : 0) {}

  PageDates find() {
    collect();
    published_ = date_of_value(metadata_.published.value, cues_, order_);
    const std::string weak = date_of_value(metadata_.created.value, cues_, order_);
    article_ = printed_in(in_head_);
    if (!article_) article_ = dateline();
    if (!article_ && may_be_dated()) article_ = stated(metadata_.published, published_);
    if (!article_) article_ = marked(begin_node(from_ < kBefore ? 0 : from_ - kBefore), begin_node(first()));
    if (!article_) article_ = printed_in(before_);
    if (!article_) article_ = marked(begin_node(head_.last + 1), begin_node(last() + kAfter));
    if (!article_) article_ = printed_in(after_);
    if (!article_) article_ = stated(metadata_.created, weak);
    if (!article_) article_ = of_title();
    update();
    return std::move(found_);
  }

 private:
  static DateOrder order_of(const Metadata& metadata) {
    const std::string locale = ascii_lower(metadata.locale);
    if (locale.size() < 2) return DateOrder::Unknown;
    if (!locale.starts_with("en")) return DateOrder::DayFirst;
    if (locale.size() < 5) return DateOrder::Unknown;
    const std::string_view land = std::string_view(locale).substr(3, 2);
    return land == "us" || land == "ph" ? DateOrder::MonthFirst : land == "ca" ? DateOrder::Unknown : DateOrder::DayFirst;
  }

  std::size_t first() const { return head_.first > from_ ? head_.first : std::min(from_ + 12, blocks_.size()); }
  std::size_t last() const { return std::max(head_.last, first()); }
  std::uint32_t begin_node(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].first : static_cast<std::uint32_t>(tree_.size());
  }

  Place place_of(std::size_t i) const {
    const Block& block = blocks_[i];
    const Region region = block.region;
    const std::size_t end = first() + 3;
    const bool between = head_.headline != Head::kNone && i > from_ && i < first();
    if (region == Region::Masthead && !between && cues_.byline_kind(block.text) != "published") return Place::Masthead;
    const bool readable = region <= Region::Kicker;
    // Between headline and body a part's name may be wrong, if no reader's and no advertiser's.
    const bool others =
        region == Region::Comments || region == Region::Ad || region == Region::Newsletter || block.link * 2 > block.text.size();
    if (i >= from_ && i <= end) return readable || (!others && i <= from_ + kHead) ? Place::Head : Place::Elsewhere;
    if (i < from_) {
      const bool fits = region == Region::Byline ||
                        (i + 1 == from_ ? (readable && i >= kTop) || shares_part(i, 6) : readable && shares_part(i, 4));
      return i + kBefore >= from_ && (fits || cues_.byline_kind(block.text) == "published") ? Place::Before : Place::Masthead;
    }
    if (i > head_.last && i <= last() + kAfter && readable) return Place::After;
    return Place::Elsewhere;
  }

  // In one part of the page with the headline, some levels up: a head of the article, not of the page.
  bool shares_part(std::size_t i, int levels) const {
    if (head_.headline == Head::kNone || blocks_[i].region == Region::Masthead) return false;
    std::uint32_t part = blocks_[head_.headline].node;
    for (; levels > 0 && tree_[part].parent > 0 && tree_[tree_[part].parent].tag != LXB_TAG_BODY; --levels)
      part = tree_[part].parent;
    return tree_.is_below(blocks_[i].node, part);
  }

  void collect() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (block.words > kLongestLine || i == head_.headline) continue;
      const Place place = place_of(i);
      if (place == Place::Elsewhere) continue;
      for (const std::string_view line : lines_of(block.text)) {
        auto dates = dates_in(line, cues_, order_);
        if (!dates.empty()) take(block, place, line, std::move(dates));
      }
    }
  }

  void take(const Block& block, Place place, std::string_view line, std::vector<PrintedDate> dates) {
    const std::string_view kind = cues_.byline_kind(line);
    if (place == Place::Masthead) {
      if (found_.page_date.empty() && kind.empty() && beside_site(line, dates.front())) found_.page_date = dates.front().iso;
      return;
    }
    if (is_period(line, dates) || line.find("://") != std::string_view::npos) return;
    for (PrintedDate& date : dates) {
      if (date.iso < kEarliest) continue;  // "28.09.19" and "13:39" without a space between
      Candidate candidate;
      candidate.kind = kind_before(line, date.begin);
      if (candidate.kind.empty() && &date == dates.data()) candidate.kind = kind;
      candidate.alone = is_date_alone(line, date) || is_byline(line, date);
      candidate.marked = block.region == Region::Byline;
      candidate.line = collapse(line);
      // In a sentence, or with other words than a byline's about it: of what the words speak of.
      const bool short_enough = word_count(line) <= kLongestDatedLine + 4 && !ends_sentence(line);
      const bool fits = place == Place::Head ? candidate.alone || !candidate.kind.empty() || (candidate.marked && short_enough)
                                             : candidate.alone || candidate.kind == "published" || candidate.kind == "updated";
      if (!fits || (block.is_prose() && ends_sentence(line) && candidate.kind.empty())) continue;
      candidate.date = std::move(date);
      (place == Place::Head ? in_head_ : place == Place::Before ? before_ : after_).push_back(std::move(candidate));
    }
  }

  // From a day to a day, or from an hour to an hour: when something takes place.
  static bool is_period(std::string_view line, const std::vector<PrintedDate>& dates) {
    const auto joins = [](std::string_view between) {
      between = trim(between);
      return between == "-" || between == "\u2013" || between == "bis" || between == "to" || between == "until" ||
             between == "al" || between == "au";
    };
    for (std::size_t i = 1; i < dates.size(); ++i)
      if (joins(line.substr(dates[i - 1].end, dates[i].begin - dates[i - 1].end))) return true;
    int hours = 0;
    for (std::size_t i = 1; i + 2 < line.size(); ++i)
      hours += line[i] == ':' && std::isdigit(static_cast<unsigned char>(line[i - 1])) != 0 &&
               std::isdigit(static_cast<unsigned char>(line[i + 1])) != 0;
    return dates.size() == 1 && hours == 2 &&
           (line.find(" - ") != std::string_view::npos || line.find("\u2013") != std::string_view::npos);
  }

  // The last label before a date in its line: "Published 3 May 2019 | Updated 4 May 2019".
  std::string_view kind_before(std::string_view line, std::size_t end) const {
    std::string_view kind;
    for (std::size_t at = 0; at < end; at = std::min(line.find(' ', at), end) + 1)
      if (const std::string_view found = cues_.byline_kind(line.substr(at, end - at)); found == "published" || found == "updated")
        kind = found;
    return kind;
  }

  // The rest of the line names a writer, or a part of the site: "Ann Writer | 3 May 2019 | 4 min read".
  bool is_byline(std::string_view line, const PrintedDate& date) const {
    if (word_count(line) > kLongestDatedLine + 8 || ends_sentence(line)) return false;
    const std::string key = folded(line);
    for (const std::string& name : draft_.authors)
      if (name.size() >= 4 && key.find(folded(name)) != std::string::npos) return true;
    if (!draft_.byline.empty() && key.find(folded(draft_.byline)) != std::string::npos) return true;
    const std::string before = folded(line.substr(0, date.begin)), site = folded(draft_.site);
    if (site.size() >= 3 && before == site) return true;
    if (has_hour(line.substr(date.end))) return true;
    // Begins with the date, no period: "3 May 2019 Politics".
    if (trim(line.substr(0, date.begin)).empty() && word_count(line.substr(date.end)) <= kLongestDatedLine &&
        dates_in(line, cues_, order_).size() == 1)
      return true;
    // A short label set off by a sign: "Politics | 3 May 2019", "3 May 2019 - Politics".
    const std::string_view left = trim(line.substr(0, date.begin)), right = trim(line.substr(date.end));
    const auto set_off = [](std::string_view side, bool at_end) {
      for (const std::string_view sign : {"|", "\u2022", "\u00b7", "/", "-", "\u2013", "\u2014", ","})
        if (at_end ? side.ends_with(sign) : side.starts_with(sign)) return true;
      return false;
    };
    return (left.empty() || (word_count(left) <= 3 && set_off(left, true))) &&
           (right.empty() || (word_count(right) <= 6 && set_off(right, false)));
  }

  // "09:20", "9.20 Uhr", with at most a word before it.
  static bool has_hour(std::string_view after) {
    const std::size_t digit = after.find_first_of("0123456789");
    if (digit > 8) return false;
    const std::size_t sign = after.find_first_not_of("0123456789", digit);
    return sign != std::string_view::npos && sign - digit <= 2 && (after[sign] == ':' || after[sign] == 'h') &&
           sign + 1 < after.size() && std::isdigit(static_cast<unsigned char>(after[sign + 1])) != 0;
  }

  // Nothing but the date in the line, or the site's name and the date.
  bool beside_site(std::string_view line, const PrintedDate& date) const {
    if (is_date_alone(line, date)) return true;
    const std::string before = folded(line.substr(0, date.begin)), site = folded(draft_.site);
    return !site.empty() && before.starts_with(site) && before.size() <= site.size() + 10;
  }

  Dated dated(const std::string& day, const char* how, std::string evidence) const {
    Dated out{day, how, {std::move(evidence)}};
    if (day == published_) out.time = time_of_value(metadata_.published.value);
    return out;
  }

  // The one labelled as published, the one that metadata know too, the first; no update.
  std::optional<Dated> printed_in(const std::vector<Candidate>& candidates) const {
    const Candidate* best = nullptr;
    int most = 0;
    for (const Candidate& candidate : candidates) {
      if (candidate.kind == "updated") continue;
      const int score =
          1 + (candidate.alone ? 1 : 0) + (candidate.kind == "published" ? 2 : 0) + (candidate.date.iso == published_ ? 4 : 0);
      if (score > most) most = score, best = &candidate;
    }
    if (!best) return std::nullopt;
    return dated(best->date.iso, "stated", best->line);
  }

  std::optional<Dated> dateline() const {
    if (head_.first >= blocks_.size()) return std::nullopt;
    const std::string_view text = blocks_[head_.first].text;
    const auto date = dateline_of(text, cues_);
    if (!date) return std::nullopt;
    return dated(date->iso, "stated", std::string(text.substr(date->begin, date->end - date->begin)));
  }

  // The day on which a recipe, a product or a site's front page was put online dates no article.
  bool may_be_dated() const {
    const std::string& type = metadata_.type;
    if (type.ends_with("Article") || type.ends_with("Posting") || type.ends_with("Report") || metadata_.og_type == "article")
      return true;
    return type.empty() && metadata_.og_type.empty();
  }

  std::optional<Dated> stated(const StatedDate& field, const std::string& day) const {
    if (day.empty()) return std::nullopt;
    Dated out{day, "metadata", {field.key + ": " + field.value}, time_of_value(field.value)};
    return out;
  }

  // <time datetime="2019-05-04">3 hours ago</time>, <abbr class="published" title="2019-05-04T08:00Z">, and the like.
  std::optional<Dated> marked(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin; i < end && i < tree_.size(); ++i) {
      const Node& node = tree_[i];
      if (node.is_text() || !tree_.has_attributes(i) ||
          (node.region > Region::Byline && node.region != Region::Share && node.region != Region::Tags))
        continue;
      const std::string_view item = tree_.attribute(i, Attribute::ItemProp), property = tree_.attribute(i, Attribute::Property);
      const std::string name = ascii_lower(tree_.attribute(i, Attribute::Class).substr(0, 200));
      const bool says_published = item == "datePublished" || item == "dateCreated" || property.ends_with("datePublished") ||
                                  property.ends_with("dateCreated") || name.find("publish") != std::string::npos;
      if (node.tag != LXB_TAG_TIME && !says_published && !(node.tag == LXB_TAG_ABBR && name.find("date") != std::string::npos) &&
          name != "updated")
        continue;
      if (node.tag == LXB_TAG_TIME && !says_published &&
          (item == "dateModified" || name.find("updated") != std::string::npos || name.find("modified") != std::string::npos))
        continue;
      for (const Attribute attribute : {Attribute::Datetime, Attribute::Content, Attribute::Title}) {
        const std::string_view value = tree_.attribute(i, attribute);
        if (value.empty()) continue;
        const std::string day = date_of_value(value, cues_, order_);
        if (day.empty()) continue;
        return Dated{day,
                     "metadata",
                     {(attribute == Attribute::Datetime  ? "datetime: "
                       : attribute == Attribute::Content ? "content: "
                                                         : "title: ") +
                      collapse(value)},
                     time_of_value(value)};
      }
    }
    return std::nullopt;
  }

  // "Headline | Site | 23.05.2011"
  std::optional<Dated> of_title() const {
    const auto dates = dates_in(metadata_.title, cues_, order_);
    if (dates.empty() || !trim(std::string_view(metadata_.title).substr(dates.back().end)).empty()) return std::nullopt;
    const std::string_view before = trim(std::string_view(metadata_.title).substr(0, dates.back().begin));
    if (!before.ends_with("|") && !before.ends_with("-") && !before.ends_with("\u2013")) return std::nullopt;
    return dated(dates.back().iso, "stated", metadata_.title);
  }

  // Months later an update is another text; where the page prints that day alone, it is the article's.
  bool is_rewritten(const Dated& published, const Dated& update) const {
    const auto months = [](const std::string& day) {
      return std::atoi(day.substr(0, 4).c_str()) * 12 + std::atoi(day.substr(5, 2).c_str());
    };
    return months(update.date) - months(published.date) >= 2;
  }

  // The update, where it is no other word for the article's date; an article of which only that is known is dated by it.
  void update() {
    std::optional<Dated> update;
    for (const auto* candidates : {&in_head_, &before_, &after_})
      for (const Candidate& candidate : *candidates)
        if (!update && candidate.kind == "updated") update = Dated{candidate.date.iso, "stated", {candidate.line}};
    const std::string changed = date_of_value(metadata_.modified.value, cues_, order_);
    if (!update) update = stated(metadata_.modified, changed);
    if (update && update->time.empty() && update->date == changed) update->time = time_of_value(metadata_.modified.value);
    if (!article_ && update && update->how == "stated") article_ = update;
    if (update && update->how == "stated" && article_ && article_->how == "metadata" && is_rewritten(*article_, *update)) {
      update->evidence.insert(update->evidence.end(), article_->evidence.begin(), article_->evidence.end());
      article_ = update;
    }
    found_.article = article_;
    if (update && article_ &&
        (update->date > article_->date ||
         (update->date == article_->date && update->time > article_->time && !article_->time.empty())))
      found_.update = std::move(update);
  }

  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const Head& head_;
  const Draft& draft_;
  const Metadata& metadata_;
  const Cues& cues_;
  const DateOrder order_;
  const std::size_t from_;
  std::vector<Candidate> before_, in_head_, after_;
  std::string published_;  // the day of metadata
  std::optional<Dated> article_;
  PageDates found_;
};

}  // namespace

PageDates find_dates(const Tree& tree, const std::vector<Block>& blocks, const Head& head, const Draft& draft,
                     const Metadata& metadata, const Cues& cues) {
  return DateFinder(tree, blocks, head, draft, metadata, cues).find();
}

}  // namespace entente::page
