// Work on a stream with several threads, results in the order of the stream, memory bounded.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace entente::cli {

// push() hands an item to the pool and waits while `2 * threads` items are under way; `work` runs on the pool's threads, `emit`
// on one thread at a time, in push order. With one thread everything runs inside push().
template <class In, class Out>
class OrderedPool {
 public:
  OrderedPool(unsigned threads, std::function<Out(In&&)> work, std::function<void(Out&&)> emit)
      : limit_(2 * threads), work_(std::move(work)), emit_(std::move(emit)) {
    if (threads < 2) return;
    for (unsigned i = 0; i < threads; ++i) workers_.emplace_back([this] { run_worker(); });
    emitter_ = std::thread([this] { run_emitter(); });
  }
  ~OrderedPool() { finish(); }
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // Always true: the stream goes on.
  bool push(In&& item) {
    if (workers_.empty()) {
      emit_(work_(std::move(item)));
      return true;
    }
    auto job = std::make_shared<Job>(std::move(item));
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return order_.size() < limit_; });
    order_.push_back(job);
    waiting_.push_back(std::move(job));
    changed_.notify_all();
    return true;
  }

  // Waits until everything pushed is emitted.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      changed_.notify_all();
    }
    for (std::thread& worker : workers_)
      if (worker.joinable()) worker.join();
    if (emitter_.joinable()) emitter_.join();
  }

 private:
  struct Job {
    explicit Job(In&& item) : in(std::move(item)) {}
    In in;
    std::optional<Out> out;
  };

  void run_worker() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const std::shared_ptr<Job> job = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      Out out = work_(std::move(job->in));
      lock.lock();
      job->out = std::move(out);
      changed_.notify_all();
    }
  }

  void run_emitter() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return order_.empty() ? closed_ : order_.front()->out.has_value(); });
      if (order_.empty()) return;
      const std::shared_ptr<Job> job = std::move(order_.front());
      lock.unlock();
      emit_(std::move(*job->out));
      lock.lock();
      order_.pop_front();
      changed_.notify_all();
    }
  }

  const std::size_t limit_;
  const std::function<Out(In&&)> work_;
  const std::function<void(Out&&)> emit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> waiting_;  // not yet taken by a worker
  std::deque<std::shared_ptr<Job>> order_;    // not yet emitted
  bool closed_ = false;
  std::vector<std::thread> workers_;
  std::thread emitter_;
};

}  // namespace entente::cli
