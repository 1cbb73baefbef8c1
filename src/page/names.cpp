#include "page/names.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "page/dates.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kLongestName = 60;  // bytes
constexpr int kMostWords = 7;             // of a name
constexpr int kLongestPhrase = 4;         // words of a lead

// The table knowledge/page/names.tsv.
class NameWords {
 public:
  static const NameWords& compiled_in() {
    static const NameWords words;
    return words;
  }

  bool is(std::string_view kind, std::string_view word) const {
    const auto it = kinds_.find(lower_case(word));
    return it != kinds_.end() && std::find(it->second.begin(), it->second.end(), kind) != it->second.end();
  }
  bool may_lead(std::string_view line) const { return begin_leads_.may_begin(line); }
  const std::vector<std::string_view>& all(const std::string& kind) const { return words_.at(kind); }
  bool is_tail(std::string_view word) const {
    if (word.size() <= 3 && lower_case(word) != word) return false;
    return is("tail", word);
  }

 private:
  NameWords() {
    for (const Row& row : rows_of("names"))
      if (row.size() >= 2) {
        if (row[0] == "lead") begin_leads_.add(row[1]);
        kinds_[std::string(row[1])].push_back(row[0]);
        words_[std::string(row[0])].push_back(row[1]);
      }
  }

  Beginnings begin_leads_;
  std::unordered_map<std::string, std::vector<std::string_view>> kinds_;  // of a word
  std::unordered_map<std::string, std::vector<std::string_view>> words_;  // of a kind
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string_view without_comma(std::string_view word) {
  while (!word.empty() && (word.back() == ',' || word.back() == ';')) word.remove_suffix(1);
  return word;
}

std::string without_soft_hyphens(std::string_view text) {
  std::string out = collapse(text);
  for (const std::string_view sign : {"\u00ad", "\u200e", "\u200f", "\u2060"})
    for (std::size_t at = 0; (at = out.find(sign, at)) != std::string::npos;) out.erase(at, sign.size());
  return out;
}

// Byte range of the words from `first` to `last` in the text that they are views of.
std::string_view join(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

class NameReader {
 public:
  explicit NameReader(const Cues& cues) : cues_(cues), table_(NameWords::compiled_in()) {}

  std::vector<std::string> read(std::string_view byline) {
    const std::string text = without_soft_hyphens(byline.substr(0, 1000));
    std::string_view rest = without_lead(text);
    rest = names_part(rest, cues_);
    std::vector<std::string_view> pieces;
    split(rest, pieces);
    const bool persons = std::any_of(pieces.begin(), pieces.end(), [](std::string_view piece) { return word_count(piece) >= 2; });
    // "dpa/ab": no names, but one sign of a house.
    if (!persons && rest.find('/') != std::string_view::npos && rest.size() <= 24) return {std::string(without_separators(rest))};
    if (rest.find('/') != std::string_view::npos &&
        std::any_of(pieces.begin(), pieces.end(), [this](std::string_view piece) { return table_.is("agency", piece); }) &&
        pieces.size() == 2)
      return {std::string(without_separators(rest))};
    for (const std::string_view piece : pieces) add(piece);
    return std::move(names_);
  }

 private:
  // Without "By", "Text:", "Ein Beitrag von" and the like, as often as they stand there.
  std::string_view without_lead(std::string_view text) const {
    for (bool again = true; again;) {
      again = false;
      text = without_separators(text);
      const std::size_t found = lead_size(text);
      if (found >= text.size()) break;
      if (found > 0) {
        text.remove_prefix(found);
        again = true;
      }
    }
    return text;
  }

  void split(std::string_view text, std::vector<std::string_view>& pieces) const {
    std::size_t begin = 0;
    const auto cut = [&](std::size_t end, std::size_t next) {
      if (const std::string_view piece = without_separators(text.substr(begin, end - begin)); !piece.empty())
        pieces.push_back(piece);
      begin = next;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == ',' || text[i] == ';' || text[i] == '/') cut(i, i + 1);
      if (text.substr(i).starts_with("\u3001")) cut(i, i + 3);
      if (text[i] != ' ' || i == begin) continue;
      const std::size_t end = std::min(text.find(' ', i + 1), text.size());
      const std::string_view word = text.substr(i + 1, end - i - 1);
      if (end < text.size() && word == lower_case(word) && table_.is("and", word)) {
        cut(i, end);
        i = end - 1;
      }
    }
    cut(text.size(), text.size());
  }

  bool is_role(std::string_view word) const {
    if (table_.is("role", word)) return true;
    const std::size_t hyphen = word.rfind('-');  // "Wirtschafts-Redakteur"
    return hyphen != std::string_view::npos && table_.is("role", word.substr(hyphen + 1));
  }

  void add(std::string_view piece) {
    piece = without_lead(piece);
    std::vector<std::string_view> words = words_of(piece);
    const auto named = [&] { return !names_.empty(); };
    while (!words.empty() && words.size() > 1 && table_.is("and", words.front())) words.erase(words.begin());
    if (words.empty()) return;
    if (words.size() > 1 && words.front()[0] >= '0' && words.front()[0] <= '9' &&
        (words.front().find(':') != std::string_view::npos || table_.is("unit", words[1])))
      return;  // "15:36 Uhr", "3 min"
    const bool all_roles = std::all_of(words.begin(), words.end(), [this](std::string_view word) { return is_role(word); });
    // After a name: what the writer is, or for whom.
    if (named() && (all_roles || is_role(words.back()) || is_role(words.front()) || table_.is("agency", piece) ||
                    (words.size() == 1 && word_count(names_.back()) >= 2)))
      return;
    if (!all_roles) {
      while (words.size() > 2 && is_role(words.front())) words.erase(words.begin());
      for (std::size_t k = 2; k < words.size(); ++k)
        if (is_role(words[k])) words.resize(k);
    }
    if (words.size() == 2 && table_.is("post", words.back())) return;  // "Political Correspondent"
    if (table_.is("nobody", words.front()) && words.size() > 1 && words.front() == lower_case(words.front()))
      return;  // "our ..."
    const auto small = std::count_if(words.begin(), words.end(), [](std::string_view word) { return !is_upper_or_digit(word); });
    if (words.size() >= 3 && small * 3 > static_cast<std::ptrdiff_t>(words.size()) * 2) return;  // a phrase
    const std::string name(without_separators(join(words.front(), words.back())));
    if (name.empty() || name.size() > kLongestName || static_cast<int>(words.size()) > kMostWords || table_.is("nobody", name))
      return;
    if (!cues_.byline_kind(name).empty() || cues_.of_line(name) != Region::Body || folded(name).empty()) return;
    if (cues_.of_line(words.front()) == Region::Share || cues_.of_line(words.back()) == Region::Share) return;
    for (const std::string& known : names_)
      if (same_text(known, name)) return;
    names_.push_back(name);
  }

  const Cues& cues_;
  const NameWords& table_;
  std::vector<std::string> names_;
};

}  // namespace

