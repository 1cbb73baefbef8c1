// Patterns and the learned coder together: each event says which pattern and which score made it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "events/circumstances.h"
#include "events/coder.h"
#include "events/doers.h"
#include "events/governed.h"
#include "events/learned.h"
#include "events/parties.h"
#include "events/status.h"
#include "statements/table.h"

namespace entente::events {
namespace {

constexpr double kLeast = 1e-4;  // no distribution is surer than this that a type is wrong

constexpr double kSureOfDoer = 0.8;      // the probability of his words' being those of who acts
constexpr double kSureOfWord = 0.5;      // the probability that it tells an event of the type
constexpr std::size_t kMostActors = 8;   // of a sentence whose pairs are looked at
constexpr std::size_t kReadAtOnce = 64;  // sentences, which bounds the memory that a long document takes

double log_odds(double p) {
  p = std::clamp(p, kLeast, 1 - kLeast);
  return std::log(p / (1 - p));
}

bool is_same(const Actor& a, const Actor& b) { return a.code == b.code && a.name == b.name; }

bool knows_any(const std::vector<Role>& roles) {
  return std::any_of(roles.begin(), roles.end(), [](const Role& r) { return known(r.actor); });
}

std::vector<Role> roles_in(const std::vector<Part>& parts) {
  std::vector<Role> out;
  for (const Part& part : parts) out.push_back(part.role);
  return out;
}

// The words of the role that carries the most of the sentence's; empty where there is none.
Span chief_of(const std::vector<Role>& roles, const Shares& shares, double (Shares::*share)(Span) const) {
  const auto best = std::max_element(roles.begin(), roles.end(), [&](const Role& a, const Role& b) {
    return (shares.*share)(a.span) < (shares.*share)(b.span);
  });
  return best == roles.end() ? Span{} : best->span;
}

struct Ends {
  Span source, target;
};

Ends ends_of(const Event& event, const Shares& shares) {
  return {chief_of(event.source, shares, &Shares::source), chief_of(event.target, shares, &Shares::target)};
}

// The word where the ways from two words to the root meet, past the names: what one does to the other.
std::uint32_t meeting(const Tree& tree, std::uint32_t a, std::uint32_t b) {
  if (a == kNoToken) std::swap(a, b);
  for (std::uint32_t steps = 0; steps < 64 && !tree.is_root(a); ++steps) {
    const bool both = b == kNoToken || tree.below(b, a);
    if (both && a != b && tree.is_verb(a)) break;
    a = tree.token(a).head;
  }
  return a;
}

// True where a word is coordinated with the head of a part.
bool beside(const Tree& tree, const std::vector<Part>& parts, std::uint32_t word) {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    const auto all = with_conjuncts(tree, part.head);
    return std::find(all.begin(), all.end(), word) != all.end();
  });
}

// A sentence that the model has read, with all that is known of its text.
struct Told {
  const Context& context;
  const Tree& tree;
  const MentionIndex& mentions;
  const TellerIndex& tellers;
  Range sentence;
  Span passage;
  const Reading& reading;
};

class BlendCoder : public Coder {
 public:
  BlendCoder(std::shared_ptr<const Coder> patterns, std::shared_ptr<const Learned> learned, forest::Forest roles,
             StatusHead statuses, Mode mode)
      : patterns_(std::move(patterns)),
        learned_(std::move(learned)),
        roles_(std::move(roles)),
        statuses_(std::move(statuses)),
        mode_(mode) {}

  const Lexicon& lexicon() const override { return patterns_->lexicon(); }

