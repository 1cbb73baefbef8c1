#include "nlp/ruler.h"

#include <algorithm>
#include <array>

namespace entente::nlp {
namespace {

std::string_view& field(Token& token, RuleTarget target) {
  switch (target) {
    case RuleTarget::kTag:
      return token.tag;
    case RuleTarget::kPos:
      return token.pos;
    case RuleTarget::kMorph:
      return token.morph;
    case RuleTarget::kLemma:
      return token.lemma;
    case RuleTarget::kDep:
    case RuleTarget::kCount:
      break;
  }
  return token.dep;
}

}  // namespace

Result<Ruler> Ruler::load(const ModelFile& file) {
  const auto bytes = file.section("ruler");
  if (!bytes) return tl::unexpected(bytes.error());
  Cursor cursor(*bytes);
  Ruler out;
  const std::uint32_t rules = cursor.count();
  for (std::uint32_t r = 0; r < rules && cursor.ok(); ++r) {
    Rule rule;
    rule.pattern.resize(cursor.count());
    for (auto& conditions : rule.pattern) {
      const std::uint32_t count = cursor.count();
      for (std::uint32_t c = 0; c < count; ++c) {
        Condition condition{static_cast<RuleKey>(cursor.u32()), static_cast<RuleTest>(cursor.u32()), {}, {}};
        if (condition.key >= RuleKey::kCount || condition.test >= RuleTest::kCount) return file.damaged("ruler");
        condition.values.resize(cursor.count());
        for (auto& value : condition.values) {
          value = cursor.str();
          if (condition.test != RuleTest::kRegex) continue;
          auto regex = Regex::compile(value);
          if (!regex) return file.damaged("ruler");
          condition.regex.push_back(std::move(*regex));
        }
        conditions.push_back(std::move(condition));
      }
    }
    const std::uint32_t settings = cursor.count();
    for (std::uint32_t s = 0; s < settings; ++s) {
      const auto target = static_cast<RuleTarget>(cursor.u32());
      if (target >= RuleTarget::kCount) return file.damaged("ruler");
      rule.settings.push_back({target, cursor.str()});
    }
    rule.index = cursor.u32();
    if (!cursor.ok() || rule.index >= rule.pattern.size()) return file.damaged("ruler");
    out.rules_.push_back(std::move(rule));
    out.file_rule(r);
  }
  if (!cursor.ok()) return file.damaged("ruler");
  return out;
}

void Ruler::file_rule(std::uint32_t rule) {
  for (const RuleKey key : {RuleKey::kLower, RuleKey::kTag}) {
    for (const Condition& condition : rules_[rule].pattern.front()) {
      if (condition.key != key || condition.test != RuleTest::kIn) continue;
      for (const auto value : condition.values) (key == RuleKey::kTag ? by_tag_ : by_lower_)[value].push_back(rule);
      return;
    }
  }
  anywhere_.push_back(rule);
}

bool Ruler::holds(const Condition& condition, const Token& token, const Lexeme& lexeme, RegexScratch& scratch) {
  std::string_view value;
  switch (condition.key) {
    case RuleKey::kTag:
      value = token.tag;
      break;
    case RuleKey::kLower:
      value = lexeme.lower;
      break;
    case RuleKey::kDep:
      value = token.dep;
      break;
    case RuleKey::kIsSpace:
      value = token.is_space ? "true" : "false";
      break;
    case RuleKey::kCount:
      break;
  }
  if (condition.test == RuleTest::kRegex)
    return std::any_of(condition.regex.begin(), condition.regex.end(),
                       [&](const Regex& regex) { return regex.search(value, 0, scratch).has_value(); });
  const bool among = std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  return among == (condition.test == RuleTest::kIn);
}

void Ruler::apply(Doc& doc, const std::vector<Piece>& pieces, const Lexicon& lexicon) const {
  struct Match {
    std::uint32_t rule;
    std::uint32_t target;
  };
  std::vector<Match> matches;  // of the whole document first: rules see tokens as they were
  RegexScratch scratch;
  const auto try_rules = [&](const std::vector<std::uint32_t>& rules, std::uint32_t first) {
    for (const std::uint32_t r : rules) {
      const Rule& rule = rules_[r];
      if (rule.pattern.size() > doc.tokens.size() - first) continue;
      bool match = true;
      for (std::uint32_t i = 0; i < rule.pattern.size() && match; ++i)
        for (const Condition& condition : rule.pattern[i])
          match = match && holds(condition, doc.tokens[first + i], lexicon.at(pieces[first + i].lexeme), scratch);
      if (match) matches.push_back({r, first + rule.index});
    }
  };
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
    if (const auto rules = by_tag_.find(doc.tokens[i].tag); rules != by_tag_.end()) try_rules(rules->second, i);
    if (const auto rules = by_lower_.find(lexicon.at(pieces[i].lexeme).lower); rules != by_lower_.end())
      try_rules(rules->second, i);
    try_rules(anywhere_, i);
  }
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.target != b.target ? a.target < b.target : a.rule < b.rule; });
  for (const Match& match : matches)
    for (const Setting& setting : rules_[match.rule].settings) field(doc.tokens[match.target], setting.target) = setting.value;
}

}  // namespace entente::nlp
