#include "events/learned.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>

#include "encoder/model_folder.h"
#include "entente/nlp.h"
#include "events/events.h"
#include "folder.h"

namespace entente::events {
namespace {

const std::vector<std::string> kTypes = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                         "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                         "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "none"};

// An untrained coder: what it says is of no interest, only that it says it soundly.
class Untrained {
 public:
  Untrained() {
    settings_ = {{"format", 1},
                 {"markers", "levitated"},
                 {"marker_ids", {4, 5, 8}},
                 {"absent_ids", {9, 10, 11}},
                 {"features", {"cls", "mean", "marker:source", "marker:target", "marker:trigger", "span:source"}},
                 {"outputs", {{"type", kTypes}, {"direction", {"forward", "reverse", "other"}}}},
                 {"quads", {{"AGREE", {1}}, {"COERCE", {3, 4}}}},
                 {"classify", {{"model", 1.0}, {"patterns", 0.5}}}};
    folder_.add_dense("coder.trunk", 64, 6 * encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.type", kTypes.size(), 64);
    folder_.add_dense("coder.direction", 3, 64);
    folder_.add_dense("coder.plain", 64, 3 * encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.plain_type", kTypes.size(), 64);
    folder_.add_dense("coder.plain_direction", 3, 64);
    folder_.add_dense("coder.quad", 5, 64);
    folder_.add_dense("coder.roles", 3, encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.triggers", kTypes.size(), encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.tells", 2, encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.teller", 16, encoder::ModelFolder::kWidth);
    folder_.add_dense("coder.part", 16, encoder::ModelFolder::kWidth);
    folder_.write();
  }
  std::filesystem::path file() {
    std::ofstream(folder_.path() / "coder.json") << settings_;
    EXPECT_TRUE(encoder::import_encoder(folder_.path(), folder_.model()));
    return folder_.model();
  }
  nlohmann::json& settings() { return settings_; }

 private:
  encoder::ModelFolder folder_;
  nlohmann::json settings_;
};

constexpr std::string_view kText = "The rebels left the city. The city left, the rebels left.";

TEST(Learned, AnAnswerDoesNotDependOnWhatElseIsAsked) {
  Untrained coder;
  const auto learned = Learned::load(coder.file());
  ASSERT_TRUE(learned) << learned.error().message;
  const Span first{0, 25}, second{26, 57};
  const std::vector<Question> questions = {{first, {4, 10}, {16, 24}, {11, 15}},
                                           {first, {16, 24}, {4, 10}, {}},
                                           {first, {}, {}, {}},
                                           {second, {30, 34}, {45, 51}, {35, 39}}};
  const auto answers = (*learned)->ask(kText, questions);
  ASSERT_EQ(answers.size(), questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto alone = (*learned)->ask(kText, {questions[i]});
    EXPECT_EQ(answers[i].type, alone.front().type);
    EXPECT_EQ(answers[i].forward, alone.front().forward);
    double total = 0;
    for (const auto& [type, p] : answers[i].type) total += p;
    EXPECT_NEAR(total, 1, 1e-9);
    EXPECT_NE(answers[i].best(), "none");
  }
  EXPECT_NE(answers[0].type, answers[1].type);
  EXPECT_TRUE((*learned)->ask(kText, {}).empty());
}

TEST(Learned, AReadingDoesNotDependOnWhatElseIsRead) {
  Untrained coder;
  const auto learned = Learned::load(coder.file());
  ASSERT_TRUE(learned) << learned.error().message;
  ASSERT_TRUE((*learned)->reads());
  const std::vector<Span> passages = {{0, 25}, {26, 57}};
  const auto readings = (*learned)->read(kText, passages);
  ASSERT_EQ(readings.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const Reading& reading = readings[i];
    const Reading alone = (*learned)->read(kText, {passages[i]}).front();
    EXPECT_EQ(reading.quad, alone.quad);
    EXPECT_EQ(reading.states, alone.states);
    EXPECT_EQ(reading.tells, alone.tells);
    EXPECT_NEAR(std::accumulate(reading.quad.begin(), reading.quad.end(), 0.0), 1, 1e-9);
    ASSERT_FALSE(reading.roles.all.empty());
    for (const Shares::Piece& piece : reading.roles.all) {
      EXPECT_TRUE(passages[i].contains(piece.span));
      EXPECT_GE(piece.source, 0);
      EXPECT_LE(piece.source + piece.target, 1 + 1e-9);
    }
    const auto& q = reading.quad;
    EXPECT_NEAR((*learned)->quads_of(reading, "COERCE"), q[3] + q[4], 1e-12);
    EXPECT_EQ((*learned)->quads_of(reading, "a type that no quad is listed for"), 1);
  }
  EXPECT_NE(readings[0].quad, readings[1].quad);
  // What is not wanted is read as a whole only, and changes nothing for what is.
  const auto some = (*learned)->read(kText, passages, [](std::size_t i, const Reading&) { return i == 1; });
  EXPECT_EQ(some[0].quad, readings[0].quad);
  EXPECT_EQ(some[0].tells, readings[0].tells);
  EXPECT_TRUE(some[0].roles.all.empty());
  EXPECT_EQ(some[1].states, readings[1].states);
  EXPECT_EQ(some[1].roles.all.size(), readings[1].roles.all.size());
  // Who acts in what a word tells depends on the word; a word of another passage tells nothing here.
  const Shares first = (*learned)->shares_of(readings[0], {4, 10}), other = (*learned)->shares_of(readings[0], {16, 24});
  ASSERT_EQ(first.all.size(), readings[0].roles.all.size());
  EXPECT_NE(first.source({4, 10}), other.source({4, 10}));
  for (const Shares::Piece& piece : first.all) EXPECT_LE(piece.source + piece.target, 1 + 1e-9);
  EXPECT_TRUE((*learned)->shares_of(readings[0], {30, 35}).all.empty());
  // An empty span is answered too.
  const auto type = [&](Span source, Span target) { return (*learned)->answer(readings[0], source, target).type; };
  EXPECT_NE(type({4, 10}, {16, 24}), type({16, 24}, {4, 10}));
  EXPECT_NE(type({4, 10}, {16, 24}), type({4, 10}, {}));
  EXPECT_TRUE((*learned)->read(kText, {}).empty());
}

TEST(Learned, RefusesSettingsThatDoNotFit) {
  Untrained coder;
  const auto whole = coder.settings();
  const auto refused = [&](const char* field, nlohmann::json value) {
    coder.settings() = whole;
    coder.settings()[field] = std::move(value);
    const auto loaded = Learned::load(coder.file());
    return !loaded && !loaded.error().message.empty();
  };
  EXPECT_TRUE(refused("features", {"cls"}));
  EXPECT_TRUE(refused("features", {"span:nobody"}));
  EXPECT_TRUE(refused("features", 7));
  EXPECT_TRUE(refused("outputs", {{"type", {"AGREE"}}}));
  EXPECT_TRUE(refused("outputs", {}));
  EXPECT_TRUE(refused("quads", {{"AGREE", {5}}}));
  EXPECT_TRUE(refused("quads", {{"AGREE", 1}}));
  EXPECT_TRUE(refused("marker_ids", {1, 2}));
  EXPECT_TRUE(refused("marker_ids", {"a", "b", "c"}));
  EXPECT_FALSE(refused("temperature", {{"type", 2.0}}));
}

// A parsed sentence with two actors for the coders.
class Sued : public testing::Test {
 protected:
  void SetUp() override {
    const auto loaded = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
    ASSERT_TRUE(loaded);
    model = *loaded;
    doc = model->parse(text);
  }
  std::vector<Event> found(const Coder& coder) const { return coder.find({doc, mentions, {}, {}, {}, {}}); }
  // With lines of blend.tsv that stand before the built-in ones.
  std::shared_ptr<const Coder> load(Mode mode, Untrained& coder, const std::string& settings) const {
    test::spill(own / "events/blend.tsv", settings + "party\t2\n");  // the trees know nothing of it
    const auto knowledge = Knowledge::with_ontology(ENTENTE_SOURCE_DIR "/knowledge", own.path());
    EXPECT_TRUE(knowledge);
    const auto loaded = Coder::load(*knowledge, mode, coder.file());
    EXPECT_TRUE(loaded);
    return *loaded;
  }

  const std::string text = "France sued Spain on Monday.";
  const Actor france{"FRA", "France", "FRA", "", "country"}, spain{"ESP", "Spain", "ESP", "", "country"};
  const std::vector<Mention> mentions = {{0, {0, 6}, {0, 6}, france, "name"}, {1, {12, 17}, {12, 17}, spain, "name"}};
  std::shared_ptr<const nlp::Model> model;  // holds the words of the parse
  Doc doc;
  test::Folder own;
};

TEST_F(Sued, NoPersonActsOnHimself) {
  Untrained coder;
  const auto targets = [&](const std::string& who, const std::string& whom) {
    const std::vector<Mention> people = {{0, {0, 6}, {0, 6}, {"FRA", who, "FRA", "", "person"}, "name"},
                                         {1, {12, 17}, {12, 17}, {"FRA", whom, "FRA", "", "person"}, "name"}};
    const auto events = load(Mode::blend, coder, "weight:one\t5\nleast_role\t2\n")->find({doc, people, {}, {}, {}, {}});
    EXPECT_EQ(events.size(), 1u);
    return events.at(0).target.size();
  };
  EXPECT_EQ(targets("Ann France", "Bo Spain"), 1u);
  EXPECT_EQ(targets("Ann France", "Ann France"), 0u);
}

TEST_F(Sued, TwoActorsWhomNothingJoinsAreLookedAtTogether) {
  Untrained coder;
  const auto pairs = [&](Mode mode, double least, double role = 0) {
    const auto settings =
        fmt::format("weight:one\t5\nleast_role\t2\ntells\t0\nneutral\t1\nword\t2\npair\t{}\npair_role\t{}\n", least, role);
    const auto events = found(*load(mode, coder, settings));
    return std::count_if(events.begin(), events.end(), [](const Event& e) { return e.scores.contains("pair"); });
  };
  EXPECT_EQ(pairs(Mode::model, 0), 1);
  EXPECT_EQ(pairs(Mode::model, 1.5), 0);
  EXPECT_EQ(pairs(Mode::model, 0, 1.5), 0);  // one of them plays no part in what the word tells
  EXPECT_EQ(pairs(Mode::blend, 0), 0);
}

TEST_F(Sued, AWordThatTellsAnEventIsOneWhereNoneStandsForIt) {
  Untrained coder;
  const auto words = [&](double least) {
    const auto settings = fmt::format("weight:one\t5\nleast_role\t2\ntells\t0\nneutral\t1\npair\t2\nword\t{}\n", least);
    const auto events = found(*load(Mode::model, coder, settings));
    for (const Event& e : events) {
      EXPECT_TRUE(e.scores.contains("word"));
      EXPECT_GE(e.scores.at("trigger"), least);
      EXPECT_FALSE(e.source.empty() && e.target.empty());
    }
    return events.size();
  };
  EXPECT_GE(words(0), 1u);  // an untrained coder is sure of nothing
  EXPECT_EQ(words(0.9), 0u);
}

TEST_F(Sued, EveryModeClassifiesAndSaysWhatItScored) {
  Untrained coder;
  std::map<Mode, Classified> said;
  for (const Mode mode : {Mode::patterns, Mode::model, Mode::blend}) {
    const auto loaded = load(mode, coder, "weight:one\t5\nthreshold\t0.01\n");
    Classified& c = said[mode] = loaded->classify(doc, {0, 6}, {12, 17});
    EXPECT_NEAR(std::accumulate(c.scores.begin(), c.scores.end(), 0.0, [](double sum, const auto& s) { return sum + s.second; }),
                1, 1e-9);
    EXPECT_EQ(c.scores.size(), 16u);
    const auto events = found(*loaded);
    EXPECT_TRUE(mode == Mode::model || !events.empty());
    for (const Event& event : events) {
      EXPECT_EQ(event.why.find("model:") != std::string::npos, mode != Mode::patterns) << event.why;
      EXPECT_EQ(event.scores.contains("quad"), mode != Mode::patterns);
      EXPECT_FALSE(mode == Mode::model && event.scores.contains("patterns"));
    }
  }
  EXPECT_NE(said[Mode::patterns].scores, said[Mode::blend].scores);
  EXPECT_NE(said[Mode::model].scores, said[Mode::blend].scores);
}

// The blend weighs each event, and may leave it out.
TEST_F(Sued, AFittedBlendDecidesWhatStands) {
  Untrained coder;
  const auto count = [&](double bias) {
    const auto events = found(*load(Mode::blend, coder, fmt::format("weight:one\t{}\nthreshold\t0.5\n", bias)));
    for (const Event& event : events) EXPECT_GE(event.confidence, 0.5);
    return events.size();
  };
  EXPECT_GE(count(50), 1u);
  EXPECT_EQ(count(-50), 0u);
}

TEST(Learned, PatternsNeedNoModel) {
  EXPECT_TRUE(Coder::load(ENTENTE_SOURCE_DIR "/knowledge", Mode::patterns, "/nowhere"));
  const auto missing = Coder::load(ENTENTE_SOURCE_DIR "/knowledge", Mode::blend, "/nowhere");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("/nowhere"), std::string::npos);
}

}  // namespace
}  // namespace entente::events
