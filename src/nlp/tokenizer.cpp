#include "nlp/tokenizer.h"

#include <algorithm>

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

// One text's tokenization.
class TokenizerRun {
 public:
  TokenizerRun(const Tokenizer& rules, std::string_view text, Lexicon& lexicon, bool with_exceptions)
      : rules_(rules), text_(text), lexicon_(lexicon), with_exceptions_(with_exceptions) {}

  // Runs of white space and of other characters are split on their own; one space between two runs belongs to neither.
  void split() {
    if (text_.empty()) return;
    std::size_t start = 0;
    std::size_t next = 0;
    bool in_space = is_space(decode(text_, 0, next));
    for (std::size_t at = 0; at < text_.size(); at = next) {
      const char32_t c = decode(text_, at, next);
      if (is_space(c) == in_space) continue;
      if (start < at) chunk({text_.data() + start, at - start});
      start = at;
      if (c == ' ') {
        tokens_.back().space_after = true;
        start = at + 1;
      }
      in_space = !in_space;
    }
    if (start < text_.size()) chunk(text_.substr(start));
  }

  Pieces take() { return {std::move(tokens_), first_starts_sentence_}; }

  // Exceptions that the affix rules broke up are put together again: the longest first, then the leftmost.
  void rejoin_exceptions() {
    first_starts_sentence_ = !tokens_.empty();
    std::vector<Match> matches = find_phrases();
    if (matches.empty()) return;
    std::sort(matches.begin(), matches.end(),
              [](const Match& a, const Match& b) { return a.size != b.size ? a.size > b.size : a.first < b.first; });
    std::vector<char> seen(tokens_.size(), 0);
    std::vector<Match> kept;
    for (const Match& match : matches) {
      if (!seen[match.first] && !seen[match.first + match.size - 1]) kept.push_back(match);
      std::fill_n(seen.begin() + match.first, match.size, 1);
    }
    std::sort(kept.begin(), kept.end(), [](const Match& a, const Match& b) { return a.first < b.first; });

    std::vector<Piece> out;
    out.reserve(tokens_.size());
    std::uint32_t at = 0;
    for (const Match& match : kept) {
      out.insert(out.end(), tokens_.begin() + at, tokens_.begin() + match.first);
      const Piece& last = tokens_[match.first + match.size - 1];
      const std::uint32_t begin = tokens_[match.first].span.begin;
      at = match.first + match.size;
      const auto* exception = rules_.exception(text_.substr(begin, last.span.end - begin));
      if (exception == nullptr) {  // the tokens agree, the white space between them does not
        out.insert(out.end(), tokens_.begin() + match.first, tokens_.begin() + at);
        continue;
      }
      if (match.first == 0) first_starts_sentence_ = false;
      const bool space_after = last.space_after;
      push_parts(*exception, text_.data() + begin, out);
      out.back().space_after = space_after;
    }
    out.insert(out.end(), tokens_.begin() + at, tokens_.end());
    tokens_ = std::move(out);
  }

 private:
  struct Match {
    std::uint32_t first;
    std::uint32_t size;
  };

  Piece piece(std::string_view text, std::uint32_t lexeme, std::uint64_t norm) const {
    const auto begin = static_cast<std::uint32_t>(text.data() - text_.data());
    return {{begin, static_cast<std::uint32_t>(begin + text.size())}, lexeme, norm, false};
  }

  void push(std::string_view text) { tokens_.push_back(piece(text, intern(text), 0)); }

  std::uint32_t intern(std::string_view text) {
    const std::size_t known = lexicon_.size();
    const std::uint32_t index = lexicon_.intern(text);
    if (lexicon_.size() > known) {
      const auto phrases = rules_.phrases_by_first_.find(lexicon_.at(index).orth);
      if (phrases != rules_.phrases_by_first_.end()) lexicon_.at(index).phrases = phrases->second;
    }
    return index;
  }

  void push_parts(const Tokenizer::Exception& exception, const char* at, std::vector<Piece>& out) {
    for (const auto& part : exception) {
      const std::string_view text(at, part.text.size());
      out.push_back(piece(text, intern(text), part.norm));
      at += part.text.size();
    }
  }

  const Tokenizer::Exception* exception(std::string_view text) const {
    return with_exceptions_ ? rules_.exception(text) : nullptr;
  }

  // One run, through a cache: most words come back.
  void chunk(std::string_view text) {
    const auto [known, fresh] = cache_.try_emplace(text, Cached{tokens_.size(), 0, text.data()});
    if (!fresh) {
      for (std::size_t i = 0; i < known->second.count; ++i) {
        Piece copy = tokens_[known->second.first + i];
        const auto shift = static_cast<std::uint32_t>(text.data() - known->second.begin);
        copy.span.begin += shift;
        copy.span.end += shift;
        copy.space_after = false;
        tokens_.push_back(copy);
      }
      return;
    }
    if (const auto* whole = exception(text)) {
      push_parts(*whole, text.data(), tokens_);
    } else {
      affixes(text);
    }
    known->second.count = tokens_.size() - known->second.first;
  }

  void affixes(std::string_view text) {
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

  void middle(std::string_view text) {
    if (const auto* whole = exception(text)) {
      push_parts(*whole, text.data(), tokens_);
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

  std::vector<Match> find_phrases() const {
    std::vector<Match> out;
    for (std::uint32_t first = 0; first < tokens_.size(); ++first) {
      const std::uint32_t group = lexicon_.at(tokens_[first].lexeme).phrases;
      if (group == kNone) continue;
      for (const auto& phrase : rules_.phrases_[group]) {
        if (phrase.size() > tokens_.size() - first) continue;
        std::uint32_t same = 1;
        while (same < phrase.size() && lexicon_.at(tokens_[first + same].lexeme).orth == phrase[same]) ++same;
        if (same == phrase.size()) out.push_back({first, same});
      }
    }
    return out;
  }

  struct Cached {
    std::size_t first, count;
    const char* begin;
  };

  const Tokenizer& rules_;
  std::string_view text_;
  Lexicon& lexicon_;
  bool with_exceptions_;
  bool first_starts_sentence_ = false;
  RegexScratch scratch_;
  std::vector<Piece> tokens_;
  std::vector<std::string_view> suffixes_;
  std::unordered_map<std::string_view, Cached> cache_;
};

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
    std::deque<std::string> strings;
    Lexicon lexicon(vocabulary, strings);
    TokenizerRun run(out, text, lexicon, false);
    run.split();
    Phrase phrase;
    for (const Piece& piece : run.take().tokens) phrase.push_back(lexicon.at(piece.lexeme).orth);
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

Pieces Tokenizer::tokenize(std::string_view text, Lexicon& lexicon) const {
  TokenizerRun run(*this, text, lexicon, true);
  run.split();
  run.rejoin_exceptions();
  return run.take();
}

}  // namespace entente::nlp
