#include "events/numbers.h"

#include <algorithm>

namespace entente::events {
namespace {

constexpr long kMost = 1'000'000'000;

// The value of number words and digits in order: "two dozen", "1,200", "3.5 million"; -1 where a word is no number.
long value_of(const Tree& tree, const Lexicon& lexicon, const std::vector<std::uint32_t>& words) {
  double total = 0, part = 0;
  bool any = false;
  for (const std::uint32_t at : words) {
    const std::string& word = tree.lower(at);
    double value = -1;
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') {
      std::string digits;
      for (const char c : word)
        if ((c >= '0' && c <= '9') || c == '.')
          digits += c;
        else if (c != ',')
          return -1;
      value = digits.size() > 12 ? -1 : std::strtod(digits.c_str(), nullptr);
    } else if (const auto found = lexicon.numbers.find(word); found != lexicon.numbers.end()) {
      value = static_cast<double>(found->second);
    } else if (word == "-" || word == "and") {
      continue;
    }
    if (value < 0) return -1;
    any = true;
    if (value == 12 && part > 0 && tree.lemma(at) == "dozen")
      part *= 12;
    else if (value >= 1000 && part > 0) {
      total += part * value;
      part = 0;
    } else if (value == 100 && part > 0)
      part *= 100;
    else
      part += value;
  }
  return any && total + part <= static_cast<double>(kMost) ? static_cast<long>(total + part) : -1;
}

// "several hundred", "a few dozen": a plural, of which two is the least.
bool is_vague(const Tree& tree, const Lexicon& lexicon, std::uint32_t number) {
  const auto round = lexicon.numbers.find(tree.lower(number));
  if (round == lexicon.numbers.end() || (round->second < 100 && round->first != "dozen")) return false;
  for (const std::uint32_t c : tree.children(number))
    if (c < number && tree.in_class(c, "vague_number")) return true;
  return false;
}

// "tens of thousands": the number word in the plural before the "of".
long times_before(const Tree& tree, const Lexicon& lexicon, std::uint32_t number) {
  if (number < tree.doc().sentence_of(number).first + 2 || tree.lower(number - 1) != "of") return 1;
  const auto found = lexicon.numbers.find(tree.lemma(number - 2));
  return found != lexicon.numbers.end() && found->second > 1 && tree.lower(number - 2) != tree.lemma(number - 2) ? found->second
                                                                                                                 : 1;
}

// The bound that the words before a number set.
std::string bound_before(const Tree& tree, const Lexicon& lexicon, std::uint32_t number) {
  const std::uint32_t first = tree.doc().sentence_of(number).first;
  if (number > first && (tree.lower(number - 1) == "a" || tree.lower(number - 1) == "an")) --number;  // "more than a dozen"
  for (std::uint32_t length = 4; length >= 1; --length) {
    if (number < first + length) continue;
    std::string phrase;
    for (std::uint32_t t = number - length; t < number; ++t) phrase += (phrase.empty() ? "" : " ") + tree.lower(t);
    if (const auto found = lexicon.bounds.find(phrase); found != lexicon.bounds.end()) return found->second;
  }
  return "exact";
}

}  // namespace

std::optional<Count> count_of(const Tree& tree, const Lexicon& lexicon, std::uint32_t head) {
  const Token& token = tree.token(head);
  for (const std::string_view label : {"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
    if (token.ent_type == label) return {};
  std::vector<std::uint32_t> words;
  bool vague = false;
  // "dozens of people", "60 of them", "60 were killed": the head itself is the number.
  const std::string& word = tree.lower(head);
  const std::string& lemma = tree.lemma(head);
  if (lemma == "dozen" || lemma == "hundred" || lemma == "thousand" || token.pos == "NUM" || token.tag == "CD") {
    if (word != lemma && lexicon.numbers.contains(lemma)) {
      const long value = lexicon.numbers.find(lemma)->second;
      return Count{std::min(2 * value * times_before(tree, lexicon, head), kMost), "at least"};
    }
    for (const std::uint32_t c : tree.children(head))
      if (c < head && (tree.token(c).dep == "compound" || tree.token(c).dep == "nummod")) words.push_back(c);
    words.push_back(head);
  } else {
    for (const std::uint32_t c : tree.children(head)) {
      if (c > head || tree.token(c).dep != "nummod") continue;
      // The tagger takes "Forty-three" for a date at times.
      if (tree.token(c).ent_type == "DATE" && !lexicon.numbers.contains(tree.lower(c))) continue;
      if (tree.token(c).ent_type == "PERCENT") continue;
      // The parts of "two dozen" may hang on either of its words.
      for (const std::uint32_t part : tree.children(c))
        if (tree.token(part).dep == "compound" || tree.token(part).dep == "nummod" ||
            (tree.token(part).dep == "quantmod" && lexicon.numbers.contains(tree.lower(part)) && tree.lower(part) != "a"))
          words.push_back(part);
      words.push_back(c);
      std::sort(words.begin(), words.end());
      vague = is_vague(tree, lexicon, c);
      break;
    }
    if (words.empty()) {  // "a soldier", "another soldier"
      if (token.tag != "NN" && token.tag != "NNP") return {};
      for (const std::uint32_t c : tree.children(head))
        if (tree.token(c).dep == "det" && (tree.lower(c) == "a" || tree.lower(c) == "an" || tree.lower(c) == "another"))
          return lexicon.in_class("people", lemma) ? std::optional(Count{1, "exact"}) : std::nullopt;
      return {};
    }
  }
  const long value = value_of(tree, lexicon, words);
  if (value < 0) return {};
  if (vague) return Count{std::min(2 * value, kMost), "at least"};
  return Count{value, bound_before(tree, lexicon, words.front())};
}

Count add(const Count& a, const Count& b) {
  Count out{std::min(a.value + b.value, kMost), a.bound};
  if (a.bound == "exact")
    out.bound = b.bound;
  else if (b.bound != "exact" && b.bound != a.bound)
    out.bound = "about";
  if ((a.bound == "at least" && b.bound == "more than") || (a.bound == "more than" && b.bound == "at least"))
    out.bound = "at least";
  return out;
}

std::optional<Count> sum_of(const Tree& tree, const Lexicon& lexicon, const std::vector<std::uint32_t>& heads) {
  std::optional<Count> total;
  for (const std::uint32_t head : heads)
    if (const auto count = count_of(tree, lexicon, head)) total = total ? add(*total, *count) : *count;
  return total;
}

}  // namespace entente::events
