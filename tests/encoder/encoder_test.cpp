#include "encoder/encoder.h"

#include <gtest/gtest.h>

#include "encoder/kernels.h"
#include "encoder/model_folder.h"

namespace entente::encoder {
namespace {

std::shared_ptr<const Encoder> imported(const ModelFolder& folder) {
  const auto done = import_encoder(folder.path(), folder.model());
  EXPECT_TRUE(done) << (done ? "" : done.error().message);
  auto loaded = Encoder::load(folder.model());
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
  return loaded ? *loaded : nullptr;
}

Sequence sequence(std::size_t text, std::size_t groups, std::size_t group, std::uint32_t seed) {
  Sequence out;
  out.text = text;
  out.group = group;
  for (std::uint32_t i = 0; i < text + groups * group; ++i) {
    out.ids.push_back((i * 7 + seed) % 20);
    out.positions.push_back(i < text ? i : (i * 5 + seed) % static_cast<std::uint32_t>(text));
  }
  return out;
}

double cosine(const float* a, const double* b, std::size_t n) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < n; ++i) ab += a[i] * b[i], aa += double{a[i]} * a[i], bb += b[i] * b[i];
  return ab / std::sqrt(aa * bb);
}

TEST(Encoder, GivesTheStatesOfTheModelItWasMadeFrom) {
  const ModelFolder folder;
  const auto encoder = imported(folder);
  ASSERT_TRUE(encoder);
  for (const Sequence& s : {sequence(1, 0, 0, 1), sequence(16, 0, 0, 2), sequence(33, 0, 0, 3), sequence(21, 3, 3, 4)}) {
    const auto ours = encoder->encode({&s, 1});
    const auto expected = folder.states(s);
    ASSERT_EQ(ours.size(), expected.size());
    for (std::size_t r = 0; r < ours.size(); r += ModelFolder::kWidth)
      EXPECT_GT(cosine(&ours[r], &expected[r], ModelFolder::kWidth), 0.999)
          << "row " << r / ModelFolder::kWidth << " of " << s.ids.size();
  }
}

TEST(Encoder, AStateDoesNotDependOnWhatStandsBeside) {
  const ModelFolder folder;
  const auto encoder = imported(folder);
  ASSERT_TRUE(encoder);
  std::vector<Sequence> all;
  for (std::uint32_t i = 0; i < 40; ++i) all.push_back(sequence(1 + i * 3 % 50, i % 3, 3, i));
  const auto together = encoder->encode(all);
  auto at = together.begin();
  for (const Sequence& s : all) {
    const auto alone = encoder->encode({&s, 1});
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), at));
    at += static_cast<std::ptrdiff_t>(alone.size());
  }
}

// The text does not know what is asked about it, and one question not of another.
TEST(Encoder, QuestionsLeaveTheTextAlone) {
  const ModelFolder folder;
  const auto encoder = imported(folder);
  ASSERT_TRUE(encoder);
  const Sequence bare = sequence(20, 0, 0, 5), asked = sequence(20, 2, 3, 5);
  const auto a = encoder->encode({&bare, 1}), b = encoder->encode({&asked, 1});
  EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin()));
  Sequence second = asked;
  for (auto* list : {&second.ids, &second.positions}) list->erase(list->begin() + 20, list->begin() + 23);
  const auto c = encoder->encode({&second, 1});
  EXPECT_TRUE(std::equal(c.end() - 3 * ModelFolder::kWidth, c.end(), b.end() - 3 * ModelFolder::kWidth));
}

TEST(Encoder, AHeadIsADenseLayer) {
  ModelFolder folder;
  folder.add_dense("coder.type", 5, ModelFolder::kWidth);
  folder.write();
  const auto encoder = imported(folder);
  ASSERT_TRUE(encoder);
  const Head* head = encoder->head("coder.type");
  ASSERT_NE(head, nullptr);
  EXPECT_EQ(head->outputs, 5u);
  EXPECT_EQ(encoder->head("coder.other"), nullptr);
  std::vector<float> rows(2 * ModelFolder::kWidth, 0.0f);
  const auto out = encoder->apply(*head, rows, false);
  ASSERT_EQ(out.size(), 10u);
  EXPECT_NE(out[0], 0.0f);  // the bias
  EXPECT_TRUE(std::equal(out.begin(), out.begin() + 5, out.begin() + 5));
}

