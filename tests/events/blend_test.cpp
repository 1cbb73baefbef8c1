// Patterns and the shipped model together, on sentences parsed here.
#include "events/coding.h"

namespace entente::events {
namespace {

class Blend : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    const auto loaded =
        Coder::load(Knowledge(ENTENTE_SOURCE_DIR "/knowledge"), Mode::blend, ENTENTE_SOURCE_DIR "/models/coder/coder.entente");
    ASSERT_TRUE(english && loaded);
    model_ = *english;
    coder_ = *loaded;
  }
  static void TearDownTestSuite() {
    model_.reset();
    coder_.reset();
  }
  // Each named entity is an actor of its own.
  static std::vector<std::string> told(const std::string& text) { return lines_of(find(text), text); }
  static bool tells(const std::string& text, const std::string& line) {
    const auto all = told(text);
    return std::find(all.begin(), all.end(), line) != all.end();
  }
  static std::vector<Event> find(const std::string& text) {
    const Doc doc = model_->parse(text);
    std::vector<Mention> mentions;
    for (const Entity& e : doc.entities) {
      const std::string name(doc.span(e.tokens).in(text));
      mentions.push_back(
          {static_cast<int>(mentions.size()), doc.span(e.tokens), doc.span(e.tokens), {name, name, "", "", "country"}, "name"});
    }
    return coder_->find({doc, mentions, {}, {}, {}, {}});
  }
  using Lines = std::vector<std::string>;

 private:
  static inline std::shared_ptr<const nlp::Model> model_;
  static inline std::shared_ptr<const Coder> coder_;
};

TEST_F(Blend, WhatGrammarMakesOfTwoWordsStands) {
  EXPECT_EQ(told("China denied helping Russia."), Lines{"AID denied: China -> Russia"});
  EXPECT_EQ(told("Uganda denied that it attacked Rwanda."), Lines{"ASSAULT denied: Uganda -> Rwanda"});
  EXPECT_EQ(told("Norway agreed to sanction Russia."),
            (Lines{"THREATEN happened: Norway -> Russia", "SANCTION planned: Norway -> Russia"}));
  EXPECT_EQ(told("Norway agreed to help Ukraine."), Lines{"AGREE happened: Norway -> Ukraine"});
}

TEST_F(Blend, WhoActOnOneAnotherAreOnBothSides) {
  EXPECT_EQ(told("Armenia and Azerbaijan accused each other of violating the ceasefire."),
            Lines{"ACCUSE happened: Armenia -> Azerbaijan"});
  EXPECT_EQ(told("Greece and Turkey expelled each other's diplomats."), Lines{"SANCTION happened: Greece -> Turkey"});
}

TEST_F(Blend, DisastersAttackNobody) {
  EXPECT_EQ(told("Floods killed 30 people in Kenya on Monday."), Lines{});
  EXPECT_EQ(told("Kenyans were killed by floods."), Lines{});
}

TEST_F(Blend, OneDeedIsOneEvent) {
  EXPECT_EQ(told("Turkey stormed a base of Iraq on Sunday, killing several soldiers of Iraq.").size(), 1u);
  EXPECT_EQ(told("Russia shelled Ukraine on Monday, wounding 12 people.").size(), 1u);
}

TEST_F(Blend, WhoWantsADeedDoesNotDoIt) {
  const std::string both = "Russia and China want Turkey to attack Syria.";
  EXPECT_TRUE(tells(both, "ASSAULT called-for: Turkey -> Syria"));
  EXPECT_TRUE(tells(both, "REQUEST happened: Russia China -> Turkey"));
  EXPECT_EQ(told(both).size(), 2u);
  EXPECT_TRUE(tells("Spain expects Algeria to withdraw its troops from Libya.", "RETREAT planned: Algeria -> Libya"));
  EXPECT_TRUE(tells("Turkey does not want Russia to attack Ukraine.", "ASSAULT hypothetical: Russia -> Ukraine"));
  EXPECT_TRUE(tells("Iran has asked Iraq not to arrest the militants.", "COERCE negated: Iraq -> the militants"));
  EXPECT_TRUE(tells("Niger told the army to carry out air strikes against Chad.", "ASSAULT called-for: the army -> Chad"));
  EXPECT_TRUE(tells("Peru ordered the army to attack the rebels.", "ASSAULT called-for: the army -> the rebels"));
}

