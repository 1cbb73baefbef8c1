#include "page/cues.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

using Row = std::vector<std::string_view>;

template <class F>
void for_each_row(std::string_view table, F&& take) {
  for (std::string_view line : lines_of(table)) {
    if (line.empty() || line[0] == '#') continue;
    Row row;
    for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1))
      row.push_back(line.substr(0, tab));
    row.push_back(line);
    take(row);
  }
}

constexpr std::array<std::pair<std::string_view, Region>, 20> kRegions = {{
    {"content", Region::Content},
    {"standfirst", Region::Standfirst},
    {"byline", Region::Byline},
    {"kicker", Region::Kicker},
    {"pullquote", Region::PullQuote},
    {"caption", Region::Caption},
    {"newsletter", Region::Newsletter},
    {"related", Region::Related},
    {"headlines", Region::Headlines},
    {"comments", Region::Comments},
    {"share", Region::Share},
    {"ad", Region::Ad},
    {"player", Region::Player},
    {"nav", Region::Nav},
    {"masthead", Region::Masthead},
    {"footer", Region::Footer},
    {"tags", Region::Tags},
    {"aside", Region::Aside},
    {"bio", Region::Bio},
    {"notice", Region::Notice},
}};

Region region_named(std::string_view name) {
  for (const auto& [key, region] : kRegions)
    if (key == name) return region;
  return Region::Body;
}

// Lower-case words of an attribute's value: split at everything but letters and digits, and where a capital follows a small
// letter.
std::vector<std::string> attribute_words(std::string_view value) {
  std::vector<std::string> words;
  bool fresh = true, lower_before = false;
  for (const char raw : value) {
    const auto c = static_cast<unsigned char>(raw);
    if (std::isalnum(c) == 0) {
      fresh = true;
      lower_before = false;
      continue;
    }
    if (fresh || (std::isupper(c) != 0 && lower_before)) words.emplace_back();
    words.back() += static_cast<char>(std::tolower(c));
    fresh = false;
    lower_before = std::islower(c) != 0;
  }
  return words;
}

// A line as markers are written: lower case, single spaces, without the punctuation at its end.
std::string marker_form(std::string_view line) {
  std::string text = collapse(ascii_lower(line));
  while (text.size() > 1 && (text.back() == ':' || text.back() == '.' || text.back() == '!' || text.back() == '>'))
    text.pop_back();
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool apostrophe = text.compare(i, 3, "\u2019") == 0;
    out += apostrophe ? '\'' : text[i];
    i += apostrophe ? 2 : 0;
  }
  return std::string(trim(out));
}

constexpr int kLongestMarker = 5;  // words

}  // namespace

const Cues& Cues::compiled_in() {
  static const Cues cues;
  return cues;
}

Cues::Cues() {
  for_each_row(embedded("regions"), [this](const Row& row) {
    if (row.size() < 2) return;
    if (row[0] == "state")
      states_.emplace(row[1]);
    else
      attributes_.emplace(row[1], region_named(row[0]));
  });
  for_each_row(embedded("markers"), [this](const Row& row) {
    if (row.size() < 3) return;
    const bool whole = row[1] == "line";
    const auto [it, fresh] = lines_.emplace(row[2], Marker{region_named(row[0]), whole});
    if (!fresh && !whole) it->second.whole_line = false;
  });
  for_each_row(embedded("bylines"), [this](const Row& row) {
    if (row.size() >= 2) bylines_.emplace(row[1], row[0]);
  });
  for_each_row(embedded("calendar"), [this](const Row& row) {
    if (row.size() >= 2) calendar_.emplace(row[0], std::atoi(std::string(row[1]).c_str()));
  });
  for_each_row(embedded("stopwords"), [this](const Row& row) {
    if (row.size() < 2) return;
    const auto index = static_cast<std::uint8_t>(languages_.size());
    languages_.emplace_back(row[0]);
    std::string_view words = row[1];
    while (!words.empty()) {
      const std::size_t space = std::min(words.find(' '), words.size());
      auto& of_word = stopwords_[std::string(words.substr(0, space))];
      if (of_word.empty() || of_word.back() != index) of_word.push_back(index);
      words.remove_prefix(std::min(space + 1, words.size()));
    }
  });
}

