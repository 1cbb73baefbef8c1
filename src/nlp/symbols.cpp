#include "nlp/symbols.h"

#include <fmt/format.h>

namespace entente::nlp {
namespace {

// spaCy's reserved symbols (MIT licence, spacy/symbols.pyx), but for two runs of numbered names between them.
constexpr std::string_view kBeforeFlags =
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL "
    "IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY ";
constexpr int kFirstFlag = 19, kLastFlag = 63;
constexpr std::string_view kBeforeDeprecated =
    "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START "
    "SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL "
    "SPACE ";
constexpr int kDeprecated = 276;
constexpr std::string_view kRest =
    "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY "
    "ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj "
    "csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num "
    "number oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl "
    "rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _";

}  // namespace

std::string symbol_names() {
  std::string out(kBeforeFlags);
  for (int i = kFirstFlag; i <= kLastFlag; ++i) out += fmt::format("FLAG{} ", i);
  out += kBeforeDeprecated;
  for (int i = 1; i <= kDeprecated; ++i) out += fmt::format("DEPRECATED{:03} ", i);
  out += kRest;
  return out;
}

}  // namespace entente::nlp
