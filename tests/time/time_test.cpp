#include "time/time.h"

#include <gtest/gtest.h>

#include "nlp/nlp.h"

namespace entente::time {
namespace {

const nlp::Model& model() {
  static const auto loaded = nlp::Model::load(std::string(ENTENTE_DATA_DIR) + "/models/en_core_web_md.entente");
  return **loaded;
}

// "phrase=date; ...", in text order, with '~' before a relative one's date.
std::string dates(std::string_view text, std::string_view anchor) {
  const Doc doc = model().parse_paragraphs(text);
  std::string out;
  for (const Expression& e : find(doc, anchor)) {
    EXPECT_EQ(e.when.evidence, std::vector<std::string>{std::string(e.span.in(text))});
    EXPECT_EQ(doc.span(e.tokens), e.span);
    out += (out.empty() ? "" : "; ") + std::string(e.span.in(text)) + (e.when.how == "stated" ? "=" : "~") + e.when.date;
  }
  return out;
}

constexpr std::string_view kThursday = "2019-06-13";  // a Thursday

TEST(Time, ReadsWholeDates) {
  EXPECT_EQ(dates("The pact was signed on March 3, 2014.", ""), "March 3, 2014=2014-03-03");
  EXPECT_EQ(dates("The pact was signed on 3 March 2014.", ""), "3 March 2014=2014-03-03");
  EXPECT_EQ(dates("It was filed on 2014-03-03 in Geneva.", ""), "2014-03-03=2014-03-03");
  EXPECT_EQ(dates("It was filed on 23/03/2014 in Geneva.", ""), "23/03/2014=2014-03-23");
  EXPECT_EQ(dates("Elections took place in November 2016.", ""), "November 2016=2016-11");
  EXPECT_EQ(dates("The army took over in 1988.", ""), "1988=1988");
  EXPECT_EQ(dates("Famine struck during the 1980s.", ""), "1980s=1980/1989");
}

TEST(Time, CompletesPartialDatesByTheAnchor) {
  EXPECT_EQ(dates("Rebels took the town on May 2.", kThursday), "May 2~2019-05-02");
  EXPECT_EQ(dates("Rebels took the town on Nov. 28.", kThursday), "Nov. 28~2018-11-28");
  EXPECT_EQ(dates("The two sides will meet on Sept. 4.", kThursday), "Sept. 4~2019-09-04");
  EXPECT_EQ(dates("Rebels took the town in February.", kThursday), "February~2019-02");
}

TEST(Time, ResolvesWeekdaysAndRelativePhrases) {
  EXPECT_EQ(dates("Troops fired on a crowd on Thursday.", kThursday), "Thursday~2019-06-13");
  EXPECT_EQ(dates("Troops fired on a crowd on Friday.", kThursday), "Friday~2019-06-07");
  EXPECT_EQ(dates("Talks start next Monday.", kThursday), "next Monday~2019-06-17");
  EXPECT_EQ(dates("He resigned yesterday.", kThursday), "yesterday~2019-06-12");
  EXPECT_EQ(dates("Gunmen killed a judge last week.", kThursday), "last week~2019-06-03/2019-06-09");
  EXPECT_EQ(dates("Gunmen killed a judge two days ago.", kThursday), "two days ago~2019-06-11");
  EXPECT_EQ(dates("The war ended 20 years ago.", kThursday), "20 years ago~1999");
  EXPECT_EQ(dates("Inflation rose last month.", kThursday), "last month~2019-05");
}

TEST(Time, ReadsIntervals) { EXPECT_EQ(dates("He led the party from 1987 to 1993.", ""), "1987 to 1993=1987/1993"); }

TEST(Time, UsesAnIntervalAnchorWhereItAllows) {
  EXPECT_EQ(dates("Rebels took the town on May 2.", "2018-11-01/2019-10-30"), "May 2~2019-05-02");
  EXPECT_EQ(dates("Rebels took the town on Friday.", "2018-11-01/2019-10-30"), "Friday~");
  EXPECT_EQ(dates("He resigned yesterday.", ""), "yesterday~");
}

TEST(Time, LeavesNumbersAndNamesAlone) {
  EXPECT_EQ(dates("The rebels may march on the capital.", kThursday), "");
  EXPECT_EQ(dates("Some 2,000 troops and 1950 police officers were sent.", kThursday), "");
  EXPECT_EQ(dates("Theresa May arrived for two decades of service.", kThursday), "");
}

}  // namespace
}  // namespace entente::time