TEST(Encoder, EmbeddingsHaveLengthOne) {
  const ModelFolder folder;
  const auto encoder = imported(folder);
  ASSERT_TRUE(encoder);
  const std::string endless(10000, 'o');
  const std::string_view texts[] = {"The rebels left the city.", "", endless};
  const auto out = encoder->embed(texts);
  ASSERT_EQ(out.size(), 3 * ModelFolder::kWidth);
  for (std::size_t i = 0; i < 3; ++i) {
    double squares = 0;
    for (std::size_t d = 0; d < ModelFolder::kWidth; ++d)
      squares += double{out[i * ModelFolder::kWidth + d]} * out[i * ModelFolder::kWidth + d];
    EXPECT_NEAR(squares, 1, 1e-5);
  }
}

TEST(Encoder, RefusesWhatItCannotRead) {
  ModelFolder folder;
  folder.remove("encoder.layer.1.output.dense.bias");
  const auto lacking = import_encoder(folder.path(), folder.model());
  ASSERT_FALSE(lacking);
  EXPECT_NE(lacking.error().message.find("encoder.layer.1.output.dense.bias"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.model()));
  for (const std::string& damage : {std::string(), std::string("\xff\xff\xff\xff\xff\xff\xff\xff{}"),
                                    std::string("\x02\0\0\0\0\0\0\0{}", 10), std::string("\x02\0\0\0\0\0\0\0[]", 10)}) {
    std::ofstream(folder.path() / "model.safetensors", std::ios::binary) << damage;
    EXPECT_FALSE(import_encoder(folder.path(), folder.model()));
  }
  EXPECT_FALSE(Encoder::load(folder.path() / "vocab.txt"));
  EXPECT_FALSE(Encoder::load(folder.path() / "nothing"));
}

// Sums of bytes are exact, so that every instruction set gives the same; floats differ by roundings at most where FMA is missing.
TEST(Kernels, AgreeOnEveryInstructionSet) {
  constexpr std::size_t kRows = 13, kInputs = 192, kOutputs = 128;
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  std::vector<float> x(kRows * kInputs), scale(kOutputs, 0.01f), bias(kOutputs, 0.5f);
  for (float& v : x) v = normal(random);
  std::vector<std::int8_t> weights(kInputs * kOutputs);
  for (auto& w : weights) w = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
  std::vector<std::int32_t> sums(kOutputs, 0);
  for (std::size_t panel = 0; panel < kOutputs; panel += kPanel)
    for (std::size_t k = 0; k < kInputs; ++k)
      for (std::size_t n = 0; n < kPanel; ++n) sums[panel + n] += weights[panel * kInputs + k / 4 * 4 * kPanel + n * 4 + k % 4];
  const Dense layer{kInputs, kOutputs, weights.data(), scale.data(), bias.data(), sums.data()};
  std::vector<float> first;
  for (const Kernels& k : kernels()) {
    std::vector<std::uint8_t> bytes(x.size());
    std::vector<RowScale> scales(kRows);
    k.quantize(x.data(), kRows, kInputs, bytes.data(), scales.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const RowScale& row = scales[i / kInputs];
      ASSERT_NEAR(static_cast<float>(bytes[i] - row.zero) * row.scale, x[i], row.scale) << k.name;
    }
    std::vector<float> out(kRows * kOutputs);
    k.dense(layer, bytes.data(), scales.data(), kRows, false, out.data());
    if (first.empty()) first = out;
    for (std::size_t i = 0; i < out.size(); ++i) ASSERT_NEAR(out[i], first[i], 1e-3f) << k.name;
    k.dense(layer, bytes.data(), scales.data(), kRows, true, out.data());
    for (std::size_t i = 0; i < out.size(); ++i)
      ASSERT_NEAR(out[i], first[i] * 0.5 * (1 + std::erf(first[i] / std::sqrt(2.0))), 2e-3) << k.name;
  }
}

}  // namespace
}  // namespace entente::encoder
