#include "events/coder.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/anaphora.h"
#include "events/confidence.h"
#include "events/numbers.h"
#include "events/standings.h"
#include "events/status.h"
#include "time/civil.h"

namespace entente::events {
namespace {

constexpr std::size_t kEachOther = 40;  // bytes from a trigger in which "each other" is its object


class PatternCoder : public Coder {
 public:
  explicit PatternCoder(Lexicon lexicon) : lexicon_(std::move(lexicon)) {}

  std::vector<Event> told(const Context& context) const override {
    const Tree tree(context.doc, lexicon_.classes);
    const MentionIndex mentions(context.doc, context.mentions);
    const TellerIndex tellers(context.statements);
    std::vector<Event> out;
    for (const Range& sentence : context.doc.sentences) {
      if (sentence.size() == 0 || sentence.size() > kMaxSentence || is_discarded(tree, lexicon_, sentence)) continue;
      for (Event& event : events_of(tree, lexicon_, context, mentions, tellers, sentence, out)) {
        event.id = static_cast<int>(out.size());
        out.push_back(std::move(event));
      }
    }
    return out;
  }

  Classified classify(const Doc& doc, Span source, Span target) const override {
    return classify_spans(lexicon_, doc, source, target);
  }

  const Lexicon& lexicon() const override { return lexicon_; }

