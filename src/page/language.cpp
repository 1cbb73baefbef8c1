#include "page/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "page/cues.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kRead = 2400, kChecked = 1000;  // bytes; where a language is declared

// A block of Unicode and the language that is told by it alone; scripts of several languages have a name of two capitals.
struct Script {
  std::int32_t first, last;
  std::string_view language;
};
constexpr std::string_view kLatin = "LA", kCyrillic = "CY", kArabic = "AR", kDevanagari = "DE", kHan = "HA", kKana = "KA";
constexpr std::array<Script, 32> kScripts = {{
    {0x41, 0x5a, kLatin},      {0x61, 0x7a, kLatin},    {0xc0, 0x24f, kLatin},       {0x370, 0x3ff, "el"},
    {0x400, 0x52f, kCyrillic}, {0x531, 0x58f, "hy"},    {0x590, 0x5ff, "he"},        {0x600, 0x6ff, kArabic},
    {0x750, 0x77f, kArabic},   {0x8a0, 0x8ff, kArabic}, {0x900, 0x97f, kDevanagari}, {0x980, 0x9ff, "bn"},
    {0xa00, 0xa7f, "pa"},      {0xa80, 0xaff, "gu"},    {0xb00, 0xb7f, "or"},        {0xb80, 0xbff, "ta"},
    {0xc00, 0xc7f, "te"},      {0xc80, 0xcff, "kn"},    {0xd00, 0xd7f, "ml"},        {0xd80, 0xdff, "si"},
    {0xe00, 0xe7f, "th"},      {0xe80, 0xeff, "lo"},    {0xf00, 0xfff, "bo"},        {0x1000, 0x109f, "my"},
    {0x10a0, 0x10ff, "ka"},    {0x1200, 0x137f, "am"},  {0x1780, 0x17ff, "km"},      {0x1e00, 0x1eff, kLatin},
    {0x3040, 0x30ff, kKana},   {0x3400, 0x9fff, kHan},  {0xac00, 0xd7a3, "ko"},      {0xfb50, 0xfefc, kArabic},
}};

std::string_view script_of(std::int32_t c) {
  const auto it = std::find_if(kScripts.begin(), kScripts.end(), [c](const Script& script) { return c <= script.last; });
  return it != kScripts.end() && c >= it->first ? it->language : std::string_view{};
}

bool is_letter(std::int32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : !script_of(c).empty(); }

// The tables knowledge/page/stopwords.tsv and letters.tsv.
class Languages {
 public:
  static const Languages& compiled_in() {
    static const Languages languages;
    return languages;
  }

  // Hits a thousand words of each language of the script.
  std::vector<int> hits(std::string_view text, std::string_view script, int& words) const {
    std::vector<int> hits(names_.size());
    words = 0;
    std::string_view word;
    for (std::size_t i = 0, size = 1; i <= text.size(); i += size) {
      size = 1;
      const std::int32_t c = i < text.size() ? code_point(text, i, size) : 0;
      if (is_letter(c)) {
        word = text.substr(i - word.size(), word.size() + size);
        if (const auto it = c < 0x80 ? letters_.end() : letters_.find(c); it != letters_.end())
          for (const std::uint8_t language : it->second) hits[language] += kLetter;
        continue;
      }
      if (word.empty()) continue;
      ++words;
      if (const auto it = may_be_known(word) ? words_.find(word) : words_.end(); it != words_.end())
        for (const std::uint8_t language : it->second) hits[language] += kWord;
      word = {};
    }
    for (std::size_t i = 0; i < hits.size(); ++i) hits[i] = scripts_[i] == script ? hits[i] * 1000 / std::max(words, 1) : 0;
    return hits;
  }

  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t i) const { return names_[i]; }
  std::size_t index(std::string_view name) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
  }

 private:
  static constexpr int kWord = 10, kLetter = 4;

  // False for most words: none of the table's begins so and is as long.
  bool may_be_known(std::string_view word) const { return (sizes_[static_cast<unsigned char>(word[0])] & size_bit(word)) != 0; }
  static std::uint32_t size_bit(std::string_view word) { return 1U << std::min<std::size_t>(word.size(), 31); }

  Languages() {
    for (const Row& row : rows_of("stopwords")) {
      if (row.size() < 2) continue;
      const auto language = static_cast<std::uint8_t>(names_.size());
      names_.emplace_back(row[0]);
      std::size_t size = 0;
      scripts_.push_back(script_of(code_point(row[1], 0, size)));
      std::string_view words = row[1];
      while (!words.empty()) {
        const std::size_t space = std::min(words.find(' '), words.size());
        auto& of_word = words_[words.substr(0, space)];
        sizes_[static_cast<unsigned char>(words[0])] |= size_bit(words.substr(0, space));
        if (of_word.empty() || of_word.back() != language) of_word.push_back(language);
        words.remove_prefix(std::min(space + 1, words.size()));
      }
    }
    for (const Row& row : rows_of("letters")) {
      if (row.size() < 2) continue;
      const std::size_t language = index(row[0]);
      if (language == names_.size()) continue;
      for (std::size_t i = 0, size = 0; i < row[1].size(); i += size)
        letters_[code_point(row[1], i, size)].push_back(static_cast<std::uint8_t>(language));
    }
  }

  std::vector<std::string> names_;
  std::vector<std::string_view> scripts_;
  std::array<std::uint32_t, 256> sizes_{};                                 // of words by their first byte, a bit each
  std::unordered_map<std::string_view, std::vector<std::uint8_t>> words_;  // -> indices of names_
  std::unordered_map<std::int32_t, std::vector<std::uint8_t>> letters_;    // likewise
};

