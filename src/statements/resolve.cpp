#include "statements/resolve.h"

#include <algorithm>
#include <numeric>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr double kAccept = 0.35;  // F1 is best near half of what it reaches
constexpr std::uint32_t kNone = ~0u;
constexpr std::uint32_t kQuoteReach = 30;  // tokens between a quote and the verb that reports it
constexpr std::uint32_t kShortQuote = 4;   // a fragment of fewer words within a clause is no statement of its own

class Resolver {
 public:
  Resolver(const Doc& doc, const Cues& cues, const std::vector<Quote>& quotes, const std::vector<Range>& paragraphs)
      : doc_(doc),
        cues_(cues),
        quotes_(quotes),
        paragraphs_(paragraphs),
        children_(doc),
        quote_of_(doc.tokens.size(), kNone),
        owner_(doc.tokens.size(), kNone),
        cue_used_(doc.tokens.size(), false) {
    for (std::uint32_t q = 0; q < quotes.size(); ++q)
      for (std::uint32_t t = quotes[q].tokens.first; t < quotes[q].tokens.last; ++t) quote_of_[t] = q;
  }

  std::vector<Draft> run(std::vector<Candidate> candidates) {
    choose(std::move(candidates));
    std::vector<std::uint32_t> draft_of(quotes_.size(), kNone);
    for (std::uint32_t q = 0; q < quotes_.size(); ++q) draft_of[q] = place(q, q > 0 ? draft_of[q - 1] : kNone);
    return finish();
  }

 private:
  bool quoted(std::uint32_t t) const { return quote_of_[t] != kNone; }

  static std::size_t size_of(const Candidate& c) {
    return std::accumulate(c.content.begin(), c.content.end(), std::size_t{0},
                           [](std::size_t n, const Range& r) { return n + r.size(); });
  }

  // Keeps, of every cue, its likeliest frame, and of nested statements the outermost.
  void choose(std::vector<Candidate> all) {
    std::vector<std::pair<double, std::uint32_t>> best;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const Token& cue = doc_.tokens[all[i].cue];
      const double p = cues_.probability(cue.lemma, cue_pos(cue), all[i].frame);
      if (p < kAccept || quoted(all[i].cue)) continue;
      if (!best.empty() && all[best.back().second].cue == all[i].cue) {
        if (p > best.back().first) best.back() = {p, i};
      } else {
        best.emplace_back(p, i);
      }
    }
    std::stable_sort(best.begin(), best.end(),
                     [&](const auto& a, const auto& b) { return size_of(all[a.second]) > size_of(all[b.second]); });
    for (const auto& [p, i] : best) accept(all[i]);
  }

  void accept(const Candidate& c) {
    if (owner_[c.cue] != kNone) return;
    for (const Range& r : c.content)
      if (owner_[r.first] != kNone || owner_[r.last - 1] != kNone) return;
    const auto id = static_cast<std::uint32_t>(drafts_.size());
    Draft draft;
    draft.speaker = c.speaker;
    draft.cue = c.cue_tokens;
    for (const Range& r : c.content) {
      draft.content.push_back(doc_.span(r));
      for (std::uint32_t t = r.first; t < r.last; ++t) owner_[t] = id;
    }
    cue_used_[c.cue] = true;
    drafts_.push_back(std::move(draft));
  }

  // The draft that a quote belongs to, or kNone where it is nobody's.
  std::uint32_t place(std::uint32_t q, std::uint32_t previous) {
    const Quote& quote = quotes_[q];
    for (std::uint32_t t = quote.tokens.first; t < quote.tokens.last; ++t)
      if (owner_[t] != kNone) return join(owner_[t], quote);
    if (quote.continues && previous != kNone) return join(previous, quote);
    if (quote.tokens.size() < kShortQuote) return kNone;
    const std::uint32_t verb = reporting_verb(quote);
    if (verb != kNone) {
      Draft draft;
      draft.speaker = is_passive(doc_, children_, verb) ? agent_of(doc_, children_, verb) : subject_of(doc_, children_, verb);
      draft.cue = Range{verb, verb + 1};
      cue_used_[verb] = true;
      drafts_.push_back(std::move(draft));
      return join(static_cast<std::uint32_t>(drafts_.size() - 1), quote);
    }
    if (previous != kNone && stands_alone(quote) && drafts_[previous].direct && quotes_[q - 1].paragraph == quote.paragraph)
      return join(previous, quote);
    return kNone;
  }

  // True where the quote begins a sentence, so that it is no fragment of somebody else's clause.
  bool stands_alone(const Quote& quote) const {
    const Range& sentence = doc_.sentence_of(quote.tokens.first);
    return quote.tokens.first <= sentence.first + 1;
  }

  std::uint32_t join(std::uint32_t id, const Quote& quote) {
    Draft& draft = drafts_[id];
    draft.direct = true;
    Span whole = quote.span;
    std::erase_if(draft.content, [&](const Span& piece) {
      if (!piece.overlaps(whole)) return false;
      whole = {std::min(whole.begin, piece.begin), std::max(whole.end, piece.end)};
      return true;
    });
    draft.content.push_back(whole);
    for (std::uint32_t t = quote.tokens.first; t < quote.tokens.last; ++t) owner_[t] = id;
    return id;
  }

  // A verb of speech right after the quote, in its sentence, or right before it.
  std::uint32_t reporting_verb(const Quote& quote) const {
    const auto fits = [&](std::uint32_t t) {
      return !quoted(t) && !cue_used_[t] && owner_[t] == kNone && doc_.tokens[t].pos == "VERB" &&
             cues_.word_class(doc_.tokens[t].lemma, 'v') == "speech";
    };
    const Range& paragraph = paragraphs_[quote.paragraph];
    const Range& sentence = doc_.sentence_of(quote.tokens.last - 1);
    for (std::uint32_t t = quote.tokens.last; t < std::min({paragraph.last, sentence.last, quote.tokens.last + kQuoteReach}); ++t)
      if (fits(t)) return t;
    const std::uint32_t from = quote.tokens.first;
    const std::uint32_t until = from > kQuoteReach ? from - kQuoteReach : 0;
    for (std::uint32_t t = from; t > until; --t) {
      const Token& token = doc_.tokens[t - 1];
      if (quoted(t - 1) || (t != from && token.tag == ".")) break;
      if (fits(t - 1)) return t - 1;
    }
    return kNone;
  }

  std::vector<Draft> finish() {
    for (Draft& d : drafts_) std::sort(d.content.begin(), d.content.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::sort(drafts_.begin(), drafts_.end(),
              [](const Draft& a, const Draft& b) { return a.content.front().begin < b.content.front().begin; });
    return std::move(drafts_);
  }

  const Doc& doc_;
  const Cues& cues_;
  const std::vector<Quote>& quotes_;
  const std::vector<Range>& paragraphs_;
  Children children_;
  std::vector<std::uint32_t> quote_of_;  // per token: its quote
  std::vector<std::uint32_t> owner_;     // per token: the draft whose content it is
  std::vector<bool> cue_used_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Draft> resolve(const Doc& doc, const Cues& cues, std::vector<Candidate> candidates, const std::vector<Quote>& quotes,
                           const std::vector<Range>& paragraphs) {
  return Resolver(doc, cues, quotes, paragraphs).run(std::move(candidates));
}

}  // namespace entente::statements