 private:
  Lexicon lexicon_;
};

bool names_actor(const std::vector<Role>& roles) {
  return std::any_of(roles.begin(), roles.end(), [](const Role& r) { return !r.actor.code.empty() || !r.actor.name.empty(); });
}

// The words that name the event; the outermost alone where the others stand far off.
Span trigger_span(const Doc& doc, const Candidate& c) {
  Span span = doc.tokens[c.at].span;
  for (const std::uint32_t t : c.chain) {
    const Span word = doc.tokens[t].span;
    const Span both{std::min(span.begin, word.begin), std::max(span.end, word.end)};
    if (both.size() <= 60) span = both;
  }
  return span;
}

// True where a phrase is set beside a whole clause ("On Monday troops ..."), not inside somebody's noun phrase ("the 2001 war").
bool beside_a_clause(const Tree& tree, std::uint32_t at) {
  for (int i = 0; i < 4 && !tree.is_root(at); ++i) {
    const std::uint32_t head = tree.token(at).head;
    if (tree.is_verb(head)) return true;
    if (tree.token(head).dep != "pobj" && tree.token(head).dep != "prep" && tree.token(head).dep != "npadvmod") return false;
    at = head;
  }
  return tree.is_root(at);
}

// True where a phrase dates this word: on the way up it passes through nobody's description ("Iran, home of the 2001 riots,
// says").
bool dates(const Tree& tree, std::uint32_t at, std::uint32_t word) {
  for (int i = 0; i < 8 && at != word && !tree.is_root(at); ++i) {
    const std::string_view dep = tree.token(at).dep;
    const std::uint32_t head = tree.token(at).head;
    if (dep == "appos" || dep == "relcl" || dep == "acl" || dep == "ccomp" || dep == "advcl") return false;
    if (head != word && tree.is_noun(head) && (dep == "nummod" || dep == "compound" || dep == "amod" || dep == "poss") &&
        tree.token(head).ent_type != "DATE")
      return false;
    at = head;
  }
  return at == word;
}

// The nearest date expression under the event's words, else the only one that stands beside a clause of its sentence.
const time::Expression* date_of(const Tree& tree, const Context& context, const Candidate& c, Range sentence) {
  const time::Expression* only = nullptr;
  const time::Expression* best = nullptr;
  std::uint32_t nearest = UINT32_MAX;
  int n = 0;
  const Span whole = context.doc.span(sentence);
  auto first = std::lower_bound(context.times.begin(), context.times.end(), whole.begin,
                                [](const time::Expression& e, std::uint32_t at) { return e.span.begin < at; });
  for (; first != context.times.end() && first->span.begin < whole.end; ++first) {
    if (first->when.date.empty()) continue;
    if (beside_a_clause(tree, first->tokens.first)) {
      ++n;
      only = &*first;
    }
    for (const std::uint32_t word : c.chain) {
      if (!dates(tree, first->tokens.first, word)) continue;
      const std::uint32_t distance = word > first->tokens.first ? word - first->tokens.first : first->tokens.first - word;
      if (distance >= nearest) continue;
      nearest = distance;
      best = &*first;
    }
  }
  return best ? best : n == 1 ? only : nullptr;
}

// A day more than a year before the article's: the event is told as its background.
bool is_history(const std::optional<Dated>& date, const std::optional<Dated>& article) {
  if (!date || !article) return false;
  const auto day = time::period(date->date), today = time::period(article->date);
  return day && today && day->last + std::chrono::years{1} < today->first;
}

std::optional<PlaceRef> place_of(const Tree& tree, const Context& context, const Candidate& c, Range sentence) {
  const Span whole = context.doc.span(sentence);
  const PlaceRef* best = nullptr;
  int best_score = 0;
  auto place = std::lower_bound(context.places.begin(), context.places.end(), whole.begin,
                                [](const PlaceRef& p, std::uint32_t at) { return p.span.begin < at; });
  for (; place != context.places.end() && place->span.begin < whole.end; ++place) {
    std::uint32_t token = sentence.first;
    while (token < sentence.last && context.doc.tokens[token].span.end <= place->span.begin) ++token;
    if (token == sentence.last) continue;
    // Up to the preposition that puts it there.
    std::uint32_t up = token;
    for (int i = 0; i < 4 && tree.token(up).dep != "pobj" && !tree.is_root(up); ++i) up = tree.token(up).head;
    if (tree.token(up).dep != "pobj") continue;
    const std::uint32_t preposition = tree.token(up).head;
    const std::string& word = tree.lower(preposition);
    if (word != "in" && word != "at" && word != "near" && word != "outside" && word != "on" && word != "inside" &&
        word != "around")
      continue;
    int score = tree.is_verb(tree.token(preposition).head) ? 1 : 0;
    for (const std::uint32_t t : c.chain) {
      if (tree.token(preposition).head == t)
        score = 3;
      else if (tree.below(preposition, t))
        score = std::max(score, 2);
    }
    if (score <= best_score) continue;
    best_score = score;
    best = &*place;
  }
  if (!best) return {};
  return *best;
}

bool names_any(const Tree& tree, const Lexicon& lexicon, const Candidate& c, std::string_view word_class) {
  return std::any_of(c.chain.begin(), c.chain.end(),
                     [&](std::uint32_t t) { return lexicon.in_class(word_class, tree.lemma(t)); });
}

// "Left ten dead and forty injured".
bool is_wounded(const Tree& tree, std::uint32_t victim) {
  const auto& after = tree.children(victim);
  return std::any_of(after.begin(), after.end(), [&](std::uint32_t c) {
    return c > victim && (tree.token(c).dep == "acl" || tree.token(c).dep == "amod") && tree.in_class(c, "wounding");
  });
}

void count(const Tree& tree, const Lexicon& lexicon, const Candidate& c, Event& event) {
  if (event.type == "ASSAULT") {
    std::vector<std::uint32_t> killed, wounded;
    const bool all_wounded = names_any(tree, lexicon, c, "wounding");
    for (const std::uint32_t victim : c.target) (all_wounded || is_wounded(tree, victim) ? wounded : killed).push_back(victim);
    event.injured = sum_of(tree, lexicon, wounded);
    const bool dead = std::any_of(c.chain.begin(), c.chain.end(), [&](std::uint32_t t) {  // "shot dead"
      return std::any_of(tree.children(t).begin(), tree.children(t).end(),
                         [&](std::uint32_t w) { return tree.lower(w) == "dead"; });
    });
    if (dead || names_any(tree, lexicon, c, "killing")) event.killed = sum_of(tree, lexicon, killed);
  } else if (event.type == "PROTEST") {
    event.size = sum_of(tree, lexicon, c.source);
  } else if (const std::string& type = c.entries.front()->type; type == "MOBILIZE" || type == "AID" || type == "RETREAT") {
    for (const std::uint32_t object : slot(tree, c.chain.front(), "obj"))
      if (lexicon.in_class("troop", tree.lemma(object)) || lexicon.in_class("people", tree.lemma(object)))
        event.size = count_of(tree, lexicon, object);
  }
}

// Help, troops and arrests are directed at where they go: the place stands in for a target that nobody names.
std::vector<Role> place_as_target(const Tree& tree, const MentionIndex& mentions, const Candidate& c) {
  for (const std::string_view type : {"AID", "MOBILIZE", "COERCE", "RETREAT", "COOPERATE", "AGREE", "PROTEST"})
    if (c.type == type)
      for (const std::uint32_t word : c.chain)
        for (const std::string_view name : {"in", "at", "for"})
          for (const std::uint32_t place : slot(tree, word, name))
            if (const Mention* mention = mentions.at(place)) return {Role{mention->span, mention->actor}};
  return {};
}

// The targets without what is the source's own ("defended its record").
std::vector<std::uint32_t> others(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions,
                                  const std::vector<Role>& source, std::vector<std::uint32_t> target) {
  std::erase_if(target, [&](std::uint32_t t) {
    const std::uint32_t owner = tree.child(t, "poss");
    if (tree.token(t).pos != "PRON" && (owner == kNoToken || tree.token(owner).pos != "PRON")) return false;
    const auto role = role_of(tree, lexicon, mentions, t);
    return role && !role->actor.code.empty() &&
           std::any_of(source.begin(), source.end(), [&](const Role& s) { return s.actor == role->actor; });
  });
  return target;
}

// "Sweden, a rival of Norway": what is set beside a name tells the event, so it is no part of the words of who it is that does
// it.
void cut_aside(const Tree& tree, const Candidate& c, std::vector<Role>& source) {
  std::uint32_t at = c.at;
  for (int i = 0; i < 8 && tree.token(at).dep != "appos" && !tree.is_root(at); ++i) at = tree.token(at).head;
  if (tree.token(at).dep != "appos") return;
  std::uint32_t before = tree.token(at).left;
  while (before > 0 && tree.token(before - 1).pos == "PUNCT") --before;
  if (before == 0) return;
  const Span aside = tree.token(c.at).span, last = tree.token(before - 1).span;
  for (Role& role : source)
    if (role.span.contains(aside) && role.span.begin < last.end) role.span.end = last.end;
}

// "Was arrested in Rwanda": whoever arrests there is the place's.
std::vector<Role> place_as_source(const Tree& tree, const MentionIndex& mentions, const Candidate& c) {
  if (c.type != "COERCE" || !tree.is_verb(c.at) || !tree.is_passive(c.at)) return {};
  for (const std::uint32_t place : slot(tree, c.at, "in"))
    if (const Mention* mention = mentions.at(place)) return {Role{mention->span, mention->actor}};
  return {};
}

std::string why(const Tree& tree, const Candidate& c) {
  std::string words;
  std::vector<std::uint32_t> chain = c.chain;
  std::sort(chain.begin(), chain.end());
  for (const std::uint32_t t : chain) words += (words.empty() ? "" : " ") + tree.lemma(t);
  std::string lines;
  for (const Entry* entry : c.entries)
    if (lines.find(entry->where) == std::string::npos) lines += (lines.empty() ? "" : ", ") + entry->where;
  const WordClass kind = c.entries.back()->word_class;
  std::string roles;
  if (!c.source.empty()) roles += fmt::format(" {} -> source", c.source_slot);
  if (!c.target.empty()) roles += fmt::format("{} {} -> target", roles.empty() ? "" : ",", c.target_slot);
  return fmt::format("{} \"{}\" ({}):{}; {} clause",
                     kind == WordClass::verb   ? "verb"
                     : kind == WordClass::noun ? "noun"
                                               : "adjective",
                     words, lines, roles, clause_of(tree, c.at));
}

// "In support of the army", "the cooperation between the two": said in passing, beside what the sentence tells.
bool is_standing(const Candidate& c) {
  return c.entries.front()->word_class == WordClass::noun && (c.type == "SUPPORT" || c.type == "COOPERATE");
}

// "killed 13 and wounded 40", "attacked and killed": coordinated verbs of one doer are one event.
bool merges(const Tree& tree, const Candidate& a, const Candidate& b) {
  return a.type == "ASSAULT" && b.type == "ASSAULT" && tree.is_verb(a.at) && tree.is_verb(b.at) &&
         tree.token(b.at).dep == "conj" && tree.token(b.at).head == a.at && a.source == b.source;
}

}  // namespace

TellerIndex::TellerIndex(const std::vector<Statement>& statements) {
  for (const Statement& s : statements)
    for (const Span& piece : s.content) pieces_.push_back({piece, s.id});
  std::stable_sort(pieces_.begin(), pieces_.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
}

std::optional<int> TellerIndex::of(Span word) const {
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), word.begin,
                                [](std::uint32_t at, const auto& p) { return at < p.first.begin; });
  // Quotes nest a few deep at most.
  for (int i = 0; i < 8 && after != pieces_.begin(); ++i)
    if (--after; after->first.contains(word)) return after->second;
  return {};
}

