// A line on a terminal while something takes long: that it goes on, and how far it is. Never on standard output.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace entente::shell {

/// From the second second of its life on it shows a line on standard error, if that is a terminal, and takes it away at its end.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// So many rows more are found.
  void add_rows(std::size_t count) { rows_ += count; }
  /// Something is written now: the line goes away, and comes back no more.
  void stop();

 private:
  void watch();

  std::atomic<std::size_t> rows_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ended_ = false;
  std::thread thread_;
};

}  // namespace entente::shell
