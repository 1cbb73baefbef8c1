// Any bytes as an input of any format, compressed or not.
#include "taken.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::fuzz::take(data, size, entente::page::take_stream);
}