Region Cues::of_name(std::string_view name) const {
  const auto words = attribute_words(name);
  const std::size_t count = words.size();
  const auto phrase = [&words](std::size_t begin, std::size_t length) {
    std::string out = words[begin];
    for (std::size_t k = 1; k < length; ++k) out.append(1, ' ').append(words[begin + k]);
    return out;
  };
  if (count == 0) return Region::Body;
  if (count <= 4)
    for (const std::string& whole : {phrase(0, count), "=" + phrase(0, count)})
      if (const auto it = attributes_.find(whole); it != attributes_.end()) return it->second;
  if (count > 1 && states_.count(words[0])) return Region::Body;
  for (std::size_t length = std::min<std::size_t>(3, count); length > 0; --length)
    for (std::size_t i = count - length + 1; i-- > 0;) {
      if (length == 1 && i != 0 && i + 1 != count) continue;
      if (const auto it = attributes_.find(phrase(i, length)); it != attributes_.end()) return it->second;
    }
  return Region::Body;
}

Region Cues::of_attribute(std::string_view value) const {
  value = value.substr(0, 512);
  Region found = Region::Body;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(" \t\r\n"), value.size());
    const Region region = of_name(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    if (region == Region::Content) return region;
    if (found == Region::Body) found = region;
  }
  return found;
}

Region Cues::of_line(std::string_view line) const {
  if (line.size() > 200) return Region::Body;
  const std::string text = marker_form(line);
  if (const auto it = lines_.find(text); it != lines_.end()) return it->second.region;
  if (word_count(text) > 14) return Region::Body;
  std::size_t end = 0;
  for (int words = 1; words <= kLongestMarker; ++words) {
    end = text.find(' ', end ? end + 1 : 0);
    if (end == std::string::npos) break;
    const auto it = lines_.find(text.substr(0, end));
    if (it != lines_.end() && !it->second.whole_line) return it->second.region;
  }
  return Region::Body;
}

std::string_view Cues::byline_kind(std::string_view line, std::size_t* size) const {
  const std::string text = ascii_lower(line.substr(0, 64));
  std::string_view kind;
  std::size_t end = 0;
  for (int words = 1; words <= 3 && end < text.size(); ++words) {
    end = std::min(text.find_first_of(" \t", end ? end + 1 : 0), text.size());
    std::string phrase = text.substr(0, end);
    auto it = bylines_.find(phrase);
    if (it == bylines_.end() && !phrase.empty() && phrase.back() == ':') {
      phrase.pop_back();
      it = bylines_.find(phrase);
    }
    if (it == bylines_.end() || it->second == "desk") continue;
    kind = it->second;
    if (size) *size = end;
  }
  return kind;
}

bool Cues::is_desk_word(std::string_view word) const {
  const auto it = bylines_.find(ascii_lower(word));
  return it != bylines_.end() && it->second == "desk";
}

int Cues::calendar(std::string_view word) const {
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
  const auto it = calendar_.find(ascii_lower(word));
  return it == calendar_.end() ? -1 : it->second;
}

std::string Cues::language(std::string_view text) const {
  constexpr int kWords = 3000;
  std::vector<int> hits(languages_.size());
  int words = 0;
  std::string word;
  for (std::size_t i = 0; i <= text.size() && words < kWords; ++i) {
    const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    if (c >= 0x80 || std::isalpha(static_cast<int>(c)) != 0) {
      word += static_cast<char>(c < 0x80 ? std::tolower(static_cast<int>(c)) : static_cast<int>(c));
      continue;
    }
    if (word.empty()) continue;
    ++words;
    if (const auto it = stopwords_.find(word); it != stopwords_.end())
      for (const auto index : it->second) ++hits[index];
    word.clear();
  }
  if (words < 5) return "";
  const auto best = std::max_element(hits.begin(), hits.end());
  int second = 0;
  for (auto it = hits.begin(); it != hits.end(); ++it)
    if (it != best) second = std::max(second, *it);
  const bool clear = *best * 100 >= words * 12 && *best * 10 >= second * 13;
  return clear ? languages_[static_cast<std::size_t>(best - hits.begin())] : "";
}

}  // namespace entente::page
