// What people read: a page that was read, the ledger's pairs, the entries behind one.
#pragma once

#include <string>
#include <vector>

#include "entente/records.h"
#include "ledger/ledger.h"
#include "style.h"

namespace entente::cli {

// The page's head, who said what, who did what with the ids of its entries, the article's lists, tables and quotations.
std::string describe(const Coded& coded, const std::vector<ledger::EventEntry>& entries, const Style& style);
// One paragraph: the page and how much was found in it.
std::string describe_briefly(const Coded& coded, const Style& style);
// "12 entries added, 9 of them between two known actors"; `where` stands after "added".
std::string entries_added(int added, int paired, std::string_view where = "");
// What a page changed in the ledger.
std::string describe(const ledger::Change& change, const Style& style);
std::string describe(const std::vector<ledger::Phase>& history, const Style& style);
std::string describe(const std::vector<ledger::Pair>& pairs, const Style& style);
std::string describe(const ledger::Pair& pair, const Style& style);
std::string describe(const std::vector<ledger::Entry>& entries, const Style& style);

}  // namespace entente::cli
