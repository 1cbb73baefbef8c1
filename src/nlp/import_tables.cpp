#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "nlp/hash.h"
#include "nlp/import.h"
#include "nlp/norms.h"
#include "nlp/pack.h"
#include "nlp/ruler.h"
#include "nlp/symbols.h"

namespace entente::nlp {
namespace {

// Attribute ids in the tokenizer's exceptions (spacy/attrs.pyx).
constexpr std::uint64_t kOrth = 65;
constexpr std::uint64_t kNorm = 67;

// The ids that the model's tables know strings by.
class StringIds {
 public:
  explicit StringIds(std::string_view symbols) {
    for (std::size_t at = 0; at < symbols.size();) {
      const std::size_t end = std::min(symbols.find(' ', at), symbols.size());
      symbols_.emplace(symbols.substr(at, end - at), symbols_.size() + 1);
      at = end + 1;
    }
  }
  std::uint64_t of(std::string_view text) const {
    const auto symbol = symbols_.find(text);
    return symbol == symbols_.end() ? string_hash(text) : symbol->second;
  }

 private:
  std::map<std::string_view, std::uint64_t> symbols_;
};

tl::unexpected<Error> wrong(const std::filesystem::path& path, std::string_view what) {
  return fail(fmt::format("{}: {}; {}", path.string(), what, kReads));
}

Result<void> import_norms(const std::filesystem::path& path, const StringIds& ids, ModelFileWriter& out) {
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  const auto* table = get(pack->root(), "lexeme_norm");
  const bool none = pack->root()->type == msgpack::type::MAP && pack->root()->via.map.size == 0;  // as in a model from scratch
  if (!none && (table == nullptr || table->type != msgpack::type::MAP)) return wrong(path, "no table lexeme_norm");
  std::map<std::uint64_t, std::string> norms;
  for (std::uint32_t i = 0; !none && i < table->via.map.size; ++i) {
    const auto& [key, value] = table->via.map.ptr[i];
    norms.emplace(number_of(key), text_of(value));
  }
  for (const auto& [word, norm] : base_norms()) norms.emplace(ids.of(word), norm);  // where the model's own table has none
  out.string_map("norm", {norms.begin(), norms.end()});
  return {};
}

Result<void> import_vector_keys(const std::filesystem::path& path, ModelFileWriter& out) {
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  if (pack->root()->type != msgpack::type::MAP) return wrong(path, "no table of vectors' rows");
  std::vector<std::pair<std::uint64_t, std::uint32_t>> rows;
  const auto& map = pack->root()->via.map;
  for (std::uint32_t i = 0; i < map.size; ++i) {
    const auto& [key, row] = map.ptr[i];
    if (key.type != msgpack::type::POSITIVE_INTEGER || row.type != msgpack::type::POSITIVE_INTEGER || row.via.u64 >= UINT32_MAX)
      return wrong(path, "a vector's row is no number");
    rows.emplace_back(key.via.u64, static_cast<std::uint32_t>(row.via.u64));
  }
  std::sort(rows.begin(), rows.end());
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> values;
  for (const auto& [key, row] : rows) {
    keys.push_back(key);
    values.push_back(row);
  }
  out.array("vectors.key", keys);
  out.array("vectors.row", values);
  return {};
}

Result<void> import_tokenizer(const std::filesystem::path& path, ModelFileWriter& out) {
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  Stream stream;
  for (const std::string_view name : {"prefix_search", "suffix_search", "infix_finditer", "url_match"}) {
    const auto* pattern = get(pack->root(), name);
    if (pattern == nullptr || text_of(*pattern).empty()) return wrong(path, fmt::format("no pattern {}", name));
    stream.str(text_of(*pattern));
  }
  const auto* heuristics = get(pack->root(), "faster_heuristics");
  if (heuristics == nullptr || heuristics->type != msgpack::type::BOOLEAN || !heuristics->via.boolean)
    return wrong(path, "faster_heuristics is not set");
  if (const auto* token_match = get(pack->root(), "token_match"); token_match != nullptr && !text_of(*token_match).empty())
    return wrong(path, "token_match is set");
  const auto* exceptions = get(pack->root(), "exceptions");
  if (exceptions == nullptr || exceptions->type != msgpack::type::MAP) return wrong(path, "no exceptions");
  stream.u32(exceptions->via.map.size);
  for (std::uint32_t i = 0; i < exceptions->via.map.size; ++i) {
    const auto& [text, parts] = exceptions->via.map.ptr[i];
    if (parts.type != msgpack::type::ARRAY) return wrong(path, "an exception is no list");
    stream.str(text_of(text));
    stream.u32(parts.via.array.size);
    for (std::uint32_t p = 0; p < parts.via.array.size; ++p) {
      std::string_view orth, norm;
      const auto& part = parts.via.array.ptr[p];
      if (part.type != msgpack::type::MAP) return wrong(path, "an exception's part is no map");
      for (std::uint32_t a = 0; a < part.via.map.size; ++a) {
        const auto& [key, value] = part.via.map.ptr[a];
        const std::uint64_t id = number_of(key);
        (id == kOrth ? orth : norm) = text_of(value);
        if (id != kOrth && id != kNorm) return wrong(path, fmt::format("an exception sets attribute {}", id));
      }
      stream.str(orth);
      stream.str(norm);
    }
  }
  out.add("tokenizer", stream.bytes());
  return {};
}

// One token's condition on one attribute.
bool write_condition(std::string_view key, const msgpack::object& value, Stream& stream) {
  constexpr std::array<std::string_view, 4> kKeys = {"TAG", "LOWER", "DEP", "IS_SPACE"};
  constexpr std::array<std::string_view, 3> kTests = {"IN", "NOT_IN", "REGEX"};
  const auto known = std::find(kKeys.begin(), kKeys.end(), key);
  if (known == kKeys.end()) return false;
  stream.u32(static_cast<std::size_t>(known - kKeys.begin()));
  if (value.type == msgpack::type::BOOLEAN) {
    stream.u32(0);
    stream.u32(1);
    stream.str(value.via.boolean ? "true" : "false");
    return true;
  }
  if (value.type == msgpack::type::STR) {
    stream.u32(0);
    stream.u32(1);
    stream.str(text_of(value));
    return true;
  }
  if (value.type != msgpack::type::MAP || value.via.map.size != 1) return false;
  const auto& [test, operand] = value.via.map.ptr[0];
  const auto which = std::find(kTests.begin(), kTests.end(), text_of(test));
  if (which == kTests.end()) return false;
  stream.u32(static_cast<std::size_t>(which - kTests.begin()));
  if (operand.type == msgpack::type::STR) {
    stream.u32(1);
    stream.str(text_of(operand));
    return true;
  }
  if (operand.type != msgpack::type::ARRAY) return false;
  stream.u32(operand.via.array.size);
  for (std::uint32_t i = 0; i < operand.via.array.size; ++i) stream.str(text_of(operand.via.array.ptr[i]));
  return true;
}

bool write_rule(const msgpack::object& pattern, const msgpack::object& attributes, std::uint64_t index, Stream& stream) {
  constexpr std::array<std::string_view, 5> kTargets = {"TAG", "POS", "MORPH", "LEMMA", "DEP"};
  if (pattern.type != msgpack::type::ARRAY || attributes.type != msgpack::type::MAP) return false;
  stream.u32(pattern.via.array.size);
  for (std::uint32_t t = 0; t < pattern.via.array.size; ++t) {
    const auto& token = pattern.via.array.ptr[t];
    if (token.type != msgpack::type::MAP) return false;
    stream.u32(token.via.map.size);
    for (std::uint32_t c = 0; c < token.via.map.size; ++c)
      if (!write_condition(text_of(token.via.map.ptr[c].key), token.via.map.ptr[c].val, stream)) return false;
  }
  stream.u32(attributes.via.map.size);
  for (std::uint32_t a = 0; a < attributes.via.map.size; ++a) {
    const auto& [key, value] = attributes.via.map.ptr[a];
    const auto target = std::find(kTargets.begin(), kTargets.end(), text_of(key));
    if (target == kTargets.end()) return false;
    stream.u32(static_cast<std::size_t>(target - kTargets.begin()));
    const std::string_view text = text_of(value);
    stream.str(*target == "MORPH" && text == "_" ? std::string_view() : text);
  }
  stream.u32(index);
  return true;
}

Result<void> import_ruler(const std::filesystem::path& path, ModelFileWriter& out) {
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  if (pack->root()->type != msgpack::type::ARRAY) return wrong(path, "no list of rules");
  Stream rules;
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < pack->root()->via.array.size; ++i) {
    const auto* rule = &pack->root()->via.array.ptr[i];
    const auto* patterns = get(rule, "patterns");
    const auto* attributes = get(rule, "attrs");
    const auto* index = get(rule, "index");
    if (patterns == nullptr || attributes == nullptr || index == nullptr || patterns->type != msgpack::type::ARRAY)
      return wrong(path, fmt::format("rule {} is incomplete", i));
    for (std::uint32_t p = 0; p < patterns->via.array.size; ++p, ++count)
      if (!write_rule(patterns->via.array.ptr[p], *attributes, number_of(*index, UINT32_MAX), rules))
        return wrong(path, fmt::format("rule {} is of an unknown kind", i));
  }
  Stream stream;
  stream.u32(count);
  out.add("ruler", stream.bytes() + rules.bytes());
  return {};
}

// A table's part for one part of speech; null where there is none.
const msgpack::object* part_of(const Pack& pack, std::string_view table, std::uint64_t pos) {
  const auto* map = get(pack.root(), table);
  if (map == nullptr || map->type != msgpack::type::MAP) return nullptr;
  for (std::uint32_t i = 0; i < map->via.map.size; ++i)
    if (number_of(map->via.map.ptr[i].key) == pos) return &map->via.map.ptr[i].val;
  return nullptr;
}

Result<void> import_lemmatizer(const std::filesystem::path& path, const StringIds& ids, ModelFileWriter& out) {
  // The part of speech's name in the tables is the UPOS in lower case.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kParts = {{{"ADJ", "adj"},
                                                                                     {"ADP", "adp"},
                                                                                     {"ADV", "adv"},
                                                                                     {"AUX", "aux"},
                                                                                     {"CCONJ", "cconj"},
                                                                                     {"DET", "det"},
                                                                                     {"INTJ", "intj"},
                                                                                     {"NOUN", "noun"},
                                                                                     {"NUM", "num"},
                                                                                     {"PART", "part"},
                                                                                     {"PRON", "pron"},
                                                                                     {"PROPN", "propn"},
                                                                                     {"PUNCT", "punct"},
                                                                                     {"SCONJ", "sconj"},
                                                                                     {"SYM", "sym"},
                                                                                     {"VERB", "verb"},
                                                                                     {"X", "x"}}};
  const auto pack = Pack::read(path);
  if (!pack) return tl::unexpected(pack.error());
  for (const std::string_view table : {"lemma_rules", "lemma_exc", "lemma_index"})
    if (get(pack->root(), table) == nullptr) return wrong(path, fmt::format("no table {}", table));
  Stream parts;
  std::size_t count = 0;
  for (const auto& [pos, name] : kParts) {
    const auto* rules = part_of(*pack, "lemma_rules", ids.of(name));
    const auto* exceptions = part_of(*pack, "lemma_exc", ids.of(name));
    const auto* index = part_of(*pack, "lemma_index", ids.of(name));
    if (rules == nullptr && exceptions == nullptr && index == nullptr) continue;
    ++count;
    parts.str(pos);
    const bool has_rules = rules != nullptr && rules->type == msgpack::type::ARRAY;
    parts.u32(has_rules ? rules->via.array.size : 0);
    for (std::uint32_t i = 0; has_rules && i < rules->via.array.size; ++i) {
      const auto& rule = rules->via.array.ptr[i];
      if (rule.type != msgpack::type::ARRAY || rule.via.array.size != 2) return wrong(path, "a lemma rule is no pair");
      parts.str(text_of(rule.via.array.ptr[0]));
      parts.str(text_of(rule.via.array.ptr[1]));
    }
    std::vector<std::uint64_t> words;
    if (index != nullptr && index->type == msgpack::type::ARRAY)
      for (std::uint32_t i = 0; i < index->via.array.size; ++i) words.push_back(string_hash(text_of(index->via.array.ptr[i])));
    std::sort(words.begin(), words.end());
    std::vector<std::pair<std::uint64_t, std::string>> forms;
    for (std::uint32_t i = 0; exceptions != nullptr && exceptions->type == msgpack::type::MAP && i < exceptions->via.map.size;
         ++i) {
      const auto& [word, list] = exceptions->via.map.ptr[i];
      if (list.type != msgpack::type::ARRAY) return wrong(path, "an exception's lemmas are no list");
      std::string joined;
      for (std::uint32_t f = 0; f < list.via.array.size; ++f) {
        if (f > 0) joined += '\n';
        joined += text_of(list.via.array.ptr[f]);
      }
      forms.emplace_back(string_hash(text_of(word)), std::move(joined));
    }
    out.array("lemma." + std::string(pos) + ".index", words);
    out.string_map("lemma." + std::string(pos), std::move(forms));
  }
  Stream stream;
  stream.u32(count);
  out.add("lemmatizer", stream.bytes() + parts.bytes());
  return {};
}

}  // namespace

Result<void> import_tables(const std::filesystem::path& model, const std::set<std::string>& components, ModelFileWriter& out) {
  const std::string symbols = symbol_names();
  const StringIds ids(symbols);
  out.add("symbols", symbols);
  if (auto done = import_norms(model / "vocab" / "lookups.bin", ids, out); !done) return done;
  if (auto done = import_tokenizer(model / "tokenizer", out); !done) return done;
  if (components.contains("attribute_ruler"))
    if (auto done = import_ruler(model / "attribute_ruler" / "patterns", out); !done) return done;
  if (components.contains("lemmatizer"))
    if (auto done = import_lemmatizer(model / "lemmatizer" / "lookups" / "lookups.bin", ids, out); !done) return done;
  return import_vector_keys(model / "vocab" / "key2row", out);
}

}  // namespace entente::nlp
