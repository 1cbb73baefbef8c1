// Whether events took place, over a set of sentences (status.tsv).
#include <algorithm>
#include <cmath>
#include <sstream>

#include "events/coding.h"
#include "events/status.h"

namespace entente::events {
namespace {

using Status = Coding;

// "Considered expelling" tells no event, "failed to sign" a refusal, "during the Cold War" no date, and the trees take "is to
// send" for sent.
constexpr int kLeast = 38;
constexpr int kSentences = 45;

TEST_F(Status, SaysWhetherItTookPlace) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/status.tsv");
  int right = 0, sentences = 0;
  std::string wrong;
  date_ = Dated{"2022-05-01", "stated", {}};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::string text, type, status;
    for (std::string* cell : {&text, &type, &status}) std::getline(cells, *cell, '\t');
    times_ = time::find(parse(text), date_->date);
    const std::vector<Event> events = find(text);
    const bool fits =
        std::any_of(events.begin(), events.end(), [&](const Event& e) { return e.type == type && e.status == status; });
    right += fits;
    ++sentences;
    if (!fits) wrong += text + ": not told: " + type + " " + status + "\n";
  }
  EXPECT_EQ(sentences, kSentences);
  EXPECT_GE(right, kLeast) << wrong;
}

// What a word tells by itself, as the learned coder's events take it; as the trees judge it where a type is given.
std::string status(const std::string& text, const std::string& word, const std::string& type = "") {
  static const auto model = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  static const auto lexicon = Lexicon::load(Knowledge(ENTENTE_SOURCE_DIR "/knowledge"));
  if (!model || !lexicon) return "no model or no lexicon";
  const Doc doc = (*model)->parse(text);
  const Tree tree(doc, lexicon->classes);
  Candidate candidate;
  for (std::uint32_t t = 0; t < doc.tokens.size(); ++t)
    if (doc.str(t) == word) candidate.at = t;
  candidate.chain = {candidate.at};
  if (type.empty()) return status_of(tree, *lexicon, candidate);
  Event event;
  event.type = type;
  event.trigger = doc.tokens[candidate.at].span;
  event.quad = lexicon->quad(type);
  event.status = status_of(tree, *lexicon, candidate);
  return judged_status(tree, *lexicon, event);
}

TEST(StatusOf, AWordByItsClause) {
  EXPECT_EQ(status("The claim that Germany bombed Poland is false.", "bombed"), "denied");
  EXPECT_EQ(status("A video falsely claims that France attacked Mali.", "attacked"), "denied");
  EXPECT_EQ(status("It is not true that Turkey attacked Greece.", "attacked"), "denied");
  EXPECT_EQ(status("Experts debunked claims that Iran shelled a school.", "shelled"), "denied");
  EXPECT_EQ(status("It is true that Turkey attacked Greece.", "attacked"), "happened");
  EXPECT_EQ(status("A report that Israel shelled a school refuted the account of the army.", "shelled"), "happened");
  EXPECT_EQ(status("Experts did not debunk the claim that Iran shelled a school.", "shelled"), "happened");
  EXPECT_EQ(status("The fake policemen who attacked the village fled.", "attacked"), "happened");
  EXPECT_EQ(status("Vietnam said its army had arrested two spies.", "arrested"), "happened");
  EXPECT_EQ(status("Norway will withdraw its troops in May.", "withdraw"), "planned");
  EXPECT_EQ(status("Norway will arrest and deport the spies.", "deport"), "planned");
  EXPECT_EQ(status("The leaders are poised to meet in Oslo.", "meet"), "planned");
  EXPECT_EQ(status("The court is expected to sentence the minister.", "sentence"), "planned");
  EXPECT_EQ(status("Amnesty asked Norway to release the prisoners.", "release"), "called-for");
  EXPECT_EQ(status("Amnesty called on Norway to release the prisoners.", "release"), "called-for");
  EXPECT_EQ(status("Sweden called for sanctions on Norway.", "sanctions"), "called-for");
  EXPECT_EQ(status("Sweden is mulling an attack on Norway.", "attack"), "hypothetical");
  // What only stands beside it has happened.
  EXPECT_EQ(status("Sweden called for an inquiry into the attack on Norway.", "attack"), "happened");
  EXPECT_EQ(status("The court considered the arrest of the minister.", "arrest"), "happened");
  EXPECT_EQ(status("The attack on Norway will hurt trade.", "attack"), "happened");
  EXPECT_EQ(status("The minister was ordered to pay a fine.", "pay"), "happened");
  EXPECT_EQ(status("The union said the minister is to blame.", "blame"), "happened");
  EXPECT_EQ(status("The union is to blame the minister in a statement.", "blame"), "planned");
}

