#include "actors/names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "actors/when.h"

namespace entente::actors {
namespace {

constexpr std::uint32_t kApposition = 12;  // tokens from a name to what is set beside it
constexpr std::uint32_t kNamesake = 3;     // sentences in which one of two with a family name is meant by it
constexpr int kRemembered = 12;            // years after it in which who led a country is known by the family name
constexpr int kMourning = 1;               // years after his office in which somebody who died is still told by it
constexpr std::uint32_t kRare = 3;         // a family name of more countries needs a hint besides it

class Linker {
 public:
  Linker(const Doc& doc, const Lexicon& lexicon, Period date, std::vector<Found>& found)
      : doc_(doc),
        lexicon_(lexicon),
        reader_(lexicon, date, true),
        dated_(date.known() && !date.rough),
        found_(found),
        by_head_(doc.tokens.size(), kNobody) {
    for (std::uint32_t i = 0; i < found_.size(); ++i) {
      std::uint32_t& at = by_head_[found_[i].head];
      if (at == kNobody || found_[at].mention.span.size() < found_[i].mention.span.size()) at = i;
      if (found_[i].named && !found_[i].nested)  // a name's other words stand for it too
        for (std::uint32_t t = found_[i].head + 1; t < found_[i].tokens.last; ++t)
          if (by_head_[t] == kNobody) by_head_[t] = i;
      if (!found_[i].mention.actor.country.empty() && found_[i].mention.how != "surname")
        countries_.insert(found_[i].mention.actor.country);
    }
  }

  void run() {
    appositions();
    full_names();
    acronyms();
    for (Found& found : found_) shorten(found);
    deaths();
    titles();
    candidates();
  }

 private:
  // "Jen Example, the White House press secretary": the name takes the office, the description the name.
  void appositions() {
    for (Found& found : found_) {
      const Token& head = doc_.tokens[found.head];
      if (head.dep != "appos" || head.head == found.head || by_head_[head.head] == kNobody) continue;
      Found& other = found_[by_head_[head.head]];
      Found& name = found.named && found.mention.actor.kind == "person" ? found : other;
      Found& title = &name == &found ? other : found;
      if (found.role && found.mention.actor.code.empty() && other.named && other.mention.actor.kind != "person" &&
          !other.mention.actor.code.empty()) {
        found.mention.actor = other.mention.actor;  // "Examplia's Front, a banned group"
        found.mention.how = "apposition";
        continue;
      }
      if (other.role && other.mention.actor.code.empty() && found.named && found.mention.actor.kind == "armed-group") {
        other.mention.actor = found.mention.actor;  // "the group Examplia's Front"
        other.mention.how = "apposition";
        continue;
      }
      if (!title.role || !name.named || title.plural || name.mention.actor.kind != "person") continue;
      if (name.mention.actor.code.empty() && !title.mention.actor.code.empty()) {
        const std::string own = name.mention.actor.name;
        name.mention.actor = title.mention.actor;
        name.mention.actor.name = own;
        name.mention.actor.kind = "person";
        name.mention.how = "title";
      }
      if (is_current(title, name.mention.actor)) {
        name.mention.actor.sector = title.mention.actor.sector;
        name.mention.actor.code = title.mention.actor.code;
        name.mention.how = "title";
      }
      if (!name.mention.actor.code.empty() && (title.mention.actor.code.empty() || title.person == kNobody)) {
        title.mention.actor.name = name.mention.actor.name;
        title.mention.actor.kind = "person";
        if (title.mention.actor.code.empty()) title.mention.actor = name.mention.actor;
      }
      if (name.office.empty()) name.office = title.office;
    }
  }

  // Whether a description gives an office in its country to who has none by the tables.
  static bool is_current(const Found& title, const Actor& who) {
    const Actor& office = title.mention.actor;
    const auto is = [](std::string_view sector, std::initializer_list<std::string_view> list) {
      return std::find(list.begin(), list.end(), sector) != list.end();
    };
    return !title.former && title.person == kNobody && office.country == who.country &&
           is(office.sector, {"GOV", "LEG", "MIL", "JUD"}) && is(who.sector, {"ELI", "PTY"});
  }

