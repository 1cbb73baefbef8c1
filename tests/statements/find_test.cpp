// The sentences are the project's own; the parses are the English model's.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "entente/nlp.h"
#include "statements/statements.h"

namespace entente::statements {
namespace {

const nlp::Model& model() {
  static const auto loaded = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return **loaded;
}

const Finder& finder() {
  static const auto loaded = Finder::load(ENTENTE_SOURCE_DIR "/knowledge");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return **loaded;
}

class Finding : public ::testing::Test {
 protected:
  // One line a statement: "speaker|cue|content / content", with * after the cue of a direct one.
  std::vector<std::string> lines(const std::string& text) {
    text_ = text;
    const Doc doc = model().parse_paragraphs(text_);
    found_ = finder().find(doc, mentions_);
    std::vector<std::string> out;
    for (const Statement& s : found_) {
      std::string line = s.speaker ? std::string(s.speaker->span.in(text_)) : "-";
      line.append("|").append(s.cue.in(text_)).append(s.direct ? "*|" : "|");
      for (std::size_t i = 0; i < s.content.size(); ++i) line.append(i > 0 ? " / " : "").append(s.content[i].in(text_));
      out.push_back(line);
    }
    return out;
  }

  void mention(const std::string& text, const std::string& words, const std::string& head, const std::string& code) {
    Mention m;
    m.id = static_cast<int>(mentions_.size());
    const auto at = static_cast<std::uint32_t>(text.find(words));
    m.span = {at, at + static_cast<std::uint32_t>(words.size())};
    const auto from = static_cast<std::uint32_t>(text.find(head, at));
    m.head = {from, from + static_cast<std::uint32_t>(head.size())};
    m.actor.code = m.actor.name = code;
    mentions_.push_back(m);
  }

