#include "actors/several.h"

#include <algorithm>
#include <string>

namespace entente::actors {
namespace {

constexpr std::uint32_t kTwo = 2;  // sentences that "both countries" reach back

// Whether one is the subject, or joined to the subject, of the verb whose object is the other.
bool acts_on(const Scene& scene, const Found& subject, const Found& object) {
  std::uint32_t t = subject.head;
  for (int steps = 0; steps < 4 && scene.doc.tokens[t].dep == "conj"; ++steps) t = scene.doc.tokens[t].head;
  return scene.doc.tokens[t].dep == "nsubj" && scene.doc.tokens[object.head].dep == "dobj" &&
         scene.doc.tokens[t].head == scene.doc.tokens[object.head].head;
}

}  // namespace

void several(const Scene& scene, std::uint32_t i) {
  Found& found = scene.found[i];
  const std::uint32_t next = i + 1 < scene.found.size() ? scene.found[i + 1].head : found.head;
  if (scene.doc.tokens[next].dep == "appos" && scene.doc.tokens[next].head == found.head)
    return;  // "the two allies, Chad and Niger,"
  const bool sides = scene.word_is(found.head, "of_sides");
  std::vector<Actor> meant;
  const auto add = [&](const Actor& actor) {
    const Actor* one = own_code(actor) ? (sides ? &actor : nullptr) : scene.lexicon.country_by_code(actor.country);
    if (one == nullptr || std::any_of(meant.begin(), meant.end(), [&](const Actor& a) { return a.code == one->code; })) return;
    meant.push_back(*one);
  };
  for (std::uint32_t back = 1; back <= kWindow && back <= i && meant.size() <= found.several; ++back) {
    const Found& f = scene.found[i - back];
    const std::uint32_t far = scene.sentence(i) - scene.sentence(i - back);
    if (far > kTwo || (meant.size() == found.several && far > scene.sentence(i) - scene.sentence(i - back + 1))) break;
    if (f.mention.actor.code.empty() || f.other || scene.locative(f) || acts_on(scene, f, found)) continue;
    const bool again = f.several == found.several;
    if (again) meant.clear();
    for (auto other = f.others.rbegin(); other != f.others.rend(); ++other) add(*other);
    add(f.mention.actor);
    if (again) break;
  }
  if (meant.size() != found.several) return;
  const std::string sector = found.mention.actor.sector;
  for (Actor& actor : meant)
    if (!sector.empty() && !own_code(actor)) actor = {code_of(actor.country, sector), actor.name, actor.country, sector, "group"};
  found.mention.actor = meant.back();  // the one named first
  found.others.assign(meant.rbegin() + 1, meant.rend());
  found.mention.how = "description";
  found.named = true;
}

void neighbour(const Scene& scene, std::uint32_t i, std::string_view country) {
  Found& found = scene.found[i];
  if (country.empty()) return;
  const Token& head = scene.doc.tokens[found.head];
  const std::uint32_t beside = head.dep == "appos" ? scene.by_head[head.head] : kNobody;  // "Chad, its neighbour"
  if (beside != kNobody && scene.found[beside].mention.actor.kind == "country") {
    take(found, scene.found[beside], "apposition");
    return;
  }
  const Actor* only = nullptr;
  for (std::uint32_t back = 1; back <= kWindow && back <= i && scene.sentence(i) - scene.sentence(i - back) <= kTwo; ++back) {
    const Found& f = scene.found[i - back];
    const Actor* one = scene.lexicon.country_by_code(f.mention.actor.country);
    if (one == nullptr || scene.locative(f) || one->code == country || one == only) continue;
    if (only != nullptr) return;
    only = one;
  }
  if (only == nullptr) return;
  found.mention.actor = *only;
  found.mention.how = "description";
  found.named = true;
}

}  // namespace entente::actors
