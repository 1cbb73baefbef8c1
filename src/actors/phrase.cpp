#include "actors/phrase.h"

#include <fmt/format.h>

#include <algorithm>

namespace entente::actors {
namespace {

constexpr int kFame = 5;      // years that an undated text may still mean a person by the office held last
constexpr int kHandOver = 2;  // days in which an office may have two holders
const std::string kFormer = "ELI";

bool stand_in(std::string_view country) { return country.empty() || any_of(country, {"UNO", "EUR", "IGO", "NGO"}); }

}  // namespace

bool public_office(std::string_view sector) { return any_of(sector, {"GOV", "LEG", "MIL", "COP", "SPY", "JUD", "PTY", "IGO"}); }

void name_national_body(Reading& reading, const Words& words, std::string_view text) {
  if (reading.kind != Kind::body || reading.how != "name" || reading.actor.code.find(' ') == std::string::npos) return;
  reading.actor.name =
      text.substr(words[reading.first].span.begin, words[reading.decisive - 1].span.end - words[reading.first].span.begin);
}

std::string code_of(std::string_view country, std::string_view sector) {
  if (country.empty()) return {};
  return sector.empty() ? std::string(country) : fmt::format("{} {}", country, sector);
}

// The head of a parliament or of a company's board is of its sector.
bool sector_of_owner(const RoleNoun& role, std::string_view sector) {
  return sector.empty() || role.office == "president" || role.office == "vice president";
}

// The hits of a phrase, sorted out.
struct Reader::Items {
  struct Item {
    Match match;
    const Entry* entry;
  };
  std::vector<Item> names;  // in order
  std::vector<Item> roles;
  bool former = false;
  bool quantified = false;

