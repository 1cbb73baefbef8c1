#include "page/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "page/content.h"
#include "page/wording.h"

namespace entente::page {
namespace {

float log2p(double x) { return static_cast<float>(std::log2(1 + x)); }

float share(double part, double whole) { return whole > 0 ? static_cast<float>(part / whole) : 0; }

// What an element is to a reader: numbers near each other for what is alike.
int kind_of(std::uint16_t tag) {
  switch (tag) {
    case LXB_TAG_P:
      return 1;
    case LXB_TAG_BLOCKQUOTE:
      return 2;
    case LXB_TAG_PRE:
      return 3;
    case LXB_TAG_H1:
      return 4;
    case LXB_TAG_H2:
      return 5;
    case LXB_TAG_H3:
      return 6;
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
      return 7;
    case LXB_TAG_LI:
      return 8;
    case LXB_TAG_DT:
    case LXB_TAG_DD:
      return 9;
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_CAPTION:
      return 10;
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
      return 11;
    case LXB_TAG_DIV:
      return 12;
    case LXB_TAG_ARTICLE:
    case LXB_TAG_SECTION:
    case LXB_TAG_MAIN:
    case LXB_TAG_BODY:
      return 13;
    default:
      return 14;
  }
}

// The signs of a text, counted in one pass without branches: a byte for each kind of sign, all in one number.
struct Signs {
  int commas = 0, ends = 0, capitals = 0, digits = 0, letters = 0, marks = 0, lines = 0;

  explicit Signs(std::string_view text) {
    unsigned char before = ' ';
    while (!text.empty()) {
      const std::size_t size = std::min<std::size_t>(text.size(), 255);  // more might not fit
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        sum += kCounts[byte] & (before == ' ' ? ~std::uint64_t{0} : ~kCapital);
        ends += kIsEnd[before] & (byte == ' ' || byte == '"');
        before = byte;
      }
      letters += at(sum, kLetter), digits += at(sum, kDigit), commas += at(sum, kComma), marks += at(sum, kMark);
      lines += at(sum, kLine), capitals += at(sum, kCapital);
      text.remove_prefix(size);
    }
    ends += kIsEnd[before];
  }

 private:
  static constexpr std::uint64_t kLetter = 0xff, kDigit = kLetter << 8, kComma = kDigit << 8, kMark = kComma << 8,
                                 kLine = kMark << 8, kCapital = kLine << 8;
  static constexpr std::uint64_t kOne = 0x0101010101010101;

  static int at(std::uint64_t sum, std::uint64_t kind) { return static_cast<int>((sum & kind) / (kind & kOne)); }

  static constexpr auto kIsEnd = [] {
    std::array<std::uint8_t, 256> is{};
    for (const unsigned char c : {'.', '!', '?'}) is[c] = 1;
    return is;
  }();

  static constexpr auto kCounts = [] {
    std::array<std::uint64_t, 256> counts{};
    for (int c = 'a'; c <= 'z'; ++c) counts[c] = kLetter & kOne;
    for (int c = 'A'; c <= 'Z'; ++c) counts[c] = (kLetter | kCapital) & kOne;  // counted where a word begins
    for (int c = 0x80; c < 256; ++c) counts[c] = kLetter & kOne;
    for (int c = '0'; c <= '9'; ++c) counts[c] = kDigit & kOne;
    for (const unsigned char c : {'|', '>', '/', '@', '#', ':'}) counts[c] = kMark & kOne;
    counts[','] = kComma & kOne;
    counts['\n'] = kLine & kOne;
    return counts;
  }();
};

constexpr std::size_t kAround[] = {0, 1, 2, 3, 5};  // elements around a block, from its own outwards

constexpr std::size_t kMostWords = 40;  // of a block that are looked up

}  // namespace

