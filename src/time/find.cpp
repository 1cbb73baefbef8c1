#include "time/phrase.h"
#include "time/resolve.h"
#include "time/time.h"

namespace entente::time {
namespace {

// How many sentences a date is remembered for "two days later".
constexpr std::uint32_t kMemory = 2;

// A document without its white-space tokens, so that a date may be broken over two lines, and the way back.
struct Compact {
  Doc doc;
  std::vector<std::uint32_t> old;  // index of a token -> its index in the whole document
};

Compact compact(const Doc& doc) {
  const auto size = static_cast<std::uint32_t>(doc.tokens.size());
  Compact out;
  out.doc.text = doc.text;
  std::vector<std::uint32_t> now(size + 1);
  for (std::uint32_t t = 0; t < size; ++t) {
    now[t] = static_cast<std::uint32_t>(out.old.size());
    if (!doc.tokens[t].is_space) out.old.push_back(t);
  }
  now[size] = static_cast<std::uint32_t>(out.old.size());
  out.doc.tokens.reserve(out.old.size());
  for (const std::uint32_t t : out.old) {
    Token token = doc.tokens[t];
    token.head = doc.tokens[token.head].is_space ? now[t] : now[token.head];
    token.left = now[token.left];
    token.right = now[token.right];
    out.doc.tokens.push_back(token);
  }
  for (const Range& sentence : doc.sentences) out.doc.sentences.push_back({now[sentence.first], now[sentence.last]});
  return out;
}

class Finder {
 public:
  Finder(const Doc& doc, std::string_view anchor) : doc_(doc), reader_(doc), anchor_(period(anchor)) {}

  std::vector<Expression> run() {
    const auto size = static_cast<std::uint32_t>(doc_.tokens.size());
    for (std::uint32_t t = 0; t < size;) {
      std::optional<Phrase> phrase = reader_.at(t);
      if (!phrase) {
        ++t;
        continue;
      }
      t = phrase->tokens.last;
      widen(*phrase);
      add(std::move(*phrase));
    }
    for (const auto& [index, phrase] : beside_) date_beside(index, phrase);
    return std::move(out_);
  }

 private:
  std::string_view word(std::uint32_t t) const { return doc_.str(t); }

  static std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return out;
  }

  // Takes in "early", "late", "the end of" before the phrase, as far as they are in its sentence and free.
  void widen(Phrase& phrase) const {
    const std::uint32_t from = std::max(doc_.sentence_of(phrase.tokens.first).first, out_.empty() ? 0 : out_.back().tokens.last);
    std::uint32_t& first = phrase.tokens.first;
    const auto before = [&](std::uint32_t n) { return first >= from + n ? lower(word(first - n)) : std::string(); };
    if (before(1) == "of" && (one_of(before(2), kPartOf) || one_of(before(2), kPartsOfDay)))
      first -= 2;
    else if (before(1) == "-" && before(2) == "mid")
      first -= 2;
    else if ((before(1) == "in" || before(1) == "on") && one_of(before(2), kEarlyLate))
      first -= 2;
    if (one_of(before(1), kEarlyLate)) first -= 1;
  }

  void add(Phrase phrase) {
    const std::optional<Period> anchor = phrase.kind == Kind::kFromText || phrase.from_text ? remembered(phrase) : anchor_;
    Expression expression{phrase.tokens, doc_.span(phrase.tokens), {}};
    expression.when.date = resolve(phrase, anchor);
    expression.when.how = phrase.kind == Kind::kFixed ? "stated" : "relative";
    if (!out_.empty() && (join(phrase, expression) || share_year(phrase, expression))) return finish(phrase);
    expression.when.evidence = {std::string(expression.span.in(doc_.text))};
    if (phrase.kind == Kind::kBeside) beside_.emplace_back(out_.size(), phrase);
    out_.push_back(std::move(expression));
    finish(phrase);
  }

  void finish(const Phrase& phrase) { last_ = phrase; }

