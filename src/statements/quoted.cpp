#include "statements/quoted.h"

#include <fmt/format.h>

#include <algorithm>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr std::uint32_t kReach = 25;      // tokens between a quote and the verb that reports it
constexpr std::uint32_t kBrief = 8;       // words of a sentence that only says who spoke
constexpr std::uint32_t kFragment = 4;    // shorter quotes are names and scare quotes
constexpr int kMaxClimb = 6;              // words between a verb and the verb that governs it
constexpr std::uint32_t kLongChain = 40;  // quotes joined to one statement

// True where the quote begins a sentence, so that it is no fragment of somebody's clause: a paragraph starts with it, or the
// words before it have come to their end.
bool begins_sentence(const Doc& doc, const Quote& quote, const Range& paragraph) {
  std::uint32_t t = quote.tokens.first;
  while (t > paragraph.first && doc.tokens[t - 1].is_space) --t;
  if (t <= paragraph.first) return true;
  const char before = doc.text[doc.tokens[t - 1].span.end - 1];
  return before == '.' || before == '!' || before == '?' || before == '"' || static_cast<unsigned char>(before) >= 0x80;
}

// The sentence of the quote's last word; a closing mark may have been split off into the next.
const Range& last_sentence(const Doc& doc, const Tree& tree, const Quote& quote) {
  return doc.sentence_of(std::max(tree.trim(quote.tokens).last, quote.tokens.first + 1) - 1);
}

// True where nothing but a few words without a verb follow the quote in the sentence that it ends.
bool ends_sentence(const Doc& doc, const Tree& tree, const Quote& quote) {
  const std::uint32_t end = std::min(last_sentence(doc, tree, quote).last, quote.tokens.last + kReach);
  for (std::uint32_t t = quote.tokens.last; t < end; ++t)
    if (doc.tokens[t].pos == "VERB" || doc.tokens[t].pos == "AUX") return false;
  return true;
}

// True where the quote is all of its paragraph.
bool fills(const Tree& tree, const Quote& quote, const Range& paragraph) {
  const Range words = tree.trim(paragraph);
  return quote.tokens.first <= words.first && words.last <= quote.tokens.last;
}

// True where the words before a quote's closing mark come to a stop, as at the end of a sentence or before "he said".
bool stops(const Doc& doc, const Quote& quote) {
  std::uint32_t at = quote.span.end;
  if (at < doc.text.size() && doc.text[at] == ',') return true;
  while (at > quote.span.begin &&
         (doc.text[at - 1] == '"' || doc.text[at - 1] == '\'' || static_cast<unsigned char>(doc.text[at - 1]) >= 0x80))
    --at;
  const char last = at > quote.span.begin ? doc.text[at - 1] : ' ';
  return last == '.' || last == ',' || last == '!' || last == '?' || last == '-';
}

class QuoteFrames {
 public:
  QuoteFrames(const Doc& doc, const Tree& tree, const QuoteMap& map, std::vector<Candidate>& to)
      : doc_(doc), tree_(tree), map_(map), to_(to) {}

  void all() {
    for (const Quote& q : map_.quotes) {
      if (q.continues) continue;
      after(q);
      below(q);
      before(q);
    }
  }

 private:
  void add(std::uint32_t verb, std::string frame, const Quote& q) {
    const auto speaker = is_passive(doc_, tree_, verb) ? agent_of(doc_, tree_, verb) : subject_of(doc_, tree_, verb);
    to_.push_back({verb, std::move(frame), {verb, verb + 1}, speaker, {q.tokens}, true});
  }

  bool reports(std::uint32_t t) const {
    const Token& token = doc_.tokens[t];
    return token.pos == "VERB" && token.dep != "amod" && token.lemma != "follow";
  }

  // The nearest verb, and the one that governs it where it does not reach the quote itself.
  void add_with_governor(std::uint32_t verb, std::string_view where, const Quote& q) {
    const std::string_view fragment = stops(doc_, q) ? "" : ":fragment";
    add(verb, fmt::format("quote:{}{}", where, fragment), q);
    std::uint32_t up = doc_.tokens[verb].head;
    for (int climbed = 0; climbed < kMaxClimb && doc_.tokens[up].pos != "VERB"; ++climbed) up = doc_.tokens[up].head;
    if (up != verb && reports(up) && !map_.quoted(up)) add(up, fmt::format("quote:{}:up{}", where, fragment), q);
  }

  void after(const Quote& q) {
    const bool starts = begins_sentence(doc_, q, map_.paragraphs[q.paragraph]);
    const std::uint32_t end =
        std::min({map_.paragraphs[q.paragraph].last, last_sentence(doc_, tree_, q).last, q.tokens.last + kReach});
    for (std::uint32_t t = q.tokens.last; t < end && !map_.quoted(t); ++t) {
      if (doc_.tokens[t].pos == "NOUN" && doc_.tokens[t].dep == "ROOT") add(t, "quote:after", q);
      if (reports(t)) return add_with_governor(t, starts ? "after" : "after:inner", q);
    }
  }

  // "She told the agency." as a sentence of its own behind the quote, or in the paragraph below one that is all quote.
  void below(const Quote& q) {
    const Range rest = tree_.trim({q.tokens.last, static_cast<std::uint32_t>(doc_.tokens.size())});
    if (rest.size() == 0) return;
    const Range words = tree_.trim(doc_.sentence_of(rest.first));
    const Range& paragraph = map_.paragraphs[q.paragraph];
    const bool other_paragraph = rest.first >= paragraph.last;
    if (words.first != rest.first || words.size() > kBrief || map_.any_in(words) ||
        (other_paragraph && !fills(tree_, q, paragraph)))
      return;
    const auto tells = [&](std::uint32_t child) {
      const std::string_view dep = doc_.tokens[child].dep;
      return dep == "ccomp" || dep == "xcomp" || dep == "advcl";
    };
    for (std::uint32_t t = words.first; t < words.last; ++t) {
      if (!reports(t)) continue;
      const auto children = tree_.children(t);
      if (doc_.tokens[t].dep == "ROOT" && std::none_of(children.begin(), children.end(), tells)) add(t, "quote:after", q);
      return;
    }
  }

