#include "nlp/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "entente/nlp.h"
#include "nlp/pack.h"
#include "nlp/wheel.h"

namespace entente::nlp {
namespace {

namespace fs = std::filesystem;

// The folder with config.cfg: `from` or one below it.
Result<fs::path> find_model(const fs::path& from) {
  std::error_code error;
  if (fs::is_regular_file(from / "config.cfg", error)) return from;
  for (fs::recursive_directory_iterator at(from, error), end; !error && at != end; at.increment(error))
    if (at->path().filename() == "config.cfg") return at->path().parent_path();
  return fail(fmt::format("{}: no spaCy model; the folder with config.cfg is needed", from.string()));
}

// A configuration's values as they are written, by section and key.
using Config = std::map<std::string, std::map<std::string, std::string>, std::less<>>;

Result<Config> read_config(const fs::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Config out;
  std::string section;
  for (std::size_t at = 0; at < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
    std::string line = bytes->substr(at, end - at);
    if (line.ends_with('\r')) line.pop_back();
    at = end + 1;
    const std::size_t equals = line.find(" = ");
    if (line.size() > 2 && line.front() == '[' && line.back() == ']') {
      section = line.substr(1, line.size() - 2);
    } else if (equals != std::string::npos) {
      out[section][line.substr(0, equals)] = line.substr(equals + 3);
    }
  }
  return out;
}

std::string value(const Config& config, std::string_view section, const std::string& key) {
  const auto at = config.find(section);
  const auto found = at == config.end() ? std::map<std::string, std::string>::const_iterator() : at->second.find(key);
  return at == config.end() || found == at->second.end() ? std::string() : found->second;
}

// The names of the pipeline's parts that run. Fails with the name of one that is not supported, or of a setting.
Result<std::set<std::string>> components(const Config& config, const fs::path& path) {
  constexpr std::array<std::string_view, 6> kKnown = {"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"};
  const auto list = [&](const std::string& key) {
    const auto json = nlohmann::json::parse(value(config, "nlp", key), nullptr, false);
    std::set<std::string> out;
    if (json.is_array())
      for (const auto& name : json) out.insert(name.is_string() ? name.get<std::string>() : "");
    return out;
  };
  const auto wrong = [&](const std::string& what) { return fail(fmt::format("{}: {}; {}", path.string(), what, kReads)); };
  if (value(config, "nlp", "lang") != "\"en\"") return wrong("lang is not \"en\"");
  std::set<std::string> out = list("pipeline");
  for (const std::string& name : list("disabled")) out.erase(name);
  if (out.empty()) return wrong("an empty pipeline");
  for (const std::string& name : out)
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
      return wrong(fmt::format("component '{}' is not supported", name));
  if (out.contains("lemmatizer") && value(config, "components.lemmatizer", "mode") != "\"rule\"")
    return wrong("component 'lemmatizer' in a mode other than \"rule\" is not supported");
  for (const std::string name : {"parser", "ner"}) {
    if (!out.contains(name)) continue;
    const std::string section = "components." + name + ".model";
    const std::string architecture = value(config, section, "@architectures");
    if (architecture != "\"spacy.TransitionBasedParser.v2\"")
      return wrong(fmt::format("component '{}' with architecture {} is not supported", name, architecture));
    for (const auto& [key, needed] : {std::pair{"use_upper", "true"}, std::pair{"extra_state_tokens", "false"}})
      if (value(config, section, key) != needed) return wrong(fmt::format("component '{}' needs {} = {}", name, key, needed));
  }
  if (value(config, "components.parser", "learn_tokens") == "true")
    return wrong("component 'parser' with learn_tokens is not supported");
  return out;
}

}  // namespace

Result<void> import_model(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (fs::is_regular_file(from, error)) {
    auto unpacked = Unpacked::wheel(from, to.parent_path());
    if (!unpacked) return tl::unexpected(unpacked.error());
    return import_model(unpacked->folder(), to);
  }
  const auto model = find_model(from);
  if (!model) return tl::unexpected(model.error());
  const auto config = read_config(*model / "config.cfg");
  if (!config) return tl::unexpected(config.error());
  const auto parts = components(*config, *model / "config.cfg");
  if (!parts) return tl::unexpected(parts.error());
  ModelFileWriter out;
  out.add("layout", kLayout);
  if (auto done = import_tables(*model, *parts, out); !done) return done;
  if (auto done = import_networks(*model, *parts, out); !done) return done;
  return out.write(to);
}

}  // namespace entente::nlp
