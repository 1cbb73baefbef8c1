#include "statements/collect.h"

#include <fmt/format.h>

#include <algorithm>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr std::uint32_t kCutReach = 200;  // tokens looked through for the loose end of a content

// Where the loose end of a content begins (a relative or participial clause, a dash, an adverbial clause), and its name; the
// content's end where it has none.
struct Cut {
  std::uint32_t at;
  std::string_view name;
};

bool is_adverbial(const Token& token) {
  if (token.pos == "SCONJ" && (token.dep == "mark" || token.dep == "prep"))
    return token.lemma != "that" && token.lemma != "if" && token.lemma != "whether" && token.lemma != "of";
  return token.tag == "IN" &&
         (token.lemma == "while" || token.lemma == "despite" || token.lemma == "during" || token.lemma == "after");
}

Cut cut_of(const Doc& doc, const QuoteMap& map, Range content) {
  const std::uint32_t end = std::min(content.last, content.first + kCutReach);
  for (std::uint32_t t = content.first + 1; t + 1 < end; ++t) {
    if (map.quoted(t)) continue;
    const Token &token = doc.tokens[t], &next = doc.tokens[t + 1];
    if (token.lemma == ",") {
      if (next.tag == "WDT" || next.tag == "WP" || next.tag == "WP$") return {t, "which"};
      if (next.tag == "VBG") return {t, "ing"};
      if (next.lemma == "but" || next.lemma == "and") return {t, "but"};
      if (next.pos == "SCONJ") return {t, "as"};
      if ((next.pos == "DET" || next.pos == "PROPN") && !content.contains(next.head)) return {t, "comma"};
    }
    if (token.tag == ":" && token.lemma != "...") return {t, "dash"};
    if (is_adverbial(token)) return {t, "as"};
  }
  return {content.last, ""};
}

// Where a second verb is joined to the content's own ("that the rate fell and to rail against his rivals").
Cut joint_of(const Doc& doc, const QuoteMap& map, Range content) {
  const std::uint32_t head = head_of(doc, content), end = std::min(content.last, content.first + kCutReach);
  for (std::uint32_t t = content.first + 1; t + 1 < end; ++t)
    if (doc.tokens[t].dep == "cc" && doc.tokens[t].head == head && !map.quoted(t)) return {t, "and"};
  return {content.last, ""};
}

// Adds to candidates with a long loose end the same without it.
void add_cuts(const Doc& doc, const QuoteMap& map, std::vector<Candidate>& all) {
  std::vector<Candidate> out;
  out.reserve(all.size());
  for (Candidate& c : all) {
    out.push_back(std::move(c));
    const std::size_t whole = out.size() - 1;
    if (out[whole].direct) continue;
    const Range last = out[whole].content.back();
    for (const Cut cut : {cut_of(doc, map, last), joint_of(doc, map, last)}) {
      const bool is_long = (last.last - cut.at) * 3 > last.size();
      if (!is_long || cut.at <= last.first || (out.size() - 1 > whole && out.back().content.back().last == cut.at)) continue;
      Candidate shorter = out[whole];
      shorter.frame += fmt::format("~{}", cut.name);
      shorter.content.back().last = cut.at;
      out.push_back(std::move(shorter));
    }
  }
  all = std::move(out);
}

// Adds to candidates whose sentence a quote follows that nobody else tells the same with the quote (frame "ccomp&").
void add_following(const Doc& doc, const QuoteMap& map, std::vector<Candidate>& all) {
  std::vector<Candidate> out;
  out.reserve(all.size());
  for (Candidate& c : all) {
    std::uint32_t next = doc.sentence_of(c.cue).last;
    while (next < doc.tokens.size() && doc.tokens[next].is_space) ++next;
    out.push_back(std::move(c));
    const std::uint32_t q = next < doc.tokens.size() ? map.of[next] : QuoteMap::none;
    if (q == QuoteMap::none || map.quotes[q].tokens.first != next || !map.untold[q]) continue;
    if (!map.paragraphs[map.quotes[q].paragraph].contains(out.back().cue) || out.back().content.back().last > next) continue;
    Candidate longer = out.back();
    longer.frame.insert(longer.frame.find_last_not_of('"') + 1, 1, '&');
    longer.content.push_back(map.quotes[q].tokens);
    longer.direct = true;
    out.push_back(std::move(longer));
  }
  all = std::move(out);
}

