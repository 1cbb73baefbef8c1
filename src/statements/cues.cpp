#include "statements/cues.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <fstream>

namespace entente::statements {
namespace {

constexpr double kClassWeight = 3;  // how many sightings of the word itself outweigh its class
constexpr double kFrameWeight = 4;

using Row = std::array<std::string_view, 5>;

// The tab-separated fields of a line; false where there are not exactly `n`.
bool split(std::string_view line, std::size_t n, Row& row) {
  std::size_t field = 0;
  while (field < n) {
    const std::size_t tab = line.find('\t');
    row[field++] = line.substr(0, tab);
    if (tab == std::string_view::npos) return field == n;
    line.remove_prefix(tab + 1);
  }
  return false;
}

bool number(std::string_view text, double& to) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  to = static_cast<double>(value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0;
}

// Calls `take` with the fields of every line that is not empty and no comment.
template <class Take>
Result<void> each(const std::filesystem::path& file, std::size_t fields, Take take) {
  std::ifstream in(file);
  if (!in) return fail(fmt::format("cannot read {}: is the knowledge folder complete?", file.string()));
  std::size_t n = 0;
  for (std::string line; std::getline(in, line);) {
    ++n;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    Row row;
    if (!split(line, fields, row) || !take(row))
      return fail(fmt::format("{}:{}: expected {} tab-separated fields: correct the line", file.string(), n, fields));
  }
  return {};
}

std::string key(std::string_view lemma, char pos, std::string_view frame) { return fmt::format("{} {} {}", lemma, pos, frame); }

bool is_pos(std::string_view pos) { return pos == "v" || pos == "n" || pos == "a" || pos == "r"; }

}  // namespace

Result<Cues> Cues::load(const std::filesystem::path& knowledge) {
  Cues cues;
  if (auto done = cues.read_classes(knowledge / "cues.tsv"); !done) return tl::unexpected(done.error());
  if (auto done = cues.read_counts(knowledge / "cue_counts.tsv"); !done) return tl::unexpected(done.error());
  return cues;
}

Result<void> Cues::read_classes(const std::filesystem::path& file) {
  return each(file, 3, [this](const Row& row) {
    if (row[0].empty() || !is_pos(row[1]) || row[2].empty()) return false;
    classes_[fmt::format("{} {}", row[0], row[1])] = row[2];
    return true;
  });
}

Result<void> Cues::read_counts(const std::filesystem::path& file) {
  return each(file, 5, [this](const Row& row) {
    Tally count;
    if (row[0].empty() || !is_pos(row[1]) || !number(row[3], count.said) || !number(row[4], count.seen)) return false;
    if (count.said > count.seen) return false;
    counts_[key(row[0], row[1][0], row[2])] = count;
    return true;
  });
}

std::string_view Cues::word_class(std::string_view lemma, char pos) const {
  const auto found = classes_.find(fmt::format("{} {}", lemma, pos));
  return found == classes_.end() ? std::string_view() : found->second;
}

double Cues::probability(std::string_view lemma, char pos, std::string_view frame) const {
  const auto count = [&](std::string_view word) {
    const auto found = counts_.find(key(word, pos, frame));
    return found == counts_.end() ? Tally() : found->second;
  };
  const Tally any = count("*");
  double p = (any.said + 0.1) / (any.seen + 1);
  const std::string_view name = word_class(lemma, pos);
  const Tally of_class = count(fmt::format("@{}", name.empty() ? "none" : name));
  p = (of_class.said + kFrameWeight * p) / (of_class.seen + kFrameWeight);
  const Tally own = count(lemma);
  return (own.said + kClassWeight * p) / (own.seen + kClassWeight);
}

}  // namespace entente::statements