Measurer::Measurer(const Parts& parts, const Cues& cues, const Tallies& tallies)
    : tree_(parts.tree),
      blocks_(parts.blocks),
      root_(parts.root),
      cues_(cues),
      tallies_(tallies),
      title_(folded(parts.metadata.title)),
      headline_(folded(parts.metadata.headline)),
      description_(folded(parts.metadata.description)) {
  sum_up();
  judge_names();
}

std::size_t Measurer::measure(std::size_t block, float* row) {
  at_ = row;
  of_text(block);
  of_words(block);
  of_names(block);
  of_place(block);
  of_elements(block);
  of_neighbours(block);
  return static_cast<std::size_t>(at_ - row) / forest::Rows::kAbreast;
}

void Measurer::sum_up() {
  below_.resize(tree_.size());
  depth_.resize(tree_.size());
  for (std::size_t i = 1; i < tree_.size(); ++i) depth_[i] = static_cast<std::uint16_t>(depth_[tree_[i].parent] + 1);
  std::uint32_t text = 0, prose = 0;
  first_ = blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    Below& own = below_[block.node];
    ++own.blocks;
    own.text += static_cast<std::uint32_t>(block.text.size());
    own.link += block.link;
    if (tree_[block.node].shown == Shown::No) hidden_ += static_cast<std::uint32_t>(block.text.size());
    if (block.is_prose()) own.prose += static_cast<std::uint32_t>(block.text.size());
    before_.push_back({0, text, 0, prose});
    ends_.push_back(ends_sentence(block.text) ? 1 : 0);
    text += static_cast<std::uint32_t>(block.text.size());
    if (block.is_prose()) prose += static_cast<std::uint32_t>(block.text.size());
    if (block.is_prose() && !block.is_heading() && is_readable(block.region) && tree_.is_below(block.node, root_)) {
      first_ = std::min(first_, i);
      last_ = i;
    }
    Alike& alike = alike_[likeness(block)];
    alike_of_.push_back(&alike);
    ++alike.blocks;
    alike.words += block.words;
    alike.text += static_cast<std::uint32_t>(block.text.size());
    alike.link += block.link;
    if (block.key == headline_ || (block.tag == LXB_TAG_H1 && headline_at_ == 0)) headline_at_ = i;
  }
  for (std::size_t i = tree_.size(); i-- > 1;) {
    Below& to = below_[tree_[i].parent];
    to.blocks += below_[i].blocks;
    to.text += below_[i].text;
    to.link += below_[i].link;
    to.prose += below_[i].prose;
  }
  heading_.resize(blocks_.size());
  std::size_t heading = blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    heading_[i] = heading;
    if (blocks_[i].is_heading()) heading = i;
  }
}

// Blocks in elements with the same names in elements with the same names.
std::uint64_t Measurer::likeness(const Block& block) const {
  const auto sign = [this](std::uint32_t node) {
    return std::hash<std::string_view>()(tree_.attribute(node, Attribute::Class)) * 31 + tree_[node].tag;
  };
  return sign(block.node) * 0x9e3779b97f4a7c15 + sign(tree_[block.node].parent);
}

void Measurer::of_text(std::size_t i) {
  const Block& block = blocks_[i];
  const auto size = static_cast<double>(block.text.size());
  const Signs signs(block.text);
  put(log2p(size));
  put(block.words);
  put(share(block.link, size));
  put(share(block.bold, size));
  put(share(block.italic, size));
  put(signs.commas);
  put(signs.ends);
  put(signs.marks);
  put(signs.lines);
  put(share(signs.capitals, block.words));
  put(share(signs.digits, size));
  put(share(signs.letters, block.words));
  put(ends_[i]);
  put(static_cast<double>(block.anchors.size()));
  const bool is_short = block.words <= 25;
  put(static_cast<int>(block.marker));
  put(is_short && !cues_.byline_kind(block.text).empty() ? 1 : 0);
  put(kind_of(block.tag));
  put(kind_of(tree_[block.node].tag));
  const std::string_view key = block.key;
  put(block.repeats);
  put(key == headline_ ? 3 : key == title_ ? 2 : key.size() >= 10 && title_.find(key) != std::string::npos ? 1 : 0);
  const std::size_t common = std::min<std::size_t>({key.size(), description_.size(), 40});
  put(common < 15 ? 0 : key.compare(0, common, description_, 0, common) == 0 ? 1 : 0);
}