  // "Two days after rebels took the town on 3 May", "the day after the vote of 3 May": counted from the day that is named there.
  void date_beside(std::size_t index, const Phrase& phrase) {
    const std::uint32_t after = phrase.tokens.last;
    std::uint32_t told = doc_.tokens[after].head;
    if (doc_.tokens[after].dep != "mark")
      for (told = after + 1; told < doc_.tokens[after].right && doc_.tokens[told].head != after;) ++told;
    if (told >= doc_.tokens.size()) return;
    for (std::size_t i = index + 1; i < out_.size() && out_[i].tokens.first < doc_.tokens[told].right; ++i) {
      const auto day = period(out_[i].when.date);
      if (!day || !day->is_day() || !hangs_on(out_[i].tokens.first, told)) continue;
      Phrase from = phrase;
      from.kind = Kind::kFromText;
      out_[index].when.date = resolve(from, day);
      return;
    }
  }

  bool hangs_on(std::uint32_t at, std::uint32_t word) const {
    for (int up = 0; up < 4 && at != word; ++up) {
      at = doc_.tokens[at].head;
      if (at != word && doc_.tokens[at].pos == "VERB") return false;
    }
    return at == word;
  }

  // The date named last, if it is near; of an interval, its end.
  std::optional<Period> remembered(const Phrase& phrase) const {
    if (out_.empty()) return std::nullopt;
    const std::string& date = out_.back().when.date;
    const std::uint32_t there = doc_.tokens[out_.back().tokens.first].sentence, here = doc_.tokens[phrase.tokens.first].sentence;
    return here - there <= kMemory ? period(std::string_view(date).substr(date.find('/') + 1)) : std::nullopt;
  }

  // "from 1996 to 2001", "between May 3 and May 5": the expression before and this one become one interval.
  bool join(const Phrase& phrase, const Expression& expression) {
    Expression& before = out_.back();
    const std::uint32_t first = before.tokens.first, gap = before.tokens.last;
    if (phrase.tokens.first != gap + 1 || doc_.sentence_of(gap) != doc_.sentence_of(first)) return false;
    const std::string joiner = lower(word(gap));
    const std::string ahead = first > 0 ? lower(word(first - 1)) : std::string();
    if (!one_of(joiner, kTo) && !(joiner == "and" && ahead == "between")) return false;
    if (before.when.is_interval() && before.when.how == "relative") return false;
    std::string left = before.when.date, right = expression.when.date;
    const auto end = period(right), start = period(left);
    if (last_.kind != Kind::kFixed && end) {
      if (std::string dated = resolve_before(last_, end->last); !dated.empty()) left = std::move(dated);
    } else if (phrase.kind != Kind::kFixed && start) {
      if (std::string dated = resolve_after(phrase, start->first); !dated.empty()) right = std::move(dated);
    }
    const auto from = period(left), to = period(right);
    if ((from && to && from->first > to->last) || (from.has_value() != to.has_value())) return false;
    before.tokens.last = phrase.tokens.last;
    before.span = doc_.span(before.tokens);
    before.when.date = from ? interval(left.substr(0, left.find('/')), right.substr(right.find('/') + 1)) : std::string();
    if (phrase.kind == Kind::kFixed || last_.kind == Kind::kFixed) before.when.how = "stated";
    before.when.evidence = {std::string(before.span.in(doc_.text))};
    return true;
  }

  // "in March and April 2020": the year of the second is the first's. Never takes the second expression in.
  bool share_year(const Phrase& phrase, const Expression& expression) {
    Expression& before = out_.back();
    if (phrase.kind != Kind::kFixed || phrase.month == 0 || last_.kind != Kind::kPartial || last_.shift || last_.year_shift)
      return false;
    if (phrase.tokens.first != before.tokens.last + 1) return false;
    const std::string joiner = lower(word(before.tokens.last));
    const auto end = period(expression.when.date);
    if (!end || (joiner != "and" && joiner != "or" && joiner != ",")) return false;
    if (std::string dated = resolve_before(last_, end->last); !dated.empty()) {
      before.when.date = std::move(dated);
      before.when.how = "stated";
    }
    return false;
  }

  const Doc& doc_;
  Reader reader_;
  std::optional<Period> anchor_;
  Phrase last_;  // the phrase behind out_.back()
  std::vector<Expression> out_;
  std::vector<std::pair<std::size_t, Phrase>> beside_;  // index in out_
};

}  // namespace

std::vector<Expression> find(const Doc& doc, std::string_view anchor) {
  const Compact words = compact(doc);
  std::vector<Expression> found = Finder(words.doc, anchor).run();
  for (Expression& e : found) e.tokens = {words.old[e.tokens.first], words.old[e.tokens.last - 1] + 1};
  return found;
}

}  // namespace entente::time
