// The shipped dictionaries and model, loaded once for all tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "actors/actors.h"
#include "entente/nlp.h"

namespace entente::actors {

inline const Directory& directory() {
  static const auto loaded = Directory::load(std::string(ENTENTE_DATA_DIR) + "/knowledge");
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return **loaded;
}

inline const nlp::Model& model() {
  static const auto loaded = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return **loaded;
}

// "phrase=CODE" of every mention, in order; "phrase=?" where the code is empty.
inline std::vector<std::string> mentions(std::string_view text, std::string_view date = "", std::string_view home = "") {
  const Doc doc = model().parse_paragraphs(text);
  std::vector<std::string> out;
  for (const Mention& m : directory().find(doc, date, home))
    out.push_back(std::string(m.span.in(text)) + "=" + (m.actor.code.empty() ? "?" : m.actor.code));
  return out;
}

inline bool has(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

inline std::string code(std::string_view phrase, std::string_view date = "", std::string_view context = "") {
  return directory().resolve(phrase, context, date).actor.code;
}

}  // namespace entente::actors
