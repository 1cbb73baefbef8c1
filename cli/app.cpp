#include "app.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "actors/actors.h"
#include "fmt/format.h"
#include "knowledge/tables.h"
#include "parallel.h"
#include "progress.h"

namespace entente::cli {
namespace fs = std::filesystem;

void App::complain(const std::string& message) { fmt::print(stderr, "entente: {}\n", message); }

void App::failed(const std::string& message) {
  complain(message);
  status = std::max<int>(status, kSomeFailed);
}

bool App::colored() const {
  if (color != "auto") return color == "always";
  return ::isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
}

Result<fs::path> App::find_data() const {
  std::error_code error;
  if (!data.empty()) {
    if (fs::is_directory(fs::path(data) / "knowledge", error)) return fs::path(data);
    return fail(fmt::format("--data {}: no folder knowledge/ in it", data));
  }
  std::vector<fs::path> candidates;
  if (const char* home = std::getenv("ENTENTE_DATA")) candidates.emplace_back(home);
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  candidates.push_back(program / ".." / ".deps" / "data");     // in a checkout's build/
  candidates.push_back(program / ".." / "share" / "entente");  // installed beside bin/
  candidates.emplace_back(ENTENTE_SOURCE_DATA);                // another build folder of the checkout
  for (const fs::path& candidate : candidates)
    if (fs::is_directory(candidate / "knowledge", error)) return candidate;
  return fail("the folder with models/ and knowledge/ is not found: name it with --data DIR or ENTENTE_DATA");
}

std::map<std::string, std::string> App::names_of_codes() const {
  struct Table {
    const char* file;
    std::size_t names;  // the column
  };
  std::map<std::string, std::string> out;
  const auto folder = find_data();
  if (!folder) return out;
  for (const Table& table : {Table{"countries", 1}, Table{"organisations", 4}, Table{"groups", 4}})
    (void)knowledge::read_table(Knowledge(*folder / "knowledge"), fmt::format("actors/{}.tsv", table.file), 7,
                                [&](const knowledge::Row& row, const knowledge::Line&) {
                                  out.emplace(row[0], knowledge::parts(row[table.names], '|').front());
                                  return std::string();
                                });
  return out;
}

std::shared_ptr<const Engine> App::load_engine() {
  const auto folder = find_data();
  const auto knowledge = folder ? knowledge_in(*folder) : tl::unexpected(folder.error());
  const auto engine = knowledge ? Engine::load(*folder, *knowledge, coder, precision_or(nlp::Precision::kInt16))
                                : tl::unexpected(knowledge.error());
  if (engine) return *engine;
  complain(engine.error().message);
  status = kUsage;
  return nullptr;
}

std::shared_ptr<const nlp::Model> App::load_model() {
  const auto file = model.empty() ? find_data().map(Engine::model_in) : Result<fs::path>(model);
  const auto loaded = file ? nlp::Model::load(*file, precision_or(nlp::Precision::kFloat32)) : tl::unexpected(file.error());
  if (loaded) return *loaded;
  complain(loaded.error().message);
  status = kUsage;
  return nullptr;
}

std::shared_ptr<const actors::Directory> App::load_directory() {
  const auto folder = find_data();
  const auto knowledge = folder ? knowledge_in(*folder) : tl::unexpected(folder.error());
  const auto directory = knowledge ? actors::Directory::load(*knowledge) : tl::unexpected(knowledge.error());
  if (directory) return *directory;
  complain(directory.error().message);
  status = kUsage;
  return nullptr;
}

Result<Knowledge> App::knowledge_in(const fs::path& folder) const {
  if (ontology.empty()) return Knowledge(folder / "knowledge");
  return Knowledge::with_ontology(folder / "knowledge", ontology);
}

namespace {

// A message where it is no day as 2021-08-27.
std::string is_day(const std::string& text) {
  int year = 0, month = 0, day = 0;
  char rest = 0;
  const bool read = text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2d-%2d%c", &year, &month, &day, &rest) == 3;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return read && date.ok() ? "" : fmt::format("{}: no day; write it as 2021-08-27", text);
}

// Whether a file is one of the inputs, or would lie in a folder that is one.
bool is_among(const fs::path& file, const std::vector<std::string>& inputs) {
  std::error_code error;
  const fs::path own = fs::weakly_canonical(file, error);
  return std::any_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
    const fs::path read = fs::weakly_canonical(input, error);
    return std::mismatch(read.begin(), read.end(), own.begin(), own.end()).first == read.end();
  });
}

}  // namespace