  // Whom the text gives an office somewhere holds it wherever it names him.
  void titles() {
    std::unordered_map<std::uint32_t, Actor> held;
    for (const Found& found : found_)
      if (found.person != kNobody && found.named && found.mention.how == "title" &&
          !lexicon_.person(found.person).held(found.office))
        held.try_emplace(found.person, found.mention.actor);
    for (Found& found : found_)
      if (const auto office = held.find(found.person); office != held.end() && found.named && !found.former)
        found.mention.actor = office->second;
  }

  // "The late", "was killed", "her death".
  bool is_told_dead(const Found& found) const {
    const Token& head = doc_.tokens[found.head];
    const std::uint64_t verb = hash_word(doc_.tokens[head.head].lemma);
    for (std::uint32_t t = found.tokens.first; t < found.head; ++t)
      if (any_of(doc_.str(t), {"late", "Late"})) return true;
    if (head.dep == "nsubj") return lexicon_.is("dies", verb);
    if (head.dep == "nsubjpass") return lexicon_.is("killed", verb);
    if (head.dep == "poss") return lexicon_.is("death", verb);
    return head.dep == "pobj" && any_of(doc_.str(head.head), {"of"}) &&
           lexicon_.is("death", hash_word(doc_.tokens[doc_.tokens[head.head].head].lemma));
  }

  // Who is told to have died, not long after the last term of an office, held it to the end.
  void deaths() {
    if (!dated_) return;
    std::unordered_set<std::uint32_t> dead;
    for (const Found& found : found_)
      if (found.person != kNobody && found.named && is_told_dead(found)) dead.insert(found.person);
    for (Found& found : found_) {
      if (!found.named || found.mention.actor.sector != "ELI" || !dead.contains(found.person)) continue;
      const int last = lexicon_.person(found.person).terms.back().period.last;
      if (last <= reader_.date().first && add_years(last, kMourning) >= reader_.date().first)
        found.mention.actor = Reader(lexicon_, {last, last}, true).person_actor(found.person);
    }
  }

  // Every person named in full, by family name and by first name; of two with one first name neither is meant by it.
  void full_names() {
    for (std::uint32_t i = 0; i < found_.size(); ++i) {
      const Found& found = found_[i];
      if (!found.named || found.mention.actor.kind != "person" || found.mention.how == "surname") continue;
      const std::string& name = found.mention.actor.name;
      if (name.find(' ') == std::string::npos) continue;
      note(last_word(name), i);
      if (found.person != kNobody && doc_.tokens[found.head].pos == "PROPN" && found.head > 0)  // as this text spells it
        note(last_word(std::string(doc_.str(found.head - 1)) + ' ' + std::string(doc_.str(found.head))), i);
      const auto [at, fresh] = by_given_.try_emplace(normal(name.substr(0, name.find(' '))), i);
      if (!fresh && at->second != kNobody && normal(found_[at->second].mention.actor.name) != normal(name)) at->second = kNobody;
      if (found.person != kNobody) note(normal(name.substr(0, name.find(' '))), i, true);
    }
  }

  void note(const std::string& word, std::uint32_t index, bool first_word = false) {
    if (!first_word || family_first(index) || goes_by(word, found_[index].person)) by_surname_[word].push_back(index);
  }

  // "sanchez de lozada" of "gonzalo sanchez de lozada".
  static bool ends_in(std::string_view full, std::string_view name) {
    return full.ends_with(name) && (full.size() == name.size() || full[full.size() - name.size() - 1] == ' ');
  }

  static bool one_name(const Found& a, const Found& b) { return normal(a.mention.actor.name) == normal(b.mention.actor.name); }

