// The table of sentences in told.tsv: what each tells, whether it took place, who did it to whom.
#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "events/coding.h"

namespace entente::events {
namespace {

struct Told {
  std::string sentence, type, status, source, target;
};

std::vector<Told> table() {
  std::vector<Told> out;
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/told.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    Told row;
    std::istringstream cells(line);
    for (std::string* cell : {&row.sentence, &row.type, &row.status, &row.source, &row.target}) std::getline(cells, *cell, '\t');
    out.push_back(row);
  }
  return out;
}

bool has(const std::vector<Role>& roles, const std::string& words, std::string_view text) {
  if (words == "-") return roles.empty();
  return std::any_of(roles.begin(), roles.end(), [&](const Role& r) { return r.span.in(text) == words; });
}

TEST_F(Coding, EverySentenceOfTheTableTellsItsEvent) {
  const std::vector<Told> rows = table();
  ASSERT_GE(rows.size(), 60u);
  for (const Told& row : rows) {
    const std::vector<Event> events = find(row.sentence);
    const bool found = std::any_of(events.begin(), events.end(), [&](const Event& e) {
      return e.type == row.type && e.status == row.status && has(e.source, row.source, text_) && has(e.target, row.target, text_);
    });
    if (found) continue;
    for (const std::string& line : told(row.sentence)) ADD_FAILURE() << row.sentence << "\n  told: " << line;
    ADD_FAILURE() << row.sentence << "\n  not told: " << row.type << " " << row.status;
  }
}

TEST(Told, TheTableHasEveryStatus) {
  std::set<std::string> seen;
  for (const Told& row : table()) seen.insert(row.status);
  EXPECT_EQ(seen, (std::set<std::string>{"happened", "ongoing", "past", "planned", "threatened", "called-for", "denied",
                                         "negated", "hypothetical"}));
}

}  // namespace
}  // namespace entente::events
