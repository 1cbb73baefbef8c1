#include "encoder/safetensors.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

#include "nlp/pack.h"

namespace entente::encoder {
namespace {

constexpr std::size_t kMostNumbers = std::size_t{1} << 28;

float from_half(std::uint16_t half) {
  const std::uint32_t sign = (half & 0x8000u) << 16, exponent = (half >> 10) & 31u, fraction = half & 0x3ffu;
  if (exponent == 0) {  // zero and the subnormals
    const float value = static_cast<float>(fraction) * (1.0f / 16777216.0f);
    return sign != 0 ? -value : value;
  }
  return std::bit_cast<float>(sign | ((exponent == 31 ? 255u : exponent + 112u) << 23) | (fraction << 13));
}

}  // namespace

Result<Safetensors> Safetensors::read(const std::filesystem::path& path) {
  auto bytes = nlp::read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Safetensors out;
  out.path_ = path.string();
  out.bytes_ = *std::move(bytes);
  const auto wrong = [&] { return fail(fmt::format("{}: no safetensors file, or a damaged one", out.path_)); };
  std::uint64_t size = 0;
  if (out.bytes_.size() < sizeof size) return wrong();
  std::memcpy(&size, out.bytes_.data(), sizeof size);
  if (size > out.bytes_.size() - sizeof size) return wrong();
  const std::size_t start = sizeof size + size, room = out.bytes_.size() - start;
  const auto table = nlohmann::json::parse(out.bytes_.data() + sizeof size, out.bytes_.data() + start, nullptr, false);
  if (!table.is_object()) return wrong();
  for (const auto& [name, about] : table.items()) {
    if (name == "__metadata__") continue;
    if (!about.is_object() || !about.contains("dtype") || !about["dtype"].is_string() || !about.contains("shape") ||
        !about["shape"].is_array() || !about.contains("data_offsets") || !about["data_offsets"].is_array() ||
        about["data_offsets"].size() != 2)
      return wrong();
    Entry entry;
    entry.type = about["dtype"].get<std::string>();
    for (const auto& side : about["shape"]) {
      if (!side.is_number_unsigned()) return wrong();
      entry.shape.push_back(side.get<std::size_t>());
    }
    for (const auto& end : about["data_offsets"])
      if (!end.is_number_unsigned() || end.get<std::size_t>() > room) return wrong();
    entry.begin = start + about["data_offsets"][0].get<std::size_t>();
    entry.end = start + about["data_offsets"][1].get<std::size_t>();
    if (entry.begin > entry.end) return wrong();
    out.entries_.emplace(name, std::move(entry));
  }
  return out;
}

std::vector<std::string> Safetensors::names() const {
  std::vector<std::string> out;
  for (const auto& [name, entry] : entries_) out.push_back(name);
  return out;
}

Result<Tensor> Safetensors::tensor(const std::string& name, const std::vector<std::size_t>& shape) const {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return fail(fmt::format("{}: tensor {} is missing", path_, name));
  const Entry& entry = found->second;
  bool fits = entry.shape.size() == shape.size();
  std::size_t count = 1;
  for (std::size_t i = 0; fits && i < shape.size(); ++i) {
    fits = entry.shape[i] != 0 && (shape[i] == 0 || entry.shape[i] == shape[i]) && entry.shape[i] <= kMostNumbers / count;
    count *= entry.shape[i];
  }
  const std::size_t each = entry.type == "F32" ? 4 : entry.type == "F16" || entry.type == "BF16" ? 2 : 0;
  if (!fits || each == 0 || entry.end - entry.begin != count * each)
    return fail(fmt::format("{}: tensor {} has not the type and dimensions of this architecture", path_, name));
  Tensor out{entry.shape, std::vector<float>(count)};
  const char* from = bytes_.data() + entry.begin;
  if (each == 4) std::memcpy(out.values.data(), from, count * each);
  for (std::size_t i = 0; each == 2 && i < count; ++i) {
    std::uint16_t half = 0;
    std::memcpy(&half, from + 2 * i, sizeof half);
    out.values[i] = entry.type == "F16" ? from_half(half) : std::bit_cast<float>(static_cast<std::uint32_t>(half) << 16);
  }
  return out;
}

}  // namespace entente::encoder
