#include "events/cast.h"

#include <gtest/gtest.h>

#include "entente/nlp.h"

namespace entente::events {
namespace {

class Cast : public testing::Test {
 protected:
  void SetUp() override {
    const auto english = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    auto loaded = Lexicon::load(ENTENTE_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(english && loaded);
    model = *english;
    lexicon = *std::move(loaded);
    lexicon.blend.least_role = 0.4;
    lexicon.blend.unread = 0.05;
    lexicon.blend.replaced = 0.2;
    text = "The rebels of Zenda shelled two villages and fled to the hills.";
    doc = model->parse(text);
    for (const Token& token : doc.tokens) shares.all.push_back({token.span, 0.1, 0.1});
  }
  Span at(std::string_view words) const {
    const auto begin = static_cast<std::uint32_t>(text.find(words));
    return {begin, begin + static_cast<std::uint32_t>(words.size())};
  }
  void mark(std::string_view words, double source, double target) {
    for (Shares::Piece& piece : shares.all)
      if (piece.span.overlaps(at(words))) piece.source = source, piece.target = target;
  }
  static Role role(Span span) {
    Role out;
    out.span = span;
    return out;
  }
  Event cast_of(const std::vector<std::string_view>& source, const std::vector<std::string_view>& target) const {
    Event event;
    for (const auto words : source) event.source.push_back(role(at(words)));
    for (const auto words : target) event.target.push_back(role(at(words)));
    const Tree tree(doc, lexicon.classes);
    cast(tree, lexicon, MentionIndex(doc, {}), doc.sentences.front(), shares, event);
    return event;
  }
  std::string said(const std::vector<Role>& roles) const {
    std::string out;
    for (const Role& one : roles) out += (out.empty() ? "" : " & ") + std::string(one.span.in(text));
    return out;
  }

  std::string text;
  std::shared_ptr<const nlp::Model> model;
  Doc doc;
  Lexicon lexicon;
  Shares shares;
};

TEST_F(Cast, TurnsWhatStandsTheWrongWayRound) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0, 0.9);
  const Event event = cast_of({"two villages"}, {"The rebels of Zenda"});
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_EQ(said(event.target), "two villages");
}

TEST_F(Cast, BoundsWordsAndFillsAnEmptyRole) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0, 0.9);
  const Event event = cast_of({"rebels"}, {});
  EXPECT_EQ(said(event.source), "The rebels of Zenda");
  EXPECT_EQ(said(event.target), "two villages");
}

TEST_F(Cast, ReplacesARoleThatTheWordHardlyHas) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("two villages", 0, 0.9);
  mark("the hills", 0, 0.1);
  EXPECT_EQ(said(cast_of({"The rebels of Zenda"}, {"the hills"}).target), "two villages");
  mark("the hills", 0, 0.3);
  EXPECT_EQ(said(cast_of({"The rebels of Zenda"}, {"the hills"}).target), "the hills");
}

TEST_F(Cast, LeavesOutWhatIsHardlyReadAsLongAsARoleStays) {
  mark("The rebels of Zenda", 0.9, 0);
  mark("the hills", 0, 0.01);
  mark("two villages", 0, 0.3);
  EXPECT_EQ(said(cast_of({"The rebels of Zenda"}, {"two villages", "the hills"}).target), "two villages");
  mark("The rebels of Zenda", 0.01, 0);
  EXPECT_EQ(said(cast_of({"The rebels of Zenda"}, {}).source), "The rebels of Zenda");
}

TEST_F(Cast, APartnerStays) {
  std::vector<Role> source, target = {role(at("two villages"))};
  mark("two villages", 0.6, 0);
  erase_unread(source, target, shares, 0.3);
  EXPECT_EQ(said(target), "two villages");
  mark("two villages", 0.4, 0);
  erase_unread(source, target, shares, 0.3);
  EXPECT_TRUE(target.empty());
}

}  // namespace
}  // namespace entente::events
