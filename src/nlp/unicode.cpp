#include "nlp/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace entente::nlp {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Interval {
  char32_t first, last;
};

// Numeric_Type=Digit outside of category Nd (Unicode 14, UnicodeData.txt).
constexpr std::array<Interval, 20> kOtherDigits = {
    {{0xb2, 0xb3},     {0xb9, 0xb9},       {0x1369, 0x1371},   {0x19da, 0x19da},   {0x2070, 0x2070},
     {0x2074, 0x2079}, {0x2080, 0x2089},   {0x2460, 0x2468},   {0x2474, 0x247c},   {0x2488, 0x2490},
     {0x24ea, 0x24ea}, {0x24f5, 0x24fd},   {0x24ff, 0x24ff},   {0x2776, 0x277e},   {0x2780, 0x2788},
     {0x278a, 0x2792}, {0x10a40, 0x10a43}, {0x10e60, 0x10e68}, {0x11052, 0x1105a}, {0x1f100, 0x1f10a}}};

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool cased(char32_t c) {
  const auto k = category(c);
  return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LL || k == UTF8PROC_CATEGORY_LT;
}

bool case_ignorable(char32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return c == '\'' || c == '.' || c == ':' || c == 0xb7 || c == 0x2018 || c == 0x2019 || c == 0x2024 || c == 0x2027;
  }
}

void append(std::string& out, char32_t c) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
  for (utf8proc_ssize_t i = 0; i < size; ++i) out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
}

// Whether a capital sigma at `at` ends its word: a cased letter before it and none after, case-ignorable ones passed over.
bool final_sigma(std::string_view text, std::size_t at, std::size_t after) {
  bool before = false;
  for (std::size_t i = 0; i < at;) {
    const char32_t c = decode(text, i, i);
    if (!case_ignorable(c)) before = cased(c);
  }
  if (!before) return false;
  while (after < text.size()) {
    const char32_t c = decode(text, after, after);
    if (!case_ignorable(c)) return !cased(c);
  }
  return true;
}

}  // namespace

char32_t decode(std::string_view text, std::size_t at, std::size_t& next) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  next = at + 1;
  if (lead < 0x80) return lead;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + size > text.size()) return kReplacement;
  char32_t c = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return kReplacement;
    c = (c << 6) | (byte(at + i) & 0x3f);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kLeast[size] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) return kReplacement;
  next = at + size;
  return c;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_alpha(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return category(c) == UTF8PROC_CATEGORY_LU;
}

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  if (category(c) == UTF8PROC_CATEGORY_ND) return true;
  return std::any_of(kOtherDigits.begin(), kOtherDigits.end(), [c](Interval i) { return i.first <= c && c <= i.last; });
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || c == 0x3000;
}

bool all_alpha(std::string_view text) {
  for (std::size_t i = 0; i < text.size();)
    if (!is_alpha(decode(text, i, i))) return false;
  return !text.empty();
}

bool all_space(std::string_view text) {
  for (std::size_t i = 0; i < text.size();)
    if (!is_space(decode(text, i, i))) return false;
  return !text.empty();
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool sigma_seen = false;  // the context of one sigma is looked up; a run of them would cost its square
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = decode(text, i, i);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else if (c == 0x130) {
      out += "i\xcc\x87";
    } else if (c == 0x3a3 && (!sigma_seen || text.size() < 1000)) {
      sigma_seen = true;
      append(out, final_sigma(text, at, i) ? 0x3c2 : 0x3c3);
    } else {
      append(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
  }
  return out;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    std::size_t next = i;
    decode(text, i, next);
    if (next == i + 1) return false;
    i = next;
  }
  return true;
}

}  // namespace entente::nlp