  std::string text_;
  std::vector<Mention> mentions_;
  std::vector<Statement> found_;
};

using Lines = std::vector<std::string>;

TEST_F(Finding, IndirectSpeech) {
  EXPECT_EQ(lines("The minister said that the dam would be finished by autumn."),
            Lines{"The minister|said|that the dam would be finished by autumn"});
}

TEST_F(Finding, ANameThatReadsAsAHelpingVerbSpeaks) {
  EXPECT_EQ(lines("May told parliament that Russia had attacked Britain."), Lines{"May|told|that Russia had attacked Britain"});
  EXPECT_EQ(lines("Theresa May met reporters. May told parliament that Russia had left."),
            Lines{"May|told|that Russia had left"});
}

TEST_F(Finding, ACueWithItsNegation) {
  EXPECT_EQ(lines("The minister did not say that the dam would be finished by autumn."),
            Lines{"The minister|did not say|that the dam would be finished by autumn"});
}

TEST_F(Finding, QuoteBeforeItsVerb) {
  EXPECT_EQ(lines("\"We will open the bridge tomorrow,\" said Colonel Adeyemi."),
            Lines{"Colonel Adeyemi|said*|\"We will open the bridge tomorrow,\""});
}

TEST_F(Finding, QuoteGoesOnAfterItsVerb) {
  EXPECT_EQ(lines("\"The river is too high,\" he said. \"Nobody should cross it before Monday.\""),
            Lines{"he|said*|\"The river is too high,\" / \"Nobody should cross it before Monday.\""});
}

TEST_F(Finding, QuoteOfSeveralSentences) {
  EXPECT_EQ(
      lines("\xE2\x80\x9CWe counted the boats. Four were missing. Two came back later,\xE2\x80\x9D the harbour master said."),
      Lines{"the harbour master|said*|\xE2\x80\x9CWe counted the boats. Four were missing. Two came back later,\xE2\x80\x9D"});
}

TEST_F(Finding, AccordingTo) {
  EXPECT_EQ(lines("The convoy crossed the border at dawn, according to two witnesses."),
            Lines{"two witnesses|according to|The convoy crossed the border at dawn"});
}

TEST_F(Finding, VowTo) {
  EXPECT_EQ(lines("The general vowed to retake the valley."), Lines{"The general|vowed|to retake the valley"});
}

TEST_F(Finding, NothingSaid) { EXPECT_EQ(lines("The train left the station at noon and reached the coast by night."), Lines{}); }

TEST_F(Finding, WhatBefallsSomebodyOrIsMeasuredIsNotSaid) {
  EXPECT_EQ(lines("The group is estimated to have about 2,000 fighters."), Lines{});
  EXPECT_EQ(
      lines("After a war of 20 years, Norway and Sweden are suddenly finding their interests aligned against a common enemy."),
      Lines{});
  EXPECT_EQ(lines("While Norway also has an interest in preventing Sweden from becoming a hotbed of crime, Denmark has not."),
            Lines{});
}

TEST_F(Finding, SpeakerAndAboutTakeTheirActors) {
  const std::string text = "Colonel Adeyemi said that Norway would send engineers.";
  mention(text, "Colonel Adeyemi", "Adeyemi", "NGA MIL");
  mention(text, "Norway", "Norway", "NOR");
  lines(text);
  ASSERT_EQ(found_.size(), 1u);
  ASSERT_TRUE(found_[0].speaker);
  EXPECT_EQ(found_[0].speaker->actor.code, "NGA MIL");
  EXPECT_EQ(found_[0].about, std::vector<std::string>{"NOR"});
  EXPECT_EQ(found_[0].id, 0);
}

TEST_F(Finding, QuoteGoesOnInTheNextParagraph) {
  EXPECT_EQ(lines("“We will rebuild the school,” the mayor told reporters.\n\n“The children have waited long enough.”"),
            Lines{"the mayor|told*|“We will rebuild the school,” / “The children have waited long enough.”"});
}

TEST_F(Finding, OpenQuoteGoesOnInTheNextParagraph) {
  EXPECT_EQ(lines("The captain said: \"We saw the lights of the coast at four in the morning.\n\n\"Then the engine stopped.\""),
            Lines{"The captain|said*|\"We saw the lights of the coast at four in the morning. / \"Then the engine stopped.\""});
}

TEST_F(Finding, MixedQuoteIsDirect) {
  EXPECT_EQ(lines("The envoy said the talks had been \"slow but friendly\" so far."),
            Lines{"The envoy|said*|the talks had been \"slow but friendly\" so far"});
}

TEST_F(Finding, QuotedPhraseBelongsToItsNoun) {
  const auto found = lines("Last week the governor cited the floods \"by our own neglect\" and left.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "the governor|cited*|the floods \"by our own neglect\"");
}

TEST_F(Finding, ScareQuoteIsNoStatement) { EXPECT_EQ(lines("The \"smart\" fence fell down in the first storm."), Lines{}); }

TEST_F(Finding, CueInTheMiddle) {
  EXPECT_EQ(lines("The harvest, farmers say, will be poor this year."),
            Lines{"farmers|say|The harvest / will be poor this year"});
}

TEST_F(Finding, HeadlineColon) {
  EXPECT_EQ(lines("Grace Adeyemi: The dam will hold.\n\nThe water fell again on Friday."),
            Lines{"Grace Adeyemi|:|The dam will hold"});
}

TEST_F(Finding, NounCue) {
  EXPECT_EQ(lines("Villagers laughed at the governor's claim that the road was safe."),
            Lines{"the governor's|claim|that the road was safe"});
}

TEST_F(Finding, RelativeSpeakerKeepsItsNoun) {
  const auto found = lines("The pilot, who said that he had seen smoke, turned back.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "The pilot, who|said|that he had seen smoke");
}

TEST_F(Finding, NestedStatementsAreOne) {
  EXPECT_EQ(lines("The spokesman said that witnesses had told police that the bus was empty."),
            Lines{"The spokesman|said|that witnesses had told police that the bus was empty"});
}

TEST_F(Finding, BareParagraphAfterAnIndirectStatementHasItsSpeaker) {
  const auto found = lines("The nurse said that the ward was full.\n\n\"We had forty beds and ninety patients that night.\"");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1], "The nurse|*|\"We had forty beds and ninety patients that night.\"");
}

TEST_F(Finding, AParagraphBelowAQuoteSaysWhoSpoke) {
  EXPECT_EQ(lines("Nurse Amina Bello stayed.\n\n\"I could not leave my patients.\"\n\nShe told the agency."),
            Lines{"She|told*|\"I could not leave my patients.\""});
  EXPECT_EQ(lines("The mayor came to the port.\n\n“We will not pay for the dam,”\n\nhe said."),
            Lines{"he|said*|“We will not pay for the dam,”"});
}

TEST_F(Finding, ASentenceBehindAQuoteSaysWhoSpoke) {
  EXPECT_EQ(lines("“How often do we have to see this in our country?” Lind said. “It is unbearable.”"),
            Lines{"Lind|said*|“How often do we have to see this in our country?” / “It is unbearable.”"});
}

TEST_F(Finding, AQuoteAboveAnIndirectStatementHasItsSpeaker) {
  EXPECT_EQ(lines("The mayor came to the port.\n\n“We will not pay for the dam.”\n\nHe said the talks had failed."),
            (Lines{"He|*|“We will not pay for the dam.”", "He|said|the talks had failed"}));
  EXPECT_EQ(
      lines("The mayor came to the port.\n\n“We will not pay for the dam.”\n\nOn Monday, engineers said the talks had failed."),
      Lines{"engineers|said|the talks had failed"});
}

TEST_F(Finding, OpenQuotesLeadToTheSpeakerBelow) {
  EXPECT_EQ(lines("“We counted the boats.\n\n“Four were missing.\n\n“Two came back later,” the harbour master said."),
            Lines{"the harbour master|said*|“We counted the boats. / “Four were missing. / “Two came back later,”"});
}

TEST_F(Finding, LinesOfATextThatIsNotWrappedAreParagraphs) {
  EXPECT_EQ(lines("The captain said: “We saw the lights of the coast.\n“Then the engine stopped.”\nNobody was hurt."),
            Lines{"The captain|said*|“We saw the lights of the coast. / “Then the engine stopped.”"});
}

TEST_F(Finding, LongTextTakesLinearTime) {
  const auto seconds = [&](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "he said that she said \"no ";
    text_ = text;
    const Doc doc = model().parse_paragraphs(text_);
    const auto start = std::chrono::steady_clock::now();
    finder().find(doc, {});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(100);
  EXPECT_LT(seconds(8000), 40 * seconds(800) + 0.5);
}

TEST_F(Finding, ABombingInALandIsNotItsWord) {
  const std::string text = "A bombing in Mali showed that the truce is dead.";
  mention(text, "Mali", "Mali", "MLI");
  lines(text);
  ASSERT_EQ(found_.size(), 1U);
  ASSERT_TRUE(found_[0].speaker);
  EXPECT_EQ(found_[0].speaker->actor.code, "");
}

TEST_F(Finding, EmptyText) {
  EXPECT_EQ(lines(""), Lines{});
  EXPECT_EQ(lines("\n\n"), Lines{});
  EXPECT_EQ(lines("\""), Lines{});
}

TEST(Loading, NamesTheMissingFile) {
  const auto loaded = Finder::load("/nowhere");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("cues.tsv"), std::string::npos);
}

}  // namespace
}  // namespace entente::statements