void Measurer::of_words(std::size_t i) {
  float sum = 0, least = 0, most = 0, first = 0;
  std::array<std::uint64_t, kMostWords> words;
  std::size_t count = 0;
  each_word(blocks_[i].text, [&](std::size_t, std::size_t, std::uint64_t hash) {
    tallies_.words.prepare(hash);
    words[count] = hash;
    return ++count < kMostWords;
  });
  for (std::size_t k = 0; k < count; ++k) {
    const float value = tallies_.words.of(words[k]);
    if (k == 0) first = value;
    sum += value;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  put(count > 0 ? sum / static_cast<float>(count) : 0);
  put(sum);
  put(least);
  put(most);
  put(first);
}

Measurer::Named Measurer::named_by(std::string_view value) {
  if (value.empty()) return {};
  return memo_.of(value, [this](std::string_view text) {
    Named named;
    each_name(text, [&](std::size_t, std::size_t, std::uint64_t hash) {
      const float says = tallies_.attributes.of(hash);
      named.least = std::min(named.least, says);
      named.most = std::max(named.most, says);
    });
    return named;
  });
}

// What the names of each element and of those around it say.
void Measurer::judge_names() {
  names_.resize(tree_.size());
  for (std::uint32_t i = 0; i < tree_.size(); ++i) {
    Said& said = names_[i];
    if (i > 0) said.around_least = names_[tree_[i].parent].around_least, said.around_most = names_[tree_[i].parent].around_most;
    if (below_[i].blocks == 0 || !tree_.has_attributes(i)) continue;
    for (const auto name : {Attribute::Class, Attribute::Id}) {
      const Named named = named_by(tree_.attribute(i, name));
      said.least = std::min(said.least, named.least);
      said.most = std::max(said.most, named.most);
    }
    said.around_least = std::min(said.around_least, said.least);
    said.around_most = std::max(said.around_most, said.most);
  }
}

void Measurer::of_names(std::size_t i) {
  std::uint32_t node = blocks_[i].node;
  put(names_[node].around_least);
  put(names_[node].around_most);
  for (int level = 0; level < 4; ++level, node = tree_[node].parent) {
    put(names_[node].least);
    put(names_[node].most);
  }
}

void Measurer::of_place(std::size_t i) {
  const Block& block = blocks_[i];
  const auto at = static_cast<double>(i);
  const auto count = static_cast<double>(blocks_.size());
  put(at / count);
  put(at);
  put(count);
  put(share(before_[i].text, below_[0].text));
  put(share(before_[i].prose, below_[0].prose));
  put(log2p(below_[0].prose));
  put(share(below_[0].link, below_[0].text));
  put(std::clamp(at - static_cast<double>(headline_at_), -50.0, 50.0));
  put(std::clamp(at - static_cast<double>(first_), -50.0, 50.0));
  put(std::clamp(at - static_cast<double>(last_), -50.0, 50.0));
  put(static_cast<int>(block.region));
  for (int bit = 1; bit < 31; ++bit) put(tree_[block.node].around >> bit & 1);
  put(static_cast<int>(tree_[block.node].shown));
  put(share(hidden_, below_[0].text));
  put(tree_.is_below(block.node, root_) ? 1 : 0);
  put(share(below_[root_].prose, below_[0].prose));
  put(depth_[block.node]);
  put(depth_[block.node] - depth_[root_]);
  const std::size_t heading = heading_[i];
  put(heading < i ? std::min<double>(at - static_cast<double>(heading), 30) : 30);
  put(heading < i ? kind_of(blocks_[heading].tag) : 0);
  put(heading < i ? static_cast<int>(blocks_[heading].region) : 0);
}

void Measurer::of_elements(std::size_t i) {
  std::uint32_t node = blocks_[i].node;
  std::size_t level = 0;
  for (const std::size_t wanted : kAround) {
    for (; level < wanted; ++level) node = tree_[node].parent;
    const Below& below = below_[node];
    put(below.blocks);
    put(log2p(below.text));
    put(share(below.link, below.text));
    put(share(below.prose, below_[0].prose));
    put(share(below.prose, below.text));
  }
  const Alike& alike = *alike_of_[i];
  put(alike.blocks);
  put(share(alike.words, alike.blocks));
  put(share(alike.link, alike.text));
}

void Measurer::of_neighbours(std::size_t i) {
  for (const int distance : {-2, -1, 1, 2}) {
    const std::size_t k = i + static_cast<std::size_t>(distance);
    if (k >= blocks_.size()) {
      for (int n = 0; n < 6; ++n) put(-1);
      continue;
    }
    const Block& block = blocks_[k];
    put(block.words);
    put(share(block.link, static_cast<double>(block.text.size())));
    put(kind_of(block.tag));
    put(static_cast<int>(block.region));
    put(block.node == blocks_[i].node ? 2 : tree_[block.node].parent == tree_[blocks_[i].node].parent ? 1 : 0);
    put(ends_[k]);
  }
}

std::size_t add_neighbours(forest::Rows& rows, std::size_t own, const std::vector<float>& chances, const Parts& parts,
                           const std::vector<std::size_t>& wanted) {
  const Tree& tree = parts.tree;
  const std::vector<Block>& blocks = parts.blocks;
  constexpr int kReach = 4;
  struct Mass {
    float sum = 0, weight = 0;
  };
  std::vector<Mass> mass(tree.size());
  std::vector<float> weights(blocks.size()), before(blocks.size());
  float all = 0, most = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    weights[i] = std::min(static_cast<float>(blocks[i].text.size()), 600.0F) + 10;
    before[i] = all;
    mass[blocks[i].node].sum += chances[i] * weights[i];
    mass[blocks[i].node].weight += weights[i];
    all += chances[i] * weights[i];
    most = std::max(most, chances[i]);
  }
  for (std::size_t i = tree.size(); i-- > 1;) {
    mass[tree[i].parent].sum += mass[i].sum;
    mass[tree[i].parent].weight += mass[i].weight;
  }
  std::size_t features = own;
  for (std::size_t row = 0; row < wanted.size(); ++row) {
    const std::size_t i = wanted[row];
    float* at = rows[row] + own * forest::Rows::kAbreast;
    const auto put = [&at](float value) {
      *at = value;
      at += forest::Rows::kAbreast;
    };
    put(chances[i]);
    float near = 0, near_weight = 0;
    for (int distance = -kReach; distance <= kReach; ++distance) {
      const std::size_t k = i + static_cast<std::size_t>(distance);
      if (distance != 0) put(k < blocks.size() ? chances[k] : -1);
      if (k >= blocks.size() || distance == 0) continue;
      near += chances[k] * weights[k] / static_cast<float>(std::abs(distance));
      near_weight += weights[k] / static_cast<float>(std::abs(distance));
    }
    put(near_weight > 0 ? near / near_weight : 0);
    std::uint32_t node = blocks[i].node;
    std::size_t level = 0;
    const float of_block = chances[i] * weights[i];
    for (const std::size_t wanted_level : kAround) {
      for (; level < wanted_level; ++level) node = tree[node].parent;
      const float others = mass[node].weight - weights[i];
      put(others > 0.5F ? (mass[node].sum - of_block) / others : -1);
      put(all > 0 ? mass[node].sum / all : 0);
    }
    put(all > 0 ? before[i] / all : 0);
    put(all);
    put(most);
    features = static_cast<std::size_t>(at - rows[row]) / forest::Rows::kAbreast;
  }
  return features;
}

}  // namespace entente::page
