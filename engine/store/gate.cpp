#include "engine/store/gate.h"

#include <algorithm>

namespace entente::store {

bool Gate::is_inside(std::thread::id thread) const { return std::find(inside_.begin(), inside_.end(), thread) != inside_.end(); }

Gate::Outcome Gate::enter(std::chrono::milliseconds patience) {
  const auto self = std::this_thread::get_id();
  std::unique_lock lock(mutex_);
  // Who is inside may enter again: were it to wait for the closer, the closer would wait for it.
  const auto may_enter = [&] { return !closed_ && (!closing_ || is_inside(self)); };
  // The closer itself waits up to `patience`; twice that outlives it.
  if (!may_enter() && !changed_.wait_until(lock, std::chrono::steady_clock::now() + 2 * patience, may_enter)) {
    return Outcome::kTimedOut;
  }
  inside_.push_back(self);
  return Outcome::kDone;
}

void Gate::leave(std::thread::id entered_by) noexcept {
  {
    const std::lock_guard lock(mutex_);
    const auto it = std::find(inside_.begin(), inside_.end(), entered_by);
    if (it != inside_.end()) {
      *it = inside_.back();
      inside_.pop_back();
    }
    if (!closing_) {
      return;
    }
  }
  changed_.notify_all();
}

Gate::Outcome Gate::close(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::unique_lock lock(mutex_);
  if (is_inside(std::this_thread::get_id())) {
    return Outcome::kHeldByThisThread;
  }
  if (!changed_.wait_until(lock, deadline, [&] { return !closing_; })) {
    return Outcome::kTimedOut;
  }
  closing_ = true;
  if (!changed_.wait_until(lock, deadline, [&] { return inside_.empty(); })) {
    closing_ = false;
    lock.unlock();
    changed_.notify_all();
    return Outcome::kTimedOut;
  }
  closed_ = true;
  return Outcome::kDone;
}

void Gate::reopen() noexcept {
  {
    const std::lock_guard lock(mutex_);
    closed_ = false;
    closing_ = false;
  }
  changed_.notify_all();
}

Gate::Outcome Gate::take_turn(std::chrono::milliseconds patience) {
  const auto self = std::this_thread::get_id();
  std::unique_lock lock(mutex_);
  if (writer_ == self) {
    return Outcome::kHeldByThisThread;
  }
  if (!changed_.wait_until(lock, std::chrono::steady_clock::now() + patience, [&] { return !writer_; })) {
    return Outcome::kTimedOut;
  }
  writer_ = self;
  return Outcome::kDone;
}

void Gate::end_turn() noexcept {
  {
    const std::lock_guard lock(mutex_);
    writer_.reset();
  }
  changed_.notify_all();
}

}  // namespace entente::store
