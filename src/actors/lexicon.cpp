#include "actors/lexicon.h"

#include <algorithm>

namespace entente::actors {
namespace {

constexpr std::size_t kAcronym = 6;  // a name of so few letters, all capitals, is one

bool is_acronym(std::string_view name) {
  std::size_t letters = 0;
  for (const char c : name) {
    if (c == '.' || c == '-' || c == '&' || (c >= '0' && c <= '9')) continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters >= 1 && letters <= kAcronym;
}

bool is_hour(const Word& word) { return word.number && word.span.size() <= 2; }

}  // namespace

bool holds(const Term& term, std::string_view office) {
  if (term.office != "leader") return term.office == office;
  constexpr std::string_view kLeading[] = {"president", "prime minister", "monarch", "supreme leader", "leader"};
  return std::find(std::begin(kLeading), std::end(kLeading), office) != std::end(kLeading);
}

bool Person::held(std::string_view office) const {
  return std::any_of(terms.begin(), terms.end(), [&](const Term& t) { return holds(t, office); });
}

void Lexicon::add_name(std::string_view name, const Words& words, Entry entry) {
  entry.runs_on = name.ends_with(kRest);
  if (entry.runs_on) name.remove_suffix(kRest.size());
  if (words.empty() || words.size() > kMaxWords) return;
  entry.acronym = is_acronym(name);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].capital) entry.capitals = static_cast<std::uint16_t>(entry.capitals | (1U << i));
  std::uint32_t& slot = first_entry_[hash_joined(words)];
  const auto added = static_cast<std::uint32_t>(entries_.size());
  if (slot == 0 || (entry.own && !entries_[slot].own)) {
    entry.next = slot;
    slot = added;
  } else {
    std::uint32_t last = slot;
    for (;; last = entries_[last].next) {
      if (entries_[last].kind == entry.kind && entries_[last].index == entry.index) return;
      if (entries_[last].next == 0 || (entry.own && !entries_[entries_[last].next].own)) break;
    }
    entry.next = entries_[last].next;
    entries_[last].next = added;
  }
  entries_.push_back(entry);
  std::uint8_t& longest = words_[words.front().hash].longest;
  longest = std::max(longest, static_cast<std::uint8_t>(words.size()));
}

bool Lexicon::fits(const Entry& entry, const Words& words, std::uint32_t first, std::uint32_t last) const {
  if (entry.kind == Kind::role && !entry.acronym) return true;
  if (entry.kind == Kind::role && first > 0 && words[first].joined && is_hour(words[first - 1])) return false;  // "10 PM"
  if (entry.runs_on && (last == words.size() || !words[last].joined || !words[last].capital)) return false;
  if (!entry.acronym) {
    for (std::uint32_t i = first; i < last; ++i) {
      const bool joined = entry.kind == Kind::person && i > first && words[i].hyphen;  // "Kim Jong-un" of "Kim Jong Un"
      if ((entry.capitals >> (i - first) & 1U) && !words[i].capital && !joined) return false;
    }
    return true;
  }
  const auto begin = words.begin() + first, end = words.begin() + last;
  // "Nato" and "Unesco" are how British papers write them; a shorter one would be a word ("Who", "Us").
  const bool capitals = std::all_of(begin, end, [](const Word& w) { return w.upper; });
  // In a line of capitals "IS" and "WHO" are words.
  const auto shouts = [&](std::uint32_t w) { return w < words.size() && words[w].upper && words[w].span.size() > 1; };
  if (capitals && is("words_in_capitals", begin->hash) && (shouts(last) || (first > 0 && shouts(first - 1)))) return false;
  return capitals || (last - first == 1 && begin->capital && begin->span.size() >= 4);
}

std::optional<std::uint32_t> Lexicon::person_in_full(const Words& words) const {
  const std::uint32_t* found = first_entry_.find(hash_joined(words));
  for (std::uint32_t e = found ? *found : 0; e != 0; e = entries_[e].next)
    if (entries_[e].full) return entries_[e].index;
  return std::nullopt;
}

std::uint32_t Lexicon::with_initial(const Words& words, std::uint32_t at, std::uint32_t limit) const {
  if (at + 2 >= limit || !words[at].capital || !words[at + 2].capital || !words[at + 2].joined) return 0;
  if (!words[at + 1].upper || words[at + 1].number || words[at + 1].span.size() != 1) return 0;
  const std::uint32_t* found = first_entry_.find(hash_join(hash_join(0, words[at].hash), words[at + 2].hash));
  for (std::uint32_t e = found ? *found : 0; e != 0; e = entries_[e].next)
    if (entries_[e].kind == Kind::person) return e;
  return 0;
}

Match Lexicon::match(const Words& words, std::uint32_t at, std::uint32_t limit) const {
  const InNames* word = words_.find(words[at].hash);
  if (word == nullptr) return {};
  std::uint32_t last = at + 1;
  while (last < limit && last - at < word->longest && words[last].joined) ++last;
  std::uint64_t hashes[kMaxWords];
  std::uint64_t hash = 0;
  for (std::uint32_t i = at; i < last; ++i) hashes[i - at] = hash = hash_join(hash, words[i].hash);
  for (; last > at; --last) {
    if (last - at == 2)
      if (const std::uint32_t person = with_initial(words, at, limit); person != 0) return {at, at + 3, person};
    const std::uint32_t* found = first_entry_.find(hashes[last - at - 1]);
    if (found == nullptr) continue;
    for (std::uint32_t e = *found; e != 0; e = entries_[e].next)
      if (fits(entries_[e], words, at, last)) return {at, last, e};
  }
  return {};
}

std::vector<Match> Lexicon::matches(const Words& words) const {
  std::vector<Match> out;
  const auto count = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t at = 0; at < count;) {
    const Match found = match(words, at, count);
    if (found.entry == 0) {
      ++at;
      continue;
    }
    out.push_back(found);
    at = found.last;
  }
  return out;
}

const Actor* Lexicon::country_by_code(std::string_view code) const {
  const auto found = country_index_.find(std::string(code));
  return found == country_index_.end() ? nullptr : &countries_[found->second];
}

const Actor* Lexicon::country_by_domain(std::string_view domain) const {
  const auto found = country_by_domain_.find(std::string(domain));
  return found == country_by_domain_.end() ? nullptr : &countries_[found->second];
}

const Body* Lexicon::body_by_code(std::string_view code) const {
  const auto found = body_index_.find(std::string(code));
  return found == body_index_.end() ? nullptr : &bodies_[found->second];
}

const std::vector<std::uint32_t>& Lexicon::holders(std::string_view country, std::string_view office) const {
  static const std::vector<std::uint32_t> none;
  const std::vector<std::uint32_t>* found = holders_.find(office_key(country, office));
  return found == nullptr ? none : *found;
}

std::uint32_t Lexicon::bearers(std::uint64_t word) const {
  const InNames* found = words_.find(word);
  return found == nullptr ? 0 : found->bearers;
}

bool Lexicon::is(std::string_view word_class, std::uint64_t word) const {
  return classes_.contains(class_key(word_class, word));
}

}  // namespace entente::actors
