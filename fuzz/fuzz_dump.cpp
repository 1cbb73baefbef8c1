// Any text as the dump of a page.
#include "checked_page.h"
#include "page/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  const auto text = page::decode({reinterpret_cast<const char*>(data), size}, "fuzz.txt");
  if (!text) return 0;
  const page::Cues& cues = page::Cues::compiled_in();
  fuzz::check(page::compose(page::read_dump(*text, cues), cues));
  return 0;
}
