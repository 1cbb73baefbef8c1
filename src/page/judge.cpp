#include "page/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "page/wording.h"

namespace entente::page {
namespace {

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

constexpr float kHopeless = -3;  // sums below it: blocks that nothing is asked of any more

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

std::vector<float> Judge::chances(const Parts& parts, const Cues& cues) const {
  const std::size_t count = parts.blocks.size();
  Measurer measurer(parts, cues, tallies_);
  forest::Rows rows(kMostFeatures);
  rows.resize(count);
  std::size_t own = 0;
  for (std::size_t i = 0; i < count; ++i) own = measurer.measure(i, rows[i]);
  std::vector<float> sums(count), out(count);
  blocks_.add_to(sums, rows, 0, blocks_.size());
  std::transform(sums.begin(), sums.end(), out.begin(), chance);

  std::vector<std::size_t> open;  // blocks still in question
  for (std::size_t i = 0; i < count; ++i) {
    if (sums[i] < kHopeless) continue;
    rows.copy(rows, i, open.size());
    open.push_back(i);
  }
  rows.resize(open.size());
  add_neighbours(rows, own, out, parts, open);
  sums.assign(open.size(), 0);
  context_.add_to(sums, rows, 0, context_.size());
  for (std::size_t k = 0; k < open.size(); ++k) out[open[k]] = chance(sums[k]);
  return out;
}

}  // namespace entente::page
