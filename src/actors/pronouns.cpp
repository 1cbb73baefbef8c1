#include "actors/pronouns.h"

#include <algorithm>

namespace entente::actors {
namespace {

constexpr int kEnough = 45;  // least score of an antecedent
constexpr int kMargin = 6;   // by which it must beat another actor

// Fit of an antecedent for a third-person pronoun; below zero where it cannot be.
int fit(const Found& pronoun, const Found& candidate) {
  const Actor& actor = candidate.mention.actor;
  const bool person = actor.kind == "person";
  if (candidate.other) {
    if (pronoun.pronoun == Pronoun::they) return candidate.plural ? 6 : -1;
    return pronoun.pronoun == Pronoun::it && !candidate.plural ? 4 : -1;
  }
  switch (pronoun.pronoun) {
    case Pronoun::he:
    case Pronoun::she:
      if (!person || candidate.plural) return -1;
      if (candidate.gender != ' ' && candidate.gender != (pronoun.pronoun == Pronoun::he ? 'm' : 'f')) return -1;
      return candidate.gender != ' ' ? 10 : 5;
    case Pronoun::they:
      if (actor.kind == "armed-group") return 12;
      if (candidate.plural) return 10;
      if (any_of(actor.kind, {"organisation", "group"})) return 0;
      return -1;
    case Pronoun::it:
      if (candidate.plural || person) return -1;
      if (actor.kind == "armed-group") return 5;  // more often "they"
      if (any_of(actor.kind, {"country", "organisation", "government", "military", "company"})) return 9;
      return actor.kind == "place" ? -1 : 0;
    default:
      return -1;
  }
}

// Whether a word stands in a phrase of a verb, without a clause in between: no antecedent for that verb's own object.
bool below(const Scene& scene, const Token& word, std::uint32_t verb) {
  std::uint32_t up = word.head;
  for (int steps = 0; steps < 6; ++steps) {
    if (up == verb) return true;
    if (scene.doc.tokens[up].head == up || any_of(scene.doc.tokens[up].pos, {"VERB", "AUX"})) return false;
    up = scene.doc.tokens[up].head;
  }
  return false;
}

// Whether a subject's verb stands above a word: the subject of its own clause or of one around it.
bool governs(const Scene& scene, const Token& subject, const Token& word) {
  if (!any_of(subject.dep, {"nsubj", "nsubjpass"})) return false;
  std::uint32_t up = word.head;
  for (int steps = 0; steps < 8; ++steps) {
    if (up == subject.head) return true;
    if (scene.doc.tokens[up].head == up) return false;
    up = scene.doc.tokens[up].head;
  }
  return false;
}

bool same(const Actor& a, const Actor& b) { return a.name == b.name && a.code == b.code; }

std::uint32_t speaker_at(const Scene& scene, Span span) {
  const auto after = std::upper_bound(scene.quotes.begin(), scene.quotes.end(), span.begin,
                                      [](std::uint32_t at, const Quote& q) { return at < q.span.begin; });
  if (after == scene.quotes.begin() || (after - 1)->span.end < span.end) return kNobody;
  return (after - 1)->speaker;
}

}  // namespace

void third_person(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const Token& at = scene.doc.tokens[found.head];
  const bool owns = at.dep == "poss";
  const std::uint32_t speaker = speaker_at(scene, found.mention.span);
  int best = 0, second = 0;
  std::uint32_t chosen = kNobody, unlike = kNobody;
  const bool leads = any_of(at.dep, {"nsubj", "nsubjpass"});
  for (std::uint32_t back = 1; back <= kWindow && back <= i; ++back) {
    const std::uint32_t c = i - back;
    const Found& candidate = scene.found[c];
    const std::uint32_t far = scene.sentence(i) - scene.sentence(c);
    if (far > kPronouns) break;
    if (candidate.pronoun != Pronoun::none && !candidate.known()) continue;
    if (candidate.mention.span.contains(found.mention.span)) continue;
    if (candidate.head == speaker && (found.pronoun == Pronoun::he || found.pronoun == Pronoun::she)) continue;
    const Token& other = scene.doc.tokens[candidate.head];
    // An object is not its own verb's subject.
    if (!owns && far == 0 && other.head == at.head && other.dep != "poss" && candidate.head != at.head) continue;
    if (!leads && !owns && far == 0 && below(scene, other, at.head)) continue;
    if (candidate.pronoun != Pronoun::none && candidate.pronoun != found.pronoun && far == 0) unlike = c;
    if (unlike != kNobody && same(candidate.mention.actor, scene.found[unlike].mention.actor)) continue;  // "it calls them"
    const int base = fit(found, candidate);
    if (base < 0) continue;
    int score = 70 + base - 22 * static_cast<int>(far) - static_cast<int>(std::min(back, 10U));
    // A subject goes on as subject or owner, an object as object.
    const bool subject = any_of(other.dep, {"nsubj", "nsubjpass"});
    if (subject) score += leads ? 20 : owns ? 14 : 4;
    if (!leads && !owns && any_of(other.dep, {"dobj", "pobj"})) score += 10;
    if (scene.modifies(candidate) || other.dep == "poss") score -= 14;
    if (other.dep == "pobj") score -= 10;
    if (candidate.pronoun == found.pronoun) score += 12;
    if (far == 0 && (leads || owns) && governs(scene, other, at)) score += 20;
    if (chosen != kNobody && same(candidate.mention.actor, scene.found[chosen].mention.actor)) {
      best = std::max(best, score);
      continue;
    }
    if (score > best) {
      second = best;
      best = score;
      chosen = c;
    } else {
      second = std::max(second, score);
    }
  }
  if (chosen == kNobody || !scene.found[chosen].known() || best < kEnough || best - second < kMargin) return;
  take(found, scene.found[chosen], "pronoun");
  if (found.gender == ' ') found.gender = found.pronoun == Pronoun::he ? 'm' : found.pronoun == Pronoun::she ? 'f' : ' ';
}

void first_person(const Scene& scene, Found& found) {
  const std::uint32_t speaker = speaker_at(scene, found.mention.span);
  if (speaker == kNobody || scene.by_head[speaker] == kNobody) return;
  const Found& who = scene.found[scene.by_head[speaker]];
  if (!who.known() || &who == &found) return;
  take(found, who, "pronoun");
}

}  // namespace entente::actors