  // "Mrs. Ruiz", "Lady Ruiz".
  bool is_woman(const Found& found) const {
    return found.head > 0 && lexicon_.is("title_of_woman", hash_word(normal(doc_.str(found.head - 1))));
  }

  // Whom a family name means: of those who bear it and of whom the text says whose they are, else of all, the one named in full
  // just before, else the first; "Mrs. Ruiz" is the one named last who may be a woman. A whole name means its own bearer.
  const Found* bearer(const std::string& word, const Found& found, std::string_view name = {}) const {
    const auto at = by_surname_.find(word);
    if (at == by_surname_.end()) return nullptr;
    const Found* who = nullptr;
    const bool mr = found.head > 0 && normal(doc_.str(found.head - 1)) == "mr", mrs = is_woman(found);
    for (const std::uint32_t i : at->second) {
      const Found& full = found_[i];
      if (!name.empty() && !ends_in(normal(full.mention.actor.name), name)) continue;
      if (!found.office.empty() && found.person != kNobody && full.person == found.person) return &full;  // "President Ruiz"
      if ((mr && full.gender == 'f') || (mrs && full.gender == 'm')) continue;
      if (who == nullptr) {
        who = &full;
        continue;
      }
      const bool known = !full.mention.actor.code.empty(), was_known = !who->mention.actor.code.empty();
      const std::uint32_t far = doc_.tokens[found.head].sentence - doc_.tokens[full.head].sentence;
      const bool near = full.head < found.head && (mrs || (far <= kNamesake && known == was_known)) && !one_name(*who, full);
      if (near || (known && !was_known && (!mrs || one_name(*who, full)))) who = &full;
    }
    return who;
  }

  // "PM Ruiz" is who is prime minister on that day, and no other Ruiz of the text who never was.
  bool is_holder(const Found& found, const Found& other) const {
    if (found.office.empty() || found.former || found.person == kNobody || found.person == other.person || !dated_) return false;
    const Term* held = reader_.term_at(found.person);
    if (held == nullptr || !holds(*held, found.office) || other.office == found.office) return false;
    return other.person == kNobody || !lexicon_.person(other.person).held(found.office);
  }

  // "The Moon", "a Gorbachev": somebody's name with nothing before it but an article or a possessor is no person.
  bool is_likened(const Found& found) const {
    std::uint32_t t = found.tokens.first;
    if (t == found.head || !any_of(doc_.tokens[t].tag, {"DT", "PRP$"})) return false;
    while (++t < found.head && doc_.tokens[t].pos == "PUNCT") {}
    return t == found.head;
  }

  // Who led a country of which the text speaks is known by the family name for some years after it.
  bool is_remembered(const Found& found) const {
    const Person& who = lexicon_.person(found.person);
    return dated_ && countries_.contains(found.mention.actor.country) && who.led() &&
           add_years(who.terms.back().period.last, kRemembered) >= reader_.date().first &&
           who.terms.front().period.first <= reader_.date().first;
  }

  // "Mahathir": whom the tables know by his first name, too.
  bool goes_by(const std::string& word, std::uint32_t person) const {
    const Words words = split(word);
    const std::uint32_t first = words.size() == 1 ? lexicon_.match(words, 0, 1).entry : 0;
    for (std::uint32_t e = first; e != 0; e = lexicon_.entry(e).next)
      if (lexicon_.entry(e).kind == Kind::surname && lexicon_.entry(e).index == person) return true;
    return false;
  }

  bool family_first(std::uint32_t index) const {
    return lexicon_.is("family_name_first", hash_word(fold(found_[index].mention.actor.country)));
  }

  // Whether a word stands for running for an office: "candidate", "nominee".
  bool is_candidate(std::uint32_t token) const { return lexicon_.is("candidate", hash_word(doc_.tokens[token].lemma)); }