  std::vector<Event> told(const Context& context) const override {
    const Doc& doc = context.doc;
    std::vector<std::vector<Event>> by_sentence(doc.sentences.size());
    const Tree tree(doc, lexicon().classes);
    if (mode_ == Mode::blend)
      for (Event& event : patterns_->told(context))
        if (const std::uint32_t t = tree.token_at(event.trigger); t != kNoToken)
          by_sentence[doc.tokens[t].sentence].push_back(std::move(event));
    const MentionIndex mentions(doc, context.mentions);
    const TellerIndex tellers(context.statements);
    std::vector<std::size_t> asked;
    for (std::size_t s = 0; s < doc.sentences.size(); ++s)
      if (!by_sentence[s].empty() || worth_reading(tree, mentions, doc.sentences[s])) asked.push_back(s);
    std::vector<Event> out;
    for (std::size_t first = 0; first < asked.size(); first += kReadAtOnce) {
      const std::span<const std::size_t> part(asked.begin() + static_cast<std::ptrdiff_t>(first),
                                              std::min(kReadAtOnce, asked.size() - first));
      std::vector<Span> passages;
      for (const std::size_t s : part) passages.push_back(trimmed(doc, doc.sentences[s]));
      // A sentence that is held to tell none (but for an appeal), or not sure to tell one that the patterns miss, keeps or loses
      // its events as it stands.
      const auto wanted = [&](std::size_t i, const Reading& reading) {
        const std::vector<Event>& events = by_sentence[part[i]];
        return invites(reading) ||
               std::any_of(events.begin(), events.end(), [&](const Event& e) { return may_stand(e, reading); });
      };
      const std::vector<Reading> readings = learned_->read(doc.text, passages, wanted);
      for (std::size_t i = 0; i < part.size(); ++i) {
        std::vector<Event>& events = by_sentence[part[i]];
        const Told told{context, tree, mentions, tellers, doc.sentences[part[i]], passages[i], readings[i]};
        for (Event& event : events) {
          if (!knows(event)) continue;
          set_status(told, event);
          if (may_stand(event, readings[i])) choose(told, event);
        }
        const Parts parts = parts_of(tree, lexicon(), mentions, told.sentence, readings[i].roles, lexicon().blend.least_role);
        add(told, parts, events);
        add_words(told, events);
        add_pairs(told, events);
        std::erase_if(events, [&](const Event& e) {
          const std::uint32_t word = tree.token_at(e.trigger);
          return word != kNoToken && nobody_acts(tree, lexicon(), word);
        });
        for (Event& event : judged(tree, std::move(events), readings[i])) {
          event.id = static_cast<int>(out.size());
          out.push_back(std::move(event));
        }
      }
    }
    return out;
  }

  Classified classify(const Doc& doc, Span source, Span target) const override {
    Classified out = patterns_->classify(doc, source, target);
    if (lexicon().types.find(out.type)->second.own) return out;  // a type that the model does not know
    const Answer answer =
        learned_->ask(doc.text, {{{0, static_cast<std::uint32_t>(doc.text.size())}, source, target, {}}}).front();
    out.scores = mix(answer, out.scores, learned_->types(), mode_ == Mode::model);
    out.type = std::max_element(out.scores.begin(), out.scores.end(), [](const auto& a, const auto& b) {
                 return a.second < b.second;
               })->first;
    out.quad = lexicon().quad(out.type);
    return out;
  }

 private:
  // The two distributions over types, multiplied with their exponents; sums to 1.
  static std::map<std::string, double> mix(const Answer& answer, const std::map<std::string, double>& patterns,
                                           const TypeBlend& blend, bool model_alone) {
    std::map<std::string, double> out;
    double total = 0;
    for (const auto& [type, p] : patterns) {
      const auto bias = blend.bias.find(type);
      double score = blend.model * std::log(std::max(answer.type_given_event(type), kLeast));
      if (!model_alone) score += blend.patterns * std::log(std::max(p, kLeast));
      if (bias != blend.bias.end() && !model_alone) score += bias->second;
      total += out[type] = std::exp(score);
    }
    for (auto& [type, p] : out) p /= total;
    return out;
  }

  // Of an event that has the rules' status, by these and by what the model reads in its words.
  void set_status(const Told& in, Event& event) const {
    event.status = judged_status(in.tree, lexicon(), event, statuses_.log_shares(learned_->states_of(in.reading, event.trigger)));
    if (event.status == "happened" && is_history(event.date, in.context.article_date)) event.status = "past";
  }

  // With all that follows from the type, whether it happened included.
  void set_type(const Told& in, Event& event, const std::string& type) const {
    give_type(lexicon(), type, event);
    set_status(in, event);
  }

