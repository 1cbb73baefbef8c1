#include "entente/knowledge.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <optional>

namespace entente {
namespace {

namespace fs = std::filesystem;

// Tables that no ontology can change: those of page/ are built into the program, the others are numbers that were fitted.
bool is_fixed(std::string_view table) {
  return table.starts_with("page/") || table.starts_with("tools/") || table == "cue_counts.tsv" || table == "cue_forest.tsv" ||
         table == "role_forest.tsv" || table == "status_forest.tsv" || table == "status_head.tsv" ||
         table == "day_forest.tsv";
}

bool is_name(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string at(const fs::path& file, const toml::node& node) {
  return fmt::format("{}:{}", file.string(), node.source().begin.line);
}

// The tables that an ontology brings, relative to it; the first file that mirrors none is an error.
Result<std::set<std::string, std::less<>>> tables_of(const fs::path& ontology, const fs::path& folder) {
  std::set<std::string, std::less<>> out;
  std::error_code error;
  for (fs::recursive_directory_iterator it(ontology, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().lexically_relative(ontology).generic_string();
    if (!it->is_regular_file(error) || it->path().filename().string().starts_with('.') || it->path().extension() == ".md" ||
        name == "ontology.toml")
      continue;
    if (is_fixed(name))
      return fail(fmt::format("{}: this table cannot be changed by an ontology: remove it", it->path().string()));
    std::error_code missing;
    if (!fs::exists(folder / name, missing) || it->path().extension() != ".tsv")
      return fail(fmt::format("{}: there is no table knowledge/{} that it could add to: docs/ontology.md lists the tables",
                              it->path().string(), name));
    out.insert(name);
  }
  if (error) return fail(fmt::format("--ontology {}: {}", ontology.string(), error.message()));
  return out;
}

// The entries of a table of ontology.toml; nothing where it has no such table.
Result<const toml::table*> table_of(const toml::table& all, std::string_view name, const fs::path& file) {
  const toml::node* node = all.get(name);
  if (!node) return nullptr;
  if (!node->is_table()) return fail(fmt::format("{}: {} must be a table: write [{}]", at(file, *node), name, name));
  return node->as_table();
}

Result<OwnType> own_type(std::string_view name, const toml::node& node, const fs::path& file) {
  const toml::table* fields = node.as_table();
  if (!is_name(name, 32) || !fields)
    return fail(fmt::format("{}: a type is written [types.NAME] with a name of capitals, digits and _", at(file, node)));
  OwnType type{std::string(name), 0, ""};
  for (const auto& [key, value] : *fields) {
    if (key == "quad" && value.is_integer() && *value.value<int>() >= 1 && *value.value<int>() <= 4)
      type.quad = *value.value<int>();
    else if (key == "cameo" && value.is_string())
      type.cameo = *value.value<std::string>();
    else
      return fail(
          fmt::format("{}: a type has quad = 1 to 4 and cameo = \"a CAMEO code\"; this is {}", at(file, value), key.str()));
  }
  if (type.quad == 0 || type.cameo.empty())
    return fail(fmt::format("{}: type {} lacks {}: add it", at(file, node), name, type.quad == 0 ? "quad" : "cameo"));
  return type;
}

// Reads ontology.toml; an absent file says nothing.
class Settings {
 public:
  explicit Settings(fs::path file) : file_(std::move(file)) {}

  Result<void> read(const std::set<std::string, std::less<>>& tables) {
    std::error_code error;
    if (!fs::exists(file_, error)) return {};
    toml::table all;
    try {
      all = toml::parse_file(file_.string());
    } catch (const toml::parse_error& wrong) {
      return fail(fmt::format("{}:{}: {}", file_.string(), wrong.source().begin.line, wrong.description()));
    }
    for (const auto& [key, value] : all)
      if (key != "files" && key != "types" && key != "sectors")
        return fail(fmt::format("{}: {} is none of [files], [types.NAME] and [sectors]", at(file_, value), key.str()));
    if (auto done = read_files(all, tables); !done) return done;
    if (auto done = read_types(all); !done) return done;
    return read_sectors(all);
  }

  std::set<std::string, std::less<>> replaced, sectors;
  std::vector<OwnType> types;

 private:
  Result<void> read_files(const toml::table& all, const std::set<std::string, std::less<>>& tables) {
    const auto found = table_of(all, "files", file_);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    for (const auto& [key, value] : **found) {
      const std::string how = value.value<std::string>().value_or("");
      if (!tables.contains(key.str()))
        return fail(fmt::format("{}: the ontology has no file {}: add it or take out this line", at(file_, value), key.str()));
      if (how != "add" && how != "replace")
        return fail(fmt::format("{}: {} = \"add\" or \"replace\" expected", at(file_, value), key.str()));
      if (how == "replace") replaced.insert(std::string(key.str()));
    }
    return {};
  }

  Result<void> read_types(const toml::table& all) {
    const auto found = table_of(all, "types", file_);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    for (const auto& [key, value] : **found) {
      auto type = own_type(key.str(), value, file_);
      if (!type) return tl::unexpected(type.error());
      types.push_back(*std::move(type));
    }
    return {};
  }

  Result<void> read_sectors(const toml::table& all) {
    const auto found = table_of(all, "sectors", file_);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return {};
    for (const auto& [key, value] : **found) {
      if (!is_name(key.str(), 8) || !value.is_string())
        return fail(fmt::format("{}: a sector is written CODE = \"what it is\", with up to eight capitals", at(file_, value)));
      sectors.insert(std::string(key.str()));
    }
    return {};
  }

  fs::path file_;
};

}  // namespace

Result<Knowledge> Knowledge::with_ontology(const fs::path& folder, const fs::path& ontology) {
  const auto tables = tables_of(ontology, folder);
  if (!tables) return tl::unexpected(tables.error());
  Settings settings(ontology / "ontology.toml");
  if (auto done = settings.read(*tables); !done) return tl::unexpected(done.error());
  Knowledge knowledge(folder);
  knowledge.ontology_ = ontology;
  knowledge.replaced_ = std::move(settings.replaced);
  knowledge.types_ = std::move(settings.types);
  knowledge.sectors_ = std::move(settings.sectors);
  return knowledge;
}

std::vector<Knowledge::Table> Knowledge::files(std::string_view table) const {
  std::vector<Table> out;
  std::error_code error;
  if (!ontology_.empty() && fs::exists(ontology_ / table, error))
    out.push_back({ontology_ / table, (ontology_ / table).string(), true});
  if (!replaced_.contains(table)) out.push_back({folder_ / table, fmt::format("knowledge/{}", table), false});
  return out;
}

}  // namespace entente
