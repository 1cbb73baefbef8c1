#include "events/learned.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

namespace entente::events {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kRoles = 3;

// The rows of a sequence whose pieces lie in a span; none for an empty span.
template <class Piece>
Rows covered(const std::vector<Piece>& pieces, Span span) {
  Rows out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (span.empty() || !pieces[i].span.overlaps(span)) continue;
    if (out.empty()) out.first = i + 1;  // [CLS] stands first
    out.last = i + 2;
  }
  return out;
}

std::vector<double> softmax(const float* logits, std::size_t count, double temperature) {
  std::vector<double> out(count);
  const double top = *std::max_element(logits, logits + count);
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) total += out[i] = std::exp((logits[i] - top) / temperature);
  for (double& p : out) p /= total;
  return out;
}

template <class T>
bool take(const Json& settings, const char* name, std::vector<T>& to) {
  const auto at = settings.find(name);
  if (at == settings.end() || !at->is_array()) return false;
  for (const Json& item : *at) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (!item.is_string()) return false;
    } else if (!item.is_number_unsigned()) {
      return false;
    }
    to.push_back(item.get<T>());
  }
  return true;
}

double number(const Json& object, const char* name, double otherwise) {
  if (!object.is_object()) return otherwise;
  const auto at = object.find(name);
  return at != object.end() && at->is_number() ? at->get<double>() : otherwise;
}

Json part(const Json& object, const char* name) {
  const auto at = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && at != object.end() ? *at : Json();
}

std::map<std::string, double> numbers(const Json& object) {
  std::map<std::string, double> out;
  if (object.is_object())
    for (const auto& [name, value] : object.items())
      if (value.is_number()) out[name] = value.get<double>();
  return out;
}

template <class Get>
double mean_of(const Shares& shares, Span span, Get get) {
  double sum = 0;
  int n = 0;
  for (const Shares::Piece& piece : shares.all)
    if (piece.span.overlaps(span)) {
      sum += get(piece);
      ++n;
    }
  return n == 0 ? 0 : sum / n;
}

}  // namespace

double Shares::source(Span span) const {
  return mean_of(*this, span, [](const Piece& p) { return p.source; });
}

double Shares::target(Span span) const {
  return mean_of(*this, span, [](const Piece& p) { return p.target; });
}

double Answer::event() const {
  const auto none = type.find("none");
  return none == type.end() ? 1 : 1 - none->second;
}

double Answer::type_given_event(const std::string& name) const {
  const auto at = type.find(name);
  return at == type.end() ? 0 : at->second / std::max(event(), 1e-9);
}

const std::string& Answer::best() const {
  return std::max_element(type.begin(), type.end(),
                          [](const auto& a, const auto& b) {
                            return std::pair(a.first != "none", a.second) < std::pair(b.first != "none", b.second);
                          })
      ->first;
}

Result<std::shared_ptr<const Learned>> Learned::load(const std::filesystem::path& file) {
  auto encoder = encoder::Encoder::load(file);
  if (!encoder) return tl::unexpected(encoder.error());
  auto out = std::make_shared<Learned>();
  out->encoder_ = *std::move(encoder);
  if (const auto done = out->read_settings(); !done) return fail(fmt::format("{}: {}", file.string(), done.error().message));
  return out;
}

