// Prints the words of standard input with tag, label and head, then the entities: parse MODEL < TEXT
#include <iostream>
#include <iterator>

#include "entente/nlp.h"

int main(int count, char** args) {
  if (count != 2) return std::cerr << "parse MODEL < TEXT\n", 2;
  const auto model = entente::nlp::Model::load(args[1]);
  if (!model) return std::cerr << model.error().message << '\n', 1;
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const entente::Doc doc = (*model)->parse(text);  // spans point into `text`, names into the model
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
    const entente::Token& token = doc.tokens[i];
    std::cout << doc.str(i) << '\t' << token.tag << '\t' << token.dep << '\t' << doc.str(token.head) << '\n';
  }
  for (const entente::Entity& entity : doc.entities)
    std::cout << doc.span(entity.tokens).in(text) << ": " << entity.label << '\n';
}
