#include "statements/cues.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace entente::statements {
namespace {

constexpr double kWordWeight = 8;    // sightings of a word in a frame that outweigh what is known of it elsewhere
constexpr double kFrameWeight = 4;   // sightings of a class in a frame that outweigh the frame
constexpr double kOddsWeight = 0.3;  // expected attributions of a word in all frames that outweigh none

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

bool is_pos(std::string_view pos) { return pos == "v" || pos == "n" || pos == "a" || pos == "r" || pos == "p"; }

}  // namespace

Result<Cues> Cues::load(const std::filesystem::path& knowledge) {
  Cues cues;
  if (auto done = cues.read_classes(knowledge / "cues.tsv"); !done) return tl::unexpected(done.error());
  if (auto done = cues.read_counts(knowledge / "cue_counts.tsv"); !done) return tl::unexpected(done.error());
  if (auto done = cues.read_contexts(knowledge / "cue_contexts.tsv"); !done) return tl::unexpected(done.error());
  cues.sum_words();
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

Result<void> Cues::read_contexts(const std::filesystem::path& file) {
  return each(file, 3, [this](const Row& row) {
    char* end = nullptr;
    const std::string text(row[2]);
    const double odds = std::strtod(text.c_str(), &end);
    if (row[0].empty() || row[1].empty() || text.empty() || *end != '\0' || !(odds > 0)) return false;
    odds_[fmt::format("{} {}", row[0], row[1])] = std::log(odds);
    return true;
  });
}

double Cues::log_odds(std::string_view family, std::string_view context) const {
  const auto found = odds_.find(fmt::format("{} {}", family, context));
  return found == odds_.end() ? 0 : found->second;
}

std::string_view Cues::word_class(std::string_view lemma, char pos) const {
  const auto found = classes_.find(fmt::format("{} {}", lemma, pos));
  return found == classes_.end() ? std::string_view() : found->second;
}

Tally Cues::count(std::string_view word, char pos, std::string_view frame) const {
  const auto found = counts_.find(key(word, pos, frame));
  return found == counts_.end() ? Tally() : found->second;
}

double Cues::class_probability(std::string_view lemma, char pos, std::string_view frame) const {
  const Tally any = count("*", pos, frame);
  const std::string_view name = word_class(lemma, pos);
  const Tally of_class = count(fmt::format("@{}", name.empty() ? "none" : name), pos, frame);
  return (of_class.said + kFrameWeight * (any.said + 0.1) / (any.seen + 1)) / (of_class.seen + kFrameWeight);
}

double Cues::probability(std::string_view lemma, char pos, std::string_view frame) const {
  double p = class_probability(lemma, pos, frame);
  if (const auto word = words_.find(fmt::format("{} {}", lemma, pos)); word != words_.end()) {
    const double odds = p / (1 - p + 1e-9) * (word->second.said + kOddsWeight) / (word->second.seen + kOddsWeight);
    p = odds / (1 + odds);
  }
  const Tally own = count(lemma, pos, frame);
  return (own.said + kWordWeight * p) / (own.seen + kWordWeight);
}

// What every word said in all its frames, beside what its class would have said in them.
void Cues::sum_words() {
  for (const auto& [where, tally] : counts_) {
    if (where[0] == '@' || where[0] == '*') continue;
    const std::size_t frame = where.rfind(' '), pos = where.rfind(' ', frame - 1);
    Tally& word = words_[where.substr(0, frame)];
    word.said += tally.said;
    word.seen += tally.seen * class_probability(std::string_view(where).substr(0, pos), where[pos + 1],
                                                std::string_view(where).substr(frame + 1));
  }
}

}  // namespace entente::statements
