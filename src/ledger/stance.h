// How two actors stand to each other, judged from the entries between them. Pure: no store, no clock. The model is in
// docs/ledger.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/ties.h"

namespace entente::ledger {

// One entry as the model sees it.
struct Evidence {
  std::string id;
  bool forward = true;  // the pair's first actor is the source
  std::string type, status;
  double goldstein = 0;
  double confidence = 1;
  std::string date;          // of the event, empty where unknown
  std::string article_date;  // of its article, empty where unknown
  int quad = 0;              // counts where the type is none of PLOVER's
  Ties ties = {};            // what it says of the ties between the two
};

struct Judgement {
  std::string stance;  // "mixed" with score 0 where nothing counts
  double score = 0;
  std::string since;
  std::optional<Shift> shift;
  std::vector<Phase> history;        // in time order; the last one is the present
  std::vector<TieTurn> ties;         // in time order, what is told again only once
  std::vector<std::string> entries;  // ids in time order
  std::vector<double> days;          // on which they stand
  bool counts = false;               // at least one entry carries weight
};

// O(n log n) in the entries.
Judgement judge(const std::vector<Evidence>& evidence);

// The midpoint of an ISO date, part of a date ("2021-08") or interval ("a/b", open as "../b"), in days since 1970. Absent where
// it is none.
std::optional<double> day_of(std::string_view date);

// Quad class and Goldstein weight that stand for a PLOVER event type by itself; absent for a type that does not exist.
struct TypeValue {
  std::string_view type;
  int quad;
  double goldstein;
};
std::optional<TypeValue> value_of(std::string_view type);
bool is_status(std::string_view status);
bool is_against(std::string_view stance);  // strained, hostile or at-war
bool is_with(std::string_view stance);     // friendly or allied

}  // namespace entente::ledger
