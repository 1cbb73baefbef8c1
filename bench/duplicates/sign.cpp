// sign ORIGINALS COPIES: signs the texts of both files (a NUL after each), indexes the originals and looks each copy up. Prints
// the texts signed per second of processor time (best of five rounds) and then each pair found: copy, original, likeness.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "likeness/likeness.h"

namespace likeness = entente::likeness;

namespace {

std::vector<std::string> texts_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> texts;
  for (std::string text; std::getline(in, text, '\0');) texts.push_back(std::move(text));
  return texts;
}

std::vector<std::optional<likeness::Signature>> signed_all(const std::vector<std::string>& texts, double& best) {
  std::vector<std::optional<likeness::Signature>> out;
  for (int round = 0; round < 5; ++round) {
    out.clear();
    const std::clock_t begin = std::clock();
    for (const std::string& text : texts) out.push_back(likeness::sign(text));
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    best = std::max(best, static_cast<double>(texts.size()) / seconds);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  double speed = 0;
  const auto originals = signed_all(texts_of(argv[1]), speed), copies = signed_all(texts_of(argv[2]), speed);
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> index;
  for (std::size_t i = 0; i < originals.size(); ++i)
    if (originals[i])
      for (const std::uint64_t key : likeness::keys(*originals[i])) index[key].push_back(i);
  std::printf("%.0f\n", speed);
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (!copies[i]) continue;
    std::set<std::size_t> met;
    for (const std::uint64_t key : likeness::keys(*copies[i]))
      if (const auto at = index.find(key); at != index.end()) met.insert(at->second.begin(), at->second.end());
    for (const std::size_t j : met) {
      const double like = likeness::likeness(*copies[i], *originals[j]);
      if (like >= likeness::kSameReport) std::printf("%zu %zu %.3f\n", i, j, like);
    }
  }
}
