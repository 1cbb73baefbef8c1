#include "page/encoding.h"

#include <fmt/format.h>
#include <lexbor/encoding/encoding.h>
#include <simdjson.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "page/wording.h"

namespace entente::page {
namespace {

struct Signature {
  std::string_view bytes;
  std::size_t at;
  const char* kind;
};

constexpr Signature kSignatures[] = {
    {"%PDF-", 0, "a PDF file"},
    {"\x89PNG", 0, "a PNG image"},
    {"\xff\xd8\xff", 0, "a JPEG image"},
    {"GIF8", 0, "a GIF image"},
    {"WEBP", 8, "a WebP image"},
    {"PK\x03\x04", 0, "a ZIP archive (also .docx, .epub, .odt)"},
    {"PK\x05\x06", 0, "an empty ZIP archive"},
    {"\x7f"
     "ELF",
     0, "an ELF program"},
    {"MZ\x90", 0, "a Windows program"},
    {"\x1f\x8b", 0, "gzip-compressed data"},
    {"\x28\xb5\x2f\xfd", 0, "zstd-compressed data"},
    {"BZh", 0, "bzip2-compressed data"},
    {"\xfd"
     "7zXZ",
     0, "xz-compressed data"},
    {"7z\xbc\xaf", 0, "a 7z archive"},
    {"Rar!", 0, "a RAR archive"},
    {"ustar", 257, "a tar archive"},
    {"SQLite format 3", 0, "an SQLite database"},
    {"\xd0\xcf\x11\xe0", 0, "an old Office document"},
    {"ID3", 0, "an MP3 file"},
    {"OggS", 0, "an Ogg file"},
    {"ftyp", 4, "an MP4 file"},
};

bool starts(std::string_view bytes, std::string_view with) { return bytes.substr(0, with.size()) == with; }

// UTF-16 without a byte order mark: nearly every second byte of the beginning is NUL.
const char* bare_utf16(std::string_view bytes) {
  const std::size_t pairs = std::min<std::size_t>(bytes.size(), 1024) / 2;
  if (pairs < 4) return nullptr;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) even += bytes[2 * i] == 0, odd += bytes[2 * i + 1] == 0;
  if (odd * 10 >= pairs * 7 && even * 20 <= pairs) return "utf-16le";
  if (even * 10 >= pairs * 7 && odd * 20 <= pairs) return "utf-16be";
  return nullptr;
}

// The label after `charset=` or `encoding=` in the first bytes. A page that declares UTF-16 there but could be read so far is not
// UTF-16 (HTML Standard, 13.2.3.2), so that label counts as UTF-8.
std::string declared(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 4096));
  const auto label_after = [&head](std::size_t at) {
    while (at < head.size() && (head[at] == ' ' || head[at] == '=' || head[at] == '"' || head[at] == '\'')) ++at;
    std::size_t end = at;
    while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) || head[end] == '-' || head[end] == '_'))
      ++end;
    return head.substr(at, end - at);
  };
  std::string label;
  if (starts(head, "<?xml")) {
    const auto at = head.find("encoding");
    if (at != std::string::npos && at < head.find("?>")) label = label_after(at + 8);
  }
  for (std::size_t at = head.find("<meta"); label.empty() && at != std::string::npos; at = head.find("<meta", at + 5)) {
    const std::size_t close = std::min(head.find('>', at), head.size());
    const std::size_t charset = head.find("charset", at);
    if (charset < close) label = label_after(charset + 7);
  }
  return starts(label, "utf-16") ? "utf-8" : label;
}

const lxb_encoding_data_t* by_label(std::string_view label) {
  return lxb_encoding_data_by_name(reinterpret_cast<const lxb_char_t*>(label.data()), label.size());
}

