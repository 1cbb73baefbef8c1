// The two halves of import_model: what the networks have learnt, and what the tables say.
#pragma once

#include <filesystem>

#include "nlp/model_file.h"

namespace entente::nlp {

Result<void> import_networks(const std::filesystem::path& model, ModelFileWriter& out);
Result<void> import_tables(const std::filesystem::path& model, ModelFileWriter& out);

}  // namespace entente::nlp
