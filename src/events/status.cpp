#include "events/status.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <numeric>

#include "events/governed.h"
#include "knowledge/tables.h"

namespace entente::events {
namespace {

struct Signs {
  bool negated = false, could = false, would = false, conditional = false, progressive = false, perfect = false, present = false,
       long_before = false, habitual = false, used_to = false, after = false, purpose = false, asked = false, thought = false;
};

// "for 20 years", "since 2014", "long": a state that lasts.
bool lasting(const Tree& tree, std::uint32_t at) {
  for (const std::uint32_t c : tree.children(at)) {
    const std::string& word = tree.lower(c);
    if (tree.token(c).dep == "advmod" && (word == "long" || word == "always" || word == "still")) return true;
    if (tree.token(c).dep != "prep" || !is_one_of(word, {"for", "since", "over"})) continue;
    const std::uint32_t object = tree.child(c, "pobj");
    if (object != kNoToken && tree.token(object).ent_type == "DATE") return true;
  }
  return false;
}

// "Is to leave"; who is to blame is blamed already, but not who is to blame another.
bool points_ahead(const Tree& tree, std::uint32_t verb) {
  return has_auxiliary(tree, verb, "to") && !(tree.in_class(verb, "fault") && tree.child(verb, "dobj") == kNoToken);
}

// Reads the signs of one verb's own auxiliaries and adverbs.
void read_verb(const Tree& tree, std::uint32_t verb, Signs& signs) {
  bool be = false, have = false, had = false, before = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string_view dep = tree.token(c).dep;
    const std::string& word = tree.lower(c);
    if (dep == "advmod" && word == "once" && c < verb) signs.used_to = true;
    if (dep == "advmod" && is_one_of(word, {"before", "earlier"})) before = true;
    if (dep == "neg" || word == "never" || (dep == "advmod" && word == "no")) signs.negated = true;
    if (dep == "mark" && is_one_of(word, {"if", "unless", "whether"})) signs.conditional = true;
    if ((dep == "nsubj" || dep == "nsubjpass") && says_none(tree, c)) signs.negated = true;
    if (dep != "aux" && dep != "auxpass") continue;
    if (is_one_of(word, {"could", "might", "may", "can", "should", "must"})) signs.could = true;
    if (is_one_of(word, {"would", "'d"})) signs.would = true;
    if (is_one_of(word, {"will", "shall", "'ll", "’ll"})) signs.purpose = true;
    if (is_one_of(word, {"is", "are", "'s", "'re", "am", "’s"})) be = true;
    if (is_one_of(word, {"has", "have", "'ve"})) have = true;
    if (word == "had") had = true;
    if (word == "used") signs.used_to = true;
  }
  const std::string_view tag = tree.token(verb).tag;
  if (tag == "VBG" && (be || have)) signs.progressive = true;
  if (have) signs.perfect = true;
  signs.long_before = signs.long_before || (had && before);  // without a time, what was reported had only just happened
  if (!tree.is_passive(verb) && (tag == "VBZ" || tag == "VBP")) signs.present = true;
  if (lasting(tree, verb)) signs.habitual = true;
}

// "Seven years after": a measure of time that hangs on the preposition before a noun or on the clause that "after" begins.
bool is_long_after(const Tree& tree, std::uint32_t after, std::uint32_t above) {
  const std::uint32_t measure = tree.child(above, "npadvmod");
  return is_one_of(tree.lower(after), {"after", "since"}) && measure < after &&
         is_one_of(tree.lemma(measure), {"month", "year", "decade", "century"});
}

}  // namespace

