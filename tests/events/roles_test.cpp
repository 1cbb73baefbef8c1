#include "events/roles.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

// The targets' words of an event between these words of a sentence, once they are whole; " + " between them.
std::string whole(const std::string& text, const std::string& source, const std::string& target) {
  const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
  const auto lexicon = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
  if (!english || !lexicon) return "not loaded";
  const Doc doc = (*english)->parse(text);
  const auto role = [&](const std::string& words) {
    Role out;
    const auto at = static_cast<std::uint32_t>(text.find(words));
    out.span = {at, at + static_cast<std::uint32_t>(words.size())};
    return out;
  };
  Event event;
  event.source = {role(source)};
  event.target = {role(target)};
  complete(Tree(doc, lexicon->classes), *lexicon, MentionIndex(doc, {}), event);
  std::string out;
  for (const Role& r : event.target) out += (out.empty() ? "" : " + ") + std::string(r.span.in(text));
  return out;
}

TEST(Roles, TargetsGoOnToTheEndOfTheirPhrase) {
  EXPECT_EQ(whole("The army shelled villages of the north.", "The army", "villages"), "villages of the north");
  EXPECT_EQ(whole("Police freed the leaders of the banned party.", "Police", "the leaders"), "the leaders of the banned party");
}

TEST(Roles, WhereSomebodyIsNamedIsNoPartOfHisName) {
  EXPECT_EQ(whole("Kenya fought Uganda in Somalia.", "Kenya", "Uganda"), "Uganda");
}

TEST(Roles, AnOwnerIsMeantByWhatIsHis) {
  EXPECT_EQ(whole("Poland rejected Iran's proposal.", "Poland", "Iran"), "Iran's proposal");
  EXPECT_EQ(whole("Poland rejected the proposal of Iran.", "Poland", "Iran"), "Iran");
}

TEST(Roles, AnAdjectiveStandsForWhatItNames) {
  EXPECT_EQ(whole("Kenya raised tariffs on Chinese goods.", "Kenya", "Chinese"), "Chinese goods");
}

TEST(Roles, AShortFormBelongsToItsName) {
  EXPECT_EQ(whole("Kenya warned the Lake Defence Force (LDF) on Monday.", "Kenya", "the Lake Defence Force"),
            "the Lake Defence Force (LDF)");
  EXPECT_EQ(whole("Kenya warned the Lake Defence Force (see below) on Monday.", "Kenya", "the Lake Defence Force"),
            "the Lake Defence Force");
}

TEST(Roles, WhatTellsWhoAPersonIsBelongsToHisName) {
  EXPECT_EQ(whole("Kenya praised President Juan Lopez of Bolivia.", "Kenya", "President Juan Lopez"),
            "President Juan Lopez of Bolivia");
  EXPECT_EQ(whole("Police arrested Juan Lopez, leader of the banned party.", "Police", "Juan Lopez"),
            "Juan Lopez, leader of the banned party");
}

TEST(Roles, WhoIsCoordinatedIsActedOnToo) {
  EXPECT_EQ(whole("The army shelled a village and several farms.", "The army", "a village"), "a village + several farms");
  EXPECT_EQ(whole("Kenya and Uganda left.", "Uganda", "Kenya"), "Kenya");
}

TEST(Roles, TargetsStopBeforeTheSource) {
  EXPECT_EQ(whole("Attacks on civilians in the north by rebels went on.", "the north", "civilians"), "civilians");
}

// "codes of the source -> codes of the target" of an event between the forces of two countries in a sentence.
std::string shared(const std::string& text, const std::string& phrase, const std::string& second, bool mutual, bool acts,
                   const Actor& other = {"ARM", "Armenia", "ARM", "", "country"}) {
  const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
  if (!english) return "not loaded";
  const Doc doc = (*english)->parse(text);
  const auto span = [&](const std::string& words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return Span{at, at + static_cast<std::uint32_t>(words.size())};
  };
  const Actor one{"AZE MIL", "Azerbaijan", "AZE", "MIL", "military"};
  const std::vector<Mention> mentions = {{0, span(phrase), span(phrase), one, "title"},
                                         {1, span(second), span(second), other, "name"}};
  Event event;
  Role role;
  role.span = span(phrase);
  role.actor = one;
  (acts ? event.source : event.target) = {role};
  share_out(Tree(doc, {}), MentionIndex(doc, mentions), mutual, event);
  std::string out;
  for (const Role& r : event.source) out += r.actor.code + " ";
  out += "->";
  for (const Role& r : event.target) out += " " + r.actor.code;
  return out;
}

TEST(Roles, CountriesShareAPhrase) {
  const std::string phrase = "Azerbaijani and Armenian forces";
  EXPECT_EQ(shared(phrase + " clashed on Monday.", phrase, "Armenian", true, true), "AZE MIL -> ARM MIL");
  EXPECT_EQ(shared(phrase + " attacked on Monday.", phrase, "Armenian", false, true), "AZE MIL ARM MIL ->");
  EXPECT_EQ(shared("The rebels attacked the " + phrase + ".", phrase, "Armenian", false, false), "-> AZE MIL ARM MIL");
  EXPECT_EQ(shared("The forces of Baku and Yerevan met.", "The forces", "Yerevan", true, true), "AZE MIL -> ARM MIL");
  EXPECT_EQ(shared("The rebels attacked Azerbaijan and Armenia.", "Azerbaijan and Armenia", "Armenia", false, false),
            "-> AZE MIL ARM");
  const Actor group{"LEAGUE", "League", "ARM", "REB", "armed-group"};
  const std::string fighters = "dozens of Azerbaijanis and Armenians";
  EXPECT_EQ(shared("The rebels attacked " + fighters + ".", fighters, "Armenians", false, false, group), "-> AZE MIL LEAGUE");
}

}  // namespace
}  // namespace entente::events
