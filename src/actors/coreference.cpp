#include "actors/coreference.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>

#include "actors/names.h"
#include "actors/quotes.h"

namespace entente::actors {
namespace {

constexpr std::uint32_t kWindow = 100;       // mentions looked back over
constexpr std::uint32_t kDescriptions = 12;  // sentences that a description reaches back
constexpr std::uint32_t kPronouns = 2;       // sentences that a pronoun reaches back
constexpr std::uint32_t kLand = 4;           // sentences that "the country" reaches back to where something is
constexpr std::uint32_t kOpening = 2;        // sentences in which a text says where it plays
constexpr std::uint32_t kTwo = 2;            // sentences that "both countries" reach back
constexpr std::string_view kUsa = "USA";
constexpr std::string_view kInternational = "IGO";
constexpr int kEnough = 45;  // least score of an antecedent
constexpr int kMargin = 6;   // by which it must beat another actor

bool any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool own_code(const Actor& actor) {
  return !actor.code.empty() && actor.code.find(' ') == std::string::npos && actor.code != actor.country;
}

class Resolver {
 public:
  Resolver(const Doc& doc, const Lexicon& lexicon, std::string_view publisher, std::vector<Found>& found)
      : doc_(doc), lexicon_(lexicon), found_(found), by_head_(doc.tokens.size(), kNobody) {
    std::map<std::string, int> places, named;
    int all = 0, all_named = 0;
    for (std::uint32_t i = 0; i < found_.size(); ++i) {
      std::uint32_t& at = by_head_[found_[i].head];
      if (at == kNobody || found_[at].mention.span.size() < found_[i].mention.span.size()) at = i;
      const Actor& actor = found_[i].mention.actor;
      if (actor.kind == "place" || (actor.kind == "country" && token(i).dep == "pobj")) {
        if (!actor.country.empty()) {
          ++places[actor.country];
          ++all;
        }
      }
    }
    for (const Found& one : found_)
      if (const Actor& actor = one.mention.actor; !one.common && lexicon_.country_by_code(actor.country) != nullptr) {
        ++named[actor.country];
        ++all_named;
        names_usa_ = names_usa_ || (actor.country == kUsa && actor.sector != "LEG");
      }
    for (const auto& [name, count] : places)
      if (count * 5 >= all * 3 && count >= 2) main_country_ = name;
    for (const auto& [name, count] : named)
      if (count * 2 > all_named && count >= 3) subject_ = name;
    for (std::uint32_t i = 0; i < found_.size() && opening_.empty() && sentence(i) < kOpening; ++i)
      if (found_[i].mention.actor.kind == "place" || locative(found_[i])) opening_ = found_[i].mention.actor.country;
    at_home_ = !subject_.empty() ? subject_ : all_named == 0 || named.contains(std::string(publisher)) ? publisher : "";
    quotes_ = find_quotes(doc, lexicon);
  }

  void run() {
    for (std::uint32_t i = 0; i < found_.size(); ++i) {
      Found& found = found_[i];
      if (found.common) common_body(i);
      if (is_state(found)) only_place(found, found.mention.actor.country);
      if (found.named && found.mention.actor.country == kInternational && !own_code(found.mention.actor)) nameless_body(i);
      if (found.pronoun != Pronoun::none) {
        if (found.pronoun != Pronoun::i && found.pronoun != Pronoun::we) third_person(i);
      } else if (found.land || is_open(found)) {
        if (!is_owned(i)) description(i);
      } else if (found.named && found.mention.actor.kind == "person" && found.mention.actor.code.empty()) {
        at_home(found);  // "Senator Ana Ruiz"
      }
      if (const std::uint32_t owned = owned_by(i); owned != kNobody) {
        possessed(owned, found);
        if (is_open(found_[owned])) description(owned);
      }
    }
    staffed();
    for (Found& found : found_)
      if (is_open(found) && found.several == 0 &&
          (any_of(found.mention.actor.sector, {"PTY", "LEG", "JRN", "SPY", "NGO"}) ||
           (!subject_.empty() && any_of(found.mention.actor.sector, {"GOV", "MIL", "REB"}))))
        at_home(found);
    for (Found& found : found_)
      if (found.pronoun == Pronoun::i || found.pronoun == Pronoun::we) first_person(found);
    std::erase_if(found_, [](const Found& f) { return f.other || ((f.pronoun != Pronoun::none || f.land) && !f.known()); });
  }