TEST_F(Blend, WhoIsHelpedOrForcedDoesIt) {
  EXPECT_EQ(told("Russia helped Syria bomb the rebels."),
            (Lines{"AID happened: Russia -> Syria", "ASSAULT happened: Syria -> the rebels"}));
  EXPECT_EQ(told("Germany forced Greece to arrest the activists."),
            (Lines{"COERCE happened: Germany -> Greece", "COERCE happened: Greece -> the activists"}));
  EXPECT_TRUE(tells("The new law would allow troops to arrest protesters.", "COERCE planned: troops -> protesters"));
}

TEST_F(Blend, AFiniteVerbIsNotJoinedToOneInItsBaseForm) {
  EXPECT_TRUE(tells("Egypt demanded that Sudan hand over the suspects and expelled its ambassador.",
                    "SANCTION happened: Egypt -> its ambassador"));
  EXPECT_TRUE(tells("Kenya demanded that Uganda return the general and threatened to suspend aid.",
                    "THREATEN happened: Kenya ->"));
}

TEST_F(Blend, ADenialRejectsWhoeverAccused) {
  EXPECT_TRUE(tells("Israel accused Iran of attacking a tanker. Iran denied the charge.", "REJECT happened: Iran -> the charge"));
  const auto events = find("Kenya accused Somalia of selling oil blocks. Somalia denied it.");
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.back().type, "REJECT");
  ASSERT_EQ(events.back().target.size(), 1u);
  EXPECT_EQ(events.back().target[0].actor.name, "Kenya");
  EXPECT_EQ(events.back().id, static_cast<int>(events.size()) - 1);
  EXPECT_TRUE(told("Norway has a long coast. Somalia denied it.").empty());
}

TEST_F(Blend, ADeathTollIsThatOfTheAttackBefore) {
  const auto events = find("Russia shelled a village in Ukraine on Friday. The death toll rose to 33.");
  ASSERT_EQ(events.size(), 1u);
  ASSERT_TRUE(events[0].killed);
  EXPECT_EQ(events[0].killed->value, 33);
  EXPECT_TRUE(told("The death toll in Kenya rose to 33.").empty());
  const auto uncertain = find("Russia shelled a village in Ukraine on Friday. The death toll could rise to 33.");
  ASSERT_EQ(uncertain.size(), 1u);
  EXPECT_FALSE(uncertain[0].killed);
}

TEST_F(Blend, EachOfSeveralStrikesIsByWhoMadeThem) {
  const std::string text =
      "Kenya carried out nine strikes against rebels in Somalia. One strike destroyed a depot of the rebels.";
  const auto events = find(text);
  ASSERT_EQ(events.size(), 2u);
  ASSERT_EQ(events[1].source.size(), 1u);
  EXPECT_EQ(events[1].source[0].span.in(text), "One strike");
  EXPECT_EQ(events[1].source[0].actor.name, "Kenya");
  const auto another = find(
      "Kenya carried out nine strikes against rebels in Somalia. Uganda shelled Rwanda. One strike destroyed a depot.");
  ASSERT_EQ(another.size(), 3u);
  EXPECT_TRUE(another[2].source.empty());
}

TEST_F(Blend, TheDeadOfTheAttackAreToldOnce) {
  const auto events = find("Syria shelled a village in Iraq. At least 12 villagers died in the attack.");
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].retells, 0);
  ASSERT_TRUE(events[0].killed);
  EXPECT_EQ(events[0].killed->value, 12);
  const auto clash = find("Syria killed at least 12 people in clashes with soldiers from Turkey.");
  ASSERT_EQ(clash.size(), 1u);
  ASSERT_TRUE(clash[0].killed);
  EXPECT_EQ(clash[0].target.size(), 2u);
}

TEST_F(Blend, WhoBrokersADealIsNoPartyToIt) {
  EXPECT_EQ(told("Egypt brokered a ceasefire between Israel and Iran."),
            (Lines{"CONSULT happened: Egypt -> Israel Iran", "RETREAT happened: Israel -> Iran"}));
  EXPECT_TRUE(tells("Armenia and Azerbaijan signed a peace deal brokered by Russia.",
                    "CONSULT happened: Russia -> Armenia Azerbaijan"));
  EXPECT_EQ(told("Sudan and Egypt called for a ceasefire."), Lines{"REQUEST happened: Sudan Egypt ->"});
}

}  // namespace
}  // namespace entente::events
