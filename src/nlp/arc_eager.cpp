#include "nlp/arc_eager.h"

#include <algorithm>
#include <array>

namespace entente::nlp {
namespace {

constexpr std::int32_t kNoToken = -1;
constexpr std::string_view kRootLabel = "ROOT";
constexpr std::size_t kMostSteps = 16;  // a token; a parse takes about two
constexpr std::size_t kSlots = 4;       // texts parsed at a time
constexpr std::size_t kWindow = 64;     // tokens of a text whose rows are kept; whole blocks
constexpr std::size_t kBlock = 16;      // tokens whose rows are worked out at a time

class State {
 public:
  void reset(std::size_t length, bool first_starts_sentence) {
    length_ = static_cast<std::int32_t>(length);
    next_ = 0;
    stack_.clear();
    returned_.clear();
    heads.assign(length, kNoToken);
    labels.assign(length, 0);
    for (auto* list : {&last_left_, &last_right_, &previous_}) list->assign(length, kNoToken);
    unshiftable_.assign(length, 0);
    sentence_start_.assign(length, 0);
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

  // The moves that are allowed, a bit each.
  std::size_t valid() const {
    const std::int32_t b0 = buffer(0), b1 = buffer(1);
    const std::size_t left = buffer_size();
    const bool boundary = starts_sentence(b0);
    std::size_t out = 0;
    if (stack_.empty() || (left >= 2 && !boundary && !unshiftable_[index(b0)])) out |= 1U << kShift;
    if (!stack_.empty()) out |= 1U << kReduce;
    if (!stack_.empty() && left > 0 && !boundary) out |= 1U << kLeft | 1U << kRight;
    if (left >= 2 && b1 == b0 + 1 && !starts_sentence(b1)) out |= 1U << kBreak;
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

  std::int32_t length_ = 0;
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

// A text being parsed.
struct ArcEager::Slot {
  State state;
  std::size_t text = 0;
  std::size_t steps = 0;
  std::size_t length = 0;
  std::vector<float> reduced;  // a row a token
  std::vector<float> window;   // rows of all places of the latest tokens, as a ring
  std::size_t filled = 0;      // tokens whose rows have been worked out
  std::vector<float> old;      // rows of tokens that the window has left, one a place

  // Works out the rows of all tokens up to this one.
  void fill(const TransitionModel& model, std::int32_t token);
  // The row of a token that fill() has seen.
  const float* row(const TransitionModel& model, const Layer& lower, std::size_t token, std::size_t place);
};

void ArcEager::Slot::fill(const TransitionModel& model, std::int32_t token) {
  const std::size_t row = model.lower.columns();
  for (; token >= static_cast<std::int32_t>(filled); filled += kBlock)
    dense(model.lower, reduced.data() + filled * model.reduce.columns(), std::min(kBlock, length - filled),
          window.data() + filled % kWindow * row, row);
}

const float* ArcEager::Slot::row(const TransitionModel& model, const Layer& lower, std::size_t token, std::size_t place) {
  if (token + kWindow >= filled) return window.data() + token % kWindow * model.lower.columns() + place * model.sums();
  float* const out = old.data() + place * model.sums();
  dense(lower, reduced.data() + token * model.reduce.columns(), 1, out, model.sums());
  return out;
}

ArcEager::ArcEager(const TransitionModel& model)
    : model_(model), hidden_(kSlots * model.hidden), scores_(kSlots * model.scores()) {
  for (std::size_t moves = 0; moves < 1U << kArcEagerMoves; ++moves)
    masks_.push_back(model.masked([&](const Action& action) { return (moves >> action.move & 1) != 0; }));
  for (std::size_t place = 0; place < kArcEagerPlaces; ++place)
    lower_.push_back(model.lower.slice(place * model.sums(), model.sums()));
  for (std::size_t i = 0; i < kSlots; ++i) {
    slots_.push_back(std::make_unique<Slot>());
    slots_.back()->window.resize(kWindow * model.lower.columns());
    slots_.back()->old.resize(model.lower.columns());
  }
}

ArcEager::~ArcEager() = default;

void ArcEager::start(Slot& slot, const Encoder& vectors, const Pieces& text, std::size_t index) {
  slot.text = index;
  slot.steps = 0;
  slot.filled = 0;
  slot.length = text.tokens.size();
  slot.state.reset(slot.length, text.first_starts_sentence);
  const std::size_t floats = slot.length * model_.reduce.columns();
  if (slot.reduced.size() < floats) slot.reduced.resize(floats);
  dense(model_.reduce, vectors.row(vectors.first_row(index)), slot.length, slot.reduced.data(), model_.reduce.columns());
}

void ArcEager::finish(const Slot& slot, ParseTree& tree) const {
  tree.heads.resize(slot.length);
  tree.labels.assign(slot.length, kRootLabel);
  for (std::uint32_t i = 0; i < slot.length; ++i) {
    const std::int32_t head = slot.state.heads[i];
    tree.heads[i] = head < 0 ? i : static_cast<std::uint32_t>(head);
    if (head >= 0) tree.labels[i] = model_.actions[slot.state.labels[i]].label;
  }
}

void ArcEager::parse(const Encoder& vectors, std::span<const Pieces> texts, std::span<ParseTree> trees) {
  std::size_t next = 0, active = 0;
  for (;;) {
    while (active < kSlots && next < texts.size()) {
      start(*slots_[active++], vectors, texts[next], next);
      ++next;
    }
    for (std::size_t s = 0; s < active;) {  // a finished text's slot goes to the end
      Slot& slot = *slots_[s];
      if (!slot.state.final() && slot.steps < slot.length * kMostSteps) {
        ++s;
        continue;
      }
      finish(slot, trees[slot.text]);
      std::swap(slots_[s], slots_[--active]);
    }
    if (active == 0 && next == texts.size()) return;
    terms_.clear();
    for (std::size_t s = 0; s < active; ++s) {
      const auto places = slots_[s]->state.places();
      slots_[s]->fill(model_, *std::max_element(places.begin(), places.end()));
      for (std::size_t place = 0; place < kArcEagerPlaces; ++place)
        terms_.push_back(places[place] < 0
                             ? model_.padding + place * model_.sums()
                             : slots_[s]->row(model_, lower_[place], static_cast<std::size_t>(places[place]), place));
      terms_.push_back(model_.lower_bias);
    }
    sum_maxout(terms_.data(), kArcEagerPlaces + 1, active, model_.hidden, model_.pieces, hidden_.data());
    dense(model_.upper, hidden_.data(), active, scores_.data(), model_.scores());
    for (std::size_t s = 0; s < active; ++s) {
      Slot& slot = *slots_[s];
      const std::int32_t found = best(scores_.data() + s * model_.scores(), masks_[slot.state.valid()].data(), model_.scores());
      if (found < 0) {
        slot.steps = slot.length * kMostSteps;  // no move is left
        continue;
      }
      ++slot.steps;
      slot.state.apply(model_.actions[static_cast<std::size_t>(found)].move, static_cast<std::uint32_t>(found));
    }
  }
}

}  // namespace entente::nlp