 private:
  const Token& token(std::uint32_t found) const { return doc_.tokens[found_[found].head]; }
  std::uint32_t sentence(std::uint32_t found) const { return token(found).sentence; }
  bool word_is(std::uint32_t t, std::string_view word_class) const {
    return lexicon_.is(word_class, hash_word(doc_.tokens[t].lemma));
  }

  void take(Found& found, const Found& from, const char* how) {
    found.mention.actor = from.mention.actor;
    found.mention.how = how;
    found.person = from.person;
    found.gender = from.gender == ' ' ? found.gender : from.gender;
    found.named = true;
    if (found.office.empty()) found.office = from.office;
  }

  // The latest mention that `fits`, in reach; for a subject another subject near by first, a phrase of its own before a modifier.
  template <class Fits>
  std::uint32_t latest(std::uint32_t i, std::uint32_t sentences, Fits fits) const {
    const std::uint32_t subject =
        leads(found_[i]) ? latest_of(i, std::min(sentences, 1U), [&](const Found& f) { return leads(f) && fits(f); }) : kNobody;
    if (subject != kNobody) return subject;
    const std::uint32_t whole = latest_of(i, sentences, [&](const Found& f) { return !modifies(f) && fits(f); });
    return whole != kNobody ? whole : latest_of(i, sentences, fits);
  }

  bool leads(const Found& found) const { return any_of(doc_.tokens[found.head].dep, {"nsubj", "nsubjpass"}); }

  bool modifies(const Found& found) const {
    std::uint32_t t = found.head;
    for (int steps = 0; steps < 4 && doc_.tokens[t].dep == "conj"; ++steps) t = doc_.tokens[t].head;
    return found.nested || any_of(doc_.tokens[t].dep, {"compound", "amod", "nmod"});
  }

  template <class Fits>
  std::uint32_t latest_of(std::uint32_t i, std::uint32_t sentences, Fits fits) const {
    for (std::uint32_t back = 1; back <= kWindow && back <= i; ++back) {
      const std::uint32_t c = i - back;
      if (sentence(i) - sentence(c) > sentences) break;
      // Two phrases of one verb are two actors.
      const Token &one = token(i), &two = token(c);
      if (one.head == two.head && one.head != found_[i].head && any_of(two.dep, {"nsubj", "dobj", "nsubjpass"}) &&
          one.dep != "poss")
        continue;
      if (found_[c].known() && fits(found_[c])) return c;
    }
    return kNobody;
  }

  // A description that names nobody yet.
  static bool is_open(const Found& found) { return found.role && found.mention.actor.code.empty(); }

  // "the country": where the text is, before who it is about; "the kingdom": the latest that is one.
  void land(std::uint32_t i) {
    Found& found = found_[i];
    const std::string_view noun = doc_.tokens[found.head].lemma;
    const bool any = !lexicon_.is("kind_of_land", hash_word(noun));
    const auto fits = [&](std::string_view country) { return any || lexicon_.is(noun, hash_word(fold(country))); };
    std::uint32_t from = latest_of(
        i, kLand, [&](const Found& f) { return f.pronoun == Pronoun::none && locative(f) && fits(f.mention.actor.country); });
    const Actor* country = nullptr;
    if (from == kNobody && !subject_.empty() && fits(subject_)) country = lexicon_.country_by_code(subject_);
    if (from == kNobody && country == nullptr)
      from = latest(i, kDescriptions, [&](const Found& f) {
        const Actor& actor = f.mention.actor;
        return any_of(actor.kind, {"country", "place"}) && !actor.country.empty() && f.pronoun == Pronoun::none &&
               fits(actor.country);
      });
    if (from != kNobody) country = lexicon_.country_by_code(found_[from].mention.actor.country);
    if (country == nullptr) return;
    found.mention.actor = *country;
    found.mention.how = "description";
    found.named = true;
  }

