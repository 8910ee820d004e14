// What is made when it is first wanted, and shared by copies until one of them changes it.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace entente::catalog {

/// Reading and copying are safe from several threads at once, as long as none changes it.
template <class Value>
class Lazy {
 public:
  Lazy() = default;
  Lazy(const Lazy& other) : made_(other.shared()), ready_(made_.get()) {}
  Lazy& operator=(const Lazy& other) {
    made_ = other.shared();
    ready_ = made_.get();
    return *this;
  }
  ~Lazy() = default;

  /// Null as long as nothing was made.
  [[nodiscard]] const Value* made() const { return ready_.load(std::memory_order_acquire); }

  /// Null as long as nothing was made and this was asked less often than `patience`: who asks seldom does better without.
  template <class Make>
  [[nodiscard]] const Value* get_after(unsigned patience, const Make& make) const {
    if (ready_.load(std::memory_order_acquire) == nullptr && asked_.fetch_add(1, std::memory_order_relaxed) < patience) {
      return nullptr;
    }
    return &get(make);
  }

  /// `make` fills the value that it is given. When it throws, nothing was made.
  template <class Make>
  [[nodiscard]] const Value& get(const Make& make) const {
    if (const Value* ready = ready_.load(std::memory_order_acquire)) {
      return *ready;
    }
    const std::lock_guard lock(mutex_);
    if (made_ == nullptr) {
      auto value = std::make_shared<Value>();
      make(*value);
      made_ = std::move(value);
      ready_.store(made_.get(), std::memory_order_release);
    }
    return *made_;
  }

  /// For who changes it: of this copy alone from here on. Null as long as nothing was made.
  [[nodiscard]] Value* own() {
    if (made_ != nullptr && made_.use_count() > 1) {
      made_ = std::make_shared<Value>(*made_);
      ready_ = made_.get();
    }
    return made_.get();
  }

 private:
  [[nodiscard]] std::shared_ptr<Value> shared() const {
    const std::lock_guard lock(mutex_);
    return made_;
  }

  mutable std::mutex mutex_;
  mutable std::shared_ptr<Value> made_;
  mutable std::atomic<const Value*> ready_{nullptr};
  mutable std::atomic<unsigned> asked_{0};
};

}  // namespace entente::catalog
