#include "page/wording.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>

namespace entente::page {
namespace {

bool is_space(unsigned char c) { return c <= 0x20 || c == 0x7f; }

// Bytes of white space at the front: controls, spaces of any width, line and paragraph separators (Unicode's White_Space), and
// the zero-width characters that sites strew in. 0 if there is none.
std::size_t space_at(std::string_view text) {
  if (text.empty() || (text[0] > 0x20 && text[0] < 0x7f)) return 0;
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (is_space(static_cast<unsigned char>(text[0]))) return 1;
  if (byte(0) == 0xc2) return byte(1) == 0xa0 || (byte(1) >= 0x80 && byte(1) < 0xa0) ? 2 : 0;
  if (byte(0) == 0xe2 && byte(1) == 0x80)
    return (byte(2) >= 0x80 && byte(2) <= 0x8b) || byte(2) == 0xa8 || byte(2) == 0xa9 || byte(2) == 0xaf ? 3 : 0;
  if (byte(0) == 0xe2 && byte(1) == 0x81) return byte(2) == 0x9f || byte(2) == 0xa0 ? 3 : 0;
  if (byte(0) == 0xe3 && byte(1) == 0x80) return byte(2) == 0x80 ? 3 : 0;
  return byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0;
}

// 1 for bytes that may begin white space.
constexpr auto kMaySpace = [] {
  std::array<std::uint8_t, 256> may{};
  for (int c = 0; c <= 0x20; ++c) may[c] = 1;
  for (const int c : {0x7f, 0xc2, 0xe2, 0xe3, 0xef}) may[c] = 1;
  return may;
}();

std::size_t space_before_end(std::string_view text) {
  if (!text.empty() && text.back() > 0x20 && text.back() < 0x7f) return 0;
  for (std::size_t size = 1; size <= std::min<std::size_t>(3, text.size()); ++size)
    if (space_at(text.substr(text.size() - size)) == size) return size;
  return 0;
}

bool is_alnum(utf8proc_int32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto category = utf8proc_category(c);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND;
}

// For ASCII: 1 letters and digits, 2 white space.
constexpr auto kAscii = [] {
  std::array<std::uint8_t, 128> of{};
  for (int c = 0; c < 128; ++c)
    of[c] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : c <= 0x20 || c == 0x7f ? 2 : 0;
  return of;
}();

bool is_cjk(utf8proc_int32_t c) {
  return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3);
}

}  // namespace

void append_code_point(std::string& out, std::uint32_t c) {
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
  if (c < 0x80)
    out += static_cast<char>(c);
  else if (c < 0x800)
    out += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  else if (c < 0x10000)
    out += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  else
    out += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)), static_cast<char>(0x80 | (c >> 6 & 63)),
            static_cast<char>(0x80 | (c & 63))};
}

std::int32_t code_point(std::string_view text, std::size_t at, std::size_t& size) {
  if (static_cast<unsigned char>(text[at]) < 0x80) {
    size = 1;
    return text[at];
  }
  utf8proc_int32_t c = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                  static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  size = n > 0 ? static_cast<std::size_t>(n) : 1;
  return n > 0 ? c : 0xfffd;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out;
  for (std::size_t i = 0, size = 1; i < text.size(); i += size) {
    const auto c = code_point(text, i, size);
    if (c < 0x80) {
      out += lower(text[i]);
      continue;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto n = utf8proc_encode_char(utf8proc_tolower(c), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(n));
  }
  return out;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  while (begin < end && is_space(static_cast<unsigned char>(text[begin]))) ++begin;
  while (begin < end && is_space(static_cast<unsigned char>(text[end - 1]))) --end;
  text = text.substr(begin, end - begin);
  while (const std::size_t n = space_at(text)) text.remove_prefix(n);
  while (const std::size_t n = space_before_end(text)) text.remove_suffix(n);
  return text;
}

// Of the next eight bytes, those that are printed ASCII with no more than one blank between words; fewer where another byte is
// met, but then less than the last one.
constexpr std::size_t kAbreast = 8;
std::size_t plain_at(const char* text) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = kEach * 0x80;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, kAbreast);
  const std::uint64_t beyond = (bytes | (bytes + kEach)) & kHigh;  // 0x7f and above
  const std::uint64_t low = ~(bytes + kEach * 0x5f) & kHigh;       // 0x20 and below, where none is beyond
  const std::uint64_t blank = ~((bytes ^ kEach * ' ') + kEach * 0x7f) & kHigh;
  if (beyond != 0 || low != blank || (blank & blank >> 8) != 0) return 0;
  return kAbreast - (blank >> 63);  // what stands behind the last one is not known
}

