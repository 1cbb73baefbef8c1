// Sentences of the project's own with their parses by the English model (*.conllu), coded without the rooms before.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "entente/nlp.h"
#include "events/events.h"

namespace entente::events {

struct Case {
  std::string text, conllu;
  std::vector<std::string> sentences;
};

// The parsed documents by their text; most have one sentence.
inline const std::map<std::string, Case>& cases() {
  static const std::map<std::string, Case> all = [] {
    std::map<std::string, Case> out;
    Case one;
    const auto keep = [&] {
      if (!one.text.empty()) out[one.text] = one;
      one = {};
    };
    for (const std::string file : {"sentences", "told", "standings", "counted", "retold", "status", "ties"}) {
      std::ifstream in(ENTENTE_SOURCE_DIR "/tests/events/" + file + ".conllu");
      for (std::string line; std::getline(in, line);) {
        if (line.rfind("# newdoc", 0) == 0) keep();
        if (line.rfind("# text = ", 0) == 0) {
          one.text += (one.text.empty() ? "" : " ") + line.substr(9);
          one.sentences.push_back(line.substr(9));
        }
        one.conllu += line + "\n";
      }
      keep();
    }
    return out;
  }();
  return all;
}

inline std::shared_ptr<const Coder> coder() {
  static const auto loaded = Coder::load(ENTENTE_SOURCE_DIR "/knowledge");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? *loaded : nullptr;
}

// A mention for every named entity; its code is its text.
inline std::vector<Mention> named(const Doc& doc) {
  std::vector<Mention> out;
  for (const Entity& e : doc.entities) {
    if (e.label != "GPE" && e.label != "NORP" && e.label != "ORG" && e.label != "PERSON") continue;
    Mention m;
    m.id = static_cast<int>(out.size());
    m.span = m.head = doc.span(e.tokens);
    m.actor.code = m.actor.name = std::string(m.span.in(doc.text));
    out.push_back(m);
  }
  return out;
}

// "TYPE status: source, source -> target" of every event.
inline std::vector<std::string> lines_of(const std::vector<Event>& events, std::string_view text) {
  std::vector<std::string> out;
  for (const Event& e : events) {
    std::string line = e.type + " " + e.status + ":";
    for (const Role& r : e.source) line.append(" ").append(r.span.in(text));
    line += " ->";
    for (const Role& r : e.target) line.append(" ").append(r.span.in(text));
    out.push_back(line);
  }
  return out;
}

class Coding : public ::testing::Test {
 protected:
  const Doc& parse(const std::string& text) {
    const auto found = cases().find(text);
    EXPECT_NE(found, cases().end()) << "no parse of: " << text;
    if (found == cases().end()) return doc_;
    text_ = text;
    auto doc = nlp::from_conllu(found->second.conllu, text_);
    EXPECT_TRUE(doc) << doc.error().message;
    if (doc) doc_ = *std::move(doc);
    return doc_;
  }
  std::vector<Event> find(const std::string& text) {
    parse(text);
    mentions_ = named(doc_);
    return coder()->find({doc_, mentions_, statements_, times_, places_, date_});
  }
  std::vector<std::string> told(const std::string& text) {
    const std::vector<Event> events = find(text);
    return lines_of(events, text_);
  }
  bool tells(const std::string& text, const std::string& line) {
    const auto all = told(text);
    for (const auto& one : all)
      if (one == line) return true;
    for (const auto& one : all) ADD_FAILURE() << text << "\n  told: " << one;
    return false;
  }

  std::string text_;
  Doc doc_;
  std::vector<Mention> mentions_;
  std::vector<Statement> statements_;
  std::vector<time::Expression> times_;
  std::vector<PlaceRef> places_;
  std::optional<Dated> date_;
};

}  // namespace entente::events
