#include "events/parts.h"

#include <algorithm>
#include <numeric>

namespace entente::events {
namespace {

// A word between two of a role's words that has this part of the least probability joins them.
constexpr double kJoin = 0.4;

constexpr std::uint32_t kLongestRest = 4;  // tokens that a phrase cut short, or an open bracket, goes on

// Words that no phrase begins with (an owner's sign among them), and those that none ends with.
bool hangs_over(const Token& token, bool at_end) {
  for (const std::string_view pos : {"SPACE", "PUNCT", "CCONJ"})
    if (token.pos == pos) return true;
  return at_end ? token.pos == "DET" || token.pos == "ADP" : token.tag == "POS";
}

// A name (or a number) is one thing, all of it in a role or none: each of its tokens has the mean of all.
void even_out_names(const Doc& doc, Range sentence, std::vector<double>& by_token) {
  const auto after = [](const Entity& entity, std::uint32_t first) { return entity.tokens.last <= first; };
  auto entity = std::lower_bound(doc.entities.begin(), doc.entities.end(), sentence.first, after);
  if (entity != doc.entities.end() && entity->tokens.first < sentence.first) ++entity;  // of two sentences
  for (; entity != doc.entities.end() && entity->tokens.last <= sentence.last; ++entity) {
    const auto first = by_token.begin() + (entity->tokens.first - sentence.first);
    const auto last = by_token.begin() + (entity->tokens.last - sentence.first);
    std::fill(first, last, std::accumulate(first, last, 0.0) / entity->tokens.size());
  }
}

// The mean of the role's probability over each token's pieces; a token without pieces (a space) has none.
std::vector<double> by_token(const Doc& doc, Range sentence, const Shares& shares, double Shares::Piece::*role) {
  std::vector<double> out(sentence.size(), 0);
  std::size_t first = 0;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    const Span span = doc.tokens[t].span;
    while (first < shares.all.size() && shares.all[first].span.end <= span.begin) ++first;
    double sum = 0;
    int n = 0;
    for (std::size_t p = first; p < shares.all.size() && shares.all[p].span.begin < span.end; ++p, ++n)
      sum += shares.all[p].*role;
    if (n > 0) out[t - sentence.first] = sum / n;
  }
  even_out_names(doc, sentence, out);
  return out;
}

// The run's last word closes a bracket that the run opens: "the Party (CNRP)".
bool closes(const Tree& tree, Range run) {
  if (tree.lower(run.last - 1) != ")") return false;
  for (std::uint32_t t = run.last - 1; t-- > run.first;)
    if (tree.lower(t) == "(" || tree.lower(t) == ")") return tree.lower(t) == "(";
  return false;
}

// The run up to the noun that its last word describes ("its Western" partners), or to the end of a title ("Prime" Minister); not
// to what is somebody's ("government" airstrikes), nor into the words of the other role. And with brackets that close as they
// open.
template <class IsOthers>
Range whole(const Tree& tree, const MentionIndex& mentions, Range sentence, Range run, IsOthers&& is_others) {
  const std::uint32_t last = run.last - 1, noun = tree.token(last).head;
  const std::string_view dep = tree.token(last).dep;
  const bool titled = dep == "compound" && tree.token(last).pos == "PROPN" && tree.token(noun).pos == "PROPN";
  const bool its = dep == "poss" && tree.token(last).pos == "PRON";
  const bool goes_on = (dep == "amod" || its || titled) && noun > last && noun <= last + kLongestRest && noun < sentence.last &&
                       tree.is_noun(noun) && mentions.at(last) == nullptr;
  const auto parts = [&tree](std::uint32_t t) { return tree.token(t).pos == "CCONJ" || tree.token(t).pos == "PUNCT"; };
  bool joined = goes_on && !is_others(noun);
  for (std::uint32_t t = run.last; joined && t < noun; ++t) joined = !parts(t) && !is_others(t);
  if (joined) run.last = noun + 1;
  std::uint32_t open = kNoToken;
  for (std::uint32_t t = run.first; t < run.last; ++t)
    if (tree.lower(t) == "(")
      open = t;
    else if (tree.lower(t) == ")")
      open = kNoToken;
  if (open == kNoToken) return run;
  for (std::uint32_t t = run.last; t < std::min(sentence.last, run.last + kLongestRest) && !is_others(t); ++t)
    if (tree.lower(t) == ")") return {run.first, t + 1};
  return {run.first, open};
}

// The word that the run's other words hang on, a noun where there is one.
std::uint32_t head_of(const Tree& tree, Range run) {
  std::uint32_t found = kNoToken;
  for (std::uint32_t t = run.first; t < run.last; ++t) {
    const std::uint32_t up = tree.token(t).head;
    const bool outside = up == t || up < run.first || up >= run.last;
    if (outside && (found == kNoToken || (!tree.is_noun(found) && tree.is_noun(t)))) found = t;
  }
  return found;
}

// "President" of "President Ashraf Ghani": no actor beside the one whom the whole names.
bool is_inside(const Tree& tree, const MentionIndex& mentions, std::uint32_t head, Span run) {
  if (tree.token(head).dep != "compound") return false;
  const Mention* whole = mentions.at(tree.token(head).head);
  return whole != nullptr && whole->span.contains(run) && mentions.at(head) == nullptr;
}

std::vector<Part> runs(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Range sentence,
                       const std::vector<double>& own, const std::vector<double>& other, double least) {
  std::vector<Range> found;
  for (std::uint32_t i = 0; i < own.size(); ++i) {
    if (own[i] < least || own[i] < other[i]) continue;
    const std::uint32_t t = sentence.first + i;
    const bool joins = !found.empty() && (found.back().last == t || (found.back().last + 1 == t && own[i - 1] >= kJoin * least));
    if (joins)
      found.back().last = t + 1;
    else
      found.push_back({t, t + 1});
  }
  std::vector<Part> out;
  const auto is_others = [&](std::uint32_t t) {
    return other[t - sentence.first] >= least && other[t - sentence.first] > own[t - sentence.first];
  };
  for (std::size_t r = 0; r < found.size(); ++r) {
    Range run = found[r];
    while (run.first < run.last && hangs_over(tree.token(run.first), false)) ++run.first;
    while (run.last > run.first && hangs_over(tree.token(run.last - 1), true) && !closes(tree, run)) --run.last;
    if (run.first == run.last) continue;
    Part part;
    part.head = head_of(tree, run);
    if (is_inside(tree, mentions, part.head, tree.doc().span(run))) continue;
    if (!tree.is_noun(part.head) && mentions.at(part.head) == nullptr) continue;  // an adjective may name a country
    run = whole(tree, mentions, sentence, run, is_others);
    if (run.first == run.last) continue;
    while (r + 1 < found.size() && found[r + 1].first < run.last) run.last = std::max(run.last, found[++r].last);
    while (run.last > run.first + 1 && hangs_over(tree.token(run.last - 1), true) && !closes(tree, run)) --run.last;
    part.head = head_of(tree, run);
    if (const auto role = role_of(tree, lexicon, mentions, part.head)) part.role = *role;
    part.role.span = tree.doc().span(run);
    for (std::uint32_t t = run.first; t < run.last; ++t) part.sum += own[t - sentence.first];
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace

bool is_whereabouts(const Tree& tree, std::uint32_t head) {
  return tree.token(head).dep == "pobj" && tree.lower(tree.token(head).head) == "in";
}

Parts parts_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Range sentence, const Shares& shares,
               double least) {
  const auto source = by_token(tree.doc(), sentence, shares, &Shares::Piece::source);
  const auto target = by_token(tree.doc(), sentence, shares, &Shares::Piece::target);
  Parts parts = {runs(tree, lexicon, mentions, sentence, source, target, least),
                 runs(tree, lexicon, mentions, sentence, target, source, least)};
  std::erase_if(parts.source, [&](const Part& part) { return is_whereabouts(tree, part.head); });
  return parts;
}

}  // namespace entente::events
