// A parsed text: tokens with tags and dependencies, sentences and entities, as plain data.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "entente/text.h"

namespace entente {

// A half-open range of token indices.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  std::uint32_t size() const { return last - first; }
  bool contains(std::uint32_t token) const { return first <= token && token < last; }
  friend bool operator==(const Range&, const Range&) = default;
};

// The string_views point into the model (which outlives its documents) or into Doc::strings.
struct Token {
  Span span;               // bytes of Doc::text
  std::string_view tag;    // XPOS, e.g. "VBD"
  std::string_view pos;    // UPOS, e.g. "VERB"
  std::string_view morph;  // FEATS, e.g. "Tense=Past|VerbForm=Fin"; empty where none
  std::string_view lemma;
  std::string_view dep;        // the model's label, e.g. "nsubj"; "ROOT" for a root
  std::string_view ent_type;   // e.g. "GPE"; empty outside entities
  char ent_iob = 'O';          // B, I or O
  bool space_after = false;    // one ' ' follows the token
  bool is_space = false;       // the token is only white space
  std::uint32_t head = 0;      // index into Doc::tokens; a root is its own head
  std::uint32_t left = 0;      // first token of the subtree
  std::uint32_t right = 0;     // one past the last token of the subtree
  std::uint32_t sentence = 0;  // index into Doc::sentences
};

struct Entity {
  Range tokens;
  std::string_view label;
};

struct Doc {
  Doc() = default;
  Doc(Doc&&) = default;  // moved, never copied: tokens point into `strings`
  Doc& operator=(Doc&&) = default;

  std::string_view text;  // the caller's buffer; must outlive the Doc
  std::vector<Token> tokens;
  std::vector<Range> sentences;  // they tile tokens
  std::vector<Entity> entities;
  std::deque<std::string> strings;  // owns lemmas and labels that the model does not

  std::string_view str(std::uint32_t token) const { return tokens[token].span.in(text); }
  // The bytes from the first token's begin to the last token's end. `range` is not empty.
  Span span(Range range) const { return {tokens[range.first].span.begin, tokens[range.last - 1].span.end}; }
  Range subtree(std::uint32_t token) const { return {tokens[token].left, tokens[token].right}; }
  const Range& sentence_of(std::uint32_t token) const { return sentences[tokens[token].sentence]; }
};

// Fills Token::left, right and sentence from heads and from Doc::sentences. Linear in tokens.
void link(Doc& doc);

}  // namespace entente
