// What was worked out for texts of which a page repeats few, such as its names of classes.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace entente::page {

// Each value is kept until another text takes its place. Keeps views of the texts.
template <class Value>
class Memo {
 public:
  // The value of a text that is not empty, as `make(text)` gives it.
  template <class Make>
  const Value& of(std::string_view text, Make&& make) {
    Entry& entry = entries_[place(text)];
    if (entry.text != text) entry = {text, make(text)};
    return entry.value;
  }

 private:
  static constexpr int kBits = 10;

  static std::size_t place(std::string_view text) {
    const std::size_t size = text.size() < 8 ? text.size() : 8;
    std::uint64_t begin = 0, end = 0;
    std::memcpy(&begin, text.data(), size);
    std::memcpy(&end, text.data() + text.size() - size, size);
    return ((begin * 0x9e3779b97f4a7c15) ^ ((end + text.size()) * 0xc2b2ae3d27d4eb4f)) >> (64 - kBits);
  }

  struct Entry {
    std::string_view text;
    Value value{};
  };
  std::array<Entry, std::size_t{1} << kBits> entries_{};
};

}  // namespace entente::page
