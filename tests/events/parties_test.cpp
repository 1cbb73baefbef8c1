#include "events/parties.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

class Parties : public testing::Test {
 protected:
  void SetUp() override {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    auto loaded = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    const auto coder = Learned::load(ENTENTE_SOURCE_DIR "/models/coder/coder.entente");
    ASSERT_TRUE(english && loaded && coder);
    lexicon = *std::move(loaded);
    lexicon.blend.least_role = 0.4;
    model = *english;
    learned = *coder;
    text = "The rebels of Zenda shelled two villages and fled to the hills.";
    doc = model->parse(text);
    reading = learned->read(text, {{0, static_cast<std::uint32_t>(text.size())}}).front();
    for (Shares::Piece& piece : reading.roles.all) piece.source = piece.target = 0;
    shares = reading.roles;
    // Whoever has more than half of a role's probability plays it.
    ASSERT_TRUE(by_share.add("1\t0.5\t-1\t-2", Party::kFeatures) && by_share.add("leaves\t-3\t3", Party::kFeatures));
    event.type = "ASSAULT";
    event.trigger = at("shelled");
  }
  Span at(std::string_view words) const {
    const auto begin = static_cast<std::uint32_t>(text.find(words));
    return {begin, begin + static_cast<std::uint32_t>(words.size())};
  }
  void mark(std::string_view words, double source, double target) {
    for (Shares::Piece& piece : shares.all)
      if (piece.span.overlaps(at(words))) piece.source = source, piece.target = target;
  }
  Role role(std::string_view words) const {
    Role out;
    out.span = at(words);
    return out;
  }
  template <class Do>
  void in_scene(Do&& run) {
    const Tree tree(doc, lexicon.classes);
    const MentionIndex mentions(doc, named);
    run(Scene{tree, lexicon, mentions, *learned, doc.sentences.front(), reading, shares});
  }
  void choose() {
    in_scene([&](const Scene& scene) { choose_parties(scene, by_share, 0.5, event); });
  }
  std::string said(const std::vector<Role>& roles) const {
    std::string out;
    for (const Role& one : roles) out += (out.empty() ? "" : " & ") + std::string(one.span.in(text));
    return out;
  }

  std::string text;
  std::vector<Mention> named;
  std::shared_ptr<const nlp::Model> model;  // whose words the document uses
  Doc doc;
  Lexicon lexicon;
  std::shared_ptr<const Learned> learned;
  Reading reading;
  Shares shares;
  forest::Forest by_share;
  Event event;
};

TEST_F(Parties, AreThoseOfTheEventAndThoseWhomTheModelReads) {
  event.source = {role("The rebels of Zenda")};
  mark("two villages", 0, 0.3);
  in_scene([&](const Scene& scene) {
    const auto parties = parties_of(scene, event);
    ASSERT_EQ(parties.size(), 2u);
    EXPECT_EQ(parties[0].role.span.in(text), "The rebels of Zenda");
    EXPECT_TRUE(parties[0].in[0] && !parties[0].in[1]);
    EXPECT_EQ(parties[1].role.span.in(text), "two villages");
    EXPECT_FALSE(parties[1].in[0] || parties[1].in[1]);
    EXPECT_FLOAT_EQ(parties[1].is[1][1], 0.3f);  // its share of the target
    EXPECT_FLOAT_EQ(parties[1].is[0][2], 0.3f);  // as a source: the share of the other role
  });
}

TEST_F(Parties, TheTreesTurnWhatStandsTheWrongWayRound) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0, 0.9);
  event.source = {role("two villages")};
  event.target = {role("The rebels of Zenda")};
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_EQ(said(event.target), "two villages");
}

TEST_F(Parties, TheTreesBoundWordsFillEmptyRolesAndLeaveOutOthers) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0, 0.9);
  mark("the hills", 0, 0.2);
  event.source = {role("rebels")};
  event.target = {role("the hills")};
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_EQ(said(event.target), "two villages");
}

TEST_F(Parties, AnotherCountryInOnesWordsDoesNotStandForHim) {
  mark("Zenda", 0.9, 0);
  named = {{0, at("Zenda"), at("Zenda"), {"ZEN", "Zenda", "ZEN", "", "country"}, "name"}};
  event.source = {role("The rebels of Zenda")};
  event.source.front().actor = {"RUR REB", "", "RUR", "REB", "group"};
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
}

TEST_F(Parties, WhoActsOnOneAnotherIsOnBothSides) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0.8, 0);
  event.source = {role("The rebels of Zenda")};
  event.target = {role("two villages")};
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_EQ(said(event.target), "two villages");
  event.target.clear();
  mark("two villages", 0.8, 0);
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda & two villages");
}

TEST_F(Parties, BondsAreTheAnswers) {
  const Span rebels = at("The rebels of Zenda"), villages = at("two villages");
  const Answer whole = learned->answer(reading, rebels, villages);
  const std::vector<Bond> bonds = learned->bonds(reading, {{rebels, villages}, {{}, villages}}, "ASSAULT");
  EXPECT_NEAR(bonds.at(0).type, whole.type.at("ASSAULT"), 1e-6);
  EXPECT_NEAR(bonds.at(0).event, whole.event(), 1e-6);
  EXPECT_NEAR(bonds.at(0).forward, whole.forward, 1e-5);
  EXPECT_NEAR(bonds.at(1).event, learned->answer(reading, {}, villages).event(), 1e-6);
  EXPECT_EQ(learned->bonds(reading, {{rebels, villages}}, "a type of one's own").at(0).type, 0);
}

TEST_F(Parties, SomebodyStaysWhereNobodyIsLikely) {
  mark("The rebels of Zenda", 0.2, 0);
  event.source = {role("The rebels of Zenda")};
  choose();
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_TRUE(event.target.empty());
}

TEST_F(Parties, WithoutTreesAnEventStaysAsItIs) {
  mark("The rebels of Zenda", 0.9, 0);
  event.target = {role("the hills")};
  in_scene([&](const Scene& scene) { choose_parties(scene, {}, 0.5, event); });
  EXPECT_TRUE(event.source.empty());
  EXPECT_EQ(said(event.target), "the hills");
}

}  // namespace
}  // namespace entente::events
