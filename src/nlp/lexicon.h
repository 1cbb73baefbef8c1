// Word types and the attributes of a word that do not depend on its context.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/model_file.h"

namespace entente::nlp {

inline constexpr std::uint32_t kNone = UINT32_MAX;

struct Lexeme {
  std::string_view text;
  std::string_view lower;
  std::uint64_t orth = 0;  // ids of strings, as string_id() gives them
  std::uint64_t norm = 0;
  std::uint64_t prefix = 0;  // the first code point
  std::uint64_t suffix = 0;  // the last three
  std::uint64_t shape = 0;
  std::uint64_t lower_id = 0;
  std::uint32_t vector = kNone;   // row of the static vectors
  std::uint32_t phrases = kNone;  // Tokenizer's phrases that begin with this word
  std::uint32_t rules = kNone;    // Ruler's rules that begin with this word
  bool is_space = false;
};

// A word's outline, e.g. "Xxxxx-dd": letters and digits by class, runs cut at four; "LONG" from 100 code points.
std::string shape(std::string_view text);

// The model's tables about words; immutable.
class Vocabulary {
 public:
  static Result<Vocabulary> load(const ModelFile& file);

  // A small number for a reserved symbol, the string's hash otherwise.
  std::uint64_t string_id(std::string_view text) const;

  // Computes all attributes but `phrases` and `rules`; `lower` is the text in lower case. Both outlive the lexeme.
  Lexeme lexeme(std::string_view text, std::string_view lower) const;

 private:
  std::uint32_t vector_row(std::uint64_t key) const;

  StringMap norms_;
  std::unordered_map<std::uint64_t, std::uint64_t> symbols_;  // by hash
  std::span<const std::uint64_t> vector_keys_;                // ascending
  std::span<const std::uint32_t> vector_rows_;
  std::vector<std::uint32_t> vector_index_;  // where keys with each upper 16 bits begin
};

// The word types that one thread has met.
class Lexicon {
 public:
  explicit Lexicon(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // The index stays valid until forget(). Constant but for new words.
  std::uint32_t intern(std::string_view text);
  Lexeme& at(std::uint32_t index) { return lexemes_[index]; }
  const Lexeme& at(std::uint32_t index) const { return lexemes_[index]; }
  std::size_t size() const { return lexemes_.size(); }
  void forget();

 private:
  const Vocabulary& vocabulary_;
  std::deque<std::string> strings_;
  std::vector<Lexeme> lexemes_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_hash_;
};

}  // namespace entente::nlp
