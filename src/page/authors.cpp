#include "page/authors.h"

#include <algorithm>
#include <array>
#include <utility>

#include "page/dates.h"
#include "page/names.h"
#include "page/wording.h"

namespace entente::page {
namespace {

constexpr std::size_t kMostNames = 30;
constexpr std::size_t kLongestMark = 120;  // bytes of text of an element that holds an author's name

using Names = std::vector<std::string>;

class BylineReader {
 public:
  BylineReader(const Tree& tree, const std::vector<Block>& blocks, const BylinePlace& place, const Metadata& metadata,
               const Cues& cues)
      : tree_(tree), blocks_(blocks), place_(place), metadata_(metadata), cues_(cues) {}

  Byline read() {
    find_printed();
    const Names near = marked(place_.begin, place_.head);
    Names stated = all_names(metadata_.authors.persons);
    if (stated.empty() && look_like_names(near)) stated = without_site(near);
    if (stated.empty()) stated = all_names(metadata_.authors.fields);
    const std::string line = byline_.printed.empty() ? marked_line() : "";

    Names& authors = byline_.authors;
    authors = checked(bare_names(byline_.printed, cues_), stated.empty() ? near : stated);
    if (authors.empty()) authors = std::move(stated);
    if (authors.empty()) authors = without_site(near);
    if (authors.empty())
      if (const Names names = bare_names(line, cues_); look_like_names(names)) authors = without_site(names);
    if (authors.empty()) authors = signature();
    if (authors.empty()) authors = without_site(marked(place_.head, place_.end));
    if (byline_.printed.empty()) byline_.printed = printed_as(line);
    return std::move(byline_);
  }

 private:
  // What is printed is right about who is named, what the page tells machines about where a name ends: "Ann Writer Staff" is
  // Ann Writer. A writer whom only the machines are told of, beside one who is printed, wrote too.
  static Names checked(Names printed, const Names& stated) {
    bool confirmed = false;
    for (std::string& name : printed) {
      const std::string key = folded(name);
      for (const std::string& other : stated) {
        const std::string key_of_other = folded(other);
        if (key_of_other.size() < 3 || key == key_of_other) {
          confirmed |= key == key_of_other;
          continue;
        }
        if (!key.starts_with(key_of_other) && !(key_of_other.starts_with(key) && key.size() >= 3)) continue;
        name = other;
        confirmed = true;
        break;
      }
    }
    if (confirmed)
      for (const std::string& other : stated)
        if (std::none_of(printed.begin(), printed.end(), [&](const std::string& known) { return same_text(known, other); }) &&
            looks_like_name(other))
          printed.push_back(other);
    return printed;
  }

  bool is_site(const std::string& name) const {
    const std::string key = folded(name), site = folded(metadata_.site);
    if (key.empty() || key == site) return true;
    const std::size_t at = metadata_.url.find("://");
    if (at == std::string::npos) return false;
    const std::string host = folded(metadata_.url.substr(at + 3, metadata_.url.find('/', at + 3) - at - 3));
    return key.size() >= 4 && (host == key || host == "www" + key || (host.starts_with(key) && host.size() <= key.size() + 3) ||
                               (host.starts_with("www" + key) && host.size() <= key.size() + 6));
  }

  Names without_site(Names names) const {
    std::erase_if(names, [this](const std::string& name) { return is_site(name); });
    return names;
  }

  // The line, where it holds an author's name; else the authors' names.
  std::string printed_as(const std::string& line) const {
    std::string names;
    for (const std::string& name : byline_.authors) {
      if (line.find(name) != std::string::npos) return line;
      names += (names.empty() ? "" : ", ") + name;
    }
    return names;
  }

  static bool look_like_names(const Names& names) {
    return !names.empty() && std::all_of(names.begin(), names.end(), looks_like_name);
  }

  // Two words or more, each with a capital: what an unmarked line must look like to name somebody.
  static bool looks_like_name(const std::string& name) {
    int words = 0;
    for (std::size_t at = 0; at < name.size(); ++words) {
      const std::size_t end = std::min(name.find(' ', at), name.size());
      if (!is_upper_or_digit(std::string_view(name).substr(at, end - at)) && end - at > 3) return false;
      at = end + 1;
    }
    return words >= 2 && words <= 4;
  }

  static void add(Names& names, Names more) {
    for (std::string& name : more)
      if (names.size() < kMostNames &&
          std::none_of(names.begin(), names.end(), [&name](const std::string& known) { return same_text(known, name); }))
        names.push_back(std::move(name));
  }

  // Of fields for the author; one that names the site or a company names no writer.
  Names all_names(const std::vector<std::string>& fields) const {
    Names all;
    for (const std::string& field : fields) {
      Names names = bare_names(field, cues_);
      const bool house =
          std::any_of(names.begin(), names.end(), [this](const std::string& name) { return is_site(name) || is_house(name); });
      if (!house) add(all, std::move(names));
    }
    return all;
  }

