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
    shares.all.clear();
    for (const Token& token : doc.tokens) shares.all.push_back({token.span, 0.05, 0.05});
  }
  void mark(std::string_view words, double Shares::Piece::*role, double p) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    const Span span{at, at + static_cast<std::uint32_t>(words.size())};
    for (Shares::Piece& piece : shares.all)
      if (piece.span.overlaps(span)) piece.*role = p;
  }
  Parts parts() const {
    const Tree tree(doc, lexicon.classes);
    return parts_of(tree, lexicon, MentionIndex(doc, mentions), doc.sentences.front(), shares, 0.5);
  }
  std::string said(const Part& part) const { return std::string(part.role.span.in(text)); }

  std::string text;
  const std::vector<Mention> mentions = {{0, {0, 21}, {4, 8}, {"RUR MIL", "Ruritania", "RUR", "MIL", "military"}, "description"}};
  std::shared_ptr<const nlp::Model> model;  // holds the words of the parse
  Doc doc;
  Lexicon lexicon;
  Shares shares;
};

TEST_F(PartsOf, RunsOfWordsAreRolesWithTheActorOfTheirHead) {
  mark("The army of Ruritania", &Shares::Piece::source, 0.9);
  mark("two villages near Zenda", &Shares::Piece::target, 0.8);
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
  mark("Ruritania", &Shares::Piece::source, 0.9);
  EXPECT_TRUE(parts().source.empty());
  mark("bombs in Ruritania", &Shares::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "bombs in Ruritania");
}

TEST_F(PartsOf, AWeakWordBetweenJoinsAndMarksAtTheEdgesAreLeftOut) {
  mark("The army of Ruritania,", &Shares::Piece::source, 0.9);
  mark("of", &Shares::Piece::source, 0.3);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "The army of Ruritania");
  mark("of", &Shares::Piece::source, 0.1);
  EXPECT_EQ(parts().source.size(), 2u);
}

TEST_F(PartsOf, ANameIsInARoleAsAWholeOrNotAtAll) {
  ask("The Republic of Ruritania and the United Kingdom (UK) signed a pact.");
  ASSERT_EQ(doc.entities.size(), 3u);
  mark("the United", &Shares::Piece::source, 0.9);
  mark("Kingdom", &Shares::Piece::source, 0.2);
  mark("Ruritania", &Shares::Piece::source, 0.6);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom");
}

TEST_F(PartsOf, ANameOfTwoSentencesIsLeftAsItIs) {
  ask("Rebels shelled Zenda. Militias fled.");
  ASSERT_EQ(doc.sentences.size(), 2u);
  const std::uint32_t border = doc.sentences[1].first;
  doc.entities = {{{border - 1, border + 1}, "ORG"}};
  mark("Militias", &Shares::Piece::source, 0.9);
  const Tree tree(doc, lexicon.classes);
  const Parts found = parts_of(tree, lexicon, MentionIndex(doc, mentions), doc.sentences[1], shares, 0.5);
  ASSERT_EQ(found.source.size(), 1u);
  EXPECT_EQ(said(found.source[0]), "Militias");
}

TEST_F(PartsOf, ATitleIsNoActorBesideWhoBearsIt) {
  ask("President Rudolf Elphberg refused that demand.");
  mark("Rudolf Elphberg", &Shares::Piece::source, 0.9);
  mark("President", &Shares::Piece::target, 0.9);
  const Tree tree(doc, lexicon.classes);
  const auto targets = [&](const std::vector<Mention>& known) {
    return parts_of(tree, lexicon, MentionIndex(doc, known), doc.sentences.front(), shares, 0.5).target.size();
  };
  EXPECT_EQ(targets({{0, {0, 25}, {17, 25}, {"RUR GOV", "Rudolf Elphberg", "RUR", "GOV", "person"}, "title"}}), 0u);
  EXPECT_EQ(targets({}), 1u);
}

TEST_F(PartsOf, AnOwnersSignBeginsNoRole) {
  ask("Ruritania's military shelled Zenda.");
  mark("'s military", &Shares::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "military");
}

TEST_F(PartsOf, ABracketThatARoleOpensIsClosed) {
  ask("The Republic of Ruritania and the United Kingdom (UK) signed a pact.");
  mark("the United Kingdom (UK)", &Shares::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom (UK)");
  ask("Rebels (who hate the United Kingdom) signed a pact.");
  mark("the United Kingdom)", &Shares::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "the United Kingdom");
}

TEST_F(PartsOf, APhraseThatIsCutShortGoesOnToItsNoun) {
  ask("The leader of a major political group refused the government airstrikes.");
  mark("The leader of a major", &Shares::Piece::source, 0.9);
  mark("the government", &Shares::Piece::target, 0.9);  // whose airstrikes they are
  Parts found = parts();
  ASSERT_EQ(found.source.size(), 1u);
  ASSERT_EQ(found.target.size(), 1u);
  EXPECT_EQ(said(found.source[0]), "The leader of a major political group");
  EXPECT_EQ(said(found.target[0]), "the government");
  ask("The crowd's attack angered its Western partners.");
  mark("The crowd", &Shares::Piece::source, 0.9);
  mark("its Western", &Shares::Piece::target, 0.9);
  mark("partners", &Shares::Piece::target, 0.9);
  found = parts();
  ASSERT_EQ(found.source.size(), 1u);
  EXPECT_EQ(said(found.source[0]), "The crowd");
  ASSERT_EQ(found.target.size(), 1u);
  EXPECT_EQ(said(found.target[0]), "its Western partners");
  ask("The rebels of Zenda (ROZ) praised the bishop.");
  mark("The rebels of Zenda (ROZ", &Shares::Piece::source, 0.9);
  ASSERT_EQ(parts().source.size(), 1u);
  EXPECT_EQ(said(parts().source[0]), "The rebels of Zenda (ROZ)");
}

TEST_F(PartsOf, AWordHasTheLikelierRoleAndWordsWithoutAHeadNounHaveNone) {
  mark("militias", &Shares::Piece::source, 0.6);
  mark("militias", &Shares::Piece::target, 0.7);
  mark("near", &Shares::Piece::target, 0.9);
  const Parts found = parts();
  EXPECT_TRUE(found.source.empty());
  ASSERT_EQ(found.target.size(), 1u);
  EXPECT_EQ(said(found.target[0]), "militias");
}

}  // namespace
}  // namespace entente::events
