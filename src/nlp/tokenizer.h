// Splits a text into tokens by affix rules and exceptions, after spaCy's Tokenizer.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/text.h"
#include "nlp/lexicon.h"
#include "nlp/regex.h"

namespace entente::nlp {

struct Piece {
  Span span;                 // bytes of the text
  std::uint32_t lexeme = 0;  // index into the Lexicon
  std::uint64_t norm = 0;    // an exception's own norm; 0 where the lexeme's holds
  bool space_after = false;
};

struct Pieces {
  std::vector<Piece> tokens;
  // The first token is known to start a sentence, which an exception put in its place afterwards does not know.
  bool first_starts_sentence = false;
};

// Immutable, shared by threads.
class Tokenizer {
 public:
  static Result<Tokenizer> load(const ModelFile& file, const Vocabulary& vocabulary);

  // `text` is valid UTF-8 and shorter than 4 GiB. Linear in text.
  Pieces tokenize(std::string_view text, Lexicon& lexicon) const;

 private:
  friend class TokenizerRun;

  struct Part {
    std::string_view text;
    std::uint64_t norm;
  };
  using Exception = std::vector<Part>;        // they make up the exception's text
  using Phrase = std::vector<std::uint64_t>;  // the orth of each token

  Tokenizer(Regex prefix, Regex suffix, Regex infix, Regex url)
      : prefix_(std::move(prefix)), suffix_(std::move(suffix)), infix_(std::move(infix)), url_(std::move(url)) {}
  const Exception* exception(std::string_view text) const;
  bool has_affix(std::string_view text) const;

  Regex prefix_, suffix_, infix_, url_;
  std::unordered_map<std::string_view, Exception> exceptions_;
  std::size_t longest_exception_ = 0;         // in bytes
  std::vector<std::vector<Phrase>> phrases_;  // exceptions that the affix rules break up, grouped by first token
  std::unordered_map<std::uint64_t, std::uint32_t> phrases_by_first_;
};

}  // namespace entente::nlp
