#include "events/days.h"

#include <algorithm>
#include <cassert>
#include <string>

namespace entente::events {
namespace {

// The log odds of 0.45, from which an event passes for earlier: a day that is too late misleads more than one left open.
constexpr float kEarlier = -0.2f;

constexpr std::uint32_t kLateSentence = 60;  // all sentences from there on stand late

// Words of time that tell then from now, by kind.
constexpr std::string_view kTimes[] = {
    " earlier previous previously former formerly initially original originally once prior ",
    " ago since decade decades years history historic long ",
    " recent recently already month months week weeks ",
    " today tonight now yesterday morning afternoon evening ",
    " monday tuesday wednesday thursday friday saturday sunday ",
    " last past ",
    " during after before when while following ",
    " had ",
    " has have ",
};

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && word[2] >= '0' && word[2] <= '9' &&
         word[3] >= '0' && word[3] <= '9';
}

}  // namespace

std::array<float, kDaySigns> day_signs(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  std::array<float, kDaySigns> out{};
  const auto status = status_signs(tree, lexicon, event);
  std::size_t n = std::copy(status.begin(), status.end(), out.begin()) - out.begin();
  const auto put = [&](double value) { out[n++] = static_cast<float>(value); };
  const Doc& doc = tree.doc();
  const std::uint32_t at = std::min(tree.token_at(event.trigger), tree.size() - 1);
  const Range sentence = doc.sentence_of(at);
  const std::uint32_t index = doc.tokens[at].sentence;
  const auto all = static_cast<double>(doc.sentences.size());
  put(std::min(index, kLateSentence));
  put(index / all);
  put(all);
  put(sentence.size());
  put(at - sentence.first);
  std::array<float, std::size(kTimes)> times{};
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    const std::string word = ' ' + tree.lower(t) + ' ';
    for (std::size_t k = 0; k < times.size(); ++k) times[k] += kTimes[k].find(word) != std::string_view::npos;
  }
  for (const float count : times) put(count);
  float years = 0, quotes = 0;
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
    years += is_year(tree.lower(t));
    quotes += tree.lower(t) == "\"" || tree.lower(t) == "\u201c" || tree.lower(t) == "\u201d";
  }
  put(years);
  put(quotes);
  put(tree.is_noun(at));
  put(event.source.empty());
  put(event.target.empty());
  put(event.killed.has_value() || event.injured.has_value());
  assert(n == kDaySigns);
  return out;
}

bool is_earlier(const Tree& tree, const Lexicon& lexicon, const Event& event) {
  if (lexicon.days.size() == 0) return false;
  std::vector<float> odds(1, 0);
  lexicon.days.add_to(odds, forest::Rows(day_signs(tree, lexicon, event)), 0, lexicon.days.size());
  return odds[0] > kEarlier;
}

}  // namespace entente::events
