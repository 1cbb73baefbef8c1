#include "page/cues.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

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

constexpr std::uint64_t kPrime = 0x100000001b3;  // of FNV-1a, 64 bits
constexpr std::uint64_t kBasis = 0xcbf29ce484222325;
constexpr std::uint64_t kWhole = 0x9e3779b97f4a7c15;  // sets "=words" apart from "words"
constexpr std::size_t kSlots = 2048;

std::uint64_t joined(std::uint64_t phrase, std::uint64_t word) { return (phrase ^ word) * kPrime ^ phrase >> 29; }

std::uint64_t hash_of(std::string_view words) {
  std::uint64_t phrase = kBasis, word = kBasis;
  for (const char c : words) {
    if (c == ' ') {
      phrase = joined(phrase, word);
      word = kBasis;
    } else {
      word = (word ^ static_cast<unsigned char>(c)) * kPrime;
    }
  }
  return joined(phrase, word);
}

// What a byte of an attribute's value is.
enum : std::uint8_t { kOther, kSmall, kCapital, kDigit };
constexpr auto kByte = [] {
  std::array<std::uint8_t, 256> of{};
  for (int c = 'a'; c <= 'z'; ++c) of[c] = kSmall;
  for (int c = 'A'; c <= 'Z'; ++c) of[c] = kCapital;
  for (int c = '0'; c <= '9'; ++c) of[c] = kDigit;
  return of;
}();

// Hashes of the lower-case words of a name: split at everything but letters and digits, and where a capital follows a small
// letter. At most kMostWords of them.
constexpr std::size_t kMostWords = 24;
std::size_t hash_words(std::string_view name, std::array<std::uint64_t, kMostWords>& words) {
  std::size_t count = 0;
  std::uint8_t before = kOther;
  for (const char raw : name) {
    auto c = static_cast<unsigned char>(raw);
    const std::uint8_t kind = kByte[c];
    if (kind != kOther) {
      if (before == kOther || (kind == kCapital && before == kSmall)) {
        if (count == kMostWords) break;
        words[count++] = kBasis;
      }
      if (kind == kCapital) c |= 0x20;
      words[count - 1] = (words[count - 1] ^ c) * kPrime;
    }
    before = kind;
  }
  return count;
}

// A line as markers are written: lower case, single spaces, without the punctuation at its end.
std::string marker_form(std::string_view line) {
  std::string text = collapse(line);
  for (std::size_t at = 0; (at = text.find("\u2019", at)) != std::string::npos;) text.replace(at, 3, "'");
  while (text.size() > 1 && (text.back() == ':' || text.back() == '.' || text.back() == '!' || text.back() == '>'))
    text.pop_back();
  for (char& c : text) c = lower(c);
  return std::string(trim(text));
}

constexpr int kLongestMarker = 5;  // words

}  // namespace

std::vector<Row> rows_of(std::string_view name) {
  std::vector<Row> rows;
  for (std::string_view line : lines_of(embedded(name))) {
    if (line.empty() || line[0] == '#') continue;
    Row& row = rows.emplace_back();
    for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1))
      row.push_back(line.substr(0, tab));
    row.push_back(line);
  }
  return rows;
}

void Beginnings::add(std::string_view phrase) {
  if (phrase.empty() || static_cast<unsigned char>(phrase[0]) >= 0x7f) return;
  const auto a = static_cast<unsigned char>(phrase[0]);
  if (phrase.size() == 1)
    for (unsigned char b = 0x21; b < 0x7f; ++b) pairs_[place(a, b)] = true;
  else if (static_cast<unsigned char>(phrase[1]) < 0x7f)
    pairs_[place(a, static_cast<unsigned char>(phrase[1]))] = true;
}

const Cues& Cues::compiled_in() {
  static const Cues cues;
  return cues;
}

