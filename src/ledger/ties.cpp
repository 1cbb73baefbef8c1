#include "ledger/ties.h"

#include <algorithm>
#include <cctype>

namespace entente::ledger {
namespace {

// A CAMEO code, the words of a trigger that say it, and what that makes of the ties. Nouns are left out: "years after the
// severing of ties" has no day.
struct Line {
  std::string_view cameo, words, become;
  bool made;
};

constexpr Line kLines[] = {
    {"161", "sever severs severed cut cuts break breaks broke broken end ends ended", "broken off", false},
    {"161", "suspend suspends suspended freeze freezes froze frozen", "suspended", false},
    {"050", "restore restores restored resume resumes resumed renew renews renewed", "restored", true},
    {"050", "reestablish reestablishes reestablished re-establish re-establishes re-established", "restored", true},
    {"050", "normalise normalises normalised normalize normalizes normalized", "normalised", true},
    {"054", "establish establishes established", "established", true},
    {"030", "restore resume reestablish re-establish", "agreed to be restored", true},
    {"030", "normalise normalize", "agreed to be normalised", true}};

// Whether `visit` says true of a word, which may have hyphens.
template <class F>
bool any_word(std::string_view text, F visit) {
  const auto inside = [](char c) { return c == '-' || std::isalpha(static_cast<unsigned char>(c)); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && inside(text[end])) ++end;
    if (end > at && visit(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool has_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return any_word(text, [&](std::string_view one) { return std::equal(one.begin(), one.end(), word.begin(), word.end(), same); });
}

}  // namespace

Ties ties_told(std::string_view cameo, std::string_view trigger, std::string_view sentence) {
  for (const Line& line : kLines)
    if (line.cameo == cameo && any_word(trigger, [&](std::string_view word) { return has_word(line.words, word); }) &&
        (has_word(sentence, "relations") || has_word(sentence, "ties")))
      return {line.become, line.made};
  return {};
}

}  // namespace entente::ledger
