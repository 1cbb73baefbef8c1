#include "events/parties.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace entente::events {
namespace {

constexpr double kLeast = 0.1;            // of a role's probability from which words may be a part of the event
constexpr std::uint32_t kMostSteps = 16;  // from a word to the one where two ways meet
constexpr std::size_t kMostParties = 16;
constexpr double kBeside = 0.5;  // the part of the likeliest one's probability from which another plays the role beside him

// The features: what is known of a party, how it stands among the others, and what the model sees between two of them.
constexpr std::size_t kOwn = 31, kOthers = 7, kBonds = 10, kShare = 1;
static_assert(kOwn + kOthers + kBonds == Party::kFeatures);

constexpr std::string_view kLabels[] = {"nsubj", "nsubjpass", "agent", "dobj", "dative",  "pobj",  "prep",
                                        "poss",  "compound",  "amod",  "conj", "appos",   "relcl", "acl",
                                        "advcl", "ccomp",     "xcomp", "attr", "npadvmod"};
constexpr std::string_view kPrepositions[] = {"by",   "with", "to",   "against", "on",     "in",    "at", "for",
                                              "from", "of",   "over", "between", "toward", "after", "as", "about"};
constexpr std::string_view kKinds[] = {"country", "government",  "military",     "person",
                                       "group",   "armed-group", "organisation", "company"};

// The way between two words by the word where their ways to the root meet.
struct Way {
  float up = kMostSteps, down = kMostSteps;             // steps to the meeting, from the first and from the other
  float last = static_cast<float>(std::size(kLabels));  // the label by which the first's way arrives there
};

Way way_between(const Tree& tree, std::uint32_t from, std::uint32_t to) {
  Way way;
  std::uint32_t at = from, before = from;
  for (std::uint32_t up = 0; up <= kMostSteps; ++up) {
    if (tree.below(to, at)) {
      way.up = static_cast<float>(up);
      way.down = 0;
      for (std::uint32_t t = to; t != at && way.down < kMostSteps; t = tree.token(t).head) ++way.down;
      if (before != at) way.last = place_in(kLabels, tree.token(before).dep);
      return way;
    }
    if (tree.is_root(at)) break;
    before = at;
    at = tree.token(at).head;
  }
  return way;
}

// The head word of some words: the one whose own head stands outside.
std::uint32_t head_in(const Tree& tree, const MentionIndex& mentions, Span span) {
  std::uint32_t found = kNoToken;
  for (std::uint32_t t = tree.token_at(span); t < tree.size() && tree.token(t).span.begin < span.end; ++t) {
    const bool outside = tree.is_root(t) || !span.contains(tree.token(tree.token(t).head).span);
    if (!outside) continue;
    if (found == kNoToken || (mentions.at(found) == nullptr && !tree.is_noun(found) && (tree.is_noun(t) || mentions.at(t))))
      found = t;
  }
  return found;
}

double most(const Shares& shares, Span span, double Shares::Piece::*role) {
  double out = 0;
  for (const Shares::Piece& piece : shares.all)
    if (piece.span.overlaps(span)) out = std::max(out, piece.*role);
  return out;
}

// All but what depends on the others.
void describe(const Scene& in, const Event& event, std::uint32_t trigger, Party& party) {
  const Tree& tree = in.tree;
  const Span words = party.role.span;
  const Way way = way_between(tree, party.head, trigger);
  const Token& head = tree.token(party.head);
  const std::uint32_t above = head.head;
  const bool is_object = head.dep == "pobj";
  const std::array<double, 2> share = {in.shares.source(words), in.shares.target(words)};
  const std::array<double, 2> peak = {most(in.shares, words, &Shares::Piece::source),
                                      most(in.shares, words, &Shares::Piece::target)};
  const std::array<double, 2> whole = {in.reading.roles.source(words), in.reading.roles.target(words)};
  std::uint32_t tokens = 0;
  for (std::uint32_t t = tree.token_at(words); t < tree.size() && tree.token(t).span.begin < words.end; ++t) ++tokens;
  const auto scored = [&](const char* name) { return event.scores.contains(name) ? 1.0f : 0.0f; };
  for (const std::size_t as : {0, 1}) {
    const std::size_t other = 1 - as;
    Party::Features& f = party.is[as];
    std::size_t n = 0;
    const auto put = [&](double value) { f[n++] = static_cast<float>(value); };
    put(static_cast<double>(as));
    put(share[as]);
    put(share[other]);
    put(peak[as]);
    put(peak[other]);
    put(whole[as]);
    put(whole[other]);
    put(party.in[as]);
    put(party.in[other]);
    put(party.head < trigger);
    put(party.head < trigger ? trigger - party.head : party.head - trigger);
    put(way.up);
    put(way.down);
    put(way.last);
    put(place_in(kLabels, head.dep));
    put(is_object ? place_in(kPrepositions, tree.lower(above)) : static_cast<double>(std::size(kPrepositions)));
    put(tree.is_verb(trigger));
    put(tree.is_passive(trigger));
    put(known(party.role.actor));
    put(place_in(kKinds, party.role.actor.kind));
    put(head.pos == "PRON");
    put(head.ent_type == "GPE" || head.ent_type == "LOC" || head.ent_type == "FAC");
    put(tokens);
    put(in.mentions.at(party.head) != nullptr);
    put(event.quad);
    put(static_cast<double>(in.lexicon.place_of(event.type)));
    put(!event.why.empty());
    put(scored("word"));
    put(scored("pair"));
    put(in.sentence.size());
    put(tree.below(party.head, trigger));
    assert(n == kOwn);
  }
}

// What the others leave to it, and what it would do to the likeliest of them, or he to it.
void compare(const Scene& in, const Event& event, std::vector<Party>& parties) {
  std::vector<std::pair<Span, Span>> pairs;  // four of each party
  for (Party& party : parties) {
    std::array<Span, 2> likeliest;
    for (const std::size_t as : {0, 1}) {
      float best = -1, rival = 0, ahead = 0, held = 0, other = 0, place = 0;
      for (const Party& one : parties) {
        if (&one == &party) continue;
        if (one.is[as][kShare] > best) {
          best = one.is[as][kShare];
          likeliest[as] = one.role.span;
        }
        rival = std::max(rival, one.is[1 - as][kShare]);
        ahead += one.is[as][kShare] > party.is[as][kShare];
        held += one.in[as];
        other += one.in[1 - as];
        place += one.head < party.head;
      }
      std::size_t n = kOwn;
      for (const float value : {std::max(best, 0.0f), rival, ahead, held, other, place, static_cast<float>(parties.size())})
        party.is[as][n++] = value;
    }
    const Span words = party.role.span;
    pairs.insert(pairs.end(), {{words, {}}, {{}, words}, {words, likeliest[1]}, {likeliest[0], words}});
  }
  const std::vector<Bond> bonds = in.learned.bonds(in.reading, pairs, event.type);
  for (std::size_t k = 0; k < parties.size(); ++k)
    for (const std::size_t as : {0, 1}) {
      const Bond *alone = &bonds[4 * k], *both = alone + 2;
      std::size_t n = kOwn + kOthers;
      for (const double value : {alone[as].type, alone[1 - as].type, alone[as].event, alone[1 - as].event, both[as].type,
                                 both[1 - as].type, both[as].forward, both[1 - as].forward, both[as].event, both[1 - as].event})
        parties[k].is[as][n++] = static_cast<float>(value);
    }
}

// "British" of "French and British ministers", who are known as France's.
bool names_another(const Scene& in, const Part& part, const Party& party) {
  const Mention* there = in.mentions.at(part.head);
  return there != nullptr && there->actor.kind == "country" && there->actor.country != party.role.actor.country &&
         !part.role.span.contains(in.tree.token(party.head).span);
}

}  // namespace

