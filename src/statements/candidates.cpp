#include "statements/candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr std::size_t kMaxChildren = 64;
constexpr std::uint32_t kLongName = 9;  // tokens before a colon that can still be a name

bool is_verbal(std::string_view pos) { return pos == "VERB" || pos == "AUX"; }
bool is_nominal(std::string_view pos) { return pos == "NOUN" || pos == "PROPN"; }

class Frames {
 public:
  Frames(const Doc& doc, const Tree& tree) : doc_(doc), tree_(tree) {}

  std::vector<Candidate> all() {
    for (std::uint32_t t = 0; t < doc_.tokens.size(); ++t) {
      switch (cue_pos(doc_.tokens[t])) {
        case 'v':
          verb(t);
          break;
        case 'n':
          noun(t);
          break;
        case 'a':
          adjective(t);
          break;
        case 'r':
          adverb(t);
          break;
        case 'p':
          colon(t);
          break;
        default:
          break;
      }
    }
    return std::move(out_);
  }

 private:
  const Token& at(std::uint32_t t) const { return doc_.tokens[t]; }

  void add(std::uint32_t cue, std::string frame, std::uint32_t cue_last, const std::optional<Range>& speaker,
           std::vector<Range> content) {
    std::erase_if(content, [](const Range& r) { return r.size() == 0; });
    if (content.empty()) return;
    out_.push_back({cue, std::move(frame), {std::min(cue, cue_last), std::max(cue, cue_last) + 1}, speaker, std::move(content)});
  }

  // The clause of `head` without the part of it that is `inner`.
  std::vector<Range> around(std::uint32_t head, Range inner) const {
    const Range whole = doc_.subtree(head);
    return {tree_.trim({whole.first, std::max(whole.first, std::min(inner.first, whole.last))}),
            tree_.trim({std::min(whole.last, std::max(inner.last, whole.first)), whole.last})};
  }

  std::uint32_t particle(std::uint32_t v) const {
    for (const std::uint32_t c : tree_.children(v))
      if (at(c).dep == "prt") return c;
    return v;
  }

  std::string_view mark_of(std::uint32_t clause) const {
    for (const std::uint32_t c : tree_.children(clause)) {
      const std::string_view dep = at(c).dep, tag = at(c).tag;
      if (c > clause) break;
      if (dep == "mark") return at(c).lemma;
      if (tag == "TO" && dep == "aux") return "to";
      if (tag == "WRB" || tag == "WP" || tag == "WDT") return "wh";
    }
    return "";
  }

  // The objects of a preposition that stands under a cue: "prep:about" and "pcomp:about".
  void preposition(std::uint32_t cue, std::uint32_t prep, const std::optional<Range>& speaker, std::string_view voice) {
    for (const std::uint32_t o : tree_.children(prep)) {
      const std::string_view dep = at(o).dep;
      if (dep == "pobj" || dep == "pcomp")
        add(cue, fmt::format("{}{}:{}", voice, dep == "pobj" ? "prep" : "pcomp", at(prep).lemma), cue, speaker,
            {tree_.phrase(o)});
    }
  }

