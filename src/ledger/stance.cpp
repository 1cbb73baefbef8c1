#include "ledger/stance.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <deque>
#include <iterator>

namespace entente::ledger {
namespace {

// The constants of the model, as docs/ledger.md explains them.
constexpr double kWindowDays = 365;       // what is older than this, seen from the newest entry, is background
constexpr double kHalfLifeDays = 180;     // of weight inside the window
constexpr double kMemoryHalfLife = 3650;  // of the background, seen from the window
constexpr double kCarry = 0.35;           // share of the background that still tells today ...
constexpr double kCarryAtMost = 0.6;      // ... but never more than this share of what is new
constexpr double kLeastConfidence = 0.1;  // an entry that the coder was unsure of still tells something
constexpr double kThreat = -7;            // the most that a threat weighs, whatever it threatens with
constexpr double kTurn = 2;               // how far the score moves in a shift
constexpr double kPrior = 0.5;            // draws the score of few entries to 0

// CAMEO's Goldstein values of the root codes that PLOVER's types come from (Goldstein 1992; Schrodt, CAMEO manual); a bare
// request weighs little.
constexpr std::array<TypeValue, 16> kTypes = {{{"AGREE", 1, 4},
                                               {"CONSULT", 1, 1},
                                               {"SUPPORT", 1, 3.5},
                                               {"CONCEDE", 1, 5},
                                               {"COOPERATE", 2, 6},
                                               {"AID", 2, 7},
                                               {"RETREAT", 2, 5},
                                               {"REQUEST", 3, -1},
                                               {"ACCUSE", 3, -2},
                                               {"REJECT", 3, -4},
                                               {"THREATEN", 3, -6},
                                               {"PROTEST", 4, -6.5},
                                               {"SANCTION", 4, -4},
                                               {"MOBILIZE", 4, -7.2},
                                               {"COERCE", 4, -7},
                                               {"ASSAULT", 4, -9}}};

double factor_of(std::string_view status) {
  if (took_place(status) || status == "threatened") return 1;
  if (status == "planned" || status == "called-for") return 0.5;
  return 0;  // denied, negated, hypothetical
}

// An entry with its place in time and its weight.
struct Weighed {
  const Evidence* entry = nullptr;
  bool dated = false;
  bool background = false;
  double day = 0;
  double weight = 0;
  double value = 0;
  std::string shown_date;

  bool violent() const {
    return entry->type == "ASSAULT" && value < 0 && (entry->status == "happened" || entry->status == "ongoing");
  }
};

Weighed weigh(const Evidence& e) {
  Weighed w;
  w.entry = &e;
  const auto own = day_of(e.date);
  const auto article = day_of(e.article_date);
  const bool past = e.status == "past";
  if (own && !(past && article && *own >= *article)) {
    w.day = *own;
    w.shown_date = e.date;
  } else if (article) {
    w.day = past ? *article - 1 : *article;
    w.shown_date = own ? e.date : e.article_date;
  }
  w.dated = own || article;
  w.background = past;
  w.weight = factor_of(e.status) * std::clamp(std::isfinite(e.confidence) ? e.confidence : 0, kLeastConfidence, 1.0);
  w.value = std::isfinite(e.goldstein) ? std::clamp(e.goldstein, -10.0, 10.0) : 0;
  if (w.value == 0)
    if (const auto type = value_of(e.type)) w.value = type->goldstein;
  if (e.status == "threatened") w.value = w.value < 0 ? std::max(w.value, kThreat) : value_of("THREATEN")->goldstein;
  return w;
}

// What the entries of one period add up to.
struct Sum {
  double with = 0, against = 0;  // weighted Goldstein, both positive
  double weight = 0;             // of all entries
  double material_with = 0;      // weight of quad 2 but RETREAT
  double material_against = 0;   // weight of quad 4
  double violence[2] = {0, 0};   // weight of assaults by the first and by the second actor

