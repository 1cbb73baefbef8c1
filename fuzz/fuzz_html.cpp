// Any bytes as a page, most of them as HTML.
#include "checked_page.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  const auto page = page::read({reinterpret_cast<const char*>(data), size}, {"fuzz.html", "", "", "", ""});
  if (page) fuzz::check(*page);
  return 0;
}
