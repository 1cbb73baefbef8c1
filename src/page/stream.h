// Bytes from a file, standard input or memory, decompressed on the way, read in pieces.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente::page {

// No document and no line may be longer, compressed input least of all.
constexpr std::size_t kMaxDocument = std::size_t{1} << 30;  // 1 GiB

class Source {
 public:
  virtual ~Source() = default;
  // Up to `size` bytes into `to`; 0 at the end, or where reading failed: then error() says why.
  virtual std::size_t read(char* to, std::size_t size) = 0;
  // How much is still to come, where that is known; a guess, and 0 where it is not.
  virtual std::size_t left() const { return 0; }
  const std::string& error() const { return error_; }

 protected:
  std::string error_;  // without the input's name
};

// A file by its path, "-" for standard input. Adds what is read of it to `count`. Fails where it cannot be opened.
Result<std::unique_ptr<Source>> open_source(const std::string& path, std::atomic<std::uint64_t>* count = nullptr);
std::unique_ptr<Source> memory_source(std::string_view bytes);  // `bytes` must outlive it

// Reads a source through a window, gunzipping and unpacking zstd by what the first bytes say, nested up to three times. An
// archive that ends in its middle gives what came before, then error().
class Stream {
 public:
  explicit Stream(std::unique_ptr<Source> source, std::size_t max_document = kMaxDocument);

  // The next bytes without taking them: at least `size` unless the input ends before.
  std::string_view peek(std::size_t size);
  // The next line without its end; false at the end. A line over the limit is passed over and `too_long` set.
  bool line(std::string& to, bool& too_long);
  // Appends the next `size` bytes, fewer at the end; false if fewer came.
  bool take(std::size_t size, std::string& to);
  bool skip(std::size_t size);
  // All that is left; false where that is more than the limit.
  bool rest(std::string& to);
  const std::string& error() const { return source_->error(); }

 private:
  bool fill();  // one more piece into the window; false at the end

  std::unique_ptr<Source> source_;
  std::size_t max_document_;
  std::string window_;
  std::size_t at_ = 0;
};

// `bytes` unpacked: gzip, zlib or raw deflate, as HTTP bodies are. Fails on other data and beyond the limit.
Result<std::string> inflate_all(std::string_view bytes, std::size_t limit = kMaxDocument);

}  // namespace entente::page