TEST(StatusOf, WhatOneIsAccusedOfIsAlleged) {
  EXPECT_EQ(status("Mali accused Niger of attacking Chad.", "attacking"), "hypothetical");
  EXPECT_EQ(status("Peru accused Bolivia of provoking the attack on Chile.", "attack"), "hypothetical");
  EXPECT_EQ(status("Chad blamed Libya for the bombing of its embassy.", "bombing"), "hypothetical");
  EXPECT_EQ(status("Chad blamed Libya for the bombing by the militia.", "bombing"), "happened");
  EXPECT_EQ(status("Poland suspects Russia of sabotaging railways.", "sabotaging"), "hypothetical");
  EXPECT_EQ(status("Armenia alleged that Azerbaijan had shelled two villages.", "shelled"), "hypothetical");
  EXPECT_EQ(status("Rumours that Jordan had bombed Lebanon spread on Monday.", "bombed"), "hypothetical");
  EXPECT_EQ(status("Kenya denied accusations of attacking civilians.", "attacking"), "denied");
  EXPECT_EQ(status("The accusation that Ghana attacked Togo was rejected by the minister.", "attacked"), "denied");
  EXPECT_EQ(status("A debunked claim said that Kenya had invaded Uganda.", "invaded"), "denied");
  EXPECT_EQ(status("Chad blamed Libya for arming the militia that attacked the town.", "attacked"), "happened");
  EXPECT_EQ(status("Togo ordered an inquiry into the killing of protesters.", "killing"), "happened");
}

TEST(StatusOf, WhatIsNotMeantOrAvertedIsNegated) {
  EXPECT_EQ(status("Denmark has no plans to invade Sweden.", "invade"), "negated");
  EXPECT_EQ(status("Denmark has no plans to impose sanctions on Sweden.", "sanctions"), "negated");
  EXPECT_EQ(status("Belgium announced its intention to impose sanctions on Rwanda.", "sanctions"), "planned");
  EXPECT_EQ(status("Germany ruled out sending troops to Mali.", "sending"), "negated");
  EXPECT_EQ(status("Germany did not rule out sending troops to Mali.", "sending"), "hypothetical");
  EXPECT_EQ(status("The minister of Peru escaped charges.", "charges"), "negated");
  EXPECT_EQ(status("The minister of Peru escaped the attack.", "attack"), "happened");
  EXPECT_EQ(status("The minister was cleared of killing a guard.", "killing"), "negated");
  EXPECT_EQ(status("Ghana stopped short of condemning Togo.", "condemning"), "negated");
  EXPECT_EQ(status("Ghana refused to condemn the attack on Togo.", "attack"), "happened");
}

TEST(StatusOf, WhatIsNotAvertedHappened) {
  EXPECT_EQ(status("Police foiled an attack by rebels on Chad.", "attack"), "negated");
  EXPECT_EQ(status("Police failed to foil the attack by rebels on Chad.", "attack"), "happened");
  EXPECT_EQ(status("The army of Niger did not prevent the raid by rebels on Diffa.", "raid", "ASSAULT"), "happened");
  EXPECT_EQ(status("Nobody prevented the bombing of the embassy.", "bombing"), "happened");
  EXPECT_EQ(status("Belgium was unable to prevent the bombing of the embassy.", "bombing"), "happened");
  EXPECT_EQ(status("The failure of Belgium to prevent the bombing angered France.", "bombing"), "happened");
  EXPECT_EQ(status("The bombing could have been prevented.", "bombing"), "happened");
  EXPECT_EQ(status("France sent troops to prevent an attack on Chad.", "attack"), "hypothetical");
  EXPECT_EQ(status("The guards managed to prevent an attack on Chad.", "attack"), "negated");
  EXPECT_EQ(status("Germany may rule out sending troops to Mali.", "sending"), "hypothetical");
  EXPECT_EQ(status("Belgium was unable to send troops to Mali.", "send"), "negated");
  EXPECT_EQ(status("Georgia shelved plans to invade Armenia.", "invade"), "negated");
  EXPECT_EQ(status("Police disrupted a plot to bomb the embassy.", "bomb"), "negated");
}

TEST(StatusOf, WhoIsInChargeIsNotCharged) {
  EXPECT_EQ(status("The general in charge of the invasion of Chad was promoted.", "invasion"), "happened");
  EXPECT_EQ(status("The general took charge of the bombing of Chad.", "bombing"), "happened");
  EXPECT_EQ(status("Prosecutors charged the general with bombing a village.", "bombing"), "hypothetical");
}

