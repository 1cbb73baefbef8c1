#include "events/roles.h"

#include <algorithm>

#include "events/triggers.h"

namespace entente::events {
namespace {

constexpr std::uint32_t kMaxPhrase = 24;
constexpr std::uint32_t kMaxTail = 10;  // tokens of a phrase from its head on
constexpr std::uint32_t kNear = 6;      // tokens from an owner to what is his

// The first word of a phrase: its left-hand modifiers, without what only introduces or lists.
std::uint32_t phrase_begin(const Tree& tree, std::uint32_t head) {
  std::uint32_t first = head;
  const auto& children = tree.children(head);
  for (std::size_t i = children.size(); i-- > 0;) {
    const std::uint32_t c = children[i];
    if (c > head) continue;
    if (is_one_of(tree.token(c).dep, {"cc", "preconj", "predet", "advmod", "mark", "prep", "relcl", "appos"})) break;
    if (tree.token(c).dep == "punct" && tree.lower(c) != "-" && tree.lower(c) != "\"") break;
    first = std::min(first, tree.token(c).left);
    if (head - first > kMaxPhrase) return head;
  }
  return first;
}

const Mention* modifier(const Tree& tree, const MentionIndex& mentions, std::uint32_t head) {
  for (const std::uint32_t c : tree.children(head))
    if (is_one_of(tree.token(c).dep, {"poss", "compound", "amod", "nmod"}))
      if (const Mention* found = mentions.at(c)) return found;
  return nullptr;
}

// Whose a thing is: its possessor or modifier, else who stands in its "of", "by" or "from".
const Mention* owner(const Tree& tree, const MentionIndex& mentions, std::uint32_t head) {
  if (const Mention* found = modifier(tree, mentions, head)) return found;
  for (const std::string_view name : {"of", "by", "from"}) {
    const std::uint32_t object = prep_object(tree, head, name);
    if (object == kNoToken) continue;
    if (const Mention* found = mentions.at(object)) return found;
    if (const Mention* found = modifier(tree, mentions, object)) return found;
  }
  for (const std::uint32_t c : tree.children(head))  // "rockets fired by the militia"
    if (tree.token(c).dep == "acl")
      for (const std::uint32_t doer : slot(tree, c, "by"))
        if (const Mention* found = mentions.at(doer)) return found;
  return nullptr;
}

}  // namespace

MentionIndex::MentionIndex(const Doc& doc, const std::vector<Mention>& mentions) : by_head_(doc.tokens.size(), nullptr) {
  for (const Mention& mention : mentions) {
    auto token = std::lower_bound(doc.tokens.begin(), doc.tokens.end(), mention.span.begin,
                                  [](const Token& t, std::uint32_t at) { return t.span.end <= at; });
    const auto first = token;
    // The head word of a name of several words is the one that the others hang on.
    std::uint32_t head = kNoToken;
    const Span words = mention.head.empty() ? mention.span : mention.head;
    for (; token != doc.tokens.end() && token->span.begin < mention.span.end; ++token) {
      if (!words.overlaps(token->span)) continue;
      const auto at = static_cast<std::uint32_t>(token - doc.tokens.begin());
      const std::uint32_t up = token->head;
      const bool inside = up != at && words.overlaps(doc.tokens[up].span);
      if (!inside || head == kNoToken) head = at;
      if (!inside) break;
    }
    if (head == kNoToken && first != doc.tokens.end()) head = static_cast<std::uint32_t>(first - doc.tokens.begin());
    if (head == kNoToken) continue;
    if (by_head_[head] && by_head_[head]->span == mention.span) seconds_.emplace(head, &mention);
    if (!by_head_[head] || by_head_[head]->span.size() < mention.span.size()) by_head_[head] = &mention;
  }
}

const Mention* MentionIndex::named_before(std::uint32_t token, std::uint32_t first) const {
  const Mention* pronoun = by_head_[token];
  if (!pronoun || (pronoun->actor.code.empty() && pronoun->actor.name.empty())) return nullptr;
  for (std::uint32_t t = token; t-- > first;)
    if (const Mention* mention = by_head_[t]; mention && mention->how != "pronoun" && mention->actor == pronoun->actor)
      return mention;
  return nullptr;
}

std::uint32_t noun_of(const Tree& tree, Span words) {
  std::uint32_t head = kNoToken;
  for (std::uint32_t t = tree.token_at(words); t < tree.size() && tree.token(t).span.begin < words.end; ++t)
    if (tree.is_noun(t) && (tree.is_root(t) || !words.contains(tree.token(tree.token(t).head).span))) head = t;
  return head;
}

Range noun_phrase(const Tree& tree, std::uint32_t head) {
  Range range{phrase_begin(tree, head), head + 1};
  for (std::uint32_t at = head, i = 0; i < 2; ++i) {
    const std::uint32_t before = at;
    for (const std::uint32_t c : tree.children(at)) {
      if (c < at || tree.token(c).dep != "prep" || tree.lower(c) != "of" || c != range.last) continue;
      const std::uint32_t object = tree.child(c, "pobj");
      if (object == kNoToken || object - head > kMaxPhrase) continue;
      range.last = object + 1;
      at = object;
      break;
    }
    if (at == before) break;
  }
  return range;
}

namespace {

// Past a short form in brackets: "(LDF)".
std::uint32_t past_short_form(const Tree& tree, std::uint32_t end) {
  if (end + 2 >= tree.size() || tree.lower(end) != "(" || tree.lower(end + 2) != ")") return end;
  return is_one_of(tree.token(end + 1).pos, {"PROPN", "NOUN"}) ? end + 3 : end;
}

// The words behind a head that belong to its phrase: "in the north" and "of Mali" (class "phrase_prep"), names set beside it and
// adjectives with what they govern ("rebels loyal to the old president"). `room` tokens at most.
std::uint32_t phrase_end(const Tree& tree, const Lexicon& lexicon, std::uint32_t head, std::uint32_t room, int depth) {
  std::uint32_t last = head + 1;
  const auto fits = [&](std::uint32_t end) { return end > last && end - head <= room; };
  for (const std::uint32_t c : tree.children(head)) {
    if (c < last) continue;
    const Token& token = tree.token(c);
    if (token.dep == "punct") continue;  // the comma before a name set beside
    std::uint32_t end = last;
    if (token.dep == "prep" && c == last && lexicon.in_class("phrase_prep", tree.lower(c))) {
      const std::uint32_t object = tree.child(c, "pobj");
      if (object == kNoToken || object < c || is_one_of(tree.token(object).ent_type, {"DATE", "TIME"})) break;
      if (const Entry* event = match(tree, lexicon, object); event && !event->type.empty()) break;  // "accused it of murder"
      end = depth < 3 && object - head < room ? phrase_end(tree, lexicon, object, room - (object - head), depth + 1) : object + 1;
    } else if (token.dep == "amod" && c == last) {
      end = token.right;
    } else if (token.dep == "appos" && token.left <= last + 1 && tree.is_noun(c)) {
      end = depth < 3 && c - head < room ? phrase_end(tree, lexicon, c, room - (c - head), depth + 1) : c + 1;
      if (end < tree.size() && tree.lower(end) == ")") ++end;
    }
    if (!fits(end)) break;
    last = end;
  }
  return last;
}

Span hull(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

// A role's words: its mention and the whole noun phrase around it.
Span whole_phrase(const Tree& tree, const Lexicon& lexicon, std::uint32_t head, const Mention* own) {
  const std::uint32_t end = past_short_form(tree, phrase_end(tree, lexicon, head, kMaxTail, 0));
  const Span span = tree.doc().span({phrase_begin(tree, head), end});
  return own ? hull(own->span, span) : span;
}

// Who makes or owns what a phrase names, where it is not a mention itself.
Actor actor_behind(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, std::uint32_t head,
                   std::uint32_t inner) {
  const auto is_a = [&](std::string_view name) { return lexicon.in_class(name, tree.lemma(inner)); };
  if (inner != head)
    if (const Mention* mention = mentions.at(inner); mention && !mention->actor.code.empty()) return mention->actor;
  if (is_a("abstract") || is_a("facility") || is_a("weapon")) {
    if (const Mention* mine = owner(tree, mentions, inner)) return mine->actor;
    return {};
  }
  if (is_a("side_noun")) return {};  // "our own allies" are not us
  if (const Mention* mention = modifier(tree, mentions, inner); mention && !mention->actor.code.empty()) return mention->actor;
  if (is_a("officials"))
    for (const std::string_view name : {"in", "of", "from"})
      if (const std::uint32_t seat = prep_object(tree, inner, name); seat != kNoToken)
        if (const Mention* mention = mentions.at(seat)) return mention->actor;
  return {};
}

}  // namespace

std::optional<Role> role_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, std::uint32_t head) {
  const Mention* own = mentions.at(head);
  if (tree.token(head).pos == "PRON") {
    if (!own) return tree.in_class(head, "person_pronoun") ? std::optional(Role{tree.token(head).span, {}}) : std::nullopt;
    if (const Mention* name = mentions.named_before(head, tree.doc().sentence_of(head).first))
      return Role{name->span, own->actor};
    return Role{own->span, own->actor};
  }
  const Span words = whole_phrase(tree, lexicon, head, own);
  if (own && !own->actor.code.empty()) return Role{words, own->actor};
  for (const std::uint32_t c : tree.children(head))  // "its ally Oman"
    if (tree.token(c).dep == "appos" && c > head && c - head <= 8 && !tree.has_child(head, "relcl"))
      if (const Mention* mention = mentions.at(c)) return Role{hull(words, mention->span), mention->actor};
  Actor actor = actor_behind(tree, lexicon, mentions, head, through_of(tree, head));
  return Role{words, own && actor.code.empty() ? own->actor : actor};
}

std::vector<Role> roles_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions,
                           const std::vector<std::uint32_t>& heads) {
  std::vector<Role> out;
  for (const std::uint32_t head : heads) {
    const auto role = role_of(tree, lexicon, mentions, head);
    if (role && std::none_of(out.begin(), out.end(), [&](const Role& r) { return r.span == role->span; })) out.push_back(*role);
  }
  return out;
}

