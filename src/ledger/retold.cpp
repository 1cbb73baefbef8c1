#include "ledger/retold.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace entente::ledger {
namespace {

constexpr double kSameSentence = 0.6;      // of the words of both, shared ones counted twice
constexpr std::size_t kMostLookedAt = 50;  // a page hardly tells more of one kind, and time must stay linear

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_letter(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Retelling::Head Retelling::head_of(const Told& entry) {
  Head head{entry.id, entry.page, entry.date, {}, {}, {}};
  std::string word;
  bool figure = false;
  for (std::size_t i = 0; i <= entry.sentence.size(); ++i) {
    const auto c = i < entry.sentence.size() ? static_cast<unsigned char>(entry.sentence[i]) : static_cast<unsigned char>(' ');
    if (is_digit(c) || is_letter(c)) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      figure |= is_digit(c);
    } else if (!word.empty()) {
      (figure ? head.figures : head.words).push_back(std::hash<std::string>()(word));
      word.clear();
      figure = false;
    }
  }
  std::sort(head.words.begin(), head.words.end());
  std::sort(head.figures.begin(), head.figures.end());
  return head;
}

std::string Retelling::kind_of(const Told& entry, const Head& head) {
  std::string kind = entry.who + '\n' + entry.what;
  for (const std::uint64_t figure : head.figures) kind += '\n' + std::to_string(figure);
  return kind;
}

std::uint64_t Retelling::words_of(const Head& head) {
  std::uint64_t hash = head.words.size();
  for (const std::uint64_t word : head.words) hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL ^ hash >> 29;
  return hash;
}

double Retelling::likeness(const Head& a, const Head& b) {
  if (!a.date.empty() && !b.date.empty() && a.date != b.date) return 0;
  std::vector<std::uint64_t> shared;
  std::set_intersection(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), std::back_inserter(shared));
  const double like = 2.0 * static_cast<double>(shared.size()) / static_cast<double>(a.words.size() + b.words.size());
  return like >= kSameSentence ? like : 0;
}

void Retelling::keep(Head&& head, const Told& entry) {
  const std::string kind = kind_of(entry, head);
  heads_.push_back(std::move(head));
  by_kind_[kind].push_back(&heads_.back());
  by_words_[kind][words_of(heads_.back())].heads.push_back(&heads_.back());
}

Retelling::Head* Retelling::same_words(const std::string& kind, const Head& here) {
  Same& same = by_words_[kind][words_of(here)];
  if (same.page != here.page) same.page = here.page, same.next = 0;
  while (same.next < same.heads.size()) {
    Head* const head = same.heads[same.next];
    if (head->page == here.page) return nullptr;  // and so are those after it
    ++same.next;
    if (head->taken_by != here.page) return head;
  }
  return nullptr;
}

Retelling::Head* Retelling::like_words(const std::string& kind, const Head& here) {
  Head* best = nullptr;
  double most = 0;
  std::size_t looked_at = 0;
  for (Head* head : by_kind_[kind]) {
    if (++looked_at > kMostLookedAt) break;
    if (head->page == here.page || head->taken_by == here.page) continue;
    if (const double like = likeness(*head, here); like > most) best = head, most = like;
  }
  return best;
}

std::string Retelling::next(const Told& entry) {
  Head here = head_of(entry);
  const std::string kind = kind_of(entry, here);
  Head* head = same_words(kind, here);
  if (!head) head = like_words(kind, here);
  if (!head) {
    keep(std::move(here), entry);
    return "";
  }
  head->taken_by = entry.page;
  return head->id;
}

}  // namespace entente::ledger
