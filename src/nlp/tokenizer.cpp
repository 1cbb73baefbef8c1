#include "nlp/tokenizer.h"

#include <algorithm>

#include "nlp/hash.h"
#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

// Suffix rules end where their subject ends and are, but for runs of dots, far shorter than this; a search from here on keeps
// the affix loop linear in long strings.
constexpr std::size_t kSuffixWindow = 128;
// Longer strings are no URLs.
constexpr std::size_t kLongestUrl = 4096;

std::size_t suffix_search_start(std::string_view text) {
  if (text.size() <= kSuffixWindow) return 0;
  std::size_t at = text.size() - kSuffixWindow;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  std::size_t dots = text.size();
  while (dots > 0 && text[dots - 1] == '.') --dots;
  return std::min(at, dots);
}

}  // namespace

void Splitter::split(std::string_view text, Pieces& out) {
  text_ = text;
  out_ = &out;
  out.tokens.clear();
  split_runs(true);
  rejoin_exceptions();
}

void Splitter::forget() {
  known_.clear();
  parts_.clear();
}

// Runs of white space and of other characters are split on their own; one space between two runs belongs to neither.
void Splitter::split_runs(bool with_exceptions) {
  with_exceptions_ = with_exceptions;
  if (text_.empty()) return;
  std::size_t start = 0;
  std::size_t next = 0;
  bool in_space = is_space(decode(text_, 0, next));
  for (std::size_t at = 0; at < text_.size(); at = next) {
    const char32_t c = decode(text_, at, next);
    if (is_space(c) == in_space) continue;
    if (start < at) run(text_.substr(start, at - start));
    start = at;
    if (c == ' ') {
      out_->tokens.back().space_after = true;
      start = at + 1;
    }
    in_space = !in_space;
  }
  if (start < text_.size()) run(text_.substr(start));
}

// Exceptions that the affix rules broke up are put together again: the longest first, then the leftmost.
void Splitter::rejoin_exceptions() {
  std::vector<Piece>& tokens = out_->tokens;
  out_->first_starts_sentence = !tokens.empty();
  find_phrases();
  if (matches_.empty()) return;
  std::sort(matches_.begin(), matches_.end(),
            [](const Match& a, const Match& b) { return a.size != b.size ? a.size > b.size : a.first < b.first; });
  seen_.assign(tokens.size(), 0);
  kept_.clear();
  for (const Match& match : matches_) {
    if (!seen_[match.first] && !seen_[match.first + match.size - 1]) kept_.push_back(match);
    std::fill_n(seen_.begin() + match.first, match.size, 1);
  }
  std::sort(kept_.begin(), kept_.end(), [](const Match& a, const Match& b) { return a.first < b.first; });

  joined_.clear();
  std::uint32_t at = 0;
  for (const Match& match : kept_) {
    joined_.insert(joined_.end(), tokens.begin() + at, tokens.begin() + match.first);
    const Piece& last = tokens[match.first + match.size - 1];
    const std::uint32_t begin = tokens[match.first].span.begin;
    at = match.first + match.size;
    const auto* exception = rules_.exception(text_.substr(begin, last.span.end - begin));
    if (exception == nullptr) {  // the tokens agree, the white space between them does not
      joined_.insert(joined_.end(), tokens.begin() + match.first, tokens.begin() + at);
      continue;
    }
    if (match.first == 0) out_->first_starts_sentence = false;
    const bool space_after = last.space_after;
    push_parts(*exception, text_.data() + begin, joined_);
    joined_.back().space_after = space_after;
  }
  joined_.insert(joined_.end(), tokens.begin() + at, tokens.end());
  tokens.swap(joined_);
}