  // A sentence without an event of the patterns is read where it names a known actor.
  bool worth_reading(const Tree& tree, const MentionIndex& mentions, Range sentence) const {
    if (sentence.size() == 0 || sentence.size() > kMaxSentence || is_discarded(tree, lexicon(), sentence)) return false;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t)
      if (const Mention* mention = mentions.at(t); mention != nullptr && known(mention->actor)) return true;
    return false;
  }

  // The roles in what an event's word tells; of the whole sentence where the model does not see the word.
  Shares shares_of(const Reading& reading, const Event& event) const {
    Shares shares = learned_->shares_of(reading, event.trigger);
    return shares.all.empty() ? reading.roles : shares;
  }

  void choose(const Told& in, Event& event) const {
    const Shares shares = shares_of(in.reading, event);
    choose_parties({in.tree, lexicon(), in.mentions, *learned_, in.sentence, in.reading, shares}, roles_, lexicon().blend.party,
                   event);
    give_to_doers(in.tree, lexicon(), in.mentions, event);
    leave_out_mediators(in.tree, lexicon(), in.mentions, event);
  }

  // No person acts on himself.
  static void leave_out_oneself(Event& event) {
    std::erase_if(event.target, [&](const Role& target) {
      return target.actor.kind == "person" && std::any_of(event.source.begin(), event.source.end(), [&](const Role& source) {
               return !target.actor.name.empty() && source.actor.name == target.actor.name;
             });
    });
  }

  bool is_neutral(const Reading& reading) const { return reading.quad[0] > lexicon().blend.neutral; }
  bool tells(const Reading& reading) const { return reading.tells >= lexicon().blend.tells; }
  // Whether a sentence may tell an event that the patterns miss.
  bool invites(const Reading& reading) const { return !is_neutral(reading) && tells(reading); }
  // Whether an event of the patterns is judged at all. The quads are CAMEO's, in which an appeal and a
  // claim of responsibility are neutral; in PLOVER they tell events, the latter the attack.
  bool may_stand(const Event& event, const Reading& reading) const {
    const bool is_attack = event.type == "ASSAULT" && !event.why.empty();  // of the patterns
    return !is_neutral(reading) || ((event.type == "REQUEST" || is_attack) && tells(reading));
  }

  // The type between two spans that agrees best with the sentence's quad; empty where the ontology has none of the model's.
  std::string likeliest(const Answer& answer, const Reading& reading) const {
    std::string out;
    double most = 0;
    for (const auto& [type, share] : answer.type) {
      const double p = share * learned_->quads_of(reading, type);
      if (p <= most || lexicon().types.find(type) == lexicon().types.end()) continue;
      most = p;
      out = type;
    }
    return out;
  }

  // An event without type and actors that a word tells.
  Event told_at(const Told& in, std::uint32_t word) const {
    Candidate candidate;
    candidate.at = word;
    candidate.chain = {word};
    Event event;
    event.trigger = in.context.doc.tokens[word].span;
    event.status = status_of(in.tree, lexicon(), candidate);
    event.date = in.context.article_date;
    event.said_by = in.tellers.of(event.trigger);
    event.evidence = in.passage;
    return event;
  }

  // The words that fill the first of a word's slots that has any.
  std::vector<Role> first_of(const Told& in, std::uint32_t word, std::initializer_list<std::string_view> slots) const {
    for (const std::string_view name : slots)
      if (auto roles = roles_of(in.tree, lexicon(), in.mentions, slot(in.tree, word, name)); !roles.empty()) return roles;
    return {};
  }

  // The word that tells the act itself: "visit" of "plans to visit".
  static Span inner_word(const Tree& tree, Span trigger) {
    Span out = trigger;
    for (std::uint32_t t = tree.token_at(trigger); t < tree.size() && tree.token(t).span.begin < trigger.end; ++t)
      if (tree.is_verb(t) || tree.is_noun(t)) out = tree.token(t).span;
    return out;
  }

  // What is agreed to, threatened, asked for or refused has not happened by that.
  static std::string not_yet(std::string_view outer) {
    if (outer == "AGREE" || outer == "THREATEN") return "planned";
    return outer == "REQUEST" ? "called-for" : outer == "REJECT" ? "negated" : "happened";
  }

  // When, where and with how many: of what the patterns found, this is known.
  void place_and_date(const Told& in, Event& event) const {
    Candidate candidate;
    candidate.at = in.tree.token_at(event.trigger);
    if (candidate.at == kNoToken) return;
    candidate.chain = {candidate.at};
    for (const Role& role : event.source) candidate.source.push_back(noun_of(in.tree, role.span));
    for (const Role& role : event.target) candidate.target.push_back(noun_of(in.tree, role.span));
    std::erase(candidate.source, kNoToken);
    std::erase(candidate.target, kNoToken);
    add_circumstances(in.tree, lexicon(), in.context, candidate, in.sentence, event);
  }

  // What words tell, as the model sees them one by one, that no event stands for.
  void add_words(const Told& in, std::vector<Event>& events) const {
    const Tree& tree = in.tree;
    const Reading& reading = in.reading;
    if (!tells(reading) || lexicon().blend.word > 1) return;
    for (const Telling& telling : learned_->tellings(reading, lexicon().blend.word)) {
      if (lexicon().types.find(telling.type) == lexicon().types.end()) continue;
      std::uint32_t word = tree.token_at(telling.span);
      while (word < tree.size() && tree.token(word).span.begin < telling.span.end && !tree.is_verb(word) && !tree.is_noun(word))
        ++word;
      if (word >= tree.size() || tree.token(word).span.begin >= telling.span.end) continue;
      Event event = told_at(in, word);
      event.source = first_of(in, word, {"subj", "by", "poss"});
      event.target = first_of(in, word, {"obj", "iobj", "against", "on", "with", "to", "at", "for", "from", "of", "over"});
      event.scores["word"] = 1;
      set_type(in, event, telling.type);
      choose(in, event);
      place_and_date(in, event);
      const auto stands_for = [&](const Event& e) {
        return e.type == telling.type &&
               (e.trigger.overlaps(telling.span) || ((event.source.empty() || overlap(e.source, event.source)) &&
                                                     (event.target.empty() || overlap(e.target, event.target))));
      };
      if ((event.source.empty() && event.target.empty()) || std::any_of(events.begin(), events.end(), stands_for)) continue;
      events.push_back(std::move(event));
    }
  }

  // Whether some event of its type is between the same parties.
  static bool stands_already(const Event& event, const std::vector<Event>& events) {
    return std::any_of(events.begin(), events.end(), [&](const Event& e) {
      return e.type == event.type && overlap(e.source, event.source) && overlap(e.target, event.target);
    });
  }

  // The verb by which somebody asks for the deed that a word tells, or has it not done: "wants" of "wants him to attack".
  static std::uint32_t asking_word(const Tree& tree, const std::string& type, std::uint32_t word) {
    if (word == kNoToken || (type != "REQUEST" && type != "REJECT")) return kNoToken;
    return bidding_of(tree, word).verb;
  }

  // The word that tells an event of a type between two others, as the model sees it, or else as the grammar joins them.
  std::uint32_t word_of(const Told& in, const std::string& type, std::uint32_t a, std::uint32_t b) const {
    const Span teller = learned_->teller(in.reading, type);
    std::uint32_t word = learned_->told(in.reading, teller, type) < kSureOfWord ? kNoToken : in.tree.token_at(teller);
    if (word == kNoToken) word = meeting(in.tree, a, b);
    const std::uint32_t asking = asking_word(in.tree, type, word);
    return asking == kNoToken ? word : asking;
  }

  // A sentence's known actors, each where it is named first: the head word and the role.
  std::vector<std::pair<std::uint32_t, Role>> actors_of(const Told& in) const {
    std::vector<std::pair<std::uint32_t, Role>> out;
    for (std::uint32_t t = in.sentence.first; t < in.sentence.last && out.size() < kMostActors; ++t) {
      const Mention* mention = in.mentions.at(t);
      if (mention == nullptr || !known(mention->actor)) continue;
      const auto same = [&](const auto& other) { return is_same(other.second.actor, mention->actor); };
      if (std::any_of(out.begin(), out.end(), same)) continue;
      if (const auto role = role_of(in.tree, lexicon(), in.mentions, t)) out.emplace_back(t, *role);
    }
    return out;
  }

  // What the model sees between two actors whom no event joins yet, pair by pair.
  void add_pairs(const Told& in, std::vector<Event>& events) const {
    const Reading& reading = in.reading;
    if (!invites(reading) || lexicon().blend.pair > 1) return;
    const auto actors = actors_of(in);
    for (std::size_t i = 0; i < actors.size(); ++i)
      for (std::size_t k = i + 1; k < actors.size(); ++k) {
        std::vector<Role> source = {actors[i].second}, target = {actors[k].second};
        if (source[0].span.overlaps(target[0].span)) continue;
        const auto names = [](const Event& e, const Role& role) {
          const auto is_he = [&](const Role& other) {
            return other.span.overlaps(role.span) || is_same(other.actor, role.actor);
          };
          return std::any_of(e.source.begin(), e.source.end(), is_he) || std::any_of(e.target.begin(), e.target.end(), is_he);
        };
        const auto joins = [&](const Event& e) { return names(e, source[0]) && names(e, target[0]); };
        if (std::any_of(events.begin(), events.end(), joins)) continue;
        const Answer answer = learned_->answer(reading, source[0].span, target[0].span);
        const std::string type = likeliest(answer, reading);
        if (answer.event() < lexicon().blend.pair || type.empty()) continue;
        if (answer.forward < 0) std::swap(source, target);
        Event event = told_at(in, word_of(in, type, actors[i].first, actors[k].first));
        event.source = std::move(source);
        event.target = std::move(target);
        const Shares shares = shares_of(reading, event);
        if (std::min(shares.source(event.source[0].span), shares.target(event.target[0].span)) < lexicon().blend.pair_role)
          continue;
        event.scores["pair"] = 1;
        set_type(in, event, type);
        choose(in, event);
        place_and_date(in, event);
        if (!event.source.empty() && !event.target.empty() && !stands_already(event, events)) events.push_back(std::move(event));
      }
  }

  // The event between the sentence's actors as the model types it, where the patterns have none of its type.
  void add(const Told& in, const Parts& parts, std::vector<Event>& events) const {
    const Reading& reading = in.reading;
    if (!invites(reading) || (parts.source.empty() && parts.target.empty())) return;
    Event event;
    event.source = roles_in(parts.source);
    event.target = roles_in(parts.target);
    const Ends ends = ends_of(event, reading.roles);
    const std::string type = likeliest(learned_->answer(reading, ends.source, ends.target), reading);
    if (type.empty()) return;
    if (!is_mutual(type))  // else whoever stands beside the source with "and" is one that acts, not one acted on
      for (std::size_t i = 0; i < parts.target.size(); ++i)
        if (beside(in.tree, parts.source, parts.target[i].head)) {
          event.source.push_back(parts.target[i].role);
          std::erase_if(event.target, [&](const Role& r) { return r.span == parts.target[i].role.span; });
        }
    const auto same = [&](const Event& e) {
      return (parts.source.empty() || overlap(e.source, parts.source)) &&
             (parts.target.empty() || overlap(e.target, parts.target));
    };
    // What the patterns tell already is told again with another doer only where the model is sure of him.
    const auto told = [&](const Event& e) { return e.type == type && !e.source.empty() && overlap(e.target, parts.target); };
    if (reading.roles.source(ends.source) < kSureOfDoer && std::any_of(events.begin(), events.end(), told)) return;
    const Event* like = nullptr;  // between the same actors, of another type
    for (const Event& e : events) {
      if (!same(e) || !knows(e)) continue;
      if (e.type == type) return;
      if (asking_word(in.tree, type, in.tree.token_at(inner_word(in.tree, e.trigger))) != kNoToken) continue;
      if (like == nullptr || like->confidence < e.confidence) like = &e;
    }
    if (like != nullptr) {
      event = *like;
      if (like->scores.contains("composed")) event.trigger = inner_word(in.tree, like->trigger);
      event.status = told_at(in, in.tree.token_at(event.trigger)).status;
      event.why.clear();
      event.scores.clear();
      event.killed = event.injured = event.size = std::nullopt;
      set_type(in, event, type);
    } else {
      const auto head = [](const std::vector<Part>& of) {
        const auto best = std::max_element(of.begin(), of.end(), [](const Part& a, const Part& b) { return a.sum < b.sum; });
        return best == of.end() ? kNoToken : best->head;
      };
      Event fresh = told_at(in, word_of(in, type, head(parts.source), head(parts.target)));
      fresh.source = std::move(event.source);
      fresh.target = std::move(event.target);
      event = std::move(fresh);
      set_type(in, event, type);
      choose(in, event);
      place_and_date(in, event);
      const auto tells = [&](const Event& e) { return e.type == type && e.trigger.overlaps(event.trigger); };
      if (std::any_of(events.begin(), events.end(), tells) || stands_already(event, events)) return;
    }
    events.push_back(std::move(event));
  }

  // A sentence's events with their scores and what these make of their confidence; those that do not stand are left out.
  std::vector<Event> judged(const Tree& tree, std::vector<Event> events, const Reading& reading) const {
    const EventBlend& blend = lexicon().blend;
    std::erase_if(events, [&](const Event& e) { return knows(e) && !may_stand(e, reading); });
    for (Event& event : events) {
      if (knows(event)) leave_out_oneself(event);
      score(event, reading);
    }
    prefer_composed(tree, events);
    // Whether one of these tells of the same words and leaves an event less than its share.
    const auto outdone = [](const Event& event, const std::vector<Event>& others, double share, auto like) {
      return std::any_of(others.begin(), others.end(), [&](const Event& other) {
        return like(event, other) && event.confidence < share * other.confidence && overlap(event.source, other.source) &&
               (event.target.empty() || overlap(event.target, other.target));
      });
    };
    const auto any = [](const Event&, const Event&) { return true; };
    std::vector<Event> standing, out;
    for (const Event& event : events) {
      if (!knows(event) || (event.confidence >= blend.threshold && !outdone(event, events, blend.rival, any)))
        standing.push_back(event);
    }
    for (const Event& event : standing)
      if (!knows(event) || !outdone(event, standing, blend.contrary, is_contrary)) out.push_back(event);
    if (blend.united > 0) unite(tree, lexicon(), out);
    double likeliest = 0;
    for (const Event& event : out)
      if (knows(event)) likeliest = std::max(likeliest, event.confidence);
    std::erase_if(out, [&](const Event& e) { return knows(e) && e.confidence < std::min(likeliest, blend.further); });
    return out;
  }

  // "Denied arming", "agreed to punish": what the grammar makes of two words is not what the model reads in one of them. The
  // composed event takes the place of another of the same words that is of the other sign, or of the refusal that a denial is
  // not. What only the inner word tells has not happened by what the outer one does.
  void prefer_composed(const Tree& tree, std::vector<Event>& events) const {
    const auto is_composed = [](const Event& e) { return e.scores.contains("composed"); };
    const auto is_part_of = [&](const Event& e, const Event& made) {
      const bool refusal = made.status == "denied" && e.type == "REJECT";
      return !is_composed(e) && !e.scores.contains("patterns") && !e.scores.empty() && made.trigger.contains(e.trigger) &&
             (refusal || (e.quad <= 2) != (made.quad <= 2)) && overlap(e.source, made.source);
    };
    for (Event& made : events)
      for (const Event& e : events)
        if (is_composed(made) && is_part_of(e, made)) made.confidence = std::max(made.confidence, e.confidence);
    std::vector<bool> gone(events.size());
    for (std::size_t k = 0; k < events.size(); ++k)
      gone[k] = std::any_of(events.begin(), events.end(),
                            [&](const Event& made) { return is_composed(made) && is_part_of(events[k], made); });
    std::size_t k = 0;
    std::erase_if(events, [&](const Event&) { return gone[k++]; });
    for (const Event& made : events)
      for (Event& e : events)
        if (is_composed(made) && e.status == "happened" && e.trigger != made.trigger && made.trigger.contains(e.trigger)) {
          const std::string_view governed = governed_status(tree, lexicon(), tree.token_at(e.trigger));
          e.status = governed.empty() ? not_yet(made.type) : governed;
        }
  }

  // One word does not tell of friends and of foes.
  static bool is_contrary(const Event& one, const Event& other) {
    return one.trigger == other.trigger && (one.quad <= 2) != (other.quad <= 2);
  }

  // The model knows neither types of the user's own nor standings, told in passing or following from other events: these keep
  // their confidence.
  bool knows(const Event& event) const {
    return (event.why.empty() || !event.scores.empty()) && !lexicon().types.find(event.type)->second.own;
  }

  void score(Event& event, const Reading& reading) const {
    if (!knows(event)) return;
    const Shares shares = shares_of(reading, event);
    const Ends ends = ends_of(event, shares);
    const Answer answer = learned_->answer(reading, ends.source, ends.target);
    const bool has_pattern = !event.why.empty();
    std::map<std::string, double>& scores = event.scores;
    if (has_pattern) scores["patterns"] = event.confidence;
    scores["event"] = answer.event();
    scores["type"] = answer.type_given_event(event.type);
    scores["quad"] = learned_->quads_of(reading, event.type);
    scores["neutral"] = reading.quad[0];
    scores["tells"] = reading.tells;
    scores["trigger"] = learned_->told(reading, event.trigger, event.type);
    scores["told"] = learned_->told(reading, event.evidence, event.type);
    scores["source"] = reading.roles.source(ends.source);
    scores["target"] = reading.roles.target(ends.target);
    scores["doer"] = shares.source(ends.source);
    scores["undergoer"] = shares.target(ends.target);
    scores["forward"] = 1 / (1 + std::exp(-answer.forward));
    event.why += fmt::format("{}model: {} {:.2f}, event {:.2f}", has_pattern ? "; " : "", answer.best(),
                             answer.type_given_event(answer.best()), answer.event());
    double sum = 0;
    const auto feature = [&](const std::string& name, double value) {
      if (const auto at = lexicon().blend.weights.find(name); at != lexicon().blend.weights.end()) sum += at->second * value;
    };
    feature("one", 1);
    feature("has_pattern", has_pattern ? 1 : 0);
    feature("patterns", has_pattern ? log_odds(scores["patterns"]) : 0);
    for (const char* name : {"pair", "word"}) feature(name, scores.contains(name) ? 1 : 0);
    for (const char* name : {"event", "quad", "neutral", "tells", "forward", "trigger", "told"})
      feature(name, log_odds(scores[name]));
    feature("type", std::log(std::max(scores["type"], kLeast)));
    feature("source", scores["source"]);
    feature("target", scores["target"]);
    feature("doer", scores["doer"]);
    feature("undergoer", scores["undergoer"]);
    feature("has_source", event.source.empty() ? 0 : 1);
    feature("has_target", event.target.empty() ? 0 : 1);
    feature("source_actor", knows_any(event.source) ? 1 : 0);
    feature("target_actor", knows_any(event.target) ? 1 : 0);
    feature("status_" + event.status, 1);
    event.confidence = 1 / (1 + std::exp(-sum));
  }

  std::shared_ptr<const Coder> patterns_;
  std::shared_ptr<const Learned> learned_;
  forest::Forest roles_;  // who plays which
  StatusHead statuses_;
  Mode mode_;
};

}  // namespace

