#include "encoder/wordpiece.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>

#include "nlp/unicode.h"

namespace entente::encoder {
namespace {

constexpr std::size_t kLongestWord = 100;  // letters; a longer word is [UNK]

enum class Kind : std::uint8_t { kLetter, kSpace, kAlone, kNothing };

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool is_ascii_mark(char32_t c) {
  return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
}

Kind kind_of(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r' || c == ' ') return Kind::kSpace;
  if (is_ascii_mark(c)) return Kind::kAlone;
  if (c > ' ' && c < 127) return Kind::kLetter;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return Kind::kSpace;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_MN:
      return Kind::kNothing;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_PS:
      return Kind::kAlone;
    default:
      return c == 0xFFFD ? Kind::kNothing : is_ideograph(c) ? Kind::kAlone : Kind::kLetter;
  }
}

void append(std::string& out, char32_t c) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

}  // namespace

Result<WordPiece> WordPiece::read(std::string_view vocabulary) {
  WordPiece out;
  for (std::uint32_t id = 0; !vocabulary.empty(); ++id) {
    const std::size_t end = vocabulary.find('\n');
    std::string_view piece = vocabulary.substr(0, end);
    vocabulary.remove_prefix(end == std::string_view::npos ? vocabulary.size() : end + 1);
    if (!piece.empty() && piece.back() == '\r') piece.remove_suffix(1);
    if (!out.ids_.emplace(piece, id).second) return fail(fmt::format("vocabulary: line {}: '{}' stands twice", id + 1, piece));
  }
  for (const auto& [name, id] :
       {std::pair<const char*, std::uint32_t*>{"[CLS]", &out.cls_}, {"[SEP]", &out.sep_}, {"[UNK]", &out.unknown_}}) {
    const auto found = out.ids_.find(name);
    if (found == out.ids_.end()) return fail(fmt::format("vocabulary: no {}", name));
    *id = found->second;
  }
  return out;
}

// The longest piece that the rest of the word begins with, again and again; one that fails makes the whole word [UNK].
void WordPiece::split(const Word& word, std::vector<Piece>& out) const {
  const std::size_t letters = word.ends.size();
  if (letters == 0) return;
  const std::size_t before = out.size();
  const auto whole = [&](std::uint32_t id) {
    out.resize(before);
    out.push_back({id, {word.spans.front().begin, word.spans.back().end}});
  };
  if (letters > kLongestWord) return whole(unknown_);
  std::string inner;
  for (std::size_t first = 0; first < letters;) {
    const std::size_t begin = first == 0 ? 2 : word.ends[first - 1];
    std::string_view rest = std::string_view(word.text).substr(begin);
    if (first > 0) rest = inner.assign("##").append(rest);
    const std::size_t shift = first > 0 ? begin - 2 : begin;
    std::size_t last = letters;
    auto found = ids_.end();
    for (; last > first; --last)
      if (found = ids_.find(rest.substr(0, word.ends[last - 1] - shift)); found != ids_.end()) break;
    if (last == first) return whole(unknown_);
    out.push_back({found->second, {word.spans[first].begin, word.spans[last - 1].end}});
    first = last;
  }
}

std::vector<Piece> WordPiece::pieces(std::string_view text) const {
  std::vector<Piece> out;
  Word word;
  word.clear();
  const auto finish = [&] {
    split(word, out);
    word.clear();
  };
  const auto letter = [&](char32_t c, Span span) {
    append(word.text, c);
    word.ends.push_back(static_cast<std::uint32_t>(word.text.size()));
    word.spans.push_back(span);
  };
  for (std::size_t at = 0, next = 0; at < text.size(); at = next) {
    const char32_t c = nlp::decode(text, at, next);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next)};
    if (c < 128) {
      const Kind kind = kind_of(c);
      if (kind == Kind::kLetter) letter(c >= 'A' && c <= 'Z' ? c + 32 : c, span);
      if (kind == Kind::kSpace || kind == Kind::kAlone) finish();
      if (kind == Kind::kAlone) letter(c, span), finish();
      continue;
    }
    if (const Kind kind = kind_of(c); kind == Kind::kSpace || is_ideograph(c)) finish();
    if (kind_of(c) == Kind::kNothing && utf8proc_category(static_cast<utf8proc_int32_t>(c)) != UTF8PROC_CATEGORY_MN) continue;
    // Accents are taken off: the canonical decomposition without its marks.
    std::array<utf8proc_int32_t, 16> parts{};
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(), UTF8PROC_DECOMPOSE, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
      const auto part = static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
      const Kind kind = kind_of(part);
      if (utf8proc_category(parts[static_cast<std::size_t>(i)]) == UTF8PROC_CATEGORY_MN) continue;
      if (kind == Kind::kSpace) {
        finish();
      } else if (kind == Kind::kAlone && !is_ideograph(part)) {
        finish();
        letter(part, span);
        finish();
      } else {
        letter(static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(part))), span);
      }
    }
    if (is_ideograph(c)) finish();
  }
  finish();
  return out;
}

}  // namespace entente::encoder
