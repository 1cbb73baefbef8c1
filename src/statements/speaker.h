// Whose words they are: the subject of a reporting verb, however far up it stands.
#pragma once

#include <optional>

#include "statements/candidates.h"

namespace entente::statements {

// The head word of a phrase: the token whose own head lies outside.
std::uint32_t head_of(const Doc& doc, Range phrase);

// True where the verb is in the passive.
bool is_passive(const Doc& doc, const Tree& tree, std::uint32_t verb);

// The subject of a verb: its own, the one it shares (conjoined or controlled verb, participle), or the noun that it modifies.
std::optional<Range> subject_of(const Doc& doc, const Tree& tree, std::uint32_t verb);

// "by whom" of a passive.
std::optional<Range> agent_of(const Doc& doc, const Tree& tree, std::uint32_t verb);

// The possessor or "by"/"from" phrase of a noun, or the subject of the verb whose object it is.
std::optional<Range> owner_of(const Doc& doc, const Tree& tree, std::uint32_t noun);

// The noun phrase right beside a verb that the parse gives no subject: "..." said a spokesman; officials also say.
std::optional<Range> neighbour_of(const Doc& doc, const Tree& tree, std::uint32_t verb);

}  // namespace entente::statements
