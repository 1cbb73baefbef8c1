// Any bytes as JSON Lines, a JSON list or a JSON Feed.
#include "taken.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::fuzz::take(data, size, entente::page::take_json);
}
