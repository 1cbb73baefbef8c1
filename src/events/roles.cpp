#include "events/roles.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr std::uint32_t kMaxPhrase = 24;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

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
    if (!by_head_[head] || by_head_[head]->span.size() < mention.span.size()) by_head_[head] = &mention;
  }
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

std::optional<Role> role_of(const Tree& tree, const Lexicon& lexicon, const MentionIndex& mentions, std::uint32_t head) {
  const Mention* own = mentions.at(head);
  if (own && (!own->actor.code.empty() || tree.token(head).pos == "PRON")) return Role{own->span, own->actor};
  if (tree.token(head).pos == "PRON") return {};
  for (const std::uint32_t c : tree.children(head))  // "its ally Oman"
    if (tree.token(c).dep == "appos" && c > head && c - head <= 8 && !tree.has_child(head, "relcl"))
      if (const Mention* mention = mentions.at(c)) {
        const std::uint32_t begin = tree.doc().span(noun_phrase(tree, head)).begin;
        return Role{{begin, std::max(begin, mention->span.end)}, mention->actor};
      }
  const std::uint32_t inner = through_of(tree, head);
  const auto is_a = [&](std::string_view name) { return lexicon.in_class(name, tree.lemma(inner)); };
  const bool thing = is_a("abstract") || is_a("facility") || is_a("weapon");
  const Mention* mine = thing ? owner(tree, mentions, inner) : nullptr;
  if (is_a("abstract") || is_a("weapon")) {
    if (mine) return Role{mine->span, mine->actor};
    for (const std::string_view name : {"poss", "by", "from"})  // "a request by protesters"
      for (const std::uint32_t maker : slot(tree, inner, name))
        if (maker != head && tree.token(maker).pos != "PRON") return Role{tree.doc().span(noun_phrase(tree, maker)), {}};
  }
  Role role{own ? own->span : tree.doc().span(noun_phrase(tree, head)), own ? own->actor : Actor{}};
  if (inner != head)
    if (const Mention* mention = mentions.at(inner)) role.actor = mention->actor;
  if (role.actor.code.empty() && mine) role.actor = mine->actor;
  if (role.actor.code.empty() && !thing)
    if (const Mention* mention = modifier(tree, mentions, inner); mention && !mention->actor.code.empty())
      role.actor = mention->actor;
  if (role.actor.code.empty() && is_a("officials"))
    for (const std::string_view name : {"in", "of", "from"})
      if (const std::uint32_t seat = prep_object(tree, inner, name); seat != kNoToken && role.actor.code.empty())
        if (const Mention* mention = mentions.at(seat)) role.actor = mention->actor;
  return role;
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

}  // namespace entente::events
