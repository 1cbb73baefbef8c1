// Once a model has met a text's words, parsing takes no memory for each token but the Doc's own, which grows by doubling.
#include <atomic>
#include <cstdlib>
#include <new>

#include "nlp/test_model.h"

namespace {
std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const out = std::malloc(size > 0 ? size : 1)) return out;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* at) noexcept { std::free(at); }
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept { std::free(at); }

namespace entente::nlp {
namespace {

constexpr std::string_view kText =
    "Envoys of Peru met the rebels' leaders in Quito on 3 May, and they agreed to talk again. The minister, who had promised "
    "aid worth $5 million, said that Bolivia's army wouldn't cross the border. \"We signed,\" she told Reuters on Friday. ";

TEST(Allocations, AreNotMadeForEachToken) {
  for (const Precision precision : {Precision::kFloat32, Precision::kInt16, Precision::kInt8}) {
    const auto model = Model::load(kModelPath, precision);
    ASSERT_TRUE(model) << model.error().message;
    const auto parse = [&](std::size_t repeats) {
      std::string text;
      for (std::size_t i = 0; i < repeats; ++i) text += kText;
      const std::size_t before = allocations;
      const Doc doc = (*model)->parse(text);
      return std::pair(allocations - before, doc.tokens.size());
    };
    parse(200);
    const auto [few, few_tokens] = parse(50);
    const auto [many, many_tokens] = parse(200);
    ASSERT_GT(many_tokens, few_tokens + 5'000);
    EXPECT_GT(few, 0u) << "they are counted";
    EXPECT_LT(many, few + 40) << many_tokens << " tokens against " << few_tokens;
  }
}

}  // namespace
}  // namespace entente::nlp
