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

 private:
  friend class Splitter;

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

// One thread's tokenizing, and the words' splits that it has met. Results do not depend on what came before.
class Splitter {
 public:
  Splitter(const Tokenizer& rules, Lexicon& lexicon) : rules_(rules), lexicon_(lexicon) {}

  // `text` is valid UTF-8 and shorter than 4 GiB. The memory of `out` is used again. Linear in text.
  void split(std::string_view text, Pieces& out);

  std::size_t known() const { return parts_.size(); }
  void forget();  // when the lexicon forgets

 private:
  friend class Tokenizer;

  struct Match {
    std::uint32_t first;
    std::uint32_t size;
  };
  struct Known {  // a run of characters without white space: its pieces in parts_
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  void split_runs(bool with_exceptions);
  void rejoin_exceptions();
  void find_phrases();
  void run(std::string_view text);
  void affixes(std::string_view text);
  void middle(std::string_view text);
  void push(std::string_view text);
  void push_parts(const std::vector<Tokenizer::Part>& exception, const char* at, std::vector<Piece>& out);
  std::uint32_t intern(std::string_view text);
  const std::vector<Tokenizer::Part>* exception(std::string_view text) const;
  Piece piece(std::string_view text, std::uint32_t lexeme, std::uint64_t norm) const;

  const Tokenizer& rules_;
  Lexicon& lexicon_;
  std::unordered_map<std::uint64_t, Known> known_;  // by hash
  std::vector<Piece> parts_;                        // spans count from the run's begin

  std::string_view text_;
  bool with_exceptions_ = true;
  Pieces* out_ = nullptr;
  RegexScratch scratch_;
  std::vector<std::string_view> suffixes_;
  std::vector<Match> matches_, kept_;
  std::vector<char> seen_;
  std::vector<Piece> joined_;
};

}  // namespace entente::nlp