  // "Republican candidate Ana Ruiz", "Ana Ruiz, the nominee,".
  bool is_called_candidate(const Found& found) const {
    for (std::uint32_t t = found.tokens.first; t < found.tokens.last; ++t)
      if (is_candidate(t)) return true;
    const Token& head = doc_.tokens[found.head];
    if (head.dep == "appos" && is_candidate(head.head)) return true;
    for (std::uint32_t t = found.head + 1; t < doc_.tokens.size() && t <= found.head + kApposition; ++t)
      if (doc_.tokens[t].head == found.head && doc_.tokens[t].dep == "appos" && is_candidate(t)) return true;
    return false;
  }

  // "The Ruiz campaign".
  bool has_campaign(const Found& found) const {
    const Token& head = doc_.tokens[found.head];
    return (head.dep == "compound" || head.dep == "poss") && doc_.tokens[head.head].lemma == "campaign";
  }

  std::string most_named() const {
    std::unordered_map<std::string, int> counts;
    std::string best;
    for (const Found& found : found_)
      if (const std::string& country = found.mention.actor.country; !country.empty() && ++counts[country] > counts[best])
        best = country;
    return best;
  }

  // Who runs for an office and holds none is of a party: a politician who is called a candidate, in a text about an election
  // anybody who is or who has a campaign, and in one of no date whoever of the country that it names most it gives no office.
  void candidates() {
    const bool election = is_of_election(lexicon_, doc_);
    std::unordered_set<std::string> running, titled;
    const std::string country = most_named();
    for (const Found& found : found_) {
      if (!found.named || found.mention.actor.kind != "person") continue;
      if (!found.former && found.office != kCandidate && (found.mention.how == "title" || !found.office.empty()))
        titled.insert(found.mention.actor.name);
      if ((is_called_candidate(found) && (election || found.person != kNobody)) || (election && has_campaign(found)))
        running.insert(found.mention.actor.name);
    }
    for (Found& found : found_) {
      Actor& actor = found.mention.actor;
      if (!(found.named || found.office == kCandidate) || actor.kind != "person" || titled.contains(actor.name)) continue;
      const bool holds = found.person != kNobody && reader_.term_at(found.person) != nullptr;
      const bool runs = running.contains(actor.name) && (actor.sector.empty() || actor.sector == "GOV" || actor.sector == "ELI");
      if (!(runs && !(holds && dated_)) && !(election && !dated_ && holds && actor.sector == "GOV" && actor.country == country))
        continue;
      actor.sector = "PTY";
      if (!actor.country.empty()) actor.code = code_of(actor.country, actor.sector);
    }
  }

  // "Front for Example (FE)"; "the Tigers" of the Example Tigers.
  void acronyms() {
    for (std::uint32_t i = 0; i < found_.size(); ++i) {
      const Found& found = found_[i];
      if (!found.named || found.mention.actor.kind == "person") continue;
      if (found.mention.actor.kind == "armed-group" && found.tokens.size() > 1 && doc_.str(found.head).ends_with('s'))
        acronyms_.try_emplace(std::string(doc_.str(found.head)), i);
      std::uint32_t t = found.tokens.last;
      if (t + 2 >= doc_.tokens.size() || doc_.str(t) != "(" || doc_.str(t + 2) != ")") continue;
      const std::string_view word = doc_.str(t + 1);
      const bool capitals = word.size() >= 2 && word.size() <= 8 &&
                            std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (capitals) acronyms_.try_emplace(std::string(word), i);
    }
  }

  void take(Found& found, const Found& from, const char* how) {
    const bool human = from.mention.actor.kind == "person";
    found.mention.actor = from.mention.actor;
    found.mention.how = how;
    found.person = from.person;
    found.gender = from.gender;
    found.named = true;
    if (human && found.office.empty()) found.office = from.office;
  }