void App::add_inputs(CLI::App& command) {
  command.add_option("INPUT", inputs, "files, folders, or - for standard input")->required();
  command.add_option("--threads", threads, "threads to work on (default: all cores)")->check(CLI::Range(1, 1024));
  command.add_option("--date", date, "date of inputs that state none, as 2021-08-27")->type_name("DATE")->check(is_day);
  command.add_option("--lang", lang, "language of the inputs")->check(CLI::IsMember({"en"}));
  command.add_option("--coder", coder, "who codes the events: patterns, model, or blend (default)")
      ->check(CLI::IsMember({"patterns", "model", "blend"}));
  command
      .add_option("--ontology", ontology,
                  "folder with event types, verbs, actors and sectors of your own, read before knowledge/")
      ->check(CLI::ExistingDirectory);
}

void App::add_output(CLI::App& command) {
  CLI::Option* file =
      command.add_option("--output", output, "write the records to FILE, not to standard output")->type_name("FILE");
  command.add_flag("--resume", resume, "go on with FILE where an earlier run was stopped")->needs(file);
}

void App::add_precision(CLI::App& command) {
  command
      .add_option(
          "--precision", precision,
          "of the language model's networks: float32 as trained (default of `parse`), int16 with all but the same results "
          "(default of the others), int8 fastest")
      ->check(CLI::IsMember({"float32", "int16", "int8"}));
}

void App::add_ledger(CLI::App& command) {
  command.add_option("--ledger", ledger, "the ledger's file")->capture_default_str()->type_name("FILE");
}

std::size_t for_each_output(App& app, const Done& done, const std::function<Output(page::Document&&)>& work,
                            const std::function<void(Output&&)>& emit) {
  page::Position position;
  Progress progress(!app.quiet && !app.no_progress, position);
  const unsigned threads = app.threads ? app.threads : std::max(1u, std::thread::hardware_concurrency());
  const bool shares_terminal = ::isatty(STDOUT_FILENO);  // what is printed must not run into the bar
  std::size_t left_out = 0;
  OrderedPool<page::Document, std::optional<Output>> pool(
      threads,
      [&](page::Document&& document) -> std::optional<Output> {
        if (!document.error.empty()) return Output{{}, document.error, {}, {}};
        if (done.holds(document)) return {};
        if (document.about.date.empty()) document.about.date = app.date;
        return work(std::move(document));
      },
      [&](std::optional<Output>&& output) {
        if (!output) {
          ++left_out;
        } else {
          if (!output->error.empty() || shares_terminal) progress.clear();
          if (!output->error.empty()) app.failed(output->error);
          emit(*std::move(output));
        }
        progress.step();
      });
  const auto read = page::for_each_document(
      app.inputs, [&](page::Document&& document) { return pool.push(std::move(document)) && app.status != kUsage; },
      progress.on() ? &position : nullptr);
  pool.finish();
  progress.clear();
  if (!read) app.failed(read.error().message);
  return left_out;
}

void print_outputs(App& app, const std::function<Output(page::Document&&)>& work) {
  for_each_output(app, {}, work, [&](Output&& output) {
    std::fwrite(output.text.data(), 1, output.text.size(), stdout);
    if (app.threads == 1) std::fflush(stdout);
  });
}

void write_outputs(App& app, bool code, const std::function<Output(page::Document&&)>& work) {
  if (app.output.empty()) return print_outputs(app, work);
  if (is_among(app.output, app.inputs)) {
    app.complain(fmt::format("{}: is one of the inputs, or in a folder that is: write to another place", app.output));
    app.status = kUsage;
    return;
  }
  Done done;
  if (app.resume) {
    auto before = resume_output(app.output, code);
    if (!before) {
      app.complain(before.error().message);
      app.status = kUsage;
      return;
    }
    done = *std::move(before);
  }
  std::ofstream out(app.output, std::ios::binary | (app.resume ? std::ios::app : std::ios::trunc));
  if (!out) {
    app.complain(fmt::format("{}: cannot be written: check the folder and its permissions", app.output));
    app.status = kUsage;
    return;
  }
  for_each_output(app, done, work, [&](Output&& output) { out << output.text; });
  out.close();
  if (!out) app.failed(fmt::format("{} could not be written in full (disk full?)", app.output));
}

}  // namespace entente::cli