void Splitter::find_phrases() {
  const std::vector<Piece>& tokens = out_->tokens;
  matches_.clear();
  for (std::uint32_t first = 0; first < tokens.size(); ++first) {
    const std::uint32_t group = lexicon_.at(tokens[first].lexeme).phrases;
    if (group == kNone) continue;
    for (const auto& phrase : rules_.phrases_[group]) {
      if (phrase.size() > tokens.size() - first) continue;
      std::uint32_t same = 1;
      while (same < phrase.size() && lexicon_.at(tokens[first + same].lexeme).orth == phrase[same]) ++same;
      if (same == phrase.size()) matches_.push_back({first, same});
    }
  }
}

Piece Splitter::piece(std::string_view text, std::uint32_t lexeme, std::uint64_t norm) const {
  const auto begin = static_cast<std::uint32_t>(text.data() - text_.data());
  return {{begin, static_cast<std::uint32_t>(begin + text.size())}, lexeme, norm, false};
}

void Splitter::push(std::string_view text) { out_->tokens.push_back(piece(text, intern(text), 0)); }

std::uint32_t Splitter::intern(std::string_view text) {
  const std::size_t known = lexicon_.size();
  const std::uint32_t index = lexicon_.intern(text);
  if (lexicon_.size() > known) {
    const auto phrases = rules_.phrases_by_first_.find(lexicon_.at(index).orth);
    if (phrases != rules_.phrases_by_first_.end()) lexicon_.at(index).phrases = phrases->second;
  }
  return index;
}

void Splitter::push_parts(const Tokenizer::Exception& exception, const char* at, std::vector<Piece>& out) {
  for (const auto& part : exception) {
    const std::string_view text(at, part.text.size());
    out.push_back(piece(text, intern(text), part.norm));
    at += part.text.size();
  }
}

const Tokenizer::Exception* Splitter::exception(std::string_view text) const {
  return with_exceptions_ ? rules_.exception(text) : nullptr;
}

// One run, from memory where it has been met.
void Splitter::run(std::string_view text) {
  const auto begin = static_cast<std::uint32_t>(text.data() - text_.data());
  std::vector<Piece>& tokens = out_->tokens;
  const auto [known, fresh] = known_.try_emplace(string_hash(text));
  if (!fresh) {
    for (std::uint32_t i = known->second.first; i < known->second.first + known->second.count; ++i) {
      Piece copy = parts_[i];
      copy.span.begin += begin;
      copy.span.end += begin;
      tokens.push_back(copy);
    }
    return;
  }
  const std::size_t first = tokens.size();
  if (const auto* whole = exception(text)) {
    push_parts(*whole, text.data(), tokens);
  } else {
    affixes(text);
  }
  known->second = {static_cast<std::uint32_t>(parts_.size()), static_cast<std::uint32_t>(tokens.size() - first)};
  for (std::size_t i = first; i < tokens.size(); ++i) {
    parts_.push_back(tokens[i]);
    parts_.back().span.begin -= begin;
    parts_.back().span.end -= begin;
  }
}

void Splitter::affixes(std::string_view text) {
  suffixes_.clear();
  std::size_t before = std::string_view::npos;
  while (!text.empty() && text.size() != before && exception(text) == nullptr) {
    before = text.size();
    const auto prefix = rules_.prefix_.search(text, 0, scratch_);
    const std::size_t pre = prefix && prefix->first == 0 ? prefix->second : 0;
    const std::string_view minus_prefix = text.substr(pre);
    if (pre != 0 && exception(minus_prefix) != nullptr) {
      push(text.substr(0, pre));
      text = minus_prefix;
      break;
    }
    const auto suffix = rules_.suffix_.search(minus_prefix, suffix_search_start(minus_prefix), scratch_);
    const std::size_t suf = suffix && suffix->second == minus_prefix.size() ? suffix->second - suffix->first : 0;
    const std::string_view minus_suffix = text.substr(0, text.size() - suf);
    if (suf != 0 && exception(minus_suffix) != nullptr) {
      suffixes_.push_back(text.substr(text.size() - suf));
      text = minus_suffix;
      break;
    }
    if (pre != 0) push(text.substr(0, pre));
    if (suf != 0) suffixes_.push_back(text.substr(text.size() - suf));
    text = text.substr(pre, text.size() - pre - suf);
  }
  if (!text.empty()) middle(text);
  for (auto suffix = suffixes_.rbegin(); suffix != suffixes_.rend(); ++suffix) push(*suffix);
}