std::string status_of(const Tree& tree, const Lexicon& lexicon, const Candidate& candidate) {
  if (!candidate.status.empty())
    return candidate.status != "negated" && told_as_false(tree, candidate.at) ? "denied" : candidate.status;
  const std::string governed(governed_status(tree, lexicon, candidate.at));
  const bool asked = governed == "called-for", open = asked || governed == "planned" || governed == "hypothetical";
  if (!governed.empty() && !open) return governed;
  Signs signs;
  for (const std::uint32_t t : candidate.chain) signs.negated = signs.negated || says_no(tree, t);  // "has no plans"
  std::uint32_t at = candidate.at;
  // A noun takes its tense from the verb it depends on. It is itself asked for ("called for sanctions") or weighed ("mulled an
  // attack"), not what it only stands beside ("called for an inquiry into the attack").
  bool itself = true;
  for (int i = 0; i < 6 && !tree.is_verb(at) && !tree.is_root(at); ++i) {
    signs.negated = signs.negated || says_no(tree, at);
    const std::uint32_t head = tree.token(at).head;
    const std::string_view dep = tree.token(at).dep;
    if (itself && dep == "pobj" && tree.lower(head) == "for" && tree.in_class(tree.token(head).head, "appeal"))
      signs.asked = true;
    if (itself && dep == "pobj" && is_long_after(tree, head, head)) signs.long_before = true;
    if (itself && dep == "dobj" && is_one_of(tree.lemma(head), {"demand", "request", "urge"})) signs.asked = true;
    if (itself && dep == "dobj" && tree.in_class(head, "thought") && !is_definite(tree, at)) signs.thought = true;
    itself = itself && dep == "conj";
    at = head;
  }
  const bool nominal = at != candidate.at;
  if (tree.is_verb(at)) read_verb(tree, at, signs);
  if (nominal) signs.present = signs.progressive = false;
  if (nominal && is_definite(tree, candidate.at)) signs.purpose = false;  // "the attack will hurt relations"
  for (const std::uint32_t t : candidate.chain)
    signs.progressive = signs.progressive || (tree.is_verb(t) && tree.in_class(t, "lasting"));
  const bool carried = !nominal || tree.in_class(at, "bringing");  // not the attack in "refused to condemn the attack"
  // Clauses above: conditions and "after fighting" reach down.
  bool is_false = told_as_false(tree, at);
  for (std::uint32_t up = at, i = 0; i < 4 && !tree.is_root(up); ++i) {
    const std::string_view dep = tree.token(up).dep;
    const std::uint32_t head = tree.token(up).head;
    if (dep == "pcomp" && is_one_of(tree.lower(head), {"after", "following", "since"})) signs.after = true;
    if (dep == "pcomp" && is_one_of(tree.lower(head), {"without"})) signs.negated = true;
    if ((dep == "acl" || dep == "advcl") && up == at && !nominal) signs.purpose = signs.purpose || points_ahead(tree, up);
    // "Asked Norway to leave", "called on Norway to leave"; not "was ordered to pay", "called a meeting to accuse Norway".
    if (is_one_of(dep, {"xcomp", "ccomp"}) && has_auxiliary(tree, up, "to") && tree.in_class(head, "appeal") &&
        !tree.is_passive(head))
      signs.asked = true;
    if (dep == "advcl" && has_auxiliary(tree, up, "to") && tree.lemma(head) == "call" &&
        prep_object(tree, head, "on") != kNoToken)
      signs.asked = true;
    if (dep == "xcomp" && tree.in_class(head, "thought") && !tree.is_passive(head)) signs.thought = true;
    if (dep != "conj" && dep != "xcomp" && dep != "advcl" && dep != "pcomp" && dep != "csubj") break;
    if (dep == "advcl")
      for (const std::uint32_t c : tree.children(up)) {
        if (tree.token(c).dep != "mark") continue;
        if (is_one_of(tree.lower(c), {"if", "unless"})) signs.conditional = true;
        if (is_long_after(tree, c, up)) signs.long_before = true;
      }
    if (dep == "conj" || dep == "xcomp" || dep == "csubj") {
      Signs above;
      if (tree.is_verb(head)) read_verb(tree, head, above);
      if (dep == "xcomp" && carried) signs.negated = signs.negated || above.negated;
      if (dep == "xcomp" && tree.lower(head) == "used") signs.used_to = true;
      if (dep == "xcomp" && carried && tree.in_class(head, "unfulfilled")) signs.negated = true;
      if (dep == "xcomp" && (tree.in_class(head, "intent") || tree.lower(head) == "going")) signs.purpose = true;
      if (dep == "xcomp" && tree.in_class(head, "lasting")) signs.progressive = true;
      if (dep == "xcomp" && tree.lemma(head) == "be" && points_ahead(tree, up)) {
        signs.purpose = true;
        signs.negated = signs.negated || has_auxiliary(tree, up, "have");  // "was to have left"
      }
      signs.conditional = signs.conditional || above.conditional;
      signs.could = signs.could || above.could;
      const bool shared = dep == "xcomp" || !tree.has_child(up, "nsubj");  // "will arrest and deport"
      signs.purpose = signs.purpose || (shared && above.purpose);
    }
    up = head;
    is_false = is_false || told_as_false(tree, up);
  }
  if (is_false) return "denied";
  if (asked && signs.negated) return "negated";  // "asked Iran not to attack"
  if (open) return signs.conditional || signs.could ? "hypothetical" : governed;
  if (signs.negated) return "negated";
  if (signs.conditional || signs.could || signs.would || signs.thought) return "hypothetical";
  if (signs.asked) return "called-for";
  if (signs.purpose) return "planned";
  if (signs.used_to || (signs.after && (signs.habitual || lasting(tree, candidate.at)))) return "past";
  if (signs.progressive) return "ongoing";
  if (signs.perfect && signs.habitual) return "ongoing";
  if (signs.long_before || (!nominal && signs.after)) return "past";
  if (signs.present && candidate.chain.size() == 1) {
    // A headline's present tells what happened; a sentence's present, what goes on.
    const Range sentence = tree.doc().sentence_of(at);
    const std::string_view last = tree.doc().str(sentence.last - 1);
    if (last == "." || last == "\"" || last == "”") return "ongoing";
  }
  return "happened";
}

