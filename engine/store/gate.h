// Who may be in a transaction: many at once, or nobody while the map moves; and one writer. For the threads of this process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace entente::store {

/// A lock of many or one whose one can time out, and which knows its holders by thread, so that who waits for himself is
/// told so. A transaction may be left by another thread than the one that entered.
class Gate {
 public:
  enum class Outcome : std::uint8_t { kDone, kTimedOut, kHeldByThisThread };

  /// Waits while the gate is closed, or while somebody waits to close it, unless this thread is inside already.
  Outcome enter(std::chrono::milliseconds patience);
  void leave(std::thread::id entered_by) noexcept;

  /// Waits until everybody has left, then keeps everybody out until reopen().
  Outcome close(std::chrono::milliseconds patience);
  void reopen() noexcept;

  /// The turn of the one writer.
  Outcome take_turn(std::chrono::milliseconds patience);
  void end_turn() noexcept;

 private:
  [[nodiscard]] bool is_inside(std::thread::id thread) const;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::thread::id> inside_;  // one entry per transaction
  std::optional<std::thread::id> writer_;
  bool closing_ = false;  // from the wish to close until reopened
  bool closed_ = false;
};

}  // namespace entente::store
