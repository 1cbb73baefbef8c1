#include "events/parts.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

class PartsOf : public testing::Test {
 protected:
  void SetUp() override {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    const auto loaded = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(english && loaded);
    model = *english;
    lexicon = *loaded;
    ask("The army of Ruritania, backed by militias, shelled two villages near Zenda.");
  }
  void ask(std::string sentence) {
    text = std::move(sentence);
    doc = model->parse(text);
    reading.pieces.clear();
    for (const Token& token : doc.tokens) reading.pieces.push_back({token.span, 0.05, 0.05});
  }
  void mark(std::string_view words, double Reading::Piece::*role, double p) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    const Span span{at, at + static_cast<std::uint32_t>(words.size())};
    for (Reading::Piece& piece : reading.pieces)
      if (piece.span.overlaps(span)) piece.*role = p;
  }
  Parts parts() const {
    const Tree tree(doc, lexicon.classes);
    return parts_of(tree, lexicon, MentionIndex(doc, mentions), doc.sentences.front(), reading, 0.5);
  }
  std::string said(const Part& part) const { return std::string(part.role.span.in(text)); }

  std::string text;
  const std::vector<Mention> mentions = {{0, {0, 21}, {4, 8}, {"RUR MIL", "Ruritania", "RUR", "MIL", "military"}, "description"}};
  std::shared_ptr<const nlp::Model> model;  // holds the words of the parse
  Doc doc;
  Lexicon lexicon;
  Reading reading;
};

TEST_F(PartsOf, RunsOfWordsAreRolesWithTheActorOfTheirHead) {
  mark("The army of Ruritania", &Reading::Piece::source, 0.9);
  mark("two villages near Zenda", &Reading::Piece::target, 0.8);
  const Parts found = parts();
  ASSERT_EQ(found.source.size(), 1u);
  ASSERT_EQ(found.target.size(), 1u);
  EXPECT_EQ(said(found.source[0]), "The army of Ruritania");
  EXPECT_EQ(found.source[0].role.actor.code, "RUR MIL");
  EXPECT_EQ(said(found.target[0]), "two villages near Zenda");
  EXPECT_EQ(doc.tokens[found.target[0].head].span.in(text), "villages");
}

TEST_F(PartsOf, WhereSomethingIsIsNoOneWhoActs) {
  ask("Foreign engineers were targeted by bombs in Ruritania.");
  mark("Ruritania", &Reading::Piece::source, 0.9);
  EXPECT_TRUE(parts().source.empty());
  mark("bombs in Ruritania", &Reading::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "bombs in Ruritania");
}

TEST_F(PartsOf, AWeakWordBetweenJoinsAndMarksAtTheEdgesAreLeftOut) {
  mark("The army of Ruritania,", &Reading::Piece::source, 0.9);
  mark("of", &Reading::Piece::source, 0.3);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "The army of Ruritania");
  mark("of", &Reading::Piece::source, 0.1);
  EXPECT_EQ(parts().source.size(), 2u);
}

TEST_F(PartsOf, ANameIsInARoleAsAWholeOrNotAtAll) {
  ask("The Republic of Ruritania and the United Kingdom (UK) signed a pact.");
  ASSERT_EQ(doc.entities.size(), 3u);
  mark("the United", &Reading::Piece::source, 0.9);
  mark("Kingdom", &Reading::Piece::source, 0.2);
  mark("Ruritania", &Reading::Piece::source, 0.6);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom");
}

TEST_F(PartsOf, ANameOfTwoSentencesIsLeftAsItIs) {
  ask("Rebels shelled Zenda. Militias fled.");
  ASSERT_EQ(doc.sentences.size(), 2u);
  const std::uint32_t border = doc.sentences[1].first;
  doc.entities = {{{border - 1, border + 1}, "ORG"}};
  mark("Militias", &Reading::Piece::source, 0.9);
  const Tree tree(doc, lexicon.classes);
  const Parts found = parts_of(tree, lexicon, MentionIndex(doc, mentions), doc.sentences[1], reading, 0.5);
  ASSERT_EQ(found.source.size(), 1u);
  EXPECT_EQ(said(found.source[0]), "Militias");
}

TEST_F(PartsOf, ABracketThatARoleOpensIsClosed) {
  ask("The Republic of Ruritania and the United Kingdom (UK) signed a pact.");
  mark("the United Kingdom (UK)", &Reading::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom (UK)");
  ask("Rebels (who hate the United Kingdom) signed a pact.");
  mark("the United Kingdom)", &Reading::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom");
}

TEST_F(PartsOf, AWordHasTheLikelierRoleAndWordsWithoutAHeadNounHaveNone) {
  mark("militias", &Reading::Piece::source, 0.6);
  mark("militias", &Reading::Piece::target, 0.7);
  mark("near", &Reading::Piece::target, 0.9);
  const Parts found = parts();
  EXPECT_TRUE(found.source.empty());
  ASSERT_EQ(found.target.size(), 1u);
  EXPECT_EQ(said(found.target[0]), "militias");
}

}  // namespace
}  // namespace entente::events
