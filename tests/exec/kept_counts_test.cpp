#include "engine/exec/kept_counts.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace entente::exec {
namespace {

struct Kept {
  std::vector<std::uint32_t> counts, places;
  friend bool operator==(const Kept&, const Kept&) = default;
};

template <class Keep>
Kept kept_by(const Keep& keep, const std::vector<std::uint32_t>& counts, CountRange range) {
  Kept out;
  out.counts.resize(counts.size() + KeptCounts::kSpare);
  out.places.resize(counts.size() + KeptCounts::kSpare);
  const std::size_t size = keep(counts.data(), counts.size(), 1000, range, KeptCounts{out.counts.data(), out.places.data()});
  out.counts.resize(size);
  out.places.resize(size);
  return out;
}

TEST(KeptCounts, AreThoseOfTheRangeWithTheirPlaces) {
  const std::vector<std::uint32_t> counts = {0, 1, 7, UINT32_MAX, 2, UINT32_MAX - 1, 0, 3};
  EXPECT_EQ(kept_by(keep_counts, counts, {1, 3}), (Kept{{1, 2, 3}, {1001, 1004, 1007}}));
  EXPECT_EQ(kept_by(keep_counts, counts, {UINT32_MAX, UINT32_MAX}), (Kept{{UINT32_MAX}, {1003}}));
  EXPECT_EQ(kept_by(keep_counts, counts, {0, UINT32_MAX}).counts, counts);
  EXPECT_EQ(kept_by(keep_counts, {}, {0, UINT32_MAX}), Kept{});
}

TEST(KeptCounts, AreTheSameWithoutWideVectors) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 100; ++size) {
    std::vector<std::uint32_t> counts(size);
    for (auto& count : counts) {
      count = static_cast<std::uint32_t>(random() % 8 == 0 ? UINT32_MAX - random() % 3 : random() % 10);
    }
    for (const CountRange range :
         {CountRange{1, UINT32_MAX - 2}, CountRange{0, 4}, CountRange{0, UINT32_MAX - 1}, CountRange{5, 5}}) {
      const Kept expected = kept_by(keep_counts_portably, counts, range);
      std::size_t inside = 0;
      for (const std::uint32_t count : counts) {
        inside += count >= range.least && count <= range.most ? 1 : 0;
      }
      ASSERT_EQ(expected.counts.size(), inside);
      ASSERT_EQ(kept_by(keep_counts, counts, range), expected) << size;
    }
  }
}

}  // namespace
}  // namespace entente::exec
