#include "nlp/lemmatizer.h"

#include <algorithm>

#include "nlp/hash.h"
#include "nlp/unicode.h"

namespace entente::nlp {
namespace {

std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const std::size_t end = std::min(morph.find('|'), morph.size());
    const std::string_view item = morph.substr(0, end);
    if (item.size() > name.size() && item.starts_with(name) && item[name.size()] == '=') return item.substr(name.size() + 1);
    morph.remove_prefix(std::min(end + 1, morph.size()));
  }
  return {};
}

// Whether the word is its own lemma by its features.
bool is_base_form(std::string_view pos, std::string_view morph) {
  const std::string_view form = feature(morph, "VerbForm");
  if (pos == "NOUN" && feature(morph, "Number") == "Sing") return true;
  if (pos == "VERB" && form == "Fin" && feature(morph, "Tense") == "Pres" && feature(morph, "Number").empty()) return true;
  return form == "Inf" || form == "None" || feature(morph, "Degree") == "Pos";
}

}  // namespace

Result<Lemmatizer> Lemmatizer::load(const ModelFile& file) {
  const auto bytes = file.section("lemmatizer");
  if (!bytes) return tl::unexpected(bytes.error());
  Cursor cursor(*bytes);
  Lemmatizer out;
  out.tables_.resize(cursor.count());
  for (Table& table : out.tables_) {
    table.pos = cursor.str();
    table.rules.resize(cursor.count());
    for (auto& [old, replacement] : table.rules) {
      old = cursor.str();
      replacement = cursor.str();
    }
    const std::string name = "lemma." + std::string(table.pos);
    const auto index = file.array<std::uint64_t>(name + ".index");
    if (!index) return tl::unexpected(index.error());
    table.index = *index;
    auto exceptions = file.string_map(name);
    if (!exceptions) return tl::unexpected(exceptions.error());
    table.exceptions = std::move(*exceptions);
  }
  if (!cursor.ok()) return file.damaged("lemmatizer");
  return out;
}

std::string_view Lemmatizer::lemma(const Table& table, const Lexeme& lexeme, Doc& doc) const {
  const std::string_view word = lexeme.lower;
  std::vector<std::string> forms, unknown;
  for (const auto& [old, replacement] : table.rules) {
    if (!word.ends_with(old)) continue;
    std::string form(word.substr(0, word.size() - old.size()));
    form += replacement;
    if (form.empty()) continue;
    if (std::binary_search(table.index.begin(), table.index.end(), string_hash(form))) {
      forms.insert(forms.begin(), std::move(form));
    } else {
      (all_alpha(form) ? unknown : forms).push_back(std::move(form));
    }
  }
  if (const std::string_view* exceptions = table.exceptions.find(string_hash(word)); exceptions != nullptr) {
    for (std::size_t at = 0; at < exceptions->size();) {
      const std::size_t end = std::min(exceptions->find('\n', at), exceptions->size());
      const std::string_view form = exceptions->substr(at, end - at);
      if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.emplace(forms.begin(), form);
      at = end + 1;
    }
  }
  if (forms.empty()) forms = std::move(unknown);
  if (forms.empty()) return lexeme.text;
  if (forms.front() == word) return word;
  return doc.strings.emplace_back(std::move(forms.front()));
}

void Lemmatizer::apply(Doc& doc, const std::vector<Piece>& pieces, const Lexicon& lexicon) const {
  std::vector<std::string_view> cache(lexicon.size() * tables_.size());
  for (std::size_t i = 0; i < doc.tokens.size(); ++i) {
    Token& token = doc.tokens[i];
    if (!token.lemma.empty()) continue;
    const Lexeme& lexeme = lexicon.at(pieces[i].lexeme);
    token.lemma = lexeme.lower;
    if (token.pos.empty() || token.pos == "SPACE" || is_base_form(token.pos, token.morph)) continue;
    const auto table = std::find_if(tables_.begin(), tables_.end(), [&](const Table& t) { return t.pos == token.pos; });
    if (table == tables_.end()) {
      if (token.pos == "PROPN") token.lemma = lexeme.text;
      continue;
    }
    std::string_view& cached = cache[pieces[i].lexeme * tables_.size() + static_cast<std::size_t>(table - tables_.begin())];
    if (cached.empty()) cached = lemma(*table, lexeme, doc);
    token.lemma = cached;
  }
}

}  // namespace entente::nlp
