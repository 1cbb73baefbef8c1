// The table of sentences in ties.tsv: each of them tells one event, whatever its words.
#include <fmt/format.h>

#include "events/coding.h"

namespace entente::events {
namespace {

std::string words(const std::vector<Role>& roles, std::string_view text) {
  std::string out;
  for (const Role& role : roles) out.append(out.empty() ? "" : "+").append(role.span.in(text));
  return out.empty() ? "-" : out;
}

TEST_F(Coding, TiesBrokenOffAndRestoredHaveOneCodeEach) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/ties.tsv");
  int rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++rows;
    const std::size_t tab = line.find('\t');
    std::string told;
    for (const Event& e : find(line.substr(0, tab)))
      if (e.status != "called-for")  // what is asked for stands beside the request
        told += fmt::format("{}\t{}\t{}\t{}\t{}\t{}", e.type, e.mode.empty() ? "-" : e.mode, e.cameo, e.status,
                            words(e.source, text_), words(e.target, text_));
    EXPECT_EQ(told, line.substr(tab + 1)) << line.substr(0, tab);
  }
  EXPECT_GE(rows, 25);
}

}  // namespace
}  // namespace entente::events