  void shorten(Found& found) {
    Actor& actor = found.mention.actor;
    if (!found.named) return;
    if (actor.code.empty() && !actor.name.empty())
      if (const auto at = acronyms_.find(actor.name); at != acronyms_.end()) {
        take(found, found_[at->second], "acronym");
        return;
      }
    // "Bloomberg", of whom the text has spoken as Michael Bloomberg.
    if ((actor.kind == "organisation" || actor.kind == "company") && found.tokens.size() == 1)
      if (const Found* full = bearer(normal(doc_.str(found.head)), found);
          full != nullptr && full->mention.span.begin < found.mention.span.begin) {
        take(found, *full, "surname");
        return;
      }
    const bool surname = found.mention.how == "surname";
    const bool bare = actor.name.find(' ') == std::string::npos;
    // "Sir Keir".
    if (actor.kind == "person" && actor.code.empty() && bare && found.head > 0 &&
        lexicon_.is("knight", hash_word(fold(doc_.str(found.head - 1)))))
      if (const auto at = by_given_.find(normal(actor.name)); at != by_given_.end() && at->second != kNobody) {
        take(found, found_[at->second], "name");
        return;
      }
    // The whole name again, once the text has said whose it is.
    if (actor.kind == "person" && actor.code.empty()) {
      const Found* full = bearer(last_word(actor.name), found, bare ? "" : normal(actor.name));
      if (full != nullptr && full != &found) take(found, *full, bare ? "surname" : "name");
      return;
    }
    if (!surname) return;
    const std::string_view written = doc_.str(found.head);
    if (const Found* full = bearer(normal(written), found); full != nullptr) {
      const bool left = found.former && actor.sector == "ELI" && found.person == full->person;
      if (!left && is_holder(found, *full))
        note(normal(written), static_cast<std::uint32_t>(&found - found_.data()));
      else if (!left)
        take(found, *full, "surname");
      return;
    }
    if (found.person == kNobody) return;
    const std::string_view type = doc_.tokens[found.head].ent_type;
    const bool person_like = type.empty() || type == "PERSON" || type == "ORG" || type == "GPE";
    const bool plain = found.tokens.size() == 1;
    const Term* held = reader_.term_at(found.person);
    const bool everyday = lexicon_.is("common_name", hash_word(fold(written)));
    const bool word = lexicon_.is("also_words", hash_word(fold(written)));  // "Rice", "Gates": only where it is tagged as a name
    const bool rare = written.size() >= 4 && actor.name.find(' ') != std::string::npos &&
                      lexicon_.bearers(hash_word(fold(written))) <= kRare && !everyday;
    const bool leads = held != nullptr && (!held->office.empty() || !everyday);  // "Johnson" is no senator, but a prime minister
    const bool named = doc_.tokens[found.head].pos == "PROPN" || !word;
    const bool wife = is_woman(found) && found.gender == 'm';  // "Lady Ruiz" where the tables know her husband
    const bool other = wife || is_likened(found);
    const bool spoken_of = rare || (leads && dated_ && countries_.contains(actor.country));
    if (!other && person_like && named && held != nullptr && (!plain || spoken_of)) return;
    if (!other && type == "PERSON" && rare && is_remembered(found)) return;
    if (!other && !plain && person_like) return;  // a title stands before it
    actor = {"", std::string(written), "", "", type == "PERSON" ? "person" : ""};
    found.person = kNobody;
    if (type != "PERSON") {
      found.named = false;
      found.other = true;
    }
  }

  const Doc& doc_;
  const Lexicon& lexicon_;
  Reader reader_;
  bool dated_;
  std::vector<Found>& found_;
  std::vector<std::uint32_t> by_head_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_surname_;  // mentions by the full name, in text order
  std::unordered_map<std::string, std::uint32_t> by_given_;
  std::unordered_map<std::string, std::uint32_t> acronyms_;
  std::unordered_set<std::string> countries_;
};

}  // namespace

void link_names(const Doc& doc, const Lexicon& lexicon, Period date, std::vector<Found>& found) {
  Linker(doc, lexicon, date, found).run();
}

}  // namespace entente::actors