TEST(StatusOf, WhatIsOnlyPlannedCanBeUntrueOrACondition) {
  EXPECT_EQ(status("It is false that Ghana plans to invade Togo.", "invade"), "denied");
  EXPECT_EQ(status("Officials falsely claimed that Ghana was planning to invade Togo.", "invade"), "denied");
  EXPECT_EQ(status("The claim that Ghana plans to invade Togo is false.", "invade"), "denied");
  EXPECT_EQ(status("If Ghana plots an attack on Togo, Benin will help.", "attack"), "hypothetical");
  EXPECT_EQ(status("If Ghana has plans to invade Togo, Benin will help.", "invade"), "hypothetical");
  EXPECT_EQ(status("If Ghana, which plans to invade Togo, retreats, Benin will help.", "invade"), "planned");
  EXPECT_EQ(status("Unless Ghana drops plans to invade Togo, Benin will help.", "invade"), "hypothetical");
  EXPECT_EQ(status("Ghana might plan an attack on Togo.", "attack"), "hypothetical");
  EXPECT_EQ(status("Ghana plans to invade Togo if Benin helps.", "invade"), "planned");
  EXPECT_EQ(status("If the inquiry into the attack on Togo ends, Ghana will respond.", "attack"), "happened");
}

TEST(StatusOf, WhatIsKnownWasPlannedAndDone) {
  EXPECT_EQ(status("Jordan arrested the man who planned the bombing of its embassy.", "bombing"), "happened");
  EXPECT_EQ(status("The men had plotted the attack on Togo for a year.", "attack"), "happened");
  EXPECT_EQ(status("The men planned the attack on Togo for months before they crossed the border.", "attack"), "happened");
  EXPECT_EQ(status("The massacre in Lome was planned by officers.", "massacre"), "happened");
  EXPECT_EQ(status("A clerk helped plan the attack on Togo.", "attack"), "happened");
  EXPECT_EQ(status("The men plotted an attack on Togo.", "attack"), "planned");
  EXPECT_EQ(status("The men are plotting the attack on Togo.", "attack"), "planned");
  EXPECT_EQ(status("Ghana proposed the truce in Togo.", "truce"), "planned");
}

TEST(StatusOf, WhatIsStillToCome) {
  EXPECT_EQ(status("The attack on Peru was planned for Monday.", "attack"), "planned");
  EXPECT_EQ(status("The attack on Peru was intended for soldiers.", "attack"), "happened");
  EXPECT_EQ(status("The treaty between Chile and Peru is due to be signed in June.", "treaty"), "planned");
  EXPECT_EQ(status("Talks between Chile and Peru are expected to begin in June.", "Talks"), "planned");
  EXPECT_EQ(status("The summit of Chile and Peru was scheduled for June.", "summit"), "planned");
  EXPECT_EQ(status("The attack on Peru is expected to hurt trade.", "attack"), "happened");
  EXPECT_EQ(status("The truce was meant to let the sides swap prisoners.", "let"), "planned");
  EXPECT_EQ(status("Turkey is due to sign an agreement with Qatar.", "agreement"), "planned");
  EXPECT_EQ(status("Talks on a ceasefire between the army and the militia collapsed.", "ceasefire"), "hypothetical");
  EXPECT_EQ(status("Colombia suspended its ceasefire with the rebels.", "ceasefire"), "negated");
}

TEST(StatusOf, WhatIsTriedOrAboutToBe) {
  EXPECT_EQ(status("Ghana was about to attack Togo.", "attack"), "planned");
  EXPECT_EQ(status("Ghana was on the verge of invading Togo.", "invading"), "planned");
  EXPECT_EQ(status("The treaty between Peru and Chile was not expected to be signed.", "treaty"), "negated");
  EXPECT_EQ(status("Efforts to broker a truce in Yemen went on.", "truce"), "planned");
  EXPECT_EQ(status("Efforts to broker a truce in Yemen failed.", "truce"), "negated");
  EXPECT_EQ(status("Egypt failed to broker a truce in Yemen.", "truce"), "negated");
  EXPECT_EQ(status("Egypt brokered a truce in Yemen.", "truce"), "happened");
  EXPECT_EQ(status("Ghana carried out its plan to invade Togo.", "invade"), "happened");
  EXPECT_EQ(status("Ghana announced its plan to invade Togo.", "invade"), "planned");
}