namespace {

// Who is coordinated with the head of a role within its words: "Mexico" of "Canada and Mexico".
std::vector<const Mention*> coordinated(const Tree& tree, const MentionIndex& mentions, Span words, std::uint32_t head) {
  std::vector<const Mention*> out;
  for (std::uint32_t at = head, next = head; next != kNoToken; at = next) {
    next = kNoToken;
    for (const std::uint32_t c : tree.children(at))
      if (c > at && tree.token(c).dep == "conj" && words.contains(tree.token(c).span)) next = c;
    if (next == kNoToken) break;
    if (const Mention* found = mentions.at(next); found && !found->actor.code.empty()) out.push_back(found);
  }
  return out;
}

// The countries or groups beside the one by which a noun is known: "Armenian" of "Azerbaijani and Armenian forces".
std::vector<const Mention*> sharers(const Tree& tree, const MentionIndex& mentions, std::uint32_t noun) {
  std::vector<const Mention*> out;
  const auto add = [&](std::uint32_t first) {
    std::vector<std::uint32_t> all = {first};
    for (std::size_t i = 0; i < all.size() && all.size() < 8; ++i)
      for (const std::uint32_t c : tree.children(all[i]))
        if (tree.token(c).dep == "conj") {
          all.push_back(c);
          if (const Mention* found = mentions.at(c); found && is_one_of(found->actor.kind, {"country", "armed-group"}))
            out.push_back(found);
        }
  };
  for (const std::uint32_t c : tree.children(noun))
    if (is_one_of(tree.token(c).dep, {"amod", "compound", "nmod", "poss"})) add(c);
  if (const std::uint32_t object = prep_object(tree, noun, "of"); object != kNoToken) add(object);
  return out;
}

// What a sharer is where the other is known as somebody's soldiers or ministers.
Actor as_one_of(const Mention& sharer, const Actor& known) {
  Actor actor = sharer.actor;
  if (actor.kind != "country") return actor;
  actor.sector = known.sector;
  actor.kind = known.kind;
  if (!actor.sector.empty()) actor.code = actor.country + ' ' + actor.sector;
  return actor;
}

}  // namespace