  double mass() const { return with + against; }
  double share_against() const { return mass() > 0 ? against / mass() : 0.5; }

  void add(const Weighed& w, double fade) {
    const double by = w.weight * fade;
    weight += by;
    (w.value > 0 ? with : against) += by * std::abs(w.value);
    const auto type = value_of(w.entry->type);
    const int quad = type ? type->quad : w.entry->quad;                // a type of the user's own ontology brings its quad along
    if (quad == 2 && w.entry->type != "RETREAT") material_with += by;  // who only withdraws is no ally
    if (quad == 4 && w.entry->status != "threatened") material_against += by;
    if (w.violent()) violence[w.entry->forward ? 0 : 1] += by;
  }

  // Adds a share of an older period; its violence is no longer this period's war.
  void carry(const Sum& older, double share) {
    with += older.with * share;
    against += older.against * share;
    weight += older.weight * share;
  }

  void fade(double by) {
    for (double* part : {&with, &against, &weight, &material_with, &material_against, &violence[0], &violence[1]}) *part *= by;
  }

  double score() const { return weight > 0 ? std::clamp((with - against) / (weight + kPrior), -10.0, 10.0) : 0; }

  std::string stance() const {
    const double share = share_against();
    const double both = std::min(violence[0], violence[1]), all = violence[0] + violence[1];
    if (share >= 0.6 && ((both >= 0.5 && all >= 1.5) || all >= 3)) return "at-war";
    if (share > 0.25 && share < 0.75) return "mixed";
    if (share >= 0.75) return score() <= -4 || material_against >= 0.25 ? "hostile" : "strained";
    return share <= 0.1 && score() >= 4 && material_with >= 1.5 ? "allied" : "friendly";
  }
};

int rank(std::string_view stance) {
  if (stance == "at-war" || stance == "hostile") return 0;
  if (stance == "strained") return 1;
  return stance == "mixed" ? 2 : 3;
}

// True for an entry that shows the stance: conflict for strained and worse, cooperation for friendly and better, either for
// mixed.
bool shows(const Weighed& w, std::string_view stance) {
  if (is_against(stance)) return w.value < 0;
  return !is_with(stance) || w.value > 0;
}

// In time order; background first where the day is the same. Entries without any date stand at the newest day.
std::vector<Weighed> in_time_order(const std::vector<Evidence>& evidence) {
  std::vector<Weighed> all;
  all.reserve(evidence.size());
  for (const Evidence& e : evidence) all.push_back(weigh(e));
  bool any = false;
  double newest = 0;
  for (const Weighed& w : all)
    if (w.dated) newest = any ? std::max(newest, w.day) : w.day, any = true;
  for (Weighed& w : all)
    if (!w.dated) w.day = newest - (w.background ? 1 : 0);
  std::sort(all.begin(), all.end(), [](const Weighed& x, const Weighed& y) {
    if (x.day != y.day) return x.day < y.day;
    if (x.background != y.background) return x.background;
    return x.entry->id < y.entry->id;
  });
  return all;
}

// Months of 30 days will do: they only say how often a stance is looked at.
bool same_month(const Weighed& x, const Weighed& y) { return std::floor(x.day / 30) == std::floor(y.day / 30); }

// The stance while time goes on: entries are taken in their order, and now and then it is judged where the pair stands. Each
// entry is looked at once a month for a year and then adds to the memory, so all takes O(n).
class History {
 public:
  void take(const Weighed* w) {
    fresh_.push_back(w);
    if (w->background) {
      remember(*w);
    } else {
      recent_.push_back(w);
      while (recent_.front()->day < w->day - kWindowDays) {
        remember(*recent_.front());
        recent_.pop_front();
      }
    }
  }

