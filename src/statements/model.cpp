#include "statements/model.h"

#include <algorithm>
#include <cmath>

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
    return model.counts_.emplace(row[0], t).second;
  });
  if (read) read = read_table(knowledge.folder() / "cue_forest.tsv", [&](const Row& row) { return model.add(row); });
  if (!read) return tl::unexpected(read.error());
  return model;
}

// One row of cue_forest.tsv; a tree is only taken in when its leaves have come and every branch leads on or to one.
bool Model::add(const Row& row) {
  if (trees_.empty() || !trees_.back().leaves.empty()) trees_.emplace_back();
  Grove& tree = trees_.back();
  if (row[0] != "leaves") {
    Node node;
    double threshold = 0;
    if (row.size() != 4 || !number(row[0], node.feature) || !number(row[1], threshold) || !number(row[2], node.left) ||
        !number(row[3], node.right))
      return false;
    node.threshold = static_cast<float>(threshold);
    tree.nodes.push_back(node);
    return node.feature >= 0 && node.feature < static_cast<int>(kFeatures);
  }
  for (std::size_t i = 1; i < row.size(); ++i)
    if (!number(row[i], tree.leaves.emplace_back())) return false;
  const auto fits = [&](int from, int to) {  // down the tree, so that every walk ends
    return to < 0 ? -1 - to < static_cast<int>(tree.leaves.size()) : to > from && to < static_cast<int>(tree.nodes.size());
  };
  for (int at = 0; at < static_cast<int>(tree.nodes.size()); ++at) {
    const Node& node = tree.nodes[static_cast<std::size_t>(at)];
    if (!fits(at, node.left) || !fits(at, node.right)) return false;
  }
  return !tree.leaves.empty();
}

Tally Model::tally(std::string_view key) const {
  const auto found = counts_.find(key);
  return found == counts_.end() ? Tally() : found->second;
}

double Model::sum(const std::vector<float>& features) const {
  double total = 0;
  for (const Grove& tree : trees_) {
    int at = tree.nodes.empty() ? -1 : 0;
    while (at >= 0) {
      const Node& node = tree.nodes[static_cast<std::size_t>(at)];
      at = features[static_cast<std::size_t>(node.feature)] <= node.threshold ? node.left : node.right;
    }
    total += tree.leaves[static_cast<std::size_t>(-1 - at)];
  }
  return total;
}

std::vector<double> Model::probabilities(const Doc& doc, const Tree& tree, const QuoteMap& map,
                                         const std::vector<Candidate>& all) const {
  Keys keys;
  std::vector<double> words(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    word_keys(doc, cues_, all[i], keys);
    words[i] = (share(tally(keys[0])) + share(tally(keys[2]))) / 2;
  }
  const Chances chances(all, std::move(words), doc.tokens.size());
  std::vector<double> out(all.size(), 0);
  std::vector<float> features;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Candidate& c = all[i];
    if (chances.of[i] < kHopeless) continue;
    features.clear();
    word_keys(doc, cues_, c, keys);
    context_keys(doc, tree, cues_, c, keys);
    for (const std::string& key : keys) features.push_back(static_cast<float>(share(tally(key))));
    features.push_back(static_cast<float>(tally(keys[0]).seen));
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
    out[i] = 1 / (1 + std::exp(-sum(features)));
  }
  return out;
}

}  // namespace entente::statements
