// The two halves of import_model: what the networks have learnt, and what the tables say.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "nlp/model_file.h"

namespace entente::nlp {

// How weights are laid out; a file that says otherwise is of another version.
inline constexpr std::string_view kLayout = "groups of 16";

// What a refusal ends with.
inline constexpr std::string_view kReads = "spaCy 3.8's English pipelines with CNN vectors are read";

// `components` are the names of the pipeline's parts.
Result<void> import_networks(const std::filesystem::path& model, const std::set<std::string>& components, ModelFileWriter& out);
Result<void> import_tables(const std::filesystem::path& model, const std::set<std::string>& components, ModelFileWriter& out);

}  // namespace entente::nlp
