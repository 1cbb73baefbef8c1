// Any bytes as a text, the part before the first NUL as a vocabulary where it is one: pieces in order, inside the text.
#include <cstdlib>
#include <string>

#include "encoder/wordpiece.h"

namespace {

constexpr std::string_view kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nreb\n##el\n##s\nleft\ncafe\ncity\n,\n.\n[\n]\n\xe5\x9b\xbd\nstrasse\no\n##'\na\n##"
    "a\n1\n##1\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using entente::encoder::WordPiece;
  static const auto fixed = WordPiece::read(kVocabulary);
  if (!fixed) std::abort();
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = all.find('\0');
  const auto own = cut == std::string_view::npos ? fixed : WordPiece::read(all.substr(0, cut));
  const std::string_view text = cut == std::string_view::npos ? all : all.substr(cut + 1);
  for (const auto* words : {&fixed, &own}) {
    if (!*words) continue;
    std::uint32_t end = 0;
    for (const auto& piece : (*words)->pieces(text)) {
      if (piece.id >= (*words)->size() || piece.span.begin < end || piece.span.end < piece.span.begin ||
          piece.span.end > text.size())
        std::abort();
      end = piece.span.begin;
    }
  }
  return 0;
}
