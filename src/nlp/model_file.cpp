#include "nlp/model_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "nlp/hash.h"

namespace entente::nlp {
namespace {

constexpr std::string_view kMagic = "ENTNLP01";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlign = 64;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t size;
  std::uint64_t checksum;
};

struct Entry {
  std::array<char, 32> name;
  std::uint64_t offset;
  std::uint64_t size;
};

static_assert(sizeof(Header) == 32 && sizeof(Entry) == 48);

std::uint64_t checksum(std::string_view bytes) { return murmur64(bytes, kVersion); }

std::string_view name_of(const Entry& entry) { return {entry.name.data(), strnlen(entry.name.data(), entry.name.size())}; }

}  // namespace

std::uint32_t Cursor::u32() {
  std::uint32_t value = 0;
  if (bytes_.size() < sizeof value) {
    ok_ = false;
    return 0;
  }
  std::memcpy(&value, bytes_.data(), sizeof value);
  bytes_.remove_prefix(sizeof value);
  return value;
}

std::string_view Cursor::str() {
  const std::uint32_t size = u32();
  if (size > bytes_.size()) ok_ = false;
  if (!ok_) return {};
  const std::string_view out = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return out;
}

std::uint32_t Cursor::count() {
  const std::uint32_t value = u32();
  if (value > bytes_.size() / 4) ok_ = false;
  return ok_ ? value : 0;
}

void Stream::u32(std::size_t value) {
  const auto narrow = static_cast<std::uint32_t>(value);
  bytes_.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
}

void Stream::str(std::string_view value) {
  u32(value.size());
  bytes_ += value;
}

const std::string_view* StringMap::find(std::uint64_t key) const {
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  if (at == keys.end() || *at != key) return nullptr;
  return &values[static_cast<std::size_t>(at - keys.begin())];
}

Result<std::shared_ptr<const ModelFile>> ModelFile::open(const std::filesystem::path& path) {
  const std::string name = path.string();
  const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(fmt::format("{}: {}; import a model with 'entente model import'", name, std::strerror(errno)));
  struct stat status {};
  const bool sized = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = sized ? static_cast<std::size_t>(status.st_size) : 0;
  const auto* data = size >= sizeof(Header) ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (data == MAP_FAILED) return fail(fmt::format("{}: not a model file; import the model again", name));
  // From here on the destructor unmaps.
  const std::shared_ptr<const ModelFile> model(new ModelFile(name, static_cast<const char*>(data), size));

  Header header;
  std::memcpy(&header, model->data_, sizeof header);
  if (std::string_view(header.magic.data(), header.magic.size()) != kMagic)
    return fail(fmt::format("{}: not a model file; import the model again", name));
  if (header.version != kVersion)
    return fail(fmt::format("{}: format {} where {} is read; import the model again", name, header.version, kVersion));
  const std::string_view rest(model->data_ + sizeof header, size - sizeof header);
  if (header.size != size || header.sections > rest.size() / sizeof(Entry) || header.checksum != checksum(rest))
    return fail(fmt::format("{}: truncated or damaged; import the model again", name));
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    Entry entry;
    std::memcpy(&entry, rest.data() + i * sizeof entry, sizeof entry);
    if (entry.offset > size || entry.size > size - entry.offset || entry.offset % kAlign != 0)
      return model->damaged(name_of(entry));
  }
  return model;
}

ModelFile::~ModelFile() { ::munmap(const_cast<char*>(data_), size_); }

Result<std::string_view> ModelFile::section(std::string_view name) const {
  Header header;
  std::memcpy(&header, data_, sizeof header);
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    Entry entry;
    std::memcpy(&entry, data_ + sizeof header + i * sizeof entry, sizeof entry);
    if (name_of(entry) == name) return std::string_view(data_ + entry.offset, entry.size);
  }
  return damaged(name);
}

Result<StringMap> ModelFile::string_map(const std::string& name) const {
  const auto keys = array<std::uint64_t>(name + ".key");
  if (!keys) return tl::unexpected(keys.error());
  const auto values = section(name + ".value");
  if (!values) return tl::unexpected(values.error());
  StringMap map;
  map.keys = *keys;
  map.values.reserve(keys->size());
  Cursor cursor(*values);
  for (std::size_t i = 0; i < keys->size() && cursor.ok(); ++i) map.values.push_back(cursor.str());
  if (!cursor.ok()) return damaged(name);
  return map;
}

tl::unexpected<Error> ModelFile::damaged(std::string_view what) const {
  return fail(fmt::format("{}: part '{}' is missing or damaged; import the model again", path_, what));
}

void ModelFileWriter::string_map(const std::string& name, std::vector<std::pair<std::uint64_t, std::string>> entries) {
  std::sort(entries.begin(), entries.end());
  std::vector<std::uint64_t> keys;
  Stream values;
  for (const auto& [key, value] : entries) {
    keys.push_back(key);
    values.str(value);
  }
  array(name + ".key", keys);
  add(name + ".value", values.bytes());
}

Result<void> ModelFileWriter::write(const std::filesystem::path& path) const {
  const auto padded = [](std::size_t size) { return (size + kAlign - 1) / kAlign * kAlign; };
  std::string body;
  std::size_t offset = padded(sizeof(Header) + sections_.size() * sizeof(Entry));
  for (const Section& section : sections_) {
    Entry entry{};
    std::memcpy(entry.name.data(), section.name.data(), std::min(section.name.size(), entry.name.size()));
    entry.offset = offset;
    entry.size = section.bytes.size();
    body.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    offset += padded(section.bytes.size());
  }
  for (const Section& section : sections_) {
    body.resize(padded(sizeof(Header) + body.size()) - sizeof(Header), '\0');
    body += section.bytes;
  }
  body.resize(padded(sizeof(Header) + body.size()) - sizeof(Header), '\0');

  Header header{};
  std::memcpy(header.magic.data(), kMagic.data(), kMagic.size());
  header.version = kVersion;
  header.sections = static_cast<std::uint32_t>(sections_.size());
  header.size = sizeof header + body.size();
  header.checksum = checksum(body);

  std::filesystem::path part = path;
  part += fmt::format(".{}.part", ::getpid());
  {
    std::ofstream out(part, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&header), sizeof header);
    out.write(body.data(), static_cast<std::streamsize>(body.size()));
    out.close();
    if (!out) {
      std::error_code ignored;
      std::filesystem::remove(part, ignored);
      return fail(fmt::format("{}: cannot be written; is the folder there, and is there space?", path.string()));
    }
  }
  std::error_code error;
  std::filesystem::rename(part, path, error);
  if (error) return fail(fmt::format("{}: {}", path.string(), error.message()));
  return {};
}

}  // namespace entente::nlp
