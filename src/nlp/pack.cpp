#include "nlp/pack.h"

#include <fmt/format.h>

#include <cstring>
#include <fstream>

#include "nlp/import.h"

namespace entente::nlp {

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  std::string bytes(error ? 0 : size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (error || !in.read(bytes.data(), static_cast<std::streamsize>(size)))
    return fail(fmt::format("{}: cannot be read; is this a spaCy model's folder?", path.string()));
  return bytes;
}

std::string_view text_of(const msgpack::object& object) {
  if (object.type == msgpack::type::STR) return {object.via.str.ptr, object.via.str.size};
  if (object.type == msgpack::type::BIN) return {object.via.bin.ptr, object.via.bin.size};
  return {};
}

std::uint64_t number_of(const msgpack::object& object, std::uint64_t otherwise) {
  return object.type == msgpack::type::POSITIVE_INTEGER ? object.via.u64 : otherwise;
}

const msgpack::object* get(const msgpack::object* map, std::string_view key) {
  if (map == nullptr || map->type != msgpack::type::MAP) return nullptr;
  for (std::uint32_t i = 0; i < map->via.map.size; ++i)
    if (text_of(map->via.map.ptr[i].key) == key) return &map->via.map.ptr[i].val;
  return nullptr;
}

namespace {

// Objects in `bytes`; throws where they are none. Each takes a byte at least, so that a count that cannot be true takes no
// memory.
msgpack::object_handle unpacked(std::string_view bytes) {
  constexpr std::size_t kDeepest = 64;
  const std::size_t most = bytes.size();
  return msgpack::unpack(bytes.data(), bytes.size(), nullptr, nullptr,
                         msgpack::unpack_limit(most, most / 2, most, most, most, kDeepest));
}

}  // namespace

Result<Pack> Pack::read(const std::filesystem::path& path) {
  auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Pack out;
  out.bytes = std::move(*bytes);
  try {
    out.handle = unpacked(out.bytes);
  } catch (const std::exception& error) {
    return fail(fmt::format("{}: no MessagePack ({}); fetch the model again", path.string(), error.what()));
  }
  return out;
}

Result<Network> Network::read(const std::filesystem::path& path) {
  auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  Network out;
  out.path_ = path.string();
  out.pack_ = std::move(*pack);
  const auto* nodes = get(out.pack_.root(), "nodes");
  for (const std::string_view part : {"nodes", "attrs", "params"}) {
    const auto* list = get(out.pack_.root(), part);
    if (list == nullptr || list->type != msgpack::type::ARRAY || list->via.array.size != nodes->via.array.size)
      return fail(fmt::format("{}: not a thinc model; fetch the model again", out.path_));
  }
  return out;
}

std::vector<std::string_view> Network::names() const {
  const auto& nodes = get(pack_.root(), "nodes")->via.array;
  std::vector<std::string_view> out;
  for (std::uint32_t i = 0; i < nodes.size; ++i)
    if (const auto* name = get(&nodes.ptr[i], "name"); name != nullptr) out.push_back(text_of(*name));
  return out;
}

std::vector<std::size_t> Network::find(std::string_view layer) const {
  std::vector<std::size_t> out;
  const auto& nodes = get(pack_.root(), "nodes")->via.array;
  for (std::uint32_t i = 0; i < nodes.size; ++i)
    if (const auto* name = get(&nodes.ptr[i], "name"); name != nullptr && text_of(*name) == layer) out.push_back(i);
  return out;
}

msgpack::object_handle Network::attribute(std::string_view layer, std::size_t nth, std::string_view name) const {
  const auto found = find(layer);
  if (nth >= found.size()) return {};
  const auto* value = get(&get(pack_.root(), "attrs")->via.array.ptr[found[nth]], name);
  if (value == nullptr) return {};
  const std::string_view bytes = text_of(*value);
  try {
    return unpacked(bytes);
  } catch (const std::exception&) {
    return {};
  }
}

Result<Tensor> Network::parameter(std::string_view layer, std::size_t nth, std::string_view name,
                                  std::vector<std::size_t> shape) const {
  const auto wrong = [&] {
    return fail(fmt::format("{}: layer {} {} has not the {} expected of this architecture; {}", path_, layer, nth, name, kReads));
  };
  const auto found = find(layer);
  if (nth >= found.size()) return wrong();
  const auto* array = get(&get(pack_.root(), "params")->via.array.ptr[found[nth]], name);
  const auto* dims = get(array, "shape");
  const auto* type = get(array, "type");
  const auto* data = get(array, "data");
  if (dims == nullptr || type == nullptr || data == nullptr || text_of(*type) != "<f4" || dims->type != msgpack::type::ARRAY ||
      dims->via.array.size != shape.size())
    return wrong();
  Tensor out;
  std::size_t count = 1;
  for (std::uint32_t i = 0; i < dims->via.array.size; ++i) {
    out.shape.push_back(number_of(dims->via.array.ptr[i]));
    if (shape[i] != 0 && out.shape[i] != shape[i]) return wrong();
    if (out.shape[i] == 0 || out.shape[i] > (1U << 24)) return wrong();
    count *= out.shape[i];
    if (count > (1U << 30)) return wrong();
  }
  const std::string_view bytes = text_of(*data);
  if (bytes.size() != count * sizeof(float)) return wrong();
  out.values.resize(count);
  std::memcpy(out.values.data(), bytes.data(), bytes.size());
  return out;
}

}  // namespace entente::nlp
