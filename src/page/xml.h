// XML as feeds in the wild have it, token by token from a stream: not validating, and nothing held but the token at hand.
#pragma once

#include <cstddef>
#include <string_view>

#include "page/stream.h"

namespace entente::page {

struct XmlToken {
  enum Kind { Text, Data, Open, Close, End } kind = End;
  // Text between tags as it is written, or what a CDATA section holds, both in pieces; the inside of a start tag; the name of an
  // end tag. Good until the next one is taken.
  std::string_view text;
};

// Comments, declarations and instructions are passed over. Linear in the stream; holds 1 MiB of it at most.
class Xml {
 public:
  explicit Xml(Stream& stream) : stream_(stream) {}
  XmlToken next();

 private:
  enum class Inside { Nothing, Data, Comment };
  XmlToken emit(XmlToken::Kind kind, std::string_view text, std::size_t size);
  std::size_t end_of_tag();  // where its '>' is, 0 where none is near

  Stream& stream_;
  Inside inside_ = Inside::Nothing;
  std::size_t taken_ = 0;   // bytes of the token at hand, to be passed over
  std::size_t barren_ = 0;  // bytes from here on in which no '>' is
};

}  // namespace entente::page
