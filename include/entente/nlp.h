// text -> tokens, tags, dependencies, lemmas, entities: a native runtime for spaCy's English CNN pipelines.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/doc.h"
#include "entente/result.h"

namespace entente::nlp {

// How the networks' weights are used.
enum class Precision {
  kFloat32,  // as they were trained: spaCy's results
  kInt16,    // layers rounded to 13 bits, entities' own vectors to 8: faster, and all but the same results
  kInt8,     // layers rounded to 8 bits: the fastest with AVX-512 VNNI, and three heads in a thousand differ
};

// The name of the processor's vector unit in use: "AVX-512", "AVX2" or "baseline".
std::string_view vector_unit();

// An immutable model over a memory-mapped file; shared by threads.
class Model {
 public:
  // Maps a file written by import_model. Fails, naming the file, where it is missing, truncated, damaged or of another version.
  // Reads the file once for its checksum: 15 ms for the English model, whose 53 MB processes share.
  static Result<std::shared_ptr<const Model>> load(const std::filesystem::path& file, Precision precision = Precision::kFloat32);

  virtual ~Model() = default;

  // Parses one text as spaCy's nlp(text) does. `text` outlives the Doc, as the model does; bytes that are no UTF-8 are read as
  // question marks, one each; of 4 GiB or more the Doc is empty. A text over 256 KiB is parsed in pieces cut after a line, a
  // sentence or a word, so that working memory stays below 200 MB beside the Doc. Linear in text. Thread-safe.
  virtual Doc parse(std::string_view text) const = 0;

  // parse() of each text, in less time where they are short: their networks are worked out together.
  virtual std::vector<Doc> parse(std::span<const std::string_view> texts) const = 0;

  // Parses each paragraph on its own, as parse() does, so that no sentence crosses a headline, and joins them into one Doc whose
  // spans index `text`. A paragraph ends at a blank line, or at the end of a line where the text is not wrapped; a dateline
  // ("KYIV, Sept. 18 (Agency) - ") is one of its own. The white space between paragraphs is in no token.
  virtual Doc parse_paragraphs(std::string_view text) const = 0;
};

// Converts a spaCy model folder (the one with config.cfg, or a folder that holds it) to one file that load() maps. Reads
// en_core_web_md 3.8 and what has its architecture. Fails, naming the file, where one is missing, damaged or of another
// architecture; `to` is then left as it was. Takes about a second and 210 MB.
Result<void> import_model(const std::filesystem::path& from, const std::filesystem::path& to);

// CoNLL-U (universaldependencies.org/format.html) of one document: `# newdoc id`, `# text` a sentence, white-space tokens left
// out and heads renumbered; MISC holds SpaceAfter=No, NER=B-GPE and Offset, in code points. Linear in the Doc.
std::string to_conllu(const Doc& doc, std::string_view id);

// A Doc from CoNLL-U as to_conllu writes it (MISC Offset is needed: code points into `text`). Fails with the line's number.
Result<Doc> from_conllu(std::string_view conllu, std::string_view text);

}  // namespace entente::nlp