Result<std::shared_ptr<const Coder>> Coder::load(const Knowledge& knowledge, Mode mode, const std::filesystem::path& model) {
  auto patterns = load_patterns(knowledge, mode == Mode::patterns);
  if (!patterns || mode == Mode::patterns) return patterns;
  auto learned = Learned::load(model);
  if (!learned) return tl::unexpected(learned.error());
  if (!(*learned)->reads() || (*patterns)->lexicon().blend.weights.empty())
    return fail(fmt::format("{}: not fitted to code events", model.string()));
  forest::Forest roles;
  if (const auto read = statements::read_lines(knowledge.folder() / "role_forest.tsv",
                                               [&](std::string_view line) { return roles.add(line, Party::kFeatures); });
      !read)
    return tl::unexpected(read.error());
  StatusHead statuses;
  const std::filesystem::path head = knowledge.folder() / "status_head.tsv";
  if (const auto read = statements::read_lines(head, [&](std::string_view line) { return statuses.add(line); }); !read)
    return tl::unexpected(read.error());
  if (!statuses.biases.empty() && !statuses.complete()) return fail(fmt::format("{}: a line for each status expected", head.string()));
  return std::make_shared<const BlendCoder>(*std::move(patterns), *std::move(learned), std::move(roles), std::move(statuses), mode);
}

}  // namespace entente::events
