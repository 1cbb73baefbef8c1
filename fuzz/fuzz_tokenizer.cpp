// Any bytes as a text: a parse whose tokens tile the text, the same from a fresh memory and from one that has met the words.
#include <cstdlib>
#include <string_view>

#include "nlp/pipeline.h"
#include "nlp/unicode.h"

namespace {

using namespace entente;
using namespace entente::nlp;

// Tokens lie one behind the other; between two there is nothing, or the space that one of them tells of.
void check(const Pieces& pieces, std::string_view text) {
  std::uint32_t end = 0;
  for (const Piece& piece : pieces.tokens) {
    if (piece.span.begin != end || piece.span.end <= piece.span.begin || piece.span.end > text.size()) std::abort();
    if (!valid_utf8(piece.span.in(text))) std::abort();
    end = piece.span.end;
    if (piece.space_after && text[end++] != ' ') std::abort();
  }
  if (end != text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::size_t kParsed = 200;  // bytes; the networks are slow under the sanitizers
  static const auto file = ModelFile::open(ENTENTE_MODEL);
  if (!file) std::abort();  // `make all` makes it
  static const auto pipeline = Pipeline::load(*file, Precision::kFloat32);
  static Lexicon known((*pipeline)->vocabulary);
  static Splitter knowing((*pipeline)->tokenizer, known);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (valid_utf8(text)) {
    Lexicon lexicon((*pipeline)->vocabulary);
    Splitter splitter((*pipeline)->tokenizer, lexicon);
    Pieces fresh, met;
    splitter.split(text, fresh);
    check(fresh, text);
    knowing.split(text, met);
    if (fresh.tokens.size() != met.tokens.size() || fresh.first_starts_sentence != met.first_starts_sentence) std::abort();
    for (std::size_t i = 0; i < fresh.tokens.size(); ++i)
      if (fresh.tokens[i].span != met.tokens[i].span || fresh.tokens[i].norm != met.tokens[i].norm) std::abort();
    if (known.size() > 1U << 16) knowing.forget(), known.forget();
  }
  if (size > kParsed) return 0;
  const Doc doc = (*pipeline)->parse(text);
  for (const Token& token : doc.tokens)
    if (token.head >= doc.tokens.size() || token.span.end > size || !doc.sentences[token.sentence].contains(token.head))
      std::abort();
  to_conllu(doc, "fuzz");
  return 0;
}
