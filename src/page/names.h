// The bare names of writers in what a byline or a field for the author says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/cues.h"

namespace entente::page {

// "By Ann Writer, Staff Reporter, and Ben Other (Agency) | 4 May 2019" -> Ann Writer, Ben Other. What leads to a name and what
// follows it, roles, addresses, handles, dates and, beside a name, agencies are left out; each name once, in order, spelled as
// given. Empty where nobody is named. Linear.
std::vector<std::string> bare_names(std::string_view byline, const Cues& cues);

// Bytes of the words at the line's start that lead to a writer's name ("Text:", "Von", "Ein Beitrag von"); 0 where none do.
std::size_t lead_size(std::string_view line);

// The text up to where the names in it end: a date, a number, an address, a dash, a word that belongs to no name.
std::string_view names_part(std::string_view text, const Cues& cues);

// True where a word of the text says what writers are ("our correspondents").
bool holds_role(std::string_view text);

// True for a class, an id or the like that marks the author's name ("post-author"), and for an address that leads to an author's
// page ("/autor/ann-writer").
bool marks_author(std::string_view attribute);
bool leads_to_author(std::string_view address);

// True for the name of a company or an association: it holds "GmbH", "e.V.", "Inc." and the like.
bool is_house(std::string_view name);

}  // namespace entente::page