  void verb(std::uint32_t v) {
    const Token& t = at(v);
    if (t.dep == "aux" || t.dep == "auxpass") return;
    if (t.lemma == "accord") return according(v);
    const bool passive = is_passive(doc_, tree_, v);
    const std::string_view voice = passive ? "pass:" : "";
    const auto speaker = passive ? agent_of(doc_, tree_, v) : subject_of(doc_, tree_, v);
    const std::uint32_t cue_last = particle(v);
    std::optional<std::uint32_t> subject, first;
    bool has_clause = false;
    std::string kinds;
    int complements = 0;
    for (const std::uint32_t c : tree_.children(v)) {
      const std::string_view dep = at(c).dep;
      if (dep == "nsubj" || dep == "nsubjpass") subject = c;
      const bool clause = dep == "ccomp" || dep == "xcomp";
      has_clause |= clause;
      if (clause) {
        add(v, fmt::format("{}{}{}", voice, dep, c < v ? "<" : ""), cue_last, speaker, {tree_.phrase(c)});
        if (subject && c > v)
          add(v, fmt::format("{}subj+{}", voice, dep), cue_last, agent_of(doc_, tree_, v),
              {tree_.phrase(*subject), tree_.phrase(c)});
      } else if (dep == "dobj" || dep == "intj") {
        add(v, fmt::format("{}{}{}", voice, dep, c < v ? "<" : ""), cue_last, speaker, {tree_.phrase(c)});
      } else if (dep == "prep") {
        preposition(v, c, speaker, voice);
      } else if (dep == "advcl" && c > v) {
        const auto mark = mark_of(c);
        if (mark == "if" || mark == "whether" || mark == "wh" || mark == "that")
          add(v, fmt::format("{}advcl:{}", voice, mark), cue_last, speaker, {tree_.phrase(c)});
      } else if (dep == "nsubjpass") {
        add(v, "pass", cue_last, speaker, {tree_.phrase(c)});
      }
      const bool complement = clause || dep == "dobj" || dep == "prep" || dep == "oprd" || dep == "acomp" || dep == "advcl";
      if (complement && c > v) {
        if (!first) first = c;
        if (++complements <= 2) kinds += fmt::format("+{}", dep == "prep" ? at(c).lemma : dep);
      }
    }
    if (first && complements > 1)
      add(v, fmt::format("{}rest{}", voice, kinds), cue_last, speaker,
          {tree_.trim({at(*first).left, std::max(at(v).right, *first + 1)})});
    if (first && subject && passive)
      add(v, fmt::format("pass:all{}", kinds), cue_last, speaker,
          {tree_.phrase(*subject), tree_.trim({at(*first).left, std::max(at(v).right, *first + 1)})});
    if (!has_clause) upward(v, speaker, subject, cue_last);
  }

  // Content that stands above the verb: the clause that it interrupts, the noun that its clause modifies.
  void upward(std::uint32_t v, const std::optional<Range>& speaker, std::optional<std::uint32_t> subject,
              std::uint32_t cue_last) {
    const Token& t = at(v);
    if (t.head == v) return;
    const Token& head = at(t.head);
    if (t.dep == "parataxis") add(v, "up:parataxis", cue_last, speaker, around(t.head, doc_.subtree(v)));
    if (t.dep == "advcl") add(v, fmt::format("up:advcl:{}", mark_of(v)), cue_last, speaker, around(t.head, doc_.subtree(v)));
    if (t.dep == "relcl" && subject && at(*subject).tag != "WP" && at(*subject).tag != "WDT" && t.head < v)
      add(v, "up:relcl", cue_last, speaker, {tree_.trim({head.left, t.head + 1})});
    if (t.dep == "acl" && t.tag == "VBN" && t.head < v)
      add(v, "up:acl", cue_last, agent_of(doc_, tree_, v), {tree_.trim({head.left, t.head + 1})});
    if (t.dep == "amod" && t.head > v) add(v, "up:amod", cue_last, std::nullopt, {tree_.trim({v + 1, t.head + 1})});
  }

  void according(std::uint32_t v) {
    for (const std::uint32_t to : tree_.children(v)) {
      if (at(to).dep != "prep" && at(to).lemma != "to") continue;
      for (const std::uint32_t o : tree_.children(to)) {
        if (at(o).dep != "pobj" && at(o).dep != "pcomp") continue;
        std::uint32_t head = at(v).head;
        for (int climbed = 0; climbed < 8 && !is_verbal(at(head).pos) && at(head).head != head; ++climbed) head = at(head).head;
        add(v, "up:prep", to, tree_.phrase(o), around(head, doc_.subtree(v)));
        return;
      }
    }
  }

  void noun(std::uint32_t n) {
    const Token& t = at(n);
    const auto speaker = owner_of(doc_, tree_, n);
    for (const std::uint32_t c : tree_.children(n)) {
      if (c < n) continue;
      const std::string_view dep = at(c).dep;
      if (dep == "acl" || dep == "ccomp" || dep == "relcl") {
        const auto mark = mark_of(c);
        if (!mark.empty() && !(dep == "relcl" && mark == "wh"))
          add(n, fmt::format("acl:{}", mark), n, speaker, {tree_.phrase(c)});
      } else if (dep == "prep") {
        preposition(n, c, speaker, "");
      }
    }
    if (t.dep != "nsubj" || at(t.head).lemma != "be") return;
    for (const std::uint32_t c : tree_.children(t.head))
      if (c > t.head && (at(c).dep == "ccomp" || at(c).dep == "xcomp")) add(n, "be", n, speaker, {tree_.phrase(c)});
  }

