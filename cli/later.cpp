// Commands whose names are settled and whose work comes in a later version; they say so, and what to use today.
#include "app.h"

namespace entente::cli {

void add_later(CLI::App& program, App& app) {
  CLI::App* import = program.add_subcommand("import", "others' events into the ledger (a later version)");
  import->add_option("FILE", app.first);
  import->add_option("--format", app.format);
  app.add_ledger(*import);
  import->callback([&app] {
    app.complain("import comes in a later version; today the ledger is filled by `entente read`");
  app.status = kUsage;
});
CLI::App* serve = program.add_subcommand("serve", "HTTP API and web desk over one ledger (a later version)");
serve->add_option("--listen", app.second);
app.add_ledger(*serve);
serve->callback([&app] {
  app.complain("serve comes in a later version; today use `entente ledger --json` and `entente why A B --json`");
  app.status = kUsage;
});
}  // namespace entente::cli

}  // namespace entente::cli