std::vector<Party> parties_of(const Scene& in, const Event& event) {
  std::vector<Party> out;
  if (in.reading.states.empty()) return out;
  // Those that are there already with these words.
  const auto add = [&](const Role& role, std::uint32_t head) {
    std::vector<Party*> same;
    if (role.span.empty() || head == kNoToken || head < in.sentence.first || head >= in.sentence.last) return same;
    for (Party& one : out)
      if (one.head == head || one.role.span.overlaps(role.span)) same.push_back(&one);
    if (same.empty() && out.size() < kMostParties) {
      out.push_back({role, head, {}, {}});
      same.push_back(&out.back());
    }
    return same;
  };
  for (const std::size_t as : {0, 1})
    for (const Role& role : as == 0 ? event.source : event.target)
      for (Party* party : add(role, head_in(in.tree, in.mentions, role.span))) party->in[as] = true;
  const std::size_t held = out.size();
  const auto add_parts = [&](const Shares& shares, double least, bool bounds) {
    const Parts parts = parts_of(in.tree, in.lexicon, in.mentions, in.sentence, shares, least);
    for (const auto* some : {&parts.source, &parts.target})
      for (const Part& part : *some)
        if (const auto same = add(part.role, part.head); bounds && same.size() == 1 && same[0] < out.data() + held &&
                                                         !names_another(in, part, *same[0]))
          same[0]->role.span = part.role.span;
  };
  add_parts(in.shares, in.lexicon.blend.least_role, true);
  add_parts(in.shares, kLeast, false);
  add_parts(in.reading.roles, kLeast, false);
  for (std::uint32_t t = in.sentence.first; t < in.sentence.last; ++t)
    if (const Mention* mention = in.mentions.at(t); mention != nullptr && known(mention->actor))
      if (const auto role = role_of(in.tree, in.lexicon, in.mentions, t)) add(*role, t);
  const std::uint32_t trigger = in.tree.token_at(event.trigger);
  if (trigger == kNoToken || out.empty()) return {};
  for (Party& party : out) describe(in, event, trigger, party);
  compare(in, event, out);
  return out;
}

