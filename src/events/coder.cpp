#include "events/coder.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/anaphora.h"
#include "events/circumstances.h"
#include "events/confidence.h"
#include "events/days.h"
#include "events/joins.h"
#include "events/nobody.h"
#include "events/sequels.h"
#include "events/standings.h"
#include "events/status.h"

namespace entente::events {
namespace {

class PatternCoder : public Coder {
 public:
  PatternCoder(Lexicon lexicon, bool judges) : lexicon_(std::move(lexicon)), judges_(judges) {}

  std::vector<Event> told(const Context& context) const override {
    const Tree tree(context.doc, lexicon_.classes);
    const MentionIndex mentions(context.doc, context.mentions);
    const TellerIndex tellers(context.statements);
    std::vector<Event> out;
    for (const Range& sentence : context.doc.sentences) {
      if (sentence.size() == 0 || sentence.size() > kMaxSentence || is_discarded(tree, lexicon_, sentence)) continue;
      for (Event& event : events_of(tree, lexicon_, context, mentions, tellers, sentence, out, judges_)) {
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
  bool judges_;
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

// Whether nothing but its article dates an event.
bool is_of_article(const Event& event, const std::optional<Dated>& article) {
  return event.date && article && event.date->date == article->date && event.date->how == article->how &&
         event.date->evidence == article->evidence;
}

// "In support of the army", "the cooperation between the two": said in passing, beside what the sentence tells.
bool is_standing(const Candidate& c) {
  return c.entries.front()->word_class == WordClass::noun && (c.type == "SUPPORT" || c.type == "COOPERATE");
}

bool merges(const Tree& tree, const Lexicon& lexicon, const Candidate& a, const Candidate& b) {
  return a.type == "ASSAULT" && b.type == "ASSAULT" && a.source == b.source && tree.is_verb(b.at) &&
         is_one_act(tree, lexicon, a.at, b.at);
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

void give_type(const Lexicon& lexicon, const std::string& type, Event& event) {
  event.type = type;
  event.cameo = lexicon.types.find(type)->second.cameo;
  event.mode = lexicon.mode(event.cameo);
  event.contexts = lexicon.contexts(event.cameo);
  event.quad = lexicon.quad(type);
  event.goldstein = lexicon.goldstein(event.cameo);
}

bool is_one_act(const Tree& tree, const Lexicon& lexicon, std::uint32_t first, std::uint32_t then) {
  if (first == kNoToken || then == kNoToken) return false;
  const Token& word = tree.token(then);
  const auto harms = [&](std::uint32_t t) {
    return lexicon.in_class("killing", tree.lemma(t)) || lexicon.in_class("wounding", tree.lemma(t));
  };
  if (word.dep == "pobj" && is_one_of(tree.lower(word.head), {"in", "during", "amid"}) && tree.is_verb(first) && harms(first)) {
    const std::uint32_t around = tree.token(word.head).head;  // "killed ten", "killed ten people"
    return around == first || (tree.token(around).head == first && tree.token(around).dep == "dobj");
  }
  if (word.head != first || then <= first || !tree.is_verb(first) || !tree.is_verb(then)) return false;
  return word.dep == "conj" || (word.dep == "advcl" && word.tag == "VBG" && harms(then));
}

std::vector<Event> events_of(const Tree& tree, const Lexicon& lexicon, const Context& context, const MentionIndex& mentions,
                             const TellerIndex& tellers, Range sentence, const std::vector<Event>& before, bool judge) {
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
    event.trigger = trigger_span(context.doc, c);
    event.place = place_of(tree, context, c, sentence, event);
    resolve_unnamed(tree, lexicon, before, event);
    const bool source_known = names_actor(event.source), target_known = names_actor(event.target);
    const bool whole = !event.source.empty() && !event.target.empty();
    if (!whole && names_any(tree, lexicon, c, "side_noun")) continue;  // "our own allies": allies of whom, against whom?
    // A weak word needs actors on both sides; a strong one an actor, or somebody on both sides.
    if (c.entries.front()->fallback || c.entries.front()->known ? !(source_known && target_known)
                                                                : !(source_known || target_known || whole))
      continue;
    event.said_by = tellers.of(context.doc.tokens[c.at].span);
    event.status = status_of(tree, lexicon, c);
    const bool standing = whole && is_standing(c);
    const bool judged = !standing && !lexicon.types.find(event.type)->second.own;
    const std::string by_rules = event.status;
    if (judged) event.status = judged_status(tree, lexicon, event);
    add_circumstances(tree, lexicon, context, c, sentence, event);
    if (judged && !judge) event.status = by_rules;  // dates hang on whether it took place all the same
    event.evidence = trimmed(context.doc, sentence);
    event.confidence = confidence_of(tree, lexicon, c, event);
    if (!standing) event.scores["patterns"] = event.confidence;
    if (c.composed || c.status == "denied") event.scores["composed"] = 1;
    event.why = why(tree, c);
    bool done = false;
    for (std::size_t i = 0; i < out.size() && !done; ++i) {
      if (merges(tree, lexicon, told[i], c)) {
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
  if (const std::optional<Doc> doc = rejoined(context.doc))
    return found({*doc, context.mentions, context.statements, context.times, context.places, context.article_date});
  return found(context);
}

std::vector<Event> Coder::found(const Context& context) const {
  std::vector<Event> events = told(context);
  const Tree tree(context.doc, lexicon().classes);
  const MentionIndex mentions(context.doc, context.mentions);
  for (Event& event : events) {
    const std::uint32_t word = tree.token_at(event.trigger);
    const Entry* entry = word == kNoToken ? nullptr : match(tree, lexicon(), word);
    const bool reciprocal = word != kNoToken && reciprocal_object(tree, word);
    const bool mutual = reciprocal || (entry && entry->mutual) || is_mutual(event.type);
    Event alone = event;  // whom two hit when they hit each other: nobody else
    if (reciprocal) alone.target.clear();
    share_out(tree, mentions, mutual, alone);
    if (reciprocal && alone.target.empty())
      share_out(tree, mentions, mutual, event);
    else
      event = std::move(alone);
    complete(tree, lexicon(), mentions, event);
    leave_out_nobody(tree, lexicon(), mentions, event);
    const bool happened = event.status == "happened" || event.status == "past";
    if (is_of_article(event, context.article_date) && happened && is_earlier(tree, lexicon(), event)) leave_open(event);
  }
  add_sequels(tree, lexicon(), context, mentions, events);
  return events;
}

Result<std::shared_ptr<const Coder>> load_patterns(const Knowledge& knowledge, bool judges) {
  auto lexicon = Lexicon::load(knowledge);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return std::make_shared<const PatternCoder>(*std::move(lexicon), judges);
}

Result<std::shared_ptr<const Coder>> Coder::load(const Knowledge& knowledge) { return load_patterns(knowledge, true); }

}  // namespace entente::events
