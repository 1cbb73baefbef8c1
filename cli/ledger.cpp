// Questions to the ledger, and a person's corrections.
#include <fstream>
#include <iostream>

#include "actors/actors.h"
#include "app.h"
#include "fmt/format.h"
#include "ledger/ledger.h"
#include "print.h"

namespace entente::cli {
namespace {

// Opens the ledger and runs `body` on it; any error becomes a complaint and the exit status.
void with_ledger(App& app, ledger::Mode mode, const std::function<Result<void>(ledger::Ledger&)>& body) {
  auto ledger = ledger::Ledger::open(app.ledger, mode);
  if (ledger) (*ledger)->know(app.names_of_codes());
  const Result<void> done = ledger ? body(**ledger) : tl::unexpected(ledger.error());
  if (done) return;
  app.complain(done.error().message);
  app.status = ledger ? kSomeFailed : kUsage;
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// A name that the ledger knows: as it is given, or the code that the dictionaries give it ("America").
Result<std::string> known(App& app, ledger::Ledger& ledger, const std::string& name) {
  const auto own = ledger.actor(name);
  if (own) return name;
  const auto data = app.find_data();
  const auto directory = data ? actors::Directory::load(Knowledge(*data / "knowledge")).value_or(nullptr) : nullptr;
  const std::string code = directory ? directory->resolve(name, "", "").actor.code : "";
  return ledger.actor(code) ? code : own;
}

// Of the actors that were named, none to two; all where there is none.
Result<std::vector<ledger::Pair>> pairs_of(ledger::Ledger& ledger, const std::vector<std::string>& actors) {
  if (actors.empty()) return ledger.pairs();
  if (actors.size() == 1) return ledger.pairs_of(actors[0]);
  return ledger.pair(actors[0], actors[1]).map([](const std::optional<ledger::Pair>& pair) {
    return pair ? std::vector{*pair} : std::vector<ledger::Pair>();
  });
}

Result<void> print_pairs(App& app, ledger::Ledger& ledger) {
  std::vector<std::string> actors;
  for (const std::string& name : {app.first, app.second}) {
    if (name.empty()) continue;
    const auto actor = known(app, ledger, name);
    if (!actor) return tl::unexpected(actor.error());
    actors.push_back(*actor);
  }
  const auto pairs = pairs_of(ledger, actors);
  if (!pairs) return tl::unexpected(pairs.error());
  if (app.json)
    for (const ledger::Pair& pair : *pairs) print(ledger::to_json(pair) + "\n");
  else if (pairs->empty())
    print(actors.empty() ? "no pairs yet: fill the ledger with `entente read`\n" : "no such pairs\n");
  else
    print(describe(*pairs, Style{app.colored()}));
  return {};
}

Result<void> print_why(App& app, ledger::Ledger& ledger) {
  const auto first = known(app, ledger, app.first), second = known(app, ledger, app.second);
  if (!first) return tl::unexpected(first.error());
  if (!second) return tl::unexpected(second.error());
  const auto entries = ledger.why(*first, *second);
  if (!entries) return tl::unexpected(entries.error());
  if (app.json) {
    for (const ledger::Entry& entry : *entries) print(ledger::to_json(entry) + "\n");
    return {};
  }
  const auto pair = ledger.pair(*first, *second);
  if (!pair) return tl::unexpected(pair.error());
  const Style style{app.colored()};
  if (*pair) print(describe(**pair, style) + describe((*pair)->history, style) + "\n");
  print(entries->empty() ? "no entries between these two\n" : describe(*entries, style));
  return {};
}

// "field=value" words into the fields of a correction.
Result<void> parse_fields(const std::vector<std::string>& words, ledger::Correction& correction) {
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(fmt::format("--set {}: write FIELD=VALUE, as in --set type=ACCUSE", word));
    correction.fields.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return {};
}

void add_pairs(CLI::App& program, App& app) {
  CLI::App* command = program.add_subcommand("ledger", "pairs of actors: stance, since when, shift, common enemies");
  command->add_option("A", app.first, "only the pairs of this actor, by code, name or a word of it");
  command->add_option("B", app.second, "only the pair with this one");
  app.add_ledger(*command);
  command->add_flag("--json", app.json, "one record a line");
  command->footer(
      "The score runs from -10 to 10; n is the number of entries, and the pairs with most stand first.\n\nExamples:\n  entente "
      "ledger\n  entente ledger Russia\n"
      "  entente ledger --ledger asia.db --json | jq 'select(.shift)'");
  command->callback([&app] { with_ledger(app, ledger::Mode::read, [&](ledger::Ledger& l) { return print_pairs(app, l); }); });
}

void add_why(CLI::App& program, App& app) {
  CLI::App* command = program.add_subcommand("why", "the entries behind one pair, in time order, each with its sentence");
  command->add_option("A", app.first, "an actor, by code, name or a word of it")->required();
  command->add_option("B", app.second, "another")->required();
  app.add_ledger(*command);
  command->add_flag("--json", app.json, "one record a line");
  command->footer("Examples:\n  entente why USA TALIBAN\n  entente why China Pakistan --json");
  command->callback([&app] { with_ledger(app, ledger::Mode::read, [&](ledger::Ledger& l) { return print_why(app, l); }); });
}

void add_show(CLI::App& program, App& app) {
  CLI::App* command = program.add_subcommand("show", "one entry, page or actor, with all that is known of where it came from");
  command->add_option("ID", app.first, "an id that `why` or `read` printed, or its beginning; an actor's name")->required();
  app.add_ledger(*command);
  command->add_flag("--json", app.json, "the same: what is shown is JSON");
  command->footer("Examples:\n  entente show TALIBAN\n  entente show 9f2c61");
  command->callback([&app] {
    with_ledger(app, ledger::Mode::read, [&](ledger::Ledger& l) -> Result<void> {
      auto shown = l.show(app.first);
      if (!shown)
        if (const auto code = known(app, l, app.first)) shown = l.show(*code);
      if (!shown) return tl::unexpected(shown.error());
      print(*shown + "\n");
      return {};
    });
  });
}

void add_correct(CLI::App& program, App& app) {
  struct Arguments {
    ledger::Correction correction;
    std::vector<std::string> set;
    bool confirm = false, reject = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = program.add_subcommand("correct", "a person's word on an entry, kept beside the machine's record");
  command->add_option("ID", arguments->correction.entry, "the entry's id, or its beginning where no other begins so")->required();
  CLI::Option* confirm = command->add_flag("--confirm", arguments->confirm, "the entry is right");
  CLI::Option* reject = command->add_flag("--reject", arguments->reject, "the entry is wrong; it counts no more");
  CLI::Option* set = command->add_option("--set", arguments->set, "FIELD=VALUE: type, status, date, source, target, ...")
                         ->type_name("FIELD=VALUE");
  confirm->excludes(reject)->excludes(set);
  reject->excludes(set);
  command->add_option("--by", arguments->correction.by, "who says so")->envname("USER");
  command->add_option("--note", arguments->correction.note, "why");
  app.add_ledger(*command);
  command->footer(
      "Examples:\n  entente correct 9f2c61 --confirm\n  entente correct 9f2c61 --reject --note 'a film "
      "review'\n"
      "  entente correct 9f2c61 --set type=ACCUSE --set status=denied");
  command->callback([&app, arguments] {
    ledger::Correction& correction = arguments->correction;
    correction.verdict = arguments->confirm ? "confirm" : arguments->reject ? "reject" : "change";
    const auto fields = parse_fields(arguments->set, correction);
    if (!fields || (correction.verdict == "change" && correction.fields.empty())) {
      app.complain(fields ? "correct needs --confirm, --reject or --set FIELD=VALUE" : fields.error().message);
      app.status = kUsage;
      return;
    }
    with_ledger(app, ledger::Mode::write, [&](ledger::Ledger& l) -> Result<void> {
      const auto entry = l.correct(correction);
      if (!entry) return tl::unexpected(entry.error());
      if (!app.quiet) print(describe(std::vector{*entry}, Style{app.colored()}));
      return {};
    });
  });
}

void add_export(CLI::App& program, App& app) {
  CLI::App* command = program.add_subcommand("export", "the ledger's entries in the field's formats");
  app.add_ledger(*command);
  command->add_option("--format", app.format, "jsonl; csv, gdelt, plover and graphml come in a later version")
      ->check(CLI::IsMember({"jsonl", "csv", "gdelt", "plover", "graphml"}));
  command->footer("Example:\n  entente export --format jsonl > entries.jsonl");
  command->callback([&app] {
    if (!app.format.empty() && app.format != "jsonl") {
      app.complain(fmt::format("export --format {} comes in a later version; today: --format jsonl", app.format));
      app.status = kUsage;
      return;
    }
    with_ledger(app, ledger::Mode::read, [&](ledger::Ledger& l) -> Result<void> {
      const auto count = l.export_jsonl(std::cout);
      std::cout.flush();
      if (!count) return tl::unexpected(count.error());
      return {};
    });
  });
}

}  // namespace

void add_ledger_commands(CLI::App& program, App& app) {
  add_pairs(program, app);
  add_why(program, app);
  add_show(program, app);
  add_correct(program, app);
  add_export(program, app);
}

}  // namespace entente::cli
