// Prints every candidate statement of text files, for training: its cue token; cue, speaker and content as byte offsets and
// content as tokens; keys and numbers of src/statements/features.h. Tab-separated, a line "#", file before each file's.
// candidates MODEL KNOWLEDGE FILE...
#include <fstream>
#include <iostream>
#include <sstream>

#include "entente/nlp.h"
#include "statements/collect.h"
#include "statements/features.h"

using namespace entente;

int main(int n, char** args) {
  if (n < 4) return std::cerr << "candidates MODEL KNOWLEDGE FILE...\n", 2;
  const auto model = nlp::Model::load(args[1]);
  const auto cues = statements::Cues::load(args[2]);
  if (!model || !cues) return std::cerr << (model ? cues.error().message : model.error().message) << "\n", 1;
  for (int i = 3; i < n; ++i) {
    std::ifstream in(args[i]);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string text = bytes.str();
    const Doc doc = (*model)->parse_paragraphs(text);
    auto parts = statements::paragraphs(doc);
    auto quotes = statements::find_quotes(doc, parts);
    const statements::Tree tree(doc);
    const statements::QuoteMap map(doc, tree, std::move(quotes), std::move(parts));
    std::cout << "#\t" << args[i] << "\n";
    const auto print = [&](Range r) { std::cout << doc.span(r).begin << " " << doc.span(r).end << ";"; };
    statements::Keys keys;
    for (const auto& c : statements::collect(doc, tree, map)) {
      std::cout << c.cue << "\t";
      print(c.cue_tokens);
      std::cout << "\t";
      if (c.speaker) print(*c.speaker);
      std::cout << "\t";
      for (const Range& r : c.content) print(r);
      std::cout << "\t";
      for (const Range& r : c.content) std::cout << r.first << " " << r.last << ";";
      statements::word_keys(doc, *cues, c, keys);
      statements::context_keys(doc, tree, *cues, c, keys);
      for (const auto& key : keys) std::cout << "\t" << key;
      std::cout << "\t";
      for (const float number : statements::numbers(doc, tree, map, c)) std::cout << number << " ";
      std::cout << "\n";
    }
  }
}