  // `last`: the final word, whose stance is the pair's. A turn needs another class and a score at least 2 away; a lesser one is
  // no phase of its own.
  void judge(bool last) {
    double turned_by = 0;
    if (recent_.empty()) {  // only told as past: the last that is known, at half its score
      stance_ = memory_.stance();
      score_ = memory_.score() / 2;
      turned_by = memory_.score();
    } else {
      Sum present;
      for (const Weighed* w : recent_) present.add(*w, std::exp2((w->day - recent_.back()->day) / kHalfLifeDays));
      if (memory_.mass() > 0) {
        const double faded = std::exp2(std::min(0.0, memory_day_ - recent_.front()->day) / kMemoryHalfLife);
        present.carry(memory_, std::min(kCarry * faded, kCarryAtMost * present.mass() / memory_.mass()));
      }
      stance_ = present.stance();
      turned_by = score_ = present.score();
    }
    const bool same = !phases_.empty() && rank(stance_) == rank(phases_.back().stance);
    if (phases_.empty() || (!same && std::abs(turned_by - compared_) >= kTurn)) {
      // The turn is the first entry that points to where the stance went, also where that is only halfway.
      const std::string towards = phases_.empty()                               ? stance_
                                  : rank(stance_) > rank(phases_.back().stance) ? "friendly"
                                                                                : "hostile";
      phases_.push_back({stance_, score_, first_date(towards)});
      compared_ = turned_by;
    } else if (same || last) {
      if (!same && phases_.size() > 1 && rank(stance_) == rank(phases_[phases_.size() - 2].stance)) phases_.pop_back();
      phases_.back().stance = stance_;
      phases_.back().score = score_;
      compared_ = turned_by;
    }
    if (same) fresh_.clear();
  }

  const std::string& stance() const { return stance_; }
  double score() const { return score_; }
  const std::vector<Phase>& phases() const { return phases_; }

 private:
  // Adds an entry to what fades over decades, all of it seen from the newest entry in it.
  void remember(const Weighed& w) {
    if (w.day > memory_day_ || memory_.weight == 0) {
      if (memory_.weight > 0) memory_.fade(std::exp2((memory_day_ - w.day) / kMemoryHalfLife));
      memory_day_ = w.day;
    }
    memory_.add(w, std::exp2((w.day - memory_day_) / kMemoryHalfLife));
  }

  std::string first_date(std::string_view towards) {
    std::string date = fresh_.front()->shown_date;
    for (const Weighed* w : fresh_)
      if (shows(*w, towards)) {
        date = w->shown_date;
        break;
      }
    fresh_.clear();
    return date;
  }

