// A clock for spans of a few nanoseconds: the cycle counter where there is one.
#pragma once

#include <chrono>
#include <cstdint>
#ifdef __x86_64__
#include <x86intrin.h>
#endif

namespace entente::bench {

inline double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

#ifdef __x86_64__
inline std::uint64_t ticks() { return __rdtsc(); }

/// How many nanoseconds a tick takes, measured once.
inline double nanoseconds_of_tick() {
  static const double value = [] {
    const double begin = seconds_now();
    const std::uint64_t first = ticks();
    double end = begin;
    while (end - begin < 0.05) {
      end = seconds_now();
    }
    return (end - begin) * 1e9 / static_cast<double>(ticks() - first);
  }();
  return value;
}
#else
inline std::uint64_t ticks() { return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count()); }
inline double nanoseconds_of_tick() { return 1; }
#endif

inline double nanoseconds(std::uint64_t from, std::uint64_t to) { return static_cast<double>(to - from) * nanoseconds_of_tick(); }

}  // namespace entente::bench
