#include "events/roles.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

// The target's words of an event between these words of a sentence, once they are whole.
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
  complete(Tree(doc, lexicon->classes), *lexicon, event);
  return std::string(event.target.front().span.in(text));
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

TEST(Roles, TargetsStopBeforeTheSource) {
  EXPECT_EQ(whole("Attacks on civilians in the north by rebels went on.", "the north", "civilians"), "civilians");
}

}  // namespace
}  // namespace entente::events
