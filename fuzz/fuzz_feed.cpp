// Any bytes as RSS or Atom.
#include "taken.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::fuzz::take(data, size, entente::page::take_feed);
}
