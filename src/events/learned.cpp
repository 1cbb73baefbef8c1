#include "events/learned.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace entente::events {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kRoles = 3;

// Pieces of a sequence that a role's span covers; empty where it names none.
struct Pieces {
  std::size_t first = 0, last = 0;
  bool empty() const { return first == last; }
};

Pieces covered(const std::vector<encoder::Piece>& pieces, Span span) {
  Pieces out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].span.overlaps(span)) continue;
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

}  // namespace

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
  const Json classify = part(settings, "classify"), events = part(settings, "events");
  types_ = {number(classify, "model", 1), number(classify, "patterns", 0), numbers(part(classify, "bias")), {}, 0};
  const Json retype = part(events, "retype");
  events_ = {number(retype, "model", 0),
             number(retype, "patterns", 1),
             {},
             numbers(part(events, "weights")),
             number(events, "threshold", 0.5)};
  if (!events_.weights.empty()) events_.weights["one"] = number(events, "bias", 0);
  return {};
}

std::vector<Answer> Learned::ask(std::string_view text, const std::vector<Question>& questions) const {
  std::vector<encoder::Sequence> sequences;
  struct Place {
    std::size_t first = 0;  // the sequence's first state
    std::size_t text = 0;
    std::size_t marker = 0;  // this question's first
    std::array<Pieces, kRoles> roles;
  };
  std::vector<Place> places;
  std::vector<encoder::Piece> pieces;
  std::size_t states = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& q = questions[i];
    if (i == 0 || !(q.passage == questions[i - 1].passage)) {
      states += sequences.empty() ? 0 : sequences.back().ids.size();
      pieces = encoder_->pieces(q.passage.in(text));
      pieces.resize(std::min(pieces.size(), most_pieces_ - 2));
      encoder::Sequence& s = sequences.emplace_back();
      s.ids.push_back(encoder_->cls());
      for (encoder::Piece& piece : pieces) {
        s.ids.push_back(piece.id);
        piece.span.begin += q.passage.begin;
        piece.span.end += q.passage.begin;
      }
      s.ids.push_back(encoder_->sep());
      s.text = s.ids.size();
      s.group = markers_.size();
      for (std::uint32_t p = 0; p < s.text; ++p) s.positions.push_back(p);
    }
    encoder::Sequence& s = sequences.back();
    Place& place = places.emplace_back();
    place.first = states;
    place.text = s.text;
    place.marker = states + s.ids.size();
    const std::array<Span, kRoles> spans = {q.source, q.target, q.trigger};
    for (std::size_t r = 0; r < kRoles; ++r) {
      place.roles[r] = spans[r].empty() ? Pieces{} : covered(pieces, spans[r]);
      if (markers_.empty()) continue;
      s.ids.push_back(place.roles[r].empty() ? absent_[r] : markers_[r]);
      s.positions.push_back(static_cast<std::uint32_t>(place.roles[r].first));
    }
  }

  const std::size_t width = encoder_->width();
  const std::vector<float> encoded = encoder_->encode(sequences);
  std::vector<float> inputs(questions.size() * trunk_->inputs, 0.0f);
  float* to = inputs.data();
  const auto add_mean = [&](std::size_t first, std::size_t last, float* out) {
    const float share = first < last ? 1.0f / static_cast<float>(last - first) : 0.0f;
    for (std::size_t r = first; r < last; ++r)
      for (std::size_t d = 0; d < width; ++d) out[d] += encoded[r * width + d] * share;
  };
  for (const Place& place : places)
    for (const Feature& feature : features_) {
      const Pieces& role = place.roles[feature.role];
      if (feature.part == Part::cls) add_mean(place.first, place.first + 1, to);
      if (feature.part == Part::mean) add_mean(place.first + 1, place.first + place.text - 1, to);
      if (feature.part == Part::marker) add_mean(place.marker + feature.role, place.marker + feature.role + 1, to);
      if (feature.part == Part::span) add_mean(place.first + role.first, place.first + role.last, to);
      to += width;
    }
  const std::vector<float> trunk = encoder_->apply(*trunk_, inputs, true);
  const std::vector<float> types = encoder_->apply(*type_, trunk, false);
  const std::vector<float> directions = direction_ ? encoder_->apply(*direction_, trunk, false) : std::vector<float>();
  std::vector<Answer> out(questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto p = softmax(types.data() + i * types_labels_.size(), types_labels_.size(), type_temperature_);
    for (std::size_t t = 0; t < p.size(); ++t) out[i].type[types_labels_[t]] += p[t];
    for (std::size_t d = 0; d < directions_.size() && direction_ != nullptr; ++d) {
      const double logit = directions[i * directions_.size() + d] / direction_temperature_;
      out[i].forward += directions_[d] == "forward" ? logit : directions_[d] == "reverse" ? -logit : 0;
    }
  }
  return out;
}

}  // namespace entente::events
