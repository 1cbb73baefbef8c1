#include "actors/when.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "actors/phrase.h"

namespace entente::actors {
namespace {

constexpr int kFirstDay = 19000101;
constexpr int kYear = 10000;          // of days as numbers
constexpr int kLater = 8;             // years after which nobody is named for an office that is still to come
constexpr std::size_t kElection = 4;  // words of elections that a text about one has
constexpr int kRivals = 2;            // who run in one campaign

// Who is named in full.
std::unordered_set<std::uint32_t> people_of(const Lexicon& lexicon, const Doc& doc) {
  std::unordered_set<std::uint32_t> people;
  for (const Match& match : lexicon.matches(split(doc.text)))
    if (const Entry& entry = lexicon.entry(match.entry); entry.kind == Kind::person) people.insert(entry.index);
  return people;
}

// The latest days in which the most of these people ran for an office; unknown where no two did at once.
Period campaign_of(const Lexicon& lexicon, const std::unordered_set<std::uint32_t>& people) {
  std::vector<Period> campaigns;
  for (const std::uint32_t person : people)
    for (const Term& term : lexicon.person(person).terms)
      if (holds(term, kCandidate)) campaigns.push_back(term.period);
  Period best;
  int most = kRivals - 1;
  for (const Period one : campaigns) {
    Period shared = one;
    int count = 0;
    for (const Period other : campaigns) {
      if (!other.overlaps({one.first, one.first})) continue;
      shared.last = std::min(shared.last, other.last);
      ++count;
    }
    if (count > most || (count == most && best.known() && shared.first > best.first)) {
      best = shared;
      most = count;
    }
  }
  return best;
}

}  // namespace

bool is_of_election(const Lexicon& lexicon, const Doc& doc) {
  std::unordered_set<std::string> words;
  bool sure = false;
  for (const Token& token : doc.tokens) {
    const std::uint64_t word = hash_word(token.lemma);
    const bool ballot = lexicon.is("ballot", word);
    sure = sure || ballot;
    if (ballot || lexicon.is("election", word)) words.insert(std::string(token.lemma));
  }
  return sure && words.size() >= kElection;
}

Period offices_at(const Lexicon& lexicon, const Doc& doc, Period date) {
  if (date.known() && date.last - date.first < kYear) return date;
  const auto people = people_of(lexicon, doc);
  Period guess;
  if (const auto year = latest_year_in(doc.text, date.known() ? date : Period{kFirstDay, lexicon.as_of()}))
    guess = *year;
  else if (date.known())
    guess = {std::max(date.first, add_years(date.last, -1)), date.last};
  else if (is_of_election(lexicon, doc))
    guess = campaign_of(lexicon, people);
  if (!guess.known()) return date;
  const auto later = [&](std::uint32_t person) {
    return lexicon.person(person).terms.front().period.first > guess.first + kLater * kYear;
  };
  if (std::any_of(people.begin(), people.end(), later)) return date;
  guess.rough = true;
  return guess;
}

}  // namespace entente::actors
