// Models as they are published: a wheel, which is a ZIP archive.
#pragma once

#include <filesystem>

#include "entente/result.h"

namespace entente::nlp {

// A temporary folder with a wheel's files, removed with it.
class Unpacked {
 public:
  // Makes the folder in `where`. Fails, naming the wheel, where it is damaged, holds a name that leads out of the folder, or more
  // than 4 GiB; nothing in it is executed.
  static Result<Unpacked> wheel(const std::filesystem::path& wheel, const std::filesystem::path& where);

  Unpacked(Unpacked&& other) noexcept { folder_.swap(other.folder_); }
  Unpacked& operator=(Unpacked&&) = delete;
  ~Unpacked();

  const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Unpacked(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
};

}  // namespace entente::nlp
