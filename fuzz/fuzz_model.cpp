// Any bytes as a model file: a refusal, or a model.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "entente/nlp.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto file = std::filesystem::temp_directory_path() / ("fuzz_model." + std::to_string(getpid()));
  std::FILE* out = std::fopen(file.c_str(), "wb");
  if (!out) return 0;
  std::fwrite(data, 1, size, out);
  std::fclose(out);
  const auto model = entente::nlp::Model::load(file);
  std::filesystem::remove(file);
  return 0;
}
