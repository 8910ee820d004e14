// How far a long statement is, on one line of a terminal that is written over and wiped off in the end. Never on standard output.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "entente/database.h"

namespace entente::shell {

/// From its first second on it shows a line on standard error, if that is a terminal, and takes it away at its end.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// How far the statement says that it is.
  void show(const Progress& progress);
  /// So many rows more were found.
  void add_rows(std::size_t count);
  /// Something is written now: the line goes away, and comes back a second later.
  void restart();

 private:
  using Clock = std::chrono::steady_clock;
  void watch();
  void wipe();

  std::mutex mutex_;  // over all of what follows
  std::condition_variable ended_;
  bool is_ended_ = false;
  bool is_shown_ = false;
  Clock::time_point began_ = Clock::now();
  std::optional<Progress> progress_;
  std::size_t rows_ = 0;
  std::jthread thread_;
};

/// `1,234,567 rows · 412,000 rows/s · 34 % · 9 s left`
[[nodiscard]] std::string progress_text(const Progress& progress, double seconds);

}  // namespace entente::shell
