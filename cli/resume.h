// What an earlier run has done, so that a later one leaves it out and goes on where the other was stopped.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"
#include "page/inputs.h"

namespace entente::cli {

// Documents by the name they were read from and the SHA-256 of their bytes: 16 bytes of memory each.
class Done {
 public:
  void add(std::string_view file, std::string_view sha256);
  // Those added before, by binary search. An edited document is another one.
  bool holds(const page::Document& document) const;
  void sort();  // after the last add(), before the first holds()

 private:
  using Key = std::array<std::uint64_t, 2>;
  static Key key_of(std::string_view file, std::string_view sha256);
  std::vector<Key> keys_;
};

// The documents whose records stand in `file`, which a run of `page` or `code` wrote; none where there is no such file. A last
// line that was not written to its end is cut off. Fails, and cuts nothing, on a file with other lines.
Result<Done> resume_output(const std::string& file, bool code);

}  // namespace entente::cli