  std::uint32_t name_end() const { return names.empty() ? 0 : names.back().match.last; }
  std::uint32_t role_end() const { return roles.empty() ? 0 : roles.back().match.last; }
};

Actor Reader::body_actor(const Body& body) const {
  Actor actor = body.actor;
  for (const SectorTerm& term : body.terms)
    if (date_.known() ? term.period.overlaps(date_) : term.period.last == Period::kOpen) actor.sector = term.sector;
  return actor;
}

const Term* Reader::term_at(std::uint32_t person) const {
  const auto& terms = lexicon_.person(person).terms;
  if (as_written_ && !date_.known()) return &terms.back();
  if (!date_.known()) {
    for (auto term = terms.rbegin(); term != terms.rend(); ++term)
      if (add_years(term->period.last, kFame) >= lexicon_.as_of()) return &*term;
    return nullptr;
  }
  const Term* best = nullptr;  // of several the one held longest
  int most = 0;
  for (auto term = terms.rbegin(); term != terms.rend(); ++term)
    if (const int days = term->period.shared_days(date_); in_force(*term) && days > most) {
      best = &*term;
      most = days;
    }
  return best;
}

// That an office begins on the last day of a stretch of several days says nothing.
bool Reader::in_force(const Term& term) const {
  return term.period.shared_days(date_) > (date_.shared_days(date_) > kHandOver ? kHandOver : 0);
}

Actor Reader::person_actor(std::uint32_t person) const {
  const Person& who = lexicon_.person(person);
  const Term* held = term_at(person);
  const Term& term = held ? *held : who.terms.back();
  const Body* body = lexicon_.body_by_code(term.country);
  const std::string name(who.name);
  if (body && !lexicon_.country_by_code(term.country)) {
    // Who left an organisation is no longer its voice; a fighter stays his group's.
    if (!held && body->actor.kind == "armed-group")
      return {body->actor.code, name, body->actor.country, std::string(term.sector), "person"};
    if (!held && stand_in(body->actor.country)) return {"", name, "", "ELI", "person"};
    return {body->actor.code, name, body->actor.country, held ? std::string(term.sector) : "ELI", "person"};
  }
  // Who will hold an office is still of a party.
  const bool early = !held && date_.known() && date_.last < who.terms.front().period.first;
  const std::string_view first = who.terms.front().sector;
  const std::string_view after = public_office(term.sector) ? kFormer : term.sector;
  const std::string sector(held ? term.sector : !early ? after : first == "GOV" ? "PTY" : first);
  return {code_of(term.country, sector), name, std::string(term.country), sector, "person"};
}

std::uint32_t Reader::holder(std::string_view country, std::string_view office) const {
  if (!date_.known() || any_of(office, {"spokesperson", kCandidate})) return kNobody;  // of these a country has many
  std::uint32_t only = kNobody;
  for (const std::uint32_t person : lexicon_.holders(country, office))
    for (const Term& term : lexicon_.person(person).terms)
      if (term.office == office && term.country == country && in_force(term)) {
        if (only != kNobody && only != person) return kNobody;
        only = person;
      }
  return only;
}

bool Reader::is_continental(const Words& words, const Match& match) const {
  if (match.last < words.size() && words[match.last].joined && lexicon_.is("continental", words[match.last - 1].hash) &&
      lexicon_.is("of_many", words[match.last].hash))
    return true;
  return match.first > 0 && words[match.first].joined && lexicon_.is("continental", words[match.first - 1].hash) &&
         lexicon_.is("american", words[match.last - 1].hash);
}

std::uint32_t Reader::by_surname(std::uint32_t entry, std::string_view office, std::string_view country, bool titled) const {
  std::uint32_t best = kNobody;
  int best_score = -1;
  bool tie = false;
  for (std::uint32_t e = entry; e != 0; e = lexicon_.entry(e).next) {
    if (lexicon_.entry(e).kind != Kind::surname) continue;
    const std::uint32_t person = lexicon_.entry(e).index;
    const Person& who = lexicon_.person(person);
    int score = 0;
    if (term_at(person)) score += 4;
    const bool local = std::any_of(who.terms.begin(), who.terms.end(), [&](const Term& t) { return t.country == country; });
    if (!titled && who.led()) ++score;  // "Obama" is no other of the family
    if (!office.empty()) score += who.held(office) ? 8 : -6;
    if (!country.empty()) score += local ? 8 : -12;
    if (score == best_score) tie = true;
    if (score > best_score) {
      best = person;
      best_score = score;
      tie = false;
    }
  }
  return tie && best_score < 4 ? kNobody : best;
}

Actor Reader::name_actor(const Entry& entry) const {
  switch (entry.kind) {
    case Kind::country:
    case Kind::demonym:
      return lexicon_.country(entry.index);
    case Kind::capital:
    case Kind::seat: {
      Actor actor = lexicon_.country(entry.index);
      actor.sector = "GOV";
      actor.code = code_of(actor.country, actor.sector);
      actor.kind = "government";
      return actor;
    }
    case Kind::place:
      return lexicon_.body(entry.index).actor;
    case Kind::body:
      return body_actor(lexicon_.body(entry.index));
    case Kind::person:
      return person_actor(entry.index);
    default:
      return {};
  }
}

// Whether a title in the text beats what the table says of a person: it knows of no office at the time, or of none of state; that
// somebody is called by an office held before says nothing.
bool Reader::beats(const RoleNoun& title, std::uint32_t person) const {
  const Term* held = term_at(person);
  if (held == nullptr) return public_office(title.sector);
  if (lexicon_.person(person).held(title.office)) return false;
  if (held->sector == "LEG") return date_.known() && !date_.rough && title.sector == "GOV" && !title.office.empty();
  return any_of(title.sector, {"GOV", "LEG"}) && any_of(held->sector, {"PTY", "OPP", "ELI"});
}

Reading Reader::read_person(const Items& items, std::uint32_t person, bool surname) const {
  Reading out;
  out.person = person;
  out.kind = Kind::person;
  out.how = surname ? "surname" : "name";
  out.surname = surname;
  out.former = items.former;
  out.actor = person_actor(person);
  // "Ousted president Ana Ruiz", on the day that the table still has her in office.
  const auto left = [&](const Term* held) {
    return held && held->sector == "GOV" && !items.roles.empty() &&
           any_of(lexicon_.role(items.roles.back().entry->index).office, {"", held->office});
  };
  // "Former governor Ana Ruiz", who has since been on the air.
  const auto of_none = [&](const Term* held) {
    return held && !items.roles.empty() && public_office(lexicon_.role(items.roles.back().entry->index).sector) &&
           (held->sector == "PTY" || !public_office(held->sector));
  };
  if (items.former && !out.actor.country.empty() &&
      (!date_.known() || left(term_at(person)) || of_none(term_at(person)))) {
    out.actor.sector = "ELI";
    out.actor.code = code_of(out.actor.country, "ELI");
  }
  if (items.roles.empty()) return out;
  const RoleNoun& role = lexicon_.role(items.roles.back().entry->index);
  out.office = role.office;
  if (!items.former && lexicon_.country_by_code(out.actor.country) && beats(role, person)) {
    out.actor.sector = role.sector;
    out.actor.code = code_of(out.actor.country, role.sector);
    out.how = "title";
  }
  return out;
}

Reading Reader::read_role(const Items& items, const Actor* owner) const {
  const auto& last = items.roles.back();
  const RoleNoun& role = lexicon_.role(last.entry->index);
  std::string sector = role.sector;
  if (role.weak)
    for (auto before = items.roles.rbegin() + 1; before != items.roles.rend(); ++before) {
      const RoleNoun& earlier = lexicon_.role(before->entry->index);
      if (earlier.sector.empty() || earlier.weak) continue;
      if (earlier.sector == "CVL" && !sector.empty()) break;  // a "child welfare committee" is no child
      sector = earlier.sector;
      break;
    }
  // Whose: the nearest body, but a country before an international organisation ("Israel's UN envoy"), else the first country.
  Actor whose;
  bool own = false, institution = false;
  for (const auto& item : items.names) {
    if (item.match.first >= last.match.last || item.entry->kind == Kind::person || item.entry->kind == Kind::surname) continue;
    const Actor actor = name_actor(*item.entry);
    const bool body = item.entry->kind == Kind::body || item.entry->kind == Kind::seat;
    if (body ? whose.country.empty() || !stand_in(actor.country) || stand_in(whose.country)
             : whose.country.empty() || (stand_in(whose.country) && !own)) {
      whose = actor;
      own = body && actor.code.find(' ') == std::string::npos && actor.code != actor.country;
      institution = body && !own;
    }
  }
  const bool owner_only = whose.code.empty() && whose.country.empty() && owner;
  if (role.kind == "relation" && !owner_only) whose = {}, own = institution = false;  // "US allies" are not the US
  if (owner_only) {
    whose = *owner;
    own = !owner->code.empty() && owner->code.find(' ') == std::string::npos && owner->code != owner->country;
    institution = !own && !owner->sector.empty();
  }
  if (owner && sector_of_owner(role, sector) && !owner->sector.empty()) sector = owner->sector;
  Reading out;
  out.role = true;
  out.kind = Kind::role;
  out.office = role.office;
  out.former = items.former;
  out.decisive = last.match.last;
  const std::string_view noun_from = role.kind;
  out.how = whose.code.empty() ? "role" : "title";
  out.actor.kind = noun_from == "person" ? "person" : "group";
  if (own) {
    const bool international = stand_in(whose.country);
    out.actor = whose;
    if (international && !sector.empty() && !role.weak) out.actor.sector = sector;
    if (items.former && noun_from != "body" && public_office(sector.empty() ? "GOV" : sector)) {
      out.actor.sector = "ELI";
      out.actor.code = international ? std::string() : code_of(whose.country, "ELI");
      out.actor.kind = "person";
      if (international) out.actor.country.clear();
    }
    return out;
  }
  if (institution && (role.weak || sector.empty())) sector = whose.sector;
  if (owner_only && sector.empty() && noun_from != "person") whose = {};  // "the group in Iraq"
  if (institution)
    if (const Actor* country = lexicon_.country_by_code(whose.country)) whose.name = country->name;
  if (sector.empty() && noun_from == "person") sector = whose.country.empty() ? "" : "GOV";
  if (items.former && public_office(sector) && noun_from != "body") sector = "ELI";
  out.actor.country = whose.country;
  out.actor.sector = sector;
  out.actor.code = code_of(whose.country, sector);
  if (sector == "MIL" && noun_from != "person") out.actor.kind = "military";
  if (sector == "GOV" && noun_from != "person") out.actor.kind = "government";
  // Its people are not the country: they have no name here.
  if (any_of(sector, {"", "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})) out.actor.name = whose.name;
  if (!role.office.empty() && !items.former && !whose.country.empty()) {
    out.how = fmt::format("title: {} of {}", role.office, whose.country);
    out.person = holder(whose.country, role.office);
    if (out.person != kNobody) {
      out.actor.name = lexicon_.person(out.person).name;
      out.actor.kind = "person";
    }
  }
  return out;
}

Reading Reader::read_name(const Items& items) const {
  const auto& item = items.names.back();
  Reading out;
  out.first = item.match.first;
  out.decisive = item.match.last;
  out.kind = item.entry->kind;
  out.former = items.former;
  out.actor = name_actor(*item.entry);
  if (item.entry->kind == Kind::body && out.actor.code.find(' ') != std::string::npos && foreign(items, *item.entry)) {
    out.actor.country = name_actor(*items.names.front().entry).country;
    out.actor.code = code_of(out.actor.country, out.actor.sector);
  }
  switch (item.entry->kind) {
    case Kind::demonym:
      out.how = "demonym";
      break;
    case Kind::capital:
      out.how = "capital";
      break;
    case Kind::place:
      out.how = "place";
      break;
    default:
      out.how = "name";
  }
  if (item.entry->kind == Kind::demonym && items.quantified) {
    out.actor.sector = "CVL";
    out.actor.code = code_of(out.actor.country, "CVL");
    out.actor.kind = "group";
  }
  return out;
}

// Whether a word not in the dictionaries runs on into the name at hand: "Hunter" before "Biden".
bool Reader::part_of_name(const Word& word, const Word& later) const {
  return later.joined && !later.hyphen && word.capital && word.span.size() > 1 && !lexicon_.is("title", word.hash) &&
         !lexicon_.is("former", word.hash) && !lexicon_.is("quantity", word.hash) && !lexicon_.is("determiner", word.hash);
}

// "Local" of "local services", "elite" of "elite forces".
bool Reader::describes(const Words& words, const Match& match, std::uint32_t last) const {
  return match.last < last && match.last - match.first == 1 && words[match.last].joined && !words[match.last].capital &&
         lexicon_.is("describing", words[match.first].hash);
}

Reader::Items Reader::collect(const Words& words, std::uint32_t first, std::uint32_t last) const {
  Items items;
  std::uint32_t known = first;  // end of the hit before
  bool after_surname = false;   // it was one
  for (std::uint32_t at = first; at < last;) {
    if (lexicon_.is("former", words[at].hash)) items.former = true;
    Match match = lexicon_.match(words, at, last);
    if (setting_ && match.entry != 0) match.entry = setting_->meant(lexicon_, match.entry);
    if (match.entry == 0) {
      if (lexicon_.is("quantity", words[at].hash) || lexicon_.is("number", words[at].hash) || words[at].number)
        items.quantified = true;
      ++at;
      continue;
    }
    const Entry* entry = &lexicon_.entry(match.entry);
    if (entry->kind == Kind::role && (lexicon_.role(entry->index).kind == "nobody" || describes(words, match, last))) {
      at = match.last;
      continue;
    }
    if (entry->runs_on)  // "HMS Example"
      while (match.last < last && words[match.last].joined && words[match.last].capital) ++match.last;
    at = match.last;
    // "Gul Rahman": a family name as a given name makes a stranger too.
    const bool given = match.first > first && match.first == known && words[match.first].joined &&
                       words[match.first - 1].capital &&
                       (after_surname || lexicon_.is("given_name", words[match.first - 1].hash));
    const bool after_stranger = given || (match.first > known && part_of_name(words[match.first - 1], words[match.first]));
    after_surname = entry->kind == Kind::surname;
    if (given && !items.names.empty() && items.names.back().entry->kind == Kind::surname) items.names.pop_back();
    known = match.last;
    // "US-backed", "anti-Taliban": said of whom the phrase names, not who.
    const bool modified =
        match.last < last && words[match.last].hyphen &&
        (lexicon_.is("suffix", words[match.last].hash) || lexicon_.is("language_suffix", words[match.last].hash));
    const bool opposed = match.first > 0 && words[match.first].hyphen && lexicon_.is("prefix", words[match.first - 1].hash);
    // "Mexican-American": the latter.
    const bool origin = entry->kind == Kind::demonym && match.last < last && words[match.last].hyphen &&
                        lexicon_.is("by_origin", words[match.last].hash);
    if (modified || opposed || origin || is_continental(words, match)) continue;
    const bool before_stranger = match.last < last && part_of_name(words[match.last], words[match.last]) &&
                                 lexicon_.match(words, match.last, last).entry == 0;
    if ((entry->kind == Kind::person || entry->kind == Kind::surname) &&
        (before_stranger || (after_stranger && entry->kind == Kind::surname)))
      continue;
    const bool one_word = match.last - match.first == 1 && !entry->acronym;
    if ((entry->kind == Kind::place || entry->kind == Kind::body) && after_stranger && one_word) continue;
    // Of "American and Taliban officials" the first is meant; the second is a mention of its own.
    if (entry->kind != Kind::role && !items.names.empty() && items.roles.empty() &&
        match.first == items.names.back().match.last + 1 && lexicon_.is("conjunction", words[match.first - 1].hash))
      continue;
    if (entry->kind == Kind::body && foreign(items, *entry))
      if (const Entry* role = role_of(match.entry)) entry = role;
    (entry->kind == Kind::role ? items.roles : items.names).push_back({match, entry});
  }
  return items;
}

// "Chile's Defense Department": a body of one country after the name of another.
bool Reader::foreign(const Items& items, const Entry& entry) const {
  const Actor& body = lexicon_.body(entry.index).actor;
  if (body.country.empty() || stand_in(body.country)) return false;
  return std::any_of(items.names.begin(), items.names.end(), [&](const Items::Item& item) {
    const Actor actor = name_actor(*item.entry);
    return !actor.country.empty() && !stand_in(actor.country) && actor.country != body.country;
  });
}

const Entry* Reader::role_of(std::uint32_t entry) const {
  for (; entry != 0; entry = lexicon_.entry(entry).next)
    if (lexicon_.entry(entry).kind == Kind::role) return &lexicon_.entry(entry);
  return nullptr;
}

const RoleNoun* Reader::generic(const Words& words, const Reading& reading) const {
  if (reading.kind != Kind::body || reading.decisive <= reading.first) return nullptr;
  const Entry* role = role_of(lexicon_.match(words, reading.first, reading.decisive).entry);
  return role ? &lexicon_.role(role->index) : nullptr;
}

Reading Reader::read(const Words& words, std::uint32_t first, std::uint32_t last, const Actor* owner) const {
  Items items = collect(words, first, last);
  Reading out;
  if (items.names.empty() && items.roles.empty()) return out;
  std::string_view office, country;
  if (!items.roles.empty()) office = lexicon_.role(items.roles.back().entry->index).office;
  for (auto item = items.names.rbegin(); item != items.names.rend(); ++item) {
    if (item->entry->kind == Kind::country || item->entry->kind == Kind::demonym)
      country = lexicon_.country(item->entry->index).code;
  }
  const bool name_last = items.name_end() > items.role_end();
  if (name_last) {
    const auto& item = items.names.back();
    if (item.entry->kind == Kind::person) {
      out = read_person(items, item.entry->index, false);
      out.decisive = item.match.last;
      return out;
    }
    // A title before a name makes it a person's even where the word is also a place ("President Washington").
    std::uint32_t person = kNobody;
    if (item.entry->kind == Kind::surname || !office.empty())
      person = by_surname(item.match.entry, office, item.entry->kind == Kind::surname ? country : "", !items.roles.empty());
    if (person != kNobody) {
      out = read_person(items, person, true);
      out.decisive = item.match.last;
      return out;
    }
    if (item.entry->kind == Kind::surname) {
      items.names.pop_back();
      if (items.names.empty() && items.roles.empty()) return out;
    }
  }
  if (!items.roles.empty() && items.role_end() >= items.name_end()) return read_role(items, owner);
  if (items.names.empty()) return out;
  return read_name(items);
}

}  // namespace entente::actors
