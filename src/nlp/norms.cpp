#include "nlp/norms.h"

#include <array>

namespace entente::nlp {
namespace {

// spaCy's BASE_NORMS (MIT licence, spacy/lang/norm_exceptions.py).
constexpr std::array<std::pair<std::string_view, std::string_view>, 45> kNorms = {
    {{"'s", "'s"}, {"'S", "'s"}, {"’s", "'s"}, {"’S", "'s"}, {"’", "'"},  {"‘", "'"},  {"´", "'"},    {"`", "'"},   {"”", "\""},
     {"“", "\""},  {"''", "\""}, {"``", "\""}, {"´´", "\""}, {"„", "\""}, {"»", "\""}, {"«", "\""},   {"‘‘", "\""}, {"’’", "\""},
     {"？", "?"},  {"！", "!"},  {"，", ","},  {"；", ";"},  {"：", ":"}, {"。", "."}, {"।", "."},    {"…", "..."}, {"—", "-"},
     {"–", "-"},   {"--", "-"},  {"---", "-"}, {"——", "-"},  {"€", "$"},  {"£", "$"},  {"¥", "$"},    {"฿", "$"},   {"US$", "$"},
     {"C$", "$"},  {"A$", "$"},  {"₺", "$"},   {"₹", "$"},   {"৳", "$"},  {"₩", "$"},  {"Mex$", "$"}, {"₣", "$"},   {"E£", "$"}}};

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> base_norms() { return kNorms; }

}  // namespace entente::nlp
