// The networks' arithmetic against sums written out.
#include "nlp/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "nlp/rounded.h"

namespace entente::nlp {
namespace {

// Numbers between -1 and 1 that follow no pattern.
std::vector<float> numbers(std::size_t count, std::uint32_t seed) {
  std::vector<float> out;
  for (std::uint32_t x = seed; out.size() < count; out.push_back(static_cast<float>(x >> 8) / (1 << 23) - 1))
    x = x * 1664525 + 1013904223;
  return out;
}

struct Case {
  std::size_t outputs, pieces, segments, width, rows;
};

class Product : public testing::TestWithParam<Case> {};

// A maxout layer of these packed weights and bias, which it does not own.
Layer layer_of(const Case& c, const std::vector<float>& packed, const std::vector<float>& bias) {
  Layer layer;
  layer.segments = c.segments;
  layer.width = padded(c.width);
  layer.outputs = padded(c.outputs);
  layer.pieces = c.pieces;
  layer.weights = packed.data();
  layer.bias = bias.data();
  return layer;
}

TEST_P(Product, IsWhatItsDefinitionSays) {
  const auto [outputs, pieces, segments, width, rows] = GetParam();
  const std::size_t inputs = segments * width;
  const auto weights = numbers(pieces * outputs * inputs, 1), bias = numbers(pieces * outputs, 2);
  std::vector<float> in((rows + segments - 1) * padded(width), 0.0f);
  const auto values = numbers(in.size(), 3);
  for (std::size_t r = 0; r < rows + segments - 1; ++r)
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(r * width), width,
                in.begin() + static_cast<std::ptrdiff_t>(r * padded(width)));
  const auto sum = [&](std::size_t row, std::size_t column) {
    double out = bias[column];
    for (std::size_t k = 0; k < inputs; ++k)
      out += double{weights[column * inputs + k]} * in[(row + k / width) * padded(width) + k % width];
    return out;
  };

  const auto packed = pack(weights, outputs, pieces, segments, width), packed_bias = pack_bias(bias, outputs, pieces);
  const Layer layer = layer_of(GetParam(), packed, packed_bias);
  const std::size_t columns = pieces * outputs;
  const auto packed_dense = pack_dense(weights, columns, segments, width);
  std::vector<float> dense_bias = bias;
  dense_bias.resize(padded_dense(columns));
  Layer flat = layer;
  flat.outputs = padded_dense(columns) / kDensePieces;
  flat.pieces = kDensePieces;
  flat.weights = packed_dense.data();
  flat.bias = dense_bias.data();
  std::vector<float> rounded[2], rounded_sums[2];  // without and with the instructions for small integers
  for (const auto& [precision, error] :
       {std::pair{Precision::kFloat32, 1e-5}, {Precision::kInt16, 1e-3}, {Precision::kInt8, 3e-2}})
    for (const bool integer_products : {false, has_integer_products()}) {
      SCOPED_TRACE(testing::Message() << "precision " << static_cast<int>(precision) << ", integer products "
                                      << integer_products);
      Layer rounded_layer = layer, rounded_flat = flat;
      round_weights(rounded_layer, precision, integer_products);
      round_weights(rounded_flat, precision, integer_products);
      auto& greatest = rounded[integer_products];
      auto& sums = rounded_sums[integer_products];
      greatest.assign(rows * layer.outputs, 0.0f);
      sums.assign(rows * padded_dense(columns), 0.0f);
      maxout(rounded_layer, in.data(), rows, greatest.data());
      dense(rounded_flat, in.data(), rows, sums.data(), padded_dense(columns));
      const double off = error * std::sqrt(static_cast<double>(inputs));
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) EXPECT_NEAR(sums[r * padded_dense(columns) + c], sum(r, c), off);
        for (std::size_t o = 0; o < layer.outputs; ++o) {
          double most = o < outputs ? sum(r, o) : 0;
          for (std::size_t p = 1; p < pieces && o < outputs; ++p) most = std::max(most, sum(r, p * outputs + o));
          EXPECT_NEAR(greatest[r * layer.outputs + o], most, off) << r << " " << o;
        }
      }
      std::vector<float> alone(layer.outputs);
      for (std::size_t r = 0; r < rows; ++r) {
        maxout(rounded_layer, in.data() + r * layer.width, 1, alone.data());
        EXPECT_TRUE(std::equal(alone.begin(), alone.end(), greatest.begin() + static_cast<std::ptrdiff_t>(r * layer.outputs)))
            << "a row's floats are the same whatever rows are computed with it";
      }
      if (integer_products && precision != Precision::kFloat32) {
        EXPECT_EQ(rounded[0], rounded[1]) << "integers' sums are the same on every processor";
        EXPECT_EQ(rounded_sums[0], rounded_sums[1]);
      }
    }
}

