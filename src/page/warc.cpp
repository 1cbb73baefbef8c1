#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "page/encoding.h"
#include "page/formats.h"
#include "page/wording.h"

namespace entente::page {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr std::size_t kMaxFields = 1000;  // header lines of one record

void add_field(Fields& fields, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos)
    fields.emplace(ascii_lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1))));
}

std::string field(const Fields& fields, const std::string& name) {
  const auto it = fields.find(name);
  return it == fields.end() ? "" : it->second;
}

// RFC 9112, 7.1: the chunks joined; what is no chunk ends them.
std::string unchunked(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) break;
    const std::string head(body.substr(0, std::min<std::size_t>(end, 20)));
    char* stop = nullptr;
    const unsigned long long size = std::strtoull(head.c_str(), &stop, 16);
    if (stop == head.c_str() || size == 0) break;
    body.remove_prefix(end + 1);
    out += body.substr(0, size);
    body.remove_prefix(std::min<std::size_t>(size, body.size()));
    if (body.substr(0, 2) == "\r\n") body.remove_prefix(2);
  }
  return out;
}

bool is_page_type(std::string_view type) {
  const std::string lower = ascii_lower(type);
  return lower.find("html") != std::string::npos || lower.rfind("text/plain", 0) == 0;
}

// "text/html; charset=iso-8859-1": the label, empty without one.
std::string charset_of(std::string_view type) {
  const std::string lower = ascii_lower(type);
  const std::size_t at = lower.find("charset=");
  if (at == std::string::npos) return "";
  const std::size_t begin = lower.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return "";
  return lower.substr(begin, lower.find_first_of("\"'; ", begin) - begin);
}

// An HTTP response's body; false where it is no page (another type, a redirection, an error).
bool http_body(std::string& record, Document& document, const std::string& name) {
  std::string_view rest = record;
  Fields fields;
  std::string status;
  while (!rest.empty() && fields.size() < kMaxFields) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) break;
    if (status.empty())
      status = line;
    else
      add_field(fields, line);
  }
  const std::size_t code = status.find(' ');
  if (code == std::string::npos || status.compare(code + 1, 1, "2") != 0) return false;
  if (!is_page_type(field(fields, "content-type"))) return false;
  std::string body =
      ascii_lower(field(fields, "transfer-encoding")).find("chunked") != std::string::npos ? unchunked(rest) : std::string(rest);
  const std::string encoding = ascii_lower(field(fields, "content-encoding"));
  if (encoding == "gzip" || encoding == "x-gzip" || encoding == "deflate") {
    auto plain = inflate_all(body);
    // Crawlers often keep the header of a body that they unpacked.
    if (plain)
      body = *std::move(plain);
    else if (body.find('<') == std::string::npos)
      document.error = fmt::format("{}: {}", name, plain.error().message);
  } else if (!encoding.empty() && encoding != "identity" && body.find('<') == std::string::npos) {
    document.error = fmt::format("{}: the body is packed as '{}', which is not read; archive it unpacked", name, encoding);
  }
  document.bytes = decode_as(std::move(body), charset_of(field(fields, "content-type")));
  return true;
}

std::string without_brackets(std::string value) {
  if (value.size() > 2 && value.front() == '<' && value.back() == '>') return value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

bool take_warc(Stream& stream, const std::string& name, const Take& take) {
  std::string line;
  bool too_long = false;
  for (std::size_t number = 1;; ++number) {
    do {
      if (!stream.line(line, too_long)) return true;
    } while (trim(line).empty());
    const std::string place = fmt::format("{}:{}", name, number);
    if (line.rfind("WARC/", 0) != 0)
      return take(failed_document(place, "here a WARC record should begin; the archive is damaged"));
    Fields fields;
    while (stream.line(line, too_long) && !trim(line).empty())
      if (fields.size() < kMaxFields) add_field(fields, line);
    const std::string length = field(fields, "content-length");
    const unsigned long long size = std::strtoull(length.c_str(), nullptr, 10);
    if (length.empty() || length.find_first_not_of("0123456789") != std::string::npos)
      return take(failed_document(place, "the WARC record has no Content-Length; the archive is damaged"));

    const std::string type = field(fields, "warc-type");
    const bool response = type == "response";
    const bool plain = (type == "resource" || type == "conversion") && is_page_type(field(fields, "content-type"));
    if (!response && !plain) {
      stream.skip(size);
      continue;
    }
    if (size > kMaxDocument) {
      stream.skip(size);
      if (!take(failed_document(place, fmt::format("the record holds more than {} MiB", kMaxDocument >> 20)))) return false;
      continue;
    }
    std::string record;
    const bool whole = stream.take(size, record);
    if (!whole && stream.error().empty()) {
      if (!take(failed_document(place, "the archive ends in the middle of this record; fetch it again"))) return false;
      return true;
    }
    if (!whole) return true;  // the stream's own error is told
    Document document;
    document.about.file = place;
    document.about.id = without_brackets(field(fields, "warc-record-id"));
    document.about.url = without_brackets(field(fields, "warc-target-uri"));
    if (response) {
      if (!http_body(record, document, place)) continue;
    } else {
      document.bytes = std::move(record);
    }
    if (!take(std::move(document))) return false;
  }
}

}  // namespace entente::page
