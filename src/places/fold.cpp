#include "places/fold.h"

#include <utf8proc.h>

namespace entente::places {
namespace {

// Letters that Unicode does not take apart into a base letter and a mark.
char base_letter(std::int32_t c) {
  switch (c) {
    case 0xF8:
      return 'o';
    case 0xE6:
      return 'a';
    case 0x111:
      return 'd';
    case 0xF0:
      return 'd';
    case 0x131:
      return 'i';
    case 0x142:
      return 'l';
    case 0x259:
      return 'e';
    default:
      return 0;
  }
}

class Hash {
 public:
  void letter(std::uint32_t c) {
    if (pending_space_) mix(' ');
    pending_space_ = false;
    any_ = true;
    for (; c; c >>= 8) mix(static_cast<unsigned char>(c & 0xFF));
  }
  void space() { pending_space_ = any_; }
  std::uint64_t value() const { return any_ ? hash_ : 0; }

 private:
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3ull; }

  std::uint64_t hash_ = 0xCBF29CE484222325ull;
  bool pending_space_ = false;
  bool any_ = false;
};

void fold_letter(std::int32_t c, Hash& hash) {
  if (c == 0x2013 || c == 0x2010 || c == 0xA0) return hash.space();
  if (c == 0x2018 || c == 0x2019 || (c >= 0x2BB && c <= 0x2BF)) return;
  std::int32_t parts[8];
  int boundary = 0;
  const auto n = utf8proc_decompose_char(
      c, parts, 8, static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK), &boundary);
  for (int i = 0; i < n && i < 8; ++i) {
    const char base = base_letter(parts[i]);
    hash.letter(base ? static_cast<std::uint32_t>(base) : static_cast<std::uint32_t>(parts[i]));
  }
}

}  // namespace

std::uint64_t folded_hash(std::string_view name) {
  Hash hash;
  for (std::size_t i = 0; i < name.size();) {
    const unsigned char c = static_cast<unsigned char>(name[i]);
    if (c < 0x80) {
      ++i;
      if (c >= 'A' && c <= 'Z')
        hash.letter(c + 32u);
      else if (c == '-' || c == ' ' || (c >= '\t' && c <= '\r'))
        hash.space();
      else if (c != '.' && c != '\'' && c != ',')
        hash.letter(c);
      continue;
    }
    std::int32_t wide = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(name.data() + i),
                                       static_cast<utf8proc_ssize_t>(name.size() - i), &wide);
    if (used <= 0) {
      ++i;  // not UTF-8: the byte counts for nothing
      continue;
    }
    i += static_cast<std::size_t>(used);
    fold_letter(wide, hash);
  }
  return hash.value();
}

}  // namespace entente::places
