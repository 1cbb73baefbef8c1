// The runtime against spaCy's own analysis of the same texts (tests/nlp/data; bench/nlp/make_parity.py writes it).
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "nlp/test_model.h"

namespace entente::nlp {
namespace {

constexpr const char* kData = ENTENTE_SOURCE_DIR "/tests/nlp/data/";
constexpr double kLeastAgreement = 0.999;

// Where a field agrees, out of how many tokens, and the first places where it does not.
struct Agreement {
  std::size_t same = 0, all = 0;
  std::string differences;

  double share() const { return static_cast<double>(same) / static_cast<double>(all); }
  void count(std::size_t text, std::string_view token, const std::string& expected, const std::string& found) {
    ++all;
    same += expected == found;
    if (expected != found && differences.size() < 1000)
      differences += fmt::format("\n  text {} '{}': spaCy '{}', here '{}'", text, token, expected, found);
  }
};

TEST(Parity, AgreesWithSpacy) {
  const Model* model = english();
  ASSERT_NE(model, nullptr);
  const auto texts = nlohmann::json::parse(slurp(std::string(kData) + "texts.json"));
  std::ifstream lines(std::string(kData) + "expected.jsonl");
  std::map<std::string, Agreement> fields;
  std::size_t number = 0;
  for (const auto& entry : texts) {
    const auto text = entry.get<std::string>();
    std::string line;
    ASSERT_TRUE(std::getline(lines, line)) << "no analysis of text " << number;
    const auto rows = nlohmann::json::parse(line);
    const Doc doc = model->parse(text);
    ASSERT_EQ(doc.tokens.size(), rows.size()) << "tokens of text " << number << ": " << text;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      const auto& row = rows[i];
      const Token& t = doc.tokens[i];
      ASSERT_EQ(t.span.begin, row[0].get<std::uint32_t>()) << "text " << number << " token " << i;
      ASSERT_EQ(doc.str(i), row[1].get<std::string>()) << "text " << number << " token " << i;
      ASSERT_EQ(t.space_after, row[10].get<bool>()) << "text " << number << " token " << i;
      const auto check = [&](const char* field, const std::string& expected, std::string_view found) {
        fields[field].count(number, doc.str(i), expected, std::string(found));
      };
      check("tag", row[2], t.tag);
      check("pos", row[3], t.pos);
      check("morph", row[4], t.morph);
      check("lemma", row[5], t.lemma);
      check("head and dep", fmt::format("{} {}", row[6].get<std::uint32_t>(), row[7].get<std::string>()),
            fmt::format("{} {}", t.head, t.dep));
      check("sentence start", row[8].get<bool>() ? "yes" : "no", doc.sentence_of(i).first == i ? "yes" : "no");
      check("entity", row[9], t.ent_iob == 'O' ? "" : fmt::format("{}-{}", t.ent_iob, t.ent_type));
    }
    ++number;
  }
  for (const auto& [field, agreement] : fields) {
    EXPECT_GT(agreement.all, 1000u);
    EXPECT_GE(agreement.share(), kLeastAgreement)
        << field << ": " << agreement.same << " of " << agreement.all << agreement.differences;
  }
}

}  // namespace
}  // namespace entente::nlp
