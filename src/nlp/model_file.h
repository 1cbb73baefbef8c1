// The one file a model lives in: a header, a table of named sections, and the sections. Little-endian, mapped read-only.
//
//   header    magic "ENTNLP01", u32 version, u32 sections, u64 file size, u64 checksum of all that follows the header
//   section   char name[32] padded with zeros, u64 offset (a multiple of 64), u64 size
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/result.h"

namespace entente::nlp {

// Reads numbers and strings off one section, in the order a Stream wrote them. After a read past the end ok() is false and all
// reads give zeros.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t u32();
  std::string_view str();
  // A count of things to follow; each takes at least four bytes, so a count that cannot be true fails here.
  std::uint32_t count();
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

class Stream {
 public:
  void u32(std::size_t value);
  void str(std::string_view value);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Strings by the 64-bit hash of their key.
class StringMap {
 public:
  // The value of a key; null where there is none. Logarithmic.
  const std::string_view* find(std::uint64_t key) const;

  std::span<const std::uint64_t> keys;  // ascending
  std::vector<std::string_view> values;
};

class ModelFile {
 public:
  // Fails, naming the file, where it is missing, truncated, damaged or of another version.
  static Result<std::shared_ptr<const ModelFile>> open(const std::filesystem::path& path);

  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  ~ModelFile();

  // A section as an array; fails where it is missing or no whole number of T.
  template <class T>
  Result<std::span<const T>> array(std::string_view name) const {
    const auto bytes = section(name);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->size() % sizeof(T) != 0) return damaged(name);
    return std::span<const T>(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }
  Result<std::string_view> section(std::string_view name) const;
  bool has(std::string_view name) const { return section(name).has_value(); }
  Result<StringMap> string_map(const std::string& name) const;
  tl::unexpected<Error> damaged(std::string_view what) const;

 private:
  ModelFile(std::string path, const char* data, std::size_t size) : path_(std::move(path)), data_(data), size_(size) {}

  std::string path_;
  const char* data_;
  std::size_t size_;
};

class ModelFileWriter {
 public:
  template <class T>
  void array(std::string name, const std::vector<T>& values) {
    add(std::move(name), {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  void add(std::string name, std::string_view bytes) { sections_.push_back({std::move(name), std::string(bytes)}); }
  // `entries` are sorted by key here; keys are unique.
  void string_map(const std::string& name, std::vector<std::pair<std::uint64_t, std::string>> entries);

  // Writes to a temporary file beside `path` and renames it, so that a reader never sees half a model.
  Result<void> write(const std::filesystem::path& path) const;

 private:
  struct Section {
    std::string name;
    std::string bytes;
  };
  std::vector<Section> sections_;
};

}  // namespace entente::nlp
