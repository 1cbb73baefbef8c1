#include "actors/namesakes.h"

#include <algorithm>

namespace entente::actors {
namespace {

constexpr int kSure = 2;  // mentions that make a country one of which the text speaks

std::string_view country_of(const Lexicon& lexicon, const Entry& entry) {
  if (entry.kind <= Kind::seat) return lexicon.country(entry.index).code;
  if (entry.kind == Kind::place) return lexicon.body(entry.index).actor.country;
  return {};
}

// The next place of the same name in another country; 0 where there is none.
std::uint32_t other_place(const Lexicon& lexicon, std::uint32_t entry, std::string_view country) {
  for (std::uint32_t e = lexicon.entry(entry).next; e != 0; e = lexicon.entry(e).next)
    if (lexicon.entry(e).kind == Kind::place && country_of(lexicon, lexicon.entry(e)) != country) return e;
  return 0;
}

}  // namespace

Setting::Setting(const Lexicon& lexicon, std::string_view text, const Words& words, const std::vector<Match>& hits) {
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Entry& entry = lexicon.entry(hits[i].entry);
    const std::string_view country = country_of(lexicon, entry);
    if (country.empty()) continue;
    if (const std::uint32_t other = other_place(lexicon, hits[i].entry, country); other != 0) {
      // "Atlanta, Georgia"
      if (i == 0 || hits[i - 1].last != hits[i].first) continue;
      const Entry& before = lexicon.entry(hits[i - 1].entry);
      const std::string_view gap =
          text.substr(words[hits[i].first - 1].span.end, words[hits[i].first].span.begin - words[hits[i].first - 1].span.end);
      const std::string_view named = country_of(lexicon, lexicon.entry(other));
      if (gap == ", " && before.kind == Kind::place && country_of(lexicon, before) == named)
        countries_[std::string(named)].places += kSure;
      continue;
    }
    Votes& votes = countries_[std::string(country)];
    ++votes.all;
    if (entry.kind != Kind::country) ++votes.inside;
    if (entry.kind == Kind::place) ++votes.places;
  }
}

Setting::Votes Setting::votes(std::string_view country) const {
  const auto found = countries_.find(country);
  return found == countries_.end() ? Votes{} : found->second;
}

bool Setting::beats(const Entry& first, std::string_view country, std::string_view other) const {
  if (first.kind == Kind::place) return votes(other).all >= kSure && votes(other).all > kSure * votes(country).all;
  if (votes(other).places <= votes(country).inside) return false;
  return votes(other).places >= kSure ||
         std::all_of(countries_.begin(), countries_.end(), [&](const auto& c) { return c.first == country || c.first == other; });
}

std::uint32_t Setting::meant(const Lexicon& lexicon, std::uint32_t entry) const {
  const Entry& first = lexicon.entry(entry);
  if (first.next == 0 || (first.kind != Kind::country && first.kind != Kind::place)) return entry;
  const std::string_view country = country_of(lexicon, first);
  for (std::uint32_t e = other_place(lexicon, entry, country); e != 0; e = other_place(lexicon, e, country))
    if (beats(first, country, country_of(lexicon, lexicon.entry(e)))) return e;
  return entry;
}

}  // namespace entente::actors
