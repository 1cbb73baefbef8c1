// English lemmas by suffix rules, exceptions and an index of known words: spaCy's rule lemmatizer.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/doc.h"
#include "nlp/lexicon.h"
#include "nlp/tokenizer.h"

namespace entente::nlp {

// Immutable, shared by threads.
class Lemmatizer {
 public:
  static Result<Lemmatizer> load(const ModelFile& file);

 private:
  friend class LemmaFinder;

  struct Table {
    std::string_view pos;  // UPOS
    std::vector<std::pair<std::string_view, std::string_view>> rules;
    std::span<const std::uint64_t> index;  // hashes of known words, ascending
    StringMap exceptions;                  // forms, joined by '\n'
  };

  std::string lemma(const Table& table, const Lexeme& lexeme) const;

  std::vector<Table> tables_;
};

// One thread's work with a Lemmatizer, and the lemmas that it has met. Results do not depend on what came before.
class LemmaFinder {
 public:
  explicit LemmaFinder(const Lemmatizer& rules) : rules_(rules) {}

  // Begins a new document, whose strings are those of apply().
  void begin_document() { ++document_; }
  // Sets the lemma of every token without one, from its pos and morph. New strings go into the document's `strings`.
  void apply(std::string_view text, std::span<Token> tokens, std::span<const Piece> pieces, const Lexicon& lexicon,
             std::deque<std::string>& strings);
  void forget();  // when the lexicon forgets

 private:
  struct Known {
    std::string form;
    std::uint32_t document = 0;  // the last one that has it among its strings
    std::string_view there;
  };

  std::string_view in_document(std::uint32_t word, std::size_t table, const Lexeme& lexeme, std::string_view as_written,
                               std::deque<std::string>& strings);

  const Lemmatizer& rules_;
  std::uint32_t document_ = 0;
  std::vector<std::uint32_t> known_of_;  // by lexeme and table; the last table is that of lower-cased words
  std::deque<Known> known_;
};

}  // namespace entente::nlp