Cues::Cues() {
  phrases_.resize(kSlots);
  for (const Row& row : rows_of("regions")) {
    if (row.size() < 2) continue;
    const bool whole = row[1].starts_with('=');
    Phrase& phrase = slot(hash_of(row[1].substr(whole ? 1 : 0)) ^ (whole ? kWhole : 0));
    if (row[0] == "state")
      phrase.is_state = true;
    else if (phrase.region == Region::Body)
      phrase.region = region_named(row[0]);
  }
  for (const Row& row : rows_of("markers")) {
    if (row.size() < 3) continue;
    const bool whole = row[1] == "line";
    const auto [it, fresh] = lines_.emplace(row[2], Marker{region_named(row[0]), whole});
    begin_lines_.add(row[2]);
    if (!fresh && !whole) it->second.whole_line = false;
  }
  for (const Row& row : rows_of("bylines")) {
    if (row.size() < 2) continue;
    bylines_.emplace(row[1], row[0]);
    if (row[0] != "desk") begin_bylines_.add(row[1]);
  }
  for (const Row& row : rows_of("calendar")) {
    if (row.size() >= 2) calendar_.emplace(row[0], std::atoi(std::string(row[1]).c_str()));
  }
}

Cues::Phrase& Cues::slot(std::uint64_t hash) {
  std::size_t at = hash % kSlots;
  while (phrases_[at].hash != 0 && phrases_[at].hash != hash) at = (at + 1) % kSlots;
  phrases_[at].hash = hash;
  return phrases_[at];
}

const Cues::Phrase* Cues::find(std::uint64_t hash) const {
  for (std::size_t at = hash % kSlots; phrases_[at].hash != 0; at = (at + 1) % kSlots)
    if (phrases_[at].hash == hash) return &phrases_[at];
  return nullptr;
}

Region Cues::of_name(std::string_view name) const {
  std::array<std::uint64_t, kMostWords> words;
  const std::size_t count = hash_words(name, words);
  if (count == 0) return Region::Body;
  const auto phrase = [&words](std::size_t begin, std::size_t length) {
    std::uint64_t hash = kBasis;
    for (std::size_t k = 0; k < length; ++k) hash = joined(hash, words[begin + k]);
    return hash;
  };
  const auto region = [this](std::uint64_t hash) {
    const Phrase* found = find(hash);
    return found ? found->region : Region::Body;
  };
  if (count <= 4)
    for (const std::uint64_t whole : {phrase(0, count), phrase(0, count) ^ kWhole})
      if (const Region found = region(whole); found != Region::Body) return found;
  if (count > 1)
    if (const Phrase* first = find(phrase(0, 1)); first && first->is_state) return Region::Body;
  for (std::size_t length = std::min<std::size_t>(3, count); length > 0; --length)
    for (std::size_t i = count - length + 1; i-- > 0;) {
      if (length == 1 && i != 0 && i + 1 != count) continue;
      if (const Region found = region(phrase(i, length)); found != Region::Body) return found;
    }
  return Region::Body;
}

Region Cues::of_attribute(std::string_view value) const {
  value = value.substr(0, 512);
  Region found = Region::Body;
  while (!value.empty()) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const auto end = static_cast<std::size_t>(std::find_if(value.begin(), value.end(), is_space) - value.begin());
    const Region region = of_name(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    if (region == Region::Content) return region;
    if (found == Region::Body) found = region;
  }
  return found;
}

Region Cues::of_line(std::string_view line) const {
  if (line.size() > 200 || !begin_lines_.may_begin(line)) return Region::Body;
  const std::string form = marker_form(line);
  const std::string_view text = form;
  if (const auto it = lines_.find(text); it != lines_.end()) return it->second.region;
  if (word_count(text) > 14) return Region::Body;
  std::size_t end = 0;
  for (int words = 1; words <= kLongestMarker; ++words) {
    end = text.find(' ', end ? end + 1 : 0);
    if (end == std::string_view::npos) break;
    const auto it = lines_.find(text.substr(0, end));
    if (it != lines_.end() && !it->second.whole_line) return it->second.region;
  }
  return Region::Body;
}

std::string_view Cues::byline_kind(std::string_view line, std::size_t* size) const {
  if (!begin_bylines_.may_begin(line)) return {};
  const std::string text = lower_case(line.substr(0, 64));
  std::string_view kind;
  std::size_t end = 0;
  for (int words = 1; words <= 3 && end < text.size(); ++words) {
    end = std::min(text.find_first_of(" \t", end ? end + 1 : 0), text.size());
    std::string_view phrase = std::string_view(text).substr(0, end);
    auto it = bylines_.find(phrase);
    if (it == bylines_.end() && !phrase.empty() && phrase.back() == ':') {
      phrase.remove_suffix(1);
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
  const auto it = calendar_.find(lower_case(word));
  return it == calendar_.end() ? -1 : it->second;
}

}  // namespace entente::page