  // "Both countries": the two of which the sentences before tell, where they tell of no third; "the two leaders" again are those
  // that were two before.
  void several(std::uint32_t i) {
    Found& found = found_[i];
    const std::uint32_t next = i + 1 < found_.size() ? found_[i + 1].head : found.head;
    if (doc_.tokens[next].dep == "appos" && doc_.tokens[next].head == found.head) return;  // "the two allies, Chad and Niger,"
    const bool sides = word_is(found.head, "of_sides");
    std::vector<Actor> meant;
    const auto add = [&](const Actor& actor) {
      const Actor* one = own_code(actor) ? (sides ? &actor : nullptr) : lexicon_.country_by_code(actor.country);
      if (one == nullptr || std::any_of(meant.begin(), meant.end(), [&](const Actor& a) { return a.code == one->code; })) return;
      meant.push_back(*one);
    };
    for (std::uint32_t back = 1; back <= kWindow && back <= i && meant.size() <= found.several; ++back) {
      const Found& f = found_[i - back];
      const std::uint32_t far = sentence(i) - sentence(i - back);
      if (far > kTwo || (meant.size() == found.several && far > sentence(i) - sentence(i - back + 1))) break;
      if (f.mention.actor.code.empty() || f.other || locative(f) || acts_on(f, found)) continue;
      const bool again = f.several == found.several;
      if (again) meant.clear();
      for (auto other = f.others.rbegin(); other != f.others.rend(); ++other) add(*other);
      add(f.mention.actor);
      if (again) break;
    }
    if (meant.size() != found.several) return;
    const std::string sector = found.mention.actor.sector;
    for (Actor& actor : meant)
      if (!sector.empty() && !own_code(actor))
        actor = {code_of(actor.country, sector), actor.name, actor.country, sector, "group"};
    found.mention.actor = meant.back();  // the one named first
    found.others.assign(meant.rbegin() + 1, meant.rend());
    found.mention.how = "description";
    found.named = true;
  }

  // Whether one is the subject, or joined to the subject, of the verb whose object is the other.
  bool acts_on(const Found& subject, const Found& object) const {
    std::uint32_t t = subject.head;
    for (int steps = 0; steps < 4 && doc_.tokens[t].dep == "conj"; ++steps) t = doc_.tokens[t].head;
    return doc_.tokens[t].dep == "nsubj" && doc_.tokens[object.head].dep == "dobj" &&
           doc_.tokens[t].head == doc_.tokens[object.head].head;
  }

  // "Its neighbour", "its old enemy": the only other country of which the sentences before tell.
  void neighbour(std::uint32_t i, std::string_view country) {
    Found& found = found_[i];
    if (country.empty()) return;
    const Token& head = doc_.tokens[found.head];
    const std::uint32_t beside = head.dep == "appos" ? by_head_[head.head] : kNobody;  // "Chad, its neighbour"
    if (beside != kNobody && found_[beside].mention.actor.kind == "country") {
      take(found, found_[beside], "apposition");
      return;
    }
    const Actor* only = nullptr;
    for (std::uint32_t back = 1; back <= kWindow && back <= i && sentence(i) - sentence(i - back) <= kTwo; ++back) {
      const Found& f = found_[i - back];
      const Actor* one = lexicon_.country_by_code(f.mention.actor.country);
      if (one == nullptr || locative(f) || one->code == country || one == only) continue;
      if (only != nullptr) return;
      only = one;
    }
    if (only == nullptr) return;
    found.mention.actor = *only;
    found.mention.how = "description";
    found.named = true;
  }

