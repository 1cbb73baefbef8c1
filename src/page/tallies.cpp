#include "page/tallies.h"

#include <charconv>

namespace entente::page {

bool Tally::add(std::string_view row) {
  const std::size_t tab = row.find('\t');
  if (tab == 0 || tab == std::string_view::npos || ++used_ * 4 > kSlots * 3) return false;
  std::uint64_t hash = kHashBasis;
  for (const char c : row.substr(0, tab)) hash = (hash ^ static_cast<unsigned char>(c)) * kHashPrime;
  Slot slot{sign_of(hash), 0};
  const auto [end, error] = std::from_chars(row.data() + tab + 1, row.data() + row.size(), slot.value);
  if (error != std::errc() || end != row.data() + row.size()) return false;
  std::size_t at = hash & mask_;
  while (slots_[at].sign != 0) at = (at + 1) & mask_;
  slots_[at] = slot;
  return true;
}

}  // namespace entente::page
