// A table that is asked for many words of every page.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::knowledge {

inline std::uint64_t hash_of(std::string_view key) { return std::hash<std::string_view>()(key); }

// Values by the 64-bit hashes of their keys; two keys of one hash are one. A look-up reads one line of memory, seldom two.
template <class T>
class ByHash {
 public:
  // Null where there is none.
  const T* find(std::uint64_t hash) const {
    const Slot& slot = slots_[slot_of(hash)];
    return slot.used ? &slot.value : nullptr;
  }

  // The value of a hash, made where there is none. References last until the next call.
  T& operator[](std::uint64_t hash) {
    if (Slot& slot = slots_[slot_of(hash)]; slot.used) return slot.value;
    if (++size_ * 2 > slots_.size()) grow();
    Slot& slot = slots_[slot_of(hash)];
    slot = {hash, T{}, true};
    return slot.value;
  }

  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    T value{};
    bool used = false;
  };

  // Where the hash stands, or would.
  std::size_t slot_of(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash * 0x9e3779b97f4a7c15ULL) >> (64 - std::countr_zero(slots_.size()));  // Knuth's multiplicative hashing
    while (slots_[at].used && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : before)
      if (slot.used) slots_[slot_of(slot.hash)] = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(16);
  std::size_t size_ = 0;
};

}  // namespace entente::knowledge
