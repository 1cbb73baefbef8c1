// A text's parse is the same bytes alone, among others, after others and on any number of threads, in every precision.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "nlp/test_model.h"

namespace entente::nlp {
namespace {

class Batches : public testing::TestWithParam<Precision> {};

TEST_P(Batches, AreSingleTextsOnAnyNumberOfThreads) {
  const auto loaded = Model::load(kModelPath, GetParam());
  ASSERT_TRUE(loaded) << loaded.error().message;
  const Model& model = **loaded;
  const auto texts =
      nlohmann::json::parse(slurp(ENTENTE_SOURCE_DIR "/tests/nlp/data/texts.json")).get<std::vector<std::string>>();
  ASSERT_GT(texts.size(), 10u);
  const std::vector<std::string_view> views(texts.begin(), texts.end());

  std::vector<std::string> alone;
  for (const std::string_view text : views) alone.push_back(to_conllu(model.parse(text), "x"));
  const std::vector<Doc> together = model.parse(views);
  ASSERT_EQ(together.size(), views.size());
  for (std::size_t i = 0; i < views.size(); ++i) EXPECT_EQ(to_conllu(together[i], "x"), alone[i]);

  for (const std::size_t threads : {2, 3}) {
    std::vector<std::string> found(views.size());
    std::vector<std::thread> workers;
    for (std::size_t t = 0; t < threads; ++t)
      workers.emplace_back([&, t] {
        for (std::size_t i = t; i < views.size(); i += threads) found[i] = to_conllu(model.parse(views[i]), "x");
      });
    for (std::thread& worker : workers) worker.join();
    EXPECT_EQ(found, alone) << threads << " threads";
  }
}

INSTANTIATE_TEST_SUITE_P(Precisions, Batches, testing::Values(Precision::kFloat32, Precision::kInt16, Precision::kInt8));

struct Shares {  // of tokens
  double heads = 0, tags = 0, entities = 0;
};

// How far a fast mode agrees with the exact one.
Shares agreement(Precision precision) {
  const auto exact = Model::load(kModelPath), fast = Model::load(kModelPath, precision);
  if (!exact || !fast) return {};
  const auto texts =
      nlohmann::json::parse(slurp(ENTENTE_SOURCE_DIR "/tests/nlp/data/texts.json")).get<std::vector<std::string>>();
  double tokens = 0;
  Shares same;
  for (const std::string& text : texts) {
    const Doc a = (*exact)->parse(text), b = (*fast)->parse(text);
    EXPECT_EQ(a.tokens.size(), b.tokens.size());
    for (std::size_t i = 0; i < std::min(a.tokens.size(), b.tokens.size()); ++i) {
      const Token &x = a.tokens[i], &y = b.tokens[i];
      ++tokens;
      same.heads += x.head == y.head && x.dep == y.dep;
      same.tags += x.tag == y.tag;
      same.entities += x.ent_type == y.ent_type && x.ent_iob == y.ent_iob;
    }
  }
  return {same.heads / tokens, same.tags / tokens, same.entities / tokens};
}

// A fast mode may differ from the exact one in a few heads of a hundred, not in how a text is split.
TEST(Precision, BytesAgreeWithTheExactModel) {
  const Shares same = agreement(Precision::kInt8);
  EXPECT_GE(same.heads, 0.98);
  EXPECT_GE(same.tags, 0.995);
  EXPECT_GE(same.entities, 0.99);
}

// Thirteen bits do not: only entities, whose vectors have eight, may.
TEST(Precision, ThirteenBitsAgreeWithTheExactModelInAllButEntities) {
  const Shares same = agreement(Precision::kInt16);
  EXPECT_EQ(same.heads, 1);
  EXPECT_EQ(same.tags, 1);
  EXPECT_GE(same.entities, 0.995);
}

}  // namespace
}  // namespace entente::nlp
