// What an entry tells of the ties between two states. Pure: no store.
#pragma once

#include <string_view>

namespace entente::ledger {

// What has become of the ties; `made` says whether they are there again.
struct Ties {
  std::string_view become;  // "broken off", "restored", "agreed to be restored" ...; empty: nothing is told of them
  bool made = false;
};

// By the CAMEO code, which stands for other acts too, the words that say it and those of the sentence. Linear in them.
Ties ties_told(std::string_view cameo, std::string_view trigger, std::string_view sentence);

}  // namespace entente::ledger
