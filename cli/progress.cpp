#include "progress.h"

#include <unistd.h>

#include "fmt/format.h"

namespace entente::cli {

Progress::Progress(bool wanted) : on_(wanted && ::isatty(STDERR_FILENO)) {}

void Progress::step() {
  ++done_;
  if (!on_) return;
  const auto now = Clock::now();
  const std::chrono::duration<double> since_start = now - start_, since_drawn = now - drawn_;
  // Short work needs no bar, and a bar that is drawn for each of many documents costs more than they do.
  if (since_start.count() < 1 || since_drawn.count() < 0.1) return;
  drawn_ = now;
  shown_ = true;
  fmt::print(stderr, "\r\033[K{} documents, {:.1f}/s", done_, static_cast<double>(done_) / since_start.count());
}

void Progress::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace entente::cli
