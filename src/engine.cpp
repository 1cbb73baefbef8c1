#include <fmt/format.h>

#include "actors/actors.h"
#include "entente/entente.h"
#include "entente/nlp.h"
#include "events/events.h"
#include "places/places.h"
#include "statements/statements.h"
#include "time/time.h"

namespace entente {
namespace {

// Puts what a loader gave into `to`, or its error into `error`; false once anything failed.
template <class T>
bool take(Result<std::shared_ptr<const T>> loaded, std::shared_ptr<const T>& to, Error& error) {
  if (!loaded) {
    error = loaded.error();
    return false;
  }
  to = *std::move(loaded);
  return true;
}

}  // namespace

std::filesystem::path Engine::model_in(const std::filesystem::path& data) { return data / "models" / "en_core_web_md.entente"; }

Result<std::shared_ptr<const Engine>> Engine::load(const std::filesystem::path& data, const Knowledge& knowledge,
                                                   const std::string& coder, nlp::Precision precision) {
  const std::filesystem::path model = model_in(data);
  if (!std::filesystem::exists(model))
    return fail(
        fmt::format("no language model at {}: run `make`, or `entente model import FOLDER {}`", model.string(), model.string()));
  const std::filesystem::path learned = data / "models" / "coder.entente";
  std::error_code ignored;
  const bool blend = coder == "blend" || (coder.empty() && std::filesystem::exists(learned, ignored));
  const events::Mode mode = coder == "model" ? events::Mode::model : blend ? events::Mode::blend : events::Mode::patterns;
  auto engine = std::make_shared<Engine>();
  Error error;
  if (!take(nlp::Model::load(model, precision), engine->model, error) ||
      !take(actors::Directory::load(knowledge), engine->directory, error) ||
      !take(places::Gazetteer::load(knowledge), engine->gazetteer, error) ||
      !take(statements::Finder::load(knowledge), engine->statements, error) ||
      !take(events::Coder::load(knowledge, mode, learned), engine->coder, error))
    return tl::unexpected(error);
  return engine;
}

namespace {
bool is_english(const Page& page) { return page.language.empty() || page.language == "en"; }
}  // namespace

bool is_datable(const Page& page) { return !page.article_date && is_english(page); }

bool is_codable(const Page& page) { return is_english(page) || page.source.kind == "article"; }

void Engine::date(Page& page) const {
  if (is_datable(page)) page.article_date = directory->date_by_officeholders(page.text);
}

Coded Engine::code(Page page) const {
  date(page);
  Coded coded;
  coded.page = std::move(page);
  if (!is_codable(coded.page)) return coded;
  const std::string anchor = coded.page.article_date ? coded.page.article_date->date : "";
  const Doc doc = model->parse_paragraphs(coded.page.text);
  const auto times = time::find(doc, anchor);
  const auto places = gazetteer->find(doc);
  coded.mentions = directory->find(doc, anchor, directory->home(coded.page.site, coded.page.url));
  coded.statements = statements->find(doc, coded.mentions);
  coded.events = coder->find({doc, coded.mentions, coded.statements, times, places, coded.page.article_date});
  events::doubt_where_few_are_named(coder->lexicon(), doc, coded.mentions, coded.events);
  events::mark_retold(doc, coded.page.article_date, coded.page.body.begin, coded.events);
  return coded;
}

}  // namespace entente