// A speaker is not quoted by himself, nor part of what he says; where the parse has nobody else, the verb's neighbour speaks.
void add_speakers(const Doc& doc, const Tree& tree, const QuoteMap& map, std::vector<Candidate>& all) {
  for (Candidate& c : all) {
    const auto inside = [&](const Range& speaker) {
      return std::any_of(c.content.begin(), c.content.end(),
                         [&](const Range& r) { return r.first <= speaker.first && speaker.last <= r.last; });
    };
    if (c.speaker && c.speaker->size() > 0 && !inside(*c.speaker)) continue;
    c.speaker.reset();
    if (cue_pos(doc.tokens[c.cue]) != 'v' || c.frame.starts_with("pass:") || c.frame.find("subj+") != std::string::npos) continue;
    const auto beside = neighbour_of(doc, tree, c.cue);
    if (beside && beside->size() > 0 && !inside(*beside) && !map.quoted(beside->first)) c.speaker = beside;
  }
}

// "attacks over the past decades": when, not what.
bool is_date(const Doc& doc, const Candidate& c) {
  if (c.direct || c.content.size() > 1) return false;
  const std::string_view label = doc.tokens[head_of(doc, c.content.front())].ent_type;
  return label == "DATE" || label == "TIME";
}

// "Is estimated to have about 2,000 fighters": a measure that is nobody's word.
bool is_measure(const Doc& doc, const Tree& tree, const Candidate& c) {
  if (c.speaker || !c.frame.starts_with("pass:") || c.frame.find("xcomp") == std::string::npos) return false;
  const auto counted = [&](std::uint32_t noun) {
    const auto children = tree.children(noun);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t t) { return doc.tokens[t].dep == "nummod"; });
  };
  const auto parts = tree.children(head_of(doc, c.content.back()));
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::uint32_t t) { return (doc.tokens[t].dep == "dobj" || doc.tokens[t].dep == "attr") && counted(t); });
}

// "Has an interest in preventing": what is good for somebody, not what he wants or says.
bool is_stake(const Doc& doc, const Candidate& c) {
  const Token& cue = doc.tokens[c.cue];
  return cue_pos(cue) == 'n' && c.frame == "pcomp:in" && cue.dep == "dobj" && doc.tokens[cue.head].lemma == "have";
}

// "Found himself accused", "find their interests aligned": what befalls somebody, not what he says.
bool is_fate(const Doc& doc, const Tree& tree, const Candidate& c) {
  const std::uint32_t clause = head_of(doc, c.content.front());
  if (c.frame != "ccomp" || (doc.tokens[clause].tag != "VBN" && doc.tokens[clause].pos != "ADJ")) return false;
  const auto is_own = [&](std::uint32_t subject) {
    const std::string_view lemma = doc.tokens[subject].lemma;
    const auto children = tree.children(subject);
    return lemma.ends_with("self") || lemma.ends_with("selves") ||
           std::any_of(children.begin(), children.end(), [&](std::uint32_t t) { return doc.tokens[t].tag == "PRP$"; });
  };
  bool own = false;
  for (const std::uint32_t t : tree.children(clause)) {
    const std::string_view dep = doc.tokens[t].dep;
    if (dep.starts_with("aux") || dep == "mark") return false;
    own = own || (dep.starts_with("nsubj") && is_own(t));
  }
  return own;
}

}  // namespace

std::vector<Candidate> collect(const Doc& doc, const Tree& tree, const QuoteMap& map) {
  auto all = candidates(doc, tree);
  add_quote_frames(doc, tree, map, all);
  join_quotes(map, all);
  std::erase_if(all, [&](const Candidate& c) {
    return is_date(doc, c) || is_measure(doc, tree, c) || is_stake(doc, c) || is_fate(doc, tree, c);
  });
  add_cuts(doc, map, all);
  add_following(doc, map, all);
  add_speakers(doc, tree, map, all);
  return all;
}

}  // namespace entente::statements