void Splitter::middle(std::string_view text) {
  if (const auto* whole = exception(text)) {
    push_parts(*whole, text.data(), out_->tokens);
    return;
  }
  if (text.size() <= kLongestUrl && rules_.url_.search(text, 0, scratch_)) return push(text);
  std::size_t start = 0;
  for (std::size_t from = 0; from < text.size();) {
    const auto infix = rules_.infix_.search(text, from, scratch_);
    if (!infix) break;
    const auto [first, last] = *infix;
    from = last;
    if (first == last && last < text.size()) decode(text, last, from);
    if (first == last && last == text.size()) break;
    if (first == 0) continue;
    if (first != start) push(text.substr(start, first - start));
    if (last != first) push(text.substr(first, last - first));
    start = last;
  }
  if (start < text.size()) push(text.substr(start));
}

Result<Tokenizer> Tokenizer::load(const ModelFile& file, const Vocabulary& vocabulary) {
  const auto bytes = file.section("tokenizer");
  if (!bytes) return tl::unexpected(bytes.error());
  Cursor cursor(*bytes);
  std::vector<Regex> patterns;
  for (int i = 0; i < 4; ++i) {
    auto pattern = Regex::compile(cursor.str());
    if (!pattern) return file.damaged("tokenizer");
    patterns.push_back(std::move(*pattern));
  }
  Tokenizer out(patterns[0], patterns[1], patterns[2], patterns[3]);
  const std::uint32_t count = cursor.count();
  std::vector<std::string_view> texts;
  for (std::uint32_t i = 0; i < count && cursor.ok(); ++i) {
    const std::string_view text = cursor.str();
    Exception parts(cursor.count());
    std::string joined;
    for (Part& part : parts) {
      part.text = cursor.str();
      const std::string_view norm = cursor.str();
      part.norm = vocabulary.string_id(norm);
      joined += part.text;
      if (part.text.empty()) return file.damaged("tokenizer");
    }
    if (text.empty() || joined != text || !valid_utf8(text)) return file.damaged("tokenizer");
    out.longest_exception_ = std::max(out.longest_exception_, text.size());
    out.exceptions_.emplace(text, std::move(parts));
    texts.push_back(text);
  }
  if (!cursor.ok()) return file.damaged("tokenizer");

  for (const std::string_view text : texts) {
    if (!out.has_affix(text)) continue;
    Lexicon lexicon(vocabulary);
    Splitter splitter(out, lexicon);
    Pieces pieces;
    splitter.text_ = text;
    splitter.out_ = &pieces;
    splitter.split_runs(false);
    Phrase phrase;
    for (const Piece& piece : pieces.tokens) phrase.push_back(lexicon.at(piece.lexeme).orth);
    if (phrase.empty()) continue;
    const auto [group, fresh] = out.phrases_by_first_.try_emplace(phrase[0], static_cast<std::uint32_t>(out.phrases_.size()));
    if (fresh) out.phrases_.emplace_back();
    out.phrases_[group->second].push_back(std::move(phrase));
  }
  return out;
}

const Tokenizer::Exception* Tokenizer::exception(std::string_view text) const {
  if (text.size() > longest_exception_) return nullptr;
  const auto found = exceptions_.find(text);
  return found == exceptions_.end() ? nullptr : &found->second;
}

bool Tokenizer::has_affix(std::string_view text) const {
  RegexScratch scratch;
  const auto found = [&](const Regex& rule) {
    const auto match = rule.search(text, 0, scratch);
    return match && match->second > match->first;
  };
  return text.find(' ') != std::string_view::npos || found(prefix_) || found(infix_) || found(suffix_);
}

}  // namespace entente::nlp
