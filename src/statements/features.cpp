#include "statements/features.h"

#include <algorithm>
#include <initializer_list>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr std::uint32_t kReach = 100;  // tokens of a content that are looked at

void set(Keys& keys, std::size_t at, std::initializer_list<std::string_view> parts) {
  std::string& key = keys[at];
  key.clear();
  key += static_cast<char>('a' + at);
  for (const std::string_view part : parts) key.append(1, ' ').append(part);
}

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

// A key is one line of a table: white space has no place in it.
std::string_view word_of(const Token& token) { return token.is_space ? std::string_view("space") : token.lemma; }

std::string_view word_of(const Doc& doc, std::uint32_t token, Range within) {
  return within.contains(token) ? word_of(doc.tokens[token]) : std::string_view("none");
}

// What a clause begins with: "that", "to", "wh", a conjunction, or nothing.
std::string_view mark_of(const Doc& doc, const Tree& tree, std::uint32_t clause) {
  for (const std::uint32_t c : tree.children(clause)) {
    const Token& t = doc.tokens[c];
    if (c > clause) break;
    if (t.dep == "mark") return t.lemma;
    if (t.tag == "TO" && t.dep == "aux") return "to";
    if (t.tag == "WRB" || t.tag == "WP" || t.tag == "WDT") return "wh";
  }
  return "none";
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

void word_keys(const Doc& doc, const Cues& cues, const Candidate& c, Keys& keys) {
  const Token& cue = doc.tokens[c.cue];
  const char letter = cue_pos(cue);
  const std::string_view pos(&letter, 1), name = cues.word_class(cue.lemma, letter);
  set(keys, 0, {cue.lemma, pos, c.frame});
  set(keys, 1, {cue.lemma, pos});
  set(keys, 2, {name.empty() ? "none" : name, pos, c.frame});
  set(keys, 3, {pos, c.frame});
}

void context_keys(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& c, Keys& keys) {
  const Token& cue = doc.tokens[c.cue];
  const Token& governor = doc.tokens[cue.head];
  const Range sentence = doc.sentence_of(c.cue);
  const bool root = cue.head == c.cue;
  const std::string_view family = family_of(c.frame), speaker = speaker_kind(doc, c), aux = auxiliary(doc, tree, c.cue);
  const std::string_view governing = root ? "root" : cues.word_class(governor.lemma, cue_pos(governor));
  const std::uint32_t first = c.content.front().first, head = head_of(doc, c.content.front());
  const Token& what = doc.tokens[head];
  set(keys, 4, {cue.lemma, family});
  set(keys, 5, {family, governing.empty() ? "none" : governing, cue.dep, cue.tag});
  set(keys, 6, {family, speaker});
  set(keys, 7, {cue.lemma, aux});
  set(keys, 8, {family, cue.tag, cue.dep});
  set(keys, 9, {cue.lemma, doc.tokens[first].pos, c.frame});
  set(keys, 10, {family, word_of(what)});
  set(keys, 11, {family, c.speaker ? word_of(doc.tokens[head_of(doc, *c.speaker)]) : std::string_view("none")});
  set(keys, 12, {cue.lemma, word_of(doc, c.cue_tokens.last, sentence)});
  set(keys, 13, {family, what.tag, mark_of(doc, tree, head), what.dep});
  set(keys, 14, {cue.lemma, root ? std::string_view("root") : governor.lemma});
  set(keys, 15, {c.frame, speaker});
  set(keys, 16, {family, aux, c.speaker ? "by" : "nobody"});
  set(keys, 17, {family, word_of(doc.tokens[first])});
  set(keys, 18, {word_of(doc, c.cue - 1, sentence), cue.lemma});
}

std::array<float, kNumbers> numbers(const Doc& doc, const Tree& tree, const QuoteMap& map, const Candidate& c) {
  std::array<float, kNumbers> out{};
  std::size_t n = 0;
  const auto put = [&](auto value) { out[n++] = static_cast<float>(value); };
  const auto gap = [](Range from, Range to) {  // tokens between two ranges, negative where `to` stands before
    if (to.first >= from.last) return static_cast<int>(to.first - from.last);
    return to.last <= from.first ? -1 - static_cast<int>(from.first - to.last) : 0;
  };
  const auto is_comma = [&](std::uint32_t t) { return t < doc.tokens.size() && doc.tokens[t].lemma == ","; };
  const Range first = c.content.front(), last = c.content.back(), sentence = doc.sentence_of(c.cue);
  std::uint32_t size = 0;
  for (const Range& r : c.content) size += r.size();
  put(size);
  put(c.content.size());
  put(first.size());
  put(gap(c.cue_tokens, first));
  put(gap(c.cue_tokens, last));
  put(c.speaker ? gap(c.cue_tokens, *c.speaker) : 99);
  put(c.speaker ? c.speaker->size() : 0);
  std::uint32_t verbs = 0, finite = 0, commas = 0, quoted = 0, names = 0, subjects = 0, seen = 0;
  for (const Range& r : c.content)
    for (std::uint32_t t = r.first; t < r.last && seen < kReach; ++t, ++seen) {
      const Token& token = doc.tokens[t];
      const bool verbal = token.pos == "VERB" || token.pos == "AUX";
      verbs += verbal;
      finite += verbal && (token.tag == "VBD" || token.tag == "VBZ" || token.tag == "VBP" || token.tag == "MD");
      subjects += token.dep.starts_with("nsubj");
      commas += is_comma(t);
      quoted += map.quoted(t);
      names += token.pos == "PROPN";
    }
  put(verbs);
  put(finite);
  put(subjects);
  put(commas);
  put(seen > 0 ? static_cast<float>(quoted) / static_cast<float>(seen) : 0.F);
  put(seen > 0 ? static_cast<float>(names) / static_cast<float>(seen) : 0.F);
  put(doc.tokens[last.last - 1].sentence - doc.tokens[first.first].sentence);
  const Range words = tree.trim(sentence);
  put(first.first <= words.first);
  put(last.last >= words.last);
  put(is_comma(last.last));
  put(first.first > 0 && is_comma(first.first - 1));
  put(map.quoted(first.first));
  put(map.quoted(last.last - 1));
  put(sentence.size());
  put(c.cue - sentence.first);
  put(sentence.last - c.cue);
  put(std::min<std::uint32_t>(doc.tokens[c.cue].sentence, 20));
  put(c.cue_tokens.size());
  put(c.direct);
  put(c.cue + 1 < doc.tokens.size() && is_comma(c.cue + 1));
  return out;
}

}  // namespace entente::statements
