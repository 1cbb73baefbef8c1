// The same event told again in a document.
#include "events/coding.h"

namespace entente::events {
namespace {

class Retold : public Coding {
 protected:
  // "0 0 -": for each event the id of the one that it tells again, "-" for none.
  std::string links(const std::string& text, const std::optional<Dated>& day = {}) {
    date_ = day;
    std::vector<Event> events = find(text);
    mark_retold(doc_, date_, events);
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

TEST_F(Retold, AnActorMoreIsAnotherEvent) {
  EXPECT_EQ(links("Turkey attacked Greece. The attack by Turkey on Greece and Cyprus failed."), "- -");
}

// "source>target" in words of the sentence below; several with "+".
Event deed(const std::string& type, const std::string& source, const std::string& target, double confidence) {
  const std::string text = "The rebels stormed a base, killing 9 soldiers and angering Chad";
  const auto roles = [&](const std::string& words) {
    std::vector<Role> out;
    for (std::size_t at = 0; at < words.size();) {
      const std::string one = words.substr(at, words.find('+', at) - at);
      const auto begin = static_cast<std::uint32_t>(text.find(one));
      out.push_back({{begin, begin + static_cast<std::uint32_t>(one.size())}, {}});
      at += one.size() + 1;
    }
    return out;
  };
  Event event;
  event.type = type;
  event.status = "happened";
  event.source = roles(source);
  event.target = roles(target);
  event.evidence = {0, static_cast<std::uint32_t>(text.size())};
  event.confidence = confidence;
  event.scores["patterns"] = confidence;
  return event;
}

std::size_t left(std::vector<Event> events) {
  unite(events);
  return events.size();
}

TEST(Unite, OneDeedIsOneEvent) {
  std::vector<Event> events = {deed("ASSAULT", "The rebels", "a base", 0.6),
                               deed("ASSAULT", "The rebels", "a base+9 soldiers", 0.9)};
  events[0].killed = Count{};
  unite(events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].confidence, 0.9);
  EXPECT_EQ(events[0].target.size(), 2u);
  EXPECT_TRUE(events[0].killed);
}

TEST(Unite, WhoIsNamedOnceIsNamed) {
  std::vector<Event> events = {deed("ASSAULT", "The rebels", "", 0.9), deed("ASSAULT", "The rebels", "9 soldiers", 0.6)};
  unite(events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].target.size(), 1u);
}

TEST(Unite, OtherPartiesTypesAndStatusesAreOtherDeeds) {
  const Event one = deed("ASSAULT", "The rebels", "a base", 0.9);
  EXPECT_EQ(left({one, deed("ASSAULT", "The rebels", "9 soldiers", 0.6)}), 2u);
  EXPECT_EQ(left({one, deed("ASSAULT", "", "9 soldiers", 0.6)}), 2u);
  EXPECT_EQ(left({one, deed("COERCE", "The rebels", "a base", 0.6)}), 2u);
  Event planned = one, elsewhere = one;
  planned.status = "planned";
  elsewhere.evidence = {100, 150};
  EXPECT_EQ(left({one, planned}), 2u);
  EXPECT_EQ(left({one, elsewhere}), 2u);
}

}  // namespace
}  // namespace entente::events
