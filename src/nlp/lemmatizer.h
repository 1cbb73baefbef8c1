// English lemmas by suffix rules, exceptions and an index of known words: spaCy's rule lemmatizer.
#pragma once

#include <array>
#include <span>
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

  // Sets the lemma of every token without one, from its pos and morph. New strings go into doc.strings.
  void apply(Doc& doc, const std::vector<Piece>& pieces, const Lexicon& lexicon) const;

 private:
  struct Table {
    std::string_view pos;  // UPOS
    std::vector<std::pair<std::string_view, std::string_view>> rules;
    std::span<const std::uint64_t> index;  // hashes of known words, ascending
    StringMap exceptions;                  // forms, joined by '\n'
  };

  std::string_view lemma(const Table& table, const Lexeme& lexeme, Doc& doc) const;

  std::vector<Table> tables_;
};

}  // namespace entente::nlp
