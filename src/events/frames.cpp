#include "events/frames.h"

#include <algorithm>
#include <numeric>

namespace entente::events {
namespace {

constexpr int kMaxClimb = 8;

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_relative(const Tree& tree, std::uint32_t at) {
  return tree.token(at).tag.starts_with("W") || (tree.lower(at) == "that" && !is_one_of(tree.token(at).dep, {"det"}));
}

// The noun that a relative pronoun of this clause stands for; kNoToken outside relative clauses.
std::uint32_t relative_noun(const Tree& tree, std::uint32_t verb) {
  for (int i = 0; i < kMaxClimb && !tree.is_root(verb); ++i) {
    if (tree.token(verb).dep == "relcl") return tree.token(verb).head;
    if (tree.token(verb).dep != "conj" && tree.token(verb).dep != "xcomp" && tree.token(verb).dep != "ccomp") break;
    verb = tree.token(verb).head;
  }
  return kNoToken;
}

std::uint32_t resolve_relative(const Tree& tree, std::uint32_t verb, std::uint32_t pronoun) {
  if (!is_relative(tree, pronoun)) return pronoun;
  const std::uint32_t noun = relative_noun(tree, verb);
  return noun == kNoToken ? pronoun : noun;
}

std::uint32_t subject_of(const Tree& tree, std::uint32_t at, int depth);
std::uint32_t object_of(const Tree& tree, std::uint32_t at, int depth);

// A passive's or a noun's doer: "by X", "X-backed", "a raid carried out by X".
std::uint32_t agent_of(const Tree& tree, std::uint32_t at) {
  for (const std::uint32_t c : tree.children(at)) {
    const Token& token = tree.token(c);
    if (token.dep == "agent" || (token.dep == "prep" && tree.lower(c) == "by"))
      if (const std::uint32_t object = tree.child(c, "pobj"); object != kNoToken) return object;
    if (tree.is_attributive(at) && c < at && tree.is_noun(c)) return c;
    if (token.dep == "acl" && token.tag == "VBN" && tree.is_noun(at) && tree.in_class(c, "perform"))
      if (const std::uint32_t doer = agent_of(tree, c); doer != kNoToken) return doer;
  }
  return kNoToken;
}

// The subject nearest to its verb: a dateline can pass for one before it ("KILIS, Turkey -- A court ...").
std::uint32_t own_subject(const Tree& tree, std::uint32_t at) {
  std::uint32_t found = kNoToken;
  for (const std::uint32_t c : tree.children(at))
    if (tree.token(c).dep == "nsubj" && (found == kNoToken || c < at)) found = c;
  return found;
}

// Whose doing a noun is: "the army's decision to leave", or the subject of the verb it is the object of.
std::uint32_t doer_of_noun(const Tree& tree, std::uint32_t noun, int depth) {
  if (const std::uint32_t owner = tree.child(noun, "poss"); owner != kNoToken) return owner;
  if (const std::uint32_t agent = agent_of(tree, noun); agent != kNoToken) return agent;
  std::uint32_t up = tree.token(noun).head;
  if (is_one_of(tree.token(noun).dep, {"pobj"})) up = tree.token(up).head;
  if (up == noun || depth >= kMaxClimb) return kNoToken;
  if (tree.is_verb(up) && !tree.in_class(up, "cause")) return subject_of(tree, up, depth + 1);
  if (tree.is_noun(up) && tree.token(noun).dep == "pobj" && tree.lower(tree.token(noun).head) == "in")
    return doer_of_noun(tree, up, depth + 1);  // "conducted strikes in support of the army"
  return kNoToken;
}

// "The ministry says it will pay": the one who tells, where a pronoun subject of the told clause can stand for it.
std::uint32_t teller_of(const Tree& tree, std::uint32_t verb, std::uint32_t pronoun) {
  const std::string& word = tree.lower(pronoun);
  if (tree.token(pronoun).pos != "PRON" || !is_one_of(word, {"it", "they", "he", "she", "we", "i"})) return kNoToken;
  if (tree.token(verb).dep != "ccomp" || tree.is_root(verb)) return kNoToken;
  const std::uint32_t told_by = tree.child(tree.token(verb).head, "nsubj");
  if (told_by == kNoToken || tree.token(told_by).pos == "PRON" || !tree.is_noun(told_by)) return kNoToken;
  const bool person = tree.token(told_by).ent_type == "PERSON";
  const bool body = is_one_of(tree.token(told_by).ent_type, {"ORG", "GPE", "NORP"});
  const bool plural = tree.token(told_by).tag == "NNS" || tree.token(told_by).tag == "NNPS";
  if (word == "it") return person || plural ? kNoToken : told_by;
  if (word == "he" || word == "she" || word == "i") return body || plural ? kNoToken : told_by;
  return person ? kNoToken : told_by;
}

// Logical subject: nsubj, a passive's agent, a relative clause's noun, or the one that the governing clause lends.
std::uint32_t subject_of(const Tree& tree, std::uint32_t at, int depth) {
  if (depth > kMaxClimb) return kNoToken;
  const Token& token = tree.token(at);
  if (tree.is_passive(at)) return agent_of(tree, at);
  if (const std::uint32_t own = own_subject(tree, at); own != kNoToken) {
    if (is_relative(tree, own)) return resolve_relative(tree, at, own);
    const std::uint32_t teller = teller_of(tree, at, own);
    return teller == kNoToken ? own : teller;
  }
  if (tree.is_root(at)) return kNoToken;
  if (const std::uint32_t mark = tree.child(at, "mark"); mark != kNoToken)  // "a base for rebels to launch raids"
    if (const std::uint32_t doer = tree.child(mark, "pobj"); doer != kNoToken) return doer;
  const std::uint32_t head = token.head;
  if (token.dep == "acl") {
    if (token.tag == "VBG") {
      const std::uint32_t doer = tree.in_class(head, "vehicle") ? doer_of_noun(tree, head, depth) : kNoToken;
      return doer == kNoToken ? head : doer;
    }
    return doer_of_noun(tree, head, depth);
  }
  if (token.dep == "relcl" || (token.dep == "amod" && at > head)) return head;  // "fighters loyal to"
  if (token.dep == "conj" && tree.is_verb(head)) {
    if (tree.token(head).dep == "prep") return kNoToken;  // "according to"
    return tree.is_passive(head) ? object_of(tree, head, depth + 1) : subject_of(tree, head, depth + 1);
  }
  if (token.dep == "pcomp") {
    const std::uint32_t governor = tree.token(head).head;
    if (tree.is_verb(governor)) {
      if (is_one_of(tree.lower(head), {"of", "for", "from"}))
        if (const std::uint32_t object = object_of(tree, governor, depth + 1); object != kNoToken) return object;
      return tree.is_passive(governor) ? object_of(tree, governor, depth + 1) : subject_of(tree, governor, depth + 1);
    }
    if (tree.token(governor).pos == "ADJ" && tree.is_verb(tree.token(governor).head))
      return subject_of(tree, tree.token(governor).head, depth + 1);
    return doer_of_noun(tree, governor, depth);
  }
  if (is_one_of(token.dep, {"xcomp", "ccomp", "advcl", "dep"})) {
    if (tree.token(head).pos == "ADJ" && !tree.is_root(head)) return subject_of(tree, tree.token(head).head, depth + 1);
    if ((token.dep == "xcomp" || token.dep == "ccomp") && !tree.in_class(head, "subject_control"))
      if (const std::uint32_t object = object_of(tree, head, depth + 1); object != kNoToken && object < at) return object;
    if (tree.is_passive(head)) return object_of(tree, head, depth + 1);
    if (const std::uint32_t own = tree.child(head, "dobj"); own != kNoToken && own < at && tree.in_class(own, "striving"))
      for (const std::string_view name : {"of", "by"})  // "praised the efforts of the army to free the city"
        if (const std::uint32_t doer = prep_object(tree, own, name); doer != kNoToken) return doer;
    return subject_of(tree, head, depth + 1);
  }
  if (token.dep == "acomp" || token.dep == "attr" || token.dep == "oprd") return subject_of(tree, head, depth + 1);
  return kNoToken;
}

std::uint32_t object_of(const Tree& tree, std::uint32_t at, int depth) {
  if (depth > kMaxClimb) return kNoToken;
  const Token& token = tree.token(at);
  if (tree.is_passive(at)) {
    if (const std::uint32_t own = tree.child(at, "nsubjpass"); own != kNoToken) return resolve_relative(tree, at, own);
    if (const std::uint32_t own = own_subject(tree, at);
        own != kNoToken && (tree.token(own).pos == "NUM" || tree.is_headline_passive(at)))
      return own;
    if (token.dep == "acl" || token.dep == "relcl" || tree.is_attributive(at)) return token.head;
    if (token.dep == "conj" && tree.is_verb(token.head))
      return tree.is_passive(token.head) ? object_of(tree, token.head, depth + 1) : subject_of(tree, token.head, depth + 1);
    if (is_one_of(token.dep, {"xcomp", "ccomp", "advcl", "pcomp"}) && token.tag != "VBG")
      return subject_of(tree, token.head, depth + 1);
    return kNoToken;
  }
  if (const std::uint32_t own = tree.child(at, "dobj"); own != kNoToken && !is_relative(tree, own)) return own;
  if (token.dep == "relcl") {
    const std::uint32_t own_subject = tree.child(at, "nsubj");
    if (own_subject != kNoToken && !is_relative(tree, own_subject)) return token.head;
  }
  for (const std::uint32_t c : tree.children(at))  // "shot dead a dozen villagers": an object that the parse takes for a measure
    if (c > at && tree.token(c).dep == "npadvmod" && tree.in_class(c, "people")) return c;
  for (const std::uint32_t c : tree.children(at))  // "attacked and killed the guards"
    if (tree.token(c).dep == "conj" && tree.is_verb(c) && !tree.has_child(c, "nsubj") && !tree.is_passive(c))
      return object_of(tree, c, depth + 1);
  return kNoToken;
}

std::vector<std::uint32_t> in_order(std::vector<std::uint32_t> tokens) {
  std::sort(tokens.begin(), tokens.end());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  return tokens;
}

// "US-Taliban talks", "Russian forces": every name before a noun.
void modifiers(const Tree& tree, std::uint32_t at, std::vector<std::uint32_t>& out, int depth) {
  if (depth > 3) return;
  for (const std::uint32_t c : tree.children(at)) {
    const Token& token = tree.token(c);
    if (c > at || !is_one_of(token.dep, {"compound", "amod", "nmod", "npadvmod", "punct", "conj", "poss", "appos"})) continue;
    if (token.dep == "punct" || tree.is_attributive(c)) continue;
    modifiers(tree, c, out, depth + 1);
    if (token.ent_iob != 'O' || token.pos == "PROPN") out.push_back(c);
    for (const std::uint32_t conjunct : with_conjuncts(tree, c))
      if (conjunct != c && conjunct < at) out.push_back(conjunct);
  }
}

void prepositions(const Tree& tree, std::uint32_t at, std::string_view name, std::vector<std::uint32_t>& out, int depth) {
  for (const std::uint32_t c : tree.children(at)) {
    const std::string_view dep = tree.token(c).dep;
    if (!is_one_of(dep, {"prep", "agent", "dative", "prt", "advmod"})) continue;
    if (tree.lower(c) == name) {
      for (const std::uint32_t object : tree.children(c))
        if (is_one_of(tree.token(object).ent_type, {"DATE", "TIME"})) {
          continue;
        } else if (tree.token(object).dep == "pobj") {
          const auto all = with_conjuncts(tree, object);
          out.insert(out.end(), all.begin(), all.end());
        } else if (tree.token(object).dep == "prep") {  // "out of", "up against"
          if (const std::uint32_t inner = tree.child(object, "pobj"); inner != kNoToken && name != "of") out.push_back(inner);
        }
    }
  }
  if (!out.empty() || depth > 1) return;
  for (const std::uint32_t c : tree.children(at)) {
    const std::string_view dep = tree.token(c).dep;
    if (is_one_of(dep, {"dobj", "attr", "acomp", "nsubjpass", "oprd"})) prepositions(tree, c, name, out, depth + 1);
    const bool narrow = name != "by" && name != "of" && name != "in";
    if (dep == "acl" && tree.token(c).tag == "VBN" && tree.is_noun(at) && narrow)
      prepositions(tree, c, name, out, depth + 1);  // "sanctions imposed on India"
    if ((dep == "acl" || dep == "advcl") && tree.token(c).tag == "VBG" && tree.lemma(c) == "use" && narrow)
      prepositions(tree, c, name, out, depth + 1);  // "strikes using drones against the camp"
    if (dep == "prep" && name != "of" && name != "in")
      if (const std::uint32_t object = tree.child(c, "pobj"); object != kNoToken)
        prepositions(tree, object, name, out, depth + 1);
    if (!out.empty()) return;
  }
}

}  // namespace

Tree::Tree(const Doc& doc, const WordClasses& classes)
    : doc_(&doc), classes_(&classes), children_(doc.tokens.size()), first_child_(doc.tokens.size() + 1, 0) {
  lemmas_.reserve(doc.tokens.size());
  lowers_.reserve(doc.tokens.size());
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
    lemmas_.push_back(lower_ascii(doc.tokens[i].lemma));
    lowers_.push_back(lower_ascii(doc.str(i)));
    if (doc.tokens[i].head != i) ++first_child_[doc.tokens[i].head + 1];
  }
  std::partial_sum(first_child_.begin(), first_child_.end(), first_child_.begin());
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i)
    if (doc.tokens[i].head != i) children_[next[doc.tokens[i].head]++] = i;
}

