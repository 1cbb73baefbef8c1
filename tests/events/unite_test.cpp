// One event for each deed of a sentence.
#include <gtest/gtest.h>

#include "entente/nlp.h"
#include "events/coder.h"

namespace entente::events {
namespace {

const std::string kText = "The rebels stormed a base on Monday, killing 9 soldiers, and angered Chad.";

class Unite : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    const auto lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(english && lexicon);
    model_ = *english;
    doc_ = model_->parse(kText);
    lexicon_ = *lexicon;
  }

  static Span at(const std::string& words) {
    const auto begin = static_cast<std::uint32_t>(words.empty() ? 0 : kText.find(words));
    return {begin, begin + static_cast<std::uint32_t>(words.size())};
  }

  static Event deed(const std::string& type, const std::string& trigger, const std::vector<std::string>& source,
                    const std::vector<std::string>& target, double confidence) {
    Event event;
    event.type = type;
    event.status = "happened";
    event.trigger = at(trigger);
    for (const auto& words : source) event.source.push_back({at(words), {}});
    for (const auto& words : target) event.target.push_back({at(words), {}});
    event.evidence = at(kText);
    event.confidence = confidence;
    event.scores["patterns"] = confidence;
    return event;
  }

  static std::vector<Event> united(std::vector<Event> events) {
    unite(Tree(doc_, lexicon_.classes), lexicon_, events);
    return events;
  }

  const Event stormed_ = deed("ASSAULT", "stormed", {"The rebels"}, {"a base"}, 0.9);

 private:
  static inline std::shared_ptr<const nlp::Model> model_;  // holds the words of the document's labels
  static inline Doc doc_;
  static inline Lexicon lexicon_;
};

TEST_F(Unite, TheLikeliestStaysWithWhatTheOthersKnow) {
  Event other = deed("ASSAULT", "angered", {"The rebels"}, {"a base", "9 soldiers"}, 0.6);
  other.killed = Count{};
  const auto events = united({other, stormed_});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].confidence, 0.9);
  EXPECT_EQ(events[0].target.size(), 2u);
  EXPECT_TRUE(events[0].killed);
}

TEST_F(Unite, WhoIsNamedOnceIsNamed) {
  const auto events =
      united({deed("ASSAULT", "stormed", {"The rebels"}, {}, 0.9), deed("ASSAULT", "angered", {"The rebels"}, {"Chad"}, 0.6)});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].target.size(), 1u);
}

TEST_F(Unite, TheHarmIsPartOfTheAct) {
  EXPECT_EQ(united({stormed_, deed("ASSAULT", "killing", {"The rebels"}, {"9 soldiers"}, 0.6)}).size(), 1u);
  EXPECT_EQ(united({stormed_, deed("ASSAULT", "killing", {"Chad"}, {"9 soldiers"}, 0.6)}).size(), 2u);
}

TEST_F(Unite, OtherPartiesTypesAndStatusesAreOtherDeeds) {
  EXPECT_EQ(united({stormed_, deed("ASSAULT", "Monday", {"The rebels"}, {"9 soldiers"}, 0.6)}).size(), 2u);
  EXPECT_EQ(united({stormed_, deed("ASSAULT", "angered", {}, {"Chad"}, 0.6)}).size(), 2u);
  EXPECT_EQ(united({stormed_, deed("COERCE", "stormed", {"The rebels"}, {"a base"}, 0.6)}).size(), 2u);
  Event other = stormed_;
  other.status = "planned";
  EXPECT_EQ(united({stormed_, other}).size(), 2u);
  other.status = "ongoing";
  EXPECT_EQ(united({stormed_, other}).size(), 1u);
  other.evidence = at("angered Chad");
  EXPECT_EQ(united({stormed_, other}).size(), 2u);
}

TEST_F(Unite, OneWordTellsOneActUnderTheSurerOfTwoTypes) {
  const Event seized = deed("COERCE", "stormed", {"The rebels"}, {"a base"}, 0.9);
  const auto events = united({deed("SANCTION", "stormed", {"The rebels"}, {"a base"}, 0.6), seized});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, "COERCE");
  EXPECT_EQ(united({seized, deed("SANCTION", "stormed", {"The rebels"}, {"a base"}, 0.8)}).size(), 2u);  // nobody knows which
  EXPECT_EQ(united({seized, deed("SANCTION", "angered", {"The rebels"}, {"a base"}, 0.6)}).size(), 2u);
  EXPECT_EQ(united({seized, deed("SANCTION", "stormed", {"The rebels"}, {"9 soldiers"}, 0.6)}).size(), 2u);
}

}  // namespace
}  // namespace entente::events