// Bytes to UTF-8, piece by piece: a character may begin in one and end in the next.
class Decoder {
 public:
  explicit Decoder(const lxb_encoding_data_t* encoding) : encoding_(encoding) {
    lxb_encoding_decode_init(&decoder_, encoding, buffer_.data(), buffer_.size());
    lxb_encoding_decode_replace_set(&decoder_, &kReplacement, 1);
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  void feed(std::string_view bytes, std::string& out) {
    const auto* data = reinterpret_cast<const lxb_char_t*>(bytes.data());
    const lxb_char_t* const end = data + bytes.size();
    lxb_status_t status = LXB_STATUS_OK;
    do {
      status = encoding_->decode(&decoder_, &data, end);
      flush(out);
    } while (status == LXB_STATUS_SMALL_BUFFER);
  }

  void finish(std::string& out) {
    lxb_encoding_decode_finish(&decoder_);
    flush(out);
  }

 private:
  static constexpr lxb_codepoint_t kReplacement = 0xfffd;

  void flush(std::string& out) {
    for (std::size_t i = 0; i < lxb_encoding_decode_buf_used(&decoder_); ++i) append_code_point(out, buffer_[i]);
    lxb_encoding_decode_buf_used_set(&decoder_, 0);
  }

  const lxb_encoding_data_t* encoding_;
  std::array<lxb_codepoint_t, 4096> buffer_;
  lxb_encoding_decode_t decoder_{};
};

std::string convert(std::string_view bytes, const lxb_encoding_data_t* encoding) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  Decoder decoder(encoding);
  decoder.feed(bytes, out);
  decoder.finish(out);
  return out;
}

// What a stream gives, in UTF-8.
class DecodedSource : public Source {
 public:
  DecodedSource(Stream& from, const lxb_encoding_data_t* encoding) : from_(from), decoder_(encoding) {}

  std::size_t read(char* to, std::size_t size) override {
    while (at_ == text_.size() && !done_) {
      text_.clear();
      at_ = 0;
      const std::string_view piece = from_.peek(kPiece);
      done_ = piece.empty();
      if (done_) {
        decoder_.finish(text_);
        error_ = from_.error();
      } else {
        decoder_.feed(piece, text_);
        from_.skip(piece.size());
      }
    }
    const std::size_t got = text_.copy(to, size, at_);
    at_ += got;
    return got;
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 14;

  Stream& from_;
  Decoder decoder_;
  std::string text_;  // decoded, from `at_` on not read yet
  std::size_t at_ = 0;
  bool done_ = false;
};

// Of the bytes above ASCII, how many stand in sequences that are not UTF-8, in percent.
int bad_utf8_percent(std::string_view bytes) {
  std::size_t high = 0, bad = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t need = c >= 0xf0 && c < 0xf5 ? 3 : c >= 0xe0 ? 2 : c >= 0xc2 ? 1 : 0;
    std::size_t got = 0;
    if (c < 0xf5)
      while (got < need && i + 1 + got < bytes.size() && (static_cast<unsigned char>(bytes[i + 1 + got]) & 0xc0) == 0x80) ++got;
    ++high;
    if (need == 0 || got < need) ++bad;
    i += 1 + got;
  }
  return high ? static_cast<int>(bad * 100 / high) : 0;
}

std::string detected(std::string_view bytes) {
  // Typographic quotes and dashes of windows-1252 in otherwise plain text are too few for statistics.
  std::size_t high = 0, typographic = 0;
  for (const unsigned char c : bytes) {
    high += c >= 0x80;
    typographic += c == 0x85 || (c >= 0x91 && c <= 0x97);
  }
  if (typographic * 10 >= high * 9) return "windows-1252";
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  return ascii_lower(uchardet_get_charset(detector.get()));
}

// How many bytes are NUL, and how many are control characters that text does not hold. In stretches that one byte can count, so
// that the compiler can take many bytes at a time.
std::pair<std::size_t, std::size_t> control_characters(std::string_view bytes) {
  std::size_t nul = 0, control = 0;
  while (!bytes.empty()) {
    std::uint8_t nul_here = 0, control_here = 0;
    for (const char at : bytes.substr(0, 255)) {
      const auto c = static_cast<std::uint8_t>(at);
      const std::uint8_t low = c < 0x20, space = static_cast<std::uint8_t>(c - '\t') < 5, tab = c == '\v', escape = c == 0x1b,
                         del = c == 0x7f, zero = c == 0;
      control_here = static_cast<std::uint8_t>(control_here + low - space + tab - escape + del);
      nul_here = static_cast<std::uint8_t>(nul_here + zero);
    }
    nul += nul_here;
    control += control_here;
    bytes.remove_prefix(std::min<std::size_t>(255, bytes.size()));
  }
  return {nul, control};
}

