// Whose words stand in a party's place though he is none.
#include "events/nobody.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

class Nobody : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    auto loaded = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(english && loaded);
    model_ = *english;
    lexicon_ = *std::move(loaded);
  }
  static void TearDownTestSuite() { model_.reset(); }

  // The parties of an event between these words, "source -> target", each name's bearer an actor of its own. `his`: whom "his"
  // stands for.
  static std::string left(const std::string& text, const std::string& type, const std::string& trigger,
                          const std::vector<std::string>& source, const std::vector<std::string>& target,
                          const std::string& his = "") {
    const Doc doc = model_->parse(text);
    const auto actor = [](const std::string& name) { return Actor{name, name, "", "", "country"}; };
    std::vector<Mention> mentions;
    for (const Entity& e : doc.entities) {
      const Span span = doc.span(e.tokens);
      mentions.push_back({static_cast<int>(mentions.size()), span, span, actor(std::string(span.in(text))), "name"});
    }
    if (const std::size_t at = text.find(" his "); !his.empty() && at != std::string::npos) {
      const Span span{static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(at + 4)};
      mentions.push_back({static_cast<int>(mentions.size()), span, span, actor(his), "pronoun"});
    }
    const Tree tree(doc, lexicon_.classes);
    const MentionIndex index(doc, mentions);
    const auto at = [&](const std::string& words) {
      const auto begin = static_cast<std::uint32_t>(text.find(words));
      return Span{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    const auto role = [&](const std::string& words) {
      Role out = role_of(tree, lexicon_, index, noun_of(tree, at(words))).value_or(Role{});
      out.span = at(words);
      return out;
    };
    Event event;
    event.type = type;
    event.trigger = at(trigger);
    for (const auto& words : source) event.source.push_back(role(words));
    for (const auto& words : target) event.target.push_back(role(words));
    leave_out_nobody(tree, lexicon_, index, event);
    std::string out;
    for (const Role& one : event.source) out += std::string(one.span.in(text)) + " ";
    out += "->";
    for (const Role& one : event.target) out += " " + std::string(one.span.in(text));
    return out;
  }

 private:
  static inline std::shared_ptr<const nlp::Model> model_;
  static inline Lexicon lexicon_;
};

TEST_F(Nobody, ADeedIsNoParty) {
  EXPECT_EQ(left("A raid in the hills killed four farmers.", "ASSAULT", "killed", {"A raid in the hills"}, {"four farmers"}),
            "-> four farmers");
  EXPECT_EQ(left("Kenya condemned the riots.", "ACCUSE", "condemned", {"Kenya"}, {"the riots"}), "Kenya ->");
  EXPECT_EQ(left("Two bombers killed four farmers.", "ASSAULT", "killed", {"Two bombers"}, {"four farmers"}),
            "Two bombers -> four farmers");
}

TEST_F(Nobody, WhatIsOnlyUsedDoesNothing) {
  EXPECT_EQ(left("Planes bombed the rebels.", "ASSAULT", "bombed", {"Planes"}, {"the rebels"}), "-> the rebels");
  EXPECT_EQ(left("The rebels shot down two planes.", "ASSAULT", "shot down", {"The rebels"}, {"two planes"}),
            "The rebels -> two planes");
}

TEST_F(Nobody, AnEventKeepsItsOnlyParty) {
  EXPECT_EQ(left("The raid angered many.", "ASSAULT", "raid", {}, {"The raid"}), "-> The raid");
}

TEST_F(Nobody, WhoseDeedItIsIsTheParty) {
  EXPECT_EQ(left("Kenya's attack killed four farmers.", "ASSAULT", "killed", {"Kenya's attack"}, {"four farmers"}),
            "Kenya's attack -> four farmers");
  EXPECT_EQ(left("A raid by masked gunmen killed four farmers.", "ASSAULT", "killed", {"A raid"}, {"four farmers"}),
            "masked gunmen -> four farmers");
}

TEST_F(Nobody, WhatADeedIsOfIsNoPartyByItsWord) {
  EXPECT_EQ(left("Kenya and Sudan agreed on a prisoner swap.", "AGREE", "agreed", {"Kenya"}, {"Sudan", "prisoner"}),
            "Kenya -> Sudan");
}

TEST_F(Nobody, HisOwnDeedIsNoneOfHisTargets) {
  EXPECT_EQ(left("Lopez cancelled his visit.", "REJECT", "cancelled", {"Lopez"}, {"his visit"}, "Lopez"), "Lopez ->");
  EXPECT_EQ(left("Lopez praised Garcia for his visit.", "SUPPORT", "praised", {"Lopez"}, {"his visit"}, "Garcia"),
            "Lopez -> his visit");
  EXPECT_EQ(left("Lopez spoke on his visit to Cuba.", "CONSULT", "visit", {"Lopez", "his"}, {"Cuba"}, "Lopez"), "Lopez -> Cuba");
}

TEST_F(Nobody, WhoIsToldDoesNotDoIt) {
  EXPECT_EQ(left("Garcia told the court that Lopez lied.", "ACCUSE", "lied", {"the court"}, {"Lopez"}), "-> Lopez");
  EXPECT_EQ(left("Garcia testified before the committee against Lopez.", "ACCUSE", "testified", {"Garcia", "the committee"},
                 {"Lopez"}),
            "Garcia -> Lopez");
  EXPECT_EQ(left("Kenya told the army to free Lopez.", "RETREAT", "free", {"the army"}, {"Lopez"}), "the army -> Lopez");
}

TEST_F(Nobody, APassiveHasNoDoerInAnotherClause) {
  EXPECT_EQ(left("Two people were arrested after protesters disrupted a show.", "COERCE", "arrested", {"protesters"},
                 {"Two people"}),
            "-> Two people");
  EXPECT_EQ(left("Two people were arrested when the police raided a club.", "COERCE", "arrested", {"the police"}, {"Two people"}),
            "the police -> Two people");
  EXPECT_EQ(left("Two people were killed when rebels raided a club.", "ASSAULT", "killed", {"rebels"}, {"Two people"}),
            "rebels -> Two people");
  EXPECT_EQ(left("The army arrested two people after protesters disrupted a show.", "COERCE", "arrested", {"The army"},
                 {"two people"}),
            "The army -> two people");
}

}  // namespace
}  // namespace entente::events