void append_collapsed(std::string& out, std::string_view text, Gap& gap, bool keep_lines, std::size_t begin) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    const auto may_space = [text](std::size_t at) { return kMaySpace[static_cast<unsigned char>(text[at])] != 0; };
    std::size_t look = i + 1;    // where many bytes are looked at together next
    while (end < text.size()) {  // up to white space that is more than one blank between words
      if (end >= look) {
        for (std::size_t plain = 1; plain > 0 && end + kAbreast <= text.size(); end += plain) plain = plain_at(text.data() + end);
        look = end + kAbreast;
      }
      if (!may_space(end))
        ++end;
      else if (end > i && text[end] == ' ' && end + 1 < text.size() && !may_space(end + 1))
        end += 2;
      else
        break;
    }
    if (end == i && is_space(static_cast<unsigned char>(text[i]))) {
      if (keep_lines && (text[i] == '\n' || text[i] == '\r'))
        gap = Gap::Line;
      else if (gap == Gap::None)
        gap = Gap::Space;
      ++i;
      if (!keep_lines)
        while (i < text.size() && is_space(static_cast<unsigned char>(text[i]))) ++i;
      continue;
    }
    const std::size_t space = end > i || i == text.size() ? 0 : space_at(text.substr(i));
    if (space > 0) {
      const std::string_view sign = text.substr(i, space);
      if (gap == Gap::None && sign != "\u200b" && sign != "\ufeff")  // of no width: they part no words
        gap = Gap::Space;
      i += space;
      continue;
    }
    if (end == i) ++end;  // the first byte of a character that is no space
    if (gap != Gap::None && out.size() > begin) out += gap == Gap::Line ? '\n' : ' ';
    gap = Gap::None;
    out.append(text, i, end - i);
    i = end;
  }
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Gap gap = Gap::None;
  append_collapsed(out, text, gap);
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }) - text.begin());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.substr(0, 2) == "\r\n")
      text.remove_prefix(2);
    else if (!text.empty())
      text.remove_prefix(1);
  }
  return lines;
}

int word_count(std::string_view text) {
  int words = 0, cjk = 0;
  int inside = 0;  // a word, 1 or 0: worked out without branches, which every second word would take by surprise
  for (std::size_t i = 0, size = 1; i < text.size(); i += size) {
    const auto byte = static_cast<unsigned char>(text[i]);
    size = 1;
    if (byte < 0x80) {
      const int kind = kAscii[byte];
      words += kind & 1 & ~inside;
      inside = (inside | kind) & 1 & ~(kind >> 1);
    } else {
      const auto c = code_point(text, i, size);
      if (is_cjk(c)) {
        ++cjk;
      } else if (!inside && is_alnum(c)) {
        ++words;
        inside = 1;
      }
    }
  }
  return words + (cjk + 1) / 2;
}

bool is_upper_or_digit(std::string_view word) {
  for (std::size_t i = 0, size = 0; i < word.size(); i += size) {
    const auto c = code_point(word, i, size);
    if (is_alnum(c)) return (c >= '0' && c <= '9') || utf8proc_toupper(c) == c;
  }
  return false;
}

bool begins_with_capital(std::string_view text) {
  for (std::size_t i = 0, size = 0; i < text.size(); i += size) {
    const auto c = code_point(text, i, size);
    if (is_alnum(c)) return utf8proc_tolower(c) != c;
  }
  return false;
}

namespace {

bool ends_with_one(std::string_view text, std::span<const std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return text.ends_with(mark); });
}

// Without the quotes and brackets at its end.
std::string_view unclosed(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kClosing = {"\"",     "'",      ")", "]",      "\u201d",
                                                                "\u2019", "\u00bb", "*", "\u201c", "\u300d"};
  for (text = trim(text); ends_with_one(text, kClosing);)
    for (const std::string_view mark : kClosing)
      if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
  return text;
}

}  // namespace

bool ends_sentence(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kFinal = {".",      "!",      "?",      ":",      "\u2026",
                                                              "\u3002", "\uff01", "\uff1f", "\u061f", "\u06d4"};
  return ends_with_one(unclosed(text), kFinal);
}

bool ends_in_full_stop(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kStops = {".", "\u3002", "\u06d4"};
  text = unclosed(text);
  return ends_with_one(text, kStops) && !text.ends_with("..");
}

void append_folded(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  out.resize(begin + text.size());
  char* end = out.data() + begin;
  for (std::size_t i = 0, size = 1; i < text.size(); i += size) {
    size = 1;
    if (const auto byte = static_cast<unsigned char>(text[i]); byte < 0x80) {
      *end = lower(text[i]);
      end += kAscii[byte] & 1;
    } else if (is_alnum(code_point(text, i, size))) {
      end = std::copy_n(text.data() + i, size, end);
    }
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
}

std::string folded(std::string_view text) {
  std::string out;
  append_folded(out, text);
  return out;
}

std::string_view without_separators(std::string_view text) {
  constexpr std::array<std::string_view, 12> kSeparators = {" ", "-",      "|",      ":",      ",",      ";",
                                                            "/", "\u2013", "\u2014", "\u00b7", "\u00bb", "\u2022"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view sign : kSeparators) {
      if (text.starts_with(sign)) text.remove_prefix(sign.size()), again = true;
      if (text.ends_with(sign)) text.remove_suffix(sign.size()), again = true;
    }
  }
  return trim(text);
}

bool same_text(std::string_view a, std::string_view b) { return folded(a) == folded(b); }

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    std::size_t used = 0;
    for (const auto& [name, c] : kEntities)
      if (text.substr(0, name.size()) == name) {
        out += c;
        used = name.size();
      }
    if (used == 0 && text.substr(0, 2) == "&#") {
      const std::size_t end = text.substr(0, 12).find(';');
      if (end != std::string_view::npos) {
        const bool hex = text[2] == 'x' || text[2] == 'X';
        const unsigned long c = std::strtoul(std::string(text.substr(hex ? 3 : 2, end)).c_str(), nullptr, hex ? 16 : 10);
        append_code_point(out, c == 0 || c > 0x10ffff ? 0xfffd : static_cast<std::uint32_t>(c));
        used = end + 1;
      }
    }
    if (used == 0) out += text[0], used = 1;
    text.remove_prefix(used);
  }
  return out;
}

}  // namespace entente::page
