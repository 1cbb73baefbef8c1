#include "events/learned.h"

#include <gtest/gtest.h>

#include <numeric>

#include "encoder/folder.h"
#include "entente/nlp.h"
#include "events/events.h"

namespace entente::events {
namespace {

const std::vector<std::string> kTypes = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                         "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                         "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "none"};

// An untrained coder: what it says is of no interest, only that it says it soundly.
class Untrained {
 public:
  explicit Untrained(const std::string& name) : folder_("coder-" + name) {
    settings_ = {{"format", 1},
                 {"markers", "levitated"},
                 {"marker_ids", {4, 5, 8}},
                 {"absent_ids", {9, 10, 11}},
                 {"features", {"cls", "mean", "marker:source", "marker:target", "marker:trigger", "span:source"}},
                 {"outputs", {{"type", kTypes}, {"direction", {"forward", "reverse", "other"}}}},
                 {"classify", {{"model", 1.0}, {"patterns", 0.5}}}};
    folder_.add_dense("coder.trunk", 64, 6 * encoder::Folder::kWidth);
    folder_.add_dense("coder.type", kTypes.size(), 64);
    folder_.add_dense("coder.direction", 3, 64);
    folder_.write();
  }
  std::filesystem::path file() {
    std::ofstream(folder_.path() / "coder.json") << settings_;
    EXPECT_TRUE(encoder::import_encoder(folder_.path(), folder_.model()));
    return folder_.model();
  }
  nlohmann::json& settings() { return settings_; }

 private:
  encoder::Folder folder_;
  nlohmann::json settings_;
};

constexpr std::string_view kText = "The rebels left the city. The city left, the rebels left.";

TEST(Learned, AnAnswerDoesNotDependOnWhatElseIsAsked) {
  Untrained coder("alone");
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

TEST(Learned, RefusesSettingsThatDoNotFit) {
  Untrained coder("refuse");
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
  EXPECT_TRUE(refused("marker_ids", {1, 2}));
  EXPECT_TRUE(refused("marker_ids", {"a", "b", "c"}));
  EXPECT_FALSE(refused("temperature", {{"type", 2.0}}));
}

TEST(Learned, EveryModeClassifiesAndSaysWhatItScored) {
  Untrained coder("modes");
  coder.settings()["events"] = {{"bias", 5}, {"weights", {{"patterns", 1.0}, {"event", 0.01}}}, {"threshold", 0.01}};
  const std::filesystem::path knowledge = ENTENTE_SOURCE_DIR "/knowledge";
  const auto model = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
  ASSERT_TRUE(model);
  const std::string text = "France sued Spain on Monday.";
  const Doc doc = (*model)->parse(text);
  const Actor france{"FRA", "France", "FRA", "", "country"}, spain{"ESP", "Spain", "ESP", "", "country"};
  const std::vector<Mention> mentions = {{0, {0, 6}, {0, 6}, france, "name"}, {1, {12, 17}, {12, 17}, spain, "name"}};
  const std::vector<Statement> statements;
  const std::vector<time::Expression> times;
  const std::vector<PlaceRef> places;
  const std::optional<Dated> date;
  const auto file = coder.file();
  std::map<Mode, Classified> said;
  for (const Mode mode : {Mode::patterns, Mode::model, Mode::blend}) {
    const auto loaded = Coder::load(knowledge, mode, file);
    ASSERT_TRUE(loaded) << loaded.error().message;
    Classified& c = said[mode] = (*loaded)->classify(doc, {0, 6}, {12, 17});
    EXPECT_NEAR(std::accumulate(c.scores.begin(), c.scores.end(), 0.0, [](double sum, const auto& s) { return sum + s.second; }),
                1, 1e-9);
    EXPECT_EQ(c.scores.size(), 16u);
    for (const Event& event : (*loaded)->find({doc, mentions, statements, times, places, date}))
      EXPECT_EQ(event.why.find("model:") != std::string::npos, mode != Mode::patterns) << event.why;
  }
  EXPECT_NE(said[Mode::patterns].scores, said[Mode::blend].scores);
  EXPECT_NE(said[Mode::model].scores, said[Mode::blend].scores);
}

// A blend that gives the model no say keeps the patterns' events as they are and encodes nothing; else it weighs each, and may
// leave it out.
TEST(Learned, AFittedBlendDecidesWhatStands) {
  Untrained coder("weights");
  const auto model = nlp::Model::load(ENTENTE_DATA_DIR "/models/en_core_web_md.entente");
  ASSERT_TRUE(model);
  const std::string text = "France sued Spain on Monday.";
  const Doc doc = (*model)->parse(text);
  const Actor france{"FRA", "France", "FRA", "", "country"}, spain{"ESP", "Spain", "ESP", "", "country"};
  const std::vector<Mention> mentions = {{0, {0, 6}, {0, 6}, france, "name"}, {1, {12, 17}, {12, 17}, spain, "name"}};
  const auto count = [&](double bias, double event) {
    coder.settings()["events"] = {{"bias", bias}, {"weights", {{"patterns", 1.0}, {"event", event}}}, {"threshold", 0.5}};
    const auto loaded = Coder::load(ENTENTE_SOURCE_DIR "/knowledge", Mode::blend, coder.file());
    EXPECT_TRUE(loaded);
    const auto events = (*loaded)->find({doc, mentions, {}, {}, {}, {}});
    for (const Event& found : events) {
      EXPECT_TRUE(event == 0 || found.confidence >= 0.5);
      EXPECT_EQ(found.why.find("model:") != std::string::npos, event != 0);
    }
    return events.size();
  };
  EXPECT_GE(count(50, 0.01), 1u);
  EXPECT_EQ(count(-50, 0.01), 0u);
  EXPECT_GE(count(-50, 0), 1u);
}

TEST(Learned, PatternsNeedNoModel) {
  EXPECT_TRUE(Coder::load(ENTENTE_SOURCE_DIR "/knowledge", Mode::patterns, "/nowhere"));
  const auto missing = Coder::load(ENTENTE_SOURCE_DIR "/knowledge", Mode::blend, "/nowhere");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("/nowhere"), std::string::npos);
}

}  // namespace
}  // namespace entente::events
