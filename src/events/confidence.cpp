#include "events/confidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::events {
namespace {

constexpr int kMaxClimb = 10;
constexpr double kLeastWords = 100;   // of a text whose words tell what it is about
constexpr double kFewestNamed = 0.2;  // in a hundred words: fewer say no more

// How well a role is known: by its actor's code, by a name, by words alone, or not at all.
std::string_view grade(const std::vector<Role>& roles) {
  std::string_view best = roles.empty() ? "none" : "words";
  for (const Role& role : roles) {
    if (!role.actor.code.empty()) return "known";
    if (!role.actor.name.empty()) best = "named";
  }
  return best;
}

// States and those who act for them or against them; firms, patients, students and citizens stand on pages of every kind.
bool is_public(const Actor& actor) {
  for (const std::string_view sector : {"BUS", "CVL", "EDU", "MED"})
    if (actor.sector == sector) return false;
  return !actor.code.empty();
}

}  // namespace

std::string clause_of(const Tree& tree, std::uint32_t at) {
  std::string before;
  for (int i = 0; i < kMaxClimb && !tree.is_verb(at); ++i) {
    before = "noun ";
    if (tree.is_root(at)) return "noun main";
    at = tree.token(at).head;
  }
  for (int i = 0; i < kMaxClimb; ++i) {
    const std::string_view dep = tree.token(at).dep;
    if (tree.is_root(at)) return before + "main";
    const std::uint32_t head = tree.token(at).head;
    if (dep == "ccomp" && tree.is_verb(head)) return before + "told";
    if (dep == "advcl") {
      const std::uint32_t aux = tree.child(at, "aux");
      return before + (aux != kNoToken && tree.lower(aux) == "to" ? "purpose" : "aside");
    }
    if (dep == "acl" || dep == "relcl" || dep == "amod") return before + "relative";
    if (dep != "conj" && dep != "xcomp" && dep != "ccomp") return before + "other";
    at = head;
  }
  return before + "other";
}

double confidence_of(const Tree& tree, const Lexicon& lexicon, const Candidate& candidate, const Event& event) {
  const Entry& inner = *candidate.entries.front();
  const WordClass word_class = candidate.entries.back()->word_class;
  double sum = lexicon.weight("bias");
  const auto add = [&](std::string_view kind, std::string_view value) {
    sum += lexicon.weight(std::string(kind) + ":" + std::string(value));
  };
  add("clause", clause_of(tree, candidate.at));
  add("word", word_class == WordClass::verb ? "verb" : word_class == WordClass::noun ? "noun" : "adjective");
  add("type", event.type);
  add("status", event.status);
  add("source", grade(event.source));
  add("target", grade(event.target));
  if (candidate.entries.size() > 1) add("line", "operator");
  if (inner.fallback) add("line", "converted");
  add("trigger", inner.lemma);
  return std::clamp(1 / (1 + std::exp(-sum)), 0.01, 0.99);
}

void doubt_where_few_are_named(const Lexicon& lexicon, const Doc& doc, const std::vector<Mention>& mentions,
                               std::vector<Event>& events) {
  const auto words = static_cast<double>(
      std::count_if(doc.tokens.begin(), doc.tokens.end(), [](const Token& t) { return t.pos != "PUNCT" && t.pos != "SPACE"; }));
  if (words < kLeastWords) return;
  const auto named =
      static_cast<double>(std::count_if(mentions.begin(), mentions.end(), [](const Mention& m) { return is_public(m.actor); }));
  const double share = std::max(kFewestNamed, 100 * named / words);
  const double shift = lexicon.weight("page:bias") + lexicon.weight("page:actors") * std::log(share);
  if (shift >= 0) return;
  for (Event& event : events) {
    const double p = event.confidence;
    event.confidence = p / (p + (1 - p) * std::exp(-shift));
    event.why += fmt::format("; page: {:.1f} public actors in 100 words, {:.2f} before", share, p);
  }
}

}  // namespace entente::events
