// Random choices that are the same on every machine: std::mt19937_64 and remainders, no distributions.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace entente::oracle {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  /// From `low` to `high`, both included.
  int between(int low, int high) { return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1)); }
  bool percent(int chance) { return between(1, 100) <= chance; }
  int below(std::size_t count) { return between(0, static_cast<int>(count) - 1); }

  template <class T>
  const T& pick(const std::vector<T>& items) {
    return items[static_cast<std::size_t>(below(items.size()))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace entente::oracle
