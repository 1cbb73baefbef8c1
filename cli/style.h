// Words with colour, where the reader's terminal shows it, and text folded to a width.
#pragma once

#include <string>
#include <string_view>

namespace entente::cli {

struct Style {
  bool on = false;

  std::string bold(std::string_view s) const { return wrap(s, "1"); }
  std::string dim(std::string_view s) const { return wrap(s, "2"); }
  std::string good(std::string_view s) const { return wrap(s, "32"); }
  std::string bad(std::string_view s) const { return wrap(s, "31"); }
  std::string warn(std::string_view s) const { return wrap(s, "33"); }
  std::string name(std::string_view s) const { return wrap(s, "36"); }

 private:
  std::string wrap(std::string_view s, std::string_view code) const;
};

// How many code points a text has.
std::size_t code_points(std::string_view text);

// `text` folded at spaces to lines of `width` code points, each begun with `indent` spaces; white space runs become one space.
std::string fold(std::string_view text, std::size_t indent, std::size_t width = 100);

// `text` on one line, white space runs as one space.
std::string flat(std::string_view text);

}  // namespace entente::cli
