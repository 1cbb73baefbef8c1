// PCRE2 behind the three questions the model asks of a regular expression.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "entente/result.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;

namespace entente::nlp {

// Working memory of one thread's matches.
class RegexScratch {
 public:
  RegexScratch();

 private:
  friend class Regex;
  std::unique_ptr<pcre2_real_match_data_8, void (*)(pcre2_real_match_data_8*)> data_;
};

// Immutable, shared by threads. Subjects are valid UTF-8. Matching gives up, as without a match, on a subject that makes the
// pattern backtrack beyond all measure.
class Regex {
 public:
  using Match = std::pair<std::size_t, std::size_t>;  // first byte and one past the last

  // `pattern` is in Python's syntax.
  static Result<Regex> compile(std::string_view pattern);

  // The leftmost match that begins at `from` or after.
  std::optional<Match> search(std::string_view subject, std::size_t from, RegexScratch& scratch) const;

 private:
  explicit Regex(pcre2_real_code_8* code);
  std::shared_ptr<pcre2_real_code_8> code_;
};

}  // namespace entente::nlp
