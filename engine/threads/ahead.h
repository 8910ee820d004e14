// Items that are made on a thread of their own, ahead of who takes them. Nothing else in the engine starts a thread.
#pragma once

#include <signal.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace entente {

/// Who makes items, and who takes them, see nothing of each other but the items. The thread ends before this does.
template <class Item>
class Ahead {
 public:
  /// Runs on the thread and puts one item after the other. What it throws is thrown by `next`, behind the items put before.
  using Make = std::function<void(Ahead&)>;

  /// `most`: so many items wait at most. Null where the system starts no further thread.
  [[nodiscard]] static std::unique_ptr<Ahead> start(std::size_t most, Make make) {
    std::unique_ptr<Ahead> out(new Ahead(most, std::move(make)));
    sigset_t all;  // signals are for the thread that runs statements
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    try {
      out->thread_ = std::thread([&ahead = *out] { ahead.run(); });
    } catch (const std::system_error&) {
      out.reset();
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return out;
  }
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;
  /// Waits for the thread, which stops at its next `put` or `breathe`.
  ~Ahead() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    taken_or_stopped_.notify_one();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  /// Of the thread: hands the item over once there is room, and leaves in its place one that was taken, whose memory is used again.
  void put(Item& item) {
    std::unique_lock lock(mutex_);
    taken_or_stopped_.wait(lock, [this] { return stopped_ || made_ - taken_ < ring_.size(); });
    if (stopped_) {
      throw Stopped{};
    }
    std::swap(ring_[made_++ % ring_.size()], item);
    lock.unlock();
    made_or_ended_.notify_one();
  }
  /// Of the thread, as often as whatever takes long breathes: ends it once nobody wants more.
  void breathe() {
    const std::lock_guard lock(mutex_);
    if (stopped_) {
      throw Stopped{};
    }
  }

  /// The next item in the place of one that was done with; false at the end. `wait` is called now and then until it is there, and
  /// may throw.
  [[nodiscard]] bool next(Item& item, const std::function<void()>& wait) {
    constexpr std::chrono::milliseconds kBetweenWaits{20};
    std::unique_lock lock(mutex_);
    while (!made_or_ended_.wait_for(lock, kBetweenWaits, [this] { return ended_ || taken_ < made_; })) {
      lock.unlock();
      wait();
      lock.lock();
    }
    if (taken_ == made_) {
      if (failure_) {
        std::rethrow_exception(failure_);
      }
      return false;
    }
    std::swap(ring_[taken_++ % ring_.size()], item);
    lock.unlock();
    taken_or_stopped_.notify_one();
    return true;
  }

 private:
  struct Stopped {};

  Ahead(std::size_t most, Make make) : make_(std::move(make)), ring_(most) {}

  void run() {
    std::exception_ptr failure;
    try {
      make_(*this);
    } catch (const Stopped&) {  // as asked
    } catch (...) {
      failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    ended_ = true;
    made_or_ended_.notify_one();
  }

  Make make_;
  std::mutex mutex_;  // over all of what follows, but the thread
  std::condition_variable made_or_ended_;
  std::condition_variable taken_or_stopped_;
  std::vector<Item> ring_;
  std::size_t made_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

/// Calls `make(put, breathe)`, which puts one item after the other, and `take` for each of them, while `breathe` is called now and
/// then: on two threads where they are to run `apart`, else in turn. Those of `make` are not those of who calls. `begin` is called
/// before the first `take`, when the other thread is already at work.
template <class Item, class Begin, class Make, class Take>
void make_and_take(bool apart, Begin begin, Make make, Take take, const std::function<void()>& breathe) {
  constexpr std::size_t kWaiting = 4;
  const auto ahead =
      apart ? Ahead<Item>::start(kWaiting,
                                 [&make](Ahead<Item>& to) { make([&to](Item& item) { to.put(item); }, [&to] { to.breathe(); }); })
            : nullptr;
  begin();
  if (ahead == nullptr) {
    make(take, breathe);
    return;
  }
  for (Item item; ahead->next(item, breathe);) {
    take(item);
  }
}

}  // namespace entente
