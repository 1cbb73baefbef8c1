#include "page/json_stream.h"

namespace entente::page {
namespace {

constexpr std::size_t kWindow = std::size_t{1} << 16;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Finds the end of a value while its bytes go by.
class End {
 public:
  // How many of these bytes belong to the value; sets `done` where it ends within them.
  std::size_t in(std::string_view bytes, bool& done) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const char c = bytes[i];
      if (string_) {
        if (escape_)
          escape_ = false;
        else if (c == '\\')
          escape_ = true;
        else if (c == '"')
          string_ = false;
      } else if (c == '"') {
        string_ = true;
      } else if (c == '{' || c == '[') {
        ++depth_;
      } else if (c == '}' || c == ']') {
        if (depth_ == 0) return done = true, i;
        --depth_;
      } else {
        if (depth_ == 0 && (c == ',' || c == ':' || is_space(c))) return done = true, i;
        continue;
      }
      if (depth_ == 0 && !string_) return done = true, i + 1;
    }
    return bytes.size();
  }

 private:
  bool string_ = false, escape_ = false;
  std::size_t depth_ = 0;
};

}  // namespace

char JsonStream::next() {
  for (;;) {
    const std::string_view view = stream_.peek(1);
    if (view.empty()) return 0;
    if (!is_space(view[0])) return view[0];
    stream_.skip(1);
  }
}

bool JsonStream::take(char c) {
  if (next() != c) return false;
  stream_.skip(1);
  return true;
}

bool JsonStream::value(std::string& to) {
  to.clear();
  next();
  End end;
  bool done = false, too_long = false;
  while (!done) {
    const std::string_view view = stream_.peek(kWindow);
    if (view.empty()) break;
    const std::size_t size = end.in(view.substr(0, kWindow), done);
    too_long |= to.size() + size > max_value_;
    if (!too_long) to += view.substr(0, size);
    stream_.skip(size);
  }
  if (too_long) to.clear();
  return done;
}

}  // namespace entente::page
