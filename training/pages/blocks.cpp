// What training/pages/fit.py needs to know of pages. FOLDER holds HTML files; MODEL the tables of src/page/judge.h, absent ones
// being empty. NAMES, a file, lists the pages of FOLDER that are meant, in order.
//   blocks texts FOLDER NAMES
//     on standard output a line per page, {"file", "blocks": [{"text", "hidden", "words", "attributes"}]}
//   blocks rows FOLDER NAMES MODEL
//     a row of floats per block
//   blocks context FOLDER NAMES MODEL CHANCES
//     the same with what the chances (a float per block) say of neighbours
//   blocks bodies FOLDER NAMES MODEL
//     a line per page, {"file", "body"}
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>

#include "page/draft.h"
#include "page/encoding.h"
#include "page/judge.h"
#include "page/wording.h"

using namespace entente;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

nlohmann::json words_of(const page::Parts& parts, std::size_t block) {
  auto words = nlohmann::json::array(), names = nlohmann::json::array();
  const std::string_view text = parts.blocks[block].text;
  page::each_word(text, [&](std::size_t begin, std::size_t end, std::uint64_t) {
    words.push_back(page::ascii_lower(text.substr(begin, end - begin)));
    return words.size() < 40;
  });
  for (std::uint32_t node = parts.blocks[block].node;; node = parts.tree[node].parent) {
    for (const auto name : {page::Attribute::Class, page::Attribute::Id}) {
      const std::string_view value = parts.tree.attribute(node, name);
      page::each_name(value, [&](std::size_t begin, std::size_t end, std::uint64_t) {
        names.push_back(page::ascii_lower(value.substr(begin, end - begin)));
      });
    }
    if (node == 0) break;
  }
  const bool hidden = parts.tree[parts.blocks[block].node].shown == page::Shown::No;
  return {{"text", text}, {"hidden", hidden}, {"words", words}, {"attributes", names}};
}

}  // namespace

int main(int n, char** args) {
  if (n < 4) return std::cerr << "blocks texts|rows|context|bodies FOLDER NAMES ..., see training/pages/blocks.cpp\n", 2;
  const std::string task = args[1];
  const page::Cues& cues = page::Cues::compiled_in();
  const std::filesystem::path model = n > 4 ? args[4] : "";
  const std::string names = bytes_of(model / "attributes.tsv"), words = bytes_of(model / "words.tsv"),
                    blocks = bytes_of(model / "blocks.tsv"), context = bytes_of(model / "context.tsv");
  const auto judge = page::Judge::of({names, words, blocks, context});
  if (!judge) return std::cerr << judge.error().message << "\n", 1;
  std::ifstream files(args[3]), chances(n > 5 ? args[5] : "", std::ios::binary);
  for (std::string name; std::getline(files, name);) {
    const std::string bytes = bytes_of(std::filesystem::path(args[2]) / name);
    std::string storage;
    const std::string_view html = page::decode(bytes, name, storage).value_or(std::string_view{});
    if (task == "bodies") {
      const Page page = page::compose(page::read_html(html, cues, *judge));
      std::cout << nlohmann::json{{"file", name}, {"body", page.body.in(page.text)}}.dump() << "\n";
      continue;
    }
    const page::Parts parts(html, cues);
    if (task == "texts") {
      nlohmann::json line = {{"file", name}, {"blocks", nlohmann::json::array()}};
      for (std::size_t i = 0; i < parts.blocks.size(); ++i) line["blocks"].push_back(words_of(parts, i));
      std::cout << line.dump() << "\n";
      continue;
    }
    page::Measurer measurer = judge->measurer(parts, cues);
    forest::Rows rows(page::kMostFeatures);
    rows.resize(parts.blocks.size());
    std::size_t width = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) width = measurer.measure(i, rows[i]);
    if (task == "context") {
      std::vector<float> of(parts.blocks.size());
      chances.read(reinterpret_cast<char*>(of.data()), static_cast<std::streamsize>(of.size() * sizeof(float)));
      std::vector<std::size_t> all(of.size());
      std::iota(all.begin(), all.end(), std::size_t{0});
      width = page::add_neighbours(rows, width, of, parts, all);
    }
    std::vector<float> row(width);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t k = 0; k < width; ++k) row[k] = rows[i][k * forest::Rows::kAbreast];
      std::cout.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(width * sizeof(float)));
    }
  }
}
