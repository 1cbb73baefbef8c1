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

std::string Lemmatizer::lemma(const Table& table, const Lexeme& lexeme) const {
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
  return forms.empty() ? std::string(lexeme.text) : std::move(forms.front());
}

void LemmaFinder::forget() {
  known_of_.clear();
  known_.clear();
}

std::string_view LemmaFinder::in_document(std::uint32_t word, std::size_t table, const Lexeme& lexeme,
                                          std::string_view as_written, std::deque<std::string>& strings) {
  const std::size_t tables = rules_.tables_.size() + 1, at = word * tables + table;
  if (at >= known_of_.size()) known_of_.resize((word + 1) * tables, kNone);
  if (known_of_[at] == kNone) {
    known_of_[at] = static_cast<std::uint32_t>(known_.size());
    known_.emplace_back().form =
        table < rules_.tables_.size() ? rules_.lemma(rules_.tables_[table], lexeme) : std::string(lexeme.lower);
  }
  Known& known = known_[known_of_[at]];
  if (known.form == as_written) return as_written;
  if (known.document != document_) {
    known.document = document_;
    known.there = strings.emplace_back(known.form);
  }
  return known.there;
}

void LemmaFinder::apply(std::string_view text, std::span<Token> tokens, std::span<const Piece> pieces, const Lexicon& lexicon,
                        std::deque<std::string>& strings) {
  const auto& tables = rules_.tables_;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (!token.lemma.empty()) continue;
    const std::uint32_t word = pieces[i].lexeme;
    const std::string_view as_written = pieces[i].span.in(text);
    std::size_t table = tables.size();
    if (!token.pos.empty() && token.pos != "SPACE" && !is_base_form(token.pos, token.morph)) {
      table = static_cast<std::size_t>(
          std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.pos == token.pos; }) - tables.begin());
      if (table == tables.size() && token.pos == "PROPN") {
        token.lemma = as_written;
        continue;
      }
    }
    token.lemma = in_document(word, table, lexicon.at(word), as_written, strings);
  }
}

}  // namespace entente::nlp