Result<void> Learned::read_settings() {
  const Json settings = Json::parse(encoder_->settings(), nullptr, false);
  if (!settings.is_object()) return fail("an encoder without a coder's settings; import a folder with coder.json");
  std::vector<std::string> features;
  const Json outputs = part(settings, "outputs"), temperature = part(settings, "temperature");
  if (!take(settings, "features", features) || !outputs.is_object() || !take(outputs, "type", types_labels_))
    return fail("coder.json lacks features or outputs.type");
  for (const std::string& name : features) {
    static constexpr std::array<std::string_view, kRoles> kNames = {"source", "target", "trigger"};
    const std::size_t colon = std::min(name.find(':'), name.size());
    const std::string kind = name.substr(0, colon);
    const auto role = std::find(kNames.begin(), kNames.end(), name.substr(std::min(colon + 1, name.size())));
    const bool whole = kind == "cls" || kind == "mean";
    if (!whole && ((kind != "marker" && kind != "span") || role == kNames.end()))
      return fail(fmt::format("coder.json: feature {} is not known", name));
    features_.push_back({kind == "cls"      ? Part::cls
                         : kind == "mean"   ? Part::mean
                         : kind == "marker" ? Part::marker
                                            : Part::span,
                         whole ? 0 : static_cast<std::size_t>(role - kNames.begin())});
  }
  const auto markers = settings.find("markers");
  if (markers != settings.end() && *markers == "levitated" &&
      (!take(settings, "marker_ids", markers_) || !take(settings, "absent_ids", absent_) || markers_.size() != kRoles ||
       absent_.size() != kRoles))
    return fail("coder.json: levitated markers need three marker_ids and three absent_ids");
  if (markers_.empty() &&
      std::any_of(features_.begin(), features_.end(), [](const Feature& f) { return f.part == Part::marker; }))
    return fail("coder.json: features of markers without markers");
  most_pieces_ = static_cast<std::size_t>(std::clamp(number(settings, "max_pieces", 128), 8.0, double(encoder_->positions())));
  take(outputs, "direction", directions_);
  type_temperature_ = std::max(0.01, number(temperature, "type", 1));
  direction_temperature_ = std::max(0.01, number(temperature, "direction", 1));
  trunk_ = encoder_->head("coder.trunk");
  type_ = encoder_->head("coder.type");
  direction_ = encoder_->head("coder.direction");
  if (trunk_ == nullptr || type_ == nullptr || trunk_->inputs != features_.size() * encoder_->width() ||
      type_->inputs != trunk_->outputs || type_->outputs != types_labels_.size())
    return fail("its heads do not fit coder.json");
  if (direction_ != nullptr && (direction_->inputs != trunk_->outputs || direction_->outputs != directions_.size()))
    return fail("its heads do not fit coder.json");
  const Json classify = part(settings, "classify");
  types_ = {number(classify, "model", 1), number(classify, "patterns", 0), numbers(part(classify, "bias"))};
  return read_plain(settings);
}

// The heads that need no markers; a model without them answers questions only.
Result<void> Learned::read_plain(const Json& settings) {
  plain_ = encoder_->head("coder.plain");
  plain_type_ = encoder_->head("coder.plain_type");
  plain_direction_ = encoder_->head("coder.plain_direction");
  quad_ = encoder_->head("coder.quad");
  roles_ = encoder_->head("coder.roles");
  triggers_ = encoder_->head("coder.triggers");
  tells_ = encoder_->head("coder.tells");
  teller_ = encoder_->head("coder.teller");
  part_ = encoder_->head("coder.part");
  if (plain_ == nullptr) return {};
  const std::size_t width = encoder_->width();
  const auto fits = [](const encoder::Head* head, std::size_t inputs, std::size_t outputs) {
    return head != nullptr && head->inputs == inputs && head->outputs == outputs;
  };
  if (!fits(plain_, 3 * width, plain_->outputs) || !fits(plain_type_, plain_->outputs, types_labels_.size()) ||
      !fits(plain_direction_, plain_->outputs, directions_.size()) || !fits(quad_, plain_->outputs, Reading().quad.size()) ||
      !fits(roles_, width, kRoles) || !fits(triggers_, width, types_labels_.size()) || !fits(tells_, width, 2) ||
      !fits(teller_, width, part_ == nullptr ? 0 : part_->outputs) || !fits(part_, width, teller_->outputs) ||
      part_->outputs == 0 || part_->outputs % (kRoles - 1) != 0)
    return fail("its heads over spans do not fit coder.json");
  if (const Json quads = part(settings, "quads"); quads.is_object())
    for (const auto& [type, allowed] : quads.items())
      if (!take(quads, type.c_str(), quads_[type]) ||
          std::any_of(quads_[type].begin(), quads_[type].end(), [](std::size_t q) { return q >= Reading().quad.size(); }))
        return fail("coder.json: quads must list numbers from 0 to 4 for each type");
  return {};
}

