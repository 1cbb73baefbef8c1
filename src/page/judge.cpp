#include "page/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMostFeatures = Rows::kMost;

template <class Add>
Result<void> read(std::string_view name, std::string_view table, Add&& add) {
  int n = 0;
  for (const std::string_view line : lines_of(table)) {
    ++n;
    if (!line.empty() && line[0] != '#' && !add(line))
      return fail(
          fmt::format("models/pages/{}.tsv:{}: not in the table's form: make it anew with training/pages/train", name, n));
  }
  return {};
}

constexpr std::size_t kGlance = 20;  // trees of the first forest after which most blocks are settled
constexpr float kHopeless = -3;      // sums below it: blocks that nothing is asked of any more

float chance(float sum) { return 1 / (1 + std::exp(-sum)); }

}  // namespace

const Judge& Judge::compiled_in() {
  static const Judge judge =
      Judge::of({embedded("attributes"), embedded("words"), embedded("blocks"), embedded("context")}).value();
  return judge;
}

Result<Judge> Judge::of(const JudgeTables& tables) {
  Judge judge;
  auto done = read("attributes", tables.attributes, [&](std::string_view row) { return judge.tallies_.attributes.add(row); });
  if (done) done = read("words", tables.words, [&](std::string_view row) { return judge.tallies_.words.add(row); });
  if (done) done = read("blocks", tables.blocks, [&](std::string_view row) { return judge.blocks_.add(row, kMostFeatures); });
  if (done) done = read("context", tables.context, [&](std::string_view row) { return judge.context_.add(row, kMostFeatures); });
  if (!done) return tl::unexpected(done.error());
  return judge;
}

Rows Judge::measure(const Parts& parts, const Cues& cues) const { return features_of(parts, cues, tallies_); }

std::vector<float> Judge::chances(const Parts& parts, const Cues& cues) const {
  Rows rows = measure(parts, cues);
  std::vector<float> sums(parts.blocks.size());
  std::vector<std::size_t> open(sums.size());  // blocks still in question
  std::iota(open.begin(), open.end(), std::size_t{0});
  // Adds, for the blocks in question, what trees of a forest say to `sums` of them, and drops those without hope.
  const auto ask = [&](const forest::Forest& forest, std::size_t from, std::size_t to, bool anew) {
    std::vector<const float*> asked;
    std::vector<float> said;
    for (const std::size_t i : open) {
      asked.push_back(rows[i]);
      said.push_back(anew ? 0 : sums[i]);
    }
    forest.add_to(said, asked, from, to);
    for (std::size_t k = 0; k < open.size(); ++k) sums[open[k]] = said[k];
    std::erase_if(open, [&](std::size_t i) { return sums[i] < kHopeless; });
  };
  const std::size_t glance = std::min(kGlance, blocks_.size());
  ask(blocks_, 0, glance, true);
  ask(blocks_, glance, blocks_.size(), false);
  std::vector<float> out(sums.size());
  std::transform(sums.begin(), sums.end(), out.begin(), chance);
  add_neighbours(rows, out, parts, open);
  ask(context_, 0, context_.size(), true);
  std::transform(sums.begin(), sums.end(), out.begin(), chance);
  return out;
}

}  // namespace entente::page