  void before(const Quote& q) {
    std::uint32_t from = q.tokens.first;
    while (from > 0 && doc_.tokens[from - 1].is_space) --from;
    if (from == 0) return;
    const bool colon = doc_.str(from - 1) == ":";
    const bool other_paragraph = from <= map_.paragraphs[q.paragraph].first;
    if (other_paragraph && !colon) return;
    const std::uint32_t least = from > kReach ? from - kReach : 0;
    for (std::uint32_t t = from; t > least; --t) {
      if (map_.quoted(t - 1) || doc_.tokens[t - 1].tag == ".") return;
      if (reports(t - 1)) return add_with_governor(t - 1, colon ? "colon" : "before", q);
    }
  }

  const Doc& doc_;
  const Tree& tree_;
  const QuoteMap& map_;
  std::vector<Candidate>& to_;
};

}  // namespace

bool QuoteMap::any_in(Range tokens) const {
  const auto found = std::lower_bound(quotes.begin(), quotes.end(), tokens.first,
                                      [](const Quote& q, std::uint32_t t) { return q.tokens.last <= t; });
  return found != quotes.end() && found->tokens.first < tokens.last;
}

bool QuoteMap::stands_alone(const Doc& doc, const Tree& tree, std::uint32_t q) const {
  return quotes[q].tokens.size() >= kFragment && fills(tree, quotes[q], paragraphs[quotes[q].paragraph]) && stops(doc, quotes[q]);
}

QuoteMap::QuoteMap(const Doc& doc, const Tree& tree, std::vector<Quote> found, std::vector<Range> parts)
    : paragraphs(std::move(parts)),
      quotes(std::move(found)),
      of(doc.tokens.size(), none),
      next(quotes.size(), none),
      lead(quotes.size(), none),
      prepositional(quotes.size(), false),
      untold(quotes.size(), false) {
  for (std::uint32_t q = 0; q < quotes.size(); ++q) {
    for (std::uint32_t t = quotes[q].tokens.first; t < quotes[q].tokens.last; ++t) of[t] = q;
    const std::uint32_t word = tree.trim(quotes[q].tokens).first;
    prepositional[q] = word < doc.tokens.size() && doc.tokens[word].pos == "ADP";
    const Quote& now = quotes[q];
    const bool starts = begins_sentence(doc, now, paragraphs[now.paragraph]);
    untold[q] = starts && stops(doc, now) && ends_sentence(doc, tree, now);
    if (q == 0) continue;
    const Quote& before = quotes[q - 1];
    const bool whole = stands_alone(doc, tree, q);
    const bool follows = now.paragraph == before.paragraph + 1;
    if (now.continues || (now.paragraph == before.paragraph && starts && ends_sentence(doc, tree, now)) || (whole && follows))
      next[q - 1] = q;
    // A paragraph that is all quote and follows nobody's words is told by the cue after the next one.
    const bool alone = stands_alone(doc, tree, q - 1) && (q < 2 || next[q - 2] == none);
    const bool opened = now.continues && fills(tree, before, paragraphs[before.paragraph]);
    if (opened || (alone && follows && next[q - 1] == none && starts)) lead[q] = q - 1;
  }
}

void add_quote_frames(const Doc& doc, const Tree& tree, const QuoteMap& map, std::vector<Candidate>& all) {
  QuoteFrames(doc, tree, map, all).all();
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.cue < b.cue; });
}

void join_quotes(const QuoteMap& map, std::vector<Candidate>& all) {
  std::erase_if(all, [&](const Candidate& c) { return map.quoted(c.cue); });
  for (Candidate& c : all) {
    std::uint32_t last = QuoteMap::none;
    for (Range& r : c.content) {
      const std::uint32_t head = map.of[r.first], tail = map.of[r.last - 1];
      const auto widen = [&](std::uint32_t q) {
        if (q == QuoteMap::none) return;
        const Range tokens = map.quotes[q].tokens;
        if (tokens.size() < kFragment && tokens.size() < r.size()) return;
        if (tokens.contains(c.cue)) return;
        r = {std::min(r.first, tokens.first), std::max(r.last, tokens.last)};
        last = q;
        c.direct = true;
      };
      widen(head);
      if (tail != head) widen(tail);
      // A quoted prepositional phrase belongs to the words before it: the floods "of our own making".
      const std::uint32_t after = r.last < map.of.size() ? map.of[r.last] : QuoteMap::none;
      if (after != QuoteMap::none && after != tail && r.first > c.cue && map.prepositional[after]) widen(after);
    }
    if (!c.direct) continue;
    const std::uint32_t opening = map.of[c.content.front().first];
    if (opening != QuoteMap::none && map.quotes[opening].tokens.first == c.content.front().first)
      for (std::uint32_t q = map.lead[opening]; q != QuoteMap::none; q = map.lead[q])
        c.content.insert(c.content.begin(), map.quotes[q].tokens);
    for (std::uint32_t n = 0; n < kLongChain && last != QuoteMap::none && map.next[last] != QuoteMap::none; ++n) {
      last = map.next[last];
      if (map.quotes[last].tokens.first >= c.content.back().last) c.content.push_back(map.quotes[last].tokens);
    }
    c.frame += '"';
  }
}

}  // namespace entente::statements
