// The tables that entente reads: those that come with it, and a user's own ontology that is read before them.
#pragma once

#include <concepts>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente {

// A type of event that a user's ontology adds to the 16 of PLOVER.
struct OwnType {
  std::string name;   // "DISINFORM"
  int quad = 0;       // 1 verbal cooperation .. 4 material conflict
  std::string cameo;  // the nearest CAMEO code: its Goldstein value is the type's
};

// The folder knowledge/ and, where the user gave one, an ontology that mirrors it (docs/ontology.md). Immutable; cheap to copy.
class Knowledge {
 public:
  // A folder alone.
  template <class Path>
  requires std::convertible_to<const Path&, std::filesystem::path> Knowledge(const Path& folder) : folder_(folder) {}

  // `ontology` over `folder`. Fails, naming file and line and what to do, where ontology.toml is wrong or a file mirrors no
  // table. The tables themselves are checked by the rooms that read them.
  static Result<Knowledge> with_ontology(const std::filesystem::path& folder, const std::filesystem::path& ontology);

  struct Table {
    std::filesystem::path file;
    std::string shown;  // how messages and explanations name it: "knowledge/events/verbs.tsv", or the user's own path
    bool own = false;
  };
  // The files of a table ("events/verbs.tsv") in the order in which they are read: the user's own, then the built-in one unless
  // the ontology replaces it. The earlier line counts.
  std::vector<Table> files(std::string_view table) const;

  const std::filesystem::path& folder() const { return folder_; }
  const std::vector<OwnType>& types() const { return types_; }
  const std::set<std::string, std::less<>>& sectors() const { return sectors_; }  // the user's own

 private:
  std::filesystem::path folder_, ontology_;
  std::set<std::string, std::less<>> replaced_;  // tables whose built-in file is left out
  std::vector<OwnType> types_;
  std::set<std::string, std::less<>> sectors_;
};

}  // namespace entente
