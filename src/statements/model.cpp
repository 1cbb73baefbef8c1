#include "statements/model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "statements/features.h"
#include "statements/table.h"

namespace entente::statements {
namespace {

// As in training/statements/fit.py.
constexpr double kPrior = 0.18;        // of a share that was never counted
constexpr double kWeight = 4;          // sightings that outweigh it
constexpr double kHopeless = 0.03;     // words of less are not looked at further
constexpr double kLikely = 0.1;        // words of more have a say in what others' are
constexpr std::uint32_t kReach = 200;  // tokens of a content that are looked at
constexpr std::size_t kFeatures = kKeys + 1 + kNumbers + 5;

double share(Tally t) { return (t.said + kWeight * kPrior) / (t.seen + kWeight); }

template <class Visit>
void each_token(const Candidate& c, Visit visit) {
  for (const Range& r : c.content)
    for (std::uint32_t t = r.first; t < std::min(r.last, r.first + kReach); ++t) visit(t);
}

// What the words of all candidates alone make of each.
struct Chances {
  std::vector<double> of;         // per candidate
  std::vector<float> likely;      // per token: of its own best frame, where it is likely
  std::vector<float> covered;     // per token: of the likeliest cue in whose content it lies
  std::vector<std::size_t> from;  // per candidate: the first with the same cue
  std::vector<std::size_t> to;    // and one past the last

  Chances(const std::vector<Candidate>& all, std::vector<double> chances, std::size_t tokens)
      : of(std::move(chances)), likely(tokens, 0), covered(tokens, 0), from(all.size()), to(all.size()) {
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i, best = i;
      for (; end < all.size() && all[end].cue == all[i].cue; ++end)
        if (of[end] > of[best]) best = end;
      std::fill(from.begin() + static_cast<std::ptrdiff_t>(i), from.begin() + static_cast<std::ptrdiff_t>(end), i);
      std::fill(to.begin() + static_cast<std::ptrdiff_t>(i), to.begin() + static_cast<std::ptrdiff_t>(end), end);
      if (of[best] > kLikely) {
        const auto chance = static_cast<float>(of[best]);
        likely[all[i].cue] = chance;
        each_token(all[best], [&](std::uint32_t t) { covered[t] = std::max(covered[t], chance); });
      }
      i = end;
    }
  }
};

}  // namespace

Result<Model> Model::load(const Knowledge& knowledge) {
  Model model;
  auto cues = Cues::load(knowledge);
  if (!cues) return tl::unexpected(cues.error());
  model.cues_ = *std::move(cues);
  auto read = read_table(knowledge.folder() / "cue_counts.tsv", [&](const Row& row) {
    Tally t;
    if (row.size() != 3 || row[0].empty() || !number(row[1], t.said) || !number(row[2], t.seen)) return false;
    if (t.said < 0 || t.said > t.seen) return false;
    Tally& counted = model.counts_[knowledge::hash_of(row[0])];
    return std::exchange(counted, t).seen == 0;
  });
  if (read)
    read = read_lines(knowledge.folder() / "cue_forest.tsv",
                      [&](std::string_view line) { return model.forest_.add(line, kFeatures); });
  if (!read) return tl::unexpected(read.error());
  return model;
}

Tally Model::tally(std::uint64_t hash) const {
  const Tally* found = counts_.find(hash);
  return found == nullptr ? Tally() : *found;
}

std::vector<double> Model::probabilities(const Doc& doc, const Tree& tree, const QuoteMap& map,
                                         const std::vector<Candidate>& all) const {
  // What is counted of keys lies all over memory: hashes are worked out before the first is looked up, so that no look-up waits
  // for another.
  Keys keys;
  std::vector<std::array<std::uint64_t, 2>> frames(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    word_keys(doc, cues_, all[i], keys);
    frames[i] = {knowledge::hash_of(keys[0]), knowledge::hash_of(keys[2])};
  }
  std::vector<double> words(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) words[i] = (share(tally(frames[i][0])) + share(tally(frames[i][1]))) / 2;
  const Chances chances(all, std::move(words), doc.tokens.size());
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (chances.of[i] >= kHopeless) asked.push_back(i);
  forest::Rows rows(kFeatures);
  rows.resize(asked.size());
  std::vector<float> features;
  for (std::size_t row = 0; row < asked.size(); ++row) {
    const std::size_t i = asked[row];
    const Candidate& c = all[i];
    features.clear();
    word_keys(doc, cues_, c, keys);
    context_keys(doc, tree, cues_, c, keys);
    std::array<std::uint64_t, kKeys> hashes{};
    std::transform(keys.begin(), keys.end(), hashes.begin(), knowledge::hash_of);
    for (const std::uint64_t hash : hashes) features.push_back(static_cast<float>(share(tally(hash))));
    features.push_back(static_cast<float>(tally(hashes[0]).seen));
    for (const float value : numbers(doc, tree, map, c)) features.push_back(value);
    double best_other = 0;
    int better = 0;
    for (std::size_t j = chances.from[i]; j < chances.to[i]; ++j) {
      if (j == i) continue;
      best_other = std::max(best_other, chances.of[j]);
      better += chances.of[j] > chances.of[i];
    }
    float inner = 0;
    each_token(c, [&](std::uint32_t t) {
      if (t != c.cue) inner = std::max(inner, chances.likely[t]);
    });
    features.push_back(static_cast<float>(best_other));
    features.push_back(static_cast<float>(better));
    features.push_back(static_cast<float>(chances.to[i] - chances.from[i] - 1));
    features.push_back(chances.covered[c.cue]);
    features.push_back(inner);
    for (std::size_t k = 0; k < features.size(); ++k) rows[row][k * forest::Rows::kAbreast] = features[k];
  }
  std::vector<float> said(asked.size(), 0);
  forest_.add_to(said, rows, 0, forest_.size());
  std::vector<double> out(all.size(), 0);
  for (std::size_t k = 0; k < asked.size(); ++k) out[asked[k]] = 1 / (1 + std::exp(-said[k]));
  return out;
}

}  // namespace entente::statements
