#include "actors/officeholders.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "actors/phrase.h"

namespace entente::actors {
namespace {

constexpr std::size_t kMostPeople = 200;  // more say nothing new, and keep the search small
constexpr std::size_t kSentence = 500;    // bytes on either side of a name in which its sentence ends

// One person called by an office, and when that was true.
struct Evidence {
  std::uint32_t person = 0;
  std::vector<Period> held;
  std::string line;
};

struct Title {
  const RoleNoun* role = nullptr;
  std::string_view country;  // of a country named right before or after it
};

class Search {
 public:
  Search(const Lexicon& lexicon, std::string_view text)
      : lexicon_(lexicon),
        text_(text),
        words_(split(text)),
        hits_(lexicon.matches(words_)),
        latest_(latest_year_in(text, {0, lexicon.as_of()}).value_or(Period{}).first) {}

  std::vector<Evidence> run() {
    for (std::size_t i = 0; i < hits_.size() && found_.size() < kMostPeople; ++i) {
      const Kind kind = entry(i).kind;
      if (kind != Kind::person && (kind != Kind::surname || runs_on(i))) continue;
      const Title before = title_before(i);
      if (before.role && before.role->office == kCandidate && names_year(hits_[i])) continue;
      if (before.role) {
        add(i, before);
        continue;
      }
      if (kind == Kind::person)
        if (const Title after = title_after(i); after.role) add(i, after);
    }
    return std::move(found_);
  }

 private:
  const Entry& entry(std::size_t hit) const { return lexicon_.entry(hits_[hit].entry); }

  std::string_view gap(std::uint32_t after_word, std::uint32_t before_word) const {
    const std::uint32_t from = words_[after_word].span.end;
    return text_.substr(from, words_[before_word].span.begin - from);
  }

  const RoleNoun* office(std::size_t hit) const {
    const Entry& e = entry(hit);
    if (e.kind != Kind::role) return nullptr;
    const RoleNoun& role = lexicon_.role(e.index);
    return role.office.empty() ? nullptr : &role;
  }

  std::string_view country_of(std::size_t hit) const {
    const Entry& e = entry(hit);
    switch (e.kind) {
      case Kind::country:
      case Kind::demonym:
      case Kind::capital:
      case Kind::seat:
        return lexicon_.country(e.index).code;
      case Kind::body:
        return lexicon_.body(e.index).actor.code;
      default:
        return {};
    }
  }

  // "Lost in 1996 to nominee Ana Ruiz": a campaign is told of again long after it.
  bool names_year(const Match& match) const {
    const std::size_t first = words_[match.first].span.begin, last = words_[match.last - 1].span.end;
    const std::size_t reach = std::min(first, kSentence);
    const std::size_t stop = text_.substr(first - reach, reach).find_last_of(".\n");
    const std::size_t begin = stop == std::string_view::npos ? first - reach : first - reach + stop;
    const std::string_view after = text_.substr(last, kSentence);
    const std::size_t end = last + std::min(after.find_first_of(".\n"), after.size());
    return latest_year_in(text_.substr(begin, end - begin), {0, lexicon_.as_of()}).has_value();
  }

  // "President Petro Example", where a Petro is president too; not "President Obama Tuesday".
  bool runs_on(std::size_t hit) const {
    const std::uint32_t next = hits_[hit].last;
    return next < words_.size() && words_[next].joined && words_[next].capital && gap(next - 1, next) == " " &&
           !lexicon_.is("day_or_month", words_[next].hash);
  }

  // "former President", "deputy foreign minister", "then-President", "the president's".
  bool qualified(std::uint32_t title_first, std::uint32_t title_last) const {
    for (std::uint32_t back = 1; back <= 3 && back <= title_first; ++back) {
      const std::uint32_t word = title_first - back;
      if (gap(word, word + 1).find_first_of(".,;:!?\n\"") != std::string_view::npos) break;
      if (lexicon_.is("former", words_[word].hash) || lexicon_.is("not_in_office", words_[word].hash)) return true;
    }
    return title_last < words_.size() && lexicon_.is("not_in_office", words_[title_last].hash);
  }

  // "[French] President NAME".
  Title title_before(std::size_t hit) const {
    if (hit == 0) return {};
    const Match& title = hits_[hit - 1];
    const RoleNoun* role = office(hit - 1);
    if (!role || title.last != hits_[hit].first || gap(title.last - 1, title.last) != " ") return {};
    if (qualified(title.first, title.last)) return {};
    if (!words_[title.first].joined) return {role, {}};
    if (hit >= 2 && hits_[hit - 2].last == title.first) return {role, country_of(hit - 2)};
    if (hit >= 2 && hits_[hit - 2].last + 1 == title.first && words_[title.first - 1].span.size() == 1)  // "France's President"
      return {role, country_of(hit - 2)};
    return {role, {}};
  }