Span trimmed(const Doc& doc, Range sentence) {
  Span span = doc.span(sentence);
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!span.empty() && is_blank(doc.text[span.begin])) ++span.begin;
  while (!span.empty() && is_blank(doc.text[span.end - 1])) --span.end;
  return span;
}

bool is_discarded(const Tree& tree, const Lexicon& lexicon, Range sentence) {
  for (const std::vector<std::string>& phrase : lexicon.discards) {
    if (phrase.empty() || phrase.size() > sentence.size()) continue;
    for (std::uint32_t t = sentence.first; t + phrase.size() <= sentence.last; ++t) {
      std::size_t i = 0;
      while (i < phrase.size() && tree.lower(t + static_cast<std::uint32_t>(i)) == phrase[i]) ++i;
      if (i == phrase.size()) return true;
    }
  }
  return false;
}

std::vector<Event> events_of(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                             const TellerIndex& tellers, Range sentence, const std::vector<Event>& before) {
  std::vector<Event> out;
  std::vector<Candidate> told;
  for (Candidate& c : candidates(tree, lexicon, sentence)) {
    if (c.aside) continue;
    Event event;
    event.type = c.type;
    event.mode = c.mode;
    event.cameo = c.cameo;
    if (event.mode.empty()) event.mode = lexicon.mode(c.cameo);
    event.contexts = lexicon.contexts(c.cameo);
    event.quad = lexicon.quad(c.type);
    event.goldstein = lexicon.goldstein(c.cameo);
    event.source = roles_of(tree, lexicon, mentions, c.source);
    event.target = roles_of(tree, lexicon, mentions, others(tree, lexicon, mentions, event.source, c.target));
    if (event.target.empty()) event.target = place_as_target(tree, mentions, c);
    cut_aside(tree, c, event.source);
    std::erase_if(event.target, [&](const Role& t) {
      return std::any_of(event.source.begin(), event.source.end(), [&](const Role& s) { return s.span == t.span; });
    });
    if (event.source.empty()) event.source = place_as_source(tree, mentions, c);
    event.place = place_of(tree, context, c, sentence);
    event.trigger = trigger_span(context.doc, c);
    resolve_unnamed(tree, lexicon, before, event);
    const bool source_known = names_actor(event.source), target_known = names_actor(event.target);
    const bool whole = !event.source.empty() && !event.target.empty();
    if (!whole && names_any(tree, lexicon, c, "side_noun")) continue;  // "our own allies": allies of whom, against whom?
    // A weak word needs actors on both sides; a strong one an actor, or somebody on both sides.
    if (c.entries.front()->fallback || c.entries.front()->known ? !(source_known && target_known)
                                                                : !(source_known || target_known || whole))
      continue;
    event.said_by = tellers.of(context.doc.tokens[c.at].span);
    event.status = status_of(tree, c);
    const bool standing = whole && is_standing(c);
    if (!standing && !lexicon.types.find(event.type)->second.own) event.status = judged_status(tree, lexicon, event);
    if (const time::Expression* date = date_of(tree, context, c, sentence))
      event.date = date->when;
    else
      event.date = context.article_date;
    if (event.status == "happened" && is_history(event.date, context.article_date)) event.status = "past";
    count(tree, lexicon, c, event);
    event.evidence = trimmed(context.doc, sentence);
    event.confidence = confidence_of(tree, lexicon, c, event);
    if (!standing) event.scores["patterns"] = event.confidence;
    if (c.composed || c.status == "denied") event.scores["composed"] = 1;
    event.why = why(tree, c);
    bool done = false;
    for (std::size_t i = 0; i < out.size() && !done; ++i) {
      if (merges(tree, told[i], c)) {
        if (event.killed) out[i].killed = event.killed;
        if (event.injured) out[i].injured = event.injured;
        for (const Role& role : event.target)
          if (std::none_of(out[i].target.begin(), out[i].target.end(), [&](const Role& r) { return r.span == role.span; }))
            out[i].target.push_back(role);
        done = true;
      } else {
        const auto same = [](const std::vector<Role>& a, const std::vector<Role>& b) {
          return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                            [](const Role& x, const Role& y) { return x.span == y.span; });
        };
        // "The attack by the rebels shocked many" names nobody more than "the attack".
        const bool adds_nobody = event.target.empty() && std::find(c.chain.begin(), c.chain.end(), told[i].at) != c.chain.end();
        done =
            out[i].type == event.type && same(out[i].source, event.source) && (adds_nobody || same(out[i].target, event.target));
      }
    }
    if (done) continue;
    out.push_back(std::move(event));
    told.push_back(std::move(c));
  }
  add_standings(tree, lexicon, context, mentions, tellers, sentence, told, out);
  return out;
}

std::vector<Event> Coder::find(const Context& context) const {
  std::vector<Event> events = told(context);
  const Tree tree(context.doc, lexicon().classes);
  const MentionIndex mentions(context.doc, context.mentions);
  for (Event& event : events) {
    const std::uint32_t word = tree.token_at(event.trigger);
    const Entry* entry = word == kNoToken ? nullptr : match(tree, lexicon(), word);
    const std::string_view after = std::string_view(context.doc.text).substr(event.trigger.begin, kEachOther);
    share_out(tree, mentions, (entry != nullptr && entry->mutual) || is_reciprocal(after), event);
    complete(tree, lexicon(), event);
  }
  return events;
}

Result<std::shared_ptr<const Coder>> Coder::load(const Knowledge& knowledge) {
  auto lexicon = Lexicon::load(knowledge);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_shared<const PatternCoder>(*std::move(lexicon));
}

}  // namespace entente::events
