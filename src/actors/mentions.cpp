#include "actors/mentions.h"

#include <algorithm>

#include "actors/coreference.h"
#include "actors/dateline.h"
#include "actors/found.h"

namespace entente::actors {
namespace {

constexpr std::uint32_t kMaxPhrase = 24;  // tokens; a longer one is a parse gone wrong

class Finder {
 public:
  Finder(const Lexicon& lexicon, const Doc& doc, Period date, std::string_view home)
      : doc_(doc),
        lexicon_(lexicon),
        home_(home),
        reader_(lexicon, date, true, &setting_),
        words_(split(doc.text)),
        covered_(words_.size(), false) {
    first_word_.reserve(doc.tokens.size() + 1);
    std::uint32_t word = 0;
    for (const Token& token : doc.tokens) {
      while (word < words_.size() && words_[word].span.end <= token.span.begin) ++word;
      first_word_.push_back(word);
    }
    first_word_.push_back(static_cast<std::uint32_t>(words_.size()));
    children();
    whole_names();
  }

  std::vector<Found> run() {
    for (std::uint32_t t = 0; t < doc_.tokens.size(); ++t) {
      if (const Pronoun kind = pronoun(t); kind != Pronoun::none)
        stand_in(t, kind);
      else if (heads_phrase(t))
        phrase(t);
    }
    modifiers();
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.mention.span.begin != b.mention.span.begin ? a.mention.span.begin < b.mention.span.begin
                                                          : a.mention.span.end > b.mention.span.end;
    });
    return std::move(found_);
  }

 private:
  const Token& token(std::uint32_t t) const { return doc_.tokens[t]; }

  void children() {
    const auto count = static_cast<std::uint32_t>(doc_.tokens.size());
    child_begin_.assign(count + 1, 0);
    for (std::uint32_t t = 0; t < count; ++t)
      if (token(t).head != t) ++child_begin_[token(t).head + 1];
    for (std::uint32_t t = 0; t < count; ++t) child_begin_[t + 1] += child_begin_[t];
    child_.resize(child_begin_[count]);
    auto at = child_begin_;
    for (std::uint32_t t = 0; t < count; ++t)
      if (token(t).head != t) child_[at[token(t).head]++] = t;
  }

  // Names of several words, wherever the parse may cut them ("Tehrik-e-Taliban").
  void whole_names() {
    hits_ = lexicon_.matches(words_);
    setting_ = Setting(lexicon_, doc_.text, words_, hits_);
    credits();
    name_at_.assign(words_.size(), kNobody);
    for (std::uint32_t h = 0; h < hits_.size(); ++h) {
      if (lexicon_.entry(hits_[h].entry).kind == Kind::surname || hits_[h].last - hits_[h].first < 2) continue;
      std::fill(name_at_.begin() + hits_[h].first, name_at_.begin() + hits_[h].last, h);
    }
  }

  // "KYIV (Agency) - ", "(Agency)": who sent the text does nothing in it.
  void credits() {
    datelines_ = datelines(doc_.text);
    for (const Match& hit : hits_) {
      const Entry& entry = lexicon_.entry(hit.entry);
      if (entry.kind != Kind::body) continue;
      const bool press = lexicon_.body(entry.index).actor.sector == "JRN";
      const bool dateline = in_dateline(words_[hit.first].span.begin);
      const bool alone = in_parentheses(doc_.text, words_, hit.first, hit.last);
      if (press ? dateline || alone : dateline && alone)
        std::fill(covered_.begin() + hit.first, covered_.begin() + hit.last, true);
    }
  }

  bool in_dateline(std::uint32_t at) const {
    const auto after = std::upper_bound(datelines_.begin(), datelines_.end(), at,
                                        [](std::uint32_t a, const Span& line) { return a < line.begin; });
    return after != datelines_.begin() && at < (after - 1)->end;
  }

  template <class Take>
  void each_child(std::uint32_t t, Take take) const {
    for (std::uint32_t c = child_begin_[t]; c < child_begin_[t + 1]; ++c) take(child_[c]);
  }

