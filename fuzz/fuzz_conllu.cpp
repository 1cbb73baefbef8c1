// Any bytes as CoNLL-U; the text is the part before the first NUL.
#include <string_view>

#include "entente/nlp.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = all.find('\0');
  const std::string_view text = cut == std::string_view::npos ? std::string_view{} : all.substr(0, cut);
  const auto doc = entente::nlp::from_conllu(cut == std::string_view::npos ? all : all.substr(cut + 1), text);
  if (doc) entente::nlp::to_conllu(*doc, "fuzz");
  return 0;
}
