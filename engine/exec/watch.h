// Whether a statement may go on: what its caller allows it, and whether somebody stopped it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "entente/limits.h"
#include "parser/diagnostic.h"

namespace entente::exec {

class Watch {
 public:
  /// The time begins now. `stop` is set by whatever thread and must outlive this.
  Watch(const Limits& limits, const std::atomic<bool>& stop) : limits_(limits), stop_(stop), began_(Clock::now()) {}

  /// Called by whatever may take long, at least once for every few thousand rows. Throws Failed once the statement is to stop.
  void breathe() {
    if (stop_.load(std::memory_order_relaxed)) {
      fail_stopped();
    }
    if (limits_.time.count() > 0 && ++breaths_ % kBreathsBetweenLooks == 0) {
      look_at_clock();
    }
  }
  /// The error of a statement that was stopped.
  [[nodiscard]] static Diagnostic stopped();
  /// So many bytes more are kept until the statement ends. Throws Failed.
  void hold(std::size_t bytes);
  /// So many rows more are handed over. Throws Failed.
  void hand_over(std::size_t rows);

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint32_t kBreathsBetweenLooks = 64;

  [[noreturn]] static void fail_stopped();
  void look_at_clock() const;

  Limits limits_;
  const std::atomic<bool>& stop_;
  Clock::time_point began_;
  std::uint32_t breaths_ = 0;
  std::size_t held_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace entente::exec