namespace {

constexpr std::string_view kTags[] = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "JJ"};
constexpr std::string_view kDeps[] = {"ROOT",     "nsubj", "nsubjpass", "dobj",  "pobj",      "pcomp",   "xcomp",
                                      "ccomp",    "advcl", "acl",       "relcl", "conj",      "csubj",   "attr",
                                      "compound", "amod",  "poss",      "appos", "parataxis", "npadvmod"};
constexpr std::string_view kMarks[] = {"if",    "unless", "whether", "that",     "because",
                                       "after", "before", "while",   "although", "until"};
constexpr std::string_view kPreps[] = {"for", "against", "after", "before", "without", "over", "of",    "to",     "in",
                                       "on",  "at",      "about", "from",   "with",    "by",   "since", "during", "despite"};
constexpr std::string_view kClasses[] = {"appeal", "thought", "intent", "unfulfilled", "lasting", "denial", "news"};

// The auxiliaries of a verb: will, would, could or may, should or must, have, had, be, was, to, and whether it is negated.
std::array<float, 10> auxiliaries(const Tree& tree, std::uint32_t verb) {
  std::array<float, 10> out{};
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string& word = tree.lower(c);
    const std::string_view dep = tree.token(c).dep;
    if (dep == "neg" || word == "never") out[9] = 1;
    if (dep != "aux" && dep != "auxpass") continue;
    out[0] += is_one_of(word, {"will", "'ll", "\u2019ll", "shall", "wo"});
    out[1] += is_one_of(word, {"would", "'d", "\u2019d"});
    out[2] += is_one_of(word, {"could", "might", "may", "can"});
    out[3] += is_one_of(word, {"should", "must", "ought"});
    out[4] += is_one_of(word, {"has", "have", "'ve", "\u2019ve"});
    out[5] += word == "had";
    out[6] += is_one_of(word, {"is", "are", "am", "'s", "'re", "\u2019s", "\u2019re"});
    out[7] += is_one_of(word, {"was", "were"});
    out[8] += word == "to";
  }
  return out;
}

// The first verb or noun of an event's words.
std::uint32_t word_in(const Tree& tree, Span trigger) {
  std::uint32_t at = std::min(tree.token_at(trigger), tree.size() - 1);
  while (!tree.is_verb(at) && !tree.is_noun(at) && at + 1 < tree.size() && tree.token(at + 1).span.begin < trigger.end) ++at;
  return at;
}

}  // namespace

std::array<float, kStatusSigns> status_signs(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  const std::uint32_t word = word_in(tree, event.trigger);
  std::array<float, kStatusSigns> f{};
  std::size_t n = 0;
  const auto put = [&](double value) { f[n++] = static_cast<float>(value); };
  std::uint32_t verb = word, steps = 0;
  for (; steps < 6 && !tree.is_verb(verb) && !tree.is_root(verb); ++steps) verb = tree.token(verb).head;
  const std::uint32_t above = tree.token(verb).head, top = tree.token(above).head;
  const auto describe = [&](std::uint32_t t) {
    put(place_in(kTags, tree.token(t).tag));
    put(place_in(kDeps, tree.token(t).dep));
  };
  describe(word);
  describe(verb);
  describe(above);
  describe(top);
  put(steps);
  put(tree.is_passive(verb));
  put(verb == above);
  for (const std::uint32_t t : {verb, above, top})
    for (const float sign : auxiliaries(tree, t)) put(sign);
  float mark = std::size(kMarks), dated = 0, definite = 0, no = 0, already = 0, none = 0;
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string& lower = tree.lower(c);
    if (tree.token(c).dep == "mark") mark = place_in(kMarks, lower);
    dated += is_one_of(tree.token(c).ent_type, {"DATE", "TIME"});
    already += is_one_of(lower, {"already", "now", "still", "long", "once", "previously", "again", "yet"});
    none += is_one_of(tree.token(c).dep, {"nsubj", "nsubjpass"}) && says_none(tree, c);
  }
  for (const std::uint32_t c : tree.children(word)) {
    definite += tree.token(c).dep == "poss" || is_one_of(tree.lower(c), {"the", "this", "that", "these", "those"});
    no += tree.lower(c) == "no";
  }
  for (const float value : {mark, dated, definite, no, already, none, lasting(tree, verb) ? 1.0f : 0.0f}) put(value);
  for (const std::string_view name : kClasses) {
    put(tree.in_class(above, name));
    put(tree.in_class(top, name) - tree.in_class(verb, name));
  }
  const std::uint32_t head = tree.token(word).head;
  put(tree.token(word).dep == "pobj" || tree.token(word).dep == "pcomp" ? place_in(kPreps, tree.lower(head))
                                                                        : static_cast<double>(std::size(kPreps)));
  put(tree.token(above).pos == "ADP" ? place_in(kPreps, tree.lower(above)) : static_cast<double>(std::size(kPreps)));
  put(static_cast<double>(std::find(kStatuses.begin(), kStatuses.end(), event.status) - kStatuses.begin()));
  put(event.quad);
  put(static_cast<double>(lexicon.place_of(event.type)));
  const Range sentence = tree.doc().sentence_of(word);
  const std::string_view last = tree.doc().str(sentence.last - 1);
  put(last == "." || last == "\"" || last == "\u201d");
  put(event.said_by.has_value());
  assert(n == kStatusSigns);
  return f;
}

