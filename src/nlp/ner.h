// Named entities by a BILUO transition system.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "nlp/tok2vec.h"
#include "nlp/transition.h"

namespace entente::nlp {

enum BiluoMove : std::uint32_t { kMissing, kBegin, kIn, kLast, kUnit, kOut, kBiluoMoves };
inline constexpr std::size_t kBiluoPlaces = 3;

// One thread's search for entities. While no entity is open a state holds nothing but the token in hand, so that all tokens are
// scored at once; only the tokens after an entity's first are scored one by one.
class EntityFinder {
 public:
  explicit EntityFinder(const TransitionModel& model);

  // Scores the vectors' rows; find() then reads them.
  void score(const Encoder& vectors);

  // The entities of the text whose first token has row `first`. No entity begins on white space or runs over a sentence start.
  // Linear in tokens.
  void find(std::size_t first, const std::vector<char>& is_space, const std::vector<char>& sentence_starts,
            std::vector<Entity>& out);

 private:
  struct Inside {  // masks of actions while an entity with some label is open
    std::vector<float> goes_on, ends;
  };

  std::int32_t inside(std::size_t row, std::size_t since, const std::vector<float>& mask);

  const TransitionModel& model_;
  std::vector<float> outside_[2][2];  // masks while none is open: by whether the sentence goes on, and by white space
  std::map<std::string_view, Inside> inside_;
  std::vector<Layer> lower_;  // of each place

  std::vector<float> reduced_, scores_;  // a row a token
  std::vector<float> hidden_, rows_, inside_scores_;
};

}  // namespace entente::nlp
