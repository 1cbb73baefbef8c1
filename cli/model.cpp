#include "app.h"
#include "encoder/encoder.h"
#include "entente/nlp.h"
#include "fmt/format.h"

namespace entente::cli {

void add_model(CLI::App& program, App& app) {
  CLI::App* model = program.add_subcommand("model", "language models");
  model->require_subcommand(1);
  CLI::App* import = model->add_subcommand("import", "convert a spaCy model or a BERT encoder to the file that entente maps");
  import
      ->add_option("FROM", app.first,
                   "the model's wheel, or its folder (with config.cfg, or one that holds it); an encoder's folder")
      ->required();
  import->add_option("TO", app.second, "the file to write")->required();
  import->footer(
      "Example:\n  entente model import en_core_web_md-3.8.0-py3-none-any.whl share/entente/models/en_core_web_md.entente");
  import->callback([&app] {
    std::error_code error;
  const bool encoder = std::filesystem::exists(std::filesystem::path(app.first) / "vocab.txt", error);
  const auto done = encoder ? encoder::import_encoder(app.first, app.second) : nlp::import_model(app.first, app.second);
  if (done) return;
  app.complain(done.error().message);
  app.status = kSomeFailed;
});
CLI::App* check =
    model->add_subcommand("check", "whether a spaCy model's file can be used, and the vector unit that would run it");
check->add_option("FILE", app.model, "a file that `model import` wrote")->required();
check->callback([&app] {
  if (app.load_model()) fmt::print("{}: sound; runs on {}\n", app.model, nlp::vector_unit());
});
}  // namespace entente::cli

}  // namespace entente::cli
