#include "page/stream.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace entente::page {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kProbe = 4096;  // where nothing more is expected

class FileSource : public Source {
 public:
  FileSource(std::FILE* file, std::atomic<std::uint64_t>* count) : file_(file), count_(count) {}
  ~FileSource() override {
    if (file_ != stdin) std::fclose(file_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    const std::size_t got = std::fread(to, 1, size, file_);
    if (got == 0 && std::ferror(file_)) error_ = fmt::format("cannot be read: {}", std::strerror(errno));
    if (count_) *count_ += got;
    read_ += got;
    return got;
  }
  std::size_t left() const override {
    struct stat file {};
    if (fstat(fileno(file_), &file) != 0 || !S_ISREG(file.st_mode)) return 0;
    const auto size = static_cast<std::size_t>(file.st_size);
    return size - std::min(size, read_);
  }

 private:
  std::FILE* file_;
  std::size_t read_ = 0;
  std::atomic<std::uint64_t>* count_;
};

class MemorySource : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t got = std::min(size, bytes_.size());
    bytes_.copy(to, got);
    bytes_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view bytes_;
};

// What was peeked at already, then the rest of the source.
class Prefixed : public Source {
 public:
  Prefixed(std::string prefix, std::unique_ptr<Source> source) : prefix_(std::move(prefix)), source_(std::move(source)) {}
  std::size_t read(char* to, std::size_t size) override {
    if (at_ < prefix_.size()) {
      const std::size_t got = prefix_.copy(to, size, at_);
      at_ += got;
      return got;
    }
    const std::size_t got = source_->read(to, size);
    if (got == 0) error_ = source_->error();
    return got;
  }
  std::size_t left() const override {
    const std::size_t behind = source_->left();
    return behind == 0 ? 0 : prefix_.size() - at_ + behind;  // of a pipe nobody knows
  }

 private:
  std::string prefix_;
  std::size_t at_ = 0;
  std::unique_ptr<Source> source_;
};

// Members of a gzip file one after the other (RFC 1952, 2.2).
class GzipSource : public Source {
 public:
  explicit GzipSource(std::unique_ptr<Source> source) : source_(std::move(source)), in_(kPiece) {
    ready_ = inflateInit2(&z_, 15 + 16) == Z_OK;
  }
  ~GzipSource() override {
    if (ready_) inflateEnd(&z_);
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    if (done_ || !ready_) return 0;
    z_.next_out = reinterpret_cast<Bytef*>(to);
    z_.avail_out = static_cast<uInt>(size);
    while (z_.avail_out == size) {
      if (z_.avail_in == 0) {
        z_.next_in = reinterpret_cast<Bytef*>(in_.data());
        z_.avail_in = static_cast<uInt>(source_->read(in_.data(), in_.size()));
        if (z_.avail_in == 0) return end(inside_ ? "the gzip archive ends in its middle; fetch it again" : "");
      }
      if (!inside_ && members_ > 0 && *z_.next_in == 0) {  // padding after the last member
        ++z_.next_in, --z_.avail_in;
        continue;
      }
      inside_ = true;
      const int status = inflate(&z_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        inside_ = false;
        ++members_;
        inflateReset(&z_);
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return end("the gzip archive is damaged; fetch it again");
      }
    }
    return size - z_.avail_out;
  }

 private:
  std::size_t end(const char* error) {
    done_ = true;
    error_ = source_->error().empty() ? error : source_->error();
    return 0;
  }

  std::unique_ptr<Source> source_;
  std::vector<char> in_;
  z_stream z_{};
  bool ready_ = false, done_ = false, inside_ = false;
  int members_ = 0;
};

class ZstdSource : public Source {
 public:
  explicit ZstdSource(std::unique_ptr<Source> source)
      : source_(std::move(source)), in_(kPiece), zstd_(ZSTD_createDStream(), ZSTD_freeDStream) {}

  std::size_t read(char* to, std::size_t size) override {
    if (done_) return 0;
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (buffer_.pos == buffer_.size && !pending_) {
        buffer_ = {in_.data(), source_->read(in_.data(), in_.size()), 0};
        if (buffer_.size == 0) return end(inside_ ? "the zstd archive ends in its middle; fetch it again" : "");
      }
      const std::size_t status = ZSTD_decompressStream(zstd_.get(), &out, &buffer_);
      if (ZSTD_isError(status))
        return end("the zstd archive is damaged, or needs more than 128 MiB of window; fetch or pack it again");
      inside_ = status != 0;
      pending_ = out.pos == out.size;
      if (pending_ && out.pos == 0) pending_ = false;
    }
    return out.pos;
  }

 private:
  std::size_t end(const char* error) {
    done_ = true;
    error_ = source_->error().empty() ? error : source_->error();
    return 0;
  }

  std::unique_ptr<Source> source_;
  std::vector<char> in_;
  std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> zstd_;
  ZSTD_inBuffer buffer_{nullptr, 0, 0};
  bool done_ = false, inside_ = false, pending_ = false;
};

