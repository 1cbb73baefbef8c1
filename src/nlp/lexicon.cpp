#include "nlp/lexicon.h"

#include <algorithm>

#include "nlp/hash.h"
#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

constexpr std::size_t kLongShape = 100;
constexpr int kShapeRun = 4;
constexpr std::size_t kVectorBuckets = 1 << 16;

std::string_view first_code_point(std::string_view text) {
  std::size_t next = 0;
  decode(text, 0, next);
  return text.substr(0, next);
}

std::string_view last_code_points(std::string_view text, int count) {
  std::size_t at = text.size();
  for (; count > 0 && at > 0; --count) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  }
  return text.substr(at);
}

}  // namespace

std::string shape(std::string_view text) {
  if (text.size() >= kLongShape && code_points(text) >= kLongShape) return "LONG";
  std::string out;
  std::string_view last;
  int run = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = decode(text, i, i);
    const std::string_view mark = is_alpha(c) ? (is_upper(c) ? "X" : "x") : is_digit(c) ? "d" : text.substr(at, i - at);
    run = mark == last ? run + 1 : 0;
    last = mark;
    if (run < kShapeRun) out += mark;
  }
  return out;
}

Result<Vocabulary> Vocabulary::load(const ModelFile& file) {
  Vocabulary out;
  auto norms = file.string_map("norm");
  if (!norms) return tl::unexpected(norms.error());
  out.norms_ = std::move(*norms);

  const auto names = file.section("symbols");
  if (!names) return tl::unexpected(names.error());
  std::uint64_t id = 0;
  for (std::size_t at = 0; at < names->size();) {
    const std::size_t end = std::min(names->find(' ', at), names->size());
    out.symbols_.emplace(string_hash(names->substr(at, end - at)), ++id);
    at = end + 1;
  }

  if (!file.has("vectors.key")) return out;
  const auto keys = file.array<std::uint64_t>("vectors.key");
  if (!keys) return tl::unexpected(keys.error());
  const auto rows = file.array<std::uint32_t>("vectors.row");
  if (!rows) return tl::unexpected(rows.error());
  if (keys->size() != rows->size() || keys->size() >= kNone) return file.damaged("vectors");
  out.vector_keys_ = *keys;
  out.vector_rows_ = *rows;
  out.vector_index_.resize(kVectorBuckets + 1);
  std::uint32_t at = 0;
  for (std::size_t bucket = 0; bucket < kVectorBuckets; ++bucket) {
    out.vector_index_[bucket] = at;
    while (at < keys->size() && (*keys)[at] >> 48 <= bucket) ++at;
  }
  out.vector_index_[kVectorBuckets] = at;
  return out;
}

std::uint64_t Vocabulary::string_id(std::string_view text) const {
  if (text.empty()) return 0;
  const std::uint64_t hash = string_hash(text);
  const auto symbol = symbols_.find(hash);
  return symbol == symbols_.end() ? hash : symbol->second;
}

std::uint32_t Vocabulary::vector_row(std::uint64_t key) const {
  if (vector_index_.empty()) return kNone;
  const auto first = vector_keys_.begin() + vector_index_[key >> 48];
  const auto last = vector_keys_.begin() + vector_index_[(key >> 48) + 1];
  const auto at = std::lower_bound(first, last, key);
  return at == last || *at != key ? kNone : vector_rows_[static_cast<std::size_t>(at - vector_keys_.begin())];
}

Lexeme Vocabulary::lexeme(std::string_view text, std::string_view lower) const {
  Lexeme out;
  out.text = text;
  out.lower = lower;
  out.orth = string_id(text);
  const std::string_view* norm = norms_.find(out.orth);
  out.lower_id = string_id(lower);
  out.norm = norm != nullptr ? string_id(*norm) : out.lower_id;
  out.prefix = string_id(first_code_point(text));
  out.suffix = string_id(last_code_points(text, 3));
  out.shape = string_id(shape(text));
  out.vector = vector_row(out.orth);
  out.is_space = all_space(text);
  return out;
}

std::uint32_t Lexicon::intern(std::string_view text) {
  const auto [at, fresh] = by_hash_.try_emplace(string_hash(text), static_cast<std::uint32_t>(lexemes_.size()));
  if (fresh) {
    const std::string_view kept = strings_.emplace_back(text);
    std::string folded = lower(text);
    lexemes_.push_back(vocabulary_.lexeme(kept, folded == text ? kept : strings_.emplace_back(std::move(folded))));
  }
  return at->second;
}

void Lexicon::forget() {
  by_hash_.clear();
  lexemes_.clear();
  strings_.clear();
}

}  // namespace entente::nlp