namespace {

// What the rules say in these cases the trees know no better, and an act that was denied must not pass for one that was done.
bool is_sure(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  const std::uint32_t word = word_in(tree, event.trigger);
  const bool verb = tree.is_verb(word), refusal = event.type == "REJECT";
  // "Postponed a visit", "cancelled aid": what is not done is itself the refusal that is told; not so "no plans to send aid".
  const std::uint32_t governor = link_of(tree, word).governor;
  const bool meant = governor != kNoToken && tree.in_class(governor, "intention");
  const bool withheld = event.status == "negated" && is_one_of(event.type, {"REJECT", "SANCTION"}) && !meant;
  if (governed_status(tree, lexicon, word) == event.status && !withheld) return true;
  const Entry* entry = refusal ? match(tree, lexicon, word) : nullptr;
  const bool refuses = entry != nullptr && entry->type == "REJECT";  // "did not reject"
  return is_one_of(event.status, {"denied", "threatened", "past", "called-for"}) ||
         (event.status == "negated" && verb && (!refusal || refuses)) || (event.status == "happened" && refusal);
}

// "Never recognised the state": where the word tells no refusal itself, that it is not done is the refusal.
bool refuses_by_not(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  if (event.type != "REJECT" || event.status != "negated") return false;
  const std::uint32_t word = word_in(tree, event.trigger);
  const Entry* entry = match(tree, lexicon, word);
  return tree.is_verb(word) && entry != nullptr && entry->type != "REJECT" && governed_status(tree, lexicon, word).empty();
}

}  // namespace

bool StatusHead::add(std::string_view row) {
  const auto fields = knowledge::parts(row, '\t');
  const std::size_t known = biases.size();
  if (known == kStatuses.size() || fields.size() < 3 || fields[0] != kStatuses[known]) return false;
  if (known > 0 && fields.size() - 2 != weights.size() / known) return false;
  for (std::size_t k = 1; k < fields.size(); ++k) {
    float value = 0;
    const auto [end, error] = std::from_chars(fields[k].data(), fields[k].data() + fields[k].size(), value);
    if (error != std::errc() || end != fields[k].data() + fields[k].size()) return false;
    (k == 1 ? biases : weights).push_back(value);
  }
  return true;
}

StatusHead::LogShares StatusHead::log_shares(std::span<const float> states) const {
  LogShares out{};
  if (!complete() || states.empty() || states.size() * kStatuses.size() != weights.size()) return out;
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = std::inner_product(states.begin(), states.end(), weights.begin() + static_cast<std::ptrdiff_t>(k * states.size()),
                                biases[k]);
  const float top = *std::max_element(out.begin(), out.end());
  float sum = 0;
  for (const float odds : out) sum += std::exp(odds - top);
  for (float& odds : out) odds -= top + std::log(sum);
  return out;
}

std::string judged_status(const Tree& tree, const Lexicon& lexicon, const Event& event, const StatusHead::LogShares& read) {
  const std::size_t rounds = lexicon.statuses.size() / kStatuses.size();  // those of a status stand together
  if (rounds == 0 || is_sure(tree, lexicon, event)) return event.status;
  if (refuses_by_not(tree, lexicon, event)) return "happened";
  std::array<float, kStatusFeatures> features;
  const auto signs = status_signs(tree, lexicon, event);
  std::copy(read.begin(), read.end(), std::copy(signs.begin(), signs.end(), features.begin()));
  const forest::Rows rows(features);
  std::string_view best = event.status;
  float most = 0;
  std::vector<float> odds(1);
  for (std::size_t k = 0; k < kStatuses.size(); ++k) {
    if (kStatuses[k] == "past") continue;  // rules and dates say it: the trees hold half of what has just happened for past
    odds[0] = 0;
    lexicon.statuses.add_to(odds, rows, k * rounds, (k + 1) * rounds);
    if (k > 0 && odds[0] <= most) continue;
    most = odds[0];
    best = kStatuses[k];
  }
  return std::string(best);
}

}  // namespace entente::events
