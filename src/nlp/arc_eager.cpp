#include "nlp/arc_eager.h"

#include <array>

namespace entente::nlp {
namespace {

constexpr std::int32_t kNoToken = -1;
constexpr std::string_view kRootLabel = "ROOT";
constexpr std::size_t kMostSteps = 16;  // a token; a parse takes about two

class State {
 public:
  State(std::size_t length, bool first_starts_sentence)
      : length_(static_cast<std::int32_t>(length)),
        heads(length, kNoToken),
        labels(length, 0),
        last_left_(length, kNoToken),
        last_right_(length, kNoToken),
        previous_(length, kNoToken),
        unshiftable_(length, 0),
        sentence_start_(length, 0) {
    if (length > 0) sentence_start_[0] = first_starts_sentence ? 1 : 0;
  }

  std::int32_t stack(std::size_t i) const { return i < stack_.size() ? stack_[stack_.size() - 1 - i] : kNoToken; }
  std::int32_t buffer(std::size_t i) const {
    if (i < returned_.size()) return returned_[returned_.size() - 1 - i];
    const std::int32_t at = next_ + static_cast<std::int32_t>(i - returned_.size());
    return at < length_ ? at : kNoToken;
  }
  std::size_t buffer_size() const { return static_cast<std::size_t>(length_ - next_) + returned_.size(); }
  bool final() const { return stack_.empty() && buffer_size() == 0; }

  std::array<std::int32_t, kArcEagerPlaces> places() const {
    const std::int32_t b0 = buffer(0), s0 = stack(0);
    return {b0,
            buffer(1),
            s0,
            stack(1),
            stack(2),
            b0 < 0 ? kNoToken : last_left_[index(b0)],
            s0 < 0 ? kNoToken : last_left_[index(s0)],
            s0 < 0 ? kNoToken : last_right_[index(s0)]};
  }

  std::array<char, kArcEagerMoves> valid() const {
    std::array<char, kArcEagerMoves> out{};
    const std::int32_t b0 = buffer(0), b1 = buffer(1);
    const std::size_t left = buffer_size();
    const bool boundary = starts_sentence(b0);
    out[kShift] = stack_.empty() || (left >= 2 && !boundary && !unshiftable_[index(b0)]);
    out[kReduce] = !stack_.empty();
    out[kLeft] = out[kRight] = !stack_.empty() && left > 0 && !boundary;
    out[kBreak] = left >= 2 && b1 == b0 + 1 && !starts_sentence(b1);
    return out;
  }

  void apply(std::uint32_t move, std::uint32_t action) {
    const std::int32_t b0 = buffer(0), s0 = stack(0);
    switch (move) {
      case kShift:
        push();
        break;
      case kReduce:
        if (heads[index(s0)] < 0 && stack_.size() > 1) {  // back to the buffer: it may yet find a head there
          unshiftable_[index(s0)] = 1;
          returned_.push_back(s0);
        }
        stack_.pop_back();
        break;
      case kLeft:
        add_arc(b0, s0, action);
        unshiftable_[index(b0)] = 0;
        stack_.pop_back();
        break;
      case kRight:
        add_arc(s0, b0, action);
        push();
        break;
      case kBreak:
        sentence_start_[index(buffer(1))] = 1;
        break;
      default:
        break;
    }
  }

 private:
  static std::size_t index(std::int32_t token) { return static_cast<std::size_t>(token); }
  bool starts_sentence(std::int32_t token) const { return token >= 0 && sentence_start_[index(token)]; }

  void push() {
    if (buffer_size() == 0) return;
    stack_.push_back(buffer(0));
    if (returned_.empty()) {
      ++next_;
    } else {
      returned_.pop_back();
    }
  }

  // A head's children on each side form a list that starts at the one attached last.
  void add_arc(std::int32_t head, std::int32_t child, std::uint32_t action) {
    if (const std::int32_t old = heads[index(child)]; old >= 0) {
      auto& list = (old > child ? last_left_ : last_right_)[index(old)];
      if (list == child) list = previous_[index(child)];
    }
    auto& list = (head > child ? last_left_ : last_right_)[index(head)];
    previous_[index(child)] = list;
    list = child;
    heads[index(child)] = head;
    labels[index(child)] = action;
  }

  std::int32_t length_;
  std::int32_t next_ = 0;  // the first token that was never shifted
  std::vector<std::int32_t> stack_;
  std::vector<std::int32_t> returned_;  // tokens put back before it, the first at the back

 public:
  std::vector<std::int32_t> heads;
  std::vector<std::uint32_t> labels;  // the action that made the arc

 private:
  std::vector<std::int32_t> last_left_, last_right_, previous_;
  std::vector<char> unshiftable_, sentence_start_;
};

}  // namespace

ParseTree parse_arcs(const TransitionModel& model, const Matrix& vectors, const std::vector<char>& is_space,
                     bool first_starts_sentence) {
  const std::size_t length = vectors.rows();
  const auto& actions = model.actions();
  TransitionScorer scorer(model, vectors);
  State state(length, first_starts_sentence);
  std::vector<char> valid(actions.size());
  for (std::size_t step = 0; !state.final() && step < length * kMostSteps; ++step) {
    const auto moves = state.valid();
    for (std::size_t i = 0; i < actions.size(); ++i) valid[i] = moves[actions[i].move];
    const std::int32_t best = scorer.best(state.places(), valid);
    if (best < 0) break;
    state.apply(actions[static_cast<std::size_t>(best)].move, static_cast<std::uint32_t>(best));
  }

  ParseTree tree;
  tree.heads.resize(length);
  tree.labels.resize(length, kRootLabel);
  for (std::uint32_t i = 0; i < length; ++i) {
    tree.heads[i] = state.heads[i] < 0 ? i : static_cast<std::uint32_t>(state.heads[i]);
    if (state.heads[i] >= 0) tree.labels[i] = actions[state.labels[i]].label;
  }
  deprojectivize(tree, is_space);
  return tree;
}

}  // namespace entente::nlp
