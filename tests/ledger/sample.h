// Pages with events, made by hand for the tests of the ledger.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "entente/records.h"
#include "folder.h"
#include "ledger/ledger.h"
#include "ledger/stance.h"

namespace entente::ledger::sample {

// A ledger's file of its own for one test.
struct Folder : test::Folder {
  std::filesystem::path file() const { return *this / "test.db"; }
};

inline Actor state(const std::string& country, const std::string& name = "") {
  return {country + " GOV", name.empty() ? country + "land" : name, country, "GOV", "government"};
}
inline Actor group(const std::string& code, const std::string& name) { return {code, name, "", "REB", "armed-group"}; }

struct Act {
  Actor source, target;
  std::string type, status = "happened", date = {};
  double confidence = 0.8;
  double goldstein = 0;                  // 0: the type's own
  std::string cameo = {}, trigger = {};  // the trigger's words, empty: type and status
};

// A page of one sentence for each act.
inline Coded page(const std::string& id, const std::string& article_date, const std::vector<Act>& acts) {
  Coded coded;
  coded.page.id = id;
  coded.page.title = "Page " + id;
  coded.page.source = {id + ".txt", "sha-" + id, 1, "text"};
  if (!article_date.empty()) coded.page.article_date = Dated{article_date, "stated", {}};
  std::string& text = coded.page.text;
  for (const Act& act : acts) {
    Event e;
    e.id = static_cast<int>(coded.events.size());
    const auto span = [&](const std::string& words) {
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += words;
      return Span{begin, static_cast<std::uint32_t>(text.size())};
    };
    const auto begin = static_cast<std::uint32_t>(text.size());
    e.source = {{span(act.source.name), act.source}};
    text += " ";
    e.trigger = span(act.trigger.empty() ? act.type + " " + act.status : act.trigger);
    text += " ";
    e.target = {{span(act.target.name), act.target}};
    e.evidence = {begin, static_cast<std::uint32_t>(text.size())};
    text += ".\n";
    e.type = act.type;
    e.cameo = act.cameo;
    e.status = act.status;
    const auto value = value_of(act.type);
    e.quad = value ? value->quad : 0;
    e.goldstein = act.goldstein != 0 ? act.goldstein : value ? value->goldstein : 0;
    e.confidence = act.confidence;
    if (!act.date.empty()) e.date = Dated{act.date, "stated", {}};
    e.why = "by hand";
    coded.events.push_back(e);
  }
  return coded;
}

}  // namespace entente::ledger::sample
