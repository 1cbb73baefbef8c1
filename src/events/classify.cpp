#include <algorithm>
#include <cmath>

#include "events/coder.h"

namespace entente::events {
namespace {

// The word of a span that the others hang on.
std::uint32_t head_of(const Doc& doc, Span span) {
  std::uint32_t found = kNoToken;
  for (auto token = std::lower_bound(doc.tokens.begin(), doc.tokens.end(), span.begin,
                                     [](const Token&t, std::uint32_t at) { return t.span.end <= at; });
       token != doc.tokens.end() && token->span.begin < span.end; ++token) {
    const auto at = static_cast<std::uint32_t>(token - doc.tokens.begin());
    const bool inside = token->head != at && span.overlaps(doc.tokens[token->head].span);
    if (found == kNoToken || !inside) found = at;
    if (!inside) break;
  }
  return found;
}

std::vector<std::uint32_t> path_to_root(const Tree& tree, std::uint32_t at) {
  std::vector<std::uint32_t> out = {at};
  while (!tree.is_root(at) && out.size() < 64) out.push_back(at = tree.token(at).head);
  return out;
}

bool touches(const Tree& tree, const std::vector<std::uint32_t>& heads, Span span) {
  return std::any_of(heads.begin(), heads.end(), [&](std::uint32_t t) {
    return span.overlaps(tree.token(t).span) || span.overlaps(tree.doc().span(noun_phrase(tree, t)));
  });
}

double score_of(const Tree& tree, const Candidate& c, Span source, Span target, const std::vector<std::uint32_t>& from_source,
                const std::vector<std::uint32_t>& from_target) {
  const auto on = [](const std::vector<std::uint32_t>& path, std::uint32_t t) {
    return std::find(path.begin(), path.end(), t) != path.end();
  };
  double score = 1;
  const bool s = touches(tree, c.source, source), t = touches(tree, c.target, target);
  if (s) score += 1.5;
  if (t) score += 1.5;
  if (s && t) score += 1;
  if (!s && !t && touches(tree, c.source, target) && touches(tree, c.target, source)) score += 1;
  for (const std::uint32_t word : c.chain) {
    const bool up_source = on(from_source, word), up_target = on(from_target, word);
    if (up_source && up_target)
      score += 0.9;
    else if (up_source || up_target)
      score += 0.5;
  }
  if (source.contains(tree.token(c.at).span)) score -= 1.5;
  if (target.contains(tree.token(c.at).span)) score -= 0.5;
  if (c.entries.front()->fallback) score -= 0.8;
  if (c.aside) score -= 0.7;
  const Span word = tree.token(c.at).span;
  const double gap =
      std::min(std::abs(double(word.begin) - double(source.end)), std::abs(double(word.begin) - double(target.begin)));
  return score - std::min(1.0, gap / 150.0);
}

}  // namespace

Classified classify_spans(const Lexicon& lexicon, const Doc& doc, Span source, Span target) {
  std::map<std::string, double> weight;
  for (const auto& [type, facts] : lexicon.types) weight[type] = 0.05 * facts.prior;
  const std::uint32_t a = head_of(doc, source), b = head_of(doc, target);
  if (a != kNoToken && b != kNoToken) {
    const Tree tree(doc, lexicon.classes);
    const auto from_source = path_to_root(tree, a), from_target = path_to_root(tree, b);
    std::uint32_t first = doc.tokens[a].sentence, last = doc.tokens[b].sentence;
    if (first > last) std::swap(first, last);
    for (std::uint32_t s = first; s <= last && s < first + 3; ++s) {
      if (doc.sentences[s].size() > kMaxSentence) continue;
      for (const Candidate& c : candidates(tree, lexicon, doc.sentences[s]))
        weight[c.type] += std::exp(2.0 * score_of(tree, c, source, target, from_source, from_target) - 6);
    }
  }
  Classified out;
  double total = 0, best = -1;
  for (const auto& [type, w] : weight) {
    total += w;
    if (w <= best) continue;
    best = w;
    out.type = type;
  }
  for (const auto& [type, w] : weight) out.scores[type] = total > 0 ? w / total : 0;
  out.quad = lexicon.quad(out.type);
  return out;
}

}  // namespace entente::events