std::uint32_t verb_above(const Tree& tree, std::uint32_t word) {
  for (int i = 0; i < 4 && !tree.is_verb(word) && !tree.is_root(word); ++i) word = tree.token(word).head;
  return tree.is_verb(word) ? word : kNoToken;
}

bool is_reciprocal(std::string_view words) {
  return words.find("each other") != std::string_view::npos || words.find("one another") != std::string_view::npos;
}

bool is_mutual(std::string_view type) { return type == "AGREE" || type == "CONSULT" || type == "COOPERATE"; }

std::uint32_t Tree::token_at(Span words) const {
  const auto& tokens = doc_->tokens;
  const auto at = std::lower_bound(tokens.begin(), tokens.end(), words.begin,
                                   [](const Token& t, std::uint32_t begin) { return t.span.end <= begin; });
  return at == tokens.end() ? kNoToken : static_cast<std::uint32_t>(at - tokens.begin());
}

bool Tree::in_class(std::uint32_t at, std::string_view name) const {
  const auto found = classes_->find(name);
  if (found == classes_->end()) return false;
  if (found->second.contains(lemma(at))) return true;
  const std::uint32_t particle = is_verb(at) ? child(at, "prt") : kNoToken;
  return particle != kNoToken && found->second.contains(lemma(at) + "_" + lower(particle));
}

