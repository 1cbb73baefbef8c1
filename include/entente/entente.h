// entente reads news pages: who stands with whom, against whom, since when, and says who.
//
//   auto engine = entente::Engine::load("/usr/share/entente", "/usr/share/entente/knowledge");
//   if (!engine) return report(engine.error().message);
//   entente::Page page = ...;                     // or entente::page::read(bytes, about)
//   entente::Coded coded = (*engine)->code(std::move(page), {});
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "entente/knowledge.h"
#include "entente/nlp.h"
#include "entente/records.h"
#include "entente/result.h"

namespace entente {

namespace actors {
class Directory;
}
namespace places {
class Gazetteer;
}
namespace statements {
class Finder;
}
namespace events {
class Coder;
}

// True where the offices that a page's text names may tell its date: it states none, and may be English, as their names are.
bool is_datable(const Page& page);

// Whether the English coder reads a page: an article that is given as text, and a page that is not in another language.
bool is_codable(const Page& page);

// Everything that is loaded once: the language model, the dictionaries, the coder. Immutable; shared by threads.
struct Engine {
  std::shared_ptr<const nlp::Model> model;
  std::shared_ptr<const actors::Directory> directory;
  std::shared_ptr<const places::Gazetteer> gazetteer;
  std::shared_ptr<const statements::Finder> statements;
  std::shared_ptr<const events::Coder> coder;

  // `data` holds models/en_core_web_md.entente; `knowledge` the dictionaries: data/knowledge, perhaps with a user's
  // ontology over it.
  // `coder` is "patterns", "model" or "blend"; empty: the blend where data/models/coder.entente is there, else the patterns.
  // The message of a failure names the file and the command that makes it.
  // `precision` is that of the language model's networks.
  static Result<std::shared_ptr<const Engine>> load(const std::filesystem::path& data, const Knowledge& knowledge,
                                                    const std::string& coder = {},
                                                    nlp::Precision precision = nlp::Precision::kInt16);

  // Where a data folder has its language model.
  static std::filesystem::path model_in(const std::filesystem::path& data);

  // Dates a page that has no stated date of its own by the offices that its text names. Linear in the text; needs no parse.
  void date(Page& page) const;

  // Mentions, statements and events of one page's text, none of a page that is_codable() is not. The page is moved into the
  // result. Thread-safe; linear in the text.
  Coded code(Page page) const;
};

}  // namespace entente