void choose_parties(const Scene& in, const forest::Forest& trees, double least, Event& event) {
  if (trees.size() == 0 || least >= 1) return;
  const std::vector<Party> parties = parties_of(in, event);
  if (parties.empty()) return;
  forest::Rows rows(Party::kFeatures);
  rows.resize(2 * parties.size());
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (std::size_t f = 0; f < Party::kFeatures; ++f) rows[k][f * forest::Rows::kAbreast] = parties[k / 2].is[k % 2][f];
  std::vector<float> odds(rows.size(), 0);
  trees.add_to(odds, rows, 0, trees.size());
  const auto chance = [&](std::size_t k) {
    return k % 2 == 0 && is_whereabouts(in.tree, parties[k / 2].head) ? 0 : 1 / (1 + std::exp(-odds[k]));
  };
  std::array<double, 2> most{};
  for (std::size_t k = 0; k < odds.size(); ++k) most[k % 2] = std::max<double>(most[k % 2], chance(k));
  const std::array<std::vector<Role>*, 2> roles = {&event.source, &event.target};
  const auto is_party = [&](const Role& role) {
    return std::any_of(parties.begin(), parties.end(), [&](const Party& one) { return one.role.span.overlaps(role.span); });
  };
  for (auto* some : roles) std::erase_if(*some, is_party);
  std::array<std::vector<const Party*>, 2> chosen;
  for (std::size_t k = 0; k < parties.size(); ++k) {
    const std::size_t as = chance(2 * k) >= chance(2 * k + 1) ? 0 : 1;
    if (chance(2 * k + as) >= std::max(least, kBeside * most[as])) chosen[as].push_back(&parties[k]);
  }
  // Two who do it to one another: the words say so, or the patterns have the one for the other's target; the ledger needs both
  // sides.
  const std::string_view text = in.tree.doc().text;
  const auto is_each_other = [&](const Party* one) { return is_reciprocal(one->role.span.in(text)); };
  const bool reciprocal = is_reciprocal(event.trigger.in(text)) || std::any_of(chosen[1].begin(), chosen[1].end(), is_each_other);
  std::erase_if(chosen[1], is_each_other);
  const Party* first = chosen[0].empty() ? nullptr : chosen[0].front();
  const auto is_partner = [&](const Party* one) { return (one->in[1] && !one->in[0]) || (reciprocal && one != first); };
  if (chosen[1].empty() && chosen[0].size() > 1) {
    const auto partners = std::stable_partition(chosen[0].begin(), chosen[0].end(), std::not_fn(is_partner));
    if (partners != chosen[0].begin()) {
      chosen[1].assign(partners, chosen[0].end());
      chosen[0].erase(partners, chosen[0].end());
    }
  }
  for (const std::size_t as : {0, 1})
    for (const Party* one : chosen[as]) roles[as]->push_back(one->role);
  if (event.source.empty() && event.target.empty()) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < odds.size(); ++k)
      if (chance(k) > chance(best)) best = k;
    roles[best % 2]->push_back(parties[best / 2].role);
  }
  for (auto* some : roles)
    std::stable_sort(some->begin(), some->end(), [](const Role& a, const Role& b) { return a.span.begin < b.span.begin; });
}

}  // namespace entente::events
