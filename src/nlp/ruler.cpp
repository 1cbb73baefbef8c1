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

Result<Ruler> Ruler::load(const ModelFile& file, std::span<const std::string_view> tags) {
  const auto bytes = file.section("ruler");
  if (!bytes) return tl::unexpected(bytes.error());
  Cursor cursor(*bytes);
  Ruler out;
  RegexScratch scratch;
  out.by_tag_.resize(tags.size());
  out.by_lower_.resize(1);
  const std::uint32_t rules = cursor.count();
  for (std::uint32_t r = 0; r < rules && cursor.ok(); ++r) {
    Rule rule;
    rule.pattern.resize(cursor.count());
    for (auto& conditions : rule.pattern) {
      const std::uint32_t count = cursor.count();
      for (std::uint32_t c = 0; c < count; ++c) {
        Condition condition{static_cast<RuleKey>(cursor.u32()), static_cast<RuleTest>(cursor.u32()), {}, {}, {}};
        if (condition.key >= RuleKey::kCount || condition.test >= RuleTest::kCount) return file.damaged("ruler");
        condition.values.resize(cursor.count());
        for (auto& value : condition.values) {
          value = cursor.str();
          if (condition.test != RuleTest::kRegex) continue;
          auto regex = Regex::compile(value);
          if (!regex) return file.damaged("ruler");
          condition.regex.push_back(std::move(*regex));
        }
        if (condition.key == RuleKey::kTag)
          for (const auto tag : tags) condition.tags.push_back(holds(condition, tag, scratch));
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
  const auto& first = rules_[rule].pattern.front();
  const auto on = [&](RuleKey key) {
    return std::find_if(first.begin(), first.end(), [&](const Condition& c) { return c.key == key && c.test == RuleTest::kIn; });
  };
  if (const auto lower = on(RuleKey::kLower); lower != first.end()) {
    for (const auto value : lower->values) {
      const auto [at, fresh] = lowers_.try_emplace(value, static_cast<std::uint32_t>(by_lower_.size()));
      if (fresh) by_lower_.emplace_back();
      by_lower_[at->second].push_back(rule);
    }
  } else if (const auto tag = on(RuleKey::kTag); tag != first.end()) {
    for (std::size_t t = 0; t < by_tag_.size(); ++t)
      if (tag->tags[t]) by_tag_[t].push_back(rule);
  } else {
    anywhere_.push_back(rule);
  }
}

bool Ruler::holds(const Condition& condition, std::string_view value, RegexScratch& scratch) {
  if (condition.test == RuleTest::kRegex)
    return std::any_of(condition.regex.begin(), condition.regex.end(),
                       [&](const Regex& regex) { return regex.search(value, 0, scratch).has_value(); });
  const bool among = std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  return among == (condition.test == RuleTest::kIn);
}

void Ruler::apply(std::span<Token> tokens, std::span<const Piece> pieces, std::span<const std::int32_t> tags, Lexicon& lexicon,
                  Scratch& scratch) const {
  const auto met = [&](const Condition& condition, std::uint32_t i) {
    switch (condition.key) {
      case RuleKey::kTag:
        return condition.tags[static_cast<std::size_t>(tags[i])] != 0;
      case RuleKey::kLower:
        return holds(condition, lexicon.at(pieces[i].lexeme).lower, scratch.regex);
      case RuleKey::kDep:
        return holds(condition, tokens[i].dep, scratch.regex);
      case RuleKey::kIsSpace:
        return holds(condition, tokens[i].is_space ? "true" : "false", scratch.regex);
      case RuleKey::kCount:
        break;
    }
    return false;
  };
  auto& matches = scratch.matches;  // of the whole text first: rules see tokens as they were
  matches.clear();
  const auto try_rules = [&](const std::vector<std::uint32_t>& rules, std::uint32_t first) {
    for (const std::uint32_t r : rules) {
      const Rule& rule = rules_[r];
      if (rule.pattern.size() > tokens.size() - first) continue;
      bool match = true;
      for (std::uint32_t i = 0; i < rule.pattern.size() && match; ++i)
        for (const Condition& condition : rule.pattern[i]) match = match && met(condition, first + i);
      if (match) matches.push_back({r, first + rule.index});
    }
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    try_rules(by_tag_[static_cast<std::size_t>(tags[i])], i);
    Lexeme& lexeme = lexicon.at(pieces[i].lexeme);
    if (lexeme.rules == kNone) {
      const auto found = lowers_.find(lexeme.lower);
      lexeme.rules = found == lowers_.end() ? 0 : found->second;
    }
    try_rules(by_lower_[lexeme.rules], i);
    try_rules(anywhere_, i);
  }
  std::sort(matches.begin(), matches.end(), [](const Scratch::Match& a, const Scratch::Match& b) {
    return a.target != b.target ? a.target < b.target : a.rule < b.rule;
  });
  for (const Scratch::Match& match : matches)
    for (const Setting& setting : rules_[match.rule].settings) field(tokens[match.target], setting.target) = setting.value;
}

}  // namespace entente::nlp
