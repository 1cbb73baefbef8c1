// Patterns and the learned coder together: each event says which pattern and which score made it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "events/coder.h"
#include "events/learned.h"
#include "events/status.h"

namespace entente::events {
namespace {

constexpr std::size_t kMostPairs = 12;  // of mentions, asked of the model in one sentence
constexpr double kLeast = 1e-4;         // no distribution is surer than this that a type is wrong

double log_odds(double p) {
  p = std::clamp(p, kLeast, 1 - kLeast);
  return std::log(p / (1 - p));
}

bool known(const Actor& actor) { return !actor.code.empty() || !actor.name.empty(); }

// Whether the model's answers can change an event of the patterns; where they cannot, no sentence is encoded.
bool asks_model(const Blend& blend) {
  return blend.model > 0 || std::any_of(blend.weights.begin(), blend.weights.end(), [](const auto& weight) {
           return weight.second != 0 &&
                  (weight.first == "event" || weight.first == "type" || weight.first == "agree" || weight.first == "forward");
         });
}

Span span_of(const std::vector<Role>& roles) { return roles.empty() ? Span{} : roles.front().span; }

// The word where the ways from two words to the root meet, if it is no name.
std::uint32_t meeting(const Tree& tree, std::uint32_t a, std::uint32_t b) {
  for (std::uint32_t steps = 0; steps < 64 && !tree.below(b, a); ++steps) {
    if (tree.is_root(a)) return kNoToken;
    a = tree.token(a).head;
  }
  return a;
}

std::uint32_t token_at(const Doc& doc, Span span) {
  const auto at = std::lower_bound(doc.tokens.begin(), doc.tokens.end(), span.begin,
                                   [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
  return at == doc.tokens.end() ? kNoToken : static_cast<std::uint32_t>(at - doc.tokens.begin());
}

class BlendCoder : public Coder {
 public:
  BlendCoder(std::shared_ptr<const Coder> patterns, std::shared_ptr<const Learned> learned, Mode mode)
      : patterns_(std::move(patterns)), learned_(std::move(learned)), mode_(mode) {}

  const Lexicon& lexicon() const override { return patterns_->lexicon(); }

  std::vector<Event> find(const Context& context) const override {
    if (mode_ == Mode::blend && !asks_model(learned_->events())) return patterns_->find(context);
    const Doc& doc = context.doc;
    // A candidate is an event of the patterns, or a pair of mentions that they made nothing of; by sentence, so that one
    // encoding serves all of a sentence's questions.
    std::vector<std::vector<Event>> by_sentence(doc.sentences.size());
    if (mode_ == Mode::blend)
      for (Event& event : patterns_->find(context))
        if (const std::uint32_t t = token_at(doc, event.trigger); t != kNoToken)
          by_sentence[doc.tokens[t].sentence].push_back(std::move(event));
    if (mode_ == Mode::model || !learned_->events().weights.empty()) add_pairs(context, by_sentence);
    std::vector<Question> questions;
    for (std::size_t s = 0; s < by_sentence.size(); ++s)
      for (const Event& event : by_sentence[s])
        questions.push_back({doc.span(doc.sentences[s]), span_of(event.source), span_of(event.target), event.trigger});
    const std::vector<Answer> answers = learned_->ask(doc.text, questions);
    std::vector<Event> out;
    auto answer = answers.begin();
    for (std::vector<Event>& events : by_sentence)
      for (Event& event : events)
        if (judge(event, *answer++)) {
          event.id = static_cast<int>(out.size());
          out.push_back(std::move(event));
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
                                           const Blend& blend, bool model_alone) {
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

  void set_type(Event& event, const std::string& type) const {
    event.type = type;
    event.cameo = lexicon().types.find(type)->second.cameo;
    event.mode = lexicon().mode(event.cameo);
    event.contexts = lexicon().contexts(event.cameo);
    event.quad = lexicon().quad(type);
    event.goldstein = lexicon().goldstein(event.cameo);
  }

  // An event for each ordered pair of known actors that no pattern has, as yet without a type.
  void add_pairs(const Context& context, std::vector<std::vector<Event>>& by_sentence) const {
    const Doc& doc = context.doc;
    const Tree tree(doc, lexicon().classes);
    const MentionIndex mentions(doc, context.mentions);
    const TellerIndex tellers(context.statements);
    for (std::size_t s = 0; s < doc.sentences.size(); ++s) {
      const Range sentence = doc.sentences[s];
      if (sentence.size() == 0 || sentence.size() > kMaxSentence || is_discarded(tree, lexicon(), sentence)) continue;
      std::vector<Event>& events = by_sentence[s];
      std::vector<std::uint32_t> heads;
      for (std::uint32_t t = sentence.first; t < sentence.last; ++t)
        if (const Mention* mention = mentions.at(t); mention != nullptr && known(mention->actor)) heads.push_back(t);
      std::size_t pairs = 0;
      for (const std::uint32_t a : heads)
        for (const std::uint32_t b : heads) {
          const Mention &source = *mentions.at(a), &target = *mentions.at(b);
          if (a == b || source.actor == target.actor || pairs == kMostPairs) continue;
          const bool told = std::any_of(events.begin(), events.end(), [&](const Event& e) {
            return span_of(e.source).overlaps(source.span) && span_of(e.target).overlaps(target.span);
          });
          const std::uint32_t word = meeting(tree, a, b);
          if (told || word == kNoToken || word == a || word == b) continue;
          ++pairs;
          Candidate candidate;
          candidate.at = word;
          candidate.chain = {word};
          Event& event = events.emplace_back();
          event.source = {{source.span, source.actor}};
          event.target = {{target.span, target.actor}};
          event.trigger = doc.tokens[word].span;
          event.status = status_of(tree, candidate);
          event.date = context.article_date;
          event.said_by = tellers.of(event.trigger);
          event.evidence = doc.span(sentence);
        }
    }
  }

  // Gives an event the model's say; false where it does not stand.
  bool judge(Event& event, const Answer& answer) const {
    const Blend& blend = learned_->events();
    const bool has_pattern = !event.type.empty();
    const std::string pattern_type = event.type;
    if (!has_pattern) {
      if (answer.forward < 0 || lexicon().types.find(answer.best()) == lexicon().types.end()) return false;
      set_type(event, answer.best());
    } else if (blend.model > 0 && !lexicon().types.find(event.type)->second.own) {
      std::map<std::string, double> patterns;
      for (const auto& [type, facts] : lexicon().types)
        patterns[type] = type == event.type ? 0.9 : 0.1 / double(lexicon().types.size() - 1);
      const auto mixed = mix(answer, patterns, blend, false);
      const auto best =
          std::max_element(mixed.begin(), mixed.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
      if (best->first != event.type) set_type(event, best->first);
    }
    const std::string score =
        fmt::format("model: {} {:.2f}, event {:.2f}", answer.best(), answer.type_given_event(answer.best()), answer.event());
    event.why += (event.why.empty() ? "" : "; ") + score;
    if (mode_ == Mode::model || blend.weights.empty()) {
      if (!has_pattern) event.confidence = answer.event() * answer.type_given_event(event.type);
      return has_pattern || answer.event() >= 0.5;
    }
    double sum = 0;
    const auto feature = [&](const std::string& name, double value) {
      if (const auto at = blend.weights.find(name); at != blend.weights.end()) sum += at->second * value;
    };
    feature("one", 1);
    feature("has_pattern", has_pattern ? 1 : 0);
    feature("patterns", has_pattern ? log_odds(event.confidence) : 0);
    feature("event", log_odds(answer.event()));
    feature("type", std::log(std::max(answer.type_given_event(event.type), kLeast)));
    feature("agree", answer.best() == (has_pattern ? pattern_type : event.type) ? 1 : 0);
    feature("has_source", event.source.empty() ? 0 : 1);
    feature("has_target", event.target.empty() ? 0 : 1);
    feature("source_actor", !event.source.empty() && known(event.source.front().actor) ? 1 : 0);
    feature("target_actor", !event.target.empty() && known(event.target.front().actor) ? 1 : 0);
    feature("status_" + event.status, 1);
    feature("forward", answer.forward);
    event.confidence = 1 / (1 + std::exp(-sum));
    return event.confidence >= blend.threshold;
  }

  std::shared_ptr<const Coder> patterns_;
  std::shared_ptr<const Learned> learned_;
  Mode mode_;
};

}  // namespace

Result<std::shared_ptr<const Coder>> Coder::load(const Knowledge& knowledge, Mode mode, const std::filesystem::path& model) {
  auto patterns = load(knowledge);
  if (!patterns || mode == Mode::patterns) return patterns;
  auto learned = Learned::load(model);
  if (!learned) return tl::unexpected(learned.error());
  return std::make_shared<const BlendCoder>(*std::move(patterns), *std::move(learned), mode);
}

}  // namespace entente::events
