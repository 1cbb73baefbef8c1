// Any bytes as an input: JSON Lines, feeds, web archives, compressed or not; every document is read as a page.
#include "page/formats.h"
#include "page/stream.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  constexpr std::size_t kLimit = std::size_t{1} << 20;
  page::Stream stream(page::memory_source({reinterpret_cast<const char*>(data), size}), kLimit);
  int documents = 0;
  page::take_stream(stream, "fuzz", [&documents](page::Document&& document) {
    page::to_page(std::move(document));
    return ++documents < 20;
  });
  return 0;
}
