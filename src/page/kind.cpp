#include "page/kind.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "page/cues.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr int kLittle = 120;    // words of a body that is no article by itself
constexpr int kEntries = 5;     // of a live blog
constexpr int kPictures = 6;    // of a gallery
constexpr int kHeadlines = 15;  // links of an index

// The table knowledge/page/kinds.tsv.
class KindWords {
 public:
  static const KindWords& compiled_in() {
    static const KindWords words;
    return words;
  }

  // How many of the kind's words stand in the text, or at its beginning.
  int count(const std::string& kind, std::string_view where, std::string_view text) const {
    const auto it = words_.find(kind + '\t' + std::string(where));
    if (it == words_.end() || text.empty()) return 0;
    const bool within = where == "path" || where == "title" || where == "generator" || where == "class";
    return static_cast<int>(std::count_if(it->second.begin(), it->second.end(), [&](std::string_view word) {
      return within ? text.find(word) != std::string_view::npos : text.starts_with(word);
    }));
  }

  // False for most lines: no word that tells by the beginning of a line begins so.
  bool may_tell(std::string_view line) const { return !line.empty() && begins_[static_cast<unsigned char>(lower(line[0]))]; }

 private:
  KindWords() {
    for (const Row& row : rows_of("kinds"))
      if (row.size() >= 3) {
        words_[std::string(row[0]) + '\t' + std::string(row[1])].push_back(row[2]);
        if (row[1] == "line" && static_cast<unsigned char>(row[2][0]) < 0x80)
          begins_[static_cast<unsigned char>(row[2][0])] = true;
      }
    std::fill(begins_.begin() + 0x80, begins_.end(), true);
  }

  std::unordered_map<std::string, std::vector<std::string_view>> words_;
  std::array<bool, 256> begins_{};
};

class Judge {
 public:
  explicit Judge(const KindSigns& signs)
      : signs_(signs),
        words_(KindWords::compiled_in()),
        path_(ascii_lower(signs.path)),
        type_(ascii_lower(signs.type)),
        og_type_(ascii_lower(signs.og_type)),
        generator_(ascii_lower(signs.generator)),
        title_(lower_case(signs.headline + " | " + signs.title)) {
    if (signs.words >= kShortBody) return;  // lines tell stubs and questions only
    for (const std::string_view line : signs.body) count(line, true);
    for (const std::string_view line : signs.around) count(line, false);
  }

  const char* kind() const {
    const int words = signs_.words;
    if (asks_for_consent()) return "consent";
    if (signs_.minutes >= kEntries && signs_.minutes >= signs_.hours && signs_.minutes * 3 >= signs_.paragraphs) return "ticker";
    if (says("live", "type") || is_live()) return "live";
    if (is_discussion()) return "discussion";
    if (is_gallery()) return "gallery";
    const int filmed = says("video", "type") + says("video", "og") + says("video", "path") + says("video", "title");
    if (words < kShortBody && (filmed >= 2 || (filmed == 1 && words < kLittle))) return "video";
    if (is_index()) return "index";
    if (is_cut_off()) return "paywall";
    if (says("other", "type") || says("other", "og") || (words < kShortBody && says("other", "title"))) return "other";
    return words >= 40 || (signs_.paragraphs >= 1 && words >= 20) ? "article" : "other";
  }

 private:
  void count(std::string_view line, bool body) {
    if (!words_.may_tell(line)) return;
    const std::string text = lower_case(line.substr(0, 80));
    wall_ += line.size() < 400 && words_.count("paywall", "line", text) > 0;
    (body ? consent_ : consent_around_) += words_.count("consent", "line", text) > 0;
  }

  // One sign is enough for a few sentences; the names of parts are asked last, they are many.
  bool is_cut_off() const {
    if (signs_.words >= kShortBody) return false;
    const int needed = signs_.words < kLittle ? 1 : 2, signs = (wall_ > 0 ? 1 : 0) + (signs_.barred ? 1 : 0);
    if (signs >= needed) return true;
    return signs + 1 >= needed && std::any_of(signs_.names.begin(), signs_.names.end(), [this](std::string_view name) {
             return words_.count("paywall", "class", ascii_lower(name.substr(0, 200))) > 0;
           });
  }

