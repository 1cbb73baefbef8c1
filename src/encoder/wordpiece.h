// WordPiece as BERT's uncased models were trained with it: Google's BasicTokenizer and WordpieceTokenizer (Devlin et al. 2019).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "encoder/encoder.h"

namespace entente::encoder {

// Immutable; the vocabulary's bytes outlive it. Special pieces such as [SEP] are never found in a text: there they are
// punctuation around letters, so that no page can end its own sentence.
class WordPiece {
 public:
  // One piece a line; fails where a piece stands twice or a special one is missing.
  static Result<WordPiece> read(std::string_view vocabulary);

  std::vector<Piece> pieces(std::string_view text) const;

  std::uint32_t size() const { return static_cast<std::uint32_t>(ids_.size()); }
  std::uint32_t cls() const { return cls_; }
  std::uint32_t sep() const { return sep_; }
  std::uint32_t unknown() const { return unknown_; }

 private:
  // A word's letters, each with the bytes of the text that it came from.
  struct Word {
    std::string text;                 // normalised; "##" stands before it
    std::vector<std::uint32_t> ends;  // of each letter in `text`
    std::vector<Span> spans;          // of each letter in the caller's text
    void clear() { text = "##", ends.clear(), spans.clear(); }
  };
  void split(const Word& word, std::vector<Piece>& out) const;

  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::uint32_t cls_ = 0, sep_ = 0, unknown_ = 0;
};

}  // namespace entente::encoder
