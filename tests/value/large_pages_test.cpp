#include "engine/value/large_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <vector>

namespace entente {
namespace {

// From little memory to much: what is large begins with a page of its own.
TEST(LargePages, HoldWhatGrows) {
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20U;
  std::vector<std::uint32_t, LargePages<std::uint32_t>> numbers;
  constexpr std::uint32_t kCount = 2'000'000;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    numbers.push_back(i);
  }
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(numbers.data()) % kPage, 0U);
  EXPECT_EQ(std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0}), std::uint64_t{kCount} * (kCount - 1) / 2);
  const auto copy = numbers;
  numbers.resize(10);
  numbers.shrink_to_fit();
  EXPECT_EQ(numbers.back(), 9U);
  EXPECT_EQ(copy.back(), kCount - 1);
}

}  // namespace
}  // namespace entente
