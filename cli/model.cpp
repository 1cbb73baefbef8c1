#include "app.h"
#include "encoder/encoder.h"
#include "nlp/nlp.h"

namespace entente::cli {

void add_model(CLI::App& program, App& app) {
  CLI::App* model = program.add_subcommand("model", "language models");
  model->require_subcommand(1);
  CLI::App* import = model->add_subcommand("import", "convert a spaCy model or a BERT encoder to the file that entente maps");
  import
      ->add_option("FROM", app.first, "the model's folder (with config.cfg, or one that holds it; an encoder's with config.json)")
      ->required();
  import->add_option("TO", app.second, "the file to write")->required();
  import->footer("Example:\n  entente model import en_core_web_md-3.8.0 share/entente/models/en_core_web_md.entente");
  import->callback([&app] {
    std::error_code error;
  const bool encoder = std::filesystem::exists(std::filesystem::path(app.first) / "vocab.txt", error);
  const auto done = encoder ? encoder::import_encoder(app.first, app.second) : nlp::import_model(app.first, app.second);
  if (done) return;
  app.complain(done.error().message);
  app.status = kSomeFailed;
});
}  // namespace entente::cli

}  // namespace entente::cli
