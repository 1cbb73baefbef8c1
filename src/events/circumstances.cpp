#include "events/circumstances.h"

#include <algorithm>

#include "events/numbers.h"
#include "time/civil.h"

namespace entente::events {
namespace {

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

// The word of a phrase by which the rest hangs on others: "day" of "the same day"; of "On Monday Thai troops", where the day is
// read into the name behind it, the preposition.
std::uint32_t top_of(const Tree& tree, Range phrase) {
  std::uint32_t at = phrase.first;
  for (int i = 0; i < 4 && tree.token(at).head != at && tree.token(at).head >= phrase.first && tree.token(at).head < phrase.last;
       ++i)
    at = tree.token(at).head;
  const std::uint32_t before = phrase.first > 0 ? phrase.first - 1 : at;
  const bool in_name = tree.token(at).dep == "compound" && tree.token(before).dep == "prep" && !tree.has_child(before, "pobj");
  return in_name ? before : at;
}

// True where a phrase dates this word: on the way up it passes through nobody's description ("Iran, home of the 2001 riots,
// says"). "A day after the army left" dates what came after it and not that the army left.
bool dates(const Tree& tree, Range phrase, std::uint32_t word) {
  std::uint32_t at = top_of(tree, phrase);
  if (tree.child(tree.token(at).head, "mark") == phrase.last) {
    const std::uint32_t clause = tree.token(at).head;
    if (clause == word || tree.is_root(clause)) return false;
    at = tree.token(clause).head;
  }
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

// True where a phrase stands in a clause that tells something else: "Samaras, who led Greece until 2015, accused", "after rebels
// fled on Monday". "Speaking on Monday, he accused" and "when rebels fled on Monday" are no such clauses.
bool of_another_clause(const Tree& tree, std::uint32_t at, std::uint32_t word) {
  for (int i = 0; i < 12 && !tree.is_root(at); ++i, at = tree.token(at).head) {
    if (tree.below(word, at)) return false;
    const std::string_view dep = tree.token(at).dep;
    const std::uint32_t when = tree.child(at, "advmod");
    const bool beside = dep == "conj" && tree.is_verb(at) && tree.has_child(at, "nsubj");
    const bool aside = dep == "relcl" || dep == "acl" || dep == "appos" || dep == "ccomp" || dep == "pcomp";
    const bool marked = tree.has_child(at, "mark") || (when != kNoToken && tree.lower(when) != "when");
    if (beside || aside || (dep == "advcl" && marked)) return true;
  }
  return false;
}

// "Told reporters in Oslo that troops had fled": where the report was made.
bool is_where_told(const Tree& tree, std::uint32_t at, std::uint32_t word) {
  for (; !tree.is_root(word) && !tree.below(at, word); word = tree.token(word).head)
    if (tree.token(word).dep == "ccomp") return at > tree.token(word).head;
  return false;
}

// "After troops killed a guard": what was before the rest of the sentence is not of its day.
bool went_before(const Tree& tree, std::uint32_t word) {
  for (int i = 0; i < 6 && !tree.is_root(word); ++i, word = tree.token(word).head) {
    const std::uint32_t mark = tree.token(word).dep == "advcl" ? tree.child(word, "mark") : kNoToken;
    if (mark != kNoToken && tree.lower(mark) == "after") return true;
  }
  return false;
}

// The nearest date expression under the event's words, one without a date where none has one ("a day after the vote"), else the
// only one that stands beside a clause of its sentence, if not beside one that tells something else.
const time::Expression* date_of(const Tree& tree, const Context& context, const Candidate& c, Range sentence) {
  const time::Expression* only = nullptr;
  const time::Expression *best = nullptr, *open = nullptr;
  std::uint32_t nearest = UINT32_MAX;
  int n = 0;
  const Span whole = context.doc.span(sentence);
  auto first = std::lower_bound(context.times.begin(), context.times.end(), whole.begin,
                                [](const time::Expression& e, std::uint32_t at) { return e.span.begin < at; });
  for (; first != context.times.end() && first->span.begin < whole.end; ++first) {
    const bool dated = !first->when.date.empty();
    if (dated && beside_a_clause(tree, top_of(tree, first->tokens))) {
      ++n;
      only = &*first;
    }
    for (const std::uint32_t word : c.chain) {
      if (!dates(tree, first->tokens, word)) continue;
      if (!dated) {
        open = &*first;
        continue;
      }
      const std::uint32_t distance = word > first->tokens.first ? word - first->tokens.first : first->tokens.first - word;
      if (distance >= nearest) continue;
      nearest = distance;
      best = &*first;
    }
  }
  if (best || open) return best ? best : open;
  return n == 1 && !of_another_clause(tree, top_of(tree, only->tokens), c.at) && !went_before(tree, c.at) ? only : nullptr;
}

// "Agreed to meet in July": a day ahead that is of what is to be done, not of the accord.
bool is_of_what_comes(const Tree& tree, const time::Expression& date, std::uint32_t at, const std::optional<Dated>& article) {
  const auto day = time::period(date.when.date), today = article ? time::period(article->date) : std::nullopt;
  if (!day || !today || day->first <= today->last) return false;
  std::uint32_t deed = top_of(tree, date.tokens);
  while (!tree.is_root(deed) && !tree.is_verb(deed)) deed = tree.token(deed).head;
  return deed != at && has_auxiliary(tree, deed, "to");
}

// True where the act is done to a place or goes there: "shelled Kharkiv", "the attack on Kunduz", "a visit to Riga".
bool is_aimed_at(const Tree& tree, const Candidate& c, const Event& event, std::uint32_t place) {
  if (event.type == "ASSAULT") return std::find(c.target.begin(), c.target.end(), place) != c.target.end();
  if (event.cameo != "042") return false;  // CAMEO: make a visit
  const Token& word = tree.token(place);
  const std::uint32_t up = word.dep == "pobj" && tree.lower(word.head) == "to" ? tree.token(word.head).head : word.head;
  return (word.dep == "dobj" || up != word.head) && std::find(c.chain.begin(), c.chain.end(), up) != c.chain.end();
}

// The participle behind a victim: "left ten dead and forty injured", "five killed and 3,000 driven from their homes".
std::uint32_t fate_of(const Tree& tree, std::uint32_t victim) {
  for (const std::uint32_t c : tree.children(victim))
    if (c > victim && (tree.token(c).dep == "acl" || tree.token(c).dep == "amod")) return c;
  const bool beside = tree.token(victim).pos == "NUM" && victim + 1 < tree.size() && tree.token(victim + 1).tag == "VBN";
  return beside ? victim + 1 : kNoToken;
}

bool is_in(const Tree& tree, std::uint32_t word, std::string_view word_class) {
  return word != kNoToken && tree.in_class(word, word_class);
}

bool is_dead(const Tree& tree, std::uint32_t word) {
  const auto& words = tree.children(word);
  return std::any_of(words.begin(), words.end(), [&](std::uint32_t w) { return tree.lower(w) == "dead"; });
}

void count(const Tree& tree, const Lexicon& lexicon, const Candidate& c, Event& event) {
  if (event.type == "ASSAULT") {
    std::vector<std::uint32_t> killed, wounded;
    const bool all_wounded = names_any(tree, lexicon, c, "wounding");
    bool dead = std::any_of(c.chain.begin(), c.chain.end(), [&](std::uint32_t t) { return is_dead(tree, t); });  // "shot dead"
    for (const std::uint32_t victim : c.target) {
      const std::uint32_t fate = fate_of(tree, victim);
      const bool other_fate = fate != kNoToken && tree.token(victim).pos == "NUM" && tree.is_verb(fate);
      if (is_in(tree, fate, "wounding"))
        wounded.push_back(victim);
      else if (is_in(tree, fate, "killing"))
        killed.push_back(victim);
      else if (!other_fate)
        (all_wounded ? wounded : killed).push_back(victim);
      dead = dead || is_dead(tree, victim);
    }
    event.injured = sum_of(tree, lexicon, wounded);
    if (dead || names_any(tree, lexicon, c, "killing")) event.killed = sum_of(tree, lexicon, killed);
  } else if (event.type == "PROTEST") {
    event.size = sum_of(tree, lexicon, c.source);
  } else if (const std::string& type = c.entries.empty() ? event.type : c.entries.front()->type;
             type == "MOBILIZE" || type == "AID" || type == "RETREAT") {
    for (const std::uint32_t object : slot(tree, c.chain.front(), "obj"))
      if (lexicon.in_class("troop", tree.lemma(object)) || lexicon.in_class("people", tree.lemma(object)))
        event.size = count_of(tree, lexicon, object);
  }
}

}  // namespace

bool is_history(const std::optional<Dated>& date, const std::optional<Dated>& article) {
  if (!date || !article) return false;
  const auto day = time::period(date->date), today = time::period(article->date);
  return day && today && day->last + std::chrono::years{1} < today->first;
}

std::optional<PlaceRef> place_of(const Tree& tree, const Context& context, const Candidate& c, Range sentence,
                                 const Event& event) {
  const Span whole = context.doc.span(sentence);
  const PlaceRef* best = nullptr;
  int best_score = 0;
  auto place = std::lower_bound(context.places.begin(), context.places.end(), whole.begin,
                                [](const PlaceRef& p, std::uint32_t at) { return p.span.begin < at; });
  for (; place != context.places.end() && place->span.begin < whole.end; ++place) {
    std::uint32_t token = sentence.first;
    while (token < sentence.last && context.doc.tokens[token].span.end <= place->span.begin) ++token;
    if (token == sentence.last) continue;
    std::uint32_t up = token;
    for (int i = 0; i < 4 && place->span.contains(tree.token(tree.token(up).head).span) && !tree.is_root(up); ++i)
      up = tree.token(up).head;
    if (best == nullptr && is_aimed_at(tree, c, event, up)) best = &*place;
    // Up to the preposition that puts it there.
    for (int i = 0; i < 4 && tree.token(up).dep != "pobj" && !tree.is_root(up); ++i) up = tree.token(up).head;
    if (tree.token(up).dep != "pobj") continue;
    const std::uint32_t preposition = tree.token(up).head;
    const std::string& word = tree.lower(preposition);
    if (word != "in" && word != "at" && word != "near" && word != "outside" && word != "on" && word != "inside" &&
        word != "around")
      continue;
    const auto is_elsewhere = [&](std::uint32_t t) {
      return of_another_clause(tree, preposition, t) || is_where_told(tree, preposition, t);
    };
    if (std::all_of(c.chain.begin(), c.chain.end(), is_elsewhere)) continue;
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

void leave_open(Event& event) {
  if (!event.date) return;
  const std::string& day = event.date->date;  // an article's may be an interval
  event.date->date = "../" + day.substr(day.find('/') + 1);
}

void add_circumstances(const Tree& tree, const Lexicon& lexicon, const Context& context, const Candidate& candidate,
                       Range sentence, Event& event) {
  const time::Expression* date = date_of(tree, context, candidate, sentence);
  if (date && event.status == "happened" && is_of_what_comes(tree, *date, candidate.at, context.article_date)) date = nullptr;
  const bool dated = date && !date->when.date.empty();
  event.date = dated ? std::optional(date->when) : context.article_date;
  const bool open = date ? !dated : went_before(tree, candidate.at);
  if (open && (event.status == "happened" || event.status == "past")) leave_open(event);
  if (event.status == "happened" && is_history(event.date, context.article_date)) event.status = "past";
  if (!event.place) event.place = place_of(tree, context, candidate, sentence, event);
  count(tree, lexicon, candidate, event);
}

}  // namespace entente::events
