#include "forest/forest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <utility>

namespace entente::forest {
namespace {

// Cuts the first field off; false where it is no number.
template <class Number>
bool take(std::string_view& row, Number& to) {
  const std::string_view field = row.substr(0, row.find('\t'));
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), to);
  row.remove_prefix(field.size() < row.size() ? field.size() + 1 : row.size());
  return error == std::errc() && end == field.data() + field.size();
}

// `Bytes` of a register.
template <std::size_t Bytes>
struct Wide {
  using Floats [[gnu::vector_size(Bytes)]] = float;
  using Bits [[gnu::vector_size(Bytes)]] = std::int32_t;
};

// Adds to sixteen `sums` what trees say of the rows that begin at `rows`.
template <std::size_t Bytes>
[[gnu::always_inline]] inline void add_abreast(const Forest::Tree* tree, const Forest::Tree* end, const Forest::Branch* branches,
                                               const float* leaves, const float* rows, float* sums) {
  using Floats = typename Wide<Bytes>::Floats;
  using Bits = typename Wide<Bytes>::Bits;
  constexpr std::size_t kLanes = Bytes / sizeof(float), kRegisters = Rows::kAbreast / kLanes;
  std::array<float, Rows::kAbreast> said{};
  for (; tree != end; ++tree) {
    std::array<Bits, kRegisters> left;  // leaves that are not ruled out
    left.fill(~Bits{});
    for (const Forest::Branch* at = branches + tree->first; at != branches + tree->end; ++at)
      for (std::size_t r = 0; r < kRegisters; ++r) {
        Floats values;
        std::memcpy(&values, rows + at->feature * Rows::kAbreast + r * kLanes, Bytes);
        left[r] &= static_cast<std::int32_t>(at->kept) | ~(values > at->threshold);
      }
    std::array<std::uint32_t, Rows::kAbreast> bits;
    std::memcpy(bits.data(), left.data(), sizeof bits);
    for (std::size_t k = 0; k < Rows::kAbreast; ++k)
      said[k] += leaves[tree->leaves + static_cast<std::uint32_t>(std::countr_zero(bits[k]))];
  }
  for (std::size_t k = 0; k < Rows::kAbreast; ++k) sums[k] += said[k];
}

using Adder = void (*)(const Forest::Tree*, const Forest::Tree*, const Forest::Branch*, const float*, const float*, float*);

void add_anywhere(const Forest::Tree* tree, const Forest::Tree* end, const Forest::Branch* branches, const float* leaves,
                  const float* rows, float* sums) {
  add_abreast<16>(tree, end, branches, leaves, rows, sums);
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi")]] void add_avx2(const Forest::Tree* tree, const Forest::Tree* end, const Forest::Branch* branches,
                                          const float* leaves, const float* rows, float* sums) {
  add_abreast<32>(tree, end, branches, leaves, rows, sums);
}

// GCC has to be told to use whole registers; Clang does, and knows no such word.
#if defined(__clang__)
#define ENTENTE_WHOLE_REGISTERS
#else
#define ENTENTE_WHOLE_REGISTERS ",prefer-vector-width=512"
#endif
[[gnu::target("avx512f,avx512vl,avx512dq,avx2,bmi" ENTENTE_WHOLE_REGISTERS)]] void add_avx512(const Forest::Tree* tree,
                                                                                              const Forest::Tree* end,
                                                                                              const Forest::Branch* branches,
                                                                                              const float* leaves,
                                                                                              const float* rows, float* sums) {
  add_abreast<64>(tree, end, branches, leaves, rows, sums);
}
#endif

// The widest that the processor has.
Adder adder() {
#if defined(__x86_64__)
  const bool bits = __builtin_cpu_supports("bmi");
  if (bits && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) return add_avx512;
  if (bits && __builtin_cpu_supports("avx2")) return add_avx2;
#endif
  return add_anywhere;
}

}  // namespace

bool Forest::add(std::string_view row, std::size_t features) {
  constexpr std::string_view kLeaves = "leaves\t";
  if (row.starts_with(kLeaves)) {
    std::vector<float> leaves;
    for (row.remove_prefix(kLeaves.size()); !row.empty();)
      if (!take(row, leaves.emplace_back())) return false;
    return grow(leaves);
  }
  Row& at = rows_.emplace_back();
  const bool read = take(row, at.feature) && take(row, at.threshold) && take(row, at.left) && take(row, at.right);
  return read && row.empty() && at.feature >= 0 && static_cast<std::size_t>(at.feature) < features;
}

// Every branch has to lead on or to a leaf, so that every walk ends.
bool Forest::grow(const std::vector<float>& leaves) {
  const std::vector<Row> rows = std::exchange(rows_, {});
  if (leaves.empty() || rows.size() >= kMostLeaves) return false;
  const Tree tree{static_cast<std::uint32_t>(branches_.size()), static_cast<std::uint32_t>(branches_.size() + rows.size()),
                  static_cast<std::uint32_t>(leaves_.size())};
  std::vector<float> values;  // of the leaves from left to right
  const auto bits = [](std::size_t count) { return static_cast<std::uint32_t>((std::uint64_t{1} << count) - 1); };
  // Puts down what stands at a branch and below it.
  const auto place = [&](const auto& self, int at, int above) -> bool {
    if (at < 0) {
      const auto leaf = static_cast<std::size_t>(-1 - at);
      if (leaf >= leaves.size() || values.size() == kMostLeaves) return false;
      values.push_back(leaves[leaf]);
      return true;
    }
    if (at <= above || static_cast<std::size_t>(at) >= rows.size()) return false;
    const Row& row = rows[static_cast<std::size_t>(at)];
    const std::size_t begin = values.size();
    if (!self(self, row.left, at)) return false;
    branches_.push_back({row.threshold, static_cast<std::uint32_t>(row.feature), ~(bits(values.size()) & ~bits(begin))});
    return self(self, row.right, at);
  };
  if (!place(place, rows.empty() ? -1 : 0, -1) || branches_.size() != tree.end) return false;
  leaves_.insert(leaves_.end(), values.begin(), values.end());
  trees_.push_back(tree);
  return true;
}

void Forest::add_to(std::vector<float>& sums, const Rows& rows, std::size_t from, std::size_t to) const {
  static const Adder fastest = adder();
  for (std::size_t begin = 0; begin < rows.size(); begin += Rows::kAbreast) {
    std::array<float, Rows::kAbreast> said{};
    fastest(trees_.data() + from, trees_.data() + to, branches_.data(), leaves_.data(), rows[begin], said.data());
    for (std::size_t k = 0; k < std::min(Rows::kAbreast, rows.size() - begin); ++k) sums[begin + k] += said[k];
  }
}

}  // namespace entente::forest