std::unique_ptr<Source> unpacked(std::unique_ptr<Source> source) {
  for (int level = 0; level < 3; ++level) {
    std::string head(4, '\0');
    std::size_t got = 0;
    while (got < head.size()) {
      const std::size_t more = source->read(head.data() + got, head.size() - got);
      if (more == 0) break;
      got += more;
    }
    head.resize(got);
    const bool gzip = head.rfind("\x1f\x8b", 0) == 0, zstd = head == "\x28\xb5\x2f\xfd";
    source = std::make_unique<Prefixed>(std::move(head), std::move(source));
    if (gzip)
      source = std::make_unique<GzipSource>(std::move(source));
    else if (zstd)
      source = std::make_unique<ZstdSource>(std::move(source));
    else
      break;
  }
  return source;
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::string& path, std::atomic<std::uint64_t>* count) {
  if (path == "-") return std::make_unique<FileSource>(stdin, count);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return fail(fmt::format("{}: is a folder, not a file", path));
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return fail(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  return std::make_unique<FileSource>(file, count);
}

std::unique_ptr<Source> memory_source(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

Stream::Stream(std::unique_ptr<Source> source, std::size_t max_document)
    : source_(unpacked(std::move(source))), max_document_(max_document) {}

bool Stream::fill() {
  if (at_ > kPiece && at_ * 2 > window_.size()) {
    window_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = window_.size();
  window_.resize(before + kPiece);
  const std::size_t got = source_->read(window_.data() + before, kPiece);
  window_.resize(before + got);
  return got > 0;
}

std::string_view Stream::peek(std::size_t size) {
  while (window_.size() - at_ < size && fill()) {
  }
  return std::string_view(window_).substr(at_, size);
}

bool Stream::line(std::string& to, bool& too_long) {
  to.clear();
  too_long = false;
  bool any = false;
  for (;;) {
    if (at_ == window_.size() && !fill()) return any;
    any = true;
    const std::size_t end = window_.find('\n', at_);
    const std::size_t stop = std::min(end, window_.size());
    if (to.size() + (stop - at_) > max_document_)
      too_long = true;
    else
      to.append(window_, at_, stop - at_);
    at_ = stop;
    if (end == std::string::npos) continue;
    ++at_;
    if (!to.empty() && to.back() == '\r') to.pop_back();
    return true;
  }
}

bool Stream::take(std::size_t size, std::string& to) {
  while (size > 0) {
    if (at_ == window_.size() && !fill()) return false;
    const std::size_t part = std::min(size, window_.size() - at_);
    to.append(window_, at_, part);
    at_ += part;
    size -= part;
  }
  return true;
}

bool Stream::skip(std::size_t size) {
  while (size > 0) {
    if (at_ == window_.size() && !fill()) return false;
    const std::size_t part = std::min(size, window_.size() - at_);
    at_ += part;
    size -= part;
  }
  return true;
}

bool Stream::rest(std::string& to) {
  // Past the window: there is nothing to look at any more. Where the size is known, all is read at once.
  const std::size_t left = std::min(source_->left(), max_document_);
  std::size_t piece = left > 0 ? left + 1 : kPiece;
  to.reserve(to.size() + window_.size() - at_ + piece);
  to.append(window_, at_);
  at_ = window_.size();
  for (; to.size() <= max_document_; piece = left > 0 ? kProbe : kPiece) {
    const std::size_t before = to.size();
    to.resize(before + piece);
    const std::size_t got = source_->read(to.data() + before, piece);
    to.resize(before + got);
    if (got == 0) return true;
  }
  return false;
}

Result<std::string> inflate_all(std::string_view bytes, std::size_t limit) {
  for (const int window : {15 + 32, -15}) {  // gzip or zlib by its header; deflate without one, as some servers send
    z_stream z{};
    if (inflateInit2(&z, window) != Z_OK) return fail("out of memory");
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::vector<char> piece(kPiece);
    int status = Z_OK;
    while (status == Z_OK && out.size() <= limit) {
      z.next_out = reinterpret_cast<Bytef*>(piece.data());
      z.avail_out = static_cast<uInt>(piece.size());
      status = inflate(&z, Z_NO_FLUSH);
      out.append(piece.data(), piece.size() - z.avail_out);
    }
    inflateEnd(&z);
    if (out.size() > limit) return fail(fmt::format("unpacks to more than {} MiB", limit >> 20));
    if (status == Z_STREAM_END) return out;
  }
  return fail("the compressed body is damaged");
}

}  // namespace entente::page
