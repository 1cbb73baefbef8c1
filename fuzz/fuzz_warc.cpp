// Any bytes as a web archive.
#include "taken.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::fuzz::take(data, size, entente::page::take_warc);
}
