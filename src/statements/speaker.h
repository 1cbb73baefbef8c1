// Whose words they are: the subject of a reporting verb, however far up it stands.
#pragma once

#include <optional>

#include "statements/candidates.h"

namespace entente::statements {

// The noun phrase of `token` without a trailing clause's punctuation.
Range phrase(const Doc& doc, std::uint32_t token);

// True where the verb is in the passive.
bool is_passive(const Doc& doc, const Children& children, std::uint32_t verb);

// The subject of a verb: its own, the one it shares (conjoined or controlled verb, participle), or the noun that it modifies.
std::optional<Range> subject_of(const Doc& doc, const Children& children, std::uint32_t verb);

// "by whom" of a passive.
std::optional<Range> agent_of(const Doc& doc, const Children& children, std::uint32_t verb);

// The possessor or "by"/"from" phrase of a noun, or the subject of the verb whose object it is.
std::optional<Range> owner_of(const Doc& doc, const Children& children, std::uint32_t noun);

}  // namespace entente::statements
