// Reading MessagePack as the model's files use it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <msgpack.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::nlp {

Result<std::string> read_file(const std::filesystem::path& path);

// The value of a string key of a map; null where the object is no map or lacks the key. Keys may be strings or bytes.
const msgpack::object* get(const msgpack::object* map, std::string_view key);
// A string's or byte string's content; empty for anything else.
std::string_view text_of(const msgpack::object& object);
std::uint64_t number_of(const msgpack::object& object, std::uint64_t otherwise = 0);

// A MessagePack file and the memory its objects live in.
struct Pack {
  std::string bytes;
  msgpack::object_handle handle;

  static Result<Pack> read(const std::filesystem::path& path);
  const msgpack::object* root() const { return &handle.get(); }
};

struct Tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

// The layers of a thinc model by name, in the order of its nodes.
class Network {
 public:
  static Result<Network> read(const std::filesystem::path& path);

  // The parameter of the nth layer with that name; fails, naming the layer, unless it is there with these dimensions (0: any).
  Result<Tensor> parameter(std::string_view layer, std::size_t nth, std::string_view name, std::vector<std::size_t> shape) const;
  std::vector<std::string_view> names() const;
  std::size_t count(std::string_view layer) const { return find(layer).size(); }
  // An attribute of the nth layer with that name.
  msgpack::object_handle attribute(std::string_view layer, std::size_t nth, std::string_view name) const;

 private:
  std::vector<std::size_t> find(std::string_view layer) const;

  std::string path_;
  Pack pack_;
};

}  // namespace entente::nlp
