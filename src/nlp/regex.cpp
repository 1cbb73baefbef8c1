#include "nlp/regex.h"

#include <fmt/format.h>

#include <array>
#include <string>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace entente::nlp {
namespace {

// PCRE2 writes code points as \x{...} where Python writes \uXXXX and \UXXXXXXXX, and is always in Unicode mode here.
std::string to_pcre(std::string_view python) {
  std::string out;
  for (std::size_t i = 0; i < python.size(); ++i) {
    if (python.substr(i).starts_with("(?u)")) {
      i += 3;
    } else if (python[i] == '\\' && i + 1 < python.size()) {
      const char kind = python[++i];
      const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (digits != 0 && i + digits < python.size()) {
        out += fmt::format("\\x{{{}}}", python.substr(i + 1, digits));
        i += digits;
      } else {
        out += '\\';
        out += kind;
      }
    } else {
      out += python[i];
    }
  }
  return out;
}

}  // namespace

RegexScratch::RegexScratch()
    : data_(pcre2_match_data_create(1, nullptr), [](pcre2_match_data* data) { pcre2_match_data_free(data); }) {}

Regex::Regex(pcre2_code* code) : code_(code, [](pcre2_code* p) { pcre2_code_free(p); }) {}

Result<Regex> Regex::compile(std::string_view pattern) {
  const std::string source = to_pcre(pattern);
  int error = 0;
  PCRE2_SIZE at = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(source.data()), source.size(),
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &at, nullptr);
  if (code == nullptr) {
    std::array<PCRE2_UCHAR, 160> why{};
    pcre2_get_error_message(error, why.data(), why.size());
    return fail(fmt::format("regular expression: {} at byte {}", reinterpret_cast<const char*>(why.data()), at));
  }
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // a help, not a need: without it the interpreter matches
  return Regex(code);
}

std::optional<Regex::Match> Regex::search(std::string_view subject, std::size_t from, RegexScratch& scratch) const {
  pcre2_match_data* data = scratch.data_.get();
  const int found = pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), from,
                                PCRE2_NO_UTF_CHECK, data, nullptr);
  if (found < 0) return std::nullopt;
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(data);
  if (ends[0] > ends[1]) return std::nullopt;
  return Match{ends[0], ends[1]};
}

}  // namespace entente::nlp
