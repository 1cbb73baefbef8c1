#include "statements/resolve.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace entente::statements {
namespace {

constexpr double kAccept = 0.32;  // F1 is best near half of what it reaches

// Disjoint token ranges, found in logarithmic time.
class Ranges {
 public:
  bool overlaps(Range r) const {
    const auto after = ends_.upper_bound(r.first);  // the first range that ends past r's beginning
    return after != ends_.end() && after->second < r.last;
  }
  void add(Range r) { ends_[r.last] = r.first; }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  // end -> begin
};

struct Scored {
  const Candidate* candidate;
  double p;
  double weight;
};

std::size_t size_of(const Candidate& c) {
  return std::accumulate(c.content.begin(), c.content.end(), std::size_t{0},
                         [](std::size_t n, const Range& r) { return n + r.size(); });
}

// Of every cue the likeliest frame, if likely enough.
std::vector<Scored> likeliest(const std::vector<Candidate>& all, const std::vector<double>& probabilities) {
  std::vector<Scored> best;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Candidate& c = all[i];
    const double p = probabilities[i];
    if (p < kAccept) continue;
    // An attribution within another is part of that one's content: the longer content is favoured, by its square root.
    const Scored scored{&c, p, p * std::sqrt(static_cast<double>(size_of(c)))};
    if (best.empty() || best.back().candidate->cue != c.cue)
      best.push_back(scored);
    else if (p > best.back().p)
      best.back() = scored;
  }
  return best;
}

// Gives quotes without a cue that fill a paragraph to whoever spoke in the paragraph before, else to whom the next begins with.
void add_bare_quotes(const Doc& doc, const Tree& tree, const QuoteMap& map, const Ranges& taken, std::vector<Draft>& drafts) {
  const auto before = [](const Draft& d, std::uint32_t token) { return d.content.front().first < token; };
  const auto told = static_cast<std::ptrdiff_t>(drafts.size());
  for (std::uint32_t q = 0; q < map.quotes.size(); ++q) {
    const Quote& quote = map.quotes[q];
    if (taken.overlaps(quote.tokens) || !map.stands_alone(doc, tree, q)) continue;
    const auto next = std::lower_bound(drafts.begin(), drafts.begin() + told, quote.tokens.first, before) - drafts.begin();
    std::optional<Range> speaker;
    if (next > 0 && quote.paragraph > 0 && drafts[next - 1].content.back().last > map.paragraphs[quote.paragraph - 1].first)
      speaker = drafts[next - 1].speaker;
    else if (next < told && quote.paragraph + 1 < map.paragraphs.size() && drafts[next].speaker &&
             drafts[next].speaker->first == tree.trim(map.paragraphs[quote.paragraph + 1]).first)
      speaker = drafts[next].speaker;
    if (speaker) drafts.push_back({speaker, std::nullopt, {quote.tokens}, true});
  }
}

// The cue with the words right before it that say that it is not so: "did not condemn".
Range with_negation(const Doc& doc, const Candidate& c) {
  Range out = c.cue_tokens;
  bool negated = false;
  for (std::uint32_t t = out.first; t-- > 0;) {
    const Token& token = doc.tokens[t];
    if (token.head != c.cue || (token.dep != "aux" && token.dep != "neg" && token.dep != "advmod")) break;
    negated = negated || token.dep == "neg";
    if (token.dep != "advmod") out.first = t;
  }
  return negated ? out : c.cue_tokens;
}

}  // namespace

std::vector<Draft> resolve(const Doc& doc, const Tree& tree, const QuoteMap& map, const std::vector<Candidate>& candidates,
                           const std::vector<double>& probabilities) {
  auto best = likeliest(candidates, probabilities);
  std::stable_sort(best.begin(), best.end(), [](const Scored& a, const Scored& b) { return a.weight > b.weight; });
  Ranges taken;
  std::vector<Draft> drafts;
  for (const Scored& s : best) {
    const Candidate& c = *s.candidate;
    if (taken.overlaps({c.cue, c.cue + 1})) continue;
    if (std::any_of(c.content.begin(), c.content.end(), [&](const Range& r) { return taken.overlaps(r); })) continue;
    for (const Range& r : c.content) taken.add(r);
    const bool direct = std::any_of(c.content.begin(), c.content.end(), [&](const Range& r) { return map.any_in(r); });
    drafts.push_back({c.speaker, with_negation(doc, c), c.content, direct});
  }
  const auto in_text = [](const Draft& a, const Draft& b) { return a.content.front().first < b.content.front().first; };
  std::sort(drafts.begin(), drafts.end(), in_text);
  add_bare_quotes(doc, tree, map, taken, drafts);
  std::stable_sort(drafts.begin(), drafts.end(), in_text);
  return drafts;
}

}  // namespace entente::statements
