#include <csignal>
#include <cstdio>
#include <exception>

#include "app.h"
#include "fmt/format.h"

namespace {

constexpr const char* kAbout =
    "entente reads news pages and keeps the ledger of who stands with whom, against whom, since when, and says who.";

constexpr const char* kExamples = R"(Examples:
  entente read page.html                  read a page; keep the ledger in entente.db
  entente read archive/ --ledger asia.db  read a folder of pages
  entente ledger                          pairs of actors and where they stand
  entente why USA TALIBAN                 the entries behind one pair
  entente code - < articles.jsonl         mentions, statements and events as JSON Lines

Exit status: 0 done, 1 some inputs failed (each named on standard error), 2 the command itself was wrong.)";

// What was wrong with the command, and where to read how it is written.
std::string wrong(const CLI::App* program, const CLI::Error& error) {
  const auto commands = program->get_subcommands();
  const std::vector<std::string> unknown = program->remaining();
  if (commands.empty() && !unknown.empty())
    return fmt::format("entente: no {} \"{}\"; `entente --help` lists them\n",
                       unknown.front().starts_with('-') ? "option" : "command", unknown.front());
  const std::string command = commands.empty() ? "" : commands.front()->get_name() + " ";
  return fmt::format("entente: {}; `entente {}--help` says more\n", error.what(), command);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `entente ... | head` ends quietly
  entente::cli::App app;
  CLI::App program{kAbout, "entente"};
  program.footer(kExamples);
  program.require_subcommand(1);
  program.failure_message(wrong);
  program.set_version_flag("--version", "entente " ENTENTE_VERSION);
  program.fallthrough();
  program.add_option("--data", app.data, "folder with models/ and knowledge/")->type_name("DIR");
  program.add_option("--color", app.color, "colour on standard output")->check(CLI::IsMember({"auto", "always", "never"}));
  program.add_flag("--quiet,-q", app.quiet, "no progress bar, no summary");
  program.add_flag("--no-progress", app.no_progress, "no progress bar");
  entente::cli::add_read(program, app);
  entente::cli::add_streams(program, app);
  entente::cli::add_ledger_commands(program, app);
  entente::cli::add_model(program, app);
  entente::cli::add_later(program, app);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version are no errors; everything else is a wrong command.
    return program.exit(error) == 0 ? entente::cli::kDone : entente::cli::kUsage;
  } catch (const std::exception& error) {
    app.failed(error.what());  // out of memory, a full disk: whatever the libraries below could only throw
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) app.failed("standard output could not be written in full (disk full?)");
  return app.status;
}
