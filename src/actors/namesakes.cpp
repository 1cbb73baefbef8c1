#include "actors/namesakes.h"

#include <algorithm>

namespace entente::actors {
namespace {

constexpr int kSure = 2;   // mentions that make a country one of which the text speaks
constexpr int kOften = 2;  // times as often as of the better known city's must a text speak of the other's

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

// Whether a name, or one of the same words, is of a country.
bool may_be_of(const Lexicon& lexicon, std::uint32_t entry, std::string_view country) {
  for (std::uint32_t e = entry; e != 0; e = lexicon.entry(e).next)
    if (country_of(lexicon, lexicon.entry(e)) == country) return true;
  return false;
}

}  // namespace

Setting::Setting(const Lexicon& lexicon, std::string_view text, const Words& words, const std::vector<Match>& hits) {
  const auto gap = [&](const Match& one, const Match& next) {
    const std::uint32_t end = words[one.last - 1].span.end;
    return text.substr(end, words[next.first].span.begin - end);
  };
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Entry& entry = lexicon.entry(hits[i].entry);
    const std::string_view country = country_of(lexicon, entry);
    if (country.empty()) continue;
    if (const std::uint32_t other = other_place(lexicon, hits[i].entry, country); other != 0) {
      // "Atlanta, Georgia"
      if (i > 0 && gap(hits[i - 1], hits[i]) == ", ") {
        const Entry& before = lexicon.entry(hits[i - 1].entry);
        const std::string_view named = country_of(lexicon, lexicon.entry(other));
        if (before.kind == Kind::place && country_of(lexicon, before) == named) countries_[std::string(named)].places += kSure;
      }
      if (entry.kind == Kind::capital && i + 1 < hits.size() && any_of(gap(hits[i], hits[i + 1]), {", ", " in "}))
        for (std::uint32_t e = other; e != 0; e = other_place(lexicon, e, country))
          if (may_be_of(lexicon, hits[i + 1].entry, country_of(lexicon, lexicon.entry(e)))) told_.try_emplace(hits[i].entry, e);
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
  if (first.kind == Kind::place) return votes(other).all >= kSure && votes(other).all > kOften * votes(country).all;
  if (votes(other).places <= votes(country).inside) return false;
  return votes(other).places >= kSure ||
         std::all_of(countries_.begin(), countries_.end(), [&](const auto& c) { return c.first == country || c.first == other; });
}

std::uint32_t Setting::meant(const Lexicon& lexicon, std::uint32_t entry) const {
  const Entry& first = lexicon.entry(entry);
  if (const auto told = told_.find(entry); told != told_.end()) return told->second;
  if (first.next == 0 || (first.kind != Kind::country && first.kind != Kind::place)) return entry;
  const std::string_view country = country_of(lexicon, first);
  for (std::uint32_t e = other_place(lexicon, entry, country); e != 0; e = other_place(lexicon, e, country))
    if (beats(first, country, country_of(lexicon, lexicon.entry(e)))) return e;
  return entry;
}

}  // namespace entente::actors
