// Numbers of killed, injured and of those who take part, over a set of sentences (counted.tsv).
#include <fmt/format.h>

#include <set>
#include <sstream>

#include "events/coding.h"

namespace entente::events {
namespace {

using Counted = Coding;

// Two sentences tell their dead by a toll and by "in which": these are not read yet.
constexpr int kLeast = 142;
constexpr int kCells = 144;

std::string shown(const std::optional<Count>& count) { return count ? fmt::format("{} {}", count->bound, count->value) : "-"; }

TEST_F(Counted, SaysHowManyAndWithWhatBound) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/counted.tsv");
  int right = 0, cells = 0;
  std::string wrong;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string text;
    std::getline(fields, text, '\t');
    const std::vector<Event> events = find(text);
    for (const auto field : {&Event::killed, &Event::injured, &Event::size}) {
      std::string wanted;
      std::getline(fields, wanted, '\t');
      std::set<std::string> told;
      for (const Event& event : events)
        if (event.*field) told.insert(shown(event.*field));
      const bool fits = wanted == "-" ? told.empty() : told == std::set<std::string>{wanted};
      right += fits;
      ++cells;
      if (!fits) wrong += fmt::format("{}: wanted {}, told {}\n", text, wanted, told.empty() ? "nothing" : *told.begin());
    }
  }
  EXPECT_EQ(cells, kCells);
  EXPECT_GE(right, kLeast) << wrong;
}

}  // namespace
}  // namespace entente::events
