#include <cmath>
#include <nlohmann/json.hpp>

#include "ledger/store.h"
#include "records/records_json.h"

namespace entente::ledger {
namespace {

using Json = nlohmann::ordered_json;

Json count(const std::optional<Count>& c) {
  if (!c) return nullptr;
  return {{"value", c->value}, {"bound", c->bound}};
}

double rounded(double value) { return std::round(value * 100) / 100 + 0.0; }  // + 0.0: never "-0.0"

}  // namespace

Json json_of(const Pair& pair) {
  Json out = {{"a", pair.a}, {"b", pair.b}, {"stance", pair.stance}, {"score", rounded(pair.score)}, {"since", pair.since}};
  out["shift"] = pair.shift ? Json{{"from", pair.shift->from}, {"to", pair.shift->to}, {"at", pair.shift->at}} : Json(nullptr);
  out["history"] = Json::array();
  for (const Phase& phase : pair.history)
    out["history"].push_back({{"stance", phase.stance}, {"score", rounded(phase.score)}, {"since", phase.since}});
  out["ties"] = Json::array();
  for (const TieTurn& turn : pair.ties) out["ties"].push_back({{"become", turn.become}, {"at", turn.at}, {"entry", turn.entry}});
  out["common_enemies"] = pair.common_enemies;
  out["common_friends"] = pair.common_friends;
  out["entries"] = pair.entries;
  if (!pair.pages.empty()) out["pages"] = pair.pages;
  out["a_name"] = pair.a_name;
  out["b_name"] = pair.b_name;
  return out;
}

Json json_of(const Entry& e) {
  Json out = {{"id", e.id}, {"source", e.source}, {"target", e.target}, {"type", e.type}, {"mode", e.mode}, {"cameo", e.cameo}};
  out["quad"] = e.quad;
  out["goldstein"] = e.goldstein;
  out["status"] = e.status;
  out["date"] = e.date;
  out["date_how"] = e.date_how;
  out["place"] = e.place;
  out["killed"] = count(e.killed);
  out["injured"] = count(e.injured);
  out["size"] = count(e.size);
  out["sentence"] = e.sentence;
  out["trigger"] = e.trigger;
  out["source_text"] = e.source_text;
  out["target_text"] = e.target_text;
  out["source_actor"] = e.source_actor;
  out["target_actor"] = e.target_actor;
  out["speaker"] = e.speaker;
  out["speaker_actor"] = e.speaker_actor;
  out["confidence"] = e.confidence;
  out["why"] = e.why;
  out["correction"] = e.correction;
  out["report"] = e.report;
  out["repeats"] = e.repeats;
  for (const Carrier& c : e.carriers)
    out["carriers"].push_back({{"page", c.page},
                               {"file", c.file},
                               {"url", c.url},
                               {"title", c.title},
                               {"article_date", c.article_date},
                               {"entry", c.entry}});
  out["page"] = {{"id", e.page},          {"file", e.page_file},      {"url", e.page_url},
                 {"title", e.page_title}, {"page_date", e.page_date}, {"article_date", e.article_date}};
  return out;
}

std::string to_json(const Pair& pair) { return records::line(json_of(pair)); }
std::string to_json(const Entry& entry) { return records::line(json_of(entry)); }

}  // namespace entente::ledger
