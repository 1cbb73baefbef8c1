// A bar on the terminal that says how far long work has come; silent where standard error is no terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "page/inputs.h"

namespace entente::cli {

class Progress {
 public:
  Progress(bool wanted, const page::Position& position);
  bool on() const { return on_; }
  void step();   // one document is done
  void clear();  // makes room for a message

 private:
  using Clock = std::chrono::steady_clock;
  const page::Position& position_;
  bool on_;
  bool shown_ = false;
  std::size_t done_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
};

// What the bar says after `seconds`: share done, documents, rate and the time still to go, or, where `share` (0 to 1) is
// negative because the end is not known, the time gone. 78 columns at most.
std::string progress_line(std::size_t documents, double seconds, double share);

}  // namespace entente::cli