std::uint32_t Tree::child(std::uint32_t at, std::string_view dep) const {
  for (const std::uint32_t c : children(at))
    if (token(c).dep == dep) return c;
  return kNoToken;
}

bool Tree::is_attributive(std::uint32_t at) const {
  const Token& t = token(at);
  return t.tag == "VBN" && t.dep == "amod" && at < t.head;
}

bool Tree::is_headline_passive(std::uint32_t at) const {
  const Token& t = token(at);
  if ((t.tag != "VBN" && t.tag != "VBD") || !in_class(at, "done_to")) return false;
  bool has_subject = false;
  for (const std::uint32_t c : children(at)) {
    if (token(c).dep == "conj" && has_child(c, "dobj")) return false;  // "killed and wounded ten"
    if (is_one_of(token(c).dep, {"dobj", "dative", "ccomp", "xcomp", "aux"})) return false;
    has_subject = has_subject || (token(c).dep == "nsubj" && c < at && token(c).pos != "PRON");
  }
  return has_subject;
}

bool Tree::is_passive(std::uint32_t at) const {
  if (has_child(at, "auxpass") || has_child(at, "nsubjpass") || is_headline_passive(at)) return true;
  const Token& t = token(at);
  if (t.tag == "VBD" && t.dep == "conj" && t.head != at && token(t.head).tag == "VBN" && !has_child(at, "dobj"))
    if (const std::uint32_t subject = child(at, "nsubj"); subject == kNoToken || token(subject).pos == "NUM")
      return has_child(t.head, "auxpass");  // "were routed and dispersed", "twelve were killed and thirty wounded"
  if (t.tag != "VBN") return false;
  if (has_child(at, "agent") || is_attributive(at)) return true;
  const std::uint32_t own_subject = child(at, "nsubj");
  if (has_child(at, "aux") || (own_subject != kNoToken && !(t.dep == "conj" && token(own_subject).pos == "NUM"))) return false;
  if (t.dep == "acl") return true;
  return t.dep == "conj" && t.head != at && token(t.head).tag == "VBN" && token(t.head).dep != "conj" && is_passive(t.head);
}

