// One JSON value after the other out of a text that is not held whole.
#pragma once

#include <string>

#include "page/stream.h"

namespace entente::page {

class JsonStream {
 public:
  explicit JsonStream(Stream& stream, std::size_t max_value = kMaxDocument) : stream_(stream), max_value_(max_value) {}

  // The next byte that is no white space, without taking it; 0 at the end.
  char next();
  // Takes that byte if it is this one.
  bool take(char c);
  // Takes the value that begins there, as it is written, its syntax not checked: up to the bracket or quote that closes it, or to
  // what can follow a number or a name. False where the text ends before. A value over the limit is passed over, `to` left empty.
  bool value(std::string& to);

 private:
  Stream& stream_;
  std::size_t max_value_;
};

}  // namespace entente::page
