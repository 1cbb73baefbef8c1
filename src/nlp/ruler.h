// Coarse parts of speech, features and some lemmas from rules over tags, words and labels: spaCy's AttributeRuler.
#pragma once

#include <cstdint>
#include <span>
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
  // `tags` are the tagger's labels.
  static Result<Ruler> load(const ModelFile& file, std::span<const std::string_view> tags);

  // One thread's memory.
  struct Scratch {
    struct Match {
      std::uint32_t rule;
      std::uint32_t target;
    };
    std::vector<Match> matches;
    RegexScratch regex;
  };

  // Sets fields of tokens from their tag, dep and is_space; `pieces` are the same tokens, `tags` their tags' numbers. Of several
  // rules the last one wins. Linear in tokens.
  void apply(std::span<Token> tokens, std::span<const Piece> pieces, std::span<const std::int32_t> tags, Lexicon& lexicon,
             Scratch& scratch) const;

 private:
  struct Condition {
    RuleKey key;
    RuleTest test;
    std::vector<std::string_view> values;  // "true" or "false" for kIsSpace
    std::vector<Regex> regex;
    std::vector<char> tags;  // for kTag: whether it holds, by the tag's number
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

  static bool holds(const Condition& condition, std::string_view value, RegexScratch& scratch);
  void file_rule(std::uint32_t rule);

  std::vector<Rule> rules_;
  // Rules by what their first token must be; the others are tried everywhere.
  std::vector<std::vector<std::uint32_t>> by_tag_;    // by the tag's number
  std::vector<std::vector<std::uint32_t>> by_lower_;  // by Lexeme::rules; the first is empty
  std::unordered_map<std::string_view, std::uint32_t> lowers_;
  std::vector<std::uint32_t> anywhere_;
};

}  // namespace entente::nlp
