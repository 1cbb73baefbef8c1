// Reading safetensors: a length, a JSON table of tensors, their bytes. Nothing in a file is executed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "entente/result.h"

namespace entente::encoder {

struct Tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

class Safetensors {
 public:
  // Fails, naming the file, where it is missing or its table points outside of it.
  static Result<Safetensors> read(const std::filesystem::path& path);

  bool contains(const std::string& name) const { return entries_.contains(name); }
  std::vector<std::string> names() const;
  // A tensor of float32, float16 or bfloat16 with these dimensions (0: any) as floats; fails, naming file and tensor, otherwise.
  Result<Tensor> tensor(const std::string& name, const std::vector<std::size_t>& shape) const;

 private:
  struct Entry {
    std::string type;
    std::vector<std::size_t> shape;
    std::size_t begin = 0, end = 0;
  };
  std::string path_, bytes_;
  std::map<std::string, Entry> entries_;
};

}  // namespace entente::encoder
