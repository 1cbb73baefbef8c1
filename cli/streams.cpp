// The stages for pipes: page, parse, code, classify, actors. One JSON record a line, in input order.
#include <mutex>
#include <nlohmann/json.hpp>

#include "actors/actors.h"
#include "app.h"
#include "entente/nlp.h"
#include "events/events.h"
#include "fmt/format.h"
#include "records/records_json.h"

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

// A field that is absent or null is empty.
std::string text_of(const Json& record, const char* field) {
  const auto at = record.find(field);
  return at != record.end() && at->is_string() ? at->get<std::string>() : std::string();
}

// Dates the pages that state no date of their own. The dictionaries are loaded for the first of them that names an office: that
// takes as long as reading fifty pages, most of which say their date.
class Officeholders {
 public:
  explicit Officeholders(Knowledge knowledge) : knowledge_(std::move(knowledge)) {}

  void date(Page& page) {
    if (!is_datable(page)) return;
    std::call_once(once_offices_, [this] { offices_ = actors::Offices::load(knowledge_); });
    if (!offices_ || !(*offices_)->named_in(page.text)) return;
    std::call_once(once_directory_, [this] { directory_ = actors::Directory::load(knowledge_); });
    if (directory_) page.article_date = (*directory_)->date_by_officeholders(page.text);
  }

  // What was wrong with the dictionaries, once all pages are done; empty if nothing was.
  std::string complaint() const { return !offices_ ? offices_.error().message : !directory_ ? directory_.error().message : ""; }

 private:
  const Knowledge knowledge_;
  std::once_flag once_offices_, once_directory_;
  Result<std::shared_ptr<const actors::Offices>> offices_ = nullptr;
  Result<std::shared_ptr<const actors::Directory>> directory_ = nullptr;
};

Output page_output(page::Document&& document, Officeholders& officeholders) {
  auto page = page::to_page(std::move(document));
  if (!page) return {{}, page.error().message, {}, {}};
  officeholders.date(*page);
  return {records::line(*page) + "\n", {}, {}, {}};
}

Output parse_output(page::Document&& document, const nlp::Model& model, bool json) {
  const auto page = page::to_page(std::move(document));
  if (!page) return {{}, page.error().message, {}, {}};
  const Doc doc = model.parse(page->text);
  return {json ? records::line(records::to_json(doc, page->id)) + "\n" : nlp::to_conllu(doc, page->id), {}, {}, {}};
}

Output code_output(page::Document&& document, const Engine& engine) {
  auto page = page::to_page(std::move(document));
  if (!page) return {{}, page.error().message, {}, {}};
  return {records::line(engine.code(*std::move(page))) + "\n", {}, {}, {}};
}

// [begin,end) in code points, as bytes of `text`.
bool span_of(const Json& record, const char* field, const records::CodePoints& points, Span& out) {
  const auto at = record.find(field);
  if (at == record.end() || !at->is_array() || at->size() != 2) return false;
  for (const auto& end : *at)
    if (!end.is_number_unsigned() || end.get<std::uint64_t>() > UINT32_MAX) return false;
  out = {points.to_byte((*at)[0].get<std::uint32_t>()), points.to_byte((*at)[1].get<std::uint32_t>())};
  return !out.empty();
}

Output classify_output(page::Document&& document, const Engine& engine) {
  const std::string name = document.about.file;
  const Json record = Json::parse(document.json, nullptr, false);
  if (document.json.empty() || !record.is_object())
    return {{}, fmt::format("{}: `classify` reads JSON Lines of {{\"id\",\"text\",\"source\",\"target\"}}", name), {}, {}};
  const auto page = page::to_page(std::move(document));
  if (!page) return {{}, page.error().message, {}, {}};
  const records::CodePoints points(page->text);
  Span source, target;
  if (!span_of(record, "source", points, source) || !span_of(record, "target", points, target))
    return {{}, fmt::format("{}: record {}: source and target must be [begin,end] in code points", name, page->id), {}, {}};
  const Doc doc = engine.model->parse(page->text);
  const events::Classified result = engine.coder->classify(doc, source, target);
  const Json out = {{"id", page->id}, {"type", result.type}, {"quad", result.quad}, {"scores", result.scores}};
  return {records::line(out) + "\n", {}, {}, {}};
}