bool Tree::below(std::uint32_t at, std::uint32_t ancestor) const {
  for (std::uint32_t i = 0; i < 64; ++i) {
    if (at == ancestor) return true;
    if (is_root(at)) return false;
    at = token(at).head;
  }
  return false;
}

namespace {

// "The UK, the Coalition and the government": where the parse sets the second of a list of bodies beside the first.
bool listed_as_apposition(const Tree& tree, std::uint32_t at) {
  const Token& token = tree.token(at);
  return token.dep == "appos" && token.pos == "PROPN" && is_one_of(tree.token(token.head).ent_type, {"GPE", "ORG", "NORP"}) &&
         tree.has_child(at, "cc") && tree.has_child(at, "conj");
}

}  // namespace

std::vector<std::uint32_t> with_conjuncts(const Tree& tree, std::uint32_t at) {
  std::vector<std::uint32_t> out = {at};
  for (std::size_t i = 0; i < out.size() && out.size() < 12; ++i)
    for (const std::uint32_t c : tree.children(out[i]))
      if ((tree.token(c).dep == "conj" && tree.is_noun(c)) || listed_as_apposition(tree, c)) out.push_back(c);
  return in_order(out);
}

std::uint32_t through_of(const Tree& tree, std::uint32_t at) {
  for (int i = 0; i < 3; ++i) {
    if (!tree.in_class(at, "portion")) break;
    const std::uint32_t inner = prep_object(tree, at, "of");
    if (inner == kNoToken) break;
    at = inner;
  }
  return at;
}

