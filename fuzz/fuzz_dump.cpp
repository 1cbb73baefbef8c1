// Any text as the dump of a page.
#include <string>

#include "checked_page.h"
#include "page/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  std::string storage;
  const auto text = page::decode({reinterpret_cast<const char*>(data), size}, "fuzz.txt", storage);
  if (!text) return 0;
  const page::Cues& cues = page::Cues::compiled_in();
  fuzz::check(page::compose(page::read_dump(*text, cues)));
  return 0;
}
