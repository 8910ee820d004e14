// Which of many counts are kept: many at once, with the widest vectors there are.
#pragma once

#include <cstddef>
#include <cstdint>

namespace entente::exec {

/// Those from `least` to `most` are kept.
struct CountRange {
  std::uint32_t least = 0;
  std::uint32_t most = UINT32_MAX;
};

/// Where they are put, with their places; behind the last one kSpare more are written over.
struct KeptCounts {
  static constexpr std::size_t kSpare = 16;
  std::uint32_t* counts;
  std::uint32_t* places;
};

/// Of `size` counts, the first of which has that place, the kept ones; returns how many they are. There is room for all.
std::size_t keep_counts(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range, KeptCounts out);

/// The same without vectors that not every CPU has.
std::size_t keep_counts_portably(const std::uint32_t* counts, std::size_t size, std::uint32_t place, CountRange range,
                                 KeptCounts out);

}  // namespace entente::exec
