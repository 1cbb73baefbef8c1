// Coarse parts of speech, features and some lemmas from rules over tags, words and labels: spaCy's AttributeRuler.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/doc.h"
#include "nlp/lexicon.h"
#include "nlp/regex.h"
#include "nlp/tokenizer.h"

namespace entente::nlp {

enum class RuleKey : std::uint32_t { kTag, kLower, kDep, kIsSpace, kCount };
enum class RuleTest : std::uint32_t { kIn, kNotIn, kRegex, kCount };
enum class RuleTarget : std::uint32_t { kTag, kPos, kMorph, kLemma, kDep, kCount };

// Immutable, shared by threads.
class Ruler {
 public:
  static Result<Ruler> load(const ModelFile& file);

  // Sets fields of doc.tokens from their tag, dep and is_space; pieces are the same tokens. Of several rules the last one wins.
  // Linear in tokens.
  void apply(Doc& doc, const std::vector<Piece>& pieces, const Lexicon& lexicon) const;

 private:
  struct Condition {
    RuleKey key;
    RuleTest test;
    std::vector<std::string_view> values;  // "true" or "false" for kIsSpace
    std::vector<Regex> regex;
  };
  using Pattern = std::vector<std::vector<Condition>>;  // conditions of each token
  struct Setting {
    RuleTarget target;
    std::string_view value;
  };
  struct Rule {
    Pattern pattern;
    std::vector<Setting> settings;
    std::uint32_t index;  // the token of the pattern that is set
  };

  static bool holds(const Condition& condition, const Token& token, const Lexeme& lexeme, RegexScratch& scratch);
  void file_rule(std::uint32_t rule);

  std::vector<Rule> rules_;
  // Rules by what their first token must be; the others are tried everywhere.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_tag_, by_lower_;
  std::vector<std::uint32_t> anywhere_;
};

}  // namespace entente::nlp