  bool heads_phrase(std::uint32_t t) const {
    const Token& at = token(t);
    if (any_of(at.dep, {"compound", "amod", "nmod", "det", "punct", "case", "cc"})) return false;
    if (any_of(at.pos, {"NOUN", "PROPN"})) return true;
    // "the British", "the Taliban" tagged as an adjective, "Afghans" as a verb's slip
    if (at.pos == "ADJ")
      return any_of(at.dep, {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "agent", "ROOT", "attr"});
    return !at.ent_type.empty() && any_of(at.dep, {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"}) &&
           any_of(at.ent_type, {"GPE", "ORG", "NORP", "PERSON"});
  }

  Pronoun pronoun(std::uint32_t t) const {
    const Token& at = token(t);
    if (!any_of(at.tag, {"PRP", "PRP$"})) return Pronoun::none;
    std::string word(doc_.str(t));
    for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    if (any_of(word, {"he", "him", "his", "himself"})) return Pronoun::he;
    if (any_of(word, {"she", "her", "hers", "herself"})) return Pronoun::she;
    if (any_of(word, {"they", "them", "their", "theirs", "themselves"})) return Pronoun::they;
    if (any_of(word, {"i", "me", "my", "mine", "myself"})) return Pronoun::i;
    if (any_of(word, {"we", "us", "our", "ours", "ourselves"})) return Pronoun::we;
    if (!any_of(word, {"it", "its", "itself"}) || at.dep == "expl") return Pronoun::none;
    // "It is clear that", "it seems": nobody.
    const bool empty = (token(at.head).pos == "ADJ" && at.dep != "poss") ||
                       (at.dep == "nsubj" && lexicon_.is("empty_it", hash_word(token(at.head).lemma)));
    return empty ? Pronoun::none : Pronoun::it;
  }

  void stand_in(std::uint32_t t, Pronoun kind) {
    Found found = make(t, t, {});
    found.pronoun = kind;
    found.named = false;
    found.definite = false;
    found.plural = kind == Pronoun::they || kind == Pronoun::we;
    found_.push_back(std::move(found));
  }

  // The first token of a phrase: its left-hand modifiers.
  std::uint32_t phrase_begin(std::uint32_t head) const {
    std::uint32_t first = head;
    each_child(head, [&](std::uint32_t c) {
      if (c > head || !any_of(token(c).dep,
                              {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod"}))
        return;
      if (token(c).dep == "advmod" && c + 1 != head && token(c + 1).pos == "VERB") return;
      first = std::min(first, token(c).left);
    });
    if (head - first > kMaxPhrase) return head;
    if (!in_dateline(token(head).span.begin))
      while (first < head && in_dateline(token(first).span.begin)) ++first;
    while (first < head && (token(first).pos == "PUNCT" || token(first).is_space)) ++first;
    return first;
  }

  std::uint32_t word_end(std::uint32_t last_token) const {
    std::uint32_t end = first_word_[last_token];
    while (end < words_.size() && words_[end].span.begin < token(last_token).span.end) ++end;
    return end;
  }

  // The object of a preposition that follows the phrase at once: "head of the UN", "leaders in Beijing".
  std::uint32_t object_of(std::uint32_t head, std::string_view& preposition) const {
    std::uint32_t object = kNobody;
    each_child(head, [&](std::uint32_t c) {
      if (object != kNobody || c < head || c > head + 2 || token(c).dep != "prep") return;
      const std::string_view word = doc_.str(c);
      if (!any_of(word, {"of", "in", "from", "for", "at", "across", "inside"})) return;
      each_child(c, [&](std::uint32_t o) {
        if (object == kNobody && token(o).dep == "pobj" && o > c && o - c < kMaxPhrase) object = o;
      });
      preposition = word;
    });
    return object;
  }

  // Whom words [first, last) mean with the other countries that stand beside an owner: "leaders of Chad and Niger".
  std::vector<Actor> beside(std::uint32_t object, const Actor& owner, std::uint32_t first, std::uint32_t last) const {
    std::vector<Actor> others;
    for (std::uint32_t at = object, next = kNobody; owner.kind == "country"; at = next) {
      next = kNobody;
      each_child(at, [&](std::uint32_t c) {
        if (token(c).dep == "conj" && c > at) next = c;
      });
      if (next == kNobody) break;
      const Actor other = reader_.read(words_, first_word_[phrase_begin(next)], word_end(next)).actor;
      if (other.kind != "country" || other.code == owner.code) break;
      others.push_back(reader_.read(words_, first, last, &other).actor);
    }
    return others;
  }

  // Whether a phrase ends within a name, or begins within that of a body: "Exchange Commission".
  bool is_cut(const Match& name, std::uint32_t first, std::uint32_t last) const {
    return name.last > last || (name.first < first && lexicon_.entry(name.entry).kind == Kind::body);
  }

  void phrase(std::uint32_t head) {
    std::uint32_t begin = phrase_begin(head);
    std::uint32_t first = first_word_[begin], last = word_end(head);
    if (first >= last) return;
    std::uint32_t end_token = head + 1;
    if (const std::uint32_t name = name_at_[last - 1]; name != kNobody && is_cut(hits_[name], first, last)) {
      if (covered_[last - 1]) return;
      first = std::min(first, hits_[name].first);
      last = std::max(last, hits_[name].last);
      while (begin > 0 && token(begin).span.begin > words_[first].span.begin) --begin;
      while (end_token < doc_.tokens.size() && token(end_token).span.begin < words_[last - 1].span.end) ++end_token;
    } else if (covered_[last - 1]) {
      return;
    }
    std::string_view preposition;
    const std::uint32_t object = object_of(head, preposition);
    Actor owner;
    bool owned = false, common = false;
    if (object != kNobody) {
      const std::uint32_t from = phrase_begin(object);
      const Reading of = reader_.read(words_, first_word_[from], word_end(object));
      if (of.found() && of.decisive == word_end(object) && of.person == kNobody &&
          (!of.actor.code.empty() || !of.actor.country.empty())) {
        owner = of.actor;
        common = is_common_body(of);  // "the head of Congress"
        const std::uint64_t noun = hash_word(token(head).lemma);
        owned = (any_of(preposition, {"for", "from"}) && lexicon_.is("speaker", noun)) ||
                (preposition == "of" && !lexicon_.is("relation", noun)) || owner.kind == "country" || owner.kind == "place" ||
                owner.kind == "government";
        if (owner.kind == "place" || (owner.kind == "government" && preposition != "of"))
          if (const Actor* country = lexicon_.country_by_code(owner.country)) owner = *country;
      }
    }
    Reading reading = reader_.read(words_, first, last, owned ? &owner : nullptr);
    if (const std::uint8_t count = how_many(begin, head); count > 0 && reading.actor.country.empty()) {
      Found found = make(begin, head, reading);
      found.land = true;
      found.several = count;
      found.named = false;
      found.mention.actor.name.clear();
      found_.push_back(std::move(found));
      return;
    }
    const bool nobody = !reading.found() || (reading.role && reading.actor.country.empty());
    if (nobody && begin + 1 == head && is_land(head) && any_of(doc_.str(begin), {"the", "The", "this", "that"})) {
      Found found = make(begin, head, {});
      found.land = true;
      found.named = false;
      found_.push_back(std::move(found));
      return;
    }
    const Entity* entity = entity_at(head);
    const bool human = entity && entity->label == "PERSON";
    if (reading.role && (misread(reading, entity, head, begin) || is_team(entity, head))) reading = {};
    if (reading.kind == Kind::person && reading.person != kNobody && is_namesake(reading, head)) reading = {};
    if (is_thing(reading, begin, head)) {
      std::fill(covered_.begin() + reading.first, covered_.begin() + reading.decisive, true);
      reading = {};
    }
    if (reading.surname && human && is_stranger(*entity, head, reading.person)) reading = {};
    if (human && entity->tokens.size() > last - reading.first && is_of(reading, {Kind::country, Kind::demonym}))
      reading = {};                                                                             // "Mark Cuban"
    if (reading.role && lexicon_.is("title_only", hash_word(token(head).lemma))) reading = {};  // "a rep for the singer"
    if (is_place(reading) && misplaced(entity, head, last - reading.first)) reading = {};
    if (is_language(reading, begin, head)) reading = {};
    if (reading.found() && !reading.role && is_common_word(reading, entity, last)) reading = {};
    if (reading.found() && reading.decisive == last) {
      name_national_body(reading, words_, doc_.text);
      Found found = make(begin, head, reading);
      found.common = is_common_body(reading) || (owned && common && reading.role);
      if (owned && reading.role && found.plural) found.others = beside(object, owner, first, last);
      if (end_token > head + 1) {
        found.tokens.last = end_token;
        found.mention.span.end = words_[last - 1].span.end;
      }
      if (owned && reading.role && object != kNobody && any_of(preposition, {"of", "for"}))
        found.mention.span.end = token(object).span.end;
      place_or_power(found);
      emit(std::move(found), first, last);
      return;
    }
    if (!entity || !any_of(entity->label, {"PERSON", "ORG"})) {
      if (!reading.found() && (token(head).pos == "NOUN" || token(head).pos == "PROPN")) {
        Found found = make(begin, head, {});
        found.named = false;
        found.other = true;
        found_.push_back(std::move(found));
      }
      return;
    }
    // A name that the dictionaries do not know; what stands before it may say whose it is.
    Reading title;
    const bool of_it = owned && any_of(preposition, {"of", "from"});  // "Mayor Ana Ruiz of Lima"
    if (human && entity->tokens.first > begin)
      title = reader_.read(words_, first, first_word_[entity->tokens.first], of_it ? &owner : nullptr);
    const bool beside =
        title.found() && words_[title.decisive - 1].span.end + 4 >= doc_.tokens[entity ? entity->tokens.first : head].span.begin;
    const bool employer = beside && title.kind == Kind::body && any_of(title.actor.sector, {"JRN", "BUS", "EDU", "NGO", "MED"});
    if (!title.role && !employer) title = {};  // "CNN's Ana Ruiz" is of the press
    title.person = kNobody;
    Found found = make(begin, head, title);
    const std::uint32_t from = std::max(begin, entity->tokens.first);
    const std::uint32_t to = std::min(head + 1, entity->tokens.last);
    if (from >= to) return;
    std::string_view name = doc_.span({from, to}).in(doc_.text);
    for (const std::string_view article : {"the ", "The "})
      if (name.starts_with(article)) name.remove_prefix(article.size());
    found.mention.actor.name = name;
    found.mention.actor.kind = human ? "person" : "organisation";
    found.mention.how = title.found() ? "title" : "name";
    found.named = true;
    found.role = false;
    if (!human) {
      found.mention.span = doc_.span({begin, head + 1});
      // "University of X", "Supreme Court" with a country before it are read by their role noun; this one is only a name.
      if (!title.found()) found.mention.actor.code.clear();
    }
    emit(std::move(found), title.found() ? first : first_word_[from], last);
  }

  // "Gary Scott" where the dictionary knows a Guy Scott: a word of the name is neither his nor a title.
  bool is_stranger(const Entity& entity, std::uint32_t head, std::uint32_t person) const {
    const std::string_view name = lexicon_.person(person).name;
    const Words known = split(name);
    const std::uint32_t end = word_end(head);
    bool initials = false, given = false;
    for (std::uint32_t w = first_word_[entity.tokens.first]; w + 1 < end; ++w) {
      const Word& word = words_[w];
      const auto is_it = [&](const Word& k) { return k.hash == word.hash; };
      const auto begins = [&](const Word& k) { return name[k.span.begin] == doc_.text[word.span.begin]; };
      const bool title = lexicon_.is("title", word.hash) || lexicon_.is("former", word.hash) ||
                         lexicon_.is("determiner", word.hash) || is_role(lexicon_.match(words_, w, w + 1));
      if (std::any_of(known.begin(), known.end(), is_it))
        given = true;
      else if (word.upper && word.span.size() <= 2)
        initials = initials || std::none_of(known.begin(), known.end(), begins);
      else if (word.capital && !title)
        return true;
    }
    return initials && !given;
  }

  // "Tom King, a farmer": somebody of an everyday name to whom the text gives another role, or of whose country it does not speak
  // where he is not known by the family name alone.
  bool is_namesake(const Reading& reading, std::uint32_t head) const {
    const bool everyday = lexicon_.is("given_name", words_[reading.first].hash) &&
                          lexicon_.is("common_name", words_[reading.decisive - 1].hash);
    if (reading.surname || !everyday) return false;
    const Person& who = lexicon_.person(reading.person);
    const std::string sector = role_of(reading, head);
    const auto is_his = [&](const Term& t) {
      return sector.empty() || t.sector == sector || (public_office(t.sector) && public_office(sector));
    };
    const auto is_spoken_of = [&](const Term& t) {
      return who.famous || t.country == home_ || setting_.speaks_of(t.country) || !lexicon_.country_by_code(t.country);
    };
    return std::none_of(who.terms.begin(), who.terms.end(), is_his) ||
           std::none_of(who.terms.begin(), who.terms.end(), is_spoken_of);
  }

  // The sector of what the text calls somebody, before the name or beside it; empty where it calls him nothing.
  std::string role_of(const Reading& name, std::uint32_t head) const {
    const std::uint32_t begin = first_word_[phrase_begin(head)];
    if (begin < name.first)
      if (const Reading title = reader_.read(words_, begin, name.first); title.role) return title.actor.sector;
    std::string sector;
    each_child(head, [&](std::uint32_t c) {
      if (token(c).dep != "appos" || c < head || !sector.empty()) return;
      const Reading beside = reader_.read(words_, first_word_[phrase_begin(c)], word_end(c));
      if (beside.role && beside.decisive == word_end(c)) sector = beside.actor.sector;
    });
    return sector;
  }

  // "The Kansas City Chiefs".
  bool is_team(const Entity* entity, std::uint32_t head) const {
    if (!entity || entity->label != "ORG" || entity->tokens.size() < 2 || entity->tokens.last != head + 1) return false;
    if (!is_capital(head) || !lexicon_.is("team", hash_word(fold(doc_.str(head)))) || word_end(head) < 2) return false;
    return lexicon_.match(words_, word_end(head) - 2, word_end(head)).last != word_end(head);  // "Joint Chiefs"
  }

  // "A Honda", "the Amazon": what a company makes, or something else of that name.
  bool is_thing(const Reading& reading, std::uint32_t begin, std::uint32_t head) const {
    if (!is_of(reading, {Kind::body}) || reading.actor.kind != "company" || reading.decisive - reading.first != 1) return false;
    const bool alone = first_word_[begin] + 1 == reading.first && reading.decisive == word_end(head);  // an article before it
    return alone && !words_[reading.first].upper && any_of(token(begin).tag, {"DT", "PRP$"});
  }

  // "The Senate", with nothing that says whose.
  bool is_common_body(const Reading& reading) const {
    if (!is_of(reading, {Kind::body})) return false;
    const RoleNoun* role = reader_.generic(words_, reading);
    return role != nullptr && role->sector == "LEG";
  }

  bool is_role(const Match& match) const { return match.entry != 0 && lexicon_.entry(match.entry).kind == Kind::role; }

  static bool is_of(const Reading& reading, std::initializer_list<Kind> kinds) {
    return reading.found() && !reading.role && std::find(kinds.begin(), kinds.end(), reading.kind) != kinds.end();
  }

  static bool is_place(const Reading& reading) { return reading.actor.kind == "place" && !reading.role; }

  // "The country"; "the North" of Korea.
  bool is_land(std::uint32_t head) const {
    return lexicon_.is("land", hash_word(token(head).lemma)) ||
           (is_capital(head) && lexicon_.is("half", hash_word(fold(doc_.str(head)))));
  }

  // "The Vienna Convention" is no government's; a party's convention in a town is there.
  bool names_treaty(const Reading& reading, std::uint32_t head) const {
    if (!is_of(reading, {Kind::capital, Kind::place}) || token(head).dep != "compound" || token(head).head != head + 1)
      return false;
    return is_capital(head + 1) && lexicon_.is("treaty", hash_word(fold(doc_.str(head + 1))));
  }

  bool is_capital(std::uint32_t t) const { return doc_.str(t).front() >= 'A' && doc_.str(t).front() <= 'Z'; }

  // A town's name that is no town here: "George", "Dresden Drive".
  bool misplaced(const Entity* entity, std::uint32_t head, std::uint32_t words) const {
    if (head + 1 < doc_.tokens.size() && lexicon_.is("street", hash_word(fold(doc_.str(head + 1)))) &&
        token(head).dep == "compound")
      return true;
    if (entity == nullptr) return words == 1 && token(head).pos != "PROPN";
    return any_of(entity->label, {"PERSON", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"});
  }

  // Of how many "both countries", "the two old rivals" and "all three leaders" speak; 0 where they say it not.
  std::uint8_t how_many(std::uint32_t begin, std::uint32_t head) const {
    if (begin == head || !any_of(token(head).tag, {"NNS", "NNPS"}) ||
        !lexicon_.is("of_several", hash_word(fold(token(head).lemma))))
      return 0;
    if (any_of(doc_.str(begin), {"both", "Both"})) return 2;
    if (begin + 1 == head || !any_of(doc_.str(begin), {"the", "The", "these", "These", "all", "All"})) return 0;
    const std::string_view number = doc_.str(begin + 1);
    return number == "two" ? 2 : number == "three" ? 3 : 0;
  }

  // "speaks no English", "in Greek": a language, no people.
  bool is_language(const Reading& reading, std::uint32_t begin, std::uint32_t head) const {
    if (reading.kind != Kind::demonym || reading.role || !lexicon_.is("language", hash_word(fold(doc_.str(head))))) return false;
    const Token& at = token(head);
    if (any_of(at.ent_type, {"LANGUAGE"})) return true;
    if (begin + 1 < head || (begin < head && !any_of(doc_.str(begin), {"no", "any", "some", "good", "fluent"}))) return false;
    if (at.dep == "pobj") return any_of(doc_.str(at.head), {"in", "In", "into", "from"});
    return at.dep == "dobj" && lexicon_.is("language_verb", hash_word(token(at.head).lemma));
  }

  // "Let's", "Total Fat", "It may Surprise you": a name that is a word, where nothing else says that it is a name.
  bool is_common_word(const Reading& reading, const Entity* entity, std::uint32_t last) const {
    const bool place = is_place(reading);
    if ((reading.kind != Kind::body && !place) || last - reading.first != 1 ||
        !lexicon_.is("word_name", words_[reading.first].hash))
      return false;
    if (entity == nullptr || entity->label != (place ? "GPE" : "ORG")) return true;
    const std::uint32_t first = entity->tokens.first + (doc_.str(entity->tokens.first) == "the" ? 1 : 0);
    if (entity->tokens.last > first + 1) return true;
    const Token& at = token(first);
    return place && (at.dep != "pobj" || !lexicon_.is("place_prep", hash_word(token(at.head).lemma)));
  }

  // "Daniel Squadron" is no squadron, and "took office" means no office.
  bool misread(const Reading& reading, const Entity* entity, std::uint32_t head, std::uint32_t begin) const {
    if (entity && entity->label == "PERSON" && entity->tokens.size() >= 2 && entity->tokens.last == head + 1) return true;
    return begin == head && token(head).tag == "NN" && reading.actor.code.empty() && reading.actor.kind != "government" &&
           reading.actor.kind != "military" && !lexicon_.is("bare", hash_word(token(head).lemma));
  }

  const Entity* entity_at(std::uint32_t t) const {
    const auto after = std::upper_bound(doc_.entities.begin(), doc_.entities.end(), t,
                                        [](std::uint32_t at, const Entity& e) { return at < e.tokens.first; });
    if (after == doc_.entities.begin()) return nullptr;
    const Entity& entity = *(after - 1);
    return entity.tokens.contains(t) ? &entity : nullptr;
  }

  Found make(std::uint32_t begin, std::uint32_t head, const Reading& reading) const {
    Found found;
    found.tokens = {begin, head + 1};
    found.head = head;
    found.mention.span = doc_.span(found.tokens);
    found.mention.head = token(head).span;
    found.mention.actor = reading.actor;
    found.mention.how = reading.how;
    found.person = reading.person;
    found.office = reading.office;
    found.role = reading.role;
    found.former = reading.former;
    found.named = !reading.role;
    if (reading.role && any_of(token(head).tag, {"NNS", "NNPS"})) name_nobody(found);
    found.plural = any_of(token(head).tag, {"NNS", "NNPS"}) || any_of(doc_.str(begin), {"each", "Each", "both", "Both"});
    found.definite = any_of(doc_.str(begin),
                            {"the", "The", "this", "This", "that", "these", "These", "those", "its", "Its", "their", "Their"});
    if (found.person != kNobody) found.gender = lexicon_.person(found.person).gender;
    found.desk = in_dateline(found.mention.span.begin) && lexicon_.is("seat", hash_word(fold(doc_.str(head))));
    return found;
  }

  // "The French and German foreign ministers" are not who is France's.
  void name_nobody(Found& found) const {
    if (found.person == kNobody) return;
    found.person = kNobody;
    found.mention.actor.kind = "group";
    if (const Actor* country = lexicon_.country_by_code(found.mention.actor.country)) found.mention.actor.name = country->name;
  }

  // A capital acts for its government or is where something happens; other places stand for their country.
  void place_or_power(Found& found) const {
    Actor& actor = found.mention.actor;
    if (found.mention.how != "capital") return;
    const Token& at = token(found.head);
    const bool acts = any_of(at.dep, {"nsubj", "agent"}) && any_of(token(at.head).pos, {"VERB", "AUX"});
    const bool met = at.dep == "pobj" && any_of(doc_.str(at.head), {"with", "by", "between", "against"});
    const bool owns = at.dep == "poss";
    if ((acts || met || owns) && !in_dateline(at.span.begin)) return;
    actor.code = actor.country;
    actor.sector.clear();
    actor.kind = "place";
    found.mention.how = "place";
  }

  void emit(Found found, std::uint32_t first, std::uint32_t last) {
    std::fill(covered_.begin() + first, covered_.begin() + last, true);
    found_.push_back(std::move(found));
  }

  // Names that modify something that is no actor: "U.S.-Taliban talks", "Chinese interests".
  void modifiers() {
    for (const Match& match : hits_) {
      const Entry& entry = lexicon_.entry(match.entry);
      if (entry.kind == Kind::role || entry.kind == Kind::surname || reader_.is_continental(words_, match)) continue;
      if (std::any_of(covered_.begin() + match.first, covered_.begin() + match.last, [](bool c) { return c; })) continue;
      const Span span{words_[match.first].span.begin, words_[match.last - 1].span.end};
      const auto at = std::upper_bound(doc_.tokens.begin(), doc_.tokens.end(), span.begin,
                                       [](std::uint32_t begin, const Token& t) { return begin < t.span.end; });
      auto end = at;
      while (end != doc_.tokens.end() && end->span.begin < span.end) ++end;
      if (at == end) continue;
      const auto begin = static_cast<std::uint32_t>(at - doc_.tokens.begin());
      std::uint32_t head = static_cast<std::uint32_t>(end - doc_.tokens.begin()) - 1;
      for (std::uint32_t t = begin; t <= head; ++t)
        if (token(t).head < begin || token(t).head > head) {
          head = t;
          break;
        }
      Reading reading = reader_.read(words_, match.first, match.last);
      if (!reading.found()) continue;
      const Entity* entity = entity_at(head);
      const bool tongue =
          match.last < words_.size() && words_[match.last].hyphen && lexicon_.is("language_suffix", words_[match.last].hash);
      if (tongue || is_language(reading, begin, head) || names_treaty(reading, head) ||
          (is_place(reading) && misplaced(entity, head, match.last - match.first)) || is_common_word(reading, entity, match.last))
        continue;
      name_national_body(reading, words_, doc_.text);
      Found found = make(begin, head, reading);
      found.tokens.last = static_cast<std::uint32_t>(end - doc_.tokens.begin());
      found.mention.span = span;
      found.nested = true;
      found.common = is_common_body(reading);
      place_or_power(found);
      found_.push_back(std::move(found));
    }
  }

  const Doc& doc_;
  const Lexicon& lexicon_;
  std::string_view home_;  // the publisher's country
  Setting setting_;
  Reader reader_;
  Words words_;
  std::vector<std::uint32_t> first_word_;  // of each token
  std::vector<Span> datelines_;
  std::vector<Match> hits_;             // of the whole text
  std::vector<std::uint32_t> name_at_;  // by word: the hit of several words that it is part of
  std::vector<bool> covered_;           // words that an actor's phrase has taken up
  std::vector<std::uint32_t> child_begin_, child_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Mention> find_mentions(const Lexicon& lexicon, const Doc& doc, Period date, std::string_view home) {
  std::vector<Found> found = Finder(lexicon, doc, date, home).run();
  corefer(doc, lexicon, date, home, found);
  std::vector<Mention> out;
  out.reserve(found.size());
  for (Found& one : found) {
    one.mention.id = static_cast<int>(out.size());
    out.push_back(std::move(one.mention));
    for (Actor& actor : one.others) {
      Mention other = out.back();
      other.id = static_cast<int>(out.size());
      other.actor = std::move(actor);
      out.push_back(std::move(other));
    }
  }
  return out;
}

}  // namespace entente::actors
