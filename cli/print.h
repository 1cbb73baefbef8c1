// What people read: a page that was read, the ledger's pairs, the entries behind one.
#pragma once

#include <string>
#include <vector>

#include "entente/records.h"
#include "ledger/ledger.h"
#include "style.h"

namespace entente::cli {

// The page's head, who said what, who did what, the article's lists, tables and quotations.
std::string describe(const Coded& coded, const Style& style);
// One paragraph: the page and how much was found in it.
std::string describe_briefly(const Coded& coded, const Style& style);
// What a page changed in the ledger.
std::string describe(const ledger::Change& change, const Style& style);
std::string describe(const std::vector<ledger::Phase>& history, const Style& style);
std::string describe(const std::vector<ledger::Pair>& pairs, const Style& style);
std::string describe(const ledger::Pair& pair, const Style& style);
std::string describe(const std::vector<ledger::Entry>& entries, const Style& style);

}  // namespace entente::cli
