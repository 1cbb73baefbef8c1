#include "page/xml.h"

#include <algorithm>

namespace entente::page {
namespace {

constexpr std::size_t kWindow = std::size_t{1} << 16;
constexpr std::size_t kMaxTag = std::size_t{1} << 20;

bool may_begin_tag(char c) {
  const auto lower = static_cast<unsigned char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || c == '/' || c == '?' || c == '!' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

XmlToken Xml::emit(XmlToken::Kind kind, std::string_view text, std::size_t size) {
  taken_ = size;
  return {kind, text};
}

std::size_t Xml::end_of_tag() {
  if (barren_ > 0) return 0;
  for (const std::size_t size : {kWindow, kMaxTag}) {
    const std::string_view view = stream_.peek(size);
    if (const std::size_t end = view.find('>'); end != std::string_view::npos) return end;
    if (view.size() < size || size == kMaxTag) barren_ = view.size();
  }
  return 0;
}

XmlToken Xml::next() {
  for (;;) {
    stream_.skip(taken_);
    barren_ -= std::min(barren_, taken_);
    taken_ = 0;
    const std::string_view view = stream_.peek(kWindow);
    if (view.empty()) return {XmlToken::End, {}};
    if (inside_ != Inside::Nothing) {
      const bool data = inside_ == Inside::Data;
      const std::size_t close = view.find(data ? "]]>" : "-->");
      // The last two bytes of a window may begin the end.
      const std::size_t size = close != std::string_view::npos ? close : view.size() < kWindow ? view.size() : view.size() - 2;
      taken_ = size;
      if (close != std::string_view::npos) inside_ = Inside::Nothing, taken_ += 3;
      if (data && size > 0) return emit(XmlToken::Data, view.substr(0, size), taken_);
      continue;
    }
    if (const std::size_t tag = view.find('<'); tag != 0) {
      const std::string_view text = view.substr(0, tag);
      return emit(XmlToken::Text, text, text.size());
    }
    if (view.starts_with("<![CDATA[")) {
      inside_ = Inside::Data, taken_ = 9;
      continue;
    }
    if (view.starts_with("<!--")) {
      inside_ = Inside::Comment, taken_ = 4;
      continue;
    }
    const std::size_t end = view.size() > 1 && may_begin_tag(view[1]) ? end_of_tag() : 0;
    if (end == 0) return emit(XmlToken::Text, stream_.peek(1).substr(0, 1), 1);
    const std::string_view inner = stream_.peek(end).substr(1, end - 1);
    taken_ = end + 1;
    if (inner.empty() || inner[0] == '?' || inner[0] == '!') continue;
    if (inner[0] == '/') return emit(XmlToken::Close, inner.substr(1, inner.find_first_of(" \t\r\n") - 1), end + 1);
    return emit(XmlToken::Open, inner, end + 1);
  }
}

}  // namespace entente::page
