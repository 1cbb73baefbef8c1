#include "progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "fmt/format.h"

namespace entente::cli {
namespace {

std::string clock_time(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::min(seconds, 3.6e9)));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string progress_line(std::size_t documents, double seconds, double share) {
  const std::string so_far = fmt::format("{} documents, {:.1f}/s", documents, static_cast<double>(documents) / seconds);
  if (share < 0) return fmt::format("{}, {}", so_far, clock_time(seconds));
  constexpr std::size_t kWidth = 24;
  share = std::min(share, 1.0);
  const auto full = static_cast<std::size_t>(share * kWidth);
  const std::string left = share > 0 ? clock_time(seconds * (1 - share) / share) : "?";
  return fmt::format("[{}{}] {:3.0f}%  {}, {} left", std::string(full, '='), std::string(kWidth - full, ' '),
                     std::floor(share * 100), so_far, left);
}

Progress::Progress(bool wanted, const page::Position& position) : position_(position), on_(wanted && ::isatty(STDERR_FILENO)) {}

void Progress::step() {
  ++done_;
  if (!on_) return;
  const auto now = Clock::now();
  const std::chrono::duration<double> since_start = now - start_, since_drawn = now - drawn_;
  // Short work needs no bar, and a bar that is drawn for each of many documents costs more than they do.
  if (since_start.count() < 1 || since_drawn.count() < 0.1) return;
  drawn_ = now;
  shown_ = true;
  const auto total = static_cast<double>(position_.total);
  fmt::print(stderr, "\r\033[K{}",
             progress_line(done_, since_start.count(), total > 0 ? static_cast<double>(position_.read) / total : -1));
}

void Progress::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace entente::cli
