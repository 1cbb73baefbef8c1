// The main job: pages into the ledger, told to a person or as records.
#include <nlohmann/json.hpp>

#include "app.h"
#include "fmt/format.h"
#include "print.h"
#include "records/records_json.h"

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

Json change_json(const ledger::Change& change) {
  Json pairs = Json::array(), entries = Json::array();
  for (const ledger::Pair& pair : change.pairs) pairs.push_back(Json::parse(ledger::to_json(pair)));
  for (const ledger::EventEntry& made : change.entries) entries.push_back({{"id", made.entry}, {"event", made.event}});
  return {{"page", change.page_id},
          {"new", change.page_new},
          {"changed", change.page_changed},
          {"replaced", change.replaced},
          {"entries_added", change.entries_added},
          {"entries_paired", change.entries_paired},
          {"entries_removed", change.entries_removed},
          {"entries_repeated", change.entries_repeated},
          {"report", change.report},
          {"report_pages", change.report_pages},
          {"entries", std::move(entries)},
          {"pairs", std::move(pairs)}};
}

Output code_page(page::Document&& document, const Engine& engine) {
  Output out;
  out.id_of_file = document.about.id_of_file;
  auto page = page::to_page(std::move(document));
  if (!page) {
    out.error = page.error().message;
    return out;
  }
  out.coded = engine.code(*std::move(page));
  out.coded_json = records::line(*out.coded);
  return out;
}

// Complains of what makes the command itself wrong.
template <class T>
bool usable(App& app, const Result<T>& result) {
  if (result) return true;
  app.complain(result.error().message);
  app.status = kUsage;
  return false;
}

void read(App& app) {
  const auto engine = app.load_engine();
  if (!engine) return;
  std::unique_ptr<ledger::Ledger> ledger;
  const auto open = [&] {
    auto opened = ledger::Ledger::open(app.ledger, ledger::Mode::write);
    if (opened) ledger = *std::move(opened);
    if (opened) ledger->know(app.names_of_codes());
    return usable(app, opened);
  };
  // A new one begins with its first page, so that nothing is left where no input can be read.
  std::error_code error;
  if (std::filesystem::exists(app.ledger, error) && !open()) return;
  Done done;
  if (app.resume && ledger) {
    const auto known = ledger->for_each_page([&done](std::string_view file, std::string_view sha256) { done.add(file, sha256); });
    if (!usable(app, known)) return;
    done.sort();
  }
  const Style style{app.colored()};
  int pages = 0, entries = 0, paired = 0, foreign = 0;
  const std::size_t left_out = for_each_output(
      app, done, [&](page::Document&& document) { return code_page(std::move(document), *engine); },
      [&](Output&& output) {
        if (!output.coded || app.status == kUsage || (!ledger && !open())) return;
        const auto change = ledger->add(*output.coded, output.coded_json);
        if (!change) return app.failed(fmt::format("{}: {}", output.coded->page.source.file, change.error().message));
        if (output.id_of_file && !change->replaced.empty())
          app.complain(
              fmt::format("{}: took the place of {} in the ledger, both being the page \"{}\": if they are two pages, read "
                          "them in one command, or from the folder that holds both",
                          output.coded->page.source.file, change->replaced, change->page_id));
        ++pages;
        foreign += is_codable(output.coded->page) ? 0 : 1;
        entries += change->entries_added;
        paired += change->entries_paired;
        std::string text;
        if (app.json) {
          text = output.coded_json;
          text.back() = ',';  // the record's closing brace gives way to one more field
          text += "\"ledger\":" + records::line(change_json(*change)) + "}\n";
        } else if (app.brief) {
          text = describe_briefly(*output.coded, style);
        } else {
          text = describe(*output.coded, change->entries, style) + "\n" + style.bold("Ledger") + "\n" + describe(*change, style) +
                 "\n";
        }
        std::fwrite(text.data(), 1, text.size(), stdout);
      });
  const bool nothing = pages == 0 && left_out == 0;
  if (nothing && app.status == kDone) app.complain("no pages among the inputs");
  const bool told = app.json || (pages == 1 && left_out == 0 && !app.brief);  // with the page itself
  if (told || nothing || app.quiet || app.status == kUsage) return;
  const std::string known = left_out > 0 ? fmt::format("; {} pages were in it", left_out) : "";
  const std::string other = foreign > 0 ? fmt::format("; {} pages in other languages were not coded", foreign) : "";
  fmt::print("{} {} read, {}{}{}\n", pages, pages == 1 ? "page" : "pages", entries_added(entries, paired, " to " + app.ledger),
             known, other);
}

}  // namespace

void add_read(CLI::App& program, App& app) {
  CLI::App* command = program.add_subcommand("read", "read pages into the ledger; print who said and did what");
  app.add_inputs(*command);
  app.add_precision(*command);
  app.add_ledger(*command);
  command->add_flag("--resume", app.resume, "leave out the pages that the ledger has, as an earlier run left them");
  command->add_flag("--json", app.json, "print records, one a line, in place of text");
  command->add_flag("--brief", app.brief, "print one paragraph a page");
  command->footer(
      "Examples:\n  entente read page.html\n  entente read pages/ --ledger asia.db --brief\n"
      "  curl -s PAGE | entente read -\n  entente read feed.xml --json | jq .ledger");
  command->callback([&app] { read(app); });
}

}  // namespace entente::cli