  std::deque<const Weighed*> recent_;
  std::vector<const Weighed*> fresh_;  // since the stance was last what the phase says
  Sum memory_;
  double memory_day_ = 0;
  std::string stance_;
  double score_ = 0, compared_ = 0;
  std::vector<Phase> phases_;
};

// What became of the ties, in time order: of what is told again between two turns only the first. What happened on or before a
// day is of no use here.
std::vector<TieTurn> turns_of(const std::vector<Weighed>& all) {
  std::vector<TieTurn> out;
  std::vector<std::string_view> told;  // since the last turn
  bool made = false;
  for (const Weighed& w : all) {
    const Evidence& e = *w.entry;
    if (!took_place(e.status) || e.ties.become.empty() || w.shown_date.empty() || w.shown_date.starts_with("..")) continue;
    if (out.empty() || e.ties.made != made) told.clear();
    made = e.ties.made;
    if (std::find(told.begin(), told.end(), e.ties.become) != told.end()) continue;
    told.push_back(e.ties.become);
    out.push_back({std::string(e.ties.become), w.shown_date, e.id});
  }
  return out;
}

// The place of the last phase that the present one is a turn from; -1 where there is none. What lies between and on the way, and
// lasted less than a year, is passage.
std::ptrdiff_t settled_before(const std::vector<Phase>& phases) {
  std::ptrdiff_t at = std::ssize(phases) - 2;
  const auto phase = [&](std::ptrdiff_t i) -> const Phase& { return phases[static_cast<std::size_t>(i)]; };
  for (; at > 0; --at) {
    const int before = rank(phase(at - 1).stance), here = rank(phase(at).stance), after = rank(phases.back().stance);
    const auto begin = day_of(phase(at).since), end = day_of(phase(at + 1).since);
    const bool brief = begin && end && *end - *begin < kWindowDays;
    if (!brief || (before < here) != (here < after)) break;
  }
  return at;
}

std::optional<double> day_of_point(std::string_view text, bool end) {
  const auto number = [&](std::size_t at, std::size_t size) -> std::optional<int> {
    int value = 0;
    const char* begin = text.data() + at;
    const auto [stop, error] = std::from_chars(begin, begin + size, value);
    if (error != std::errc() || stop != begin + size) return {};
    return value;
  };
  if (text.size() != 4 && text.size() != 7 && text.size() < 10) return {};
  const auto year = number(0, 4);
  if (!year || *year < 0) return {};
  std::optional<int> month = end ? 12 : 1, day = end ? 31 : 1;
  if (text.size() >= 7) {
    month = number(5, 2);
    if (text[4] != '-' || !month || *month < 1 || *month > 12) return {};
  }
  if (text.size() >= 10) {
    day = number(8, 2);
    if (text[7] != '-' || !day || *day < 1 || *day > 31) return {};
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return {};
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return {};
  }
  // Days from civil: years begin in March, so that the leap day is a year's last.
  const int y = *year - (*month <= 2);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * ((*month + 9) % 12) + 2) / 5 + *day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097.0 + day_of_era - 719468;
}

}  // namespace

std::optional<double> day_of(std::string_view date) {
  const std::size_t slash = date.find('/');
  const std::string_view first = date.substr(0, slash), last = slash == std::string_view::npos ? date : date.substr(slash + 1);
  const auto begin = day_of_point(first, false), end = day_of_point(last, true);
  if (begin && end && *begin > *end) return {};
  if (begin && end) return std::floor((*begin + *end) / 2);
  if (slash == std::string_view::npos) return {};
  const auto open = [](std::string_view side) { return side.empty() || side == ".."; };
  if (begin && open(last)) return begin;
  if (end && open(first)) return end;
  return {};
}

std::optional<TypeValue> value_of(std::string_view type) {
  for (const TypeValue& value : kTypes)
    if (value.type == type) return value;
  return {};
}

bool is_status(std::string_view status) {
  return factor_of(status) > 0 || status == "denied" || status == "negated" || status == "hypothetical";
}

bool is_against(std::string_view stance) { return stance == "strained" || stance == "hostile" || stance == "at-war"; }
bool is_with(std::string_view stance) { return stance == "friendly" || stance == "allied"; }

Judgement judge(const std::vector<Evidence>& evidence) {
  const std::vector<Weighed> all = in_time_order(evidence);
  Judgement out;
  out.stance = "mixed";
  std::vector<const Weighed*> telling;
  for (const Weighed& w : all) {
    out.entries.push_back(w.entry->id);
    out.days.push_back(w.day);
    if (w.weight > 0) telling.push_back(&w);
  }
  out.ties = turns_of(all);
  out.counts = !telling.empty();
  if (!out.counts) return out;
  History history;
  for (std::size_t i = 0; i < telling.size(); ++i) {
    history.take(telling[i]);
    const bool last = i + 1 == telling.size();
    if (last || telling[i]->background != telling[i + 1]->background || !same_month(*telling[i], *telling[i + 1]))
      history.judge(last);
  }
  out.stance = history.stance();
  out.score = history.score();
  out.history = history.phases();
  out.since = out.history.back().since;
  if (const auto settled = settled_before(out.history); settled >= 0)
    out.shift = Shift{out.history[static_cast<std::size_t>(settled)].stance, out.stance, out.since};
  return out;
}

}  // namespace entente::ledger