std::size_t lead_size(std::string_view line) {
  line = line.substr(0, 64);
  const NameWords& table = NameWords::compiled_in();
  if (table.may_lead(line)) {
    std::size_t end = 0, found = 0;
    for (int words = 0; words < kLongestPhrase && end < line.size(); ++words) {
      end = std::min(line.find(' ', end ? end + 1 : 0), line.size());
      if (table.is("lead", line.substr(0, end))) found = end;
    }
    if (found > 0) return found;
    const std::size_t colon = line.find(':');  // "Text:Ann Writer"
    if (colon < 16 && table.is("lead", line.substr(0, colon + 1))) return colon + 1;
    const std::size_t wide = line.find("\uff1a");  // "作者：李文", no space anywhere
    if (wide < 24 && table.is("lead", line.substr(0, wide + 3))) return wide + 3;
  }
  // "ByAnn Writer": two elements without a space between them.
  const bool glued = line.size() > 3 && line.starts_with("By") && line[2] >= 'A' && line[2] <= 'Z' && (lower(line[3]) == line[3]);
  return glued ? 2 : 0;
}

std::string_view names_part(std::string_view text, const Cues& cues) {
  const NameWords& table = NameWords::compiled_in();
  std::size_t end = text.size();
  if (const auto dates = dates_in(text, cues); !dates.empty()) end = dates.front().begin;
  for (const std::string_view sign :
       {"|", "\n", "(", "[", "<", "\u2022", "\u00b7", "\u2013", "\u2014", " - ", " // ", "\u00bb", "\u203a", "\u00a9", " > "})
    end = std::min(end, text.find(sign));
  for (const std::string_view word : words_of(text.substr(0, end))) {
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    const bool number = word[0] >= '0' && word[0] <= '9';
    const bool address = word.find('@') != std::string_view::npos || word.find("://") != std::string_view::npos ||
                         word.starts_with("www.") || word.find(".com/") != std::string_view::npos;
    if (address || (at > 0 && (number || table.is_tail(without_comma(word))))) return without_separators(text.substr(0, at));
  }
  return without_separators(text.substr(0, end));
}

bool holds_role(std::string_view text) {
  const NameWords& table = NameWords::compiled_in();
  const std::vector<std::string_view> words = words_of(text);
  return std::any_of(words.begin(), words.end(),
                     [&table](std::string_view word) { return table.is("role", without_comma(word)); });
}

bool marks_author(std::string_view attribute) {
  const std::string text = ascii_lower(attribute.substr(0, 200));
  const std::vector<std::string_view>& beside = NameWords::compiled_in().all("unmark");
  for (const std::string_view word : NameWords::compiled_in().all("mark"))
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const std::string_view after = std::string_view(text).substr(at + word.size());
      if (std::none_of(beside.begin(), beside.end(), [after](std::string_view other) { return after.starts_with(other); }))
        return true;
    }
  return false;
}

bool leads_to_author(std::string_view address) {
  const std::string text = ascii_lower(address.substr(0, 300));
  const auto& paths = NameWords::compiled_in().all("path");
  return std::any_of(paths.begin(), paths.end(), [&text](std::string_view path) { return text.find(path) != std::string::npos; });
}

bool is_house(std::string_view name) {
  const std::vector<std::string_view> words = words_of(name);
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return NameWords::compiled_in().is("house", word); });
}

std::vector<std::string> bare_names(std::string_view byline, const Cues& cues) { return NameReader(cues).read(byline); }

}  // namespace entente::page