// A passage as the encoder reads it.
Learned::Passage Learned::passage(std::string_view text, Span span) const {
  Passage out;
  out.pieces = encoder_->pieces(span.in(text));
  out.pieces.resize(std::min(out.pieces.size(), most_pieces_ - 2));
  encoder::Sequence& s = out.sequence;
  s.ids.push_back(encoder_->cls());
  for (encoder::Piece& piece : out.pieces) {
    s.ids.push_back(piece.id);
    piece.span = {piece.span.begin + span.begin, piece.span.end + span.begin};
  }
  s.ids.push_back(encoder_->sep());
  s.text = s.ids.size();
  for (std::uint32_t p = 0; p < s.text; ++p) s.positions.push_back(p);
  return out;
}

// Adds to `out` the mean of the states of some rows.
void Learned::add_mean(std::span<const float> states, Rows rows, float* out) const {
  const std::size_t width = encoder_->width();
  const auto count = static_cast<float>(rows.last - rows.first);
  for (std::size_t r = rows.first; r < rows.last; ++r)
    for (std::size_t d = 0; d < width; ++d) out[d] += states[r * width + d] / count;
}

std::vector<Answer> Learned::ask(std::string_view text, const std::vector<Question>& questions) const {
  struct Place {
    std::size_t first = 0;  // the sequence's first state
    std::size_t text = 0;
    std::size_t marker = 0;  // this question's first
    std::array<Rows, kRoles> roles;
  };
  std::vector<encoder::Sequence> sequences;
  std::vector<Place> places;
  std::vector<encoder::Piece> pieces;
  std::size_t states = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    if (i == 0 || !(q.passage == questions[i - 1].passage)) {
      states += sequences.empty() ? 0 : sequences.back().ids.size();
      Passage next = passage(text, q.passage);
      pieces = std::move(next.pieces);
      sequences.push_back(std::move(next.sequence));
      sequences.back().group = markers_.size();
    }
    encoder::Sequence& s = sequences.back();
    Place& place = places.emplace_back();
    place.first = states;
    place.text = s.text;
    place.marker = states + s.ids.size();
    const std::array<Span, kRoles> spans = {q.source, q.target, q.trigger};
    for (std::size_t r = 0; r < kRoles; ++r) {
      place.roles[r] = covered(pieces, spans[r]);
      if (markers_.empty()) continue;
      s.ids.push_back(place.roles[r].empty() ? absent_[r] : markers_[r]);
      s.positions.push_back(static_cast<std::uint32_t>(place.roles[r].first));
    }
  }

  const std::vector<float> encoded = encoder_->encode(sequences);
  std::vector<float> inputs(questions.size() * trunk_->inputs, 0.0f);
  float* to = inputs.data();
  for (const Place& place : places)
    for (const Feature& feature : features_) {
      const Rows role = place.roles[feature.role];
      if (feature.part == Part::cls) add_mean(encoded, {place.first, place.first + 1}, to);
      if (feature.part == Part::mean) add_mean(encoded, {place.first + 1, place.first + place.text - 1}, to);
      if (feature.part == Part::marker) add_mean(encoded, {place.marker + feature.role, place.marker + feature.role + 1}, to);
      if (feature.part == Part::span) add_mean(encoded, {place.first + role.first, place.first + role.last}, to);
      to += encoder_->width();
    }
  return answers(inputs, *trunk_, *type_, direction_);
}

std::vector<Answer> Learned::answers(std::span<const float> inputs, const encoder::Head& trunk, const encoder::Head& type,
                                     const encoder::Head* direction) const {
  const std::vector<float> hidden = encoder_->apply(trunk, inputs, true);
  const std::vector<float> types = encoder_->apply(type, hidden, false);
  const std::vector<float> directions = direction ? encoder_->apply(*direction, hidden, false) : std::vector<float>();
  std::vector<Answer> out(inputs.size() / trunk.inputs);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto p = softmax(types.data() + i * types_labels_.size(), types_labels_.size(), type_temperature_);
    for (std::size_t t = 0; t < p.size(); ++t) out[i].type[types_labels_[t]] += p[t];
    if (direction != nullptr) out[i].forward = forward_of(directions.data() + i * directions_.size());
  }
  return out;
}