// The script of most letters; Han with some kana among it is Japanese.
std::string_view main_script(std::string_view text, int& letters) {
  std::array<int, kScripts.size()> counts{};
  letters = 0;
  for (std::size_t i = 0, size = 1; i < text.size(); i += size) {
    const std::int32_t c = code_point(text, i, size);
    if (c < 0x80) {
      letters += is_letter(c) ? 1 : 0;
      counts[0] += is_letter(c) ? 1 : 0;  // Latin
      continue;
    }
    const auto it = std::find_if(kScripts.begin(), kScripts.end(), [c](const Script& script) { return c <= script.last; });
    if (it == kScripts.end() || c < it->first) continue;
    ++letters;
    ++counts[static_cast<std::size_t>(it - kScripts.begin())];
  }
  std::unordered_map<std::string_view, int> sums;
  for (std::size_t i = 0; i < counts.size(); ++i) sums[kScripts[i].language] += counts[i];
  if (sums[kKana] * 20 > sums[kHan]) sums[kKana] += sums[kHan];
  std::string_view best;
  for (const Script& script : kScripts)  // in order, so that equal counts decide alike
    if (best.empty() || sums[script.language] > sums[best]) best = script.language;
  return best;
}

struct Verdict {
  std::string language;
  int score = 0, score_of_declared = 0, words = 0;
  bool other_script = false;  // than the declared language's
};

Verdict judge(std::string_view text, std::string_view declared) {
  text = text.substr(0, declared.empty() ? kRead : kChecked);
  Verdict verdict;
  int letters = 0;
  const std::string_view script = main_script(text, letters);
  if (letters < 8) return verdict;
  if (script == kKana || script == kHan || script[0] > 'Z') {
    verdict.language = script == kKana ? "ja" : script == kHan ? "zh" : script;
    verdict.other_script = letters >= 40 && declared != verdict.language;
    return verdict;
  }
  const Languages& languages = Languages::compiled_in();
  const std::string small = lower_case(text);
  const std::vector<int> hits = languages.hits(small, script, verdict.words);
  if (verdict.words < 5) return verdict;
  const auto best = static_cast<std::size_t>(std::max_element(hits.begin(), hits.end()) - hits.begin());
  int second = 0;
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (i != best) second = std::max(second, hits[i]);
  const std::size_t index = languages.index(declared);
  verdict.score = hits[best];
  verdict.score_of_declared = index < hits.size() ? hits[index] : -1;
  if (hits[best] >= 1000 && hits[best] * 100 >= second * 106) verdict.language = languages.name(best);
  return verdict;
}

}  // namespace

std::string language_of(std::string_view text) { return judge(text, "").language; }

std::string language_of(std::string_view text, std::string_view declared) {
  Verdict verdict = judge(text, declared);
  if (declared.empty() || verdict.language == declared) return verdict.language;
  if (verdict.language.empty()) return std::string(declared);
  const bool clear = verdict.other_script ||
                     (verdict.words >= 60 && verdict.score_of_declared >= 0 && verdict.score > 2 * verdict.score_of_declared);
  return clear ? verdict.language : std::string(declared);
}

}  // namespace entente::page