TEST_P(Product, OfPairsOfRowsIsTheSame) {
  const auto [outputs, pieces, segments, width, rows] = GetParam();
  const std::size_t even = rows / 2 * 2;
  const auto packed = pack(numbers(pieces * outputs * segments * width, 1), outputs, pieces, segments, width);
  const auto bias = pack_bias(numbers(pieces * outputs, 2), outputs, pieces);
  const auto in = numbers((rows + segments - 1) * padded(width), 3);
  Layer layer = layer_of(GetParam(), packed, bias);
  std::vector<float> expected(even * layer.outputs), greatest = expected, alone(2 * layer.outputs);
  maxout(layer, in.data(), even, expected.data());
  pair_rows(layer);
  EXPECT_EQ(layer.paired != nullptr, segments == 3);
  maxout(layer, in.data(), even, greatest.data());
  for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_NEAR(greatest[i], expected[i], 1e-4) << i;
  for (std::size_t r = 0; r < even; r += 2) {
    maxout(layer, in.data() + r * layer.width, 2, alone.data());
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), greatest.begin() + static_cast<std::ptrdiff_t>(r * layer.outputs)))
        << "a pair's floats are the same whatever pairs are computed with it";
  }
}

TEST(PairRows, LeavesRoundedLayersAsTheyAre) {
  const auto packed = pack(numbers(3 * 16 * 3 * 16, 1), 16, 3, 3, 16);
  Layer layer;
  layer.segments = 3;
  layer.width = layer.outputs = 16;
  layer.pieces = 3;
  layer.weights = packed.data();
  round_weights(layer, Precision::kInt8);
  pair_rows(layer);
  EXPECT_EQ(layer.paired, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Shapes, Product,
                         testing::Values(Case{96, 3, 3, 96, 71}, Case{64, 2, 1, 64, 30}, Case{40, 2, 5, 24, 13},
                                         Case{7, 3, 1, 5, 3}, Case{32, 3, 3, 200, 9}));

TEST(Normalize, GivesRowsOfMeanZeroAndVarianceOne) {
  constexpr std::size_t kWidth = 40, kRows = 3;
  const std::size_t stride = padded(kWidth);
  auto in = numbers(kRows * stride, 5);
  for (std::size_t r = 0; r < kRows; ++r)
    std::fill(in.begin() + static_cast<std::ptrdiff_t>(r * stride + kWidth),
              in.begin() + static_cast<std::ptrdiff_t>((r + 1) * stride), 0.0f);
  std::vector<float> gain(stride, 0.0f), shift(stride, 0.0f), out(in.size());
  std::fill_n(gain.begin(), kWidth, 2.0f);
  std::fill_n(shift.begin(), kWidth, 0.5f);
  normalize(in.data(), kRows, kWidth, gain.data(), shift.data(), in.data(), out.data());
  for (std::size_t r = 0; r < kRows; ++r) {
    double mean = 0, squares = 0;
    for (std::size_t i = 0; i < kWidth; ++i) mean += (out[r * stride + i] - in[r * stride + i] - 0.5) / 2 / kWidth;
    for (std::size_t i = 0; i < kWidth; ++i)
      squares += std::pow((out[r * stride + i] - in[r * stride + i] - 0.5) / 2 - mean, 2) / kWidth;
    EXPECT_NEAR(mean, 0, 1e-6);
    EXPECT_NEAR(squares, 1, 1e-4);
    for (std::size_t i = kWidth; i < stride; ++i) EXPECT_EQ(out[r * stride + i], 0) << "what pads a row stays zero";
  }
}

TEST(Best, IsTheFirstOfEquals) {
  constexpr float kNone = -std::numeric_limits<float>::infinity();
  const std::vector<float> zeros(48, 0.0f);
  std::vector<float> scores(48, 1.0f);
  EXPECT_EQ(best(scores.data(), zeros.data(), 48), 0);
  scores[37] = scores[41] = 3;
  EXPECT_EQ(best(scores.data(), zeros.data(), 48), 37);
  std::vector<float> bias(48, kNone);
  EXPECT_EQ(best(scores.data(), bias.data(), 48), -1) << "nothing is allowed";
  bias[20] = -5;
  EXPECT_EQ(best(scores.data(), bias.data(), 48), 20);
  scores[20] = std::nanf("");
  EXPECT_LT(best(scores.data(), bias.data(), 48), 48) << "a damaged model's numbers lead nowhere outside";
}

}  // namespace
}  // namespace entente::nlp