  bool asks_for_consent() const {
    if (signs_.words >= kShortBody || signs_.link_lines >= kHeadlines / 3 || signs_.says_article) return false;
    if (consent_ == 0) return signs_.words < 15 && consent_around_ >= 2;
    return consent_ * 3 >= signs_.paragraphs && consent_ + consent_around_ >= 2;
  }

  bool is_live() const {
    return signs_.hours >= kEntries &&
           (says("live", "title") + says("live", "path") > 0 || signs_.hours * 4 >= signs_.paragraphs);
  }

  bool is_discussion() const {
    const int talk = says("discussion", "type") + says("discussion", "path") + says("discussion", "generator");
    if (talk >= 2 || (talk == 1 && (signs_.comments >= 2 || signs_.words < kLittle))) return true;
    return signs_.comment_words > 400 && signs_.words < kLittle / 2;
  }

  bool is_gallery() const {
    const int shown = says("gallery", "type") * 2 + says("gallery", "path") + says("gallery", "title");
    if (shown > 0 && signs_.words < 3 * kShortBody && (signs_.pictures >= 3 || shown >= 2)) return true;
    return signs_.pictures >= kPictures && signs_.words < std::min(signs_.pictures * 15, kShortBody);
  }

  bool is_index() const {
    if (signs_.link_lines <= signs_.paragraphs * 2) return false;
    const bool front = path_ == "/" || (path_.starts_with("/index.") && path_.find('/', 1) == std::string::npos) ||
                       says("index", "type") + says("index", "path") > 0;
    if (front) return signs_.link_lines >= kHeadlines / 2 && (signs_.words < kLittle || signs_.link_lines >= kHeadlines);
    return !signs_.says_article && signs_.words < kLittle / 2 && signs_.link_lines >= kHeadlines &&
           signs_.link_lines > signs_.paragraphs * 3;
  }

  int says(const char* kind, std::string_view where) const {
    const std::string& text = where == "type"        ? type_
                              : where == "og"        ? og_type_
                              : where == "path"      ? path_
                              : where == "generator" ? generator_
                                                     : title_;
    return words_.count(kind, where, text) > 0 ? 1 : 0;
  }

  const KindSigns& signs_;
  const KindWords& words_;
  const std::string path_, type_, og_type_, generator_, title_;
  int wall_ = 0, consent_ = 0, consent_around_ = 0;  // lines
};

// Bytes of the digits at the front, at most `most`; 0 where there are none or more.
std::size_t digits(std::string_view text, std::size_t most) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  return end <= most ? end : 0;
}

}  // namespace

bool begins_with_hour(std::string_view line) {
  line = trim(line);
  const std::size_t hour = digits(line, 2);
  if (hour == 0 || line.size() < hour + 3 || (line[hour] != ':' && line[hour] != '.' && line[hour] != 'h')) return false;
  const std::string_view after = line.substr(hour + 1);
  if (digits(after.substr(0, 3), 2) != 2 || after[0] > '5') return false;
  if (line[0] > '2' && hour == 2) return false;
  return line[hour] != '.' || KindWords::compiled_in().count("live", "hour", trim(after.substr(2))) > 0;
}

bool begins_with_minute(std::string_view line) {
  line = trim(line);
  const std::size_t size = digits(line, 3);
  if (size == 0 || (size == 3 && line[0] != '1')) return false;
  const std::string_view after = line.substr(size);
  if (after.starts_with('+') || after.starts_with(".+")) {
    return digits(after.substr(after[0] == '+' ? 1 : 2), 2) > 0;
  }
  return KindWords::compiled_in().count("ticker", "minute", after) > 0;
}

std::string kind_of(const KindSigns& signs) { return Judge(signs).kind(); }

}  // namespace entente::page
