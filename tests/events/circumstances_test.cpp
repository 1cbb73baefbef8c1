#include "events/circumstances.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"
#include "events/days.h"

namespace entente::events {
namespace {

class Circumstances : public testing::Test {
 protected:
  void SetUp() override {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    const auto loaded = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(english && loaded);
    model = *english;
    lexicon = *loaded;
  }
  // The event that a word tells, in an article of 2024-03-06; `at` is a place that the sentence names, `target` what is acted on.
  Event told(const std::string& words, const std::string& word, Event event, const std::string& at = "",
             const std::string& target = "") {
    text = words;
    doc = model->parse(text);
    const auto times = time::find(doc, "2024-03-06");
    std::vector<PlaceRef> places;
    if (!at.empty()) {
      const auto begin = static_cast<std::uint32_t>(text.find(at));
      PlaceRef place;
      place.name = at;
      place.span = {begin, begin + static_cast<std::uint32_t>(at.size())};
      places.push_back(place);
    }
    const std::optional<Dated> article = Dated{"2024-03-06", "stated", {}};
    const Tree tree(doc, lexicon.classes);
    Candidate candidate;
    for (std::uint32_t t = 0; t < doc.tokens.size(); ++t) {
      if (doc.str(t) == word) candidate.at = t;
      if (doc.str(t) == target) candidate.target = {t};
    }
    candidate.chain = {candidate.at};
    event.trigger = doc.tokens[candidate.at].span;
    event.status = "happened";
    add_circumstances(tree, lexicon, {doc, {}, {}, times, places, article}, candidate, doc.sentences.front(), event);
    return event;
  }
  std::string day(const std::string& words, const std::string& word) {
    Event event;
    event.type = "ACCUSE";
    return told(words, word, event).date->date;
  }

  std::shared_ptr<const nlp::Model> model;
  Lexicon lexicon;
  std::string text;
  Doc doc;  // of the text
};

TEST_F(Circumstances, WhatAnotherEventDatesIsLeftOpen) {
  EXPECT_EQ(day("Rebels attacked the town a day after the army left Mali.", "attacked"), "../2024-03-06");
  EXPECT_EQ(day("Rebels attacked the town of Djibo in Burkina Faso a day after the army left Mali.", "left"), "../2024-03-06");
  EXPECT_EQ(day("Peru cut ties with Chile on Monday after Chilean troops killed a guard.", "cut"), "2024-03-04");
  EXPECT_EQ(day("Peru cut ties with Chile on Monday after Chilean troops killed a guard.", "killed"), "../2024-03-06");
  EXPECT_EQ(day("Two days before the vote, police arrested the minister.", "arrested"), "../2024-03-06");
  EXPECT_EQ(day("Iran attacked Iraq on the eve of the election.", "attacked"), "../2024-03-06");
  EXPECT_EQ(day("That same day Norway expelled a diplomat.", "expelled"), "../2024-03-06");
  EXPECT_EQ(day("On Monday, a day after the vote, police arrested the minister.", "arrested"), "2024-03-04");
}

TEST_F(Circumstances, ADateBelongsToItsClause) {
  EXPECT_EQ(day("Samaras, who led Greece from 2012 to 2015, accused the government of weakness.", "accused"), "2024-03-06");
  EXPECT_EQ(day("China, which brokered talks last month, urged Iran to stop.", "urged"), "2024-03-06");
  EXPECT_EQ(day("China, which brokered talks last month, urged Iran to stop.", "brokered"), "2024-02");
  EXPECT_EQ(day("Speaking on Monday, the minister accused Iran of lying.", "accused"), "2024-03-04");
}

TEST_F(Circumstances, ADayReadIntoTheNameBehindItIsOfItsPreposition) {
  EXPECT_EQ(day("On Monday Thai troops accused the rebels of an ambush.", "accused"), "2024-03-04");
}

TEST_F(Circumstances, WhatIsToBeDoneHasADayOfItsOwn) {
  EXPECT_EQ(day("Iran and Iraq agreed to meet in April.", "agreed"), "2024-03-06");
  EXPECT_EQ(day("Iran and Iraq agreed to meet in April.", "meet"), "2024-04");
}

TEST_F(Circumstances, AnActIsWhereItIsAimedAt) {
  Event attack, visit;
  attack.type = "ASSAULT";
  visit.type = "CONSULT";
  visit.cameo = "042";
  EXPECT_EQ(told("Troops shelled Kharkiv on Monday.", "shelled", attack, "Kharkiv", "Kharkiv").place->name, "Kharkiv");
  EXPECT_EQ(told("The president visited Riga on Monday.", "visited", visit, "Riga").place->name, "Riga");
  EXPECT_FALSE(told("The mayor of Riga visited schools on Monday.", "visited", visit, "Riga").place);
  EXPECT_FALSE(told("Troops who love Kharkiv shelled a bridge.", "shelled", attack, "Kharkiv", "bridge").place);
}

TEST_F(Circumstances, APlaceBelongsToItsClauseToo) {
  const auto place = [&](const std::string& words, const std::string& word, const std::string& at) {
    return told(words, word, {}, at).place.has_value();
  };
  EXPECT_FALSE(place("Norway cut ties with Sweden, a day after protesters in Oslo stormed the embassy.", "cut", "Oslo"));
  EXPECT_TRUE(place("Norway cut ties with Sweden, a day after protesters in Oslo stormed the embassy.", "stormed", "Oslo"));
  EXPECT_FALSE(place("Police arrested a general, who was born in Lima.", "arrested", "Lima"));
  EXPECT_FALSE(place("Police arrested a general and troops shelled a bridge in Lima.", "arrested", "Lima"));
  EXPECT_FALSE(place("Rebels shelled a bridge, a minister told reporters in Oslo.", "shelled", "Oslo"));
  EXPECT_TRUE(place("Speaking in Oslo, the minister accused Sweden.", "accused", "Oslo"));
  EXPECT_TRUE(place("Ten soldiers were killed when rebels stormed a base in Lima.", "killed", "Lima"));
  EXPECT_EQ(day("Ten soldiers were killed when rebels stormed a base in Lima on Monday.", "killed"), "2024-03-04");
}

TEST_F(Circumstances, TreesTellWhatWasBefore) {
  Event event;
  event.type = "ACCUSE";
  event.status = "happened";
  event = told("The ministry had accused Iran.", "accused", event);
  const Tree tree(doc, lexicon.classes);
  lexicon.days = {};
  EXPECT_FALSE(is_earlier(tree, lexicon, event));
  const auto signs = day_signs(tree, lexicon, event);
  const std::size_t had = kStatusSigns + 12;
  EXPECT_EQ(signs[had], 1);
  ASSERT_TRUE(lexicon.days.add(std::to_string(had) + "\t0.5\t-1\t-2", kDaySigns) && lexicon.days.add("leaves\t-1\t1", kDaySigns));
  EXPECT_TRUE(is_earlier(tree, lexicon, event));
}

}  // namespace
}  // namespace entente::events
