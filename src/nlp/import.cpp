#include "nlp/import.h"

#include <fmt/format.h>

#include "nlp/nlp.h"
#include "nlp/pack.h"

namespace entente::nlp {
namespace {

namespace fs = std::filesystem;

// The folder with config.cfg: `from` or one below it.
Result<fs::path> find_model(const fs::path& from) {
  std::error_code error;
  if (fs::is_regular_file(from, error)) return fail(fmt::format("{}: a file; unpack it and name the folder", from.string()));
  if (fs::is_regular_file(from / "config.cfg", error)) return from;
  for (fs::recursive_directory_iterator at(from, error), end; !error && at != end; at.increment(error))
    if (at->path().filename() == "config.cfg") return at->path().parent_path();
  return fail(fmt::format("{}: no spaCy model; the folder with config.cfg is needed", from.string()));
}

Result<void> check_config(const fs::path& path) {
  const auto config = read_file(path);
  if (!config) return tl::unexpected(config.error());
  for (const std::string_view line :
       {"lang = \"en\"", "\"tok2vec\", \"tagger\", \"parser\"", "\"attribute_ruler\", \"lemmatizer\", \"ner\"", "mode = \"rule\"",
        "include_static_vectors = true", "use_upper = true", "extra_state_tokens = false"})
    if (config->find(line) == std::string::npos)
      return fail(fmt::format("{}: '{}' is missing; en_core_web_md 3.8 is read", path.string(), line));
  return {};
}

}  // namespace

Result<void> import_model(const fs::path& from, const fs::path& to) {
  const auto model = find_model(from);
  if (!model) return tl::unexpected(model.error());
  if (auto done = check_config(*model / "config.cfg"); !done) return done;
  ModelFileWriter out;
  if (auto done = import_tables(*model, out); !done) return done;
  if (auto done = import_networks(*model, out); !done) return done;
  return out.write(to);
}

}  // namespace entente::nlp
