// Which entries of a report's pages tell what an earlier page of it told already. Pure: no store.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::ledger {

// An entry, as far as it matters here.
struct Told {
  std::string id, page;
  std::string who;   // source and target: their codes, or their words where they have none
  std::string what;  // type and status
  std::string date;  // empty where unknown
  std::string sentence;
};

// Takes the entries of one report page by page, the first page first, each page's in their order, and finds for each the entry
// that it repeats. Linear in the words of all sentences.
class Retelling {
 public:
  // An entry that is known to tell something new.
  void add(const Told& entry) { keep(head_of(entry), entry); }

  // The id of the entry, on a page before, that this one tells again; empty where it tells something new. Two entries repeat one
  // another where who and what are the same and the sentences are: by their words; or, on one day, by most words and by all
  // figures. A page repeats an entry once.
  std::string next(const Told& entry);

 private:
  struct Head {
    std::string id, page, date;
    std::vector<std::uint64_t> words, figures;  // hashes, sorted
    std::string taken_by;                       // the last page that repeated it
  };
  // Heads with the same words: those before `next` are taken by `page`.
  struct Same {
    std::vector<Head*> heads;
    std::string page;
    std::size_t next = 0;
  };
  static Head head_of(const Told& entry);
  static std::string kind_of(const Told& entry, const Head& head);
  static std::uint64_t words_of(const Head& head);
  static double likeness(const Head& a, const Head& b);
  void keep(Head&& head, const Told& entry);
  Head* same_words(const std::string& kind, const Head& here);
  Head* like_words(const std::string& kind, const Head& here);

  std::deque<Head> heads_;
  std::unordered_map<std::string, std::vector<Head*>> by_kind_;  // who, what and figures
  std::unordered_map<std::string, std::unordered_map<std::uint64_t, Same>> by_words_;
};

}  // namespace entente::ledger