std::uint32_t prep_object(const Tree& tree, std::uint32_t at, std::string_view preposition) {
  for (const std::uint32_t c : tree.children(at)) {
    if (tree.lower(c) != preposition) continue;
    for (const std::uint32_t object : tree.children(c))
      if (is_one_of(tree.token(object).dep, {"pobj", "pcomp"})) return object;
  }
  return kNoToken;
}

namespace {

// "A, B and C did": where the parse makes the first of a list a subject of its own, it joins the others.
void listed_before(const Tree& tree, std::vector<std::uint32_t>& subjects) {
  if (subjects.size() < 2) return;
  for (const std::uint32_t c : tree.children(tree.token(subjects.front()).head)) {
    if (c >= subjects.front()) break;
    const std::uint32_t comma = tree.token(c).right;
    if (tree.token(c).dep == "nsubj" && comma + 1 == tree.token(subjects.front()).left && tree.lower(comma) == ",")
      subjects.insert(subjects.begin(), c);
  }
}

// "killed ten soldiers and at least 40 villagers": an "and" that the parse hangs on the verb without the phrase that it adds.
std::uint32_t dangling_conjunct(const Tree& tree, std::uint32_t verb, std::uint32_t object) {
  std::uint32_t conjunction = kNoToken;
  for (const std::uint32_t c : tree.children(verb)) {
    if (c > object && tree.token(c).dep == "cc") conjunction = c;
    if (conjunction != kNoToken && tree.token(c).dep == "conj") return tree.is_noun(c) ? c : kNoToken;
  }
  if (conjunction == kNoToken) return kNoToken;
  for (std::uint32_t t = conjunction + 1; t < tree.size() && t < conjunction + 8; ++t)
    if (tree.is_noun(t) && tree.token(t).dep == "appos") return t;
  return kNoToken;
}

}  // namespace

