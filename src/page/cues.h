// The tables of knowledge/page: what words of attributes and lines of text say about a part of a page.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::page {

// What a part of a page is. `Body` is undecided text, the article as far as nothing says otherwise.
enum class Region : std::uint8_t {
  Body,
  Content,
  Standfirst,
  Byline,
  Kicker,
  PullQuote,
  Caption,
  Newsletter,
  Related,
  Headlines,
  Comments,
  Share,
  Ad,
  Player,
  Nav,
  Masthead,
  Footer,
  Tags,
  Aside,
  Bio,
  Notice,
};

// The text of knowledge/page/<name>.tsv, compiled in; empty for an unknown name.
std::string_view embedded(std::string_view name);

// Its rows, split at tabs; comments and empty lines left out.
using Row = std::vector<std::string_view>;
std::vector<Row> rows_of(std::string_view name);

// The first two letters of phrases: whether a line may begin with one of them, told without a look into a table.
class Beginnings {
 public:
  void add(std::string_view phrase);
  // Case does not matter in ASCII. True where the line begins with anything else than two signs of ASCII.
  bool may_begin(std::string_view line) const {
    if (line.size() < 2) return true;
    const auto a = static_cast<unsigned char>(line[0]), b = static_cast<unsigned char>(line[1]);
    return a <= 0x20 || a >= 0x7f || b <= 0x20 || b >= 0x7f || pairs_[place(a, b)];
  }

 private:
  static std::size_t place(unsigned char a, unsigned char b) {
    const auto small = [](unsigned char c) { return std::size_t{c >= 'A' && c <= 'Z' ? c | 0x20U : c}; };
    return small(a) << 7 | small(b);
  }
  std::bitset<std::size_t{1} << 14> pairs_;
};

class Cues {
 public:
  // The compiled-in tables, read on first use; immutable, shared by all threads.
  static const Cues& compiled_in();

  // What an attribute's value says (a class list, an id); Body where it says nothing. Words nearer the end decide, and longer
  // phrases before shorter ones. Linear in the value, of which the first 512 bytes count.
  Region of_attribute(std::string_view value) const;

  // What a line of text says of itself or of what follows it; Body where it is no marker.
  Region of_line(std::string_view line) const;

  // "by", "published", "updated" where the line begins with words of that kind, with the bytes of these words; empty otherwise.
  std::string_view byline_kind(std::string_view line, std::size_t* size = nullptr) const;
  bool is_desk_word(std::string_view word) const;  // "correspondent", "staff", an agency's name

  // 1-12 for a month's name, 0 for a day of the week, -1 for another word. Case and a final full stop do not matter.
  int calendar(std::string_view word) const;

 private:
  Cues();

  struct Marker {
    Region region;
    bool whole_line;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  // Phrases of attribute words by their hash, open-addressed: a page asks for thousands.
  struct Phrase {
    std::uint64_t hash = 0;  // 0: free
    Region region = Region::Body;
    bool is_state = false;
  };
  Phrase& slot(std::uint64_t hash);
  const Phrase* find(std::uint64_t hash) const;
  Region of_name(std::string_view name) const;

  std::vector<Phrase> phrases_;
  Table<Marker> lines_;
  Table<std::string> bylines_;
  Beginnings begin_lines_, begin_bylines_;
  Table<int> calendar_;
};

}  // namespace entente::page