  void description(std::uint32_t i) {
    Found& found = found_[i];
    if (found.several > 0) {
      several(i);
      return;
    }
    if (word_is(found.head, "relation")) return;
    const std::uint32_t head = found.head;
    const std::string_view sector = found.mention.actor.sector;
    const bool definite = found.definite && doc_.tokens[found.tokens.first].tag != "PRP$";
    if (found.land) {
      land(i);
      return;
    }
    std::uint32_t from = kNobody;
    if (definite && !found.former && !found.office.empty())
      from = latest(i, kDescriptions,
                    [&](const Found& f) { return f.mention.actor.kind == "person" && holds_office(f, found.office); });
    if (from == kNobody && definite && word_is(head, "armed") && !bodily(found))
      from = latest(i, kDescriptions, [](const Found& f) { return f.mention.actor.kind == "armed-group"; });
    if (from == kNobody && definite && word_is(head, "group") && !bodily(found))
      from = latest(i, kDescriptions, [&](const Found& f) {
        return any_of(f.mention.actor.kind, {"armed-group", "organisation"}) && f.named && is_such(f, head);
      });
    if (from == kNobody && definite && word_is(head, "organisation") && !bodily(found))
      from = latest(i, kDescriptions,
                    [&](const Found& f) { return f.mention.actor.kind == "organisation" && is_body(f) && is_such(f, head); });
    if (from == kNobody && definite && found.tokens.size() == 2 && is_state(found)) {
      only_place(found, at_home_);
      return;
    }
    if (from == kNobody && definite && !found.plural) {
      const std::string_view noun = doc_.tokens[head].lemma;
      from = latest(i, kDescriptions, [&](const Found& f) { return f.role && !f.plural && doc_.tokens[f.head].lemma == noun; });
      if (from != kNobody) found.former = false;
    }
    if (from == kNobody && definite && any_of(sector, {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"}) && !found.plural)
      from = latest(i, kDescriptions, [&](const Found& f) {
        const Actor& body = f.mention.actor;
        const bool force = body.sector == "COP" && doc_.tokens[head].lemma == "force";  // the police are one too
        if (sector == "MIL" && !lexicon_.country_by_code(body.country)) return false;   // "the military" is no alliance's
        return (body.sector == sector || force) && !body.country.empty() &&
               (found.mention.actor.kind == "person") == (f.mention.actor.kind == "person") && is_such(f, head) &&
               (f.mention.how != "capital" || word_is(head, "government"));  // "Paris" is no ministry
      });
    if (from == kNobody && definite && any_of(found.mention.actor.kind, {"person"}) && !found.plural && word_is(head, "speaker"))
      from = latest(i, 3, [](const Found& f) { return f.mention.actor.kind == "person"; });
    if (found.former) from = kNobody;
    if (from != kNobody) {
      if (found.role && found.mention.actor.kind != "person" && found_[from].mention.actor.kind == "person" &&
          found.office.empty())
        return;
      take(found, found_[from], "description");
      return;
    }
    // "Officials", "guerrillas"; whose soldiers are somewhere is no matter of the place.
    const bool body = definite && any_of(sector, {"GOV", "MIL"}) && found.mention.actor.kind != "person" &&
                      (found.tokens.size() == 2 || (found.tokens.size() == 3 && word_is(head, "ministry")));
    const bool minister = definite && !found.plural && !found.former && !found.office.empty() && sector == "GOV";
    if (body || minister || sector == "LEG")
      settle(found, state_of(i));
    else if ((found.plural && any_of(sector, {"GOV", "REB"})) ||
             any_of(sector, {"CVL", "COP", "MED", "EDU", "REF", "JUD", "AGR", "LAB", "OPP", "REL", "BUS"}) ||
             (definite && sector == "PRM"))
      settle(found, country_around(i));
    else if (found.plural && sector == "MIL")
      of_subject(found.mention.actor);
  }

  // "In the state", "in Kaduna state": where something is, no government.
  bool is_state(const Found& found) const { return found.role && doc_.tokens[found.head].lemma == "state" && is_where(found); }

  void only_place(Found& found, std::string_view code) const {
    const Actor* country = lexicon_.country_by_code(code);
    if (country == nullptr) return;
    found.mention.actor = {country->code, country->name, country->country, "", "place"};
    found.mention.how = "place";
  }

  // Who has a sector and no country is of the country that the text is about, else of its publisher's.
  void at_home(Found& found) const {
    Actor& actor = found.mention.actor;
    if (at_home_.empty() || actor.sector.empty() || !actor.country.empty()) return;
    actor.country = at_home_;
    actor.code = code_of(at_home_, actor.sector);
    found.mention.how = "place";
  }

  // "Clinton aides", "Merkel's office": as whom they serve, the last bearer of the name before.
  void staffed() {
    std::map<std::string, const Actor*> by_surname;
    for (Found& found : found_) {
      if (const Actor& who = found.mention.actor; who.kind == "person" && !who.code.empty() && !who.name.empty())
        by_surname[last_word(who.name)] = &who;
      if (!is_open(found) || !word_is(found.head, "staff")) continue;
      for (std::uint32_t t = found.tokens.first; t < found.head; ++t) {
        if (doc_.tokens[t].head != found.head || !any_of(doc_.tokens[t].dep, {"poss", "compound", "nmod"})) continue;
        const auto before = by_surname.find(normal(doc_.str(t)));
        const Found* there = by_head_[t] == kNobody ? nullptr : &found_[by_head_[t]];
        const bool named = there && there->mention.actor.kind == "person" && !there->mention.actor.code.empty();
        if (!named && before == by_surname.end()) continue;
        const Actor& whom = named ? there->mention.actor : *before->second;
        found.mention.actor = {whom.code, "", whom.country, whom.sector, "group"};
        found.mention.how = "title";
      }
    }
  }

  // "The Senate" is that of the country that the text is about.
  void of_subject(Actor& body) const {
    if (subject_.empty()) return;
    body.country = subject_;
    body.code = code_of(subject_, body.sector);
  }

  // "NATO peacekeepers" are of a body as much as its name.
  static bool is_body(const Found& found) { return found.named || own_code(found.mention.actor); }

  // Whether a noun may mean a body: "the party" is a party, "the network" no government, "the committee" has it in its name.
  bool is_such(const Found& body, std::uint32_t noun) const {
    const Actor& actor = body.mention.actor;
    if (word_is(noun, "noun_of_court")) return actor.sector == "JUD";
    if (word_is(noun, "noun_of_party")) return any_of(actor.sector, {"PTY", "OPP"});
    if (word_is(noun, "body_of_kind"))
      return (actor.sector == "LAB" && doc_.tokens[noun].lemma == "union") ||
             lexicon_.is(doc_.tokens[noun].lemma, hash_word(fold(actor.code)));
    if (doc_.tokens[noun].lemma == "network") return any_of(actor.sector, {"JRN", "CRM"}) || actor.kind == "armed-group";
    if (word_is(noun, "in_its_name")) {
      const std::string name = normal(actor.name) + ' ' + normal(body.mention.span.in(doc_.text));
      return name.find(doc_.tokens[noun].lemma) != std::string::npos;
    }
    return actor.sector != "JRN" || word_is(noun, "organisation");
  }

  // The description that a pronoun or another description owns, kNobody where none.
  std::uint32_t owned_by(std::uint32_t owner) const {
    const Token& at = token(owner);
    if ((found_[owner].pronoun == Pronoun::none && !found_[owner].role) || at.dep != "poss") return kNobody;
    const std::uint32_t owned = by_head_[at.head];
    return owned < owner && is_open(found_[owned]) && found_[owner].mention.span.begin < found_[owned].mention.span.end ? owned
                                                                                                                        : kNobody;
  }

  bool is_owned(std::uint32_t i) const {
    for (std::uint32_t c = i + 1; c < found_.size() && found_[c].mention.span.begin < found_[i].mention.span.end; ++c)
      if (owned_by(c) == i) return true;
    return false;
  }

  // "its soldiers", "their leader", "the court's prosecutor": the owner's.
  void possessed(std::uint32_t i, const Found& owner) {
    Found& found = found_[i];
    const Actor& whose = owner.mention.actor;
    if (word_is(found.head, "neighbour") && owner.pronoun == Pronoun::it) neighbour(i, whose.country);
    if (whose.code.empty() || whose.kind == "person" || word_is(found.head, "relation")) return;
    if (own_code(whose)) {
      found.mention.actor = whose;
    } else if (std::string& sector = found.mention.actor.sector; !sector.empty()) {
      if (found.office == "president" && !whose.sector.empty()) sector = whose.sector;  // "the court's president"
      found.mention.actor.country = whose.country;
      found.mention.actor.name = whose.name;
      found.mention.actor.code = code_of(whose.country, sector);
    } else {
      return;
    }
    found.mention.how = "title";
  }

  // Whether words between article and head name something else: "the cricket group".
  bool bodily(const Found& found) const { return found.mention.actor.sector == "BUS" || found.mention.actor.sector == "EDU"; }

  bool holds_office(const Found& candidate, std::string_view office) const {
    if (candidate.office == office) return true;
    return candidate.person != kNobody && lexicon_.person(candidate.person).held(office);
  }

  void settle(Found& found, const std::string& country) const {
    if (country.empty() || !lexicon_.country_by_code(country)) return;
    found.mention.actor.country = country;
    found.mention.actor.code = code_of(country, found.mention.actor.sector);
    found.mention.how = "place";
  }

  // "The Senate" is that of the country that the text is about, or plays in where it does not speak of the United States.
  void common_body(std::uint32_t i) {
    Actor& body = found_[i].mention.actor;
    const std::string country = !subject_.empty() ? subject_ : names_usa_ ? "" : state_of(i);
    if (country.empty()) return;
    body.country = country;
    body.code = code_of(country, body.sector);
  }

  // "The Hague-based court": of the international bodies of its sector the one that was named last.
  void nameless_body(std::uint32_t i) {
    Found& found = found_[i];
    const std::uint32_t from = latest_of(i, kDescriptions, [&](const Found& f) {
      return own_code(f.mention.actor) && f.mention.actor.sector == found.mention.actor.sector &&
             f.mention.actor.kind == "organisation";
    });
    if (from != kNobody) take(found, found_[from], "description");
  }

  // Whose government, army, parliament: of the place before it in the sentence, else of whom the text is about, else as
  // civilians.
  std::string state_of(std::uint32_t i) const {
    for (std::uint32_t c = i; c-- > 0 && sentence(c) == sentence(i);)
      if (locative(found_[c])) return found_[c].mention.actor.country;
    if (!subject_.empty()) return subject_;
    if (std::string around = country_around(i); !around.empty()) return around;
    const std::uint32_t state = latest_of(i, kPronouns, [&](const Found& f) {
      return leads(f) && any_of(f.mention.actor.sector, {"GOV", "LEG"}) && lexicon_.country_by_code(f.mention.actor.country);
    });
    if (state != kNobody) return found_[state].mention.actor.country;
    return word_is(found_[i].head, "of_usa") ? std::string(kUsa) : std::string();
  }

  // Civilians, police, courts, officials, guerrillas without a country are those of the place that the sentence or the text is
  // about.
  std::string country_around(std::uint32_t i) const {
    if (std::string from = origin(i); !from.empty()) return from;
    for (std::uint32_t c = i + 1; c < found_.size() && c - i < kWindow && sentence(c) == sentence(i); ++c)
      if (locative(found_[c])) return found_[c].mention.actor.country;
    if (const std::uint32_t from = latest_place(i); from != kNobody) return found_[from].mention.actor.country;
    for (const std::string* country : {&main_country_, &at_home_, &opening_})
      if (!country->empty()) return *country;
    return {};
  }

  // "Refugees from Syria", wherever the parse hangs the "from".
  std::string origin(std::uint32_t i) const {
    const std::uint32_t from = found_[i].head + 1;
    if (i + 1 >= found_.size() || from >= doc_.tokens.size() || doc_.str(from) != "from") return {};
    const Found& next = found_[i + 1];
    const bool follows = next.tokens.first == from + 1 && any_of(next.mention.actor.kind, {"place", "country"});
    return follows ? next.mention.actor.country : std::string();
  }

  bool locative(const Found& found) const { return any_of(found.mention.actor.kind, {"place", "country"}) && is_where(found); }

  bool is_where(const Found& found) const {
    const Token& at = doc_.tokens[found.head];
    return at.dep == "pobj" && any_of(doc_.str(at.head), {"in", "at", "near", "across", "In", "Across", "Near", "At"});
  }

  std::uint32_t latest_place(std::uint32_t i) const {
    for (std::uint32_t back = 1; back <= kWindow && back <= i && sentence(i) - sentence(i - back) <= 1; ++back)
      if (locative(found_[i - back]) || (found_[i - back].mention.actor.kind == "place" && found_[i - back].known()))
        return i - back;
    return kNobody;
  }

  // Fit of an antecedent for a third-person pronoun; below zero where it cannot be.
  int fit(const Found& pronoun, const Found& candidate) const {
    const Actor& actor = candidate.mention.actor;
    const bool person = actor.kind == "person";
    if (candidate.other) {
      if (pronoun.pronoun == Pronoun::they) return candidate.plural ? 6 : -1;
      return pronoun.pronoun == Pronoun::it && !candidate.plural ? 4 : -1;
    }
    switch (pronoun.pronoun) {
      case Pronoun::he:
      case Pronoun::she:
        if (!person || candidate.plural) return -1;
        if (candidate.gender != ' ' && candidate.gender != (pronoun.pronoun == Pronoun::he ? 'm' : 'f')) return -1;
        return candidate.gender != ' ' ? 10 : 5;
      case Pronoun::they:
        if (actor.kind == "armed-group") return 12;
        if (candidate.plural) return 10;
        if (any_of(actor.kind, {"organisation", "group"})) return 0;
        return -1;
      case Pronoun::it:
        if (candidate.plural || person) return -1;
        if (actor.kind == "armed-group") return 5;  // more often "they"
        if (any_of(actor.kind, {"country", "organisation", "government", "military", "company"})) return 9;
        return actor.kind == "place" ? -1 : 0;
      default:
        return -1;
    }
  }

  void third_person(std::uint32_t i) {
    Found& found = found_[i];
    const Token& at = doc_.tokens[found.head];
    const bool owns = at.dep == "poss";
    const std::uint32_t speaker = speaker_at(found.mention.span);
    int best = 0, second = 0;
    std::uint32_t chosen = kNobody, unlike = kNobody;
    const bool leads = any_of(at.dep, {"nsubj", "nsubjpass"});
    for (std::uint32_t back = 1; back <= kWindow && back <= i; ++back) {
      const std::uint32_t c = i - back;
      const Found& candidate = found_[c];
      const std::uint32_t far = sentence(i) - sentence(c);
      if (far > kPronouns) break;
      if (candidate.pronoun != Pronoun::none && !candidate.known()) continue;
      if (candidate.mention.span.contains(found.mention.span)) continue;
      if (candidate.head == speaker && (found.pronoun == Pronoun::he || found.pronoun == Pronoun::she)) continue;
      const Token& other = doc_.tokens[candidate.head];
      // An object is not its own verb's subject.
      if (!owns && far == 0 && other.head == at.head && other.dep != "poss" && candidate.head != at.head) continue;
      if (!leads && !owns && far == 0 && below(other, at.head)) continue;
      if (candidate.pronoun != Pronoun::none && candidate.pronoun != found.pronoun && far == 0) unlike = c;
      if (unlike != kNobody && same(candidate.mention.actor, found_[unlike].mention.actor)) continue;  // "it calls them"
      const int base = fit(found, candidate);
      if (base < 0) continue;
      int score = 70 + base - 22 * static_cast<int>(far) - static_cast<int>(std::min(back, 10U));
      // A subject goes on as subject or owner, an object as object.
      const bool subject = any_of(other.dep, {"nsubj", "nsubjpass"});
      if (subject) score += leads ? 20 : owns ? 14 : 4;
      if (!leads && !owns && any_of(other.dep, {"dobj", "pobj"})) score += 10;
      if (modifies(candidate) || other.dep == "poss") score -= 14;
      if (other.dep == "pobj") score -= 10;
      if (candidate.pronoun == found.pronoun) score += 12;
      if (far == 0 && (leads || owns) && governs(other, at)) score += 20;
      if (chosen != kNobody && same(candidate.mention.actor, found_[chosen].mention.actor)) {
        best = std::max(best, score);
        continue;
      }
      if (score > best) {
        second = best;
        best = score;
        chosen = c;
      } else {
        second = std::max(second, score);
      }
    }
    if (chosen == kNobody || !found_[chosen].known() || best < kEnough || best - second < kMargin) return;
    take(found, found_[chosen], "pronoun");
    if (found.gender == ' ') found.gender = found.pronoun == Pronoun::he ? 'm' : found.pronoun == Pronoun::she ? 'f' : ' ';
  }

  // Whether a word stands in a phrase of a verb, without a clause in between: no antecedent for that verb's own object.
  bool below(const Token& word, std::uint32_t verb) const {
    std::uint32_t up = word.head;
    for (int steps = 0; steps < 6; ++steps) {
      if (up == verb) return true;
      if (doc_.tokens[up].head == up || any_of(doc_.tokens[up].pos, {"VERB", "AUX"})) return false;
      up = doc_.tokens[up].head;
    }
    return false;
  }

  // Whether a subject's verb stands above a word: the subject of its own clause or of one around it.
  bool governs(const Token& subject, const Token& word) const {
    if (!any_of(subject.dep, {"nsubj", "nsubjpass"})) return false;
    std::uint32_t up = word.head;
    for (int steps = 0; steps < 8; ++steps) {
      if (up == subject.head) return true;
      if (doc_.tokens[up].head == up) return false;
      up = doc_.tokens[up].head;
    }
    return false;
  }

  static bool same(const Actor& a, const Actor& b) { return a.name == b.name && a.code == b.code; }

  std::uint32_t speaker_at(Span span) const {
    const auto after = std::upper_bound(quotes_.begin(), quotes_.end(), span.begin,
                                        [](std::uint32_t at, const Quote& q) { return at < q.span.begin; });
    if (after == quotes_.begin() || (after - 1)->span.end < span.end) return kNobody;
    return (after - 1)->speaker;
  }

  void first_person(Found& found) {
    const std::uint32_t speaker = speaker_at(found.mention.span);
    if (speaker == kNobody || by_head_[speaker] == kNobody) return;
    const Found& who = found_[by_head_[speaker]];
    if (!who.known() || &who == &found) return;
    take(found, who, "pronoun");
  }

  const Doc& doc_;
  const Lexicon& lexicon_;
  std::vector<Found>& found_;
  std::vector<std::uint32_t> by_head_;
  std::vector<Quote> quotes_;
  std::string main_country_;  // where most of the text takes place; empty where it has no such country
  std::string subject_;       // whose most of the actors and places are that the text names; empty where there is no such country
  std::string opening_;       // of the first place that it names, where it does so at once
  bool names_usa_ = false;
  std::string at_home_;  // that, else the publisher's where the text names it or none
};

}  // namespace

void corefer(const Doc& doc, const Lexicon& lexicon, Period date, std::string_view publisher, std::vector<Found>& found) {
  link_names(doc, lexicon, date, found);
  Resolver(doc, lexicon, publisher, found).run();
}

}  // namespace entente::actors
