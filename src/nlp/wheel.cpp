#include "nlp/wheel.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <fstream>
#include <memory>
#include <string>

namespace entente::nlp {
namespace {

namespace fs = std::filesystem;

constexpr zip_uint64_t kMostBytes = zip_uint64_t{4} << 30;

bool stays_inside(const fs::path& name) {
  if (name.empty() || name.is_absolute()) return false;
  for (const auto& part : name)
    if (part == "..") return false;
  return true;
}

// Copies one entry of the archive; false where it cannot be read or written, or is longer than it says.
bool copy(zip_t* archive, zip_uint64_t index, zip_uint64_t size, const fs::path& to) {
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> in(zip_fopen_index(archive, index, 0), zip_fclose);
  std::ofstream out(to, std::ios::binary);
  std::array<char, 1 << 16> buffer;
  zip_uint64_t copied = 0;
  while (in && out) {
    const zip_int64_t got = zip_fread(in.get(), buffer.data(), buffer.size());
    if (got <= 0) return got == 0 && copied == size && out.flush();
    copied += static_cast<zip_uint64_t>(got);
    if (copied > size) return false;
    out.write(buffer.data(), got);
  }
  return false;
}

}  // namespace

Unpacked::~Unpacked() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<Unpacked> Unpacked::wheel(const fs::path& wheel, const fs::path& where) {
  const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(wheel.c_str(), ZIP_RDONLY, nullptr), zip_discard);
  if (!archive) return fail(fmt::format("{}: no wheel; a spaCy model's wheel or folder is needed", wheel.string()));
  std::string name = (where / ".unpacked.XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return fail(fmt::format("{}: no folder can be made there", where.string()));
  Unpacked out(name);
  zip_uint64_t total = 0;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t about;
    const bool known = zip_stat_index(archive.get(), index, 0, &about) == 0 && (about.valid & ZIP_STAT_NAME) != 0 &&
                       (about.valid & ZIP_STAT_SIZE) != 0;
    if (!known || !stays_inside(about.name)) return fail(fmt::format("{}: damaged, or no wheel", wheel.string()));
    if (std::string_view(about.name).ends_with('/')) continue;
    if (about.size > kMostBytes - total) return fail(fmt::format("{}: holds more than 4 GiB", wheel.string()));
    total += about.size;
    const fs::path to = out.folder_ / about.name;
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (error || !copy(archive.get(), index, about.size, to))
      return fail(fmt::format("{}: {} cannot be unpacked; is the wheel whole, and is there space?", wheel.string(), about.name));
  }
  return out;
}

}  // namespace entente::nlp
