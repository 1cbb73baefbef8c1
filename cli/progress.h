// A line on the terminal that says how far long work has come; silent where standard error is no terminal.
#pragma once

#include <chrono>
#include <cstddef>

namespace entente::cli {

class Progress {
 public:
  explicit Progress(bool wanted);
  void step();   // one document is done
  void clear();  // makes room for a message

 private:
  using Clock = std::chrono::steady_clock;
  bool on_;
  bool shown_ = false;
  std::size_t done_ = 0;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
};

}  // namespace entente::cli
