#include "actors/words.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace entente::actors {
namespace {

struct Letter {
  std::uint32_t bytes = 1;
  bool word = false;
  bool upper = false;
  bool lower = false;
};

Letter letter_beyond_ascii(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (size <= 0) return {};
  const auto category = utf8proc_category(code);
  const bool upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
  const bool word = upper || (category >= UTF8PROC_CATEGORY_LL && category <= UTF8PROC_CATEGORY_NO);
  return {static_cast<std::uint32_t>(size), word, upper, category == UTF8PROC_CATEGORY_LL};
}

inline Letter letter_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c >= 0x80) return letter_beyond_ascii(text, at);
  const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
  return {1, upper || lower || (c >= '0' && c <= '9'), upper, lower};
}

// One past the "U.S." that begins at `at`, or `at` where none does.
std::size_t initials_end(std::string_view text, std::size_t at) {
  const auto alpha = [&](std::size_t i) { return i < text.size() && ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z'); };
  std::size_t end = at, letters = 0;
  while (alpha(end) && end + 1 < text.size() && text[end + 1] == '.') end += 2, ++letters;
  if (letters && alpha(end) && !alpha(end + 1)) ++end, ++letters;
  return letters >= 2 ? end : at;
}

// Whether a name may run on over what stands between two words.
bool soft_gap(std::string_view gap, const Word& before) {
  const bool abbreviation = before.span.size() <= 4 && before.capital;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == ' ' || c == '-' || c == '\'' || c == '`' || c == '&' || (c == '.' && abbreviation)) continue;
    if (c == '\n' && gap.find('\n', i + 1) == std::string_view::npos) continue;
    const std::string_view three = gap.substr(i, 3), two = gap.substr(i, 2);
    if (three == "\u2019" || three == "\u2018" || three == "\u2010" || three == "\u2011") {
      i += 2;
      continue;
    }
    if (two == "\u00a0") {
      ++i;
      continue;
    }
    return false;
  }
  return gap.size() <= 6;
}

constexpr std::uint64_t kBasis = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;  // of FNV-1a, 64 bits

constexpr std::uint64_t ended(std::uint64_t hash) { return hash ^ (hash >> 29); }

}  // namespace

std::string fold(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  bool ascii = true;
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ascii = false;
      break;
    }
    if (c != '.') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  if (ascii) return out;
  utf8proc_uint8_t* mapped = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(word.data()), static_cast<utf8proc_ssize_t>(word.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return out;
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

std::uint64_t hash_word(std::string_view folded) {
  std::uint64_t hash = kBasis;
  for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return ended(hash);
}

std::uint64_t hash_folded(std::string_view word) {
  std::uint64_t hash = kBasis;
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) return hash_word(fold(word));
    if (c != '.') hash = (hash ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c)) * kPrime;
  }
  return ended(hash);
}

Words split(std::string_view text) {
  Words words;
  words.reserve(text.size() / 6 + 1);
  split(text, words);
  return words;
}

void split(std::string_view text, Words& words) {
  words.clear();
  std::size_t end_before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter first = letter_at(text, at);
    if (!first.word) {
      at += first.bytes;
      continue;
    }
    const std::size_t begin = at;
    Word word;
    word.number = text[at] >= '0' && text[at] <= '9';
    word.capital = first.upper || word.number;
    word.upper = true;
    if (const std::size_t end = initials_end(text, at); end > at) {
      for (; at < end; ++at)
        if (text[at] >= 'a' && text[at] <= 'z') word.upper = false;
    } else {
      while (at < text.size()) {
        const Letter letter = letter_at(text, at);
        if (!letter.word) break;
        if (letter.lower) word.upper = false;
        at += letter.bytes;
      }
    }
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    word.hash = hash_folded(word.span.in(text));
    if (!words.empty()) {
      const std::string_view gap = text.substr(end_before, begin - end_before);
      word.joined = soft_gap(gap, words.back());
      word.hyphen = gap == "-" || gap == "\u2010" || gap == "\u2011";
    }
    end_before = at;
    words.push_back(word);
  }
}

std::string_view without_suffix(std::string_view name) {
  for (const std::string_view suffix : {" Jr.", " Jr", " Sr.", " Sr", " III", " II"})
    if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
  return name;
}

std::string last_word(std::string_view name) {
  name = without_suffix(name);
  return normal(name.substr(name.rfind(' ') + 1));
}

std::string normal(std::string_view text) {
  std::string out;
  for (const Word& word : split(text)) {
    if (!out.empty()) out += ' ';
    out += fold(word.span.in(text));
  }
  return out;
}

}  // namespace entente::actors