void share_out(const Tree& tree, const MentionIndex& mentions, bool mutual, Event& event) {
  for (auto* roles : {&event.source, &event.target}) {
    std::vector<Role> more;
    const auto add = [&](Role role) {
      const auto is_he = [&](const Role& r) { return r.actor.country == role.actor.country && r.actor.name == role.actor.name; };
      for (const auto* some : {&event.source, &event.target, &more})
        if (std::any_of(some->begin(), some->end(), is_he)) return;
      more.push_back(std::move(role));
    };
    for (const Role& role : *roles) {
      const std::uint32_t noun = noun_of(tree, role.span);
      if (noun == kNoToken) continue;
      for (const Mention* other : coordinated(tree, mentions, role.span, noun)) add({other->span, other->actor});
      if (!is_one_of(tree.token(noun).tag, {"NNS", "NNPS"}) || role.actor.code.empty()) continue;
      if (const Mention* other = mentions.second_at(noun)) add({role.span, other->actor});
      for (const Mention* other : sharers(tree, mentions, noun)) {
        const Span noun_word = tree.token(noun).span;
        add({other->span.begin < noun_word.begin ? hull(other->span, noun_word) : other->span, as_one_of(*other, role.actor)});
      }
    }
    const bool each_other = mutual && roles == &event.source && event.target.empty();
    auto& into = each_other ? event.target : *roles;
    into.insert(into.end(), more.begin(), more.end());
    if (each_other) break;
  }
  if (!mutual || !event.target.empty() || event.source.size() < 2) return;
  event.target.assign(event.source.begin() + 1, event.source.end());
  event.source.resize(1);
}

