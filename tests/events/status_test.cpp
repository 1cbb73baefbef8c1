// Whether events took place, over a set of sentences (status.tsv).
#include <algorithm>
#include <sstream>

#include "events/coding.h"

namespace entente::events {
namespace {

using Status = Coding;

// "Considered expelling" tells no event and "during the Cold War" no date.
constexpr int kLeast = 40;
constexpr int kSentences = 42;

TEST_F(Status, SaysWhetherItTookPlace) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/status.tsv");
  int right = 0, sentences = 0;
  std::string wrong;
  date_ = Dated{"2022-05-01", "stated", {}};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::string text, type, status;
    for (std::string* cell : {&text, &type, &status}) std::getline(cells, *cell, '\t');
    times_ = time::find(parse(text), date_->date);
    const std::vector<Event> events = find(text);
    const bool fits =
        std::any_of(events.begin(), events.end(), [&](const Event& e) { return e.type == type && e.status == status; });
    right += fits;
    ++sentences;
    if (!fits) wrong += text + ": not told: " + type + " " + status + "\n";
  }
  EXPECT_EQ(sentences, kSentences);
  EXPECT_GE(right, kLeast) << wrong;
}

}  // namespace
}  // namespace entente::events
