#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "records/records_json.h"

namespace entente {

bool took_place(std::string_view status) { return status == "happened" || status == "ongoing" || status == "past"; }

namespace records {
namespace {

using Json = nlohmann::ordered_json;

// Writes spans of one text; everything that holds a Span goes through here.
struct Writer {
  explicit Writer(std::string_view source) : text(source), points(source) {}

  std::string_view text;
  CodePoints points;

  void span(Span s, Json& to) const {
    to["begin"] = points.from_byte(s.begin);
    to["end"] = points.from_byte(s.end);
  }
  Json span(Span s) const {
    Json out;
    span(s, out);
    return out;
  }

  Json spans(const std::vector<Span>& list) const {
    Json out = Json::array();
    for (const Span& s : list) out.push_back(span(s));
    return out;
  }

  Json role(const Role& r) const {
    Json out = span(r.span);
    out["text"] = r.span.in(text);
    out["actor"] = to_json(r.actor);
    return out;
  }

  Json roles(const std::vector<Role>& list) const {
    Json out = Json::array();
    for (const Role& r : list) out.push_back(role(r));
    return out;
  }
};

Json count(const std::optional<Count>& c) {
  if (!c) return nullptr;
  return {{"value", c->value}, {"bound", c->bound}};
}

Json mention_json(const Mention& m, const Writer& w) {
  Json out;
  out["id"] = m.id;
  w.span(m.span, out);
  out["text"] = m.span.in(w.text);
  out["actor"] = to_json(m.actor);
  out["how"] = m.how;
  out["head"] = w.span(m.head);
  return out;
}

Json statement_json(const Statement& s, const Writer& w) {
  Json out;
  out["id"] = s.id;
  out["speaker"] = s.speaker ? w.role(*s.speaker) : Json(nullptr);
  out["cue"] = w.span(s.cue);
  out["content"] = w.spans(s.content);
  out["direct"] = s.direct;
  out["about"] = s.about;
  return out;
}

Json event_json(const Event& e, const Writer& w) {
  Json out;
  out["id"] = e.id;
  out["type"] = e.type;
  out["mode"] = e.mode;
  out["contexts"] = e.contexts;
  out["cameo"] = e.cameo;
  out["quad"] = e.quad;
  out["goldstein"] = e.goldstein;
  out["status"] = e.status;
  out["source"] = w.roles(e.source);
  out["target"] = w.roles(e.target);
  out["trigger"] = w.span(e.trigger);
  out["trigger"]["text"] = e.trigger.in(w.text);
  out["date"] = e.date ? to_json(*e.date) : Json(nullptr);
  if (e.place) {
    out["place"] = {{"name", e.place->name}, {"country", e.place->country}, {"lat", e.place->lat}, {"lon", e.place->lon}};
    w.span(e.place->span, out["place"]);
  } else {
    out["place"] = nullptr;
  }
  out["killed"] = count(e.killed);
  out["injured"] = count(e.injured);
  out["size"] = count(e.size);
  out["said_by"] = e.said_by ? Json(*e.said_by) : Json(nullptr);
  out["retells"] = e.retells ? Json(*e.retells) : Json(nullptr);
  out["evidence"] = w.span(e.evidence);
  out["confidence"] = e.confidence;
  out["why"] = e.why;
  out["scores"] = e.scores;
  return out;
}

template <class T, class F>
Json list(const std::vector<T>& items, F each) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(each(item));
  return out;
}

}  // namespace

Json to_json(const Actor& actor) {
  Json out;
  out["code"] = actor.code;
  out["name"] = actor.name;
  out["country"] = actor.country;
  out["sector"] = actor.sector;
  out["kind"] = actor.kind;
  return out;
}

Json to_json(const Dated& d) {
  Json out;
  out[d.is_interval() ? "interval" : "date"] = d.date;
  if (!d.time.empty()) out["time"] = d.time;
  out["how"] = d.how;
  out["evidence"] = d.evidence;
  return out;
}

Json to_json(const Doc& doc, std::string_view id) {
  const Writer w(doc.text);
  Json out = {{"id", id}, {"text", doc.text}};
  out["tokens"] = Json::array();
  for (std::uint32_t i = 0; i < doc.tokens.size(); ++i) {
    const Token& t = doc.tokens[i];
    Json token = {{"id", i}};
    w.span(t.span, token);
    token.update({{"text", t.span.in(doc.text)},
                  {"lemma", t.lemma},
                  {"upos", t.pos},
                  {"xpos", t.tag},
                  {"feats", t.morph},
                  {"head", t.head},
                  {"deprel", t.dep},
                  {"ent_iob", std::string(1, t.ent_iob)},
                  {"ent_type", t.ent_type}});
    out["tokens"].push_back(std::move(token));
  }
  out["sentences"] = list(doc.sentences, [](const Range& r) { return Json{{"first", r.first}, {"last", r.last}}; });
  out["entities"] = list(doc.entities, [&](const Entity& e) {
    Json entity = w.span(doc.span(e.tokens));
    entity["label"] = e.label;
    entity["text"] = doc.span(e.tokens).in(doc.text);
    return entity;
  });
  return out;
}

std::string line(const Json& json) { return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

// A record's items are written one by one: each uses the memory of the one before.
std::string line(const Coded& coded) {
  const Writer w(coded.page.text);
  std::string out;
  const auto field = [&](const char* name, const std::string& value) {
    out += fmt::format("{}\"{}\":{}", out.empty() ? '{' : ',', name, value);
  };
  const auto items = [&](const char* name, const auto& list, auto json_of) {
    out += fmt::format(",\"{}\":[", name);
    for (const auto& item : list) out += line(json_of(item, w)) + ',';
    if (out.back() == ',') out.pop_back();
    out += ']';
  };
  field("id", line(Json(coded.page.id)));
  field("page", line(coded.page, false));  // the record carries the text once
  field("text", line(Json(coded.page.text)));
  items("mentions", coded.mentions, mention_json);
  items("statements", coded.statements, statement_json);
  items("events", coded.events, event_json);
  return out + '}';
}

}  // namespace records
}  // namespace entente
