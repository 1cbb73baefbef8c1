// What surrounds a cue, and how it shifts the odds that the cue attributes something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "statements/candidates.h"
#include "statements/cues.h"

namespace entente::statements {

// The family of a frame: direct, clause, infinitive, raising, object, around or colon.
std::string_view family_of(std::string_view frame);

// The features of a candidate's surroundings: who speaks ("speaker:pronoun"), the cue's form ("tag:VBD"), its place in the
// sentence
// ("dep:ccomp", "under:speech"), what stands with it ("aux:not"), and the content's length and beginning. Constant time.
std::vector<std::string> contexts(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& candidate);

// The probability, 0..1, that a candidate is an attribution: the cue's own in this frame, shifted by its contexts (naive Bayes in
// odds).
double probability(const Doc& doc, const Tree& tree, const Cues& cues, const Candidate& candidate);

}  // namespace entente::statements