  void adjective(std::uint32_t a) {
    const Token& t = at(a);
    if (t.dep != "acomp" && t.dep != "ROOT" && t.dep != "conj" && t.dep != "advcl" && t.dep != "acl" && t.dep != "amod") return;
    auto speaker = subject_of(doc_, tree_, a);
    if (speaker && at(head_of(doc_, *speaker)).lemma == "it") speaker.reset();  // "it is unclear how": to nobody in the text
    const auto complements = [&](std::uint32_t of) {
      for (const std::uint32_t c : tree_.children(of)) {
        if (c < a) continue;
        const std::string_view dep = at(c).dep;
        if (dep == "ccomp" || dep == "xcomp") add(a, std::string(dep), a, speaker, {tree_.phrase(c)});
        if (dep == "prep" && of == a) preposition(a, c, speaker, "");
      }
    };
    complements(a);
    if (t.dep == "acomp") complements(t.head);
  }

  void adverb(std::uint32_t r) {
    const Token& t = at(r);
    if (t.dep == "advmod" && t.lemma.ends_with("ly") && t.head != r && is_verbal(at(t.head).pos))
      add(r, "up:advmod", r, std::nullopt, around(t.head, {r, r + 1}));
  }

  // "Minister: the dam is safe", as headlines and transcripts have it: a short name, a colon, and the rest of the line.
  void colon(std::uint32_t t) {
    const std::uint32_t first = line_start(t);
    if (first == t || t - first > kLongName) return;
    for (std::uint32_t i = first; i < t; ++i)
      if (is_verbal(at(i).pos) || at(i).pos == "PUNCT") return;
    std::uint32_t last = t + 1;
    while (last < doc_.tokens.size() && !breaks_line(last)) ++last;
    const Token& name = at(t - 1);
    add(t, fmt::format("{}:{}", first == 0 ? "headline" : "line", name.ent_type.empty() ? name.pos : name.ent_type), t,
        Range{first, t}, {tree_.trim({t + 1, last})});
  }

  // True where a line break stands before the token.
  bool breaks_line(std::uint32_t t) const {
    if (at(t).is_space) return at(t).span.in(doc_.text).find('\n') != std::string_view::npos;
    return t > 0 &&
           doc_.text.substr(at(t - 1).span.end, at(t).span.begin - at(t - 1).span.end).find('\n') != std::string_view::npos;
  }

  std::uint32_t line_start(std::uint32_t t) const {
    std::uint32_t first = t;
    while (first > 0 && t - first <= kLongName && !breaks_line(first) && !at(first - 1).is_space) --first;
    return first;
  }

  const Doc& doc_;
  const Tree& tree_;
  std::vector<Candidate> out_;
};

}  // namespace

Tree::Tree(const Doc& doc) : doc_(doc), start_(doc.tokens.size() + 1, 0), items_(doc.tokens.size()) {
  const auto n = static_cast<std::uint32_t>(doc.tokens.size());
  for (std::uint32_t t = 0; t < n; ++t)
    if (doc.tokens[t].head != t) ++start_[doc.tokens[t].head + 1];
  for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
  std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
  for (std::uint32_t t = 0; t < n; ++t)
    if (doc.tokens[t].head != t) items_[next[doc.tokens[t].head]++] = t;
  const auto is_word = [&](std::uint32_t t) { return doc.tokens[t].pos != "PUNCT" && !doc.tokens[t].is_space; };
  word_from_.assign(n + 1, n);
  word_until_.assign(n + 1, 0);
  for (std::uint32_t t = n; t > 0; --t) word_from_[t - 1] = is_word(t - 1) ? t - 1 : word_from_[t];
  for (std::uint32_t t = 0; t < n; ++t) word_until_[t + 1] = is_word(t) ? t + 1 : word_until_[t];
}

std::span<const std::uint32_t> Tree::children(std::uint32_t token) const {
  const std::size_t first = start_[token], n = start_[token + 1] - first;
  return {items_.data() + first, std::min<std::size_t>(n, kMaxChildren)};
}

Range Tree::trim(Range range) const {
  const std::uint32_t first = std::min(word_from_[range.first], range.last);
  return {first, std::max(first, std::min(word_until_[range.last], range.last))};
}

char cue_pos(const Token& token) {
  if (token.pos == "VERB") return 'v';
  if (is_nominal(token.pos)) return 'n';
  if (token.pos == "ADJ") return 'a';
  if (token.pos == "ADV") return 'r';
  if (token.lemma == ":") return 'p';
  return 0;
}

std::vector<Candidate> candidates(const Doc& doc, const Tree& tree) { return Frames(doc, tree).all(); }

}  // namespace entente::statements
