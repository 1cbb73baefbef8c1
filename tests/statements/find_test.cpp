// The sentences are the project's own; the parses are the English model's.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "nlp/nlp.h"
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
