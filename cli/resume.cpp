#include "resume.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "fmt/format.h"
#include "page/sha256.h"

namespace entente::cli {
namespace fs = std::filesystem;

Done::Key Done::key_of(std::string_view file, std::string_view sha256) {
  const std::string digest = page::sha256(fmt::format("{}\n{}", sha256, file));
  Key key{};
  for (std::size_t i = 0; i < key.size(); ++i) std::from_chars(&digest[16 * i], &digest[16 * i] + 16, key[i], 16);
  return key;
}

void Done::add(std::string_view file, std::string_view sha256) { keys_.push_back(key_of(file, sha256)); }

void Done::sort() { std::sort(keys_.begin(), keys_.end()); }

bool Done::holds(const page::Document& document) const {
  return !keys_.empty() && std::binary_search(keys_.begin(), keys_.end(), key_of(document.about.file, page::digest(document)));
}

Result<Done> resume_output(const std::string& file, bool code) {
  Done done;
  std::error_code error;
  if (!fs::exists(file, error)) return done;
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(fmt::format("{}: cannot be opened to go on with", file));
  simdjson::dom::parser parser;
  std::uintmax_t whole = 0;  // bytes of whole lines
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const bool cut = in.eof();
    constexpr std::string_view kBegin = "{\"id\":";
    if (cut && kBegin.substr(0, line.size()) == std::string_view(line).substr(0, kBegin.size())) break;
    whole += line.size() + 1;
    simdjson::dom::element record, source;
    std::string_view name, sha256;
    const bool read = !cut && parser.parse(line).get(record) == simdjson::SUCCESS &&
                      record.at_pointer(code ? "/page/source" : "/source").get(source) == simdjson::SUCCESS &&
                      source["file"].get(name) == simdjson::SUCCESS && source["sha256"].get(sha256) == simdjson::SUCCESS;
    if (!read)
      return fail(fmt::format("{}:{}: no record of `entente {}`; --resume goes on only with a file that it wrote", file, number,
                              code ? "code" : "page"));
    done.add(name, sha256);
  }
  if (in.bad()) return fail(fmt::format("{}: cannot be read to its end", file));
  in.close();
  fs::resize_file(file, whole, error);
  if (error) return fail(fmt::format("{}: its cut last line cannot be taken off: {}", file, error.message()));
  done.sort();
  return done;
}

}  // namespace entente::cli