// What bytes without a mark are encoded in; null for valid UTF-8.
const lxb_encoding_data_t* encoding_of(std::string_view bytes) {
  if (const char* utf16 = bare_utf16(bytes)) return by_label(utf16);
  const std::string label = declared(bytes);
  // ISO-2022-JP is seven-bit: valid as UTF-8, but only its label says what it is.
  if (label != "iso-2022-jp" && simdjson::validate_utf8(bytes.data(), bytes.size())) return nullptr;
  if (bad_utf8_percent(bytes) <= 10) return lxb_encoding_data(LXB_ENCODING_UTF_8);  // a few bytes of it were damaged
  const lxb_encoding_data_t* encoding = by_label(label);
  if (!encoding || encoding->encoding == LXB_ENCODING_UTF_8) encoding = by_label(detected(bytes));
  if (!encoding || encoding->encoding == LXB_ENCODING_REPLACEMENT) encoding = lxb_encoding_data(LXB_ENCODING_WINDOWS_1252);
  return encoding;
}

}  // namespace

bool has_utf16_mark(std::string_view bytes) { return starts(bytes, "\xff\xfe") || starts(bytes, "\xfe\xff"); }

std::string binary_kind(std::string_view bytes) {
  for (const auto& signature : kSignatures)
    if (bytes.size() > signature.at && starts(bytes.substr(signature.at), signature.bytes)) return signature.kind;
  if (has_utf16_mark(bytes) || bare_utf16(bytes)) return "";
  // A stray NUL in markup is an error of the page, and HTML says how to go on; anywhere else it means that this is no text.
  const auto [nul, control] = control_characters(bytes);
  const std::string_view text = trim(bytes.substr(0, 1024));
  const bool markup = !text.empty() && text[0] == '<';
  if (nul > 0 && (!markup || nul * 1000 > bytes.size())) return "binary data (it holds NUL bytes)";
  if (control * 20 > bytes.size()) return "binary data (many of its bytes are control characters)";
  return "";
}

std::string valid_utf8(std::string text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return text;
  return convert(text, lxb_encoding_data(LXB_ENCODING_UTF_8));
}

std::string decode_as(std::string bytes, std::string_view label) {
  const lxb_encoding_data_t* encoding = by_label(label);
  const bool marked = starts(bytes, "\xef\xbb\xbf") || has_utf16_mark(bytes);
  if (!encoding || marked || encoding->encoding == LXB_ENCODING_REPLACEMENT || encoding->encoding == LXB_ENCODING_UTF_8)
    return bytes;
  return convert(bytes, encoding);
}

std::unique_ptr<Source> decoded_source(Stream& stream) {
  const std::string_view head = stream.peek(1024).substr(0, 1024);
  const lxb_encoding_data_t* encoding = nullptr;
  if (has_utf16_mark(head))
    encoding = lxb_encoding_data(head[0] == '\xff' ? LXB_ENCODING_UTF_16LE : LXB_ENCODING_UTF_16BE);
  else if (const char* utf16 = bare_utf16(head))
    encoding = by_label(utf16);
  else if (declared(head) == "iso-2022-jp")
    encoding = lxb_encoding_data(LXB_ENCODING_ISO_2022_JP);
  if (!encoding) return nullptr;
  if (has_utf16_mark(head)) stream.skip(2);
  return std::make_unique<DecodedSource>(stream, encoding);
}

Result<std::string_view> decode(std::string_view bytes, const std::string& name, std::string& storage) {
  if (const std::string kind = binary_kind(bytes); !kind.empty())
    return fail(fmt::format("{}: this is {}, not a page; give HTML or text", name, kind));
  const lxb_encoding_data_t* encoding = nullptr;
  if (starts(bytes, "\xef\xbb\xbf")) {
    bytes.remove_prefix(3);
    if (!simdjson::validate_utf8(bytes.data(), bytes.size())) encoding = lxb_encoding_data(LXB_ENCODING_UTF_8);
  } else if (has_utf16_mark(bytes)) {
    encoding = lxb_encoding_data(bytes[0] == '\xff' ? LXB_ENCODING_UTF_16LE : LXB_ENCODING_UTF_16BE);
    bytes.remove_prefix(2);
  } else {
    encoding = encoding_of(bytes);
  }
  if (encoding) bytes = storage = convert(bytes, encoding);
  if (trim(bytes).empty()) return fail(fmt::format("{}: there is no text in it", name));
  return bytes;
}

}  // namespace entente::page
