#include <fmt/format.h>
#include <algorithm>
#include <charconv>

#include "entente/nlp.h"
#include "records/records_json.h"

namespace entente::nlp {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

std::string_view or_dash(std::string_view field) { return field.empty() ? "_" : field; }

// A tab or newline inside a field would break the row.
void append_flat(std::string& out, std::string_view field) {
  for (const char c : field) out += (c == '\t' || c == '\n' || c == '\r') ? ' ' : c;
}

// The nearest ancestor-or-self that is not white space; kNone if there is none.
std::uint32_t visible(const Doc& doc, std::uint32_t token) {
  while (doc.tokens[token].is_space) {
    const std::uint32_t head = doc.tokens[token].head;
    if (head == token) return kNone;
    token = head;
  }
  return token;
}

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0;;) {
    const std::size_t next = line.find(by, at);
    out.push_back(line.substr(at, next - at));
    if (next == std::string_view::npos) return out;
    at = next + 1;
  }
}

bool number(std::string_view text, std::uint32_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// Reads rows into a Doc whose fields live in doc.strings.
class Reader {
 public:
  Reader(std::string_view text) : points_(text) { doc_.text = text; }

  Result<Doc> read(std::string_view conllu) {
    std::size_t line_number = 0;
    for (std::string_view line : split(conllu, '\n')) {
      ++line_number;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) {
        if (auto done = end_sentence(line_number); !done) return tl::unexpected(done.error());
      } else if (line.front() != '#') {
        if (auto done = row(line, line_number); !done) return tl::unexpected(done.error());
      }
    }
    if (auto done = end_sentence(line_number); !done) return tl::unexpected(done.error());
    link(doc_);
    return std::move(doc_);
  }

 private:
  Result<void> row(std::string_view line, std::size_t number_of_line) {
    const auto fields = split(line, '\t');
    if (fields.size() != 10) return fail(fmt::format("CoNLL-U line {}: 10 tab-separated fields expected", number_of_line));
    Token token;
    std::uint32_t head = 0;
    std::uint32_t offset = kNone;
    if (!number(fields[6], head)) return fail(fmt::format("CoNLL-U line {}: HEAD is no number", number_of_line));
    token.lemma = keep(fields[2]);
    token.pos = keep(fields[3]);
    token.tag = keep(fields[4]);
    token.morph = keep(fields[5]);
    token.dep = keep(fields[7]);
    token.space_after = true;
    for (const std::string_view item : split(fields[9], '|')) {
      if (item == "SpaceAfter=No") token.space_after = false;
      if (item.starts_with("Offset=") && !number(item.substr(7), offset))
        return fail(fmt::format("CoNLL-U line {}: Offset is no number", number_of_line));
      if (item.starts_with("NER=") && item.size() > 6) {
        token.ent_iob = item[4];
        token.ent_type = keep(item.substr(6));
      }
    }
    if (offset == kNone) return fail(fmt::format("CoNLL-U line {}: MISC has no Offset", number_of_line));
    token.span.begin = points_.to_byte(offset);
    token.span.end = static_cast<std::uint32_t>(token.span.begin + fields[1].size());
    if (token.span.end > doc_.text.size() || token.span.in(doc_.text) != fields[1])
      return fail(fmt::format("CoNLL-U line {}: '{}' is not at offset {} of the text", number_of_line, fields[1], offset));
    token.head = head;  // of the sentence, from 1, until the sentence ends
    doc_.tokens.push_back(token);
    return {};
  }

  Result<void> end_sentence(std::size_t number_of_line) {
    const auto last = static_cast<std::uint32_t>(doc_.tokens.size());
    if (first_ == last) return {};
    for (std::uint32_t i = first_; i < last; ++i) {
      Token& token = doc_.tokens[i];
      if (token.head > last - first_)
        return fail(fmt::format("the CoNLL-U sentence before line {} has a HEAD outside of it", number_of_line));
      token.head = token.head == 0 ? i : first_ + token.head - 1;
      if (token.ent_iob == 'B') doc_.entities.push_back({{i, i + 1}, token.ent_type});
      if (token.ent_iob == 'I' && !doc_.entities.empty()) doc_.entities.back().tokens.last = i + 1;
    }
    doc_.sentences.push_back({first_, last});
    first_ = last;
    return {};
  }

  std::string_view keep(std::string_view field) {
    if (field == "_") return {};
    return doc_.strings.emplace_back(field);
  }

  Doc doc_;
  records::CodePoints points_;
  std::uint32_t first_ = 0;
};

}  // namespace

std::string to_conllu(const Doc& doc, std::string_view id) {
  std::string out = "# newdoc id = ";
  append_flat(out, id);
  out += '\n';
  const records::CodePoints points(doc.text);
  std::vector<std::uint32_t> numbers(doc.tokens.size(), 0);
  for (const Range& sentence : doc.sentences) {
    std::uint32_t count = 0;
    std::uint32_t first = kNone, last = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (doc.tokens[i].is_space) continue;
      numbers[i] = ++count;
      if (first == kNone) first = i;
      last = i;
    }
    if (count == 0) continue;
    out += "# text = ";
    append_flat(out, doc.span({first, last + 1}).in(doc.text));
    out += '\n';
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& t = doc.tokens[i];
      if (t.is_space) continue;
      std::uint32_t head = t.head == i ? kNone : visible(doc, t.head);
      if (head != kNone && !sentence.contains(head)) head = kNone;
      fmt::format_to(std::back_inserter(out), "{}\t", numbers[i]);
      append_flat(out, doc.str(i));
      out += '\t';
      append_flat(out, or_dash(t.lemma));
      fmt::format_to(std::back_inserter(out), "\t{}\t{}\t{}\t{}\t{}\t_\t", or_dash(t.pos), or_dash(t.tag), or_dash(t.morph),
                     head == kNone ? 0 : numbers[head], or_dash(t.dep));
      if (!t.space_after) out += "SpaceAfter=No|";
      if (t.ent_iob != 'O') fmt::format_to(std::back_inserter(out), "NER={}-{}|", t.ent_iob, t.ent_type);
      fmt::format_to(std::back_inserter(out), "Offset={}\n", points.from_byte(t.span.begin));
    }
    out += '\n';
  }
  return out;
}

Result<Doc> from_conllu(std::string_view conllu, std::string_view text) { return Reader(text).read(conllu); }

}  // namespace entente::nlp