Output actors_output(page::Document&& document, const actors::Directory& directory) {
  const Json record = document.json.empty() ? Json::object() : Json::parse(document.json, nullptr, false);
  const std::string date = text_of(record, "date").empty() ? document.about.date : text_of(record, "date");
  const auto page = page::to_page(std::move(document));
  if (!page) return {{}, page.error().message, {}, {}};
  const actors::Resolved found = directory.resolve(page->text, text_of(record, "context"), date);
  Json out = {{"id", page->id}};
  out.update(records::to_json(found.actor));
  out["how"] = found.how;
  return {records::line(out) + "\n", {}, {}, {}};
}

}  // namespace

void add_streams(CLI::App& program, App& app) {
  CLI::App* page = program.add_subcommand("page", "take pages apart: JSON Lines of page records");
  app.add_inputs(*page);
  app.add_output(*page);
  page->footer("Examples:\n  entente page article.html | jq .headline\n  entente page archive/ --output pages.jsonl --resume");
  page->callback([&app] {
    const auto folder = app.find_data();
    auto knowledge = folder ? app.knowledge_in(*folder) : tl::unexpected(folder.error());
    if (!knowledge) {
      app.complain(knowledge.error().message);
      app.status = kUsage;
      return;
    }
    Officeholders officeholders(*std::move(knowledge));
    write_outputs(app, false, [&](page::Document&& d) { return page_output(std::move(d), officeholders); });
    if (const std::string complaint = officeholders.complaint(); !complaint.empty()) {
      app.complain(complaint);
      app.status = kUsage;
    }
  });

  CLI::App* parse = program.add_subcommand("parse", "tokens, tags, dependencies and entities of an article");
  app.add_inputs(*parse);
  parse->add_option("--format", app.format, "conllu (default) or json")->check(CLI::IsMember({"conllu", "json"}));
  parse->add_option("--model", app.model, "the language model's file, made by `model import`")->type_name("FILE");
  app.add_precision(*parse);
  parse->footer(
      "Examples:\n  entente parse article.txt\n  echo '{\"id\":1,\"text\":\"Rebels left Kabul.\"}' | entente parse - --format "
      "json");
  parse->callback([&app] {
    if (const auto model = app.load_model())
      print_outputs(app, [&](page::Document&& d) { return parse_output(std::move(d), *model, app.format == "json"); });
  });

  CLI::App* code = program.add_subcommand("code", "mentions, statements and events, without a ledger: JSON Lines");
  app.add_inputs(*code);
  app.add_output(*code);
  app.add_precision(*code);
  code->footer(
      "Examples:\n  entente code article.html | jq '.events[] | [.type, .status]'\n  entente code - --threads 8 < articles.jsonl "
      "> coded.jsonl");
  code->callback([&app] {
    if (const auto engine = app.load_engine())
      write_outputs(app, true, [&](page::Document&& d) { return code_output(std::move(d), *engine); });
  });

  CLI::App* classify = program.add_subcommand("classify", "the event type between two given spans of a sentence");
  app.add_inputs(*classify);
  app.add_precision(*classify);
  classify->footer(
      "Examples:\n  echo '{\"id\":1,\"text\":\"France sued Spain.\",\"source\":[0,6],\"target\":[12,17]}' | entente classify -");
  classify->callback([&app] {
    if (const auto engine = app.load_engine())
      print_outputs(app, [&](page::Document&& d) { return classify_output(std::move(d), *engine); });
  });

  CLI::App* actors = program.add_subcommand("actors", "who a phrase names: code, country and sector, at a date");
  app.add_inputs(*actors);
  actors->footer(
      "Examples:\n  echo '{\"id\":1,\"text\":\"Turkish police\"}' | entente actors -\n"
      "  echo '{\"id\":2,\"text\":\"President Clinton\",\"date\":\"1999-05-01\"}' | entente actors -");
  actors->callback([&app] {
    if (const auto directory = app.load_directory())
      print_outputs(app, [&](page::Document&& d) { return actors_output(std::move(d), *directory); });
  });
}

}  // namespace entente::cli
