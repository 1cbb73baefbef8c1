#include "page/inputs.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "page/encoding.h"
#include "page/formats.h"
#include "page/sha256.h"
#include "page/wording.h"

namespace entente::page {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name[0] == '.';
}

// The regular files below a folder, sorted, without hidden files and folders; links to folders are not followed.
std::vector<std::string> files_below(const std::string& folder, std::string& error) {
  std::vector<std::string> files;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, code), end; !code && it != end;
       it.increment(code)) {
    std::error_code ignored;
    if (is_hidden(it->path())) {
      if (it->is_directory(ignored)) it.disable_recursion_pending();
    } else if (it->is_regular_file(ignored)) {
      files.push_back(it->path().string());
    }
  }
  if (code) error = fmt::format("{}: cannot be listed: {}", folder, code.message());
  std::sort(files.begin(), files.end());
  return files;
}

void add_message(std::string& messages, const std::string& message) {
  if (!messages.empty()) messages += '\n';
  messages += message;
}

struct Input {
  std::string path;  // "-" for standard input
  std::string id;    // of its page; empty for standard input
};

// Two pages of one id would be one page to the ledger: of files whose ids would be the same, each gets its whole path for one.
void tell_apart(std::vector<Input>& files) {
  std::unordered_map<std::string_view, const Input*> first;
  std::unordered_set<std::string> shared;
  for (const Input& file : files)
    if (const Input* other = first.emplace(file.id, &file).first->second; other->path != file.path) shared.insert(file.id);
  for (Input& file : files)
    if (shared.contains(file.id) && file.path != "-") file.id = fs::path(file.path).lexically_normal().string();
}

// All files that the inputs name, folders opened. What is not there is told in `messages`.
std::vector<Input> files_of(const std::vector<std::string>& inputs, std::string& messages) {
  std::vector<Input> files;
  for (const std::string& input : inputs) {
    std::error_code code;
    if (input != "-" && !fs::exists(input, code)) {
      add_message(messages, fmt::format("{}: no such file or folder", input));
    } else if (input == "-" || !fs::is_directory(input, code)) {
      files.push_back({input, input == "-" ? "" : fs::path(input).stem().string()});
    } else {
      std::string error;
      for (std::string& file : files_below(input, error)) {
        const fs::path below = fs::path(file).lexically_relative(input);
        files.push_back({std::move(file), (below.parent_path() / below.stem()).string()});
      }
      if (!error.empty()) add_message(messages, error);
    }
  }
  tell_apart(files);
  return files;
}

// Bytes of all files; 0 where one of them has no size, as a pipe.
std::uint64_t size_of(const std::vector<Input>& files) {
  std::uint64_t all = 0;
  for (const Input& file : files) {
    struct stat about {};
    const int failed = file.path == "-" ? ::fstat(STDIN_FILENO, &about) : ::stat(file.path.c_str(), &about);
    if (failed != 0) continue;  // reading it will fail too
    if (!S_ISREG(about.st_mode)) return 0;
    all += static_cast<std::uint64_t>(about.st_size);
  }
  return all;
}

}  // namespace

Document failed_document(const std::string& name, std::string message) {
  Document document;
  document.about.file = name;
  document.error = fmt::format("{}: {}", name, message);
  return document;
}

bool take_page(Stream& stream, const std::string& name, const Take& take) {
  Document document;
  document.about.file = name;
  if (!stream.rest(document.bytes))
    return take(failed_document(name, fmt::format("holds more than {} MiB; give smaller pages", kMaxDocument >> 20)));
  if (document.bytes.empty() && !stream.error().empty()) return true;  // the error itself is told
  return take(std::move(document));
}

Format format_of(std::string_view head) {
  if (head.substr(0, 3) == "\xef\xbb\xbf") head.remove_prefix(3);
  if (has_utf16_mark(head)) {  // without one it is taken for a page, which finds out
    std::string narrow;
    std::copy_if(head.begin() + 2, head.end(), std::back_inserter(narrow), [](char c) { return c != 0; });
    const Format format = format_of(narrow);
    return format == Format::Warc ? Format::Page : format;  // an archive's records are bytes
  }
  if (head.substr(0, 5) == "WARC/") return Format::Warc;
  const std::string_view text = trim(head);
  if (!text.empty() && (text[0] == '{' || text[0] == '[')) {
    const std::string_view next = trim(text.substr(1));
    const std::string_view may_follow = text[0] == '{' ? "\"}" : "{]";
    if (next.empty() || may_follow.find(next[0]) != std::string_view::npos) return Format::Json;
  }
  const std::string lower = ascii_lower(text.substr(0, 4096));
  if (!lower.empty() && lower[0] == '<')
    for (const char* root : {"<rss", "<feed", "<rdf:rdf"}) {
      const std::size_t at = lower.find(root);
      if (at != std::string::npos && at < lower.find("<html")) return Format::Feed;
    }
  return Format::Page;
}

bool take_stream(Stream& stream, const std::string& name, const Take& take) {
  bool go_on = true;
  switch (format_of(stream.peek(8192))) {
    case Format::Json:
      go_on = take_json(stream, name, take);
      break;
    case Format::Feed:
      go_on = take_feed(stream, name, take);
      break;
    case Format::Warc:
      go_on = take_warc(stream, name, take);
      break;
    case Format::Page:
      go_on = take_page(stream, name, take);
      break;
  }
  if (go_on && !stream.error().empty()) go_on = take(failed_document(name, stream.error()));
  return go_on;
}

Result<void> for_each_document(const std::vector<std::string>& inputs, const std::function<bool(Document&&)>& take,
                               Position* position) {
  std::string messages;
  const std::vector<Input> files = files_of(inputs, messages);
  if (position) position->total = size_of(files);
  bool go_on = true;
  for (const Input& file : files) {
    auto source = open_source(file.path, position ? &position->read : nullptr);
    if (!source) {
      add_message(messages, source.error().message);
      continue;
    }
    Stream stream(*std::move(source));
    const bool piped = file.path == "-";
    const std::string name = piped ? "standard input" : file.path;
    // What says nothing of its id has that of its file, with its number there; from a pipe, that of its bytes.
    const auto take_named = [&](Document&& document) {
      std::string& id = document.about.id;
      document.about.id_of_file = id.empty() && !piped;
      if (id.empty()) id = piped ? digest(document).substr(0, 16) : file.id + document.about.file.substr(name.size());
      return take(std::move(document));
    };
    if (go_on = take_stream(stream, name, take_named); !go_on) break;
  }
  if (!messages.empty()) return fail(messages);
  return {};
}

std::string digest(const Document& document) { return sha256(document.is_article ? document.article_text : document.bytes); }

Result<Page> to_page(Document&& document) {
  if (!document.error.empty()) return fail(document.error);
  if (document.is_article) return article(std::move(document.article_text), document.about);
  return read(document.bytes, document.about);
}

}  // namespace entente::page
