#include "events/triggers.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr int kMaxOperators = 4;

bool is_argument(const Tree& tree, const Lexicon& lexicon, std::uint32_t head) {
  const std::uint32_t at = through_of(tree, head);
  const Token& token = tree.token(at);
  for (const std::string_view label : {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
    if (token.ent_type == label) return false;
  return !lexicon.in_class("no_argument", tree.lemma(at)) && tree.is_noun(at);
}

std::vector<std::uint32_t> fill(const Tree& tree, const Lexicon& lexicon, std::uint32_t at, const std::vector<std::string>& slots,
                                std::string& filled) {
  for (const std::string& name : slots) {
    std::vector<std::uint32_t> found = slot(tree, at, name);
    std::erase_if(found, [&](std::uint32_t t) { return t == at || !is_argument(tree, lexicon, t); });
    if (found.empty()) continue;
    filled = name;
    return found;
  }
  return {};
}

// "each other", "one another" as object, or several subjects of a mutual word: the first does it to the others.
void make_mutual(Candidate& c) {
  if (!c.target.empty() || c.source.size() < 2) return;
  c.target.assign(c.source.begin() + 1, c.source.end());
  c.source.resize(1);
  c.target_slot = "and";
}

enum class Tense { none, future, refusal };

// will, would, shall, "is to", "going to", with or without "not".
Tense tense_of(const Tree& tree, std::uint32_t verb) {
  bool future = false, negated = false, perfect = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const std::string_view dep = tree.token(c).dep;
    const std::string& word = tree.lower(c);
    if (dep == "neg" || word == "never") negated = true;
    if (dep == "advmod" && (word == "how" || word == "whether")) return Tense::none;
    if (dep == "mark" && (word == "if" || word == "whether" || word == "unless")) return Tense::none;
    if (dep != "aux") continue;
    if (word == "have") perfect = true;
    if (word == "will" || word == "would" || word == "'ll" || word == "wo" || word == "shall" || word == "’ll" || word == "'d")
      future = true;
    if (word == "to" && (tree.is_root(verb) || tree.has_child(verb, "nsubj")) && tree.token(verb).dep != "xcomp" &&
        tree.token(verb).dep != "acl" && tree.token(verb).dep != "advcl" && tree.token(verb).dep != "ccomp")
      future = true;
  }
  if (!future && tree.token(verb).dep == "xcomp" && !tree.is_root(verb) && tree.lower(tree.token(verb).head) == "going")
    future = true;
  return !future || perfect ? Tense::none : negated ? Tense::refusal : Tense::future;
}

void apply_tense(const Tree& tree, const Lexicon& lexicon, std::uint32_t at, Candidate& c) {
  if (!tree.is_verb(at)) return;
  const Tense tense = tense_of(tree, at);
  if (tense == Tense::none) return;
  const auto made = lexicon.compose(tense == Tense::future ? "future" : "refuse", c.type);
  if (!made || made->type.empty() || made->type == c.type) return;
  c.type = made->type;
  c.cameo = made->cameo;
  c.mode = made->mode;
  c.composed = true;
  c.status = tense == Tense::refusal ? "happened" : c.type == "THREATEN" ? "threatened" : "planned";
}

class Climber {
 public:
  Climber(const Tree& tree, const Lexicon& lexicon, const std::vector<const Entry*>& matched, std::uint32_t first)
      : tree_(tree), lexicon_(lexicon), matched_(matched), first_(first) {}

  Candidate start(std::uint32_t at, const Entry& entry) const {
    Candidate c;
    c.at = at;
    c.chain = {at};
    c.entries = {&entry};
    c.type = entry.type;
    c.mode = entry.mode;
    c.cameo = entry.cameo;
    c.source = fill(tree_, lexicon_, at, entry.source, c.source_slot);
    c.target = fill(tree_, lexicon_, at, entry.target, c.target_slot);
    std::erase_if(c.target, [&](std::uint32_t t) { return std::find(c.source.begin(), c.source.end(), t) != c.source.end(); });
    if (c.target.empty() && !entry.op.empty()) c.target = complement_target(entry, at, c.source);
    if (c.target.size() == 1) told_of(c.target);
    const bool reciprocal = reciprocal_object(tree_, at);
    if (reciprocal && c.source.size() > 1) c.target.clear();  // "of violating the truce" is nobody
    if (reciprocal || entry.mutual) make_mutual(c);
    apply_tense(tree_, lexicon_, at, c);
    return c;
  }

  // Walks up through operators; each may change type and arguments. What somebody is asked to do, or is condemned for having
  // done, goes to `others` as well.
  void climb(Candidate& c, std::vector<Candidate>& others) const {
    if (denied_claim(c.at)) {
      c.status = "denied";
      return;
    }
    for (int i = 0; i < kMaxOperators; ++i) {
      const Link link = link_of(tree_, c.at);
      if (link.governor == kNoToken || link.governor < first_ || link.governor - first_ >= matched_.size()) return;
      const Entry* entry = matched_[link.governor - first_];
      if (!entry || entry->op.empty()) return;
      const auto op = lexicon_.ops.find(entry->op);
      const std::vector<std::string>& links = entry->links.empty() ? op->second.links : entry->links;
      if (std::find(links.begin(), links.end(), link.name) == links.end()) return;
      if (op->second.status == "untold") {
        c.aside = true;
        return;
      }
      const bool bidden = bidding_of(tree_, c.at).verb == link.governor;
      if (bidden && is_one_of(entry->op, {"want", "commit"})) return;  // "wants Iran to attack": the deed is Iran's
      const auto made = lexicon_.compose(entry->op, c.type);
      if (!made) return;
      const Candidate inner = c;
      apply(c, link, *entry, op->second, *made);
      if (c.type == "REQUEST" && inner.type != "REQUEST" && inner.type != "CONSULT" &&
          (link.name == "inf" || link.name == "that"))
        others.push_back(asked(inner, c));
      if (bidden && entry->op == "help" && !inner.source.empty() && !inner.target.empty()) others.push_back(inner);
      if (c.type == "ACCUSE" && inner.type == "ASSAULT" && (link.name == "obj" || link.name == "for") && !inner.source.empty() &&
          !inner.target.empty())
        others.push_back(inner);
    }
  }

  // True where what the clause is for, or what it hangs on, is only thought of: "is considering sending aid to help".
  bool only_thought(std::uint32_t at) const {
    for (int i = 0; i < kMaxOperators && !denied_claim(at); ++i) {
      const Link link = link_of(tree_, at);
      if (link.governor == kNoToken || link.governor < first_ || link.governor - first_ >= matched_.size()) return false;
      if (const Entry* entry = matched_[link.governor - first_]; entry && !entry->op.empty()) {
        const auto op = lexicon_.ops.find(entry->op);
        const std::vector<std::string>& links = entry->links.empty() ? op->second.links : entry->links;
        if (op->second.status == "untold" && std::find(links.begin(), links.end(), link.name) != links.end()) return true;
      }
      at = link.governor;
    }
    return false;
  }

 private:
  // "Denied reports that its army had shelled".
  bool denied_claim(std::uint32_t at) const {
    const Link link = link_of(tree_, at);
    return link.name == "that" && link.governor != kNoToken && tree_.is_noun(link.governor) &&
           tree_.token(link.governor).dep == "dobj" && tree_.in_class(tree_.token(link.governor).head, "denial");
  }

  // "Called on Togo to release the prisoners": the release by Togo.
  Candidate asked(Candidate inner, const Candidate& request) const {
    if (inner.source.empty() || inner.source == request.source) inner.source = request.target;
    std::erase_if(inner.target,
                  [&](std::uint32_t t) { return std::find(inner.source.begin(), inner.source.end(), t) != inner.source.end(); });
    inner.status = tree_.has_child(inner.at, "neg") ? "negated" : "called-for";
    return inner;
  }

  // "Welcomed the news that Iraq has won": whom the news is of.
  void told_of(std::vector<std::uint32_t>& target) const {
    if (!lexicon_.in_class("news", tree_.lemma(target.front()))) return;
    const std::uint32_t clause = tree_.child(target.front(), "acl");
    std::string name;
    if (clause == kNoToken || !tree_.has_child(clause, "mark")) return;
    if (auto found = fill(tree_, lexicon_, clause, {"subj"}, name); !found.empty()) target = std::move(found);
  }

  // Whom an operator concerns where its complement names no event: "demanded that X appear" X, "refused to answer X" X.
  std::vector<std::uint32_t> complement_target(const Entry& entry, std::uint32_t at,
                                               const std::vector<std::uint32_t>& source) const {
    for (const std::uint32_t c : tree_.children(at)) {
      if (tree_.token(c).dep != "ccomp" && tree_.token(c).dep != "xcomp" && tree_.token(c).dep != "acl") continue;
      std::string name;
      std::vector<std::uint32_t> found;
      if ((tree_.has_child(c, "nsubj") || tree_.has_child(c, "nsubjpass")) && entry.op != "commit")
        found = fill(tree_, lexicon_, c, {"subj"}, name);
      if (found.empty() || found == source)
        found = fill(tree_, lexicon_, c, {"to", "with", "from", "against", "obj", "on"}, name);
      if (!found.empty() && found != source) return found;
    }
    return {};
  }

  void apply(Candidate& c, const Link& link, const Entry& entry, const Operator& op, const Composition& made) const {
    const std::uint32_t governor = link.governor;
    Candidate out = c;
    out.at = governor;
    out.chain.push_back(governor);
    out.entries.push_back(&entry);
    std::string slot_name;
    const auto source = fill(tree_, lexicon_, governor, entry.source, slot_name);
    // "Denied that the army had killed", "ordered the army to attack": the clause has a doer of its own.
    const bool own_doer = made.type.empty() && !c.source.empty() && (link.name == "that" || entry.op == "command");
    if (!source.empty() && !own_doer) {
      out.source = source;
      out.source_slot = slot_name;
    }
    if (!made.type.empty()) {
      out.type = made.type;
      out.cameo = made.cameo;
      out.mode = made.mode;
      out.composed = true;
      out.status.clear();
    }
    if (!op.status.empty() && made.type.empty())  // "does not want to fight"
      out.status = op.status == "planned" && tree_.has_child(governor, "neg") ? "negated" : op.status;
    std::erase_if(out.source, [&](std::uint32_t t) { return in_chain(c, t); });
    if (out.source.empty()) out.source = c.source;
    target(c, out, entry, op);
    std::erase_if(out.target,
                  [&](std::uint32_t t) { return std::find(out.source.begin(), out.source.end(), t) != out.source.end(); });
    apply_tense(tree_, lexicon_, governor, out);
    // Who sign a truce do it with one another; who welcome one or call for it do not.
    const bool together = !is_one_of(out.type, {"SUPPORT", "REQUEST", "ACCUSE"});
    if ((c.entries.front()->mutual && together) || entry.mutual) make_mutual(out);
    c = std::move(out);
  }

  bool in_chain(const Candidate& c, std::uint32_t token) const {
    return std::find(c.chain.begin(), c.chain.end(), token) != c.chain.end() ||
           std::find(c.chain.begin(), c.chain.end(), through_of(tree_, token)) != c.chain.end();
  }

  // "condemned the attack and the bombings": a word that stands beside one that names the event is no one.
  bool beside_chain(const Candidate& c, std::uint32_t token) const {
    return tree_.token(token).dep == "conj" && in_chain(c, tree_.token(token).head) && match(tree_, lexicon_, token);
  }

  // The target of the outer event, tried in the operator's order; the governed phrase itself where nobody else is named.
  void target(const Candidate& inner, Candidate& out, const Entry& entry, const Operator& op) const {
    std::string slot_name;
    std::vector<std::uint32_t> own = fill(tree_, lexicon_, out.at, entry.target, slot_name);
    std::vector<std::uint32_t> phrase;
    for (const std::uint32_t t : own)
      if (in_chain(inner, t)) phrase.push_back(t);
    std::erase_if(own, [&](std::uint32_t t) { return in_chain(inner, t) || beside_chain(inner, t); });
    std::vector<std::uint32_t> inner_target = inner.target;
    if (inner_target.empty() && tree_.is_verb(out.at)) {  // "carried out a raid last night on the camp"
      std::string name;
      inner_target = fill(tree_, lexicon_, out.at, inner.entries.front()->target, name);
      std::erase_if(inner_target, [&](std::uint32_t t) { return in_chain(inner, t) || in_chain(out, t); });
    }
    const auto differs = [&](const std::vector<std::uint32_t>& tokens) { return !tokens.empty() && tokens != out.source; };
    out.target.clear();
    for (const std::string& from : op.targets) {
      if (from == "own" && differs(own)) {
        out.target = own;
        out.target_slot = slot_name;
      } else if (from == "source" && differs(inner.source)) {
        out.target = inner.source;
        out.target_slot = inner.source_slot;
      } else if (from == "target" && differs(inner_target)) {
        out.target = inner_target;
      } else if (from == "phrase" && differs(phrase) && lexicon_.quad(inner.type) <= 2 && differs(inner_target)) {
        out.target = inner_target;  // "supported aid to the north": not the aid, but the north
      } else if (from == "phrase" && differs(phrase)) {
        out.target = phrase;
        out.target_slot = slot_name;
      } else {
        continue;
      }
      return;
    }
  }

  const Tree& tree_;
  const Lexicon& lexicon_;
  const std::vector<const Entry*>& matched_;
  std::uint32_t first_;
};

// A line of the verb asked for this noun as its object ("accept" a "proposal").
bool asked_for(const Candidate& verb, const std::string& noun) {
  return std::any_of(verb.entries.begin(), verb.entries.end(), [&](const Entry* entry) {
    return std::any_of(entry->with.begin(), entry->with.end(),
                       [&](const Condition& c) { return !c.absent && c.slot == "obj" && c.words.contains(noun); });
  });
}

bool contains(const std::vector<std::uint32_t>& tokens, std::uint32_t token) {
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

// "The attack by X killed Y", "Y were killed in X's attack": one event; the attack's own source stands for it.
void merge_nominal_agents(const Tree& tree, std::vector<Candidate>& all) {
  for (Candidate& verb : all) {
    if (!tree.is_verb(verb.at)) continue;
    for (Candidate& noun : all) {
      if (noun.aside || tree.is_verb(noun.at) || noun.type != verb.type || noun.chain.size() > 1) continue;
      const bool is_source = std::any_of(verb.source.begin(), verb.source.end(),
                                         [&](std::uint32_t source) { return through_of(tree, source) == noun.at; });
      bool around = false;
      if (verb.source.empty())
        for (const std::string_view name : {"in", "during", "by", "from", "after"})
          around = around || prep_object(tree, verb.at, name) == noun.at;
      if (!is_source && !around) continue;
      if (!noun.source.empty()) {
        verb.source = noun.source;
        verb.source_slot = noun.source_slot;
      } else if (around) {
        verb.source = {noun.at};
      }
      if (verb.mode.empty()) verb.mode = noun.mode;
      verb.chain.insert(verb.chain.begin(), noun.at);
      verb.entries.insert(verb.entries.begin(), noun.entries.front());
      noun.aside = noun.target.empty() || noun.target == verb.target;
    }
  }
}

// "Ten were killed and forty wounded in a raid by rebels", "ten were killed when rebels attacked": who did the one did the other.
void share_doers(const Tree& tree, std::vector<Candidate>& all) {
  const auto takes = [&](const Candidate& c) {
    return c.type == "ASSAULT" && c.source.empty() && tree.is_verb(c.at) && tree.is_passive(c.at);
  };
  for (int round = 0; round < 2; ++round)
    for (Candidate& c : all) {
      if (!takes(c)) continue;
      for (const Candidate& other : all) {
        if (other.type != "ASSAULT" || other.source.empty() || !tree.is_verb(other.at)) continue;
        const Token &mine = tree.token(c.at), &its = tree.token(other.at);
        const bool beside = (its.dep == "conj" && its.head == c.at && tree.is_passive(other.at)) ||
                            (mine.dep == "conj" && mine.head == other.at && tree.is_passive(other.at));
        const std::uint32_t when = tree.child(other.at, "advmod");
        const bool during = its.dep == "advcl" && its.head == c.at && when != kNoToken && tree.lower(when) == "when";
        if (!beside && !during) continue;
        c.source = other.source;
        c.source_slot = other.source_slot;
        break;
      }
    }
}

// "Launched an appeal to help the north": whom the help is for, where the word above it has no target.
void borrow_targets(const Tree& tree, std::vector<Candidate>& all) {
  for (Candidate& c : all) {
    if (!c.target.empty() || (c.type != "REQUEST" && c.type != "AID" && c.type != "AGREE")) continue;
    for (const Candidate& help : all)
      if (&help != &c && help.type == "AID" && !help.target.empty() && help.at > c.at && tree.below(help.at, c.at)) {
        c.target = help.target;
        c.target_slot = help.target_slot;
        break;
      }
  }
}

}  // namespace

std::vector<Candidate> candidates(const Tree& tree, const Lexicon& lexicon, Range sentence) {
  std::vector<const Entry*> matched(sentence.size(), nullptr);
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) matched[t - sentence.first] = match(tree, lexicon, t);
  const Climber climber(tree, lexicon, matched, sentence.first);
  std::vector<Candidate> all;
  std::vector<bool> used(sentence.size(), false);
  // Deepest words first, so that a word that governs an event speaks with it and not for itself.
  const auto add = [&](std::uint32_t t, bool operators) {
    const Entry* entry = matched[t - sentence.first];
    if (!entry || entry->type.empty() || entry->op.empty() == operators || used[t - sentence.first]) return;
    Candidate c = climber.start(t, *entry);
    climber.climb(c, all);
    c.aside = c.aside || climber.only_thought(c.at);
    for (std::size_t i = 1; i < c.chain.size(); ++i) {
      if (used[c.chain[i] - sentence.first] && c.at == c.chain[i]) c.aside = true;
      used[c.chain[i] - sentence.first] = true;
    }
    all.push_back(std::move(c));
  };
  for (std::uint32_t t = sentence.first; t < sentence.last; ++t) add(t, false);
  // Operators from right to left: in "refused to agree to leave" the inner one is the right one.
  for (std::uint32_t t = sentence.last; t-- > sentence.first;) add(t, true);
  std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.at < b.at; });
  for (Candidate& c : all)
    if (is_mutual(c.type)) make_mutual(c);
  merge_nominal_agents(tree, all);
  share_doers(tree, all);
  borrow_targets(tree, all);
  // Words that only served another word's condition ("sign" an "agreement") tell nothing of their own.
  for (Candidate& c : all)
    for (const Candidate& other : all)
      if (&c != &other && !tree.is_verb(c.at) && tree.is_verb(other.at) &&
          (c.type == other.type || asked_for(other, tree.lemma(c.at))) && !c.aside && c.chain.size() == 1 &&
          contains(slot(tree, other.at, "obj"), c.at))
        c.aside = true;
  return all;
}

bool names_any(const Tree& tree, const Lexicon& lexicon, const Candidate& c, std::string_view word_class) {
  return std::any_of(c.chain.begin(), c.chain.end(),
                     [&](std::uint32_t t) { return lexicon.in_class(word_class, tree.lemma(t)); });
}

bool reciprocal_object(const Tree& tree, std::uint32_t at) {
  const auto is_other = [&](std::uint32_t word) { return tree.lower(word) == "other" || tree.lower(word) == "another"; };
  const auto says_other = [&](std::uint32_t word) {  // "each other's diplomats" too
    const std::uint32_t owner = tree.child(word, "poss");
    return is_other(word) || (owner != kNoToken && is_other(owner));
  };
  if (const std::uint32_t object = tree.child(at, "dobj"); object != kNoToken && says_other(object)) return true;
  for (const std::uint32_t c : tree.children(at))
    if (tree.token(c).dep == "prep")
      if (const std::uint32_t object = tree.child(c, "pobj"); object != kNoToken && says_other(object)) return true;
  return false;
}

}  // namespace entente::events
