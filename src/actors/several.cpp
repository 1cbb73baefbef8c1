#include "actors/several.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace entente::actors {
namespace {

constexpr std::uint32_t kTwo = 2;  // sentences that "both countries" reach back
constexpr int kOften = 3;          // mentions that make a country one of a text's two

// The verb whose object a phrase is, or the object of its preposition; kNobody where it is neither.
std::uint32_t verb_over(const Scene& scene, const Found& object) {
  std::uint32_t t = object.head;
  for (int steps = 0; steps < 4 && any_of(scene.doc.tokens[t].dep, {"dobj", "pobj", "prep", "dative"}); ++steps)
    t = scene.doc.tokens[t].head;
  return t == object.head ? kNobody : t;
}

// Whether one is the subject, or joined to the subject, of a verb.
bool is_subject(const Scene& scene, const Found& subject, std::uint32_t verb) {
  std::uint32_t t = subject.head;
  for (int steps = 0; steps < 4 && scene.doc.tokens[t].dep == "conj"; ++steps) t = scene.doc.tokens[t].head;
  return scene.doc.tokens[t].dep == "nsubj" && scene.doc.tokens[t].head == verb;
}

// Who does something to several is none of them: "China urges both sides".
std::string doer(const Scene& scene, std::uint32_t i) {
  const std::uint32_t verb = verb_over(scene, scene.found[i]);
  for (std::uint32_t c = i; verb != kNobody && c-- > 0 && scene.sentence(c) == scene.sentence(i);)
    if (is_subject(scene, scene.found[c], verb)) return scene.found[c].mention.actor.country;
  return {};
}

// The two countries of which the whole text speaks most, where it speaks of no other nearly as often; none otherwise.
std::vector<Actor> pair_of_text(const Scene& scene, const std::string& outside) {
  std::map<std::string, int> counts;
  for (const Found& f : scene.found)
    if (const std::string& country = f.mention.actor.country; country != outside && scene.lexicon.country_by_code(country))
      ++counts[country];
  std::vector<std::pair<int, std::string>> most;
  for (const auto& [country, count] : counts) most.emplace_back(count, country);
  std::sort(most.rbegin(), most.rend());
  if (most.size() < 2 || most[1].first < kOften || (most.size() > 2 && most[1].first < 2 * most[2].first)) return {};
  return {*scene.lexicon.country_by_code(most[1].second), *scene.lexicon.country_by_code(most[0].second)};
}

}  // namespace

void several(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const std::uint32_t next = i + 1 < scene.found.size() ? scene.found[i + 1].head : found.head;
  if (scene.doc.tokens[next].dep == "appos" && scene.doc.tokens[next].head == found.head)
    return;  // "the two allies, Chad and Niger,"
  const std::string noun = fold(scene.doc.str(found.head));
  const bool sides = scene.word_is(found.head, "of_sides"), men = scene.word_is(found.head, "of_persons");
  const bool namesakes = scene.lexicon.is("of_one_name", hash_word(noun));  // "both Koreas"
  const std::string outside = doer(scene, i);
  bool together = true;  // in one sentence
  std::uint32_t last = 0;
  std::vector<Actor> meant;
  const auto add = [&](const Actor& actor) {
    const bool fits = men ? actor.kind == "person" : namesakes ? scene.lexicon.is(noun, hash_word(fold(actor.country))) : true;
    const bool itself = men || own_code(actor);
    const Actor* one = !itself ? scene.lexicon.country_by_code(actor.country) : men || sides ? &actor : nullptr;
    const auto same = [&](const Actor& a) { return a.code == one->code && (!men || a.name == one->name); };
    if (fits && one != nullptr && std::none_of(meant.begin(), meant.end(), same)) meant.push_back(*one);
  };
  for (std::uint32_t back = 1; back <= kWindow && back <= i && meant.size() <= found.several; ++back) {
    const Found& f = scene.found[i - back];
    const std::uint32_t far = scene.sentence(i) - scene.sentence(i - back);
    if ((far > kTwo && !namesakes) || (meant.size() == found.several && far > scene.sentence(i) - scene.sentence(i - back + 1)))
      break;
    if (men && (f.gender == 'f' || f.several > 0)) continue;
    if (f.mention.actor.code.empty() || f.other || scene.locative(f)) continue;
    if (!outside.empty() && f.mention.actor.country == outside) continue;
    const std::size_t before = meant.size();
    const bool again = f.several == found.several;
    if (again) meant.clear();
    for (auto other = f.others.rbegin(); other != f.others.rend(); ++other) add(*other);
    add(f.mention.actor);
    if (again) break;
    if (meant.size() > before && before > 0 && far != last) together = false;
    last = far;
  }
  if (found.several == 2 && !men && !namesakes && (meant.size() != 2 || !together))
    if (std::vector<Actor> pair = pair_of_text(scene, outside); !pair.empty()) meant = std::move(pair);
  if (meant.size() != found.several) return;
  const std::string sector = men ? "" : found.mention.actor.sector;
  for (Actor& actor : meant)
    if (!sector.empty() && !own_code(actor)) actor = {code_of(actor.country, sector), actor.name, actor.country, sector, "group"};
  found.mention.actor = meant.back();  // the one named first
  found.others.assign(meant.rbegin() + 1, meant.rend());
  found.mention.how = "description";
  found.named = true;
}

void neighbour(const Scene& scene, std::uint32_t i, std::string_view country) {
  Found& found = scene.found[i];
  if (found.plural || country.empty()) return;
  const Token& head = scene.doc.tokens[found.head];
  const std::uint32_t beside = head.dep == "appos" ? scene.by_head[head.head] : kNobody;  // "Chad, its neighbour"
  if (beside != kNobody && scene.found[beside].mention.actor.kind == "country") {
    take(found, scene.found[beside], "apposition");
    return;
  }
  const Actor* only = nullptr;
  for (std::uint32_t back = 1; back <= kWindow && back <= i && scene.sentence(i) - scene.sentence(i - back) <= kTwo; ++back) {
    const Found& f = scene.found[i - back];
    const Actor& actor = f.mention.actor;
    const bool group = actor.kind == "armed-group" && own_code(actor);
    const Actor* one = group ? &actor : scene.lexicon.country_by_code(actor.country);
    if (one == nullptr || scene.locative(f) || one->code == country || (only != nullptr && one->code == only->code)) continue;
    if (only != nullptr) return;
    only = one;
  }
  if (only == nullptr) return;
  found.mention.actor = *only;
  found.mention.how = "description";
  found.named = true;
}

}  // namespace entente::actors