namespace {

// Who is said to be what a noun says: a subject before "is", or the name that it is set beside.
std::uint32_t one_that_is(const Tree& tree, std::uint32_t noun) {
  if (tree.is_root(noun)) return kNoToken;
  const Token& token = tree.token(noun);
  if (token.dep == "appos" && tree.is_noun(token.head)) return token.head;
  if (token.dep == "attr" || token.dep == "oprd") return subject_of(tree, token.head, 0);
  return kNoToken;
}

// Who takes part in what a noun names where it stands under "in" or "during": the noun or the object before it, else the subject.
std::uint32_t partaker(const Tree& tree, std::uint32_t noun) {
  const Token& token = tree.token(noun);
  if (token.dep != "pobj" || !is_one_of(tree.lower(token.head), {"in", "during"})) return kNoToken;
  const std::uint32_t governor = tree.token(token.head).head;
  if (tree.is_noun(governor)) {
    for (const std::string_view name : {"of", "for", "to"})
      if (const std::uint32_t object = prep_object(tree, governor, name); object != kNoToken && object < noun) return object;
    if (const std::uint32_t owner = tree.child(governor, "poss"); owner != kNoToken) return owner;
    return governor;
  }
  if (!tree.is_verb(governor)) return kNoToken;
  const std::uint32_t object = object_of(tree, governor, 0);
  return object != kNoToken && object < noun ? object : subject_of(tree, governor, 0);
}

}  // namespace

std::vector<std::uint32_t> slot(const Tree& tree, std::uint32_t at, std::string_view name) {
  std::uint32_t found = kNoToken;
  std::vector<std::uint32_t> out;
  if (name == "self") return {at};
  if (name == "subj") {
    found = subject_of(tree, at, 0);
  } else if (name == "obj") {
    found = object_of(tree, at, 0);
  } else if (name == "iobj") {
    found = tree.child(at, "dative");
    if (found != kNoToken && !tree.is_noun(found)) found = tree.child(found, "pobj");
  } else if (name == "poss") {
    found = tree.child(at, "poss");
  } else if (name == "comp") {
    modifiers(tree, at, out, 0);
    return in_order(out);
  } else if (name == "light") {
    found = doer_of_noun(tree, at, 0);
  } else if (name == "above") {
    if (!tree.is_root(at) && tree.token(at).dep == "advcl") found = subject_of(tree, tree.token(at).head, 0);
  } else if (name == "is") {
    found = one_that_is(tree, at);
  } else if (name == "part") {
    found = partaker(tree, at);
  } else if (name == "by") {
    found = agent_of(tree, at);
  } else {
    prepositions(tree, at, name, out, 0);
    return in_order(out);
  }
  if (found == kNoToken) return {};
  out = with_conjuncts(tree, found);
  if (name == "subj") listed_before(tree, out);
  if (name == "obj" && tree.is_verb(at))
    if (const std::uint32_t more = dangling_conjunct(tree, at, found); more != kNoToken) out.push_back(more);
  out.erase(std::remove(out.begin(), out.end(), at), out.end());
  return out;
}