  // "NAME, the French president," and "NAME, president of France".
  Title title_after(std::size_t hit) const {
    const std::uint32_t next = hits_[hit].last;
    if (next >= words_.size() || gap(next - 1, next) != ", ") return {};
    Title title;
    for (std::size_t i = hit + 1; i < hits_.size() && hits_[i].first <= next + 5; ++i) {
      if (const RoleNoun* role = office(i)) {
        if (qualified(hits_[i].first, hits_[i].last)) return {};
        title.role = role;
        const std::uint32_t of = hits_[i].last;
        if (title.country.empty() && i + 1 < hits_.size() && of < words_.size() && words_[of].hash == of_ &&
            hits_[i + 1].first <= of + 2)
          title.country = country_of(i + 1);
        for (std::uint32_t word = next + 1; word <= hits_[i].first; ++word)
          if (gap(word - 1, word).find_first_of(".,;:!?\n\"(") != std::string_view::npos) return {};
        return title;
      }
      if (entry(i).kind == Kind::person || entry(i).kind == Kind::surname) return {};
      if (const auto country = country_of(i); !country.empty()) title.country = country;
    }
    return {};
  }

  void add(std::size_t hit, const Title& title) {
    Evidence evidence;
    int candidates = 0;
    for (std::uint32_t e = hits_[hit].entry; e != 0; e = lexicon_.entry(e).next) {
      const Entry& name = lexicon_.entry(e);
      if (name.kind != Kind::person && name.kind != Kind::surname) continue;
      const Person& person = lexicon_.person(name.index);
      std::vector<Period> held;
      for (const Term& term : person.terms) {
        if (!holds(term, title.role->office) || !term.period.first) continue;
        if (!title.country.empty() && term.country != title.country) continue;
        if (term.period.last < latest_) continue;  // "under President Bill Clinton", said in 2016
        held.push_back(term.period);
      }
      if (held.empty()) continue;
      ++candidates;
      evidence.person = name.index;
      evidence.held.insert(evidence.held.end(), held.begin(), held.end());
    }
    // A surname that several holders of the office share dates nothing.
    if (candidates != 1) return;
    const auto same = std::find_if(found_.begin(), found_.end(), [&](const Evidence& e) { return e.person == evidence.person; });
    if (same != found_.end()) return;
    const Person& person = lexicon_.person(evidence.person);
    evidence.line = fmt::format("{}: {}", person.name, title.role->office);
    for (const Period period : evidence.held)
      evidence.line += fmt::format(" {}/{}", iso_date(period.first), period.last == Period::kOpen ? "" : iso_date(period.last));
    found_.push_back(std::move(evidence));
  }

  const Lexicon& lexicon_;
  std::string_view text_;
  Words words_;
  std::vector<Match> hits_;
  int latest_;  // the first day of the latest year that the text names, 0 where it names none: it is hardly older
  std::vector<Evidence> found_;
  std::uint64_t of_ = hash_word("of");
};

}  // namespace

std::optional<Dated> date_by_officeholders(const Lexicon& lexicon, std::string_view text) {
  const std::vector<Evidence> found = Search(lexicon, text).run();
  if (found.empty()) return {};
  // The most agree somewhere, and there at the first day of one of them. Who held an office twice may leave several such
  // stretches; the answer then reaches from the first to the last.
  const auto holding = [](const Evidence& evidence, int day) {
    return std::find_if(evidence.held.begin(), evidence.held.end(), [&](Period p) { return p.overlaps({day, day}); });
  };
  std::vector<int> best_days;
  std::size_t best_count = 0;
  for (const Evidence& candidate : found)
    for (const Period period : candidate.held) {
      const auto count = static_cast<std::size_t>(
          std::count_if(found.begin(), found.end(), [&](const Evidence& e) { return holding(e, period.first) != e.held.end(); }));
      if (count > best_count) best_days.clear();
      if (count >= best_count) best_days.push_back(period.first);
      best_count = std::max(best_count, count);
    }
  Dated dated;
  dated.how = "officeholders";
  int first = Period::kOpen, last = 0;
  std::vector<bool> agrees(found.size(), false);
  for (const int day : best_days) {
    Period common;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto period = holding(found[i], day);
      if (period == found[i].held.end()) continue;
      agrees[i] = true;
      common.first = std::max(common.first, period->first);
      common.last = std::min(common.last, period->last);
    }
    first = std::min(first, common.first);
    last = std::max(last, common.last);
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (agrees[i]) dated.evidence.push_back(found[i].line);
  if (last == Period::kOpen) last = std::max(first, lexicon.as_of());
  dated.date = iso_date(first) + "/" + iso_date(last);
  return dated;
}

}  // namespace entente::actors
