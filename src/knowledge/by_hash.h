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
    return slot.hash != kFree ? &slot.value : nullptr;
  }

  bool contains(std::uint64_t hash) const { return find(hash) != nullptr; }

  // The value of a hash, made where there is none. References last until the next call.
  T& operator[](std::uint64_t hash) {
    std::size_t at = slot_of(hash);
    if (slots_[at].hash != kFree) return slots_[at].value;
    if (++size_ > most(slots_.size())) {
      resize(slots_.size() * 2);
      at = slot_of(hash);
    }
    slots_[at].hash = taken(hash);
    return slots_[at].value;
  }

  // Whether a hash is new.
  bool insert(std::uint64_t hash) {
    const std::size_t before = size_;
    (*this)[hash];
    return size_ != before;
  }

  // Makes room for so many, that those before need not move when the next come.
  void reserve(std::size_t size) {
    std::size_t slots = slots_.size();
    while (most(slots) < size) slots *= 2;
    if (slots != slots_.size()) resize(slots);
  }

  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = kFree;
    [[no_unique_address]] T value{};
  };

  static constexpr std::uint64_t kFree = 0;
  static constexpr std::uint64_t taken(std::uint64_t hash) { return hash == kFree ? ~kFree : hash; }

  // Hashes among which a look-up still finds its own or a free slot soon.
  static constexpr std::size_t most(std::size_t slots) { return slots / 8 * 5; }

  // Where the hash stands, or would.
  std::size_t slot_of(std::uint64_t hash) const {
    hash = taken(hash);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (hash * 0x9e3779b97f4a7c15ULL) >> (64 - std::countr_zero(slots_.size()));  // Knuth's multiplicative hashing
    while (slots_[at].hash != kFree && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void resize(std::size_t slots) {
    std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots));
    for (Slot& slot : before)
      if (slot.hash != kFree) slots_[slot_of(slot.hash)] = std::move(slot);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(16);
  std::size_t size_ = 0;
};

// A set of hashes.
struct Nothing {};
using Hashes = ByHash<Nothing>;

}  // namespace entente::knowledge
