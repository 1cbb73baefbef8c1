// Any bytes as one of the formats that hold many documents; the first of them are read as pages.
#pragma once

#include "checked_page.h"
#include "page/formats.h"
#include "page/stream.h"

namespace entente::fuzz {

inline int take(const unsigned char* data, std::size_t size,
                bool (*reader)(page::Stream&, const std::string&, const page::Take&)) {
  constexpr std::size_t kLimit = std::size_t{1} << 20;
  page::Stream stream(page::memory_source({reinterpret_cast<const char*>(data), size}), kLimit);
  int documents = 0;
  reader(stream, "fuzz", [&documents](page::Document&& document) {
    const auto page = page::to_page(std::move(document));
    if (page) check(*page);
    return ++documents < 20;
  });
  return 0;
}

}  // namespace entente::fuzz
