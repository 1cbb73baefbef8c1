// A small sentence encoder with bytes changed, by the first byte: in the folder that it is imported from, or in the sections of
// the file that is mapped, whose checksum then is right. A refusal, or an encoder that encodes without an overrun. What follows
// are changes of five bytes: where, and the new byte.
#include <cstring>
#include <fstream>

#include "encoder/layout.h"
#include "encoder/model_folder.h"
#include "folder.h"
#include "nlp/model_file.h"

namespace {

namespace fs = std::filesystem;
using namespace entente;

void change(std::string& bytes, std::string_view changes) {
  for (; changes.size() >= 5 && !bytes.empty(); changes.remove_prefix(5)) {
    std::uint32_t at = 0;
    std::memcpy(&at, changes.data(), sizeof at);
    bytes[at % bytes.size()] = changes[4];
  }
  if (!changes.empty()) bytes.resize(bytes.size() * static_cast<unsigned char>(changes[0]) / 256);  // what is left over cuts
}

void encode(const fs::path& path) {
  const auto encoder = encoder::Encoder::load(path);
  if (!encoder) return;
  encoder::Sequence sequence;
  for (std::uint32_t i = 0; i < 20; ++i) sequence.ids.push_back(i * 7), sequence.positions.push_back(i * 5);
  sequence.text = 14, sequence.group = 3;
  (void)(*encoder)->encode({&sequence, 1});
}

std::vector<std::string> section_names() {
  std::vector<std::string> out;
  for (const char* part : {"shape", "vocabulary", "heads", "settings", "words", "words.scale", "positions", "norm"})
    out.push_back(std::string("encoder.") + part);
  for (std::size_t i = 0; i < encoder::ModelFolder::kLayers; ++i) {
    for (const char* part : {"qkv", "out", "up", "down"})
      for (const char* field : {".w", ".f", ".s"}) out.push_back(encoder::layer_name(i, part) + field);
    for (const char* part : {"norm1", "norm2"}) out.push_back(encoder::layer_name(i, part));
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr const char* kFiles[] = {"config.json", "vocab.txt", "model.safetensors"};
  static const encoder::ModelFolder folder;
  static const bool made = encoder::import_encoder(folder.path(), folder.model()).has_value();
  static const auto original = nlp::ModelFile::open(folder.model());
  static const std::vector<std::string> names = section_names();
  if (!made || !original) std::abort();
  if (size == 0) return 0;
  const std::string_view changes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const fs::path out = folder.path() / "changed.entente";
  const std::size_t what = data[0] % (std::size(kFiles) + names.size());
  if (what < std::size(kFiles)) {
    const fs::path file = folder.path() / kFiles[what];
    const std::string before = test::slurp(file);
    std::string after = before;
    change(after, changes);
    std::ofstream(file, std::ios::binary) << after;
    if (encoder::import_encoder(folder.path(), out)) encode(out);
    std::ofstream(file, std::ios::binary) << before;
    return 0;
  }
  nlp::ModelFileWriter writer;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string bytes((*original)->section(names[i]).value());
    if (i == what - std::size(kFiles)) change(bytes, changes);
    writer.add(names[i], bytes);
  }
  if (writer.write(out)) encode(out);
  return 0;
}
