// Any bytes as part of what `model import` reads of spaCy, by the first byte: a network, a wheel, a configuration, a table. A
// refusal, never an overrun.
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "entente/nlp.h"
#include "nlp/import.h"
#include "nlp/pack.h"

namespace {

namespace fs = std::filesystem;
using namespace entente::nlp;

void write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void read_network(const fs::path& path) {
  const auto network = Network::read(path);
  if (!network) return;
  for (const std::string_view name : network->names()) {
    for (const auto& shape : {std::vector<std::size_t>{0}, {0, 0}, {0, 0, 0}})
      for (const char* parameter : {"W", "b", "E", "G"}) (void)network->parameter(name, 0, parameter, shape);
    for (const char* attribute : {"columns", "seed", "window_size"})
      (void)network->attribute(name, network->count(name) - 1, attribute);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::array<const char*, 8> kTables = {"tokenizer",     "vocab/lookups.bin",
                                                  "vocab/key2row", "attribute_ruler/patterns",
                                                  "tagger/cfg",    "lemmatizer/lookups/lookups.bin",
                                                  "parser/moves",  "ner/moves"};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  static const fs::path folder = fs::temp_directory_path() / ("fuzz_import." + std::to_string(getpid()));
  fs::remove_all(folder);
  const unsigned what = data[0] % (3 + kTables.size());
  if (what == 0) {
    write(folder / "model", bytes);
    read_network(folder / "model");
  } else if (what == 1) {
    write(folder / "model.whl", bytes);
    (void)import_model(folder / "model.whl", folder / "out.entente");
  } else if (what == 2) {
    write(folder / "config.cfg", bytes);
    (void)import_model(folder, folder / "out.entente");
  } else {
    write(folder / kTables[what - 3], bytes);
    const std::string part = fs::path(kTables[what - 3]).begin()->string();
    ModelFileWriter out;
    (void)import_tables(folder, {part}, out);
    (void)import_networks(folder, {part}, out);
  }
  fs::remove_all(folder);
  return 0;
}
