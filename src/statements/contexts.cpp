#include "statements/contexts.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr double kHopeless = 0.02;  // no context makes an attribution of less

std::string_view speaker_kind(const Doc& doc, const Candidate& c) {
  if (!c.speaker) return "none";
  const Range range = *c.speaker;
  if (const std::string_view last = doc.tokens[range.last - 1].tag; range.size() > 1 && (last == "WP" || last == "WDT"))
    return "relative";
  const Token& token = doc.tokens[head_of(doc, range)];
  if (token.pos == "PRON") {
    const std::string_view morph = token.morph;
    if (morph.find("Person=1") != std::string_view::npos || morph.find("Person=2") != std::string_view::npos) return "we";
    return "pronoun";
  }
  if (token.pos == "PROPN") return token.ent_type.empty() ? "name" : token.ent_type;
  return token.pos == "NOUN" ? "noun" : "other";
}

// The words around a verb that take away from what it says: "not", a modal, "to", "if".
std::string_view auxiliary(const Doc& doc, const Tree& tree, std::uint32_t cue) {
  std::string_view found = "none";
  for (const std::uint32_t c : tree.children(cue)) {
    const Token& t = doc.tokens[c];
    if (t.dep == "neg") return "not";
    if (t.tag == "MD") found = "modal";
    if (t.tag == "TO" && t.dep == "aux") found = "to";
    if (t.dep == "mark" && found == "none") found = t.lemma;
    if ((t.lemma == "have" || t.lemma == "be") && t.dep.starts_with("aux") && found == "none") found = t.lemma;
  }
  return found;
}

}  // namespace

std::string_view family_of(std::string_view frame) {
  if (frame.ends_with('"')) return "direct";
  if (frame.find("subj+") != std::string_view::npos || frame.starts_with("pass:all")) return "raising";
  if (frame.starts_with("pass:")) frame.remove_prefix(5);
  if (frame.starts_with("up:")) return "around";
  if (frame.starts_with("headline") || frame.starts_with("line")) return "colon";
  if (frame.starts_with("xcomp") || frame == "acl:to") return "infinitive";
  if (frame.starts_with("ccomp") || frame.starts_with("acl") || frame.starts_with("advcl") || frame == "be") return "clause";
  return "object";
}

std::vector<std::string> contexts(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& c) {
  const Token& cue = doc.tokens[c.cue];
  const Token& head = doc.tokens[cue.head];
  std::uint32_t size = 0;
  for (const Range& r : c.content) size += r.size();
  const std::string_view governor = cue.head == c.cue ? "root" : cues.word_class(head.lemma, cue_pos(head));
  return {
      fmt::format("speaker:{}", speaker_kind(doc, c)),
      fmt::format("tag:{}", cue.tag),
      fmt::format("dep:{}", cue.dep),
      fmt::format("under:{}", governor.empty() ? "none" : governor),
      fmt::format("aux:{}", auxiliary(doc, tree, c.cue)),
      fmt::format("size:{}", std::bit_width(size)),
      fmt::format("first:{}", doc.tokens[c.content.front().first].pos),
      fmt::format("side:{}", c.content.front().first < c.cue ? "before" : "after"),
  };
}

double probability(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& c) {
  const Token& cue = doc.tokens[c.cue];
  const double p = std::clamp(cues.probability(cue.lemma, cue_pos(cue), c.frame), 0.002, 0.998);
  if (p < kHopeless) return p;
  double logit = std::log(p / (1 - p));
  const std::string_view family = family_of(c.frame);
  for (const std::string& context : contexts(doc, tree, cues, c)) logit += cues.log_odds(family, context);
  return 1 / (1 + std::exp(-logit));
}

}  // namespace entente::statements
