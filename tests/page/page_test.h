// Reads a page from a string, for tests that look at one field of it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "page/page.h"

namespace entente::page {

inline Page page_of(const std::string& bytes, const std::string& url = "") {
  auto page = read(bytes, {"sample.html", "", url, "", ""});
  EXPECT_TRUE(page) << (page ? "" : page.error().message);
  return page ? *std::move(page) : Page{};
}

inline std::string body_of(const Page& page) { return std::string(page.body.in(page.text)); }

inline int times(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace entente::page