bool has_auxiliary(const Tree& tree, std::uint32_t verb, std::string_view word) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](std::uint32_t c) { return tree.token(c).dep == "aux" && tree.lower(c) == word; });
}

Link link_of(const Tree& tree, std::uint32_t at) {
  for (int i = 0; i < 6 && !tree.is_root(at); ++i) {
    const Token& token = tree.token(at);
    const std::uint32_t head = token.head;
    if (token.dep == "conj") {
      at = head;
      continue;
    }
    if (token.dep == "xcomp" || token.dep == "ccomp")
      return {head, has_auxiliary(tree, at, "to") ? "inf" : token.tag == "VBG" ? "ing" : "that"};
    if (token.dep == "advcl") return has_auxiliary(tree, at, "to") ? Link{head, "purpose"} : Link{};
    if (token.dep == "relcl" && tree.has_child(at, "mark")) return {head, "that"};
    if (token.dep == "acl")
      return has_auxiliary(tree, at, "to") ? Link{head, "inf"} : tree.has_child(at, "mark") ? Link{head, "that"} : Link{};
    if (token.dep == "dobj" || token.dep == "nsubjpass") return {head, "obj"};
    if (token.dep == "nsubj") return {head, "subj"};
    if (token.dep == "compound") return {head, "comp"};
    if ((token.dep == "attr" || token.dep == "acomp" || token.dep == "oprd")) return {head, "attr"};
    if ((token.dep == "pobj" || token.dep == "pcomp") && !tree.is_root(head)) {
      const std::uint32_t governor = tree.token(head).head;
      if (tree.token(head).dep == "agent") return {};
      if (tree.lower(head) == "of" && tree.is_noun(governor) && through_of(tree, governor) == at && governor != at) {
        at = governor;
        continue;
      }
      return {governor, tree.lower(head)};
    }
    return {};
  }
  return {};
}

namespace {

// Who is to do what a clause tells: its own subject, or the object of the verb above it.
std::uint32_t one_bidden(const Tree& tree, std::uint32_t verb, std::uint32_t deed) {
  for (const std::uint32_t c : tree.children(deed))
    if (c > verb && c < deed && is_one_of(tree.token(c).dep, {"nsubj", "nsubjpass"})) return c;
  const std::uint32_t object = tree.child(verb, "dobj");
  return object > verb && object < deed ? object : kNoToken;
}

}  // namespace

Bidding bidding_of(const Tree& tree, std::uint32_t at) {
  for (int i = 0; i < kMaxClimb && !tree.is_root(at); ++i) {
    const Token& token = tree.token(at);
    const bool clause = is_one_of(token.dep, {"xcomp", "ccomp"});
    if (clause && token.tag == "VB" && tree.in_class(token.head, "bidding") && !tree.is_passive(token.head) &&
        !tree.has_child(at, "mark"))
      if (const std::uint32_t doer = one_bidden(tree, token.head, at); doer != kNoToken)
        return {token.head, at, with_conjuncts(tree, doer)};
    const bool brought = token.dep == "dobj" && tree.in_class(token.head, "bringing");
    const bool shared = is_one_of(token.dep, {"conj", "xcomp"}) && !tree.has_child(at, "nsubj");
    if (!brought && !shared) break;
    at = token.head;
  }
  return {};
}

}  // namespace entente::events
