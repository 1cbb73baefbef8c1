// The same event told again in a document.
#include "events/coding.h"

namespace entente::events {
namespace {

class Retold : public Coding {
 protected:
  // "0 0 -": for each event the id of the one that it tells again, "-" for none.
  std::string links(const std::string& text, const std::optional<Dated>& day = {}, std::uint32_t body = 0) {
    date_ = day;
    std::vector<Event> events = find(text);
    mark_retold(doc_, date_, body, events);
    std::string out;
    for (const Event& e : events) out += (out.empty() ? "" : " ") + (e.retells ? std::to_string(*e.retells) : "-");
    return out;
  }
};

TEST_F(Retold, ANounThatPointsBackTellsAgain) {
  EXPECT_EQ(links("Turkey attacked Greece on Monday. The attack by Turkey on Greece shocked many."), "- 0");
}

TEST_F(Retold, TheSameDeadTellAgain) {
  EXPECT_EQ(links("Turkey killed 12 soldiers of Greece. In the raid Turkey killed 12 soldiers of Greece."), "- 0");
}

TEST_F(Retold, OtherDeadAreAnotherEvent) {
  EXPECT_EQ(links("Turkey killed 12 soldiers of Greece. Later Turkey killed 30 soldiers of Greece."), "- -");
}

TEST_F(Retold, WhoAccusesTwiceHasAccusedTwice) {
  EXPECT_EQ(links("Turkey accused Greece of lying. Turkey accused Greece of spying."), "- -");
}

TEST_F(Retold, OtherActorsAreAnotherEvent) {
  EXPECT_EQ(links("Turkey attacked Greece. The attack by Turkey on Cyprus failed."), "- -");
}

TEST_F(Retold, ALeadTellsItsHeadlineAgain) {
  const std::string two = "Turkey accused Greece of lying. Turkey accused Greece of spying.";
  EXPECT_EQ(links(two, {}, static_cast<std::uint32_t>(two.rfind("Turkey"))), "- 0");
  const std::string other = "Turkey attacked Greece. The attack by Turkey on Cyprus failed.";
  EXPECT_EQ(links(other, {}, static_cast<std::uint32_t>(other.find("The attack"))), "- -");
}

TEST_F(Retold, WhatRetellsALeadIsTheHeadlines) {
  const std::string two = "Turkey accused Greece of lying. Turkey accused Greece of spying.";
  std::vector<Event> events = find(two);
  ASSERT_EQ(events.size(), 2u);
  events.push_back(events[1]);
  events[2].id = 2;
  events[2].retells = 1;
  mark_retold(doc_, {}, static_cast<std::uint32_t>(two.rfind("Turkey")), events);
  EXPECT_EQ(events[1].retells, 0);
  EXPECT_EQ(events[2].retells, 0);
}

TEST_F(Retold, AnActorMoreIsAnotherEvent) {
  EXPECT_EQ(links("Turkey attacked Greece. The attack by Turkey on Greece and Cyprus failed."), "- -");
}

}  // namespace
}  // namespace entente::events