double Learned::forward_of(const float* directions) const {
  double out = 0;
  for (std::size_t d = 0; d < directions_.size(); ++d) {
    const double logit = directions[d] / direction_temperature_;
    out += directions_[d] == "forward" ? logit : directions_[d] == "reverse" ? -logit : 0;
  }
  return out;
}

std::vector<Reading> Learned::read(std::string_view text, const std::vector<Span>& passages, const Wanted& wanted) const {
  std::vector<Reading> out(passages.size());
  std::vector<Passage> read;
  std::vector<encoder::Sequence> sequences;
  for (const Span span : passages) {
    read.push_back(passage(text, span));
    sequences.push_back(std::move(read.back().sequence));
  }
  const std::size_t width = encoder_->width();
  std::vector<bool> whole(passages.size());
  // What [CLS] alone tells of the passages from `first` on.
  const auto glance = [&](std::size_t first, std::span<const float> starts) {
    const std::size_t count = starts.size() / width;
    std::vector<float> plain(count * plain_->inputs, 0.0f);  // no spans
    for (std::size_t i = 0; i < count; ++i) std::copy_n(starts.data() + i * width, width, plain.data() + i * plain_->inputs);
    const std::vector<float> quads = encoder_->apply(*quad_, encoder_->apply(*plain_, plain, true), false);
    const std::vector<float> tells = encoder_->apply(*tells_, starts, false);
    std::vector<bool> answers(count);
    for (std::size_t i = 0; i < count; ++i) {
      Reading& reading = out[first + i];
      reading.tells = softmax(tells.data() + i * 2, 2, 1)[1];
      const auto p = softmax(quads.data() + i * reading.quad.size(), reading.quad.size(), 1);
      std::copy(p.begin(), p.end(), reading.quad.begin());
      whole[first + i] = answers[i] = !wanted || wanted(first + i, reading);
    }
    return answers;
  };
  const std::vector<float> encoded = encoder_->encode(sequences, glance);
  const float* states = encoded.data();
  for (std::size_t i = 0; i < out.size(); states += sequences[i++].ids.size() * width) {
    if (!whole[i]) continue;
    const std::vector<encoder::Piece>& pieces = read[i].pieces;
    out[i].states.assign(states, states + (1 + pieces.size()) * width);
    const std::vector<float> roles = encoder_->apply(*roles_, out[i].states, false);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const auto share = softmax(roles.data() + (1 + p) * kRoles, kRoles, 1);
      out[i].roles.all.push_back({pieces[p].span, share[1], share[2]});
    }
    out[i].keys = encoder_->apply(*part_, std::span(out[i].states).subspan(width), false);
    const std::vector<float> told = encoder_->apply(*triggers_, out[i].states, false);
    const std::size_t types = types_labels_.size();
    for (std::size_t p = 1; p <= pieces.size(); ++p)
      for (const double share : softmax(told.data() + p * types, types, 1)) out[i].told.push_back(static_cast<float>(share));
  }
  return out;
}

Shares Learned::shares_of(const Reading& reading, Span teller) const {
  Shares out;
  const Rows rows = covered(reading.roles.all, teller);
  if (rows.empty()) return out;
  std::vector<float> told(encoder_->width(), 0.0f);
  add_mean(reading.states, rows, told.data());
  const std::vector<float> asked = encoder_->apply(*teller_, told, false);
  const std::size_t rank = asked.size() / (kRoles - 1);
  const float* key = reading.keys.data();
  for (const Shares::Piece& piece : reading.roles.all) {
    std::array<float, kRoles> scores{};
    for (std::size_t role = 1; role < kRoles; ++role, key += rank) {
      const float* question = asked.data() + (role - 1) * rank;
      scores[role] = std::inner_product(question, question + rank, key, 0.0f) / std::sqrt(static_cast<float>(rank));
    }
    const auto share = softmax(scores.data(), kRoles, 1);
    out.all.push_back({piece.span, share[1], share[2]});
  }
  return out;
}

