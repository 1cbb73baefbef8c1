// Prints what the trees of the coder are fitted on: reads JSON Lines {"id", "text"}, prints {"id", "events": [{"type",
// "confidence", "trigger", "status", "signs", "states", "day", "parties": [{"span", "in", "source", "target"}]}]}, spans in code
// points; "signs" are those of src/events/status.h, "day" those of src/events/days.h, "source" and "target" the features of
// src/events/parties.h, "states" the learned coder's (Learned::states_of).
// train_events DATA parties|states: with the parties, or with the states in their place.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "actors/actors.h"
#include "entente/entente.h"
#include "entente/nlp.h"
#include "events/days.h"
#include "events/events.h"
#include "events/joins.h"
#include "events/parties.h"
#include "events/status.h"
#include "places/places.h"
#include "statements/statements.h"
#include "time/time.h"

using namespace entente;
using nlohmann::json;

int main(int n, char** args) {
  const bool wants_states = n == 3 && std::string_view(args[2]) == "states";
  if (n != 3 || (!wants_states && std::string_view(args[2]) != "parties"))
    return std::cerr << "train_events DATA parties|states\n", 2;
  const std::filesystem::path data = args[1];
  const Knowledge knowledge(data / "knowledge");
  const auto engine = Engine::load(data, knowledge, "blend", nlp::Precision::kInt16);
  const auto learned = events::Learned::load(data / "models" / "coder.entente");
  if (!engine || !learned) return std::cerr << (engine ? learned.error().message : engine.error().message) << "\n", 1;
  for (std::string line; std::getline(std::cin, line);) {
    const json in = json::parse(line);
    const std::string text = in["text"];
    const Doc parsed = (*engine)->model->parse_paragraphs(text);
    const auto joined = events::rejoined(parsed);
    const Doc& doc = joined ? *joined : parsed;
    const auto times = time::find(doc, "");
    const auto places = (*engine)->gazetteer->find(doc);
    const auto mentions = (*engine)->directory->find(doc, "", "");
    const auto statements = (*engine)->statements->find(doc, mentions);
    const events::Lexicon& lexicon = (*engine)->coder->lexicon();
    const events::Tree tree(doc, lexicon.classes);
    const events::MentionIndex index(doc, mentions);
    const auto points = [&](Span span) {
      const auto count = [&](std::uint32_t end) {
        return std::count_if(text.begin(), text.begin() + end, [](char c) { return (c & 0xC0) != 0x80; });
      };
      return json::array({count(span.begin), count(span.end)});
    };
    json out = {{"id", in["id"]}, {"events", json::array()}};
    for (const Event& event : (*engine)->coder->told({doc, mentions, statements, times, places, {}})) {
      if (event.scores.empty()) continue;
      const auto sentence =
          std::find_if(doc.sentences.begin(), doc.sentences.end(), [&](Range s) { return doc.span(s).overlaps(event.trigger); });
      if (sentence == doc.sentences.end()) continue;
      const auto readings = (*learned)->read(text, {event.evidence});
      events::Shares shares = (*learned)->shares_of(readings[0], event.trigger);
      if (shares.all.empty()) shares = readings[0].roles;
      json parties = json::array();
      Event plain = event;
      if (!plain.scores.contains("patterns")) plain.why.clear();
      if (!wants_states)
        for (const events::Party& party :
             events::parties_of({tree, lexicon, index, **learned, *sentence, readings[0], shares}, plain))
          parties.push_back(
              {{"span", points(party.role.span)}, {"in", party.in}, {"source", party.is[0]}, {"target", party.is[1]}});
      const std::vector<float> states = wants_states ? (*learned)->states_of(readings[0], event.trigger) : std::vector<float>();
      out["events"].push_back({{"type", event.type},
                               {"confidence", event.confidence},
                               {"trigger", points(event.trigger)},
                               {"parties", std::move(parties)},
                               {"status", event.status},
                               {"signs", events::status_signs(tree, lexicon, event)},
                               {"states", states},
                               {"day", events::day_signs(tree, lexicon, event)}});
    }
    std::cout << out << "\n";
  }
}
