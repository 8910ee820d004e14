// How far a long statement is, on one line of a terminal that is written over and wiped off in the end.
#pragma once

#include <chrono>
#include <string>

#include "entente/database.h"

namespace entente::shell {

class ProgressLine {
 public:
  /// A statement begins.
  void begin();
  /// Shows it, once the statement has taken a second, some times a second at most.
  void show(const Progress& progress);
  /// Wipes it off.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point began_ = Clock::now();
  Clock::time_point shown_ = began_;
  bool is_shown_ = false;
};

/// `1,234,567 rows · 412,000 rows/s · 34 % · 9 s left`
[[nodiscard]] std::string progress_text(const Progress& progress, double seconds);

}  // namespace entente::shell