std::vector<float> Learned::states_of(const Reading& reading, Span span) const {
  const Rows rows = covered(reading.roles.all, span);
  if (rows.empty()) return {};
  std::vector<float> out(2 * encoder_->width(), 0.0f);
  add_mean(reading.states, rows, out.data());
  add_mean(reading.states, {0, 1}, out.data() + encoder_->width());
  return out;
}

std::vector<float> Learned::plain_inputs(const Reading& reading, std::span<const std::pair<Span, Span>> pairs) const {
  const std::size_t width = encoder_->width();
  std::vector<float> inputs(pairs.size() * plain_->inputs, 0.0f);
  float* to = inputs.data();
  for (const auto& [source, target] : pairs) {
    add_mean(reading.states, {0, 1}, to);
    add_mean(reading.states, covered(reading.roles.all, source), to + width);
    add_mean(reading.states, covered(reading.roles.all, target), to + 2 * width);
    to += plain_->inputs;
  }
  return inputs;
}

Answer Learned::answer(const Reading& reading, Span source, Span target) const {
  const std::pair<Span, Span> pair = {source, target};
  return answers(plain_inputs(reading, {&pair, 1}), *plain_, *plain_type_, plain_direction_).front();
}

std::vector<Bond> Learned::bonds(const Reading& reading, const std::vector<std::pair<Span, Span>>& pairs,
                                 const std::string& type) const {
  const std::vector<float> hidden = encoder_->apply(*plain_, plain_inputs(reading, pairs), true);
  const std::vector<float> types = encoder_->apply(*plain_type_, hidden, false);
  const std::vector<float> directions =
      plain_direction_ ? encoder_->apply(*plain_direction_, hidden, false) : std::vector<float>();
  const std::size_t asked = index_of(type), none = index_of("none");
  std::vector<Bond> out(pairs.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto p = softmax(types.data() + i * types_labels_.size(), types_labels_.size(), type_temperature_);
    if (asked < p.size()) out[i].type = p[asked];
    out[i].event = none < p.size() ? 1 - p[none] : 1;
    if (!directions.empty()) out[i].forward = forward_of(directions.data() + i * directions_.size());
  }
  return out;
}

std::size_t Learned::index_of(const std::string& type) const {
  return static_cast<std::size_t>(std::find(types_labels_.begin(), types_labels_.end(), type) - types_labels_.begin());
}

double Learned::told(const Reading& reading, Span span, const std::string& type) const {
  const std::size_t at = index_of(type);
  if (at == types_labels_.size()) return 0;
  const Rows rows = covered(reading.roles.all, span);
  float most = 0;
  for (std::size_t p = rows.first; p < rows.last; ++p) most = std::max(most, reading.told[(p - 1) * types_labels_.size() + at]);
  return most;
}

Span Learned::teller(const Reading& reading, const std::string& type) const {
  const std::size_t at = index_of(type);
  if (at == types_labels_.size()) return {};
  Span out;
  float most = 0;
  for (std::size_t p = 0; p < reading.roles.all.size(); ++p)
    if (const float told = reading.told[p * types_labels_.size() + at]; told > most) {
      most = told;
      out = reading.roles.all[p].span;
    }
  return out;
}

std::vector<Telling> Learned::tellings(const Reading& reading, double least) const {
  std::vector<Telling> out;
  const std::size_t types = types_labels_.size();
  std::size_t end = 0;  // of the last run
  for (std::size_t p = 0; p < reading.roles.all.size(); ++p) {
    const float* told = reading.told.data() + p * types;
    const auto best = static_cast<std::size_t>(std::max_element(told, told + types) - told);
    if (types_labels_[best] == "none" || told[best] < least) continue;
    if (p > 0 && end == p && out.back().type == types_labels_[best])
      out.back().span.end = reading.roles.all[p].span.end;
    else
      out.push_back({reading.roles.all[p].span, types_labels_[best]});
    end = p + 1;
  }
  return out;
}

double Learned::quads_of(const Reading& reading, const std::string& type) const {
  const auto allowed = quads_.find(type);
  if (allowed == quads_.end()) return 1;
  double sum = 0;
  for (const std::size_t quad : allowed->second) sum += reading.quad[quad];
  return sum;
}

}  // namespace entente::events
