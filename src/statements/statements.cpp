#include "statements/statements.h"

#include <algorithm>

#include "statements/collect.h"
#include "statements/model.h"
#include "statements/resolve.h"
#include "statements/speaker.h"

namespace entente::statements {
namespace {

constexpr int kMaxLook = 16;  // mentions within one speaker's phrase

// The mentions of a document, found by place in logarithmic time.
class MentionIndex {
 public:
  explicit MentionIndex(const std::vector<Mention>& mentions) {
    for (const Mention& m : mentions) by_head_.push_back(&m);
    std::sort(by_head_.begin(), by_head_.end(), [](const Mention* a, const Mention* b) { return a->head.begin < b->head.begin; });
  }

  // The mention that a speaker's noun phrase stands for: the one with the phrase's head word, else the first within the phrase
  // but for those that only say where or against whom: "a bombing in Mali showed" is not Mali's word.
  const Mention* of(const Doc& doc, Range phrase, std::uint32_t head) const {
    const Span span = doc.span(phrase);
    const Mention* first = nullptr;
    int looked = 0;
    for (auto it = from(span.begin); it != by_head_.end() && (*it)->head.begin < span.end && ++looked < kMaxLook; ++it) {
      if ((*it)->head.overlaps(doc.tokens[head].span)) return *it;
      if (!first && !(*it)->actor.code.empty() && !aside(doc, phrase, head, **it)) first = *it;
    }
    return first;
  }

  // Adds the codes of the actors mentioned in `content`, each once.
  void codes(Span content, std::vector<std::string>& to) const {
    for (auto it = from(content.begin); it != by_head_.end() && (*it)->head.begin < content.end; ++it) {
      const std::string& code = (*it)->actor.code;
      if (!code.empty() && std::find(to.begin(), to.end(), code) == to.end()) to.push_back(code);
    }
  }

 private:
  // Whether a preposition of place, time or aim stands between a mention and the head of the phrase.
  static bool aside(const Doc& doc, Range phrase, std::uint32_t head, const Mention& mention) {
    std::uint32_t at = phrase.first;
    while (at + 1 < phrase.last && doc.tokens[at].span.end <= mention.head.begin) ++at;
    for (int climbed = 0; climbed < kMaxLook && at != head && doc.tokens[at].head != at; ++climbed, at = doc.tokens[at].head)
      if (doc.tokens[at].dep == "prep" && doc.tokens[at].lemma != "of" && doc.tokens[at].lemma != "by" &&
          doc.tokens[at].lemma != "for" && doc.tokens[at].lemma != "from" && doc.tokens[at].lemma != "with")
        return true;
    return false;
  }

  std::vector<const Mention*>::const_iterator from(std::uint32_t begin) const {
    return std::lower_bound(by_head_.begin(), by_head_.end(), begin,
                            [](const Mention* m, std::uint32_t at) { return m->head.begin < at; });
  }

  std::vector<const Mention*> by_head_;
};

class CueFinder : public Finder {
 public:
  explicit CueFinder(Model model) : model_(std::move(model)) {}

  std::vector<Statement> find(const Doc& doc, const std::vector<Mention>& mentions) const override {
    std::vector<Statement> out;
    if (doc.tokens.empty()) return out;
    const MentionIndex index(mentions);
    auto parts = paragraphs(doc);
    auto quotes = find_quotes(doc, parts);
    const Tree tree(doc);
    const QuoteMap map(doc, tree, std::move(quotes), std::move(parts));
    const auto all = collect(doc, tree, map);
    for (const Draft& draft : resolve(doc, tree, map, all, model_.probabilities(doc, tree, map, all))) {
      Statement s;
      s.id = static_cast<int>(out.size());
      s.direct = draft.direct;
      for (const Range& r : draft.content) s.content.push_back(doc.span(r));
      if (draft.cue) s.cue = doc.span(*draft.cue);
      if (draft.speaker) {
        Role role;
        role.span = doc.span(*draft.speaker);
        if (const Mention* m = index.of(doc, *draft.speaker, head_of(doc, *draft.speaker))) role.actor = m->actor;
        s.speaker = std::move(role);
      }
      for (const Span piece : s.content) index.codes(piece, s.about);
      out.push_back(std::move(s));
    }
    return out;
  }

 private:
  Model model_;
};

}  // namespace

Result<std::shared_ptr<const Finder>> Finder::load(const Knowledge& knowledge) {
  auto model = Model::load(knowledge);
  if (!model) return tl::unexpected(model.error());
  return std::make_shared<CueFinder>(*std::move(model));
}

}  // namespace entente::statements
