// Words a second of one thread, without reading and writing: bench_nlp MODEL PRECISION FOLDER [REPEATS]. FOLDER holds *.txt, of
// which every one is parsed REPEATS times (default 3); the fastest round counts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "entente/nlp.h"

int main(int count, char** args) {
  if (count < 4) return std::fprintf(stderr, "bench_nlp MODEL float32|int16 FOLDER [REPEATS]\n"), 2;
  namespace nlp = entente::nlp;
  const auto seconds = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  const double begun = seconds();
  const auto precision = std::string(args[2]) == "int16" ? nlp::Precision::kInt16 : nlp::Precision::kFloat32;
  const auto model = nlp::Model::load(args[1], precision);
  if (!model) return std::fprintf(stderr, "%s\n", model.error().message.c_str()), 1;
  (*model)->parse("The rebels left.");
  const double started = seconds() - begun;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(args[3]))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  double best = 0;
  for (int round = 0; round < (count > 4 ? std::atoi(args[4]) : 3); ++round) {
    std::size_t words = 0;
    const double first = seconds();
    for (const std::string& text : texts)
      for (const entente::Token& token : (*model)->parse(text).tokens) words += !token.is_space;
    best = std::max(best, static_cast<double>(words) / (seconds() - first));
  }
  std::printf("start-up %.3f s, %.0f words/s\n", started, best);
}
