// The encoder as a filter, for the bench: one sentence a line on standard input.
//   encode MODEL pieces          ids and byte spans of its pieces, as JSON
//   encode MODEL embed           its embedding, as float32
//   encode MODEL speed SECONDS   sentences a second of processor time, on one thread, over the lines again and again
//   encode MODEL load            milliseconds to load
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "encoder/encoder.h"

namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

constexpr std::size_t kBatch = 32;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const double started = processor_seconds();
  const auto loaded = entente::encoder::Encoder::load(argv[1]);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().message);
    return 1;
  }
  const entente::encoder::Encoder& encoder = **loaded;
  const std::string verb = argv[2];
  if (verb == "load") fmt::print("{:.1f}\n", 1000 * (processor_seconds() - started));
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
  std::vector<std::string_view> texts(lines.begin(), lines.end());
  if (verb == "pieces")
    for (const std::string& line : lines) {
      std::string out;
      for (const auto& piece : encoder.pieces(line))
        out += fmt::format("{}[{},{},{}]", out.empty() ? "" : ",", piece.id, piece.span.begin, piece.span.end);
      fmt::print("[{}]\n", out);
    }
  if (verb == "embed")
    for (std::size_t i = 0; i < texts.size(); i += kBatch) {
      const auto out = encoder.embed(std::span(texts).subspan(i, std::min(kBatch, texts.size() - i)));
      std::fwrite(out.data(), sizeof(float), out.size(), stdout);
    }
  if (verb == "speed" && argc > 3) {
    const double limit = std::stod(argv[3]), begun = processor_seconds();
    std::size_t done = 0;
    double seconds = 0;
    while (seconds < limit)
      for (std::size_t i = 0; i + kBatch <= texts.size() && seconds < limit; i += kBatch) {
        encoder.embed(std::span(texts).subspan(i, kBatch));
        done += kBatch;
        seconds = processor_seconds() - begun;
      }
    fmt::print("{:.0f}\n", static_cast<double>(done) / seconds);
  }
  return 0;
}