  // A line that begins with "by", or holds it after a date.
  void find_printed() {
    for (const std::size_t i : place_.blocks) {
      if (blocks_[i].region > Region::Byline) continue;
      const std::string_view next = i + 1 < blocks_.size() ? blocks_[i + 1].text : std::string_view{};
      for (const auto line : lines_of(blocks_[i].text)) {
        byline_.printed = byline_in(line, next);
        if (!byline_.printed.empty()) return;
      }
    }
  }

  static bool is_sign(char c) { return c == '|' || c == ':' || c == ',' || c == '-' || c == ')' || (c >= '0' && c <= '9'); }

  // From the words that lead to a name to the end of the names; the next block's text where these words stand alone.
  std::string byline_in(std::string_view line, std::string_view next) const {
    const bool dated = !cues_.byline_kind(line).empty() || !dates_in(line, cues_).empty();
    for (std::size_t i = 0; i < line.size(); i = std::min(line.find(' ', i), line.size() - 1) + 1) {
      const std::size_t size = lead_size(line.substr(i));
      if (size == 0 || (i > 0 && !dated && !is_sign(trim(line.substr(0, i)).back()))) continue;
      const std::string lead(line.substr(i, size));
      const std::string_view rest = trim(line.substr(i + size));
      if (rest.empty() && word_count(next) <= 6 && names_somebody(next)) return lead + ' ' + std::string(names_part(next, cues_));
      if (!rest.empty() && (names_somebody(rest) || (i == 0 && word_count(names_part(rest, cues_)) <= 8 && holds_role(rest))))
        return lead + (size == 2 && line[i + 2] != ' ' ? "" : " ") + std::string(names_part(rest, cues_));
    }
    return "";
  }

  bool names_somebody(std::string_view text) const {
    const Names names = bare_names(text, cues_);
    if (names.empty() || word_count(names_part(text, cues_)) > 12) return false;
    return names.front().find(' ') == std::string::npos || is_upper_or_digit(names.front());
  }

  std::string marked_line() const {
    for (const std::size_t i : place_.blocks) {
      if (blocks_[i].region != Region::Byline) continue;
      for (const auto line : lines_of(blocks_[i].text))
        if (names_somebody(line)) return std::string(names_part(line, cues_));
    }
    return "";
  }

  // Below the first paragraph, a line that is nothing but a byline: "Text: Ann Writer", "Von Ann Writer".
  Names signature() const {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (block.first < place_.head || block.first >= place_.end || block.words > 60) continue;
      if (block.region > Region::Byline && block.region != Region::Bio) continue;
      for (const auto line : lines_of(block.text)) {
        if ((word_count(line) > 10 && block.region != Region::Byline) || lead_size(line) == 0) continue;
        Names names = without_site(bare_names(line, cues_));
        if (look_like_names(names)) return names;
      }
    }
    return {};
  }

  bool is_mark(std::uint32_t i) const {
    const Node& node = tree_[i];
    if (node.is_text() || is_skipped_tag(node.tag) || node.text == 0 || node.text > kLongestMark || !tree_.has_attributes(i))
      return false;
    const Region region = node.region;
    if (region == Region::Comments || region == Region::Related || region == Region::Headlines || region == Region::Footer)
      return false;
    if (tree_.attribute(i, Attribute::Rel) == "author" || tree_.attribute(i, Attribute::ItemProp) == "author") return true;
    if (region > Region::Byline && region != Region::Bio) return false;
    if (node.tag == LXB_TAG_A && leads_to_author(tree_.attribute(i, Attribute::Href))) return true;
    for (const Attribute name : {Attribute::Class, Attribute::Id, Attribute::TestId})
      if (marks_author(tree_.attribute(i, name))) return true;
    return false;
  }

  // The names in the first element that is marked as the author's, and in those close to it: innermost marks as far as they
  // name somebody, else the outer one.
  Names marked(std::uint32_t begin, std::uint32_t end) const {
    Names names;
    for (std::uint32_t i = begin; i < end; i = std::max(i + 1, tree_[i].end)) {
      while (i < end && !is_mark(i)) ++i;
      if (i >= end) break;
      Names found;
      for (std::uint32_t k = i, next = i; k < tree_[i].end; k = next) {
        for (next = k + 1; next < tree_[i].end && !is_mark(next);) ++next;
        if (k > i && next >= tree_[k].end) add(found, bare_names(tree_.whole_text(k), cues_));
      }
      if (found.empty()) found = bare_names(tree_.whole_text(i), cues_);
      if (names.empty() && !found.empty()) end = std::min(end, tree_[tree_[tree_[i].parent].parent].end);
      add(names, std::move(found));
    }
    return names;
  }

  const Tree& tree_;
  const std::vector<Block>& blocks_;
  const BylinePlace& place_;
  const Metadata& metadata_;
  const Cues& cues_;
  Byline byline_;
};

}  // namespace

Byline read_byline(const Tree& tree, const std::vector<Block>& blocks, const BylinePlace& place, const Metadata& metadata,
                   const Cues& cues) {
  return BylineReader(tree, blocks, place, metadata, cues).read();
}

}  // namespace entente::page