TEST(StatusOf, WhatTheWordBeforeItSays) {
  EXPECT_EQ(status("The alleged attack on Togo angered Benin.", "attack"), "hypothetical");
  EXPECT_EQ(status("Benin warned of a possible attack on Togo.", "attack"), "hypothetical");
  EXPECT_EQ(status("The foiled attack on Togo angered Benin.", "attack"), "negated");
  EXPECT_EQ(status("The proposed sanctions on Togo angered Benin.", "sanctions"), "planned");
  EXPECT_EQ(status("The brutal attack on Togo angered Benin.", "attack"), "happened");
  EXPECT_EQ(status("The alleged spies attacked Togo.", "attacked"), "happened");
  EXPECT_EQ(status("Togo ordered an inquiry into the alleged attack.", "attack"), "hypothetical");
  EXPECT_EQ(status("Togo jailed the man who planned the foiled attack.", "attack"), "negated");
}

TEST(StatusOf, WhatIsNotDoneCanBeTheRefusal) {
  EXPECT_EQ(status("Finland has no intention of sending troops to Chad.", "sending", "REJECT"), "negated");
  EXPECT_EQ(status("Serbia has never recognised Kosovo.", "recognised", "REJECT"), "happened");
  EXPECT_EQ(status("Serbia has never recognised Kosovo.", "recognised", "SUPPORT"), "negated");
  EXPECT_EQ(status("Serbia did not reject the proposal.", "reject", "REJECT"), "negated");
  EXPECT_EQ(status("Indonesia postponed a visit by the prime minister.", "visit", "REJECT"), "happened");
  EXPECT_EQ(status("Iran warned Iraq against firing across the border.", "firing", "ASSAULT"), "hypothetical");
}

TEST(StatusOf, ATruceThatEndsIsNone) {
  EXPECT_EQ(status("The ceasefire between Mali and Niger collapsed on Monday.", "ceasefire"), "negated");
  EXPECT_EQ(status("The truce between Mali and Niger was broken within hours.", "truce"), "negated");
  EXPECT_EQ(status("Mali and Niger failed to agree a ceasefire.", "ceasefire"), "negated");
  EXPECT_EQ(status("The fighting went on without a truce.", "truce"), "negated");
  EXPECT_EQ(status("Hopes of a truce faded.", "truce"), "hypothetical");
  EXPECT_EQ(status("The truce ended the fighting.", "truce"), "happened");
  EXPECT_EQ(status("Mali and Niger agreed a truce.", "truce"), "happened");
  EXPECT_EQ(status("The war ended with a ceasefire between Mali and Niger.", "ceasefire"), "happened");
  EXPECT_EQ(status("The fighting ended after a ceasefire.", "ceasefire"), "happened");
  EXPECT_EQ(status("Fighting broke out during a ceasefire.", "ceasefire"), "happened");
  // It holds until it ends.
  EXPECT_EQ(status("The ceasefire between Mali and Niger will end on Friday.", "ceasefire"), "happened");
  EXPECT_EQ(status("The ceasefire between Mali and Niger expires on Friday.", "ceasefire"), "happened");
  EXPECT_EQ(status("The ceasefire between Mali and Niger could collapse.", "ceasefire"), "happened");
  EXPECT_EQ(status("The ceasefire between Mali and Niger did not collapse.", "ceasefire"), "happened");
  EXPECT_EQ(status("Mali threatened to abandon the ceasefire.", "ceasefire"), "happened");
  EXPECT_EQ(status("If the ceasefire collapses, Mali will send troops.", "ceasefire"), "happened");
}

TEST(StatusHead, SaysHowProbableEachStatusIs) {
  StatusHead head;
  EXPECT_FALSE(head.add("ongoing\t0\t1"));  // happened stands first
  for (const std::string_view name : kStatuses)
    ASSERT_TRUE(head.add(std::string(name) + (name == "denied" ? "\t0.5\t2\t0" : "\t0\t0\t-1")));
  EXPECT_TRUE(head.complete());
  EXPECT_FALSE(head.add("happened\t0\t0\t0"));
  const std::array<float, 2> states = {1, 0};
  const auto shares = head.log_shares(states);
  float sum = 0;
  for (const float share : shares) sum += std::exp(share);
  EXPECT_NEAR(sum, 1, 1e-5);
  EXPECT_EQ(std::max_element(shares.begin(), shares.end()) - shares.begin(), 6);  // denied
  EXPECT_EQ(head.log_shares({}), StatusHead::LogShares{});
  EXPECT_EQ(head.log_shares(std::span(states).first(1)), StatusHead::LogShares{});
}

TEST(StatusHead, RefusesRowsOfAnotherForm) {
  StatusHead head;
  for (const char* row : {"", "happened", "happened\t1", "happened\tx\t1", "happened\t0\t1x"})
    EXPECT_FALSE(StatusHead().add(row)) << row;
  ASSERT_TRUE(head.add("happened\t0\t1\t2"));
  EXPECT_FALSE(head.add("ongoing\t0\t1"));
}

}  // namespace
}  // namespace entente::events
