// Nouns that point back at events, over the rooms before this one as they are.
#include <gtest/gtest.h>

#include "actors/actors.h"
#include "entente/nlp.h"
#include "events/events.h"
#include "places/places.h"

namespace entente::events {
namespace {

class Anaphora : public ::testing::Test {
 protected:
  static constexpr const char* kKnowledge = ENTENTE_SOURCE_DIR "/knowledge";

  // "TYPE: source codes -> target codes" of every event.
  std::vector<std::string> told(const std::string& text) {
    const auto model = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    const auto directory = actors::Directory::load(kKnowledge);
    const auto gazetteer = places::Gazetteer::load(kKnowledge);
    const auto coder = Coder::load(kKnowledge);
    EXPECT_TRUE(model && directory && gazetteer && coder);
    if (!model || !directory || !gazetteer || !coder) return {};
    const Doc doc = (*model)->parse(text);
    const auto mentions = (*directory)->find(doc, "2015-06-01", "");
    const auto found = (*gazetteer)->find(doc);
    const std::optional<Dated> date;
    std::vector<std::string> out;
    for (const Event& e : (*coder)->find({doc, mentions, {}, {}, found, date})) {
      std::string line = e.type + ":";
      for (const Role& r : e.source) line += " " + r.actor.code;
      line += " ->";
      for (const Role& r : e.target) line += " " + r.actor.code;
      out.push_back(line);
    }
    return out;
  }
  void expect(const std::string& text, const std::string& line) {
    const auto all = told(text);
    if (std::find(all.begin(), all.end(), line) != all.end()) return;
    ADD_FAILURE() << text << "\n  misses " << line;
    for (const std::string& one : all) ADD_FAILURE() << "  told: " << one;
  }
};

TEST_F(Anaphora, WhoeverCondemnsTheAttackCondemnsWhoMadeIt) {
  expect("Boko Haram attacked a market in Maiduguri on Sunday. France condemned the attack.", "ACCUSE: FRA -> BOKO-HARAM");
  expect("Turkey bombed two villages in Iraq on Sunday. The strike killed four civilians.", "ASSAULT: TUR -> IRQ CVL");
  expect("Iran demanded that Iraq close the camps. Iraq rejected the demand.", "REJECT: IRQ -> IRN");
}

TEST_F(Anaphora, ANounWithItsOwnDoerPointsNowhere) {
  for (const std::string& one : told("Iran attacked a ship. France condemned the attack by Sudan."))
    EXPECT_EQ(one.find("ACCUSE: FRA -> IRN"), std::string::npos) << one;
  for (const std::string& one : told("Iran attacked a ship. France condemned an attack."))
    EXPECT_EQ(one.find("ACCUSE: FRA -> IRN"), std::string::npos) << one;
}

TEST_F(Anaphora, NobodyCondemnsThemselves) {
  for (const std::string& one : told("Iran attacked a ship. Iran condemned the attack."))
    EXPECT_EQ(one.find("-> IRN"), std::string::npos) << one;
}

TEST_F(Anaphora, WhatWordsSayOfAClauseAbove) {
  expect("Officials in Washington looked for other bases, as Pakistan is now off limits.", "REJECT: PAK -> USA GOV");
  expect("Kenya refused to let Ethiopian troops cross the border.", "REJECT: KEN -> ETH MIL");
}

TEST_F(Anaphora, AWeaponIsItsOwners) { expect("Two rockets fired by Hezbollah hit a school in Haifa.", "ASSAULT: HEZBOLLAH ->"); }

}  // namespace
}  // namespace entente::events