namespace {

// Where the phrase of a role's words ends. Behind a name only what tells who a person is belongs to it: "Turkey in Syria" is no
// place of Turkey's.
std::uint32_t end_of_words(const Tree& tree, const Lexicon& lexicon, std::uint32_t head) {
  std::uint32_t last = head + 1;
  if (tree.token(head).pos != "PROPN") {
    last = phrase_end(tree, lexicon, head, kMaxTail, 0);
  } else if (tree.token(head).ent_type == "PERSON") {
    for (const std::uint32_t c : tree.children(head)) {
      const std::uint32_t noun = tree.token(c).dep == "prep" && tree.lower(c) == "of" ? tree.child(c, "pobj") : c;
      const bool is_his = noun != c || (tree.token(c).dep == "appos" && tree.is_noun(c));
      if (c < last || !is_his || noun == kNoToken || tree.token(c).left > last + 1) continue;
      last = phrase_end(tree, lexicon, noun, kMaxTail, 0);
    }
  }
  return past_short_form(tree, last);
}

// Who is coordinated with one that is acted on is acted on too, unless he acts.
void add_coordinated(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event) {
  for (std::size_t i = 0; i < event.target.size(); ++i) {
    const std::uint32_t head = noun_of(tree, event.target[i].span);
    // "France, Spain and Norway": each is the other's, pair by pair.
    const auto is_first = [&](const Role& role) { return role.span.overlaps(tree.token(tree.token(head).head).span); };
    if (head == kNoToken || std::any_of(event.source.begin(), event.source.end(), is_first)) continue;
    for (const std::uint32_t c : tree.children(head)) {
      if (c < head || tree.token(c).dep != "conj" || !tree.is_noun(c)) continue;
      const auto role = role_of(tree, lexicon, mentions, c);
      const auto met = [&](const Role& other) { return other.span.overlaps(role->span); };
      if (role && std::none_of(event.source.begin(), event.source.end(), met) &&
          std::none_of(event.target.begin(), event.target.end(), met))
        event.target.push_back(*role);
    }
  }
}

}  // namespace

void complete(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, Event& event) {
  std::vector<Role>& target = event.target;
  add_coordinated(tree, lexicon, mentions, event);
  for (std::size_t i = 0; i < target.size(); ++i) {
    const Span words = target[i].span;
    std::uint32_t head = noun_of(tree, words);
    if (head == kNoToken) head = tree.token_at(words);  // "Chinese"
    if (head == kNoToken || tree.is_root(head)) continue;
    Span whole = hull(words, tree.doc().span({head, end_of_words(tree, lexicon, head)}));
    const std::uint32_t thing = tree.token(head).head;
    const bool is_thing = tree.is_noun(thing) || is_one_of(tree.token(thing).dep, {"dobj", "pobj"});
    if (is_one_of(tree.token(head).dep, {"poss", "compound", "amod"}) && thing > head && thing - head <= kNear && is_thing)
      whole = hull(whole, tree.token(thing).span);
    const auto meets = [&](const Role& other) { return other.span.overlaps(whole) && !other.span.overlaps(words); };
    const auto is_part = [&](const Role& other) {  // "a group" and the "protesters" of whom it is one
      return meets(other) && (other.actor.code.empty() || other.actor == target[i].actor);
    };
    const auto is_other = [&](const Role& other) { return meets(other) && !is_part(other); };
    const auto acts = [&](const Role& other) { return other.span.overlaps(whole); };
    if (std::any_of(event.source.begin(), event.source.end(), acts) || std::any_of(target.begin(), target.end(), is_other))
      continue;
    if (std::any_of(target.begin(), target.begin() + static_cast<std::ptrdiff_t>(i), is_part)) continue;
    const auto rest = target.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    target.erase(std::remove_if(rest, target.end(), is_part), target.end());
    target[i].span = whole;
  }
}

}  // namespace entente::events
