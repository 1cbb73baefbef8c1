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
  static std::vector<std::string> told(const std::string& text) {
    const Doc doc = model_->parse(text);
    std::vector<Mention> mentions;
    for (const Entity& e : doc.entities) {
      const std::string name(doc.span(e.tokens).in(text));
      mentions.push_back(
          {static_cast<int>(mentions.size()), doc.span(e.tokens), doc.span(e.tokens), {name, name, "", "", "country"}, "name"});
    }
    return lines_of(coder_->find({doc, mentions, {}, {}, {}, {}}), text);
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

}  // namespace
}  // namespace entente::events
